"""Folders and zips as names with their bytes. Must never follow a submission's paths."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path


def zip_content(path: Path) -> dict[str, bytes]:
    """Return the files of a zip of our own."""
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder with their names, caches left out, sorted."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"__pycache__", ".pytest_cache"} & set(path.parts):
            yield path.relative_to(folder).as_posix(), path


def replace_folder(fresh: Path, target: Path) -> None:
    """Put a fresh folder in the place of another."""
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(fresh, target)
