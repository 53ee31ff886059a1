"""Moodle: the names in "Download all submissions", its grading worksheet, its feedback names.

Sources: Moodle `mod/assign/locallib.php` (download_submissions), `mod/assign/gradingtable.php`,
`mod/assign/feedback/offline`, `mod/assign/feedback/file`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.lms.identity import Student
from autograder.lms.piece import Piece

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
        (Student(match["name"], participant=participant),),
        # Moodle leaves out a feedback file whose name starts with `.` or `~`.
        feedback=head.replace("assignsubmission_onlinetext", "assignsubmission_file")
        + "feedback.html",
        is_content=match["kind"] == "file",
    )
