"""Which notebook is checked, and in which language it is spoken of.

Must never change a notebook.
"""

from __future__ import annotations

import hashlib
import json
import locale
import os
from dataclasses import dataclass
from pathlib import Path

from autograder.base.language import LANGUAGES, Language, Text

# -- which notebook, which language --------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """The notebook that is checked, and why that one where it was not obvious."""

    path: Path | None
    note: Text | None = None


def choose_notebook(folder: Path) -> Choice:
    """Return the notebook to check: NOTEBOOK, or the one that a student has worked in."""
    if named := os.environ.get("NOTEBOOK"):
        path = Path(named)
        return Choice(path if path.is_absolute() or path.exists() else folder / path)
    pristine = _pristine(folder)
    found = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    others = [path for path in found if path.name not in pristine]
    changed = [path for path in found if pristine.get(path.name) not in (None, _digest(path))]
    candidates = others or changed
    if len(candidates) > 1:
        latest = max(candidates, key=lambda path: path.stat().st_mtime_ns)
        other = next(path for path in candidates if path != latest)
        return Choice(latest, _latest(other.name))
    if candidates or not found:
        return Choice(candidates[0] if candidates else None)
    wanted = f"_{language_of_locale()}"
    return Choice(next((path for path in found if path.stem.endswith(wanted)), found[0]))


def _latest(name: str) -> Text:
    return Text(
        f"Several notebooks are here; this is the one saved last. For another: NOTEBOOK={name}",
        f"노트북이 여러 개라서 마지막에 저장한 것을 검사합니다. 다른 노트북은: NOTEBOOK={name}",
    )


def _pristine(folder: Path) -> dict[str, str]:
    try:
        loaded = json.loads((folder / ".pristine.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def language_of_locale() -> Language:
    """Return the language that was asked for, or the system's."""
    if (asked := asked_language()) is not None:
        return asked
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ko" if name.lower().startswith("ko") else "en"


def asked_language() -> Language | None:
    """Return the language that GRADKIT_LANG names, if any."""
    asked = os.environ.get("GRADKIT_LANG", "").lower()[:2]
    return next((language for language in LANGUAGES if language == asked), None)
