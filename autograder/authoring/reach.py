"""How far a rubric reaches: which dimensions of its checks are blind, and what nothing is worth.

What checks draw is read off what they ask of the reference. For each dimension of it (how large,
how many, how long) a variant of the reference is made that is right up to the largest value but one
eighth of the range; others round, cap, or give trivial answers. Must never run one but through the
judge.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.authoring import bounded
from autograder.authoring.audit import Finding, Variant, table
from autograder.base.errors import GradkitError
from autograder.base.language import Language, Text
from autograder.judge.replay import store
from autograder.judge.replay.examples import Example
from autograder.protocol.channel import unpacked
from autograder.protocol.shared import Shared
from autograder.protocol.values import Decoder, Tree

MOST_FOR_NOTHING = Fraction(12, 100)
"""The largest share of all points that trivial answers may get."""
_BUT = 8  # right up to the largest value but one eighth of the range
_DIGITS = 3

Called = tuple[str, str]
"""A question's name or class, and a method; "" for a function, ``__init__`` for a class."""


@dataclass
class Range:
    """What is seen of one dimension, and in which checks."""

    least: float = float("inf")
    most: float = float("-inf")
    by_check: dict[str, float] = field(default_factory=dict)
    """The largest value, by check."""

    def add(self, value: float, check: str) -> None:
        """See a value."""
        self.least, self.most = min(self.least, value), max(self.most, value)
        self.by_check[check] = max(value, self.by_check.get(check, float("-inf")))

    @property
    def bound(self) -> float:
        """The largest value but one eighth of the range."""
        return self.most - (self.most - self.least) / _BUT


Seen = dict[Called, dict[str, Range]]
"""The dimensions of the arguments and of the answers of each call."""


@dataclass(frozen=True)
class Reach:
    """A variant that is right up to a bound, where checks go beyond it."""

    called: Called
    dimension: str
    bound: float
    checks: tuple[str, ...]
    """The checks that ask beyond it."""

    @property
    def name(self) -> str:
        """What the variant is called."""
        return f"{'.'.join(filter(None, self.called))}: {self.dimension} up to {self.bound:.4g}"


# -- what is drawn ----------------------------------------------------------------


def seen_in(assignment: Assignment) -> Seen:
    """Return what the checks ask of the reference, once something was graded.

    Raises GradkitError where no examples are kept.
    """
    found: Seen = defaultdict(lambda: defaultdict(Range))
    known = store.conversations(assignment)
    if known is None:
        raise GradkitError(
            f"{assignment.folder}: the examples of its checks are not kept, so how far they reach "
            "is not known; is the user's cache folder writable, and can what is drawn be pickled?"
        )
    names = {name for question in assignment.questions for name in question.targets}
    for node, examples in known.items():
        for example in examples or ():
            _Reading(node, names, found).of(example)
    return found


class _Reading:
    """Follows one check's conversation with the reference."""

    def __init__(self, check: str, names: Iterable[str], found: Seen) -> None:
        self._check = check
        self._names = frozenset(names)
        self._found = found
        self._shared = Shared(lambda _value: None, lambda tagged: _Other(tagged))
        self._decoder = Decoder(lambda tagged: _Other(tagged))
        self._kinds: dict[int, str] = {}

    def of(self, example: Example) -> None:
        """Read all of an example."""
        for request, reply in zip(example.requests, example.replies, strict=True):
            operation, arguments = unpacked(request)
            answered = unpacked(reply)
            if operation == "forget":
                self._shared.forget(arguments[0])
            elif operation == "write":
                self._shared.apply(arguments[0])
            elif operation == "call" and answered[0] == "ok":
                self._call(arguments, answered)
            for tree in answered[1:2]:
                self._kinds |= dict(_objects(tree))

    def _call(self, arguments: list[Any], answered: list[Any]) -> None:
        target = arguments[0]
        values, named = (self._shared.decode(tree) for tree in arguments[1:])
        called = (target[1], "") if target[0] == "name" else (self._kind(target[1]), target[2])
        answer = self._decoder.decode(answered[1])
        if isinstance(answer, _Other) and target[0] == "name":
            called = (called[0], "__init__")
        if called[0] in self._names:
            seen = self._found[called]
            for dimension, value in bounded.dimensions(values, named).items():
                seen[dimension].add(value, self._check)
            if (size := bounded.largest(answer)) > 0:
                seen["size of the answer"].add(size, self._check)
            for axis, count in bounded.counts(answer).items():
                if count:
                    seen[f"{axis} of the answer"].add(count, self._check)
        self._shared.apply(answered[2])

    def _kind(self, owner: int | str) -> str:
        return owner if isinstance(owner, str) else self._kinds.get(owner, "")


