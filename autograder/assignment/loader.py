"""An author's Python file, imported; a slip in it is one line with file, line and what to do.

Must never be given a file of a student's: it is executed here.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType

from autograder.base.errors import GradkitError

# How pytest writes a place in an author's file, and what was raised there.
_PLACE = re.compile(r"^(?P<file>\S.*?\.py):(?P<line>\d+): ", re.MULTILINE)
_RAISED = re.compile(r"^E\s+(?P<what>.*\S)", re.MULTILINE)


def loaded(path: Path, name: str | None = None) -> ModuleType:
    """Import a file as the module ``name`` (default: as it is called).

    Raises GradkitError where there is no such file, or where it cannot be run.
    """
    if not path.is_file():
        raise GradkitError(f"{path}: there is no such file")
    name = name or path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as slip:
        del sys.modules[name]
        raise told(path, slip) from slip
    return module


def told(path: Path, slip: BaseException, what: str = "") -> GradkitError:
    """Return what an author is told of a slip; ``what`` in place of its own words."""
    where, line = path, None
    if isinstance(slip, SyntaxError):
        where, line = Path(slip.filename or path), slip.lineno
    else:
        for frame in traceback.extract_tb(slip.__traceback__):
            if path.parent in Path(frame.filename).parents:  # the author's, not a library's
                where, line = Path(frame.filename), frame.lineno
    own = slip.msg if isinstance(slip, SyntaxError) else str(slip)
    words = what or f"{type(slip).__name__}: {own}"
    return GradkitError(f"{where}{f': line {line}' if line else ''}: {' '.join(words.split())}")


def not_collected(name: str, words: str) -> str:
    """Return what an author is told of a check file that pytest could not collect."""
    raised = _RAISED.findall(words)
    what = raised[-1] if raised else (words.strip().splitlines() or ["no word"])[-1]
    places = [match for match in _PLACE.finditer(words) if "site-packages" not in match["file"]]
    if inner := re.search(r'File "([^"]+)", line (\d+)', words):  # a syntax error's own place
        return f"{inner[1]}: line {inner[2]}: {what}"
    where = f"{places[-1]['file']}: line {places[-1]['line']}" if places else name
    return f"{where}: cannot be collected: {what}"
