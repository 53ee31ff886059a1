"""A kit's modules as bytecode: what lies in a zip Python compiles anew at every start.

Must never fail where nothing can be kept.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any
from zipimport import zipimporter

from autograder.selfcheck.kept import begin, kept


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
    if on_disk:
        begin(kit)
    own, compiled = str(kit), kept(kit, "bytecode")

    def importer(path: str) -> _Importer:
        if path != own and not path.startswith((f"{own}/", f"{own}{os.sep}")):
            raise ImportError(path)
        return _Importer(path, compiled)

    sys.path_hooks.insert(0, importer)
    for path in [path for path in sys.path_importer_cache if path.startswith(own)]:
        del sys.path_importer_cache[path]
