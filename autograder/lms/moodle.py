"""Moodle: the names in "Download all submissions", its grading worksheet, its feedback names.

Sources: Moodle `mod/assign/locallib.php` (download_submissions), `mod/assign/gradingtable.php`,
`mod/assign/feedback/offline`, `mod/assign/feedback/file`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.column import Column, find_header, plain
from autograder.lms.grade import number
from autograder.lms.named_file import Piece
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet, told
from autograder.submissions.identity import Person

# A folder for each student, before Moodle 4.1 with a last `_`; or, with folders off, a prefix.
# The first match counts: what follows it is the student's own.
_FOLDER = re.compile(
    r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?P<end>_?)/"
    r"(?P<file>.+)"
)
_PREFIX = re.compile(
    r"(?P<name>[^/]+?)_(?P<participant>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?P<end>_)"
    r"(?P<file>[^/]+)"
)


def pieces(names: Sequence[str], read: Callable[[str], bytes]) -> dict[str, Piece]:
    """Return what the names in a download say; other files are left out."""
    del read  # Moodle says everything in the name
    found: dict[str, Piece] = {}
    for name in names:
        match = _FOLDER.search(name) or _PREFIX.search(name)
        if match:
            found[name] = _piece(match)
    return found


def recognises(names: Sequence[str]) -> bool:
    """Tell whether more than half of the files are named as Moodle does."""
    return 2 * len(pieces(names, lambda name: b"")) > len(names)


def _piece(match: re.Match[str]) -> Piece:
    participant = match["participant"]
    head = match[0][: -len(match["file"])]
    return Piece(
        participant,
        match["file"],
        (Person(match["name"], participant=participant),),
        # Moodle leaves out a feedback file whose name starts with `.` or `~`.
        feedback=head.replace("assignsubmission_onlinetext", "assignsubmission_file")
        + "feedback.html",
        is_content=match["kind"] == "file",
    )


# --- the offline grading worksheet ---

DECIMALS = 2
_PARTICIPANT = re.compile(r"\D*?(\d+)")
# What Moodle takes a worksheet by, and what this kit fills one in by. The title is the English one.
_NEEDED = {
    "grade": "Grade",
    "maximum": "Maximum grade",
    "open": "Grade can be changed",
    "changed": "Last modified (grade)",
}
# Words of older packs and of sites' own, beside those of the table.
_ALSO = {"name": ["이름", "성명", "氏名"], "yes": ["네", "はい"], "no": ["아니요", "いいえ"]}


@cache
def words() -> dict[str, frozenset[str]]:
    """Return every wording of each role of a worksheet, in all languages of `moodle_words.toml`."""
    text = resources.files("autograder.lms").joinpath("moodle_words.toml").read_text("utf-8")
    found: dict[str, set[str]] = {role: set(also) for role, also in _ALSO.items()}
    for language in tomllib.loads(text).values():
        for role, wordings in language.items():
            found.setdefault(role, set()).update(wordings)
    return {role: frozenset(map(plain, wordings)) for role, wordings in found.items()}


def columns(sheet: Sheet) -> list[Column]:
    """Return the worksheet's grade column; raise GradkitError where a header is not known.

    Nothing is guessed: without the maximum a grade could be over it, without the word for a
    locked row one could be filled in.
    """
    header = sheet.header
    if find_header(header[:1], words()["identifier"]) < 0 and not _participants(sheet):
        raise GradkitError(
            "not a Moodle grading worksheet: looked for the header `Identifier` (first), found "
            f"{told(header)}; download it again (View all submissions, Download grading worksheet)"
        )
    places = {role: _place(header, role) for role in _NEEDED}
    if places["maximum"] < 0 <= _place(header, "scale"):
        raise GradkitError("this assignment is graded by a scale of words, which takes no points")
    known = frozenset().union(*words().values())
    others = "; ".join(one_line(title, 60) for title in header if plain(title) not in known)
    missing = [title for role, title in _NEEDED.items() if places[role] < 0]
    # An old Moodle has no word on locked rows: then every header there is has to be known.
    if missing and (others or missing != [_NEEDED["open"]]):
        raise GradkitError(
            f"no column {missing[0]!r} in any language that gradkit knows Moodle in; not known: "
            f"{others or 'none'}; set Moodle to English, download the worksheet again and give that"
        )
    return [Column(places["grade"], header[places["grade"]], header[places["grade"]])]


def seats(sheet: Sheet, column: Column) -> list[Seat]:
    """Return the participants' rows."""
    places = {sign: _place(sheet.header, sign) for sign in ("name", "email", "number", "login")}
    maximum, can_change = _place(sheet.header, "maximum"), _place(sheet.header, "open")
    found = []
    for row in range(1, len(sheet.rows)):
        match = _PARTICIPANT.fullmatch(sheet.value(row, 0))
        if not match:
            continue
        signs = {sign: sheet.value(row, index) for sign, index in places.items()}
        found.append(
            Seat(
                f"row {row + 1}",
                Person(participant=match[1], **signs),
                sheet.value(row, column.index),
                number(sheet.value(row, maximum)),
                _locked(sheet.value(row, can_change) if can_change > 0 else None),
            )
        )
    return found


def _locked(can_change: str | None) -> str:
    """Return why a row takes no grade; empty where Moodle says that it takes one, or nothing."""
    if can_change is None or plain(can_change) in words()["yes"]:
        return ""
    if plain(can_change) in words()["no"]:
        return "locked"
    return f"whether it is locked is not known ({one_line(can_change, 30)!r})"


def _place(header: Sequence[str], role: str) -> int:
    """Return the column of a role; the first column is the participant's and nothing else."""
    found = find_header(header[1:], words()[role])
    return found + 1 if found >= 0 else -1


def comment_cells(sheet: Sheet) -> dict[int, str | None]:
    """Return the columns of a comment; None stands for the comment, in HTML."""
    index = _place(sheet.header, "comments")
    return {index: None} if index >= 0 else {}


def _participants(sheet: Sheet) -> bool:
    values = [sheet.value(row, 0) for row in range(1, len(sheet.rows))]
    return bool(values) and all(_PARTICIPANT.fullmatch(value) for value in values if value)
