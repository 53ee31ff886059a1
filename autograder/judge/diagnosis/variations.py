"""Variations of the reference: its source with one thing changed, and what was changed in words.

A work that answers as one of them does has that fault, however it is written. Must never change
what a loop runs over in a ``while``, which might not end, nor show a line of the reference.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, product
from typing import Any, NamedTuple

from autograder.base.language import Text
from autograder.judge.diagnosis.changes import Slip, changes
from autograder.judge.diagnosis.statements import in_statements


@dataclass(frozen=True)
class Variation:
    """The reference with one thing changed."""

    id: str
    cost: float
    says: Text
    """What its answers are: "the right answer with relu in place of sigmoid"."""
    source: str

    cause: Text
    method: str
    """The method in which it is; empty where it is in none, or in several."""


def variations(source: str, name: str, asked: Collection[str]) -> Iterator[Variation]:
    """Yield the variations of one function or class of a source, each text once.

    Only methods are changed that are ``asked`` for, or that others call.
    """
    tree = ast.parse(source)
    imported = _imported(tree)
    functions = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)} - {name}
    owners = (node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    owner = next((node for node in owners if node.name == name), None)
    if owner is None:
        return
    _shorten(owner, asked)
    others = [node for node in tree.body if node is not owner]
    rest = ast.unparse(ast.Module(others, [])) + "\n"
    seen = {ast.unparse(owner)}
    counts: Counter[str] = Counter()
    slips = chain(
        _applied(owner, imported, functions),
        _shrinking(owner),
        _fading(owner, asked),
        _carrying(owner),
        _working_out_once(owner, functions),
        _forgetful(owner, asked),
    )
    for slip in slips:
        changed = ast.unparse(owner)
        if changed not in seen:
            seen.add(changed)
            full = f"{name}.{slip.id.replace(' ', '_')}"
            counts[full] += 1
            place = f"_{counts[full]}" if counts[full] > 1 else ""
            yield Variation(
                id=full + place,
                cost=slip.cost,
                says=slip.says,
                source=rest + changed,
                cause=slip.cause,
                method=slip.method,
            )


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


class _Site(NamedTuple):
    """One expression, and what may stand in its place."""

    node: ast.expr
    put: Callable[[ast.expr], object]
    slip: Slip
    new: ast.expr


def _applied(owner: ast.AST, imported: Sequence[str], functions: Collection[str]) -> Iterator[Slip]:
    """Make one change after the other in a tree; each is undone when the next is asked for."""
    sites = [
        _Site(node, put, *change)
        for node, put in _expressions(owner)
        for change in changes(node, imported, functions)
    ]
    sites += _mixed_up(owner)
    methods = _methods(owner)
    for site in sites:
        yield from _made([site], site.slip._replace(method=methods.get(id(site.node), "")))
    for alike in _repeated(sites):
        slip = alike[0].slip
        says = slip.says + Text(", wherever that occurs", "(나오는 곳마다)")
        cost = slip.cost + _EVERYWHERE
        yield from _made(alike, slip._replace(id=f"{slip.id}_everywhere", cost=cost, says=says))
    told = _told(owner)
    for items in list(_bodies(owner)):
        for place, item in enumerate(list(items)):
            for slip in in_statements(items, place, item, told):
                yield slip._replace(method=methods.get(id(item), ""))


_MIXED_UP = 2.5


def _mixed_up(owner: ast.AST) -> Iterator[_Site]:
    """Yield what takes one of an object's settings for another, where it is read."""
    names = _settings(owner)
    for node, put in _expressions(owner) if len(names) > 1 else ():
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()):
                for other in names if name in names else ():
                    if other != name:
                        says = Text(
                            f"what a right solution gives with {other} in place of {name}",
                            f"올바른 풀이에서 {name} 대신 {other}을(를) 써서 구한 값",
                        )
                        new = ast.Attribute(node.value, other, ast.Load())
                        yield _Site(node, put, Slip(f"{other}_for_{name}", _MIXED_UP, says), new)


def _settings(owner: ast.AST) -> list[str]:
    """Return the attributes of an object that are told, and by default are numbers."""
    body = owner.body if isinstance(owner, ast.ClassDef) else []
    for each in body:
        if isinstance(each, ast.FunctionDef) and each.name == "__init__":
            named = zip(reversed(each.args.args), reversed(each.args.defaults), strict=False)
            told = [
                a.arg for a, d in named if isinstance(d, ast.Constant) and type(d.value) is float
            ]
            return [name for name in reversed(told) if name in _told(each)]
    return []


