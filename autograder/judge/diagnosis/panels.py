"""The author's panels: `checks/hidden/panels.py`, read once and tried on the reference.

Must never let a slip in that file pass for "no hint": it is told with its line when judging begins.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.checks.student import Student
from autograder.protocol.outcomes import Missing, Stop, StudentException

Probe = Callable[[Any], Any]


@dataclass(frozen=True)
class Panels:
    """What an author has written for diagnosis."""

    probes: Mapping[str, Sequence[Probe]] = field(default_factory=dict)
    """``PANELS``: what is asked of a part, to compare it with the known misconceptions."""
    places: Mapping[str, str] = field(default_factory=dict)
    """``PLACES``: where in an answer a part is: ``[1]`` for the second value that is returned."""
    path: Path | None = None


def panels(assignment: Assignment, parts: Collection[str] | None = None) -> Panels:
    """Return an assignment's panels; empty without the file.

    Raises GradkitError where the file can't be run, or names one that is none of the ``parts``.
    """
    path = assignment.folder / "checks" / "hidden" / "panels.py"
    if not path.exists():
        return Panels()
    module = _imported(path)
    found = Panels(getattr(module, "PANELS", {}), getattr(module, "PLACES", {}), path)
    for name in (*found.probes, *found.places):
        if parts is not None and name not in parts:
            raise GradkitError(
                f"{path}: no check has the part {name!r}; there are {', '.join(sorted(parts))}"
            )
    return found


def _imported(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as slip:
        raise _told(path, slip) from slip
    return module


def ensure_tried(found: Panels, references: Callable[[str], Student]) -> None:
    """Ask each probe of the reference; ``references(part)`` returns it.

    Raises GradkitError with the line where one of them raises.
    """
    for part, probes in found.probes.items():
        student = references(part)
        for probe in probes:
            student.begin_example()
            try:
                probe(student)
            except (Exception, Stop) as slip:
                assert found.path is not None
                raise _told(found.path, slip) from slip


def _told(path: Path, slip: BaseException) -> GradkitError:
    """Return the one line that an author is told of a slip."""
    frames = traceback.extract_tb(slip.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    line = slip.lineno if isinstance(slip, SyntaxError) else (lines[-1] if lines else None)
    what = f"{type(slip).__name__}: {slip}"
    if isinstance(slip, (Missing, StudentException)):
        what = f"the reference answers with {slip}"
    where = f"{path}: line {line}" if line else str(path)
    return GradkitError(f"{where}: {' '.join(what.split())}; mend it, or remove the file")
