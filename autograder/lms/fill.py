"""Files that an LMS takes back without editing: its own sheet, filled in, and a zip of feedback.

Must never change a byte of the sheet outside the cells of the assignment.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms import blackboard, canvas, gradescope, moodle
from autograder.lms.column import Column, chosen
from autograder.lms.comment import comment
from autograder.lms.grade import Run, digits, number
from autograder.lms.plan import Plan, Rules, planned
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet
from autograder.submissions.identity import Person

# The LMSs by how much they ask of a sheet.
_BY_STRICTNESS = ("canvas", "blackboard", "gradescope", "moodle")
_MADE_AT = (1980, 1, 1, 0, 0, 0)


class Layout(Protocol):
    """How one LMS lays out its sheet."""

    DECIMALS: int
    """How many decimal places the LMS keeps."""

    def columns(self, sheet: Sheet) -> list[Column]:
        """Return the columns that could hold the grades."""

    def seats(self, sheet: Sheet, column: Column) -> list[Seat]:
        """Return the students, each with a place `row N`, counted from 1."""


LAYOUTS = cast(
    dict[str, Layout],
    {
        "canvas": canvas,
        "moodle": moodle,
        "gradescope": gradescope,
        "blackboard": blackboard,
    },
)


@dataclass(frozen=True)
class Filled:
    """A sheet that was filled in, not written yet."""

    content: bytes
    column: Column
    plan: Plan


def filled(
    lms: str, data: bytes, name: str, run: Run, rules: Rules, column: str | None, comments: bool
) -> Filled:
    """Fill in the grades of a run; raise GradkitError where the sheet is not the LMS's."""
    layout = LAYOUTS[lms]
    sheet = Sheet(data, name)
    try:
        candidates = _columns(lms, sheet)
    except GradkitError as error:
        raise GradkitError(f"{name}: {error}") from error
    target = chosen(candidates, column, run.titles, name)
    plan = planned(run, layout.seats(sheet, target), rules)
    if target.warning:
        plan.problems.insert(0, target.warning)
    comma = _has_comma(sheet, target)
    cells = {
        (_row(change.seat), target.index): digits(change.points, comma) for change in plan.changes
    }
    if comments:
        cells |= _comments(lms, sheet, plan, rules.force)
    short = [row for row, index in cells if index >= len(sheet.rows[row])]
    for row in sorted(set(short)):
        plan.problems.append(f"row {row + 1} is shorter than the header: not filled in")
    cells = {place: value for place, value in cells.items() if place[0] not in short}
    return Filled(sheet.filled(cells), target, plan)


def _columns(lms: str, sheet: Sheet) -> list[Column]:
    """Return the columns that could hold the grades; raise GradkitError for another's sheet."""
    fitting = [name for name in _BY_STRICTNESS if _accepted(name, sheet)]
    other = next(iter(fitting), lms)
    if other != lms and lms not in fitting:
        raise GradkitError(
            f"not {lms.title()}'s sheet: it looks like {other.title()}'s; fill that one with "
            f"`gradkit lms {other}`, or give the one downloaded from {lms.title()}"
        )
    return LAYOUTS[lms].columns(sheet)


def _accepted(lms: str, sheet: Sheet) -> list[Column]:
    try:
        return LAYOUTS[lms].columns(sheet)
    except GradkitError:
        return []


def _row(seat: Seat) -> int:
    return int(seat.place.removeprefix("row ")) - 1


def _has_comma(sheet: Sheet, column: Column) -> bool:
    """Tell whether the sheet writes 12,5 for 12.5: one number in the assignment's columns does."""
    nearby = (column.index, column.index + 1)
    values = [sheet.value(row, index) for row in range(1, len(sheet.rows)) for index in nearby]
    return any("," in value and number(value) is not None for value in values)


def _comments(lms: str, sheet: Sheet, plan: Plan, force: bool) -> dict[tuple[int, int], str]:
    """Return the cells of the comments; one that a person wrote is a problem."""
    find = {"moodle": moodle.comment_cells, "blackboard": blackboard.comment_cells}.get(lms)
    columns: Mapping[int, str | None] = find(sheet) if find else {}
    if not columns:
        raise GradkitError("this sheet has no column for comments: leave --comments out")
    cells: dict[tuple[int, int], str] = {}
    for change in (*plan.changes, *plan.unchanged):
        row, text = _row(change.seat), comment(change.graded.result)
        there = [sheet.value(row, index) for index, form in columns.items() if form is None]
        if any(value not in ("", text) for value in there):
            plan.problems.append(f"a comment would be overwritten: {change.seat.place}")
            if not force:
                continue
        for index, form in columns.items():
            if sheet.value(row, index) != (form or text):
                cells[row, index] = form or text
    return cells


def feedback_zip(out: Path, run: Run) -> tuple[bytes, list[str]]:
    """Return a zip of the students' pages under names that the LMS maps back, and what is missing.

    Raises GradkitError where the LMS takes no such zip or there are no pages.
    """
    names = {one.entry.key: one.entry.identity.feedback for one in run.graded}
    if not any(names.values()):
        raise GradkitError(
            "no submission has a name that an LMS maps feedback back to: only downloads from "
            "Canvas and Moodle do"
        )
    data, missing = io.BytesIO(), []
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(run.graded, key=lambda g: g.entry.key):
            key, name = one.entry.key, names[one.entry.key]
            page = out / "feedback" / f"{key}.html"
            if not name or not page.is_file():
                missing.append(one_line(one.entry.submission))
                continue
            entry = zipfile.ZipInfo(name, _MADE_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, page.read_bytes())
    if len(missing) == len(names):
        raise GradkitError(f"{out / 'feedback'}: no pages for these submissions; grade again")
    return data.getvalue(), missing


def read_groups(path: Path) -> dict[str, list[Person]]:
    """Return the members of everybody's group, by user id, from Canvas's export of a group set.

    Raises GradkitError where its columns are not there.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        members: dict[str, list[Person]] = {}
        for row in rows:
            student = Person(row["name"], row["canvas_user_id"], row["login_id"])
            if row["group_name"]:
                members.setdefault(row["group_name"], []).append(student)
    except (OSError, UnicodeError, KeyError, csv.Error) as error:
        raise GradkitError(
            f"{path}: not Canvas's list of a group set ({error}); People, the group set, "
            "Download Course Roster CSV"
        ) from error
    return {student.user: group for group in members.values() for student in group}


def summary(filled: Filled) -> Sequence[str]:
    """Return what was filled in, in one line."""
    plan = filled.plan
    most = filled.column.maximum
    out_of = f", out of {digits(most)}" if most is not None else ""
    return [
        f"column: {one_line(filled.column.header)}{out_of}",
        f"to fill in: {len(plan.changes)}, there already: {len(plan.unchanged)}",
    ]
