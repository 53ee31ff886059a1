"""Bytes as text: which encoding a file is in, as far as the bytes tell it.

Must never guess where the file itself says it, nor fail on any bytes.
"""

from __future__ import annotations

import codecs
import re

# PEP 263: in the first or second line of a Python file.
_COOKIE = re.compile(rb"\A(?:[ \t\f]*(?:#[^\n]*)?\r?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")
# UTF-32's mark for little-endian begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_LOOKED_AT = 4_096
_MOST_SPOKEN = 200_000
_CUT = "unexpected end of data"
"""What Python says of UTF-8 that ends in the middle of a letter."""


def declared(data: bytes) -> str:
    """Return the encoding that a Python file says it is in; empty where it says nothing."""
    found = _COOKIE.match(data)
    return found[1].decode("ascii") if found else ""


def is_known(encoding: str) -> bool:
    """Tell whether Python has a codec of that name that makes text of bytes."""
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def text_of(data: bytes, encoding: str = "") -> str | None:
    """Return the text of a file; None where it is not text. ``encoding`` is what it says itself.

    UTF-8, UTF-16 and UTF-32 with or without a mark, CP949, and Windows' western one, in which an
    old editor saves umlauts.
    """
    data = data.rstrip(b"\0") if data[-8:] == bytes(8) else data  # an end that was never written
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    if (wide := _wide(data)) and (text := _decoded(data, wide)) is not None:
        return text
    own = (encoding,) if encoding and is_known(encoding) else ()
    for name in (*own, "utf-8", "cp949", "cp1252"):
        text = _decoded(data, name)
        if text is not None and not (name == "cp1252" and _CONTROLS.search(text)):
            return text
    return None


def readable_part(data: bytes) -> str:
    """Return the text up to the first byte that is none, JSON's escapes spelled out."""
    data = data[:_MOST_SPOKEN]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8")
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text) + "\n"


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        is_cut = encoding == "utf-8" and error.start > 0 and error.reason == _CUT
        return data[: error.start].decode(encoding) if is_cut else None
    except LookupError:
        return None


def _wide(data: bytes) -> str:
    """Return the encoding of two bytes a letter in which most of a file's zeros make sense."""
    head = data[:_LOOKED_AT]
    low, high = head[::2].count(0), head[1::2].count(0)
    if max(low, high) * 4 < len(head) or min(low, high) * 4 > len(head) or len(data) % 2:
        return ""
    return "utf-16-le" if high > low else "utf-16-be"
