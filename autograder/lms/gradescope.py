"""Gradescope: the export of an assignment's submissions, and its sheet of grades.

Must never build an object from the metadata: Ruby's tags are read as the plain value beneath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from autograder.base.errors import GradkitError
from autograder.lms.column import Column, find_header
from autograder.lms.grade import number
from autograder.lms.named_file import Piece
from autograder.lms.roster import Seat
from autograder.lms.sheet import Sheet, told
from autograder.submissions.identity import Person

METADATA = "submission_metadata.yml"
# The first folder of that name counts: what is below it is the student's own.
_FILE = re.compile(r"(?:^|/)(?P<id>submission_\d+)/(?P<file>.+)")


class _Tolerant(yaml.SafeLoader):
    """A safe loader for which an unknown tag means nothing."""


def _untagged(loader: _Tolerant, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)  # type: ignore[arg-type]


def _as_text(loader: _Tolerant, node: yaml.ScalarNode) -> Any:
    return loader.construct_scalar(node)


_Tolerant.add_multi_constructor("", _untagged)
# A date stays text: only its order counts, and any text has one.
_Tolerant.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


def recognises(names: Sequence[str]) -> bool:
    """Tell whether the export's metadata is there, and most files in folders beside it."""
    inside = sum(_FILE.search(name) is not None for name in names)
    return _metadata_name(names) is not None and 2 * inside > len(names) - 1


def pieces(names: Sequence[str], read: Callable[[str], bytes]) -> dict[str, Piece]:
    """Return what the metadata says of the files; raise GradkitError where it cannot be read."""
    metadata = _metadata_name(names)
    known = _metadata(metadata, read(metadata)) if metadata else {}
    found: dict[str, Piece] = {}
    for name in names:
        match = _FILE.search(name)
        if match:
            found[name] = _piece(match["id"], match["file"], known.get(match["id"], {}))
    return found


def _metadata_name(names: Sequence[str]) -> str | None:
    """Return the export's own metadata, which no student's folder holds."""
    own = [n for n in names if n.rpartition("/")[2] == METADATA and not _FILE.search(n)]
    return min(own, key=lambda name: name.count("/")) if own else None


def _metadata(name: str, content: bytes) -> dict[str, Mapping[str, Any]]:
    try:
        # Derives from the safe loader and builds plain values only.
        loaded = yaml.load(content, Loader=_Tolerant)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise GradkitError(f"{name}: cannot be read ({reason}); download it again") from error
    if not isinstance(loaded, dict):
        raise GradkitError(f"{name}: not what Gradescope writes; download it again")
    return {str(key): _plain(value) for key, value in loaded.items() if isinstance(value, dict)}


def _plain(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a mapping without the colons of Ruby's symbols."""
    return {str(key).lstrip(":"): value for key, value in mapping.items()}


def _scalar(value: Any) -> str:
    """Return a value as text; what has values of its own is nothing we know."""
    return str(value) if isinstance(value, str | int | float) else ""


def _piece(submission: str, file: str, data: Mapping[str, Any]) -> Piece:
    submitters = data.get("submitters")
    people = [_plain(s) for s in submitters if isinstance(s, dict)] if submitters else []
    students = tuple(
        Person(
            name=_scalar(person.get("name")),
            number=_scalar(person.get("sid")),
            email=_scalar(person.get("email")),
        )
        for person in people
    )
    team = sorted(s.email or s.number or s.name for s in students)
    attempt = f"{_scalar(data.get('created_at'))} {submission}".strip()
    return Piece(" ".join(team) or submission, file, students, attempt, anonymous=not students)


# --- the sheet of grades, of one assignment or of the course ---

_SHEET_SIGNS = {"SID": "number", "Email": "email", "Name": "name"}
_MAXIMUM = " - Max Points"
DECIMALS = 2


def columns(sheet: Sheet) -> list[Column]:
    """Return `Total Score`, or in the course's sheet the assignments that have a maximum."""
    header = sheet.header
    if "Email" not in header and "SID" not in header:
        raise GradkitError(
            "not Gradescope's sheet of grades: looked for the header `Email` or `SID`, found "
            f"{told(header)}; download it again (Review Grades, Download Grades, CSV)"
        )
    if "Total Score" in header:
        return [Column(header.index("Total Score"), "Total Score", "Total Score")]
    names = [title for title in header if f"{title}{_MAXIMUM}" in header]
    return [Column(header.index(name), name, name) for name in names]


def seats(sheet: Sheet, column: Column) -> list[Seat]:
    """Return the students' rows."""
    header = sheet.header
    places = {sign: header.index(title) for title, sign in _SHEET_SIGNS.items() if title in header}
    of_its_own = f"{column.header}{_MAXIMUM}"
    maximum = find_header(header, (of_its_own, "Max Points"))
    parts = [find_header(header, (title,)) for title in ("Last Name", "First Name")]
    found = []
    for row in range(1, len(sheet.rows)):
        signs = {sign: sheet.value(row, index) for sign, index in places.items()}
        if min(parts) >= 0:
            signs["name"] = ", ".join(sheet.value(row, index) for index in parts)
        if any(signs.values()):
            current = sheet.value(row, column.index)
            most = number(sheet.value(row, maximum))
            found.append(Seat(f"row {row + 1}", Person(**signs), current, most, takes_more=True))
    return found
