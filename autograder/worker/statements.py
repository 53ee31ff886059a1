"""Cells taken apart into statements, and the few of them that a set of definitions needs.

Works on the source alone and must never run any of it. Where a submission is graded this happens
in the worker, so that a source made to hurt a parser hurts nobody but its writer.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import symtable
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any

from autograder.base.text import words
from autograder.protocol.outcomes import Place
from autograder.worker.aliases import changed, in_strings, stored_in
from autograder.worker.history import asked_for
from autograder.worker.magics import (
    REGISTERS,
    UNSEEN,
    runs_file,
    without_magics,
    writes_module,
)
from autograder.worker.newer_syntax import NewerSyntax, Version, read

# Names that can bind a name without saying so.
DYNAMIC_BINDERS = frozenset(["exec", "globals", "locals", "vars", "setattr", "__import__", "eval"])
# Names with which a name is looked up, or run, that stands in a string.
_LOOKS_UP = DYNAMIC_BINDERS | {"getattr", "sys"}
_BUILT_IN = frozenset(dir(builtins)) - {"next"}
_TAKES_OUT = ("pop", "popitem", "popleft", "setdefault")
# Methods and functions that write a file, which what is needed may read.
_FILE_WRITERS = words(
    """
    dump open save savetxt savez savez_compressed to_csv tofile write write_bytes write_text
    """
)
_FUTURE_FLAGS = {
    name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names
}


@dataclass
class Statement:
    """One top-level statement of a submission and the names that it deals with."""

    place: Place
    node: ast.stmt
    future: int
    """Compiler flags of the ``from __future__`` imports before it."""
    binds: set[str] = field(default_factory=set)
    """Names that it defines, imports or assigns."""
    touches: set[str] = field(default_factory=set)
    """Names whose value it changes: ``CONFIG["std"] = 1``, ``Net.loss = f``, ``a.append(x)``."""
    uses: set[str] = field(default_factory=set)
    """Global names that it reads, now or when what it defines is called."""
    uses_now: set[str] = field(default_factory=set)
    """Those that it reads while it runs."""
    hands_over: set[str] = field(default_factory=set)
    """Names whose value a call may change: those that it is given, or that a function stores in.

    Of a function these are what it changes when it is called.
    """
    writes_module: bool = False
    """Whether it is a ``%%writefile``, which an import may need."""
    runs_file: bool = False
    """Whether it is a ``%run``, which may bind anything."""
    is_shown: bool = False
    """Whether it is what a cell ends with, whose value a later cell asks for: `_`, `Out[3]`."""
    code: dict[bool, CodeType] = field(default_factory=dict)
    """What it is compiled to, once it has run: the exercises of a self-check run the same ones."""

    @property
    def is_star_import(self) -> bool:
        """Whether it has a ``from m import *`` in it, or is a ``%run``: it may bind anything."""
        return self.runs_file or _has_star(self.node)

    @property
    def is_definition(self) -> bool:
        """Whether it defines or imports names and computes nothing."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
        return isinstance(self.node, kinds)


@dataclass(frozen=True)
class Unparsed:
    """A cell that is no Python."""

    place: Place
    error: str
    source: str


_PARSED: dict[Any, tuple[list[Statement], list[Unparsed]]] = {}


def parsed(cells: Sequence[str], python: Version | None) -> tuple[list[Statement], list[Unparsed]]:
    """Return what `parse` makes of the cells, and of the same cells next time the very same."""
    key = (tuple(cells), python)
    if key not in _PARSED:
        _PARSED.clear()
        _PARSED[key] = parse(cells, python)
    return _PARSED[key]


