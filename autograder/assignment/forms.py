"""Forms in which a part may be written, and the misconceptions that are put into them.

`misconceptions/forms.toml` holds, for each part, code with holes (``<<name>>``), what usually fills
them, and what fills them where something is misunderstood. So a fault that is known in one style is
known in all of them, alone and together with another. Must never be needed: without the file there
are no forms.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.base.errors import GradkitError

FILE = "forms.toml"
_HOLE = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True)
class Written:
    """A wrong solution in one form, and the misconceptions in it: one or two."""

    part: str
    known: frozenset[str]
    source: str


def written(folder: Path, known: Mapping[str, str]) -> list[Written]:
    """Return the wrong solutions that a catalogue's forms make; ``known`` are its ids and parts.

    Raises GradkitError, with one line, where the file is not whole.
    """
    path = folder / FILE
    if not path.exists():
        return []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found = [each for part, entry in data.items() for each in _of_part(part, entry)]
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise GradkitError(f"{path}: {type(error).__name__}: {error}") from None
    for each in found:
        for name in each.known:
            if known.get(name) != each.part:
                raise GradkitError(f"{path}: {each.part} has no misconception {name}")
    return found


def _of_part(part: str, entry: Mapping[str, Any]) -> Iterator[Written]:
    usual, faults = entry["usual"], entry["faults"]
    for form in entry["forms"]:
        code, own = form["code"], frozenset(form.get("is", []))
        holes = set(_HOLE.findall(code))
        fitting = {name: fills for name, fills in faults.items() if set(fills) <= holes}
        paired = [name for name in form.get("paired", []) if name in fitting]
        chosen: list[tuple[str, ...]] = [(), *((name,) for name in fitting)]
        if not own:  # with what the form itself is, one more makes two
            chosen += _pairs(fitting, paired)
        for names in chosen:
            if 1 <= len(own.union(names)) <= 2:
                fills = {**usual, **{k: v for name in names for k, v in fitting[name].items()}}
                source = _HOLE.sub(lambda hole, fills=fills: fills[hole[1]], code)  # type: ignore[misc]
                yield Written(part, own.union(names), source)


def _pairs(fitting: Mapping[str, Mapping[str, str]], paired: list[str]) -> list[tuple[str, ...]]:
    """Return the pairs with one of ``paired`` that fill different holes."""
    return [
        pair
        for pair in itertools.combinations(fitting, 2)
        if set(pair).intersection(paired) and not set(fitting[pair[0]]) & set(fitting[pair[1]])
    ]
