"""Variations of the reference: its source with one thing changed, and what was changed in words.

A work that answers as one of them does has that fault, however it is written. Must never change
what a loop runs over in a ``while``, which might not end, nor show a line of the reference.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from autograder.base.language import Text


@dataclass(frozen=True)
class Variation:
    """The reference with one thing changed."""

    id: str
    cost: float
    says: Text
    """What its answers are: "the right answer with relu in place of sigmoid"."""
    source: str
    owner: str
    """The function or class that was changed."""


Change = tuple[str, float, Text, ast.expr]
_TERMS = {ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divided by"}
_KOREAN = {"plus": "더하기", "minus": "빼기", "times": "곱하기", "divided by": "나누기"}
_SWAPS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
}
_OTHER_REDUCTIONS = {
    "sum": ("mean", "max"),
    "mean": ("sum", "max"),
    "max": ("min",),
    "argmax": ("argmin",),
    "zeros": ("ones",),
}


def variations(source: str, asked: Collection[str]) -> Iterator[Variation]:
    """Yield the variations of a source, each text once; only of methods that are ``asked`` for.

    Those that others call count as well.
    """
    tree = ast.parse(source)
    imported = _imported(tree)
    seen: set[str] = set()
    for owner in tree.body:
        if not isinstance(owner, (ast.FunctionDef, ast.ClassDef)):
            continue
        _shorten(owner, asked)
        others = [node for node in tree.body if node is not owner]
        rest = ast.unparse(ast.Module(others, [])) + "\n"
        seen.add(rest + ast.unparse(owner))
        for id_, cost, says in _applied(owner, imported):
            changed = rest + ast.unparse(owner)
            if changed not in seen:
                seen.add(changed)
                name = f"{owner.name}.{id_.replace(' ', '_')}"
            yield Variation(name, cost, says, changed, owner.name)


def _imported(tree: ast.Module) -> list[str]:
    """Return the support functions: what is imported by name from the assignment's own package."""
    return [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for alias in node.names
        if node.module.split(".")[0] not in ("collections", "typing", "__future__", "numpy")
    ]


def _shorten(owner: ast.FunctionDef | ast.ClassDef, asked: Collection[str]) -> None:
    """Take away what no answer depends on: annotations, docstrings, methods that nobody calls."""
    if isinstance(owner, ast.ClassDef):
        mentioned = {node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute)}
        owner.body = [
            each
            for each in owner.body
            if not isinstance(each, ast.FunctionDef)
            or each.name.startswith("__")
            or each.name in mentioned.union(asked)
        ]
    for node in ast.walk(owner):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for each in ast.walk(node.args):
                if isinstance(each, ast.arg):
                    each.annotation = None


def _applied(owner: ast.AST, imported: Sequence[str]) -> Iterator[tuple[str, float, Text]]:
    """Make one change after the other in a tree; each is undone when the next is asked for."""
    loops = [node for node in ast.walk(owner) if isinstance(node, ast.While)]
    untouched = {id(inner) for loop in loops for inner in ast.walk(loop)}
    for parent in ast.walk(owner):
        if id(parent) in untouched:
            continue
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.expr):
                yield from _in_place(value, partial(setattr, parent, field), imported)
            elif isinstance(value, list):
                yield from _in_list(value, imported)


def _in_list(items: list[Any], imported: Sequence[str]) -> Iterator[tuple[str, float, Text]]:
    for place, item in enumerate(items):
        if isinstance(item, ast.expr):
            yield from _in_place(item, partial(items.__setitem__, place), imported)
        elif (left_out := _left_out(item)) is not None:
            items[place] = ast.Pass()
            yield left_out
            items[place] = item


def _in_place(
    node: ast.expr, put: Callable[[ast.expr], object], imported: Sequence[str]
) -> Iterator[tuple[str, float, Text]]:
    for id_, cost, says, new in _changes(node, imported):
        put(new)
        yield id_, cost, says
        put(node)


def _left_out(item: Any) -> tuple[str, float, Text] | None:
    """Return how a statement is told that may be left out; None for any other."""
    target: ast.expr | None = None
    if isinstance(item, ast.AugAssign):
        target = item.target
    elif isinstance(item, ast.Assign) and not isinstance(item.targets[0], ast.Name):
        target = item.targets[0]
    if target is None:
        return None
    name = _name(target)
    where = Text(f" of {name}", f" {name}에 대한") if name else Text("", "")
    return (
        f"without_assignment_{name}",
        3.0,
        Text(
            f"what comes out where one assignment{where.en} is left out",
            f"{where.ko.strip() + ' ' if name else ''}대입 하나를 빼고 구한 값",
        ),
    )


def _changes(node: ast.expr, imported: Sequence[str]) -> Iterator[Change]:
    if isinstance(node, ast.Call):
        yield from _of_call(node, imported)
    elif isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        if not isinstance(node.operand, ast.Constant):
            says = _right("a minus sign left out", "마이너스 부호를 빼고")
            yield "without_minus", 2.0, says, node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        for by, en, ko in ((1, "one more", "1 더한 값을"), (-1, "one less", "1 뺀 값을")):
            says = _right(
                f"{en} than {node.value} where a number stands", f"수 {node.value} 대신 {ko} 넣어"
            )
            yield f"{node.value}_{en.replace(' ', '_')}", 3.0, says, ast.Constant(node.value + by)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _of_comparison(node)


def _right(en: str, ko: str) -> Text:
    return Text(f"the right answer with {en}", f"{ko} 구한 올바른 값")


