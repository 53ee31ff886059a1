"""What IPython's magics and shell lines mean where work is graded: the one place that says so.

Takes them in the form of calls of `get_ipython()`. Those that run Python are replaced by it; all
others do nothing. Must never start a program, and never run what it replaces.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import types
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from autograder.base.text import words
from autograder.worker.libraries import KIND, REGISTRARS, Inert
from autograder.worker.newer_syntax import read

WRITES = ("writefile", "file")
"""Cell magics that make a module."""
_RUNS = ("time", "capture", "prun")
_METHODS = {
    "run_line_magic": 2,
    "run_cell_magic": 3,
    "magic": 1,
    "system": 1,
    "getoutput": 1,
    "run_cell": 1,
    "ex": 1,
    "ev": 1,
}
UNSEEN = words(
    """
    ex push run_cell run_cell_magic run_code run_line_magic user_global_ns user_ns
    """
)
"""Attributes of the shell that can bind a name without saying so."""
REGISTERS = (*REGISTRARS, "register_magic_function", "register_magics", "define_magic")
"""What makes a magic of a notebook's own."""
# The options that IPython's own magics take before the statement.
_OPTIONS = {
    "timeit": re.compile(r"(?:-[nrp] ?\d+\s+|-v ?\S+\s+|-[tcqo]\s+)*"),
    "prun": re.compile(r"(?:-[lsTD] ?\S+\s+|-[rq]\s+)*"),
    "time": re.compile(r"(?:--no-raise-error\s+)?"),
}
_PYLAB = """
import numpy
import matplotlib
from matplotlib import pylab, mlab, pyplot
np = numpy
plt = pyplot
from IPython.display import display
from IPython.core.pylabtools import figsize, getfigs
from pylab import *
from numpy import *
"""


class Shell:
    """What `get_ipython()` returns: it runs Python in the notebook's names, and writes modules.

    All else that is asked of it is ignored.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        written: dict[str, str],
        write: Callable[[str, str], None],
        run: Callable[[str], None],
    ) -> None:
        self.user_ns = self.user_global_ns = namespace
        self._written = written
        self._write = write
        self._run = run
        self._own: dict[tuple[str, str], Callable[..., Any]] = {}

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        """Write the file that `%%writefile` names, where imports find it."""
        if name in WRITES:
            *options, path = line.split() or [""]
            path = path.strip("\"'").removeprefix("./").replace("\\", "/")
            kept = self._written.get(path, "") if "-a" in options else ""
            self._write(path, kept + cell)
            return None
        if (own := self._own.get(("cell", name))) is not None:
            return own(line, cell)
        return self.ex(cell) if name in _RUNS else Inert(f"%%{name}")

    def run_line_magic(self, name: str, line: str, *_others: Any) -> Any:
        """Run the file that `%run` names; return what can be known of files, names, variables."""
        if (own := self._own.get(("line", name))) is not None:
            return own(line)
        words = [word for word in line.split() if not word.startswith("-")]
        if name == "run" and words:
            before = sys.argv
            sys.argv = [word.strip("\"'") for word in words]
            try:
                return self._run(sys.argv[0])
            finally:
                sys.argv = before
        if name == "pwd":
            return os.getcwd()
        if name == "who_ls":
            return sorted(known for known in self.user_ns if known[:1] != "_")
        if name == "env" and len(words) == 1 and words[0] in os.environ:
            return os.environ[words[0]]
        return self.ex(_code(name, line)) if name in _RUNS else Inert(f"%{name}")

    def register_magic_function(
        self, function: Any, magic_kind: str = "line", magic_name: str | None = None
    ) -> None:
        """Let a function of the notebook's be what a magic does: of a line, a cell or both."""
        for kind in magic_kind.split("_"):
            self._own[kind, magic_name or function.__name__] = function

    def register_magics(self, *owners: Any) -> None:
        """Let the marked methods of objects, or of classes of which one is made, be magics."""
        for owner in owners:
            made = owner() if isinstance(owner, type) else owner
            for name in dir(type(made)):
                method = getattr(made, name, None)
                if isinstance(method, types.MethodType) and hasattr(method, KIND):
                    kind, own_name = getattr(method, KIND)
                    self.register_magic_function(method, kind, own_name)

    def ex(self, source: str) -> None:
        """Run Python in the notebook's names."""
        exec(compile(read(source), "<get_ipython>", "exec", dont_inherit=True), self.user_ns)

    run_cell = run_code = ex

    def ev(self, source: str) -> Any:
        """Return the value of an expression in the notebook's names."""
        return eval(source, self.user_ns)

    def push(self, names: Any, interactive: bool = True) -> None:  # noqa: ARG002 - IPython's own
        """Bind names: a dict of them, or their names where this is called."""
        if isinstance(names, dict):
            self.user_ns.update(names)
            return
        caller = sys._getframe(1)
        known = {**caller.f_globals, **caller.f_locals}
        listed = names.split() if isinstance(names, str) else names
        self.user_ns.update({name: known[name] for name in listed})

    def getoutput(self, command: str, *_others: Any, **_options: Any) -> Any:
        """Return what stands for the output of a program: none is run."""
        return Inert(f"!{command}")

    system = getoutput

    def magic(self, text: str) -> Any:
        """Do what `run_line_magic` does."""
        name, _, line = text.lstrip("%").partition(" ")
        return self.run_line_magic(name, line)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert(f"get_ipython().{name}")


