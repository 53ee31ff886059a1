"""What a cell means to IPython, written as Python: magics, shell lines and prompts become calls.

IPython's own input transformer decides, from text to text. Must never run or compile what it reads,
and every line stays where it was, so that a place in the outcome is a place in the cell.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
from collections.abc import Iterator
from typing import Any

from autograder.base.errors import GradkitError
from autograder.base.text import words

BODY_MAGICS = frozenset(["time", "timeit", "capture", "prun"])
"""Cell magics whose body is Python of the same kernel; it is read like a cell."""
FILE_MAGICS = frozenset(["writefile", "file"])
# A line that Python cannot mean as it stands, at the beginning of a line or after a name and `=`.
_CANDIDATE = re.compile(
    r"^[ \t]*(?:[%!?,;/]|>>>|\.\.\. |In \[\d*\]:)|^[^#\n'\"]*?=[ \t]*[%!][^=]|\?[ \t]*(?:#.*)?$",
    re.MULTILINE,
)
_INDENTED = re.compile(r"\A(?:[ \t]*\r?\n)*[ \t]+\S")
_CALL = re.compile(r"get_ipython\(\)\.run_cell_magic\((.*)\)\s*")
# Tokens are looked at anew for every magic of a cell; no cell that a person writes is near this.
_MOST_CHARACTERS, _MOST_WORK, _LONGEST_LINE = 400_000, 4_000_000, 20_000
# What IPython takes without a `%`, where a cell is nothing but one such line.
_AUTOMAGIC = words(
    """
    alias autoreload cat cd clear colors conda config cp dirs env history hist less load
    load_ext ls ll man matplotlib micromamba mkdir more mv notebook pinfo pip popd precision
    prun pushd pwd pylab reload_ext reset rm rmdir run store system sx time timeit uv who
    who_ls whos xmode
    """
)
_AUTOMAGIC_LINE = re.compile(r"\s*([a-z_]+)(?:[ \t]+([^\s=(\[,:].*?))?\s*\Z")
_COLAB = "# Commented out IPython magic to ensure Python compatibility."
_CELL_MARK = re.compile(r"^# ?%%(?![a-zA-Z])|^# In ?\[[\d ]*\]:|^# \+(?:$| )|^# -$", re.MULTILINE)
# What the exports of jupytext and VS Code comment out, of the magics that define something.
_COMMENTED = re.compile(
    r"^(\s*)#(?: |!)((?:%%(?:writefile|file)|%(?:time|prun|pylab|run)|![^\s!]).*)$"
)


def as_python(source: str) -> str:
    """Return a cell as IPython hands it to Python; what it cannot read stays as it is."""
    made = _cell_as_python(source.replace("\r\n", "\n").replace("\r", "\n"))
    return _with_inner_cells(made) if ".run_cell(" in made else made


def _cell_as_python(source: str) -> str:
    if automagic := _AUTOMAGIC_LINE.match(source):
        name, rest = automagic.groups()
        # A lone word that Python can read as a name may be one.
        if name in _AUTOMAGIC and (rest or "").split(" ", 1)[0] not in ("in", "is", "and", "or"):
            above = source[: len(source) - len(source.lstrip())].count("\n")
            return "\n" * above + f"get_ipython().run_line_magic({name!r}, {rest or ''!r})"
    if not (_CANDIDATE.search(source) or _INDENTED.match(source)) or _is_too_much(source):
        return source
    body = source.lstrip("\n")
    while body[: body.find("\n") + 1].isspace():
        body = body[body.find("\n") + 1 :]
    above = source[: len(source) - len(body)].count("\n")
    return "\n" * above + _transformed(body)


def _with_inner_cells(source: str) -> str:
    """Return a cell in which the texts that are handed to `run_cell` are read as cells are."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    lines = source.split("\n")
    for call in reversed(calls):
        is_asked = isinstance(call.func, ast.Attribute) and call.func.attr == "run_cell"
        text = call.args[0] if is_asked and call.args else None
        if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
            continue
        first, last = text.lineno - 1, (text.end_lineno or text.lineno) - 1
        made = _cell_as_python(text.value)
        if made != text.value and (lines[first] + lines[last]).isascii():  # columns are bytes
            after = lines[last][text.end_col_offset :]
            lines[first] = lines[first][: text.col_offset] + repr(made)
            lines[first + 1 : last + 1] = [""] * (last - first)
            lines[last] += after
    return "\n".join(lines)


def ensure_readable() -> None:
    """Raise GradkitError where cells can't be read as IPython reads them, before any is judged.

    A student's own Python may lack it; where work is graded, that would be a zero of our making.
    """
    if importlib.util.find_spec("IPython") is None:
        raise GradkitError(
            "IPython is not installed where submissions are graded: pip install ipython; a bundle "
            "older than this gradkit has to be built anew"
        )