def parse(
    cells: Sequence[str], python: Version | None = None
) -> tuple[list[Statement], list[Unparsed]]:
    """Return the top-level statements of all cells in order, and the cells that do not parse.

    ``python`` is the version that they are read for, if not this one.
    """
    statements: list[Statement] = []
    unparsed: list[Unparsed] = []
    shown: list[Statement] = []
    future = 0
    has_own_magics = any(name in source for source in cells for name in REGISTERS)
    for number, source in enumerate(cells, start=1):
        try:
            nodes = _parse_cell(source, python, keeps_magics=has_own_magics)
        except SyntaxError as error:
            place = Place(number, error.lineno or 1)
            kind = "SyntaxError" if isinstance(error, NewerSyntax) else type(error).__name__
            unparsed.append(Unparsed(place, f"{kind}: {error.msg}", source))
            continue
        except (ValueError, RecursionError, MemoryError) as error:
            unparsed.append(Unparsed(Place(number, 1), type(error).__name__, source))
            continue
        for node, text in nodes:
            future |= _future_flags(node)
            statements.append(_statement(node, text, Place(number, node.lineno), future))
        if nodes and isinstance(nodes[-1][0], ast.Expr) and not source.rstrip().endswith(";"):
            shown.append(statements[-1])
    for statement, names in zip(statements, changed([s.node for s in statements]), strict=True):
        if not isinstance(statement.node, (ast.Import, ast.ImportFrom)):
            statement.touches |= names
    if has_own_magics:
        for statement in statements:
            if _names(statement.node, REGISTERS):
                statement.touches.add("get_ipython")  # which every magic is asked of
    if asked := asked_for(name for statement in statements for name in statement.uses):
        for statement in shown:
            statement.is_shown = True
            statement.touches |= asked
    return statements, unparsed


def _has_star(node: ast.stmt) -> bool:
    """Return whether there is a ``from m import *`` in it, below a ``try`` or an ``if`` as well."""
    blocks = (getattr(node, name, ()) for name in ("body", "handlers", "orelse", "finalbody"))
    is_block = not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    inside = [part for block in blocks for part in block] if is_block else []
    is_star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    return is_star or any(map(_has_star, inside))


def _parse_cell(
    source: str, python: Version | None, *, keeps_magics: bool
) -> list[tuple[ast.stmt, str | None]]:
    """Return a cell's statements, each with its lines; None where they are no line's of its own.

    The cell is what `ipython_syntax` makes of it. Raises SyntaxError.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    nodes = [part for node in read("\n".join(lines), python).body for part in _parts(node)]
    pairs = list(zip(nodes, _texts(nodes, lines), strict=True))
    if "get_ipython" not in source:
        return pairs
    whole = [(node, text if "get_ipython" not in (text or "") else None) for node, text in pairs]
    return [
        (made, text)
        for node, text in whole
        for made in without_magics([node], keeps_others=keeps_magics)
    ]


def _parts(node: ast.stmt) -> Iterable[ast.stmt]:
    """Split ``import a, b``: a module that is missing must not take its neighbour with it."""
    if isinstance(node, ast.Import) and len(node.names) > 1:
        for alias in node.names:
            yield ast.copy_location(ast.Import(names=[alias]), node)
    else:
        yield node


def _texts(nodes: Sequence[ast.stmt], lines: Sequence[str]) -> Iterable[str | None]:
    """Yield the lines of each statement, or None where it shares one."""
    spans = [(_first_line(node), node.end_lineno or node.lineno) for node in nodes]
    ends = [0, *(last for _, last in spans)]
    begins = [*(first for first, _ in spans), len(lines) + 1]
    for index, (first, last) in enumerate(spans):
        is_alone = ends[index] < first and last < begins[index + 1]
        yield "\n".join(lines[first - 1 : last]) if is_alone else None


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _future_flags(node: ast.stmt) -> int:
    if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
        return 0
    return sum(_FUTURE_FLAGS.get(alias.name, 0) for alias in node.names)


def _symbols(node: ast.stmt, text: str | None) -> symtable.SymbolTable | None:
    """Return a statement's names; None where the compiler will say what is wrong when it is run."""
    failures = (SyntaxError, RecursionError, ValueError, MemoryError)
    if text is not None:
        with suppress(*failures):
            return symtable.symtable(text, "cell", "exec")
    with suppress(*failures):  # its lines lack a decorator's bracket, or end in a backslash
        return symtable.symtable(ast.unparse(node), "cell", "exec")
    return None


def _statement(node: ast.stmt, text: str | None, place: Place, future: int) -> Statement:
    statement = Statement(place, node, future)
    table = _symbols(node, text)
    if table is None:
        return statement
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            statement.binds.add(symbol.get_name())
        if symbol.is_referenced():
            statement.uses.add(symbol.get_name())
            statement.uses_now.add(symbol.get_name())
    for child in table.get_children():
        _collect_globals(child, statement, runs_now=child.get_type() == "class")
    if statement.uses & _LOOKS_UP:
        statement.uses |= set(in_strings(node))
    if (loaded_anew := _reloaded(node)) is not None:
        statement.binds.add(loaded_anew)
    if not statement.is_definition:  # which is needed for what it binds alone
        statement.touches |= set(_touched(node))
        statement.hands_over |= set(_handed_over(node))
    elif not isinstance(node, (ast.Import, ast.ImportFrom)):
        statement.hands_over |= set(_touched(node)) & statement.uses
        statement.touches |= set(_entered_in(node))
    if "get_ipython" in statement.uses:
        parts = [part for part in ast.walk(node) if isinstance(part, ast.Expr)]
        statement.writes_module = any(map(writes_module, parts))
        statement.runs_file = any(map(runs_file, parts))
    return statement


