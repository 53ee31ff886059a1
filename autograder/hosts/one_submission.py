"""A folder that holds one submission, and only that: Gradescope's, or Otter's for one notebook.

What is in it is taken into memory, so that the folder can be emptied before anything runs. Must
never import, run or follow what lies there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.base.zips import packed
from autograder.submissions.notebook import Unreadable
from autograder.submissions.parts import HandedIn, counting, folder_parts
from autograder.submissions.reading import Submission, key_of, read_bytes, shown_name
from autograder.submissions.work import is_of_the_system, is_script_name

_MOST_FILES = 1000


@dataclass(frozen=True)
class Taken(Submission):
    """A submission whose bytes are in memory, or what became of reading them."""

    content: bytes = b""
    suffix: str = ""
    why: Unreadable | None = None

    def read(self) -> tuple[bytes, str]:
        """Return its bytes and the suffix that says how to read them; raise Unreadable."""
        if self.why is not None:
            raise self.why
        return self.content, self.suffix


def take(main: Path, ours: Collection[str] = ()) -> Taken:
    """Take a file; a notebook with the Python files beside it, but for the folders ``ours``."""
    name = shown_name(Path(main.name))
    try:
        content, suffix = read_bytes(main), main.suffix
    except Unreadable as why:
        return Taken(name, main, key_of(name), why=why)
    if suffix.lower() == ".ipynb" and (modules := dict(_files(main.parent, (".py",), ours))):
        content, suffix = packed({**modules, "submission.ipynb": content}), ".zip"
    return Taken(name, main, key_of(name), content=content, suffix=suffix)


def take_only(folder: Path) -> Taken:
    """Take all that a folder holds of one student's: a judge finds the homework in it."""
    parts = [part for part in folder_parts(folder)[0] if not is_of_the_system(part.name)]
    works, problem = counting((part.name, part) for part in parts[:_MOST_FILES])
    mains = [name for name, _ in works if not is_script_name(name)] or [name for name, _ in works]
    name = mains[0] if len(mains) == 1 else folder.name
    handed_in = HandedIn(name, folder, key_of(name), parts=works, problem=problem)
    try:
        content, suffix = handed_in.read()
    except Unreadable as why:
        return Taken(name, folder, key_of(name), why=why)
    return Taken(name, folder, key_of(name), content=content, suffix=suffix)


def _files(
    folder: Path, suffixes: tuple[str, ...], ours: Collection[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of certain kinds below a folder; links are not followed."""
    count = 0
    for current, folders, names in os.walk(folder):
        hidden = {name for name in folders if name.startswith(".") or name == "__MACOSX"}
        top = Path(current) == folder
        folders[:] = sorted({*folders} - hidden - ({*ours} if top else set()))
        for name in sorted(names):
            path = Path(current) / name
            if not name.lower().endswith(suffixes) or (top and name == "__init__.py"):
                continue
            count += 1
            if name.startswith(".") or count > _MOST_FILES:
                continue
            with contextlib.suppress(Unreadable, ValueError):
                yield path.relative_to(folder).as_posix(), read_bytes(path)
