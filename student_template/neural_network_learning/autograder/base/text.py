"""Values written the way a student would type them, and foreign text made safe to show.

Must never call anything of a value's own: it is given numbers, strings and plain arrays only.
"""

from __future__ import annotations

import unicodedata


def safe(text: str, limit: int = 2_000) -> str:
    """Return text with control, bidirectional and other invisible characters shown escaped.

    A newline stays; a tab becomes a blank. Longer text is cut.
    """
    if len(text) > limit:
        text = text[:limit] + "…"
    if text.isprintable():  # nothing in it is of the categories below
        return text
    return "".join(_visible(character) for character in text)


def one_line(text: str, limit: int = 300) -> str:
    """Return the text on one line of at most ``limit`` characters."""
    text = " ".join(safe(text, 4 * limit).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def escaped(json_text: str) -> str:
    """Return JSON that means the same, each invisible character in it spelled ``\\uXXXX``."""
    lines = json_text.split("\n")
    return "\n".join(line if line.isprintable() else _all_spelled(line) for line in lines)


def _all_spelled(line: str) -> str:
    return "".join(c if _is_visible(c) else _spelled(c) for c in line)


def _spelled(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _visible(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return " "
    if not _is_visible(character):
        code = ord(character)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return character


def words(text: str) -> list[str]:
    """Return the words of a text that lists names."""
    return text.split()