def _collect_globals(table: symtable.SymbolTable, into: Statement, *, runs_now: bool) -> None:
    is_class = table.get_type() == "class"  # whose names are global until they are bound in it
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (symbol.is_global() or (is_class and symbol.is_local())):
            into.uses.add(symbol.get_name())
            if runs_now:
                into.uses_now.add(symbol.get_name())
        if symbol.is_declared_global() and symbol.is_assigned():
            into.touches.add(symbol.get_name())
    for child in table.get_children():
        _collect_globals(child, into, runs_now=runs_now and child.get_type() == "class")


def _touched(node: ast.stmt) -> Iterable[str]:
    """Yield the names whose value a statement changes without binding them.

    Of a function or class, when it is called.
    """
    for part in ast.walk(node):
        if (base := stored_in(part)) is not None:
            yield from _root(base)


def _handed_over(node: ast.stmt) -> Iterable[str]:
    """Yield the names whose value a call for its own sake gets, or a method of theirs."""
    value: ast.AST | None = node.value if isinstance(node, (ast.Assign, ast.Expr)) else None
    if isinstance(node, ast.With):  # what it opens may fill what it is given
        value = ast.Tuple([item.context_expr for item in node.items], ast.Load())
    if isinstance(node, ast.Assign):
        func = value.func if isinstance(value, ast.Call) else None
        if isinstance(func, ast.Attribute) and func.attr in _TAKES_OUT:
            yield from _root(func)
        return
    for call in ast.walk(node) if value is not None else ():
        if not isinstance(call, ast.Call):
            continue
        if isinstance(call.func, ast.Attribute):  # also within: [a.append(x) for x in …]
            yield from _root(call.func)
        is_built_in = isinstance(call.func, ast.Name) and call.func.id in _BUILT_IN
        for part in [*call.args, *(keyword.value for keyword in call.keywords)]:
            if not is_built_in or isinstance(part, ast.Attribute):
                yield from _root(part)


