"""How Hypothesis draws: what the judge and the self-check ask of it.

The only place that touches Hypothesis beyond its public names.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis

STUDENT_EXAMPLES = 25
JUDGE_EXAMPLES = 100


def public_seed(check: str) -> int:
    """Return what the examples of a public check are drawn with, given its id.

    Whoever hands in has seen these very examples pass; the hidden checks draw others.
    """
    return int.from_bytes(hashlib.sha256(check.encode()).digest()[:8], "big")


def written_out(test: Callable[..., Any]) -> int:
    """Return how many examples an author has written beside those that are drawn."""
    return len(getattr(test, "hypothesis_explicit_examples", ()))


def student_profile() -> None:
    """Draw the same examples every time and keep no files; before any check is imported."""
    cache = Path(tempfile.gettempdir()) / "gradkit-hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(cache))
    _load("student", STUDENT_EXAMPLES, derandomize=True)


def judge_profile() -> None:
    """Make what is drawn depend on seeds alone: the bundle's, or a public check's."""
    _load("judge", JUDGE_EXAMPLES, derandomize=False)


def _load(name: str, most: int, *, derandomize: bool) -> None:
    hypothesis.settings.register_profile(
        name,
        max_examples=most,
        derandomize=derandomize,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink),
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile(name)
    _draw_no_constants_of_modules()


def _draw_no_constants_of_modules() -> None:
    """Keep out of the examples what Hypothesis finds in the source of the imported modules.

    Two processes would draw differently, and a notebook's make-believe module breaks the search.
    Hypothesis has no setting for it; `tests/checks/test_examples.py` fails when this name changes.
    """
    from hypothesis.internal.conjecture import providers

    none = providers.Constants()  # type: ignore[attr-defined]
    providers._get_local_constants = lambda: none
