"""What a kit would make anew at every start, kept beside it: compiled modules, drawn examples.

It lies in `__pycache__`, as Python's own does, in a file of each kind for each version of Python.
Where nothing can be written, or Python is told to write none, nothing is kept. Must never fail for
that.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

_WRITTEN: set[Path] = set()
"""The kits beside which files are written."""


def begin(kit: Path) -> None:
    """Keep on disk what is made of a kit from now on, unless Python is told to write nothing."""
    if not sys.dont_write_bytecode:
        _WRITTEN.add(kit)


def kept(kit: Path, kind: str, *made_with: str) -> dict[str, Any]:
    """Return what was made of this very kit before, by name; what is added to it is kept as well.

    ``made_with`` are the versions of the libraries that had a part in it.
    """
    level = f".opt-{sys.flags.optimize}" if sys.flags.optimize else ""
    tag = f"{sys.implementation.cache_tag}{level}"
    file = kit.parent / "__pycache__" / f"{kit.stem}.{tag}.{kind}"
    found = kit.stat()
    about = f"{kit}\n{found.st_size} {found.st_mtime_ns} {' '.join(made_with)}\n"
    head = MAGIC_NUMBER + about.encode("utf-8", "replace")
    if kit not in _WRITTEN:
        return {}
    made = _read(file, head)
    atexit.register(_write, file, head, made, len(made))
    return made


def _read(file: Path, head: bytes) -> dict[str, Any]:
    """Return what is kept of this very kit; nothing where that is another's, or damaged."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = file.read_bytes()
        if data.startswith(head):
            return dict(marshal.loads(data[len(head) :]))
    return {}


def _write(file: Path, head: bytes, made: dict[str, Any], before: int) -> None:
    if len(made) == before:
        return
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        try:
            beside.write_bytes(head + marshal.dumps(made))
            os.replace(beside, file)
        finally:
            beside.unlink(missing_ok=True)
