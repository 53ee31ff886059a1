"""Blackboard: the names in "Assignment file download", and its grade centre's sheet.

The word between user name and date is localised; the date's form is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.column import Column, find_header
from autograder.lms.grade import number
from autograder.lms.named_file import Piece
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet, told
from autograder.submissions.identity import Person

_DATE = r"(?P<date>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)"
# The first date counts: what follows it is the student's own.
_FILE = re.compile(rf"(?:.*/)?(?P<head>[^/]+?)_(?P<word>[^_/\d]+)_{_DATE}(?:_(?P<file>.+)|\.txt)")
# The first line of the receipt: "Name: Kim Minjun (kmj01)", in any language.
_OWNER = re.compile(r"[^:：\n]*[:：]\s*(?P<name>[^\n]*?)\s*\((?P<login>[^()\n]+)\)")


def recognises(names: Sequence[str]) -> bool:
    """Tell whether most of the files are named as Blackboard does."""
    return 2 * sum(_FILE.fullmatch(name) is not None for name in names) > len(names)


def pieces(names: Sequence[str], read: Callable[[str], bytes]) -> dict[str, Piece]:
    """Return what the names, and the receipts beside the files, say."""
    matches = {name: _FILE.fullmatch(name) for name in names}
    owners: dict[tuple[str, str], Person] = {}
    for name, match in matches.items():
        if match and match["file"] is None:
            owners[match["head"], match["date"]] = _owner(match["head"], read(name))
    found: dict[str, Piece] = {}
    for name, match in matches.items():
        if match:
            guess = Person(login=match["head"].rpartition("_")[2])
            student = owners.get((match["head"], match["date"]), guess)
            found[name] = Piece(
                student.login,
                match["file"] or "receipt.txt",
                (student,),
                match["date"],
                is_content=match["file"] is not None,
            )
    return found


def _owner(head: str, receipt: bytes) -> Person:
    """Return who a receipt is for: it settles where in `head` the user name begins."""
    text = receipt.decode("utf-8-sig", "replace").lstrip()
    match = _OWNER.match(text.splitlines()[0]) if text else None
    if match and (head == match["login"] or head.endswith(f"_{match['login']}")):
        return Person(name=match["name"], login=match["login"])
    return Person(login=head.rpartition("_")[2])


# --- the grade centre's sheet: CSV, or `.xls` that is UTF-16 with tabs ---

_LOGIN = ("Username", "User Name", "사용자 이름", "사용자 ID", "Benutzername", "Nom d’utilisateur")
_NUMBER = ("Student ID", "학번", "학생 ID", "Matrikelnummer")
_COLUMN = re.compile(r"(?P<title>.*?)\s*\[(?P<about>[^\]]*)\]\s*(?:\|\s*(?P<id>\d+))?")
_UNGRADED = ("Needs Grading", "In Progress", "채점 필요", "진행 중", "진행 중입니다")
DECIMALS = 5


def columns(sheet: Sheet) -> list[Column]:
    """Return the columns that hold points; those without an id would become new ones."""
    if _login(sheet) is None:
        raise GradkitError(
            "not a Blackboard grade sheet: looked for the header `Username` and one like "
            f"`Homework [Total Pts: 100] |1234`, found {told(sheet.header)}; download it again "
            "(Work Offline, Download)"
        )
    found = []
    for index, header in enumerate(sheet.header):
        if match := _COLUMN.fullmatch(header.strip()):
            points = re.search(r"\d+(?:[.,]\d+)?", match["about"])
            id = match["id"] or ""
            warning = f"{one_line(header)}: no |id in its title: Blackboard would make a new column"
            maximum = number(points[0]) if points else None
            found.append(Column(index, header, match["title"], id, maximum, "" if id else warning))
    return found


def seats(sheet: Sheet, column: Column) -> list[Seat]:
    """Return the students' rows."""
    login, student_id = _login(sheet) or 0, find_header(sheet.header, _NUMBER)
    found = []
    for row in range(1, len(sheet.rows)):
        if not sheet.value(row, login):
            continue
        name = ", ".join(sheet.value(row, index) for index in range(min(login, 2)))
        student = Person(name, login=sheet.value(row, login), number=sheet.value(row, student_id))
        current = sheet.value(row, column.index)
        current = "" if current.startswith(_UNGRADED) else current
        found.append(Seat(f"row {row + 1}", student, current, column.maximum, takes_more=True))
    return found


def comment_cells(sheet: Sheet) -> dict[int, str | None]:
    """Return the columns of a comment and of its form; None stands for the comment, in HTML."""
    text = find_header(sheet.header, ("Feedback to Learner", "학습자에 대한 피드백"))
    form = find_header(sheet.header, ("Feedback Format", "피드백 형식"))
    return {text: None, form: "HTML"} if min(text, form) >= 0 else {}


def _login(sheet: Sheet) -> int | None:
    """Return the user name's column: by its title, else the third, as Blackboard writes it."""
    index = find_header(sheet.header, _LOGIN)
    has_points = any(_COLUMN.fullmatch(title.strip()) for title in sheet.header)
    if index < 0:
        return 2 if has_points and len(sheet.header) > 3 else None
    return index if has_points else None
