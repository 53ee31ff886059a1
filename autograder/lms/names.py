"""The names of the LMS's sheet, kept with the class: from then on they are the names everywhere.

Must never change whose a submission is, only how its students are called.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from autograder.base.files import held, write
from autograder.lms.plan import Plan
from autograder.submissions.identity import Person
from autograder.submissions.register import FILE, Entry, as_json, load

# A Korean name that is sorted by its surname is written without comma and blank.
_KOREAN = re.compile(r"\s*([가-힣]{1,2})\s*,\s*([가-힣]{1,4})\s*")


def keep_names(out: Path, plan: Plan) -> bool:
    """Write the names that the sheet has into the class's list; return whether any is new.

    Raises GradkitError where another run is at work in ``out``.
    """
    with held(out):
        register = load(out)
        entries = tuple(_named(entry, plan) for entry in register.entries)
        if entries == register.entries:
            return False
        write(out / FILE, as_json(replace(register, entries=entries)))
    return True


def _named(entry: Entry, plan: Plan) -> Entry:
    known = plan.people.get(entry.key, {})
    identity = entry.identity
    if not known:
        return entry
    students = [_called(student, known.get(student)) for student in identity.students]
    is_whole = all(student.name for student in students)
    return replace(
        entry,
        identity=replace(
            identity,
            students=tuple(students),
            has_names=identity.has_names or is_whole,
            has_sheet_names=True,
        ),
    )


def _called(student: Person, sheet: Person | None) -> Person:
    """Return a student with the sheet's name, and what else only the sheet knows."""
    if sheet is None:
        return student
    name = _KOREAN.sub(r"\1\2", sheet.name) or student.name
    signs = ("user", "login", "number", "email", "participant")
    found = {sign: getattr(student, sign) or getattr(sheet, sign) for sign in signs}
    return replace(student, name=name, **found)
