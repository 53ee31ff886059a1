"""The engine's sentences in further languages: gettext catalogues, looked up by the English.

`catalogues/<language>.po` (made with Babel by `python tests/support/catalogues.py`) holds what
`Text` says, its placeholders by name. A sentence arrives here made up, so what stood in its places
is found again and translated in its turn. Must never lack a sentence: what no catalogue has is
said in English.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PLACEHOLDER = re.compile(r"\{(\w*)(?:[:!][^{}]*)?\}")
# Fewer letters than these around the places, and a sentence could be another's by chance.
_FEWEST_LETTERS = 4
_LONGEST = 2_000
_DEEPEST = 4


def catalogued() -> list[str]:
    """Return the languages that there is a catalogue of."""
    found = (entry.name for entry in _folder().iterdir()) if _folder().is_dir() else ()
    return sorted(name.removesuffix(".po") for name in found if name.endswith(".po"))


@lru_cache(maxsize=4096)
def translated(sentence: str, language: str, depth: int = 0) -> str:
    """Return an English sentence of the engine's in ``language``, or as it is."""
    plain, templates = _messages(language)
    if sentence in plain or len(sentence) > _LONGEST or depth > _DEEPEST:
        return plain.get(sentence, sentence)
    for pattern, said in templates:
        if found := pattern.fullmatch(sentence):
            named = {
                name: translated(value, language, depth + 1)
                for name, value in found.groupdict().items()
            }
            return _PLACEHOLDER.sub(partial(_filled, named), said)
    return sentence


def _filled(named: Mapping[str, str], place: re.Match[str]) -> str:
    return named.get(_name(place), place[0])


def _name(place: re.Match[str]) -> str:
    return f"p_{place[1]}"


@cache
def _messages(language: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the sentences without places, and those with some, the longest text first."""
    source = _folder() / f"{language}.po"
    known = messages_in(source.read_text(encoding="utf-8")) if source.is_file() else {}
    templates = {key: said for key, said in known.items() if _is_template(key)}
    plain = {key: said for key, said in known.items() if key not in templates}
    by_length = sorted(templates, key=lambda key: -len(_PLACEHOLDER.sub("", key)))
    return plain, [(_pattern(key), templates[key]) for key in by_length]


def _is_template(message: str) -> bool:
    letters = re.findall(r"\w", _PLACEHOLDER.sub("", message))
    return bool(_PLACEHOLDER.search(message)) and len(letters) >= _FEWEST_LETTERS


def _pattern(message: str) -> re.Pattern[str]:
    """Return what matches the sentences that are made of a message."""
    parts, last, seen = [], 0, set()
    for place in _PLACEHOLDER.finditer(message):
        parts.append(re.escape(message[last : place.start()]))
        name = _name(place)
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
        seen.add(name)
        last = place.end()
    return re.compile("".join([*parts, re.escape(message[last:])]), re.DOTALL)


def messages_in(text: str) -> dict[str, str]:
    """Return the messages of a PO file that are translated, without its header.

    The format: GNU gettext manual, "The Format of PO Files". Neither plural forms nor contexts;
    what is marked as fuzzy is left out, as gettext's own tools do.
    """
    found: dict[str, str] = {}
    for entry in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line for line in entry.splitlines() if line and not line.startswith("#")]
        said: dict[str, str] = {}
        key = ""
        for line in lines:
            word, quote, rest = line.partition('"')
            key = word.strip() or key
            said[key] = said.get(key, "") + ast.literal_eval(f"{quote}{rest}")
        is_fuzzy = re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE)
        if said.get("msgid") and said.get("msgstr") and not is_fuzzy:
            found[said["msgid"]] = said["msgstr"]
    return found


def _folder() -> Traversable:
    from importlib.resources import files  # no worker needs it, and each would load it

    return files(__package__).joinpath("catalogues")