def _methods(owner: ast.AST) -> dict[int, str]:
    """Return the name of the method in which each node of a class is."""
    body = owner.body if isinstance(owner, ast.ClassDef) else []
    methods = [each for each in body if isinstance(each, ast.FunctionDef)]
    return {id(inner): method.name for method in methods for inner in ast.walk(method)}


def _told(owner: ast.AST) -> set[str]:
    """Return the names that everybody knows: of arguments and of attributes."""
    nodes = list(ast.walk(owner))
    names = {each.arg for each in nodes if isinstance(each, ast.arg)}
    return names | {each.attr for each in nodes if isinstance(each, ast.Attribute)}


_EVERYWHERE = 0.5
"""Bits to say that a slip was made in all places like the first."""


def _made(sites: Sequence[_Site], slip: Slip) -> Iterator[Slip]:
    for site in sites:
        site.put(site.new)
    yield slip
    for site in reversed(sites):
        site.put(site.node)


def _repeated(sites: Sequence[_Site]) -> Iterator[list[_Site]]:
    """Yield the sites at which the same is done to expressions of the same form."""
    groups: dict[tuple[str, str, str], list[_Site]] = {}
    for site in sites:
        forms = ("", "") if site.slip.is_of_axes else (_form(site.node), _form(site.new))
        groups.setdefault((site.slip.id, *forms), []).append(site)
    return (group for group in groups.values() if len(group) > 1)


def _form(node: ast.expr) -> str:
    """Return an expression's form: without names, attributes and numbers."""
    return "(".join(type(each).__name__ for each in ast.walk(node))


def _untouched(owner: ast.AST) -> set[int]:
    """Return what stays as it is: all of a ``while``, and of arguments changed with their call."""
    kept = [
        node
        for node in ast.walk(owner)
        if isinstance(node, ast.While)
        or (isinstance(node, ast.keyword) and node.arg in _NOT_A_NUMBER)
    ]
    return {id(inner) for node in kept for inner in ast.walk(node)}


def _expressions(owner: ast.AST) -> Iterator[tuple[ast.expr, Callable[[ast.expr], object]]]:
    """Yield the expressions outside of any ``while``, each with what puts another in its place."""
    untouched = _untouched(owner)
    for parent in ast.walk(owner):
        if id(parent) in untouched:
            continue
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.expr):
                yield value, partial(setattr, parent, field)
            elif isinstance(value, list):
                for place, item in enumerate(value):
                    if isinstance(item, ast.expr):
                        yield item, partial(value.__setitem__, place)


_NOT_A_NUMBER = ("axis", "keepdims")
"""Arguments that are changed with their call: an axis is no number that one more is said of."""


def _bodies(owner: ast.AST) -> Iterator[list[Any]]:
    """Yield the lists of statements outside of any ``while``."""
    untouched = _untouched(owner)
    for parent in ast.walk(owner):
        body = getattr(parent, "body", None)
        if id(parent) not in untouched and isinstance(body, list):
            yield body


_SHRINKS = 3.0
_SHARES = ("0.5", "0.9", "0.95", "0.99")
_SCHEDULES = (
    ("over_pass", "_pass / (_pass + 1)", "divided by n in pass n", "n번째 반복에서 n으로 나누면"),
    (
        "over_root_of_pass",
        "(_pass / (_pass + 1)) ** 0.5",
        "divided by √n in pass n",
        "n번째 반복에서 √n으로 나누면",
    ),
    (
        "falls_evenly",
        "({0} - _pass) / ({0} - _pass + 1)",
        "made smaller evenly, to 0 after the last pass",
        "반복마다 똑같이 줄여 마지막에 0이 되게 하면",
    ),
    (
        "falls_as_a_cosine",
        "(1 + np.cos(np.pi * _pass / {0})) / (1 + np.cos(np.pi * (_pass - 1) / {0}))",
        "made smaller as a cosine falls, to 0 after the last pass",
        "코사인 곡선을 따라 줄여 마지막에 0이 되게 하면",
    ),
)
"""By what a setting is multiplied after each pass of {0}; ``_pass`` is how many there were."""


