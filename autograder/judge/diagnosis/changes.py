"""Changes of an expression: what somebody may have written in its place.

Each with the bits that it takes to say so, and its words. Must never show a line of the reference:
only names that everybody knows are told.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from autograder.base.language import Text


class Slip(NamedTuple):
    """What is changed, in words, and the bits that it takes to say so."""

    id: str
    cost: float
    says: Text
    is_of_axes: bool = False
    """Whether it changes what a function is taken over."""
    cause: Text = Text("", "")
    """What does that as a rule, where something does."""
    method: str = ""
    """The method in which it is; empty where it is in none, or in several."""


Change = tuple[Slip, ast.expr]
TERMS = {ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divided by"}
KOREAN = {"plus": "더하기", "minus": "빼기", "times": "곱하기", "divided by": "나누기"}
_SWAPS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
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


def changes(
    node: ast.expr, imported: Sequence[str], others: Collection[str] = ()
) -> Iterator[Change]:
    """Yield what may stand in place of an expression; ``imported`` are the support functions.

    ``others`` are the assignment's own functions that may be called, too.
    """
    if isinstance(node, ast.Call):
        yield from _of_call(node, imported)
        if _called(node) in others and node.args:
            yield from _of_result(node, _called(node))
    elif isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        if not isinstance(node.operand, ast.Constant):
            says = _right("a minus sign left out", "마이너스 부호를 빼고")
            yield Slip("without_minus", 2.0, says), node.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        for number in (node.value + 1, node.value - 1):
            says = _in_place_of(f"{number}", f"{node.value}")
            yield Slip(f"{number}_for_{node.value}", 3.0, says), ast.Constant(number)
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
    if name == "where" and len(node.args) == 3 and _is_zero(node.args[2]):
        yield from _leaks(node)
    if name == "reshape" and not node.keywords:
        new = ast.Call(node.func, node.args, [ast.keyword("order", ast.Constant("F"))])
        says = _right("the numbers read column by column", "숫자를 열 순서로 읽어")
        yield Slip("reshape_by_columns", 2.5, says), new
    yield from _of_axes(node, name)


def _of_result(node: ast.Call, name: str) -> Iterator[Change]:
    """Yield what may be made of what another function of the assignment returns."""
    for id_, formula, en, ko in _MADE_OF_RESULTS:
        made = ast.parse(formula, mode="eval").body
        says = _right(f"{en.format(name)} in its place", f"{name}의 결과 대신 {ko}을(를) 써서")
        yield Slip(f"{id_}_of_{name}", 2.5, says), ast.Call(made, [node], [])


_MADE_OF_RESULTS = (
    ("sign", "np.sign", "only the sign of what {} returns", "그 부호"),
    (
        "clipped",
        "(lambda v: np.clip(v, -1, 1))",
        "what {} returns, cut off at -1 and 1,",
        "그것을 -1과 1 사이로 자른 값",
    ),
    ("absolute", "np.abs", "the absolute value of what {} returns", "그 절댓값"),
)


def _leaks(node: ast.Call) -> Iterator[Change]:
    """Yield what lets a share through where nothing should come through."""
    chosen, kept, _ = node.args
    for share in (0.01, 0.1, 0.2):
        leak = ast.BinOp(ast.Constant(share), ast.Mult(), kept)
        en, ko = f"{share:g} times the number in place of 0", f"0 대신 그 값의 {share:g}배를 써서"
        new = ast.Call(node.func, [chosen, kept, leak], [])
        yield Slip(f"{share:g}_leaks", 2.5, _right(en, ko)), new


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and not node.value


def _of_axes(node: ast.Call, name: str) -> Iterator[Change]:
    if not any(keyword.arg == "axis" for keyword in node.keywords):
        return
    others = [k for k in node.keywords if k.arg not in ("axis", "keepdims")]
    for axis, en, ko in _AXES:
        kept = [] if axis is None else [ast.keyword("axis", ast.Constant(axis))]
        new = ast.Call(node.func, node.args, [*others, *kept])
        says = _right(f"{name} taken {en}", f"{name}을(를) {ko} 적용해")
        yield Slip(f"{name}_axis_{axis}", 2.5, says, is_of_axes=True), new


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
        lost = name_of(argument.right)
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
    ("leaky relu", "(lambda v: np.where(v > 0, v, 0.01 * v))"),
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
    word = TERMS.get(type(node.op))
    for other in _SWAPS.get(type(node.op), ()):
        new, to = ast.BinOp(node.left, other(), node.right), TERMS[other]
        name = name_of(node.right)
        before = Text(f" before {name}", f"{name} 앞의 ") if name else Text("", "")
        says = Text(
            f"the right answer with {to} in place of {word}{before.en}",
            f"{before.ko}{KOREAN[word or 'plus']} 대신 {KOREAN[to]}를 해서 구한 올바른 값",
        )
        yield Slip(f"{to}_for_{word}_{name}", 2.0, says), new
    yield from _of_parts(node)
    if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
        absolute = ast.Attribute(ast.Name("np"), "abs", ast.Load())
        says = _right("absolute values in place of squares", "제곱 대신 절댓값을 써서")
        yield Slip("absolute_for_square", 2.0, says), ast.Call(absolute, [node.left], [])
    left, right = _term(node.left), _term(node.right)
    if isinstance(node.op, (ast.Sub, ast.Div)) and word and left and right:
        says = _right(
            f"{right.en} {word} {left.en} in place of {left.en} {word} {right.en}",
            f"{KOREAN[word]}에서 {left.ko}와(과) {right.ko}의 자리를 바꾸어",
        )
        yield Slip("operands_swapped", 2.5, says), ast.BinOp(node.right, node.op, node.left)


def _of_parts(node: ast.BinOp) -> Iterator[Change]:
    """Yield what is left of an operation without one of its two sides, where that has a name."""
    if not isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)):
        return
    name = name_of(node.right)
    if _is_rest(node) and name:  # without it 1 is left: the factor itself is
        says = _right(f"1 - {name} left out", f"1 - {name}을(를) 빼고")
        yield Slip(f"without_1_minus_{name}", 2.0, says), node.left
        says = _right(f"{name} in place of 1 - {name}", f"1 - {name} 대신 {name}을(를) 써서")
        yield Slip(f"{name}_for_the_rest", 2.0, says), node.right
        return
    for kept, lost in ((node.left, node.right), (node.right, node.left)):
        what = _term(lost)
        if what is not None:
            says = _right(f"{what.en} left out", f"{what.ko}을(를) 빼고")
            plain = name_of(lost)
            id_ = f"without_{plain or what.en.replace(' ', '_')}"
            yield Slip(id_, 2.0 if plain else 3.0, says), kept


def _is_rest(node: ast.AST) -> bool:
    """Return whether an expression is what a share leaves of 1."""
    match node:
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub()):
            return True
    return False


def _term(node: ast.expr) -> Text | None:
    """Return how a term is told: by its name, or by one or two that stand in it; None for more."""
    if (name := name_of(node)) or (_is_rest(node) and (name := name_of(node.right))):  # type: ignore[attr-defined]
        what = f"1 - {name}" if _is_rest(node) else name
        return Text(what, what)
    if isinstance(node, ast.Constant):
        return None
    called = [_called(each) for each in ast.walk(node) if isinstance(each, ast.Call)]
    names = [*map(name_of, ast.walk(node)), *(each for each in called if each in _TOLD)]
    known = sorted({name for name in names if name and name not in _MODULES and name not in called})
    known += sorted({f"{name}(…)" for name in called if name in _TOLD})
    if not 1 <= len(known) <= _MOST_NAMES:
        return None
    if isinstance(node, ast.Call) and len(known) == 1:
        return Text(known[0], known[0])
    ko = ", ".join(known)
    return Text(f"the term with {' and '.join(known)}", f"{ko}이(가) 있는 항")


_MOST_NAMES = 2
_MODULES = ("np",)
_TOLD = ("abs", "exp", "len", "log", "max", "mean", "sqrt", "sum")
"""Functions that everybody knows by their names."""


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


def name_of(node: ast.AST) -> str:
    """Return the one name that a term is about, where it is no secret: a key, an attribute."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value if isinstance(node.slice.value, str) else ""
    return node.attr if isinstance(node, ast.Attribute) else ""
