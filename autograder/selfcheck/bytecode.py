"""A kit's modules as bytecode, kept beside it: what lies in a zip Python compiles at every start.

It lies in `__pycache__`, as that of any folder does, in a file for each version of Python. Where
nothing can be written, or Python is told to write none, nothing is kept. Must never fail for that.
"""

from __future__ import annotations

import atexit
import functools
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any
from zipimport import zipimporter


class _Importer(zipimporter):
    """Imports from a kit; what has been compiled before is not compiled again."""

    def __init__(self, path: str, compiled: dict[str, Any]) -> None:
        super().__init__(path)
        self._compiled = compiled

    def get_filename(self, fullname: str) -> str:
        """Return a module's file, for which Python's own would compile the module."""
        last = fullname.rpartition(".")[2]
        end = f"{os.sep}__init__.py" if self.is_package(fullname) else ".py"
        return f"{self.archive}{os.sep}{self.prefix}{last}{end}"

    def get_code(self, fullname: str) -> CodeType:
        """Return a module's code."""
        name = self.get_filename(fullname)
        if name not in self._compiled:
            self._compiled[name] = super().get_code(fullname)
        return self._compiled[name]  # type: ignore[no-any-return]


@functools.cache
def keep(kit: Path, *, on_disk: bool = True) -> None:
    """Compile once what is imported from a kit from now on; ``on_disk``: once for later starts."""
    own, found = str(kit), kit.stat()
    tag = f"{sys.implementation.cache_tag}{sys.flags.optimize or ''}"
    file = kit.parent / "__pycache__" / f"{kit.stem}.{tag}.bytecode"
    head = MAGIC_NUMBER + f"{own}\n{found.st_size} {found.st_mtime_ns}\n".encode("utf-8", "replace")
    compiled = _read(file, head) if on_disk else {}
    if on_disk and not sys.dont_write_bytecode:
        atexit.register(_write, file, head, compiled, len(compiled))

    def importer(path: str) -> _Importer:
        if path != own and not path.startswith((f"{own}/", f"{own}{os.sep}")):
            raise ImportError(path)
        return _Importer(path, compiled)

    sys.path_hooks.insert(0, importer)
    for path in [path for path in sys.path_importer_cache if path.startswith(own)]:
        del sys.path_importer_cache[path]


def _read(file: Path, head: bytes) -> dict[str, Any]:
    """Return what is kept of this very kit; nothing where that is another's, or damaged."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = file.read_bytes()
        if data.startswith(head):
            return dict(marshal.loads(data[len(head) :]))
    return {}


def _write(file: Path, head: bytes, compiled: dict[str, Any], before: int) -> None:
    if len(compiled) == before:
        return
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        try:
            beside.write_bytes(head + marshal.dumps(compiled))
            os.replace(beside, file)
        finally:
            beside.unlink(missing_ok=True)
