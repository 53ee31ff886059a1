"""The self-check's own files, all in one zip: in a student's the one that this was imported from.

It holds the public checks, the support package, the settings and what the stubs were. Must never
write anything.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
import zipfile
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import autograder
from autograder.checks.examples import student_profile
from autograder.selfcheck.examples import Check, drawn_for, with_kept_examples

SETTINGS, STUBS = "assignment.toml", "stubs.json"


def own_kit() -> Path:
    """Return the zip that holds this package: what students have."""
    return Path(autograder.__file__).parents[1]


def text_in(kit: Path, name: str) -> str | None:
    """Return a text file of a kit, or None where it has none of that name."""
    try:
        with zipfile.ZipFile(kit) as archive:
            return archive.read(name).decode("utf-8")
    except KeyError:
        return None


def public_checks(kit: Path) -> Iterator[tuple[str, Check]]:
    """Yield id (``public/test_file::test_name``) and function of each public check, in order."""
    for check, value in _written_checks(kit):
        yield check, with_kept_examples(kit, check, value)


def examples_for(kit: Path) -> bytes:
    """Return what a kit is to carry of the examples of its checks."""
    return drawn_for(_written_checks(kit))


def _written_checks(kit: Path) -> Iterator[tuple[str, Check]]:
    for stem in _modules(kit):
        for name, value in vars(_module(kit, stem)).items():
            if name.startswith("test") and hasattr(value, "gradkit_check"):
                yield f"public/{stem}::{name}", value


@functools.cache
def parts_in(kit: Path) -> frozenset[str]:
    """Return the parts of all exercises that have a public check."""
    return frozenset(vars(check)["gradkit_check"].part for _, check in public_checks(kit))


def _modules(kit: Path) -> list[str]:
    place = "checks/public/"
    with zipfile.ZipFile(kit) as archive:
        names = [n.removeprefix(place) for n in archive.namelist() if n.startswith(place)]
    return sorted(n.removesuffix(".py") for n in names if n.startswith("test_"))


@functools.cache
def _module(kit: Path, stem: str) -> ModuleType:
    student_profile()
    for place in (f"{kit}/checks", str(kit)):
        if place not in sys.path:
            sys.path.insert(0, place)
    spec = PathFinder.find_spec(stem, [f"{kit}/checks/public"])
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[f"gradkit_{stem}"] = module
    spec.loader.exec_module(module)
    return module  # type: ignore[no-any-return]
