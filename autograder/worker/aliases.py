"""Aliases: which values a top-level statement changes by another name than their own.

``K = Net; K.loss = loss``, ``for net in (A, B): net.loss = loss``, ``install(Net, loss)``. Goes by
the source alone, in the order in which it runs; what a call returns is taken for something new.
Must never take an object for its class: ``net = Net(); net.lr = 1`` changes no class.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# What gives back what it is given, as it is or taken apart.
_WRAPPERS = frozenset(["dict", "enumerate", "iter", "list", "next", "reversed", "set", "sorted"])
_WRAPPERS |= {"tuple", "zip"}
_VIEWS = frozenset(["copy", "get", "items", "keys", "pop", "values"])
_ANY_NAMED = "*"
"""In place of a name: any that stands in a string of the statement."""
_NAMESPACES = frozenset(["globals", "locals", "vars"])
_DISPLAYS = (ast.Tuple, ast.List)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class _Value(NamedTuple):
    """What an expression may be, and what may lie in it, by the names of top level."""

    same: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()

    @property
    def parts(self) -> _Value:
        """What may be taken out of it."""
        return _Value(self.holds, self.holds)

    @property
    def within(self) -> _Value:
        """Something that it lies in."""
        return _Value(frozenset(), self.same | self.holds)


def _either(values: Iterable[_Value]) -> _Value:
    found = _Value()
    for value in values:
        found = _Value(found.same | value.same, found.holds | value.holds)
    return found


@dataclass
class _Changes:
    """What a function changes when it is called."""

    parameters: Sequence[str] = ()
    stored: frozenset[str] = frozenset()
    """The names that it stores in: parameters, or names of top level."""


@dataclass
class _Scope:
    """What the names stand for so far."""

    values: dict[str, _Value] = field(default_factory=dict)
    functions: dict[str, _Changes] = field(default_factory=dict)


def changed(nodes: Sequence[ast.stmt]) -> Iterator[set[str]]:
    """Yield for each top-level statement the names whose values it changes by another name.

    Its own loops' names count as other ones, and the parameters of functions that it calls.
    """
    scope = _Scope()
    for node in nodes:
        before = dict(scope.values)
        found = set(_statement(node, scope))
        for name in _own_names(node):
            scope.values.pop(name, None)
            if name in before:
                scope.values[name] = before[name]
        if _ANY_NAMED in found:
            found = (found - {_ANY_NAMED}) | set(in_strings(node))
        yield found


def in_strings(node: ast.stmt) -> Iterator[str]:
    """Yield the words of all strings: `globals()["helper"]`, `eval("helper(3)")`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from re.findall(r"\w+", part.value)


def _own_names(node: ast.stmt) -> Iterator[str]:
    """Yield the names that are bound within comprehensions alone."""
    targets = (part.target for part in ast.walk(node) if isinstance(part, ast.comprehension))
    for target in targets:
        yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def _statement(node: ast.stmt, scope: _Scope) -> Iterator[str]:
    definition = node if isinstance(node, _DEFINITIONS) else None
    for whole in [node] if definition is None else definition.decorator_list:
        for part in _in_order(whole):
            _bind(part, scope, is_certain=part is node)
            yield from _stores(part, scope)
            if isinstance(part, ast.Call):
                yield from _called(part, scope)
    if definition is not None:
        scope.values.pop(definition.name, None)
        if not isinstance(definition, ast.ClassDef):
            scope.functions[definition.name] = _changes(definition)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a part and its parts, without the bodies of functions.

    In the order of the source, but that a comprehension's loops come before what it makes.
    """
    if isinstance(node, _FUNCTIONS):
        return
    yield node
    children = ast.iter_child_nodes(node)
    for child in sorted(children, key=lambda each: not isinstance(each, ast.comprehension)):
        yield from _in_order(child)


def _bind(node: ast.AST, scope: _Scope, *, is_certain: bool) -> None:
    """Note what the names that a part binds stand for from then on."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _bind_target(target, value, scope, is_certain=is_certain)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _bind_target(target, value, scope, is_certain=is_certain)
        case ast.NamedExpr(target=target, value=value):
            _bind_target(target, value, scope, is_certain=False)
        case ast.For(target=target, iter=iter_) | ast.comprehension(target=target, iter=iter_):
            _bind_loop(target, iter_, scope)


def _bind_loop(target: ast.expr, over: ast.expr, scope: _Scope) -> None:
    """Note what a loop's names stand for, each by its place where that can be seen."""
    if not isinstance(target, _DISPLAYS):
        _enter(target, _value(over, scope).parts, scope, is_certain=True)
        return
    count = len(target.elts)
    rows = _rows(over, scope)
    if rows is None or any(len(row) != count for row in rows):
        rows = [[_value(over, scope).parts] * count]
    for part, values in zip(target.elts, zip(*rows, strict=True), strict=True):
        whole = _either(values)
        is_nested = isinstance(part, _DISPLAYS)
        _enter(part, whole.parts if is_nested else whole, scope, is_certain=True)


