"""What may stand in `assignment.toml`: every key, the form of its value, and whether it must.

The loader, `gradkit validate` and the reference for authors go by this one table. Must never look
at anything but the values: whether files and names exist is not settled here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.assignment.limits import Limits

Place = tuple[str | int, ...]
"""Where in the file: ``("questions", 0, "points")``."""


@dataclass(frozen=True)
class Form:
    """How a value has to look, in words for an author and as a test."""

    words: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class Setting:
    """One key."""

    form: Form
    is_needed: bool = False


@dataclass(frozen=True)
class Slip:
    """A value that cannot stand where it stands."""

    place: Place
    what: str


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_places(value: Any) -> bool:
    return isinstance(value, list) and all(type(each) is int and each >= 0 for each in value)


def _is_title(value: Any) -> bool:
    said = list(value.values()) if isinstance(value, dict) else [value]
    return bool(said) and all(isinstance(each, str) and each.strip() for each in said)


def _is_table(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and all(map(fits, value.values()))


_TEXT = Form('a text, such as "common"', lambda value: isinstance(value, str) and bool(value))
_TITLE = Form('a text, or one for each language: title.en = "…"', _is_title)
_NAME = Form(
    "the name of a function or class",
    lambda value: isinstance(value, str) and value.isidentifier(),
)
_WHOLE = Form(
    "a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)
)
_POINTS = Form("a number above 0", lambda value: _is_number(value) and value > 0)
_NUMBER = Form("a number", _is_number)
_YES = Form("true or false", lambda value: isinstance(value, bool))
_TEXTS = Form('a list of texts, such as ["KMeans"]', _are_texts)
_TABLES = Form(
    "a list of tables",
    lambda value: isinstance(value, list) and all(isinstance(each, dict) for each in value),
)
_LISTS = Form("a table of lists of names", _is_table(_are_texts))
_PLACES = Form("a table of lists of arguments, counted from 1", _is_table(_are_places))
_MODULES = Form("a table of texts", _is_table(lambda value: isinstance(value, str)))
_LIMITS = Form("a table of numbers", lambda value: isinstance(value, dict))
_FEEDBACK = Form('"hint", "all" or "none"', lambda value: value in ("hint", "all", "none"))

ASSIGNMENT = {
    "name": Setting(_NAME, is_needed=True),
    "title": Setting(_TITLE, is_needed=True),
    "seed": Setting(_WHOLE, is_needed=True),
    "questions": Setting(_TABLES, is_needed=True),
    "languages": Setting(_TEXTS),
    "feedback": Setting(_FEEDBACK),
    "support": Setting(_TEXT),
    "support_from": Setting(_TEXT),
    "own_modules": Setting(_LISTS),
    "looking": Setting(_TEXTS),
    "graded_with": Setting(_MODULES),
    "limits": Setting(_LIMITS),
}
QUESTION = {
    "name": Setting(_NAME, is_needed=True),
    "points": Setting(_POINTS, is_needed=True),
    "aliases": Setting(_LISTS),
    "given": Setting(_TEXTS),
    "variables": Setting(_TEXTS),
    "helpers": Setting(_MODULES),
    "may_change": Setting(_PLACES),
}
MANUAL = {
    "name": Setting(_NAME, is_needed=True),
    "points": Setting(_POINTS, is_needed=True),
    "manual": Setting(_YES, is_needed=True),
    "bonus": Setting(_YES),
    "rubric": Setting(_TABLES),
}
RUBRIC = {
    "id": Setting(_TEXT, is_needed=True),
    "points": Setting(_NUMBER, is_needed=True),
    "title": Setting(_TITLE, is_needed=True),
}
LIMITS = dict.fromkeys(vars(Limits()), Setting(_POINTS))


def slips(data: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield all that is wrong with the keys and the forms of an assignment's settings."""
    yield from _in_table(data, ASSIGNMENT, (), "setting")
    limits = data.get("limits")
    yield from _in_table(limits, LIMITS, ("limits",), "limit")
    for place, question in _tables(data.get("questions")):
        is_manual = question.get("manual") is True
        kind = "setting of a question for a person" if is_manual else "setting of a question"
        known = MANUAL if is_manual else {**QUESTION, "manual": Setting(_YES)}
        yield from _in_table(question, known, ("questions", place), kind)
        for number, item in _tables(question.get("rubric") if is_manual else None):
            where = ("questions", place, "rubric", number)
            yield from _in_table(item, RUBRIC, where, "setting of a rubric item")
    asked = [question for _, question in _tables(data.get("questions"))]
    if asked and all(question.get("bonus") is True for question in asked):
        yield Slip(("questions", 0, "bonus"), "all is a bonus: there is nothing that it adds to")


def _tables(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if isinstance(value, list):
        yield from ((n, each) for n, each in enumerate(value) if isinstance(each, dict))


def _in_table(table: Any, known: Mapping[str, Setting], place: Place, kind: str) -> Iterator[Slip]:
    if not isinstance(table, Mapping):
        return
    for key, setting in known.items():
        if key not in table:
            if setting.is_needed:
                yield Slip(place, f"{key} is missing: {setting.form.words}")
        elif not setting.form.fits(table[key]):
            found = _shown(table[key])
            yield Slip((*place, key), f"{key} is {found}; it has to be {setting.form.words}")
    for key in table:
        if key not in known:
            what = f"there is no {kind} {key!r}; there are {', '.join(known)}"
            yield Slip((*place, key), what)


_HEADER = re.compile(r"^\s*\[\[?\s*([\w. -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[.=]""")


def line_of(text: str, place: Place) -> int:
    """Return the line at which a place stands in the file, or else its table; 0: neither is there.

    TOML's reader says no lines of what it has read, so tables and keys are looked for in the text.
    """
    names = [part for part in place if isinstance(part, str)]
    wanted = next((part for part in place if isinstance(part, int)), None)
    header: list[str] = []
    count, best, depth = -1, 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        path = header
        if found := _HEADER.match(line):
            path = header = found[1].replace(" ", "").split(".")
            count += line.lstrip().startswith("[[") and len(header) == 1
        elif found := _KEY.match(line):
            path = [*header, *filter(None, found.groups())]
        is_its_table = wanted is None or count == wanted
        if is_its_table and path == names[: len(path)] and len(path) > depth:
            best, depth = number, len(path)
    return best


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
