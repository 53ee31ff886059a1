"""The names of a student's work: statements that are run, and what the course puts beside them.

Lives in the worker where work is graded and in the student's own process in a self-check. Must
never run a statement that the judge has not asked for.
"""

from __future__ import annotations

import ast
import builtins
import copy
import importlib
import inspect
import linecache
import random
import re
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np

from autograder.worker.conversions import (
    ELEMENT,
    NUMBER,
    element,
    number,
    with_conversions,
    with_older_names,
)
from autograder.worker.history import SHOWN, History
from autograder.worker.libraries import Libraries, displayed
from autograder.worker.magics import Shell
from autograder.worker.newer_syntax import read
from autograder.worker.statements import (
    Statement,
    asks_shell,
    needed,
    parsed,
    uses_dynamic_binding,
    writes_file,
)

Given = Callable[[Any], Callable[..., Any]]
"""Makes what stands in for a student's own function or class out of that one (or None)."""

_INNERMOST = "_gradkit_stands_in"
_RELOADS = re.compile(r"run_line_magic\('autoreload', '(?:2|3|all|complete)\b")


class Absent(Exception):
    """A name, an attribute or a key that was asked for is not there."""

    def __init__(self, what: str, name: str, there: Sequence[str]) -> None:
        super().__init__(name)
        self.what = what
        self.name = name
        self.there = there


class Workspace:
    """One student's names, and the statements that bind them."""

    def __init__(self, given: Mapping[str, Given], namespace: dict[str, Any]) -> None:
        self.libraries = Libraries()
        self._given = given
        self._stand_ins: dict[str, Any] = {}
        self._namespace = namespace
        self._shell = Shell(namespace, self.libraries.written, self.libraries.write, self._run_file)
        self._history = History(namespace)
        if "__builtins__" not in namespace:  # a notebook's own has IPython's already
            shown = {"get_ipython": lambda: self._shell, "display": displayed}
            namespace["__builtins__"] = {**vars(builtins), **shown}
            with_older_names()
            namespace["__builtins__"] |= {NUMBER: number, ELEMENT: element}
        self.libraries.builtins = namespace["__builtins__"]
        self._statements: list[Statement] = []
        self._chosen: list[int] = []
        self._wanted: set[str] = set()
        self._lacks_file = False
        self._aliases: dict[str, list[str]] = {}
        self._bound_at: dict[str, int] = {}
        self._helpers: Mapping[str, str] = {}
        self._seed = 0

    def load(
        self,
        cells: list[str],
        targets: dict[str, list[str]],
        own_modules: dict[str, list[str]],
        whole: bool,
        seed: int,
        helpers: Mapping[str, str] = types.MappingProxyType({}),
        looking: list[str] | None = None,
        python: list[int] | None = None,
    ) -> list[Any]:
        """Take the cells apart; return what will be run, and what does not parse, with places.

        They are read for the version ``python``, if it is older than this one.
        """
        self._helpers = helpers
        self.libraries.reloads = any(map(_RELOADS.search, cells))
        if any("getsource" in cell for cell in cells):
            _show_sources(cells)
        self._statements, unparsed = parsed(cells, (python[0], python[1]) if python else None)
        self._aliases = targets
        names = {name for target, others in targets.items() for name in (target, *others)}
        # What a written module imports of the submission's own is not seen from here.
        writes = any(s.writes_module or s.runs_file for s in self._statements)
        theirs = {name for exported in own_modules.values() for name in exported}
        roots = names | (_decorated(self._statements) & set(self._given))
        roots |= theirs if writes else set()
        chosen, self._wanted = needed(self._statements, roots)
        self._chosen = chosen = list(range(len(self._statements))) if whole else chosen
        if looking is not None:
            self.libraries.looking = frozenset(looking)
        self._provide_modules(own_modules)
        self._history.begin(cells, {name for s in self._statements for name in s.uses})
        for name in self._given:
            self.stand_in(name)
        self._seed = seed
        self.reseed()
        plan = [
            [i, s.place.cell, s.place.line, sorted(s.binds)[:50]]
            for i, s in ((i, self._statements[i]) for i in chosen)
        ]
        broken = [
            [u.place.cell, u.place.line, u.error, [name for name in names if name in u.source]]
            for u in unparsed
        ]
        return [plan, broken]

    def reseed(self) -> None:
        """Begin with the same random numbers as any other example."""
        np.random.seed(self._seed)
        random.seed(self._seed)

    def execute(self, index: int) -> list[Any]:
        """Run one statement."""
        statement = self._statements[index]
        self._history.at(statement.place.cell)
        try:
            self._execute(statement)
        except (FileNotFoundError, ModuleNotFoundError):
            self._lacks_file = True
            raise
        for name in statement.binds:
            self._bound_at[name] = index
        for name in self._given:
            self.stand_in(name)
        return []

    def _execute(self, statement: Statement) -> None:
        node, is_innermost = statement.node, False
        if isinstance(node, ast.FunctionDef) and node.decorator_list and node.name in self._given:
            # What the student's own decorators get, and may register somewhere, stands in as well.
            self._namespace[_INNERMOST] = self._given[node.name]
            is_innermost = True
        code = statement.code.get(is_innermost)
        if code is None:
            code = statement.code[is_innermost] = _compiled(statement, is_innermost=is_innermost)
        if code.co_flags & inspect.CO_COROUTINE:  # as in IPython, which waits for it
            _waited_for(eval(code, self._namespace))
        else:
            exec(code, self._namespace)

    def _run_file(self, path: str) -> None:
        """Run a script of the submission's in its own namespace, as ``%run`` does."""
        if path in self.libraries.written:
            source = self.libraries.written[path]
        else:
            with open(path, encoding="utf-8-sig") as file:
                source = file.read()
        exec(compile(read(source), f"<{path}>", "exec", dont_inherit=True), self._namespace)

    def finish(self) -> list[Any]:
        """Return whether a name is missing that only running the whole notebook could bind."""
        missing = {
            name
            for name in self._wanted
            if name not in self._namespace and name not in self.libraries.builtins
        }
        missing -= {alias for others in self._aliases.values() for alias in others}
        chosen = set(self._chosen)
        left_out = [s for i, s in enumerate(self._statements) if i not in chosen]
        if not missing or not left_out:
            return [False]
        would_bind = any(s.binds & missing or uses_dynamic_binding(s) for s in left_out)
        # What is asked of IPython by a name may need what is nowhere mentioned.
        would_bind = would_bind or any(map(asks_shell, self._statements))
        return [would_bind or (self._lacks_file and any(map(writes_file, left_out)))]

    def _provide_modules(self, own_modules: dict[str, list[str]]) -> None:
        """Make modules such as ``common.gradient``, whose names are the submission's own.

        What else is in one is what the support package has in its module of that name; of those
        names it has none here, or it would hand over what a submission is to write.
        """
        for name, exported in own_modules.items():
            module = types.ModuleType(name)
            rest = module.__dict__["_rest"] = _of_the_support(name)
            module.__dict__["__getattr__"] = partial(_exported, self._namespace, exported, rest)
            sys.modules[name] = module
            package, _, short = name.rpartition(".")
            if package in sys.modules:
                setattr(sys.modules[package], short, module)

    def stand_in(self, name: str) -> None:
        """Put the right function in place of the student's, at the moment theirs is defined."""
        own = self._namespace.get(name)
        if name in self._stand_ins and own is self._stand_ins[name]:
            return
        self._stand_ins[name] = self._given[name](own)
        self._namespace[name] = self._stand_ins[name]

    def lookup(self, name: str) -> Any:
        """Return what was bound last of a name and its aliases; raise Absent where nothing was."""
        candidates = [n for n in (name, *self._aliases.get(name, [])) if n in self._namespace]
        if not candidates and name in self._helpers:
            return getattr(importlib.import_module(self._helpers[name]), name)
        if not candidates:
            there = [n for n, v in self._namespace.items() if callable(v) and n[:1] != "_"]
            made = (ast.FunctionDef, ast.ClassDef)  # also what was not needed and has not run
            there += [s.node.name for s in self._statements if isinstance(s.node, made)]
            raise Absent("name", name, there)
        return self._namespace[max(candidates, key=lambda n: self._bound_at.get(n, -1))]


