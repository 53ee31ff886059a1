"""The two languages that students read: a sentence in both, and which of them a text is in.

It must never decide anything but words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

# Hangul syllables and compatibility jamo (Unicode blocks AC00..D7A3 and 3130..318F).
_HANGUL = re.compile("[\uac00-\ud7a3\u3130-\u318f]")
# Korean notebooks are mostly code: a handful of syllables among hundreds of Latin letters is
# enough to know that their writer reads Korean.
_HANGUL_SYLLABLES_OF_A_KOREAN_TEXT = 8


class Text(NamedTuple):
    """One sentence in both languages."""

    en: str
    ko: str

    def to(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.ko if language == "ko" else self.en

    def __add__(self, other: object) -> Text:
        """Join two texts, language by language."""
        if not isinstance(other, Text):
            return NotImplemented
        return Text(self.en + other.en, self.ko + other.ko)


def in_order(said: Sequence[str]) -> Text:
    """Return what is said in English and then in Korean, or in one language for both."""
    return Text(said[0], said[1] if len(said) > 1 else said[0])


def both(text: str) -> Text:
    """Return a text that is the same in both languages (a number, a name, a line of code)."""
    return Text(text, text)


def language_of(text: str) -> Language:
    """Return the language of a notebook's source: Korean as soon as it holds a little Hangul.

    Of a single line, such as a file's name, one letter is enough.
    """
    hangul = _HANGUL.finditer(text)
    enough = _HANGUL_SYLLABLES_OF_A_KOREAN_TEXT if "\n" in text else 1
    return "ko" if any(islice(hangul, enough - 1, None)) else "en"
