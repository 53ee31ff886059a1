"""Canvas: the names in "Download submissions", its gradebook's columns, its feedback names.

Sources: canvas-lms `lib/content_zipper.rb`, `lib/gradebook_exporter.rb`,
`lib/gradebook_importer.rb`, `Assignment#infer_comment_context_from_filename`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.column import Column
from autograder.lms.grade import number
from autograder.lms.named_file import Piece
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet, told
from autograder.submissions.identity import Person

_FILE = re.compile(r"(?P<name>.*?)(?:_(?P<late>LATE))?_(?P<user>\d+)_(?P<att>\d+)_(?P<file>.+)")
_ANONYMOUS = re.compile(
    r"(?:(?P<late>LATE)_)?anon_(?P<user>[A-Za-z0-9]+)_(?P<att>\d+)_(?P<file>.+)"
)
_ENTERED = re.compile(
    r"(?:(?P<name>.*?)_)??(?:(?P<late>LATE)_)?(?P<user>\d+|anon_[A-Za-z0-9]+)"
    r"_(?P<file>(?:text|link)\.html)"
)
_RESUBMITTED = re.compile(r"(?P<stem>.+)-(?P<count>\d+)(?P<suffix>\.[^.]+)")


def pieces(names: Sequence[str], read: Callable[[str], bytes]) -> dict[str, Piece]:
    """Return what the names in a download say; other files are left out."""
    del read  # Canvas says everything in the name
    found = {name: _piece(name) for name in names if "/" not in name}
    return {name: piece for name, piece in found.items() if piece is not None}


def recognises(names: Sequence[str]) -> bool:
    """Tell whether more than half of the files are named as Canvas does."""
    return 2 * len(pieces(names, lambda name: b"")) > len(names)


def _piece(name: str) -> Piece | None:
    if match := _ANONYMOUS.fullmatch(name):
        head = name[: -len(match["file"])]
        return _uploaded(match, f"anon_{match['user']}", (), f"{head}feedback.html", True)
    if match := _FILE.fullmatch(name):
        student = Person(match["name"], match["user"])
        return _uploaded(match, match["user"], (student,), _feedback(match), False)
    if match := _ENTERED.fullmatch(name):
        return _entered(match)
    return None


def _entered(match: re.Match[str]) -> Piece:
    """Return what the name of a text or a link says that was entered in place of a file."""
    user = match["user"]
    is_anonymous = user.startswith("anon_")
    return Piece(
        user,
        match["file"],
        () if is_anonymous else (Person(match["name"] or "", user),),
        late=bool(match["late"]),
        anonymous=is_anonymous,
        is_content=False,
    )


def _uploaded(
    match: re.Match[str], who: str, students: tuple[Person, ...], feedback: str, anonymous: bool
) -> Piece:
    file, version = match["file"], 0
    if again := _RESUBMITTED.fullmatch(file):
        # Canvas tells a file that is handed in again from the first by -1, -2 before the suffix.
        file, version = again["stem"] + again["suffix"], int(again["count"])
    return Piece(
        who,
        file,
        students,
        version=version,
        late=bool(match["late"]),
        attachment=match["att"],
        anonymous=anonymous,
        feedback=feedback,
    )


def _feedback(match: re.Match[str]) -> str:
    """Return a name whose first two all-digit tokens are the user and the attachment.

    Canvas looks at nothing else, and ignores a file where they are not these two.
    """
    wanted = [match["user"], match["att"]]
    name = f"{match['name']}_{'_'.join(wanted)}_feedback.html"
    found = [token for token in name.split("_") if token.isascii() and token.isdigit()]
    return name if found[:2] == wanted else f"student_{'_'.join(wanted)}_feedback.html"


# --- the gradebook's CSV ---

_TITLE = re.compile(r"(?P<title>.*?)\s*\((?P<id>\d+)\)")
_TOTALS = re.compile(r"(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")
_SIGNS = {
    "Student": "name",
    "ID": "user",
    "SIS User ID": "number",
    "SIS Login ID": "login",
}
# Canvas compares after rounding to this many places, and exports no more.
DECIMALS = 2


def columns(sheet: Sheet) -> list[Column]:
    """Return the assignments' columns; raise GradkitError where Canvas would refuse the sheet."""
    header = sheet.header
    section = next((i for i, title in enumerate(header) if "Section" in title), -1)
    if "Student" not in header[0] and header[:2] != ["LastName", "FirstName"] or section < 0:
        raise GradkitError(
            "not a Canvas gradebook: looked for `Student` (first) and `Section` (last before "
            f"the assignments), found {told(header)}; export it again (Grades, Export)"
        )
    possible = _points_row(sheet)
    found = []
    for index in range(section + 1, len(header)):
        points = sheet.value(possible, index) if possible else ""
        # "(read only)" is in the site's language; what is above an assignment is a number.
        if _TOTALS.search(header[index]) or (points and number(points) is None):
            continue
        match = _TITLE.fullmatch(header[index].strip())
        warning = f"{one_line(header[index])}: no (id) in its title: Canvas would look for an "
        warning += "assignment of that title and make a new one if there is none"
        found.append(
            Column(
                index,
                header[index],
                match["title"] if match else header[index],
                match["id"] if match else "",
                number(points),
                "" if match else warning,
            )
        )
    return found


def seats(sheet: Sheet, column: Column) -> list[Seat]:
    """Return the students' rows."""
    header = sheet.header
    places = {sign: header.index(title) for title, sign in _SIGNS.items() if title in header}
    found = []
    for row in range(1, len(sheet.rows)):
        if not _is_student(sheet, row):
            continue
        signs = {sign: sheet.value(row, index) for sign, index in places.items()}
        if header[:2] == ["LastName", "FirstName"]:
            signs["name"] = f"{sheet.value(row, 0)}, {sheet.value(row, 1)}"
        current = sheet.value(row, column.index)
        locked = {"EX": "excused", "N/A": "not assigned to this student"}.get(current.upper(), "")
        place, student = f"row {row + 1}", Person(**signs)
        found.append(Seat(place, student, current, column.maximum, locked, takes_more=True))
    return found


def _points_row(sheet: Sheet) -> int:
    """Return the row whose first cell says `    Points Possible`; 0 if there is none."""
    rows = range(1, min(4, len(sheet.rows)))
    return next((row for row in rows if "Points Possible" in sheet.value(row, 0)), 0)


def _is_student(sheet: Sheet, row: int) -> bool:
    values = [cell.value.strip() for cell in sheet.rows[row]]
    if not any(values) or "Points Possible" in values[0]:
        return False
    # Rows of nothing but this mark assignments; Canvas reads no student from them.
    return not all(re.fullmatch(r"(?i)(Muted|Manual Posting.*)?", value) for value in values)
