"""How Hypothesis draws: what the judge and the self-check ask of it.

The only place that touches Hypothesis beyond its public names.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import hypothesis

STUDENT_EXAMPLES = 25


def student_profile() -> None:
    """Draw the same examples every time and keep no files; before any check is imported."""
    cache = Path(tempfile.gettempdir()) / "gradkit-hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(cache))
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink)
    hypothesis.settings.register_profile(
        "student",
        max_examples=STUDENT_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("student")
    # Hypothesis also draws constants that it finds in the source of the imported modules: what
    # is drawn would differ from place to place, and a notebook's make-believe module breaks it.
    with contextlib.suppress(ImportError, KeyError):
        from hypothesis.internal.conjecture import providers

        none = vars(providers)["Constants"]()
        providers._get_local_constants = lambda: none


JUDGE_EXAMPLES = 100


def judge_profile() -> None:
    """Make what is drawn depend on the bundle's seed alone."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink)
    hypothesis.settings.register_profile(
        "judge",
        max_examples=JUDGE_EXAMPLES,
        database=None,
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("judge")
    # Hypothesis also draws constants that it finds in the source of whatever modules happen to be
    # imported: two processes would draw differently.
    from hypothesis.internal.conjecture import providers

    none = providers.Constants()  # type: ignore[attr-defined]
    providers._get_local_constants = lambda: none
