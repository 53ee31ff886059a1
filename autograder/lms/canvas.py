"""Canvas: the names in "Download submissions", its gradebook's columns, its feedback names.

Sources: canvas-lms `lib/content_zipper.rb`, `lib/gradebook_exporter.rb`,
`lib/gradebook_importer.rb`, `Assignment#infer_comment_context_from_filename`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.lms.identity import Student
from autograder.lms.piece import Piece

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
        student = Student(match["name"], match["user"])
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
        () if is_anonymous else (Student(match["name"] or "", user),),
        late=bool(match["late"]),
        anonymous=is_anonymous,
        is_content=False,
    )


def _uploaded(
    match: re.Match[str], who: str, students: tuple[Student, ...], feedback: str, anonymous: bool
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