def without_magics(nodes: Iterable[ast.stmt], *, keeps_others: bool = False) -> list[ast.stmt]:
    """Return statements in which the magics that run Python are that Python.

    All others are left out, or kept for the shell where a notebook has magics of its own. Raises
    SyntaxError where what should be Python is none.
    """
    module = ast.Module(body=list(nodes), type_ignores=[])
    expanded: ast.Module = _Expansion(keeps_others=keeps_others).visit(module)
    return expanded.body


def writes_module(node: ast.stmt) -> bool:
    """Return whether a statement is a `%%writefile`."""
    call = _shell_call(node.value) if isinstance(node, ast.Expr) else None
    return call is not None and call[0] == "run_cell_magic" and call[1][0] in WRITES


def runs_file(node: ast.stmt) -> bool:
    """Return whether a statement is a `%run`."""
    call = _shell_call(node.value) if isinstance(node, ast.Expr) else None
    return call is not None and _magic(*call)[0] == "run"


class _Expansion(ast.NodeTransformer):
    def __init__(self, *, keeps_others: bool) -> None:
        self._keeps_others = keeps_others

    def visit_Expr(self, node: ast.Expr) -> Any:
        call = _shell_call(node.value)
        if call is None:
            return self.generic_visit(node)
        if call[0] in ("ex", "ev", "run_cell"):
            return self._run_here(node, call[1][0])
        name, line, cell = _magic(*call)
        made = _statements(name, line, cell, node.lineno)
        if made is None or (not made and self._keeps_others and name):
            return node
        return self._expanded(made, node)

    def _run_here(self, node: ast.Expr, source: str) -> Any:
        """Replace `get_ipython().run_cell("…")`; what is no Python fails at its turn."""
        with suppress(SyntaxError):
            return self._expanded([_moved(n, node.lineno - 1) for n in read(source).body], node)
        return node

    def _expanded(self, made: list[ast.stmt], node: ast.Expr) -> Any:
        rest = without_magics(made, keeps_others=self._keeps_others)
        return rest or ast.copy_location(ast.Pass(), node)

    def visit_Call(self, node: ast.Call) -> Any:
        """Replace `%time f(x)`, whose value is used."""
        call = _shell_call(node)
        if call is not None:
            name, line, _cell = _magic(*call)
            is_run = name in _RUNS or call[0] == "ev"
            try:
                made = ast.parse(_code(name, line), mode="eval").body if is_run else None
            except SyntaxError:
                made = None
            if made is not None:
                return self.visit(_moved(made, node.lineno - 1))
        return self.generic_visit(node)


