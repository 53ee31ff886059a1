"""The examples of the public checks, drawn once: they are the same at every start.

To draw them takes longer than to run the checks on them. Must never say that a check failed: where
an example does, Hypothesis runs the check, and shrinks what it finds.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.checks.examples import public_seed
from autograder.checks.verdict import NOT_DETERMINISTIC
from autograder.protocol.outcomes import CheckFailure
from autograder.selfcheck.kept import kept

Check = Callable[..., None]


def with_kept_examples(kit: Path, check_id: str, check: Check) -> Check:
    """Return a check that runs on the examples it was drawn before; a plain one as it is."""
    if not hasattr(check, "hypothesis"):
        return check
    searching = hypothesis.seed(public_seed(check_id))(check)

    @functools.wraps(check)
    def run(**fixtures: Any) -> None:
        __tracebackhide__ = True
        examples = _examples(kit, check_id, searching)
        failing = next((e for e in examples if not _passes(searching, e, fixtures)), None)
        if examples and failing is None:
            return
        searching(**fixtures)
        if failing is not None:  # Hypothesis, drawing anew, has found nothing
            _show(searching, failing, fixtures)
            raise CheckFailure(NOT_DETERMINISTIC)

    return run


def _passes(check: Check, example: bytes, fixtures: dict[str, Any]) -> bool:
    try:
        _show(check, example, fixtures)
    except Exception:
        return False
    return True


def _show(check: Any, example: bytes, fixtures: dict[str, Any]) -> None:
    __tracebackhide__ = True
    with suppress(UnsatisfiedAssumption):
        check.hypothesis.inner_test(**fixtures, **pickle.loads(example))


def _examples(kit: Path, check_id: str, check: Check) -> list[bytes]:
    """Return a check's examples, each pickled; none of one that draws in its body."""
    known = _known(kit)
    if check_id not in known:
        known[check_id] = _drawn(check)
    found: list[bytes] = known[check_id]
    return found


@functools.cache
def _known(kit: Path) -> dict[str, Any]:
    return kept(kit, "examples", hypothesis.__version__, np.__version__)


def _drawn(check: Any) -> list[bytes]:
    handle = check.hypothesis
    inner = handle.inner_test
    examples: list[dict[str, Any]] = []

    def record(*, student: None, **drawn: Any) -> None:
        examples.append(drawn)

    handle.inner_test = record
    try:
        check(student=None)
        if any(isinstance(value, DataObject) for drawn in examples for value in drawn.values()):
            return []
        return [pickle.dumps(drawn) for drawn in examples]
    except (pickle.PicklingError, AttributeError, TypeError):
        return []  # what is drawn cannot be kept
    finally:
        handle.inner_test = inner