def _rows(over: ast.expr, scope: _Scope) -> list[list[_Value]] | None:
    """Return what a loop is over, row by row; None where the places can't be seen."""
    match over:
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            rows = [part.elts for part in parts if isinstance(part, _DISPLAYS)]
            return [[_value(e, scope) for e in row] for row in rows] if rows else None
        case ast.Call(func=ast.Name(id="zip"), args=args):
            return [[_value(each, scope).parts for each in args]]
        case ast.Call(func=ast.Name(id="enumerate"), args=[counted, *_]):
            return [[_Value(), _value(counted, scope).parts]]
        case ast.Call(func=ast.Attribute(value=ast.Dict(keys=keys, values=values), attr="items")):
            pairs = zip(keys, values, strict=True)
            return [[_value(k, scope), _value(v, scope)] for k, v in pairs if k is not None]
    return None


def _bind_target(target: ast.expr, value: ast.expr, scope: _Scope, *, is_certain: bool) -> None:
    match target, value:
        case (
            (ast.Tuple(elts=parts) | ast.List(elts=parts)),
            (ast.Tuple(elts=given) | ast.List(elts=given)),
        ) if len(parts) == len(given):
            for one, its in zip(parts, given, strict=True):
                _bind_target(one, its, scope, is_certain=is_certain)
            return
    found = _value(value, scope)
    whole = found.parts if isinstance(target, _DISPLAYS) else found
    _enter(target, whole, scope, is_certain=is_certain)
    if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
        _enter(target.value, found.within, scope, is_certain=False)  # table["a"] = Net


def _enter(target: ast.expr, value: _Value, scope: _Scope, *, is_certain: bool) -> None:
    for part in ast.walk(target) if isinstance(target, _DISPLAYS) else [target]:
        if isinstance(part, ast.Starred):
            part = part.value
        if isinstance(part, ast.Name):
            before = _Value() if is_certain else scope.values.get(part.id, _Value())
            scope.values[part.id] = _either([before, value])


def _value(node: ast.expr, scope: _Scope) -> _Value:
    """Return what an expression may be and hold."""
    match node:
        case ast.Name(id=name):
            known = scope.values.get(name, _Value())
            return _Value(known.same | {name}, known.holds)
        case ast.NamedExpr(value=value) | ast.Starred(value=value):
            return _value(value, scope)
        case ast.IfExp(body=one, orelse=other):
            return _either([_value(one, scope), _value(other, scope)])
        case ast.BoolOp(values=values):
            return _either(_value(each, scope) for each in values)
        case ast.BinOp(left=left, right=right):  # of two lists
            holds = _value(left, scope).holds | _value(right, scope).holds
            return _Value(frozenset(), holds)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return _either(_value(each, scope).within for each in parts)
        case ast.Dict(keys=keys, values=values):
            parts = [each for each in (*keys, *values) if each is not None]
            return _either(_value(each, scope).within for each in parts)
        case ast.ListComp(elt=part) | ast.SetComp(elt=part) | ast.GeneratorExp(elt=part):
            return _value(part, scope).within
        case ast.DictComp(key=key, value=value):
            return _either([_value(key, scope).within, _value(value, scope).within])
        case ast.Subscript(value=value):
            return _value(value, scope).parts
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _VIEWS:
            return _value(value, scope).parts
        case ast.Call(func=ast.Name(id=name), args=args, keywords=words) if name in _WRAPPERS:
            given = [_value(each, scope) for each in args]
            given += [_value(each.value, scope).within for each in words]
            found = _either(_Value(each.holds, each.holds) for each in given)
            return found if name == "next" else _Value(frozenset(), found.holds)
        case _:
            return _Value()


def _stores(node: ast.AST, scope: _Scope) -> Iterator[str]:
    """Yield what is changed where a part stores in an attribute or an element."""
    base = stored_in(node)
    if base is None:
        return
    yield from _value(base, scope).same
    while isinstance(base, (ast.Attribute, ast.Subscript)):
        base = base.value
    match base:
        case ast.Call(func=ast.Name(id=name)) if name in _NAMESPACES:
            yield _ANY_NAMED  # globals()[name].loss = loss


def stored_in(node: ast.AST) -> ast.expr | None:
    """Return the object in which a part stores something, or whose method it calls for its own."""
    match node:
        case ast.Attribute(value=base, ctx=ast.Store() | ast.Del()):
            return base
        case ast.Subscript(value=base, ctx=ast.Store() | ast.Del()):
            return base
        case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[base, *_]):
            return base
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=base))):
            return base
    return None


def _called(call: ast.Call, scope: _Scope) -> Iterator[str]:
    """Yield what a function of top level changes when it is called, or decorates."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    changes = scope.functions.get(name, _Changes())
    given = dict(zip(changes.parameters, call.args, strict=False))
    given |= {word.arg: word.value for word in call.keywords if word.arg}
    for stored in changes.stored:
        if stored in given:
            yield from _value(given[stored], scope).same
        elif stored not in changes.parameters:
            yield from _value(ast.Name(stored, ast.Load()), scope).same


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[str]:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [each.arg for each in named]


def _changes(node: ast.FunctionDef | ast.AsyncFunctionDef) -> _Changes:
    """Return what a function stores in, in the functions within it as well."""
    parameters = _parameters(node)
    parts = list(ast.walk(node))
    local = {p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)}
    within = [p for p in parts if isinstance(p, _FUNCTIONS) and p is not node]
    local.update(name for p in within for name in _parameters(p))
    declared = {n for p in parts if isinstance(p, ast.Global) for n in p.names}
    bases = [base for part in parts if (base := stored_in(part)) is not None]
    names = {base.id for base in bases if isinstance(base, ast.Name)}
    return _Changes(parameters, frozenset(names - (local - declared)))