def _compiled(statement: Statement, *, is_innermost: bool) -> types.CodeType:
    """Return a statement's code; of a decorated function with what stands in for it innermost."""
    node = copy.copy(with_conversions(statement.node))
    if is_innermost and isinstance(node, ast.FunctionDef):
        innermost = ast.Name(_INNERMOST, ast.Load())
        innermost = ast.copy_location(innermost, node.decorator_list[-1])
        node.decorator_list = [*node.decorator_list, innermost]
    if statement.is_shown and isinstance(node, ast.Expr):
        kept = ast.copy_location(ast.Name(SHOWN, ast.Load()), node)
        node.value = ast.copy_location(ast.Call(kept, [node.value], []), node)
    module = ast.Module(body=[node], type_ignores=[])
    flags = statement.future | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    place = f"<cell {statement.place.cell}>"
    code: types.CodeType = compile(module, place, "exec", flags, dont_inherit=True)
    return code


def _show_sources(cells: Sequence[str]) -> None:
    """Let `inspect.getsource` find the lines of a cell."""
    for index, cell in enumerate(cells, start=1):
        name = f"<cell {index}>"
        lines = [line + "\n" for line in cell.splitlines()]
        linecache.cache[name] = len(cell), None, lines, name


def _decorated(statements: Sequence[Statement]) -> set[str]:
    nodes = (s.node for s in statements)
    return {n.name for n in nodes if isinstance(n, ast.FunctionDef) and n.decorator_list}


def _waited_for(coroutine: Any) -> None:
    """Run a coroutine to its end; raise RuntimeError where it waits for anything but coroutines."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("the cell waits for something that never comes")


def _of_the_support(name: str) -> types.ModuleType | None:
    """Return the support package's own module of that name."""
    found = sys.modules.get(name)
    if found is None:
        with suppress(ImportError):
            found = importlib.import_module(name)
    return vars(found).get("_rest", found) if found is not None else None


def _exported(
    namespace: dict[str, Any], names: list[str], rest: types.ModuleType | None, attribute: str
) -> Any:
    if attribute in names:
        if attribute in namespace:
            return namespace[attribute]
    elif attribute == "__all__":
        others = [] if rest is None else [n for n in vars(rest) if n[:1] != "_" and n not in names]
        return [*(name for name in names if name in namespace), *others]
    elif rest is not None and attribute in vars(rest):
        return vars(rest)[attribute]
    raise AttributeError(attribute)
