"""The answer to a question for a person, found in a notebook: text, code and pictures.

Whatever a student did to the cells: changed their kind, split or moved them, or deleted them, which
is an answer that is not there. Must never run or render what it finds.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.submissions.notebook import Unreadable, answer_marks, raw_cells
from autograder.submissions.reading import notebook_of

MOST_PICTURES = 8
"""Of an answer; what there are more of is named, not shown."""
_LARGEST_PICTURE = 12 * 2**20
"""Characters of a picture in base64; a larger one is named, not shown."""
_PICTURES = ("image/png", "image/jpeg")
_MOST_TEXT = 40_000


@dataclass(frozen=True)
class Picture:
    """An image of an output or an attachment, as the notebook has it: base64 of anything."""

    kind: str
    data: str


@dataclass(frozen=True)
class Piece:
    """A cell of an answer."""

    kind: str
    """``markdown``, ``code`` or ``raw``."""
    source: str
    pictures: tuple[Picture, ...] = ()
    left_out: tuple[str, ...] = ()
    """Kinds of output that are not shown: HTML, SVG, widgets, what is too large."""
    text: str = ""
    """What the code printed."""


@dataclass(frozen=True)
class Answer:
    """What a notebook answers to a question; no pieces: nothing."""

    pieces: tuple[Piece, ...]

    @property
    def is_there(self) -> bool:
        """Whether there is anything to grade."""
        return any(piece.source.strip() or piece.pictures for piece in self.pieces)

    @property
    def digest(self) -> str:
        """Equal for answers that say the same, whatever the blanks and line ends."""
        said = [
            (piece.kind, " ".join(piece.source.split()), [p.data for p in piece.pictures])
            for piece in self.pieces
        ]
        return hashlib.sha256(json.dumps(said).encode("utf-8", "replace")).hexdigest()


NONE = Answer(())


def found(data: bytes, suffix: str, name: str, given: Sequence[str] = ()) -> Answer:
    """Return a submission's answer to a question; ``given`` is what the template had there."""
    notebook = notebook_of(data, suffix)
    if notebook is None:
        return NONE
    try:
        cells = raw_cells(notebook)
    except Unreadable:
        return NONE
    blank = {_squeezed(text) for text in given} | {""}
    pieces = tuple(
        piece
        for cell in _own_cells(cells, name)
        if (piece := _piece(cell)).pictures or _squeezed(piece.source) not in blank
    )
    return Answer(tuple(_bounded(pieces)))


def _bounded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with no more pictures than are shown."""
    left = MOST_PICTURES
    for piece in pieces:
        shown, more = piece.pictures[:left], piece.pictures[left:]
        left -= len(shown)
        kinds = dict.fromkeys([*piece.left_out, *(picture.kind for picture in more)])
        yield replace(piece, pictures=shown, left_out=tuple(kinds))


def _own_cells(cells: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the cells between the question's marks, and its own cell wherever it was moved to."""
    start, end = answer_marks(name)
    chosen: list[int] = []
    is_inside = False
    for number, cell in enumerate(cells):
        source = _source(cell)
        if start in source:
            is_inside = True
            continue
        if end in source or (is_inside and re.search(r"<!-- question for a person: ", source)):
            is_inside = False
        if is_inside or _metadata(cell).get("exercise") == name:
            chosen.append(number)
    return [cells[number] for number in chosen]


def _metadata(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    found = cell.get("metadata")
    return found if isinstance(found, dict) else {}


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    return source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _piece(cell: Mapping[str, Any]) -> Piece:
    kind = cell.get("cell_type")
    known = kind if kind in ("markdown", "code", "raw") else "raw"
    pictures, left_out, printed = [], [], []
    for media, value in [*_outputs(cell), *_attachments(cell)]:
        text = "".join(v for v in value if isinstance(v, str)) if isinstance(value, list) else value
        if not isinstance(text, str):
            left_out.append(media)
        elif media in _PICTURES and len(text) <= _LARGEST_PICTURE:
            pictures.append(Picture(media, text))
        elif media == "text/plain":
            printed.append(text)
        else:
            left_out.append(media)
    if pictures:  # what stands for them where no picture can be shown
        printed = [text for text in printed if not text.startswith("<")]
    return Piece(
        known,
        _source(cell)[:_MOST_TEXT],
        tuple(pictures),
        tuple(dict.fromkeys(kind[:60] for kind in left_out)),
        "".join(printed)[:_MOST_TEXT],
    )


def _outputs(cell: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        if output.get("output_type") == "stream":
            yield "text/plain", output.get("text", "")
        data = output.get("data")
        if isinstance(data, dict):
            # HTML beside a picture or a text is another form of the same thing.
            known = {m: v for m, v in data.items() if m in (*_PICTURES, "text/plain")}
            yield from (known or data).items()


def _attachments(cell: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    attachments = cell.get("attachments")
    for bundle in attachments.values() if isinstance(attachments, dict) else []:
        if isinstance(bundle, dict):
            yield from bundle.items()
