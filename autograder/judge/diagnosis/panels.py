"""The author's panels: `checks/hidden/panels.py`, read once and tried on the reference.

Must never let a slip in that file pass for "no hint": it is told with its line when judging begins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.assignment.loader import loaded, told
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
    module = loaded(path)
    found = Panels(getattr(module, "PANELS", {}), getattr(module, "PLACES", {}), path)
    for name in (*found.probes, *found.places):
        if parts is not None and name not in parts:
            raise GradkitError(
                f"{path}: no check has the part {name!r}; there are {', '.join(sorted(parts))}"
            )
    return found


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
    is_answer = isinstance(slip, (Missing, StudentException))
    line = told(path, slip, f"the reference answers with {slip}" if is_answer else "")
    return GradkitError(f"{line}; fix it, or remove the file")
