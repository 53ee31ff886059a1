"""The languages that students read: a sentence in each, and which of them a text is in.

It must never decide anything but words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from autograder.base.catalogue import catalogued, translated

Language = str
"""A code of ISO 639: ``en``, ``ko``, or another one; without a catalogue it is said in English."""
LANGUAGES: tuple[Language, ...] = ("en", "ko")
"""Those that the engine's sentences are written in; for others there are catalogues."""

# Hangul syllables and compatibility jamo (Unicode blocks AC00..D7A3 and 3130..318F).
_HANGUL = re.compile("[\uac00-\ud7a3\u3130-\u318f]")
# Korean notebooks are mostly code: one short word in a comment, among hundreds of Latin letters, is
# enough to know that their writer reads Korean.
_HANGUL_SYLLABLES_OF_A_KOREAN_TEXT = 2


class _Pair(NamedTuple):
    en: str
    ko: str


class Text(_Pair):
    """One sentence in the languages that its writer speaks; one of them may stand for all."""

    others: Mapping[Language, str]
    """What the writer says in further languages."""
    parts: tuple[Text, ...]
    """What it was joined of: a catalogue has these, and not the whole."""

    def __new__(cls, en: str, ko: str | None = None, **others: str) -> Text:
        """Say ``en`` in Korean as well where there is no ``ko``; ``others`` by their codes."""
        made = super().__new__(cls, en, en if ko is None else ko)
        made.others, made.parts = others, ()
        return made

    def to(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        if language in LANGUAGES:
            return self.ko if language == "ko" else self.en
        if language in self.others:
            return self.others[language]
        if self.parts:
            return "".join(part.to(language) for part in self.parts)
        return translated(self.en, language)

    def filled(self, *parts: object) -> Text:
        """Return the sentence with its ``{}`` filled, in every language that it is said in."""
        others = {code: said.format(*parts) for code, said in self.others.items()}
        return Text(self.en.format(*parts), self.ko.format(*parts), **others)

    def __add__(self, other: object) -> Text:
        """Join two texts, language by language."""
        if not isinstance(other, Text):
            return NotImplemented
        joined = Text(self.en + other.en, self.ko + other.ko)
        joined.parts = (self, other)
        return joined


_CODED = re.compile(r"([a-z]{2,3}): (.*)", re.DOTALL)


def in_order(said: Sequence[str]) -> Text:
    """Return what is said in English and then in Korean, or in one language for all.

    What begins with another language's code (``de: …``) is in that.
    """
    coded = [found for each in said if (found := _CODED.fullmatch(each))]
    others = {found[1]: found[2] for found in coded if found[1] not in LANGUAGES}
    plain = [each for each in said if (f := _CODED.fullmatch(each)) is None or f[1] in LANGUAGES]
    plain = plain or list(others.values())
    return Text(plain[0], plain[1] if len(plain) > 1 else None, **others)


def both(text: str) -> Text:
    """Return a text that is the same in all languages (a number, a name, a line of code)."""
    return Text(text, text)


def spoken() -> list[Language]:
    """Return the languages that the engine's sentences are there in."""
    return [*LANGUAGES, *(each for each in catalogued() if each not in LANGUAGES)]


def language_of(text: str, languages: Sequence[Language] = LANGUAGES) -> Language:
    """Return the language of a notebook's source: Korean as soon as it holds a little Hangul.

    Else English, or the first of the assignment's ``languages`` where that is none of them.

    Of a single line, such as a file's name, one letter is enough.
    """
    hangul = _HANGUL.finditer(text)
    enough = _HANGUL_SYLLABLES_OF_A_KOREAN_TEXT if "\n" in text else 1
    if any(islice(hangul, enough - 1, None)):
        return "ko"
    return "en" if "en" in languages or not languages else languages[0]