def _shrinking(owner: ast.AST) -> Iterator[Slip]:
    """Make one setting after the other smaller with each pass of a loop."""
    if not isinstance(owner, ast.FunctionDef):
        return
    named = zip(reversed(owner.args.args), reversed(owner.args.defaults), strict=False)
    settings = [
        each.arg
        for each, default in named
        if isinstance(default, ast.Constant) and type(default.value) is float
    ]
    loops = [each for each in ast.walk(owner) if isinstance(each, ast.For)]
    for loop, name, share in product(loops, settings, _SHARES):
        loop.body += ast.parse(f"{name} = {name} * {share}").body
        says = Text(
            f"what a right solution gives where {name} is multiplied by {share} after each pass",
            f"반복할 때마다 {name}에 {share}를 곱하면 올바른 풀이가 내는 값",
        )
        yield Slip(f"{name}_shrinks_by_{share}", _SHRINKS, says)
        del loop.body[-1]
    owner.body[:0] = ast.parse("_pass = 1").body
    for loop, name, (id_, ratio, en, ko) in product(loops, settings, _SCHEDULES):
        if (passes := _passes(loop)) is None and "{0}" in ratio:
            continue
        less = f"{name} = {name} * ({ratio.format(passes)})\n_pass = _pass + 1"
        loop.body += ast.parse(less).body
        says = Text(
            f"what a right solution gives where {name} is {en}",
            f"{name}을(를) {ko} 올바른 풀이가 내는 값",
        )
        yield Slip(f"{name}_{id_}", _SHRINKS, says)
        del loop.body[-2:]
    del owner.body[0]


def _passes(loop: ast.For) -> str | None:
    """Return how often a loop is gone through, as it is written; None where that is not plain."""
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=[count]):
            return f"({ast.unparse(count)})"
    return None


_FADES = (
    *((f"shrinks_by_{share}", f"{share} ** (self._n - 1)") for share in _SHARES),
    ("over_call", "1 / self._n"),
    ("over_root_of_call", "self._n ** -0.5"),
)
"""By what a setting is multiplied in the n-th call."""


def _fading(owner: ast.AST, asked: Collection[str]) -> Iterator[Slip]:
    """Make one setting of an object after the other smaller with each call of a method."""
    body = owner.body if isinstance(owner, ast.ClassDef) else []
    methods = [each for each in body if isinstance(each, ast.FunctionDef) and each.name in asked]
    for method, name in product(methods, _settings(owner)):
        read = [(node, put) for node, put in _expressions(method) if _is_own(node, name)]
        for id_, factor in _FADES if read and method.name != "__init__" else ():
            method.body[:0] = ast.parse('self._n = getattr(self, "_n", 0) + 1').body
            for node, put in read:
                put(ast.BinOp(node, ast.Mult(), ast.parse(factor, mode="eval").body))
            yield Slip(f"{name}_{id_}", _SHRINKS, _faded(name, id_), method=method.name)
            for node, put in read:
                put(node)
            del method.body[0]