@dataclass(frozen=True)
class _Other:
    """A function, an object or a dict of the other side's."""

    tagged: list[Any]


def _objects(tree: Tree) -> Iterator[tuple[int, str]]:
    if isinstance(tree, list) and tree[:1] == ["o"] and len(tree) == 4:
        yield tree[1], tree[2]
    elif isinstance(tree, list):
        for branch in tree:
            yield from _objects(branch)


# -- variants ----------------------------------------------------------------


def reaches(seen: Seen) -> Iterator[Reach]:
    """Yield for each dimension that varies what is right up to a bound, and what rounds."""
    for called, dimensions in seen.items():
        for dimension, found in dimensions.items():
            if found.most > found.least:
                beyond = [check for check, most in found.by_check.items() if most > found.bound]
                yield Reach(called, dimension, found.bound, tuple(beyond))
        if "size of the answer" in dimensions:
            checks = tuple(dimensions["size of the answer"].by_check)
            yield Reach(called, "digits of the answer", _DIGITS, checks)


def unvaried(seen: Seen) -> list[str]:
    """Return the dimensions of arguments that are the same in all examples."""
    return [
        f"{'.'.join(filter(None, called))}: {dimension} is always {found.most:.4g}"
        for called, dimensions in seen.items()
        for dimension, found in dimensions.items()
        if found.most == found.least and not dimension.endswith("of the answer")
    ]


def few_rows(seen: Seen, parts: Mapping[str, str]) -> list[str]:
    """Return the parts that are asked of much fewer rows than others are; ``parts`` is by check.

    A bound of what they draw themselves says nothing of that: nobody looks beyond it.
    """
    ranges = [
        found
        for (_, method), dimensions in seen.items()
        for dimension, found in dimensions.items()
        if method != "__init__" and dimension.startswith("rows of argument")
    ]
    most: defaultdict[str, float] = defaultdict(float)
    for check, rows in (pair for found in ranges for pair in found.by_check.items()):
        most[parts[check]] = max(rows, most[parts[check]])
    largest = max(most.values(), default=0)
    few = [part for part in sorted(most) if most[part] < largest / 2]
    return [f"{part}: at most {most[part]:g} (elsewhere {largest:g})" for part in few]


def variant_of(assignment: Assignment, reach: Reach) -> Variant:
    """Return the reference with one method that is right up to a bound only."""
    what, _, whose = reach.dimension.partition(" of ")
    change = f"beyond({reach.dimension!r}, {reach.bound!r})"
    if whose == "the answer":
        change = {
            "size": f"capped({reach.bound!r})",
            "digits": f"rounded({int(reach.bound)})",
        }.get(what, f"behind({what!r}, {reach.bound!r})")
    name, method = reach.called
    made = f"of_class({name}, {method!r}, {{}})" if method else f"of_function({name}, {{}})"
    return _variant(assignment, reach.name, {name: made.format(_MODULE + change)})


def for_nothing(assignment: Assignment) -> list[Variant]:
    """Return the reference with every function and class in it made idle, in each of the ways."""
    return [
        _variant(
            assignment,
            f"for nothing: {kind}",
            {q.name: f"idle({q.name}, {kind!r})" for q in assignment.questions},
        )
        for kind in bounded.KINDS
    ]


_MODULE = "_STAND_INS."


def _variant(assignment: Assignment, name: str, made: dict[str, str]) -> Variant:
    source = inspect.getsource(bounded)
    load = (
        "_STAND_INS = (lambda names: exec(names.pop('source'), names)"
        " or __import__('types').SimpleNamespace(**names))"
        f"({{'__name__': 'stand_ins', 'source': {source!r}}})"
    )
    lines = [load, *(f"{target} = {_MODULE}{code}" for target, code in made.items())]
    reference = assignment.reference.read_text(encoding="utf-8")
    return Variant(name, "mutant", (reference, "\n".join(lines)))


# -- what became of them ----------------------------------------------------------------


def blind(tried: Sequence[tuple[Reach, Finding]]) -> list[str]:
    """Return the dimensions in which no check notices that answers are wrong beyond the bound."""
    return [
        f"{reach.name} (asked beyond it by {', '.join(reach.checks)})"
        for reach, finding in tried
        if finding.is_accepted
    ]


@dataclass(frozen=True)
class Gift:
    """The points that a part gives for trivial answers."""

    part: str
    points: float
    kind: str
    checks: tuple[str, ...]
    """The sentences that earn them."""


