"""The examples of the public checks, drawn once: they are the same at every start.

To draw them takes longer than to run the checks on them, so a kit carries them; what it does not,
or what cannot be read here, is drawn at the first start. Must never say that a check failed: where
an example does, Hypothesis runs the check, and shrinks what it finds.
"""

from __future__ import annotations

import functools
import pickle
import zipfile
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.checks.examples import public_seed
from autograder.checks.student import Student
from autograder.checks.verdict import NOT_DETERMINISTIC
from autograder.protocol.outcomes import CheckFailure
from autograder.selfcheck.kept import kept

Check = Callable[..., None]
CARRIED = "examples.pickle"
"""What a kit calls the examples that it carries."""
_PROTOCOL = 4
"""Which every Python reads that a self-check runs on."""


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
    student = fixtures.get("student")
    try:
        with student.unrecorded() if isinstance(student, Student) else nullcontext():
            _show(check, example, fixtures)
    except Exception:
        return False
    return True


def _show(check: Any, example: bytes, fixtures: dict[str, Any]) -> None:
    __tracebackhide__ = True
    with suppress(UnsatisfiedAssumption):
        check.hypothesis.inner_test(**fixtures, **pickle.loads(example))


def drawn_for(checks: Iterable[tuple[str, Check]]) -> bytes:
    """Return what a kit carries: the examples of its checks, which are given as written."""
    properties = [(name, check) for name, check in checks if hasattr(check, "hypothesis")]
    found = {name: _drawn(hypothesis.seed(public_seed(name))(c)) for name, c in properties}
    return pickle.dumps(found, protocol=_PROTOCOL)


def _examples(kit: Path, check_id: str, check: Check) -> list[bytes]:
    """Return a check's examples, each pickled; none of one that draws in its body."""
    carried: list[bytes] | None = _carried(kit).get(check_id)
    if carried is not None and _can_be_read(carried):
        return carried
    known = _known(kit)
    if check_id not in known:
        known[check_id] = _drawn(check)
    found: list[bytes] = known[check_id]
    return found


def _can_be_read(examples: list[bytes]) -> bool:
    """Return whether this NumPy makes something of what another one wrote."""
    try:
        for example in examples[:1]:
            pickle.loads(example)
    except Exception:
        return False
    return True


@functools.cache
def _carried(kit: Path) -> dict[str, list[bytes]]:
    with suppress(KeyError, OSError, zipfile.BadZipFile), zipfile.ZipFile(kit) as archive:
        return dict(pickle.loads(archive.read(CARRIED)))
    return {}


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
        return [pickle.dumps(drawn, protocol=_PROTOCOL) for drawn in examples]
    except (pickle.PicklingError, AttributeError, TypeError):
        return []  # what is drawn cannot be kept
    finally:
        handle.inner_test = inner
