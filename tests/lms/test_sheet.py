"""A sheet that is filled in says what was filled in, and keeps every other byte."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.base.errors import GradkitError
from autograder.lms.sheet import Sheet

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"]
SEPARATORS = st.sampled_from([",", ";", "\t"])
# No digit: what is filled in is recognised by its digits.
ANYTHING = st.text(st.sampled_from(',;\t"\r\n abc가나'), max_size=120)


def header(separator: str) -> str:
    return separator.join(["머리", *"bcdefgh"]) + "\n"


def read_back(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@given(body=ANYTHING, separator=SEPARATORS, encoding=st.sampled_from(ENCODINGS))
def test_reads_as_the_csv_module_does(body: str, separator: str, encoding: str) -> None:
    text = header(separator) + body
    sheet = Sheet(text.encode(encoding))
    assert sheet.separator == separator
    assert [[c.value for c in row] for row in sheet.rows] == read_back(text, separator)


@given(st.data())
def test_fills_cells_and_keeps_all_other_bytes(data: st.DataObject) -> None:
    separator = data.draw(SEPARATORS)
    encoding = data.draw(st.sampled_from(ENCODINGS))
    text = header(separator) + data.draw(ANYTHING)
    original = text.encode(encoding)
    sheet = Sheet(original)
    before = read_back(text, separator)
    places = [(row, column) for row, cells in enumerate(before) for column in range(len(cells))]
    wanted = data.draw(st.lists(st.sampled_from(places), unique=True))
    values = {place: f"{i}.{i}0{i}" for i, place in enumerate(sorted(wanted))}
    content = sheet.filled(values)

    after = read_back(_text(content, encoding), separator)
    expected = [list(row) for row in before]
    for (row, column), value in values.items():
        expected[row][column] = value
    assert after == expected
    assert Sheet(content).filled(values) == content

    # Between the values that were filled in, the bytes are the original's, in their order; what
    # was taken out in each place is one cell.
    assert content[:4].startswith(original[: _mark(original)])
    kept = re.split(r'"?\d+\.\d+"?', _text(content, encoding))
    assert text.startswith(kept[0])
    ends = {len(kept[0])}
    for (row, column), piece in zip(sorted(values), kept[1:], strict=True):
        old = [[before[row][column]]]
        ends = {
            stop + len(piece)
            for start in ends
            for stop in range(start, len(text) + 1)
            if (read_back(text[start:stop], separator) or [[""]]) == old
            and text.startswith(piece, stop)
        }
    assert len(text) in ends


def _text(content: bytes, encoding: str) -> str:
    return content.decode(encoding)


def _mark(data: bytes) -> int:
    return 3 if data.startswith(b"\xef\xbb\xbf") else 2 if data[:2] in (b"\xff\xfe",) else 0


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_value_survives(value: str) -> None:
    """Also with separators, quotes and line ends in it (comments have them)."""
    content = Sheet(b"a,b\r\nc,d\r\n").filled({(1, 0): value})
    assert content.startswith(b"a,b\r\n") and content.endswith(b",d\r\n")
    text = content.decode("utf-8")
    assert read_back(text, ",")[1] == [value, "d"]


def test_cp949_sheet_takes_a_comment_with_foreign_letters() -> None:
    content = Sheet("이름,평\n김,\n".encode("cp949")).filled({(1, 1): "<p>é 좋음</p>"})
    assert content == "이름,평\n김,<p>&#233; 좋음</p>\n".encode("cp949")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"one column\n1\n"])
def test_what_is_no_sheet_is_told(data: bytes) -> None:
    with pytest.raises(GradkitError):
        Sheet(data)
