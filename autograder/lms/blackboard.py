"""Blackboard: the names in "Assignment file download", and its grade centre's sheet.

The word between user name and date is localised; the date's form is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder.lms.identity import Student
from autograder.lms.piece import Piece

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
    owners: dict[tuple[str, str], Student] = {}
    for name, match in matches.items():
        if match and match["file"] is None:
            owners[match["head"], match["date"]] = _owner(match["head"], read(name))
    found: dict[str, Piece] = {}
    for name, match in matches.items():
        if match:
            guess = Student(login=match["head"].rpartition("_")[2])
            student = owners.get((match["head"], match["date"]), guess)
            found[name] = Piece(
                student.login,
                match["file"] or "receipt.txt",
                (student,),
                match["date"],
                is_content=match["file"] is not None,
            )
    return found


def _owner(head: str, receipt: bytes) -> Student:
    """Return who a receipt is for: it settles where in `head` the user name begins."""
    text = receipt.decode("utf-8-sig", "replace").lstrip()
    match = _OWNER.match(text.splitlines()[0]) if text else None
    if match and (head == match["login"] or head.endswith(f"_{match['login']}")):
        return Student(name=match["name"], login=match["login"])
    return Student(login=head.rpartition("_")[2])