def _shell_call(node: ast.expr) -> tuple[str, list[str]] | None:
    """Return method and texts of `get_ipython().method("…")`, or of what a notebook calls so."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    owner, method = node.func.value, node.func.attr
    is_shell = (
        isinstance(owner, ast.Call)
        and isinstance(owner.func, ast.Name)
        and owner.func.id == "get_ipython"
    ) or (isinstance(owner, ast.Name) and owner.id in ("ipython", "ip", "shell"))
    texts = [a.value for a in node.args if isinstance(a, ast.Constant) and type(a.value) is str]
    if not is_shell or _METHODS.get(method) != len(texts) or len(texts) != len(node.args):
        return None
    return method, texts


def _magic(method: str, texts: list[str]) -> tuple[str, str, str | None]:
    """Return name, line and body (None: a line magic) of a magic; of a shell line no name."""
    if method == "run_cell_magic":
        return texts[0], texts[1], texts[2]
    if method == "run_line_magic":
        return texts[0], texts[1], None
    if method == "ev":
        return "", texts[0], None
    name, _, line = texts[0].lstrip("%").partition(" ") if method == "magic" else ("", "", "")
    return name, line, None


def _statements(name: str, line: str, cell: str | None, number: int) -> list[ast.stmt] | None:
    """Return what a magic means; None where the shell has to do it when its turn comes."""
    if cell is None:
        if name in _RUNS:
            return _parsed(_code(name, line), number - 1)
        if name == "timeit":
            return _measured(_parsed(_code(name, line), number - 1), number)
        if name == "pylab":
            return [_moved(node, number) for node in ast.parse(_PYLAB).body]
        if name in ("env", "set_env"):
            return [_moved(node, number - 1) for node in _set_variable(line)]
        return None if name == "run" else []
    if name in WRITES:
        return None
    if name == "timeit":
        setup = _parsed(_code(name, line), number - 1)
        return _measured([*setup, *_parsed(cell, number)], number)
    body = _parsed(cell, number) if name in _RUNS else []
    if name == "capture":  # its output goes nowhere
        targets = [word for word in line.split() if word.isidentifier()][:1]
        body += [_moved(_bind(target), number - 1) for target in targets]
    return body


def _code(name: str, line: str) -> str:
    text = line.strip() + " "
    found = _OPTIONS[name].match(text) if name in _OPTIONS else None
    return text[found.end() :].strip() if found else text.strip()


def _parsed(code: str, before: int) -> list[ast.stmt]:
    try:
        return [_moved(node, before) for node in read(code).body]
    except SyntaxError as error:
        error.lineno = (error.lineno or 1) + before
        raise


def _moved(node: Any, lines: int) -> Any:
    return ast.increment_lineno(node, lines)


def _measured(body: list[ast.stmt], number: int) -> list[ast.stmt]:
    """Return statements that run once, in a function: `%timeit` defines nothing."""
    if not body:
        return []
    made = ast.parse("def _timeit():\n    pass\n_timeit()").body
    for node in made:
        for part in ast.walk(node):
            if isinstance(part, (ast.stmt, ast.expr)):
                part.lineno = part.end_lineno = number
    assert isinstance(made[0], ast.FunctionDef)
    made[0].body = body
    return made


def _set_variable(line: str) -> list[ast.stmt]:
    """Return what `%env NAME=value` does; where IPython fills in a value, nothing."""
    found = re.fullmatch(r"\s*(\w+)\s*(?:=|\s)\s*([^\s{$][^{$]*)", line)
    if found is None:
        return []
    return ast.parse(f"import os\nos.environ[{found[1]!r}] = {found[2].strip()!r}").body


def _bind(name: str) -> ast.stmt:
    return ast.parse(f"{name} = get_ipython().captured").body[0]
