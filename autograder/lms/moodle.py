"""Moodle: the names in "Download all submissions", its grading worksheet, its feedback names.

Sources: Moodle `mod/assign/locallib.php` (download_submissions), `mod/assign/gradingtable.php`,
`mod/assign/feedback/offline`, `mod/assign/feedback/file`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.base.errors import GradkitError
from autograder.lms.column import Column, find_header
from autograder.lms.grade import number
from autograder.lms.named_file import Piece
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet
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

# Headers are in the site's language, some of them untranslated: English, Korean, and the
# languages whose packs were at hand. Others are named with --column.
_IDENTIFIER = ("Identifier", "식별자", "ID", "Identifiant", "Identificador", "識別子")
_NAME = ("Full name", "이름", "성명", "전체 이름", "Vollständiger Name", "Nom complet", "氏名")
_EMAIL = ("Email address", "이메일 주소", "이메일", "E-Mail-Adresse", "Adresse de courriel")
_NUMBER = ("ID number", "학번", "ID 번호", "개인번호", "ID-Nummer", "Numéro d’identification")
_GRADE = ("Grade", "성적", "평점", "점수", "Bewertung", "Note", "Calificación", "評点")
_MAXIMUM = ("Maximum grade", "최대 성적", "최고 성적", "Bestwertung", "最大評点")
_CHANGED = (
    "Last modified (grade)",
    "마지막 수정됨(성적)",
    "Zuletzt geändert (Bewertung)",
    "最終更新日時 (評定)",
    "Última modificación (calificación)",
)
_OPEN = ("Grade can be changed", "성적 변경 가능", "Bewertung kann geändert werden")
_NO = ("no", "아니오", "아니요", "nein", "non", "いいえ")
_COMMENTS = ("Feedback comments", "피드백 코멘트", "피드백 의견", "Feedback als Kommentar")
DECIMALS = 2
_PARTICIPANT = re.compile(r"\D*?(\d+)")


def columns(sheet: Sheet) -> list[Column]:
    """Return the worksheet's grade column; raise GradkitError where Moodle would refuse it."""
    header = sheet.header
    grade = find_header(header, _GRADE)
    if find_header(header, _IDENTIFIER) < 0 and not _participants(sheet):
        raise GradkitError(
            "not a Moodle grading worksheet: its first column identifies participants; download "
            "it again (View all submissions, Download grading worksheet)"
        )
    found = [grade] if grade >= 0 else range(1, len(header))
    warning = (
        f"no column {_CHANGED[0]!r} ({_CHANGED[1]}): Moodle refuses a worksheet without it"
        if find_header(header, _CHANGED) < 0 and grade >= 0
        else ""
    )
    return [Column(i, header[i], header[i], warning=warning) for i in found]


def seats(sheet: Sheet, column: Column) -> list[Seat]:
    """Return the participants' rows."""
    header = sheet.header
    places = {
        "name": find_header(header, _NAME),
        "email": find_header(header, _EMAIL),
        "number": find_header(header, _NUMBER),
    }
    identifier = max(find_header(header, _IDENTIFIER), 0)
    maximum, can_change = find_header(header, _MAXIMUM), find_header(header, _OPEN)
    found = []
    for row in range(1, len(sheet.rows)):
        match = _PARTICIPANT.fullmatch(sheet.value(row, identifier))
        if not match:
            continue
        signs = {sign: sheet.value(row, index) for sign, index in places.items()}
        found.append(
            Seat(
                f"row {row + 1}",
                Person(participant=match[1], **signs),
                sheet.value(row, column.index),
                number(sheet.value(row, maximum)),
                "locked" if sheet.value(row, can_change).casefold() in _NO else "",
            )
        )
    return found


def comment_cells(sheet: Sheet) -> dict[int, str | None]:
    """Return the columns of a comment; None stands for the comment, in HTML."""
    index = find_header(sheet.header, _COMMENTS)
    return {index: None} if index >= 0 else {}


def _participants(sheet: Sheet) -> bool:
    values = [sheet.value(row, 0) for row in range(1, len(sheet.rows))]
    return bool(values) and all(_PARTICIPANT.fullmatch(value) for value in values if value)
