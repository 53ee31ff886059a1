"""Korean particles that follow the sound before them: 을(를), 이(가), 은(는), (으)로.

Must never change anything but these.
"""

from __future__ import annotations

import re

from autograder.base.language import Text

_PARTICLE = re.compile(r"(.)(\)?)(을\(를\)|이\(가\)|은\(는\)|\(으\)로)")
_FORMS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "(으)로": ("으로", "로"),
}
# How digits and Latin letters are read: 영 일 이 삼 …; l, m, n and r end in a consonant.
_CLOSED = frozenset("013678lmnrLMNR")
_CLOSED_BY_L = frozenset("178lrLR")
_FIRST, _LAST, _FINALS, _L = 0xAC00, 0xD7A3, 28, 8


def resolved(text: Text) -> Text:
    """Return a text with each particle in the one form that fits."""
    return Text(text.en, _PARTICLE.sub(_fitting, text.ko))


def _fitting(match: re.Match[str]) -> str:
    letter, bracket, particle = match.groups()
    code = ord(letter)
    if _FIRST <= code <= _LAST:
        final = (code - _FIRST) % _FINALS
        is_closed, is_l = final > 0, final == _L
    else:
        is_closed, is_l = letter in _CLOSED, letter in _CLOSED_BY_L
    closed, is_open = _FORMS[particle]
    if particle == "(으)로" and is_l:
        is_closed = False
    return letter + bracket + (closed if is_closed else is_open)
