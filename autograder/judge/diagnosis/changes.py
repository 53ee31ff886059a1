"""Changes of an expression or a statement: what somebody may have written in its place.

Each with the bits that it takes to say so, and its words. Must never show a line of the reference:
only names that everybody knows are told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from autograder.base.language import Text


class Slip(NamedTuple):
    """What is changed, in words, and the bits that it takes to say so."""

    id: str
    cost: float
    says: Text
    is_plain: bool = True
    """Whether the words say what was changed, not only that something was."""
    cause: Text = Text("", "")
    """What does that as a rule, where something does."""
    method: str = ""
    """The method in which it is; empty where it is in none, or in several."""


Change = tuple[Slip, ast.expr]
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
    "zeros_like": ("ones_like",),
}
_PLAIN_FUNCTIONS = {
    "abs": ("the absolute value", "절댓값"),
    "sqrt": ("the square root", "제곱근"),
    "exp": ("exp", "exp"),
    "log": ("the logarithm", "로그"),
}
_TINY = 1e-5
"""A number below that keeps a division or a logarithm from failing."""


def changes(node: ast.expr, imported: Sequence[str]) -> Iterator[Change]:
    """Yield what may stand in place of an expression; ``imported`` are the support functions."""
    if isinstance(node, ast.Call):
        yield from _of_call(node, imported)
    elif isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        if not isinstance(node.operand, ast.Constant):
            says = _right("a minus sign left out", "마이너스 부호를 빼고")
            yield Slip("without_minus", 2.0, says), node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        for by, en, ko in ((1, "one more", "1 더한 값을"), (-1, "one less", "1 뺀 값을")):
            says = _right(
                f"{en} than {node.value} where a number stands", f"수 {node.value} 대신 {ko} 넣어"
            )
            yield (
                Slip(f"{node.value}_{en.replace(' ', '_')}", 3.0, says),
                ast.Constant(node.value + by),
            )
    elif isinstance(node, ast.Constant) and type(node.value) is float and 0 < node.value < _TINY:
        for other in (0.01, 0.001, 1.0):
            says = _right(
                f"{other:g} in place of a tiny number", f"아주 작은 수 대신 {other:g}을(를) 넣어"
            )
            yield Slip(f"{other:g}_for_a_tiny_number", 3.0, says), ast.Constant(other)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _of_comparison(node)


def _right(en: str, ko: str) -> Text:
    return Text(f"what a right solution gives with {en}", f"올바른 풀이에서 {ko} 구한 값")


def _of_call(node: ast.Call, imported: Sequence[str]) -> Iterator[Change]:
    name = _called(node)
    if not name or not node.args:
        return
    if name in imported and len(node.args) == 1 and not node.keywords:
        yield from _of_function(node, name, node.args[0], imported)
    if name in imported and len(node.args) == 2 and not node.keywords:
        yield from _of_pair(node, name)
    for other in _OTHER_REDUCTIONS.get(name, ()):
        new = ast.Call(_renamed(node.func, other), node.args, node.keywords)
        yield Slip(f"{other}_for_{name}", 2.0, _in_place_of(other, name)), new
    if name in _PLAIN_FUNCTIONS and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        en, ko = _PLAIN_FUNCTIONS[name]
        yield (
            Slip(f"without_{name}", 2.0, _right(f"{en} left out", f"{ko}을(를) 빼고")),
            node.args[0],
        )
    if name == "var":
        new = ast.Call(node.func, node.args, [*node.keywords, ast.keyword("ddof", ast.Constant(1))])
        says = _right("the variance divided by n - 1", "분산을 n - 1로 나누어")
        yield Slip("unbiased_var", 2.0, says), new
        new = ast.Call(_renamed(node.func, "std"), node.args, node.keywords)
        yield Slip("std_for_var", 2.0, _in_place_of("std", "var")), new
    yield from _of_axes(node, name)


def _of_axes(node: ast.Call, name: str) -> Iterator[Change]:
    if not any(keyword.arg == "axis" for keyword in node.keywords):
        return
    others = [k for k in node.keywords if k.arg not in ("axis", "keepdims")]
    for axis, en, ko in _AXES:
        kept = [] if axis is None else [ast.keyword("axis", ast.Constant(axis))]
        new = ast.Call(node.func, node.args, [*others, *kept])
        says = _right(f"{name} taken {en}", f"{name}을(를) {ko} 적용해")
        yield Slip(f"{name}_axis_{axis}", 2.5, says), new


_AXES = (
    (None, "over everything at once", "전체에 한꺼번에"),
    (0, "over the rows (axis 0)", "행 방향(axis=0)으로"),
)


def _of_pair(node: ast.Call, name: str) -> Iterator[Change]:
    """Yield what can stand in place of a support function of two arguments."""
    swapped = ast.Call(node.func, node.args[::-1], [])
    says = _right(f"the arguments of {name} exchanged", f"{name}의 두 인수를 서로 바꾸어")
    yield Slip(f"{name}_arguments_exchanged", 2.0, says), swapped
    for id_, formula, en, ko in _USUAL_OF_PAIRS:
        made = ast.parse(formula, mode="eval").body
        says = _right(f"{en} in place of {name}", f"{name} 대신 {ko}을(를) 써서")
        yield Slip(f"{id_}_for_{name}", 2.5, says), ast.Call(made, node.args, [])


_USUAL_OF_PAIRS = (
    (
        "half_squares",
        "(lambda y, t: 0.5 * np.sum((y - t) ** 2))",
        "half the sum of squares",
        "제곱합의 절반",
    ),
    ("squares", "(lambda y, t: np.sum((y - t) ** 2))", "the sum of squares", "제곱합"),
    ("mean_square", "(lambda y, t: np.mean((y - t) ** 2))", "the mean of squares", "제곱의 평균"),
    (
        "squares_by_rows",
        "(lambda y, t: np.sum((y - t) ** 2) / len(np.atleast_2d(y)))",
        "the sum of squares divided by the number of rows",
        "제곱합을 행 수로 나눈 값",
    ),
    (
        "half_squares_by_rows",
        "(lambda y, t: 0.5 * np.sum((y - t) ** 2) / len(np.atleast_2d(y)))",
        "half the sum of squares divided by the number of rows",
        "제곱합의 절반을 행 수로 나눈 값",
    ),
    (
        "mean_difference",
        "(lambda y, t: np.mean(np.abs(y - t)))",
        "the mean difference",
        "차이(절댓값)의 평균",
    ),
    (
        "product",
        "(lambda y, t: -np.sum(t * y) / len(np.atleast_2d(y)))",
        "minus the target's number, without a logarithm,",
        "로그를 취하지 않은 값",
    ),
)


def _of_function(
    node: ast.Call, name: str, argument: ast.expr, imported: Sequence[str]
) -> Iterator[Change]:
    """Yield what can be done to a support function of one argument."""
    yield Slip(f"without_{name}", 1.5, _right(f"{name} left out", f"{name}을(를) 빼고")), argument
    twice = ast.Call(node.func, [node], [])
    yield (
        Slip(f"{name}_twice", 2.0, _right(f"{name} applied twice", f"{name}을(를) 두 번 적용해")),
        twice,
    )
    minus = ast.Call(node.func, [ast.UnaryOp(ast.USub(), argument)], [])
    says = _right(f"the sign flipped inside {name}", f"{name} 안의 부호를 바꾸어")
    yield Slip(f"minus_in_{name}", 2.0, says), minus
    for other in (each for each in imported if each != name and _is_plain(each)):
        new = ast.Call(ast.Name(other), [argument], [])
        yield Slip(f"{other}_for_{name}", 2.0, _in_place_of(other, name)), new
    for other, formula in _USUAL:
        made = ast.parse(formula, mode="eval").body
        new = ast.Call(made, [argument], [])
        yield Slip(f"{other}_for_{name}", 2.0, _in_place_of(other, name)), new
    for other in (each for each in imported if _is_plain(each)):
        if other != name:
            before = ast.Call(node.func, [ast.Call(ast.Name(other), [argument], [])], [])
            says = _right(f"{other} applied before {name}", f"{name} 앞에 {other}을(를) 적용해")
            yield Slip(f"{other}_before_{name}", 2.5, says), before
    for factor, written, ko_factor in ((2.0, "twice", "2배"), (0.5, "half", "절반")):
        new = ast.Call(node.func, [ast.BinOp(argument, ast.Mult(), ast.Constant(factor))], [])
        says = _right(f"{written} the number inside {name}", f"{name} 안의 값을 {ko_factor}로 하여")
        yield Slip(f"{written}_in_{name}", 2.5, says), new
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, (ast.Add, ast.Sub)):
        inner = ast.Call(node.func, [argument.left], [])
        lost = _name(argument.right)
        says = _right(
            f"{lost or 'the last term'} outside of {name}, not inside",
            f"{lost or '마지막 항'}을(를) {name} 안이 아니라 밖에 두어",
        )
        moved = ast.BinOp(inner, argument.op, argument.right)
        yield Slip(f"{lost or 'a_term'}_outside_{name}", 2.5, says), moved
    for id_, formula, en, ko in _DIRECTIONS:
        made = ast.parse(formula.format(name), mode="eval").body
        says = _right(f"{name} taken {en}", f"{name}을(를) {ko} 적용해")
        yield Slip(f"{name}_{id_}", 2.0, says), ast.Call(made, [argument], [])


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
        yield Slip(f"{to}_for_{word}_{name}", 2.0, says), new
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)):
        for kept, lost in ((node.left, node.right), (node.right, node.left)):
            name = _name(lost)
            what = name or "one term or factor"
            says = _right(f"{what} left out", f"{name or '항이나 인수 하나'}을(를) 빼고")
            yield Slip(f"without_{name or 'a_term'}", 2.0 if name else 3.0, says, bool(name)), kept
    if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
        absolute = ast.Attribute(ast.Name("np"), "abs", ast.Load())
        says = _right("absolute values in place of squares", "제곱 대신 절댓값을 써서")
        yield Slip("absolute_for_square", 2.0, says), ast.Call(absolute, [node.left], [])
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult)):
        new = ast.BinOp(node.right, node.op, node.left)
        says = _right("two operands the other way round", "두 피연산자의 순서를 바꾸어")
        yield Slip("operands_swapped", 2.5, says, is_plain=False), new


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}


_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for other in _COMPARISONS.get(type(node.ops[0]), ()):
        new = ast.Compare(node.left, [other()], node.comparators)
        before, after = _SIGNS[type(node.ops[0])], _SIGNS[other]
        says = _right(f"{after} in place of {before}", f"{before} 대신 {after}을(를) 써서")
        yield Slip(f"compares_{other.__name__}", 2.5, says), new


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


def in_statements(items: list[Any], place: int, item: ast.stmt) -> Iterator[Slip]:
    """Leave a statement out, turn its sign, or exchange it for the next."""
    if (left_out := _left_out(item)) is not None:
        items[place] = ast.Pass()
        yield left_out
        items[place] = item
    if isinstance(item, ast.AugAssign) and type(item.op) in (ast.Add, ast.Sub):
        before, other = item.op, ast.Sub() if isinstance(item.op, ast.Add) else ast.Add()
        item.op = other
        yield _turned(_TERMS[type(other)], _TERMS[type(before)])
        item.op = before
    following = items[place + 1] if place + 1 < len(items) else None
    if isinstance(item, _CHANGING) and isinstance(following, _CHANGING):
        items[place : place + 2] = [following, item]
        yield _EXCHANGED
        items[place : place + 2] = [item, following]


_EXCHANGED = Slip(
    "steps_exchanged",
    2.5,
    Text(
        "what a right solution gives with two neighbouring steps in the other order",
        "올바른 풀이에서 이웃한 두 단계의 순서를 바꾸어 구한 값",
    ),
    is_plain=False,
)


def _turned(word: str, before: str) -> Slip:
    says = Text(
        f"what a right solution gives with {word} in place of {before} where a value is changed",
        f"올바른 풀이에서 값을 바꿀 때 {_KOREAN[before]} 대신 {_KOREAN[word]}를 해서 구한 값",
    )
    return Slip(f"{word}_for_{before}_=", 1.5, says)


_CHANGING = (ast.Assign, ast.AugAssign, ast.Expr)


def _left_out(item: Any) -> Slip | None:
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
    says = Text(
        f"what a right solution gives with one assignment{where.en} left out",
        f"올바른 풀이에서{where.ko} 대입 하나를 빼고 구한 값",
    )
    return Slip(f"without_assignment_{name}", 3.0, says, is_plain=False)