def script_as_python(source: str) -> str:
    """Return a `.py` file, which may be a notebook's export, as `as_python` returns a cell."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _CELL_MARK.finditer(source)]
    is_export = bool(starts) or "\n#   jupytext:" in source
    parts = [source[a:b] for a, b in zip([0, *starts], [*starts, len(source)], strict=True)]
    return "".join(_part_as_python(part, is_export) for part in parts if part)


def _part_as_python(part: str, is_export: bool) -> str:
    lines = _without_colab(part.split("\n"))
    if is_export:
        # Where a cell has no mark it has no end: what would be a file stays code as well.
        has_mark = _CELL_MARK.match(part) is not None
        lines = [
            _COMMENTED.sub(r"\1\2", line) if has_mark or "%%" not in line else line
            for line in lines
        ]
    # The comments above a cell magic are the export's, not the cell's.
    first = next((i for i, line in enumerate(lines) if line.strip() and line[0] != "#"), 0)
    head = "".join(line + "\n" for line in lines[:first])
    return head + _ended_like(as_python("\n".join(lines[first:])), part)


def _ended_like(made: str, part: str) -> str:
    return made + "\n" if part.endswith("\n") and not made.endswith("\n") else made


def _without_colab(lines: list[str]) -> list[str]:
    """Return lines where what Colab has commented out is a call again, or left out."""
    made: list[str] = []
    rest = iter(range(len(lines)))
    for i in rest:
        made.append(lines[i])
        if lines[i].strip() != _COLAB:
            continue
        end = i + 1
        while end < len(lines) and lines[end].startswith("#"):
            end += 1
        block = [line[2:] if line.startswith("# ") else line[1:] for line in lines[i + 1 : end]]
        if block and block[0].startswith("%%"):
            made += as_python("\n".join(block)).split("\n")[: len(block)]
        else:  # of single magics only those that define something; other comments are comments
            made += [_COMMENTED.sub(r"\1\2", line) for line in lines[i + 1 : end]]
        for _ in block:
            next(rest)
    return made


def _is_too_much(source: str) -> bool:
    magics = sum(1 for _ in _CANDIDATE.finditer(source))
    longest = max(map(len, source.split("\n")))
    too_long = len(source) > _MOST_CHARACTERS or longest > _LONGEST_LINE
    return too_long or magics * len(source) > _MOST_WORK


def _transformed(body: str) -> str:
    """Return the cell transformed; the body of a magic that runs it likewise."""
    try:
        made = str(_manager().transform_cell(body))
    except (SyntaxError, ValueError, RuntimeError, RecursionError):
        return body
    except ImportError:  # a student's Python may lack IPython: then the cell does not parse
        return body
    call = _cell_magic(made)
    if call is None:
        return made if body.endswith("\n") else made.removesuffix("\n")
    name, line, inner = call
    if name in BODY_MAGICS:
        inner = as_python(inner)
    lines = "\n" * body.rstrip("\n").count("\n")
    return f"get_ipython().run_cell_magic({name!r}, {line!r}, {inner!r}){lines}\n"


def _cell_magic(made: str) -> tuple[str, str, str] | None:
    found = _CALL.fullmatch(made)
    if found is None:
        return None
    values = ast.literal_eval(f"({found[1]})")  # IPython's own three string literals
    return values if len(values) == 3 else None


def shell_lines(source: str, made: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that grading does not run: `!pip install …`, `%cd …`."""
    if "get_ipython()" not in made or made == source:
        return
    before = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, (line, call) in enumerate(zip(before, made.split("\n"), strict=False), start=1):
        name = re.match(r"\s*get_ipython\(\)\.\w+\('(\w*)", call)
        if name and line != call and name[1] not in BODY_MAGICS | FILE_MAGICS | {"pylab", "run"}:
            yield number, line.strip()


@functools.cache
def _manager() -> Any:
    """Return IPython's transformer, with blank lines where it joins continued ones."""
    from IPython.core.inputtransformer2 import TransformerManager

    manager = TransformerManager()  # type: ignore[no-untyped-call]
    manager.token_transformers = [_line_keeping(kind) for kind in manager.token_transformers]
    return manager


def _line_keeping(kind: Any) -> Any:
    class LineKeeping(kind):  # type: ignore[misc]
        def transform(self, lines: list[str]) -> list[str]:
            made: list[str] = super().transform(lines)
            after = self.start_line + 1
            return [*made[:after], *["\n"] * (len(lines) - len(made)), *made[after:]]

    return LineKeeping