def _reloaded(node: ast.stmt) -> str | None:
    """Return the name of the module that `importlib.reload(module)` loads anew."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or len(call.args) != 1:
        return None
    name, module = getattr(call.func, "attr", getattr(call.func, "id", "")), call.args[0]
    return module.id if name == "reload" and isinstance(module, ast.Name) else None


def _entered_in(node: ast.stmt) -> Iterable[str]:
    """Yield the names whose method decorates a definition: `@area.register`, `@app.route("/")`."""
    for decorator in getattr(node, "decorator_list", []):
        made = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield from _root(made) if isinstance(made, ast.Attribute) else ()


def _root(node: ast.expr) -> Iterable[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def needed(statements: Sequence[Statement], targets: Iterable[str]) -> tuple[list[int], set[str]]:
    """Return which statements (by index) the definitions of ``targets`` need, and the names.

    A loop, or a call for its own sake, that uses what the student was asked to write is an
    experiment or a demonstration: it is left out even where it assigns a name that a definition
    mentions.
    """
    judged = frozenset(targets)
    derived = _derived(statements, judged)
    statements = _with_handed_over(_with_called(statements, derived), derived)
    modules = {
        name
        for s in statements
        if isinstance(s.node, (ast.Import, ast.ImportFrom))
        for name in s.binds
    }
    # What a script that is run finds in the notebook is not known here; an import does no harm.
    wanted = set(judged) | (modules if any(s.runs_file for s in statements) else set())
    # globals()[kind.capitalize()](): which of them is made is known only then.
    classes = {n for s in statements if isinstance(s.node, ast.ClassDef) for n in s.binds}
    chosen: set[int] = set()
    grew = True
    while grew:
        grew = False
        for index, statement in enumerate(statements):
            if index not in chosen and _is_needed(statement, judged, wanted, derived, modules):
                chosen.add(index)
                wanted |= statement.uses | (classes if "globals" in statement.uses else set())
                grew = True
    return sorted(chosen), wanted


def _with_called(statements: Sequence[Statement], derived: set[str]) -> list[Statement]:
    """Return statements that touch what the functions they call declare ``global``, too.

    But for what is judged, and what is made with it: a count of calls needs no demonstration.
    """
    setters = {
        name: s.touches
        for s in statements
        if s.is_definition and s.touches
        for name in s.binds - derived
    }
    return [
        s
        if s.is_definition or setters.keys().isdisjoint(s.uses_now)
        else replace(s, touches=s.touches.union(*(setters.get(n, ()) for n in s.uses_now)))
        for s in statements
    ]


def _with_handed_over(statements: Sequence[Statement], derived: set[str]) -> list[Statement]:
    """Return statements that touch what they hand over, and what the functions called change.

    But for those in which anything judged has a part: an experiment needs to be left out.
    """
    experiments = _experiments(statements, derived)
    changed = {n: s.hands_over for s in statements if s.is_definition for n in s.binds}
    made = []
    for s in statements:
        is_import = isinstance(s.node, (ast.Import, ast.ImportFrom))
        if not is_import and s.uses_now.isdisjoint(experiments):
            own = set() if s.is_definition else s.hands_over
            names = own.union(*(changed.get(name, ()) for name in s.uses_now))
            s = replace(s, touches=s.touches | names) if names else s
        made.append(s)
    return made


def _experiments(statements: Sequence[Statement], derived: set[str]) -> set[str]:
    """Return what is computed with what is judged, and every definition that uses any of it."""
    found, grew = set(derived), True
    while grew:
        grew = False
        for s in statements:
            if s.is_definition and s.uses & found and not s.binds <= found:
                found |= s.binds
                grew = True
    return found


def _is_needed(
    statement: Statement,
    judged: frozenset[str],
    wanted: set[str],
    derived: set[str],
    modules: set[str],
) -> bool:
    if statement.is_star_import or statement.writes_module:
        return True
    if statement.is_definition:  # which a decorator or a base class may enter in a table
        return bool((statement.binds | (statement.touches & (wanted - modules))) & wanted)
    defines = any(
        isinstance(part, (ast.FunctionDef, ast.ClassDef)) and part.name in wanted
        for part in ast.walk(statement.node)
    )
    completes = bool(statement.touches & judged)  # Net.loss = loss, setattr(Net, name, method)
    is_demonstration = bool(statement.uses_now & derived) and not defines and not completes
    if isinstance(statement.node, ast.Expr):
        changes = (statement.touches & (wanted - modules)) | (statement.binds & wanted)
        return bool(changes) and not is_demonstration
    if isinstance(statement.node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete)):
        return bool((statement.binds | statement.touches) & wanted)
    return bool((statement.binds | statement.touches) & wanted) and not is_demonstration


def _derived(statements: Sequence[Statement], targets: frozenset[str]) -> set[str]:
    """Return the targets and every name that is computed with them at top level."""
    derived = set(targets)
    grew = True
    while grew:
        grew = False
        for statement in statements:
            if statement.is_definition or not statement.uses_now & derived:
                continue
            if not statement.binds <= derived:
                derived |= statement.binds
                grew = True
    return derived


def uses_dynamic_binding(statement: Statement) -> bool:
    """Return whether a statement may bind names that cannot be seen in its source."""
    binds = bool(statement.uses_now & DYNAMIC_BINDERS) or asks_shell(statement)
    return statement.is_star_import or binds


def writes_file(statement: Statement) -> bool:
    """Return whether a statement may write a file that another one reads."""
    return _names(statement.node, _FILE_WRITERS)


def asks_shell(statement: Statement) -> bool:
    """Return whether a statement reads or binds names by asking IPython: ``shell.user_ns``."""
    return _names(statement.node, UNSEEN)


def _names(node: ast.stmt, names: Collection[str]) -> bool:
    """Return whether a statement has an attribute, or calls a function, of one of these names.

    What decorates a definition is called as well.
    """
    parts = list(ast.walk(node))
    called = [part.func for part in parts if isinstance(part, ast.Call)]
    called += getattr(node, "decorator_list", [])
    functions = {func.id for func in called if isinstance(func, ast.Name)}
    attributes = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    return not (functions | attributes).isdisjoint(names)
