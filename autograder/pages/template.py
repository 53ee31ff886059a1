"""Pages for people: each is one file that holds all it needs, and may fetch or send nothing.

Every text that is put into a page is made safe and escaped on its way; there must never be a way
round that for anything but what lies in `pages/`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.base.language import Language, Text
from autograder.base.text import safe

_PACKAGE = "autograder.pages"
"""Whose sources decide what a page looks like, besides the templates."""
_MOST_TEXT = 20_000
_SKIP = Text("Skip to the content", "본문으로 건너뛰기")


def rendered(
    template: str,
    language: Language,
    *,
    styles: tuple[str, ...],
    scripts: tuple[str, ...] = (),
    rules: str = "",
    **content: Any,
) -> str:
    """Return a page made from a template, with its styles, scripts and policy inside.

    ``rules`` are further style rules of our own making, never of a submission's.
    """
    style = "\n".join([*map(_file, styles), rules])
    script = "\n".join(map(_file, scripts))
    found = _environment().get_template(template)
    return found.render(
        language=language,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        say=lambda text: text.to(language),
        skip=_SKIP,
        **content,
    )


def write_page(path: Path, html: str, source: str) -> None:
    """Write a page beside its place and rename it; what it was made from is its last line.

    It is derived from what is kept, so it is not synced: one that was cut short is made again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(f"{html}\n{_mark(source)}", encoding="utf-8")
    os.replace(beside, path)


def is_current(path: Path, source: str) -> bool:
    """Return whether a page is there, whole, and made from ``source``."""
    mark = _mark(source).encode()
    try:
        with open(path, "rb") as file:
            file.seek(-len(mark), os.SEEK_END)
            return file.read() == mark
    except OSError:
        return False


def source_of(*parts: Any) -> str:
    """Return a digest of what a page is made from: plain data, the templates and the code."""
    text = json.dumps([_edition(), *parts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _mark(source: str) -> str:
    return f"<!-- gradkit {source} -->\n"


@cache
def _edition() -> str:
    found = (file for file in resources.files(_PACKAGE).iterdir() if file.is_file())
    files = sorted(found, key=lambda file: file.name)
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@cache
def _file(name: str) -> str:
    return resources.files(_PACKAGE).joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = environment_of(_PACKAGE)
    environment.filters |= {"points": points, "breakable": _breakable}
    return environment


def environment_of(package: str, most: int = _MOST_TEXT) -> Environment:
    """Return what makes pages from a package's templates.

    Whatever is put into one is made safe, cut to ``most`` characters and escaped.
    """

    def shown(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Markup):
            return safe(value, most)
        return value

    return Environment(
        loader=PackageLoader(package, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )


def _breakable(name: str) -> Markup:
    """Return a name that may be broken after its underscores."""
    return Markup("<wbr>").join(escape(part) for part in re.split("(?<=_)", safe(name)))


def points(value: float | None) -> str:
    """Return a number of points as it is written: 4, 2.5, or - where none is known."""
    return "-" if value is None else f"{value:.6g}"


def _policy(style: str, script: str) -> str:
    """Return a content security policy that allows this style and this script, and nothing else."""
    allowed = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script) if script else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def in_language(words: Mapping[str, Text], language: Language) -> dict[str, str]:
    """Return the words of a page in one language."""
    return {name: text.to(language) for name, text in words.items()}
