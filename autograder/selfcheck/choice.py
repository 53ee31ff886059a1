"""Which notebook is checked, and in which language it is spoken of.

Must never change a notebook.
"""

from __future__ import annotations

import json
import locale
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.language import Language, Text, spoken
from autograder.submissions.notebook import Unreadable, contents, digest_of

Stubs = Mapping[str, Sequence[str]]
"""Of each language's notebook the digests of the cells in which students write."""

_UNTOUCHED = Text(
    "This is the notebook as you got it: nothing is written in it yet. Is yours saved?",
    "받은 그대로의 노트북이라 아직 작성한 내용이 없습니다. 작업한 노트북을 저장했나요?",
)


@dataclass(frozen=True)
class Choice:
    """The notebook that is checked, and why that one where it was not obvious."""

    path: Path | None
    note: Text | None = None


def choose_notebook(folder: Path, names: Iterable[str], stubs: Stubs) -> Choice:
    """Return the notebook to check: NOTEBOOK, or the homework that a student has worked in.

    A notebook is the homework if it defines one of ``names``.
    """
    if named := os.environ.get("NOTEBOOK"):
        path = Path(named)
        return Choice(path if path.is_absolute() or path.exists() else folder / path)
    found = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    kinds = {path: _kind(path, tuple(names), stubs) for path in found}
    worked_in = [path for path in found if kinds[path] == "changed"]
    untouched = [path for path in found if kinds[path] == "untouched"]
    others = [path for path in found if kinds[path] == "other"]
    if worked_in or not untouched:
        candidates = worked_in or others
        if not candidates:
            return Choice(None)
        latest = max(candidates, key=lambda path: path.stat().st_mtime_ns)
        beside = [path.name for path in [*worked_in, *others] if path != latest]
        return Choice(latest, _beside(beside) if beside else None)
    wanted = f"_{language_of_locale()}"
    return Choice(next((p for p in untouched if p.stem.endswith(wanted)), untouched[0]), _UNTOUCHED)


def _beside(names: list[str]) -> Text:
    listed, first = ", ".join(names), names[0]
    return Text(
        f"Not checked, though it is here too: {listed}. To check it: NOTEBOOK={first}",
        f"같은 폴더에 있지만 검사하지 않은 노트북: {listed}. 검사하려면 NOTEBOOK={first}",
    )


def _kind(path: Path, names: Sequence[str], stubs: Stubs) -> str:
    try:
        cells = contents(path.read_bytes(), path.suffix).cells
    except (OSError, Unreadable):
        return "other"
    if is_untouched(cells, stubs):
        return "untouched"
    defines = re.compile(rf"^\s*(?:(?:def|class)\s+)?(?:{'|'.join(map(re.escape, names))})\b", re.M)
    return "changed" if names and any(map(defines.search, cells)) else "other"


def is_untouched(cells: Iterable[str], stubs: Stubs) -> bool:
    """Return whether all stubs of a language's notebook are still among the cells."""
    there = set(map(digest_of, cells))
    return any(there.issuperset(digests) for digests in stubs.values() if digests)


def stubs_in(text: str | None) -> Stubs:
    """Return the stubs as a kit tells them."""
    loaded = json.loads(text) if text else {}
    return loaded if isinstance(loaded, dict) else {}


def language_of_locale() -> Language:
    """Return the language that was asked for, or the system's."""
    if (asked := asked_language()) is not None:
        return asked
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    own = name.lower()[:2]
    return own if own in spoken() else "en"


def asked_language() -> Language | None:
    """Return the language that GRADKIT_LANG names, if any."""
    asked = os.environ.get("GRADKIT_LANG", "").lower()[:2]
    return next((language for language in spoken() if language == asked), None)