def _is_own(node: ast.expr, name: str) -> bool:
    """Return whether an attribute of the object itself is read."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=attribute, ctx=ast.Load()):
            return attribute == name
    return False


def _faded(name: str, id_: str) -> Text:
    if id_.startswith("shrinks"):
        share = id_.rpartition("_")[2]
        return Text(
            f"what a right solution gives where {name} is multiplied by {share} after each call",
            f"호출할 때마다 {name}에 {share}를 곱하면 올바른 풀이가 내는 값",
        )
    by = "√n" if "root" in id_ else "n"
    return Text(
        f"what a right solution gives where {name} is divided by {by} in the n-th call",
        f"n번째 호출에서 {name}을(를) {by}으로 나누면 올바른 풀이가 내는 값",
    )


_CARRIED = Text(
    "Something of the step before is kept in each step, as momentum does.",
    "모멘텀처럼 앞 걸음의 일부가 다음 걸음에 남습니다.",
)


def _carrying(owner: ast.AST) -> Iterator[Slip]:
    """Add a share of what a loop changed a variable by to the next change."""
    if not isinstance(owner, ast.FunctionDef):
        return
    before = list(owner.body)
    for loop in [each for each in ast.walk(owner) if isinstance(each, ast.For)]:
        for place, item in enumerate(loop.body):
            if (step := _step_of(item)) is None:
                continue
            for share in (*_SHARES, "1.0"):
                loop.body[place : place + 1] = [
                    *ast.parse(f"_step = {share} * _step + ({ast.unparse(step.value)})").body,
                    ast.AugAssign(step.target, step.op, ast.Name("_step")),
                ]
                owner.body[:0] = ast.parse("_step = 0.0").body
                yield Slip(f"carries_{share}", _SHRINKS, _carried(share), cause=_CARRIED)
                loop.body[place : place + 2] = [item]
                owner.body[:] = before


def _working_out_once(owner: ast.AST, functions: Collection[str]) -> Iterator[Slip]:
    """Take in every pass of a loop what another function has returned in the first."""
    body = owner.body if isinstance(owner, ast.FunctionDef) else []
    loops = [each for each in ast.walk(owner) if isinstance(each, ast.For)] if body else []
    for node, put in [site for loop in loops for site in _expressions(loop)]:
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in functions:
                body[:0] = ast.parse("_first = []").body
                once = f"_first[0] if _first else (_first.append({ast.unparse(node)}) or _first[0])"
                put(ast.parse(once, mode="eval").body)
                says = Text(
                    f"what a right solution gives with what {name} returns in the first pass "
                    "in every pass",
                    f"{name}의 첫 반복 결과를 모든 반복에 그대로 써서 올바른 풀이가 내는 값",
                )
                yield Slip(f"{name}_once", _SHRINKS, says, cause=_ONCE)
                put(node)
                del body[0]


_ONCE = Text(
    "What should be worked out anew in each pass is worked out once: look at what stands inside "
    "the loop, and what before it.",
    "반복마다 새로 구해야 할 값을 한 번만 구합니다. 무엇이 반복문 안에 있고 무엇이 그 앞에 "
    "있는지 살펴보세요.",
)


def _step_of(item: ast.stmt) -> ast.AugAssign | None:
    """Return how a statement changes a variable by something: ``x -= y``, or ``x = x - y``."""
    match item:
        case ast.AugAssign(target=ast.Name()):
            return item
        case ast.Assign(
            targets=[ast.Name(id=name) as target],
            value=ast.BinOp(left=ast.Name(id=same), op=op, right=change),
        ) if name == same and isinstance(op, (ast.Add, ast.Sub)):
            return ast.AugAssign(target, op, change)
    return None


def _carried(share: str) -> Text:
    if float(share) == 1:
        return Text(
            "what a right solution gives where all steps up to then are added up in each step",
            "걸음마다 그때까지의 걸음을 모두 더하면 올바른 풀이가 내는 값",
        )
    return Text(
        f"what a right solution gives where {share} of each step is added to the next",
        f"걸음마다 바로 앞 걸음의 {share}배를 더하면 올바른 풀이가 내는 값",
    )


_FORGETS = 2.0
_FORGOTTEN = Text(
    "What should be kept from one call to the next begins anew each time.",
    "다음 호출까지 남아 있어야 할 값이 호출할 때마다 처음 상태로 돌아갑니다.",
)


def _forgetful(owner: ast.AST, asked: Collection[str]) -> Iterator[Slip]:
    """Make one method after the other begin with a new object of the same kind."""
    body = owner.body if isinstance(owner, ast.ClassDef) else []
    methods = {each.name: each for each in body if isinstance(each, ast.FunctionDef)}
    init = methods.pop("__init__", None)
    if init is None or "random" in ast.unparse(init):  # made anew it would be another one
        return
    words = "".join(f"{each.arg}, " for each in init.args.args[1:])
    init.body[:0] = ast.parse(f"self._made_of = ({words})").body
    for name in sorted(methods.keys() & asked):
        methods[name].body[:0] = ast.parse("self.__init__(*self._made_of)").body
        says = Text(
            f"what a right solution gives where the object is made anew before each {name}",
            f"{name}을(를) 호출할 때마다 객체를 새로 만들면 올바른 풀이가 내는 값",
        )
        yield Slip(f"{name}_forgets", _FORGETS, says, cause=_FORGOTTEN, method=name)
        del methods[name].body[0]
    del init.body[0]
