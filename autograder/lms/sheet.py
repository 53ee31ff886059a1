"""A sheet of separated values in which cells can be filled and every other byte stays.

A csv module gives values and loses the bytes: quoting, line ends, blanks, the encoding's mark.
Must never write a byte outside the cells it is told to fill.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.base.errors import GradkitError
from autograder.base.text import one_line

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ("\t", ",", ";")
_MOST_TOLD = 8


@dataclass(frozen=True)
class Cell:
    """Where a cell is in the text, quotes included, and what it says."""

    start: int
    end: int
    value: str
    is_quoted: bool


class Sheet:
    """The rows of a sheet, as RFC 4180 and Python's csv module read them."""

    def __init__(self, data: bytes, name: str = "the sheet") -> None:
        """Take a sheet apart; raise GradkitError where it is not text or has no header."""
        self._mark, self._encoding, self._text = _decoded(data, name)
        self.separator = max(_SEPARATORS, key=lambda s: len(next(_rows(self._text, s), [])))
        self.rows = list(_rows(self._text, self.separator))
        if not self.rows or len(self.rows[0]) < 2:
            raise GradkitError(f"{name}: not a sheet of separated values with a header")

    @property
    def header(self) -> list[str]:
        """The titles in the first row."""
        return [cell.value for cell in self.rows[0]]

    def value(self, row: int, column: int) -> str:
        """Return what a cell says, stripped; nothing where the row is too short."""
        cells = self.rows[row]
        return cells[column].value.strip() if 0 <= column < len(cells) else ""

    def filled(self, values: Mapping[tuple[int, int], str]) -> bytes:
        """Return the sheet with the cells at (row, column) saying something else.

        A cell keeps its quotes; one without gets them where its new value needs them. What the
        sheet's encoding lacks is written as a character reference, which HTML reads.
        """
        pieces, at = [self._mark], 0
        for (row, column), value in sorted(values.items()):
            cell = self.rows[row][column]
            pieces.append(self._text[at : cell.start].encode(self._encoding))
            written = self._written(value, cell.is_quoted)
            pieces.append(written.encode(self._encoding, "xmlcharrefreplace"))
            at = cell.end
        pieces.append(self._text[at:].encode(self._encoding))
        return b"".join(pieces)

    def _written(self, value: str, is_quoted: bool) -> str:
        if is_quoted or any(c in value for c in (self.separator, '"', "\r", "\n")):
            return '"' + value.replace('"', '""') + '"'
        return value


def told(header: Sequence[str]) -> str:
    """Return the headers of a sheet as an error tells them."""
    named = ", ".join(f"`{one_line(title, 30)}`" for title in header[:_MOST_TOLD])
    return named + (f" and {len(header) - _MOST_TOLD} more" if len(header) > _MOST_TOLD else "")


def _decoded(data: bytes, name: str) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding and the text, which encodes to the same bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            candidates = [(mark, encoding)]
            break
    else:
        # Separators and line ends have a zero byte in UTF-16, and nothing has one elsewhere.
        low, high = data[::2].count(0), data[1::2].count(0)
        wide = ["utf-16-le" if high > low else "utf-16-be"] if low or high else []
        candidates = [(b"", e) for e in (*wide, "utf-8", "cp949", "latin-1")]
    for mark, encoding in candidates:
        body = data[len(mark) :]
        try:
            text = body.decode(encoding)
            if text.encode(encoding) == body:
                return mark, encoding, text
        except UnicodeError:
            continue
    raise GradkitError(f"{name}: its text cannot be read; download it again as CSV")


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    """Yield the cells of every row; an empty line is a row without cells, as in csv."""
    plain = rf"[^{separator}\r\n]*+"
    # A quote that is never closed reaches to the end, and quotes inside a plain cell are plain.
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*+)(?:"(?P<rest>{plain})|\Z)|(?P<plain>{plain})')
    line_end = re.compile(r"\r\n|\n|\r")
    at = 0
    while at < len(text):
        row: list[Cell] = []
        if not (end := line_end.match(text, at)):
            while True:
                found = cell.match(text, at)
                assert found is not None  # every position holds a cell, if an empty one
                row.append(_cell(found))
                at = found.end()
                if at == len(text) or text[at] != separator:
                    break
                at += 1
            end = line_end.match(text, at)
        yield row
        at = end.end() if end else at


def _cell(found: re.Match[str]) -> Cell:
    if found["plain"] is not None:
        return Cell(found.start(), found.end(), found["plain"], False)
    value = found["quoted"].replace('""', '"') + (found["rest"] or "")
    return Cell(found.start(), found.end(), value, True)