def _of_call(node: ast.Call, imported: Sequence[str]) -> Iterator[Change]:
    name = _called(node)
    if not name or not node.args:
        return
    if name in imported and len(node.args) == 1 and not node.keywords:
        yield from _of_function(node, name, node.args[0], imported)
    for other in _OTHER_REDUCTIONS.get(name, ()):
        new = ast.Call(_renamed(node.func, other), node.args, node.keywords)
        yield f"{other}_for_{name}", 2.0, _in_place_of(other, name), new
    axes = [keyword for keyword in node.keywords if keyword.arg == "axis"]
    for axis, en, ko in (
        (None, "over everything at once", "전체에 한꺼번에"),
        (0, "over the rows (axis 0)", "행 방향(axis=0)으로"),
    ):
        if axes:
            others = [k for k in node.keywords if k.arg not in ("axis", "keepdims")]
            kept = [] if axis is None else [ast.keyword("axis", ast.Constant(axis))]
            new = ast.Call(node.func, node.args, [*others, *kept])
            says = _right(f"{name} taken {en}", f"{name}을(를) {ko} 적용해")
            yield f"{name}_axis_{axis}", 2.5, says, new


_AXES = (
    (None, "over everything at once", "전체에 한꺼번에"),
    (0, "over the rows (axis 0)", "행 방향(axis=0)으로"),
)


def _of_function(
    node: ast.Call, name: str, argument: ast.expr, imported: Sequence[str]
) -> Iterator[Change]:
    """Yield what can be done to a support function of one argument."""
    yield f"without_{name}", 1.5, _right(f"{name} left out", f"{name}을(를) 빼고"), argument
    twice = ast.Call(node.func, [node], [])
    yield f"{name}_twice", 2.0, _right(f"{name} applied twice", f"{name}을(를) 두 번 적용해"), twice
    minus = ast.Call(node.func, [ast.UnaryOp(ast.USub(), argument)], [])
    says = _right(f"the sign flipped inside {name}", f"{name} 안의 부호를 바꾸어")
    yield f"minus_in_{name}", 2.0, says, minus
    for other in (each for each in imported if each != name and _is_plain(each)):
        new = ast.Call(ast.Name(other), [argument], [])
        yield f"{other}_for_{name}", 2.0, _in_place_of(other, name), new
    for other, formula in _USUAL:
        made = ast.parse(formula, mode="eval").body
        new = ast.Call(made, [argument], [])
        yield f"{other}_for_{name}", 2.0, _in_place_of(other, name), new
    for other in (each for each in imported if _is_plain(each)):
        if other != name:
            before = ast.Call(node.func, [ast.Call(ast.Name(other), [argument], [])], [])
            says = _right(f"{other} applied before {name}", f"{name} 앞에 {other}을(를) 적용해")
            yield f"{other}_before_{name}", 2.5, says, before
    for id_, formula, en, ko in _DIRECTIONS:
        made = ast.parse(formula.format(name), mode="eval").body
        says = _right(f"{name} taken {en}", f"{name}을(를) {ko} 적용해")
        yield f"{name}_{id_}", 2.0, says, ast.Call(made, [argument], [])


_USUAL = (
    ("relu", "(lambda v: np.maximum(v, 0))"),
    ("tanh", "np.tanh"),
    ("exp", "np.exp"),
    ("step", "(lambda v: np.where(v > 0, 1.0, 0.0))"),
    ("exp without the sum", "(lambda v: np.exp(v) / np.max(np.exp(v)))"),
)
_DIRECTIONS = (
    (
        "of_everything",
        "(lambda v: {0}(v.reshape(-1)).reshape(v.shape))",
        "over all rows at once",
        "모든 행에 한꺼번에",
    ),
    ("of_columns", "(lambda v: {0}(v.T).T)", "along the columns", "열 방향으로"),
)


def _is_plain(name: str) -> bool:
    return "_" not in name


def _of_operation(node: ast.BinOp) -> Iterator[Change]:
    word = _TERMS.get(type(node.op))
    for other in _SWAPS.get(type(node.op), ()):
        new, to = ast.BinOp(node.left, other(), node.right), _TERMS[other]
        name = _name(node.right)
        before = Text(f" before {name}", f"{name} 앞의 ") if name else Text("", "")
        says = Text(
            f"the right answer with {to} in place of {word}{before.en}",
            f"{before.ko}{_KOREAN[word or 'plus']} 대신 {_KOREAN[to]}를 해서 구한 올바른 값",
        )
        yield f"{to}_for_{word}_{name}", 2.0, says, new
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)):
        for kept, lost in ((node.left, node.right), (node.right, node.left)):
            name = _name(lost)
            what = name or "one term or factor"
            says = _right(f"{what} left out", f"{name or '항이나 인수 하나'}을(를) 빼고")
            yield f"without_{name or 'a_term'}", 2.0 if name else 3.0, says, kept
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult)):
        new = ast.BinOp(node.right, node.op, node.left)
        says = _right("two operands the other way round", "두 피연산자의 순서를 바꾸어")
        yield "operands_swapped", 2.5, says, new


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for other in _COMPARISONS.get(type(node.ops[0]), ()):
        new = ast.Compare(node.left, [other()], node.comparators)
        says = _right("a comparison the other way round, or with its border", "비교 하나를 바꾸어")
        yield f"compares_{other.__name__}", 2.5, says, new


def _in_place_of(other: str, name: str) -> Text:
    return _right(f"{other} in place of {name}", f"{name} 대신 {other}을(를) 써서")


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, ast.Load())
    return ast.Name(name)


def _name(node: ast.AST) -> str:
    """Return the one name that a term is about, where it is no secret: a key, an attribute."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value if isinstance(node.slice.value, str) else ""
    return node.attr if isinstance(node, ast.Attribute) else ""