def gifts(findings: Iterable[Finding]) -> list[Gift]:
    """Return for each part the most points that one kind of trivial answer gets."""
    best: dict[str, Gift] = {}
    for finding in findings:
        passed: dict[str, list[Any]] = defaultdict(list)
        for question in finding.result["questions"]:
            for check in question["checks"]:
                if check["outcome"] == "passed":
                    passed[check["part"]].append(check)
        for part, checks in passed.items():
            points = float(sum(check["points"] for check in checks))
            if points > best.get(part, Gift(part, 0.0, "", ())).points:
                kind = finding.variant.name.partition(": ")[2]
                titles = tuple(f"{check['title']} ({check['points']:g})" for check in checks)
                best[part] = Gift(part, points, kind, titles)
    return [best[part] for part in sorted(best)]


# -- as data, and to be read -------------------------------------------------------------------


def as_data(
    assignment: Assignment,
    tried: Sequence[tuple[Reach, Finding]],
    trivial: Sequence[Finding],
    seen: Seen,
) -> dict[str, Any]:
    """Return both tables as they are written to JSON."""
    given = gifts(trivial)
    most = sum(question.points for question in assignment.questions)
    questions = trivial[0].result["questions"] if trivial else []
    checks = [check for question in questions for check in question["checks"]]
    return {
        "tried": len(tried),
        "blind": blind(tried),
        "unvaried": unvaried(seen),
        "few_rows": few_rows(seen, {_node(check["id"]): check["part"] for check in checks}),
        "for_nothing": {
            "kinds": len(trivial),
            "points": sum(gift.points for gift in given),
            "of": most,
            "allowed": float(MOST_FOR_NOTHING * Fraction(most)),
            "parts": [vars(gift) for gift in given],
        },
    }


def _node(identifier: str) -> str:
    """Return what a check of a result is called where its examples are kept."""
    path, _, name = identifier.partition("::")
    return f"checks/{path}.py::{name}"


def is_sound(data: dict[str, Any]) -> bool:
    """Return whether nothing is worth no more than it may be.

    Whether a blind dimension is a hole or beyond the contract remains for a person to say.
    """
    nothing = data["for_nothing"]
    return bool(nothing["points"] <= nothing["allowed"])


_WORDS = {
    "blind": Text("Blind dimensions", "놓치는 범위"),
    "tried": Text(
        "Right up to the largest value but one eighth of what is drawn, and wrong beyond it, {} "
        "times: what no check notices",
        "뽑는 범위의 끝 1/8에서만 틀리게 만든 풀이 {}개 가운데 어느 검사도 알아채지 못한 것",
    ),
    "unvaried": Text("The same in every example", "모든 예에서 늘 같은 것"),
    "few": Text("Asked of fewer rows than other parts", "다른 부분보다 적은 행만 물어보는 부분"),
    "nothing": Text("Points for nothing", "아무것도 풀지 않고 얻는 점수"),
    "best": Text(
        "The best of {} kinds of trivial answers, part by part: {:g} of {:g} points",
        "뻔한 답 {}가지 가운데 부분마다 가장 좋은 것의 합: {:g} / {:g}점",
    ),
    "part": Text("part", "부분"),
    "points": Text("points", "점수"),
    "kind": Text("answer", "답"),
    "checks": Text("what earns them", "점수를 준 검사"),
    "none": Text("none", "없음"),
}


def as_markdown(data: dict[str, Any], language: Language) -> str:
    """Return both tables as they are read."""
    says = {name: text.to(language) for name, text in _WORDS.items()}
    nothing = data["for_nothing"]
    rows = [
        [gift["part"], f"{gift['points']:g}", gift["kind"], "; ".join(gift["checks"])]
        for gift in nothing["parts"]
    ]
    lines = [
        f"## {says['blind']}",
        says["tried"].format(data["tried"]) + ":",
        _listed(data["blind"], says["none"]),
        f"### {says['unvaried']}",
        _listed(data["unvaried"], says["none"]),
        f"### {says['few']}",
        _listed(data["few_rows"], says["none"]),
        f"## {says['nothing']}",
        says["best"].format(nothing["kinds"], nothing["points"], nothing["of"]),
        table([says[name] for name in ("part", "points", "kind", "checks")], rows),
    ]
    return "\n\n".join(lines) + "\n"


def _listed(entries: Sequence[str], none: str) -> str:
    return "\n".join(f"- {entry}" for entry in entries) or none
