"""Examples drawn for showing: the checks' own questions, on other inputs than those that count.

What is drawn depends on the assignment's seed alone. Must never use an input that a check has
drawn for judging, nor let one be quoted that comes from a hidden check.
"""

from __future__ import annotations

import ast
import hashlib
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import hypothesis
import numpy as np

from autograder.checks.student import Student
from autograder.judge.diagnosis.edits import Edit
from autograder.judge.diagnosis.prompting import NOTHING, AskBeside, LeftOut, Prompter
from autograder.judge.diagnosis.replies import Reply
from autograder.judge.diagnosis.scripts import Script
from autograder.judge.replay.choice import parts
from autograder.judge.replay.examples import Example, Rehearsed, drawn, with_examples

_DRAWN_FOR_ONE = 4
_SIMPLE = 0.4
"""The share of the simplest ones among those that are shown."""


@dataclass
class Shown:
    """One example with the right answers to all that it asks."""

    check: Rehearsed
    example: Example
    script: Script
    fixtures: Mapping[str, Any]
    is_public: bool = False
    asked_for: frozenset[str] = frozenset()
    """The names of what is called."""
    size: int = 0
    """How many different numbers the inputs hold."""

    def asked(
        self,
        student: Any,
        names: Mapping[str, list[str]],
        edit: Edit | None = None,
        beside: AskBeside | None = None,
        left_out: LeftOut | None = None,
        passed: Mapping[str, Any] = NOTHING,
    ) -> list[Reply]:
        """Ask a work the same, and return what came back; raises Stop where it does not answer."""
        prompter = Prompter(self.script, student, names, edit, beside, left_out, passed)
        prompter.begin_example()
        with suppress(Exception):  # a check may do with an answer what no double can
            self.check.show(self.example, {**self.fixtures, "student": prompter})
        for reply in prompter.replies:
            reply.is_shown = self.is_public
        return prompter.replies


class Noted(NamedTuple):
    """What is kept of an example: all but the check, which is there anyway."""

    example: Example
    script: Script
    asked_for: frozenset[str]
    size: int

    def shown(self, test: Any, fixtures: Mapping[str, Any], is_public: bool) -> Shown:
        """Return the example of a check, with all that it takes but the student."""
        check = with_examples(test, [self.example])
        return Shown(
            check, self.example, self.script, fixtures, is_public, self.asked_for, self.size
        )


def redrawn(test: Any, fixtures: Sequence[str], seed: str, count: int) -> Rehearsed | None:
    """Draw a test's examples anew; None where it draws in its body.

    The first ones drawn are small, and much is right, or a relation holds, of what is small: the
    most telling of several times as many are taken, and the simplest.
    """
    kept = {name: getattr(test, name, None) for name in _SETTINGS}
    digest = hashlib.sha256(seed.encode()).digest()
    try:
        if hasattr(test, "hypothesis"):
            settings = kept["_hypothesis_internal_use_settings"] or hypothesis.settings()
            test._hypothesis_internal_use_settings = hypothesis.settings(
                settings, max_examples=_DRAWN_FOR_ONE * count
            )
        found = drawn(test, fixtures, [int.from_bytes(digest[:8], "big")])
        if found is None or not found.is_property:
            return found
        return replace(found, examples=_varied(found.examples, count))
    finally:
        for name, value in kept.items():
            if value is not None:
                setattr(test, name, value)


def _varied(examples: list[Example], count: int) -> list[Example]:
    """Return so many of some examples, the most telling of which come first; the simple ones of it.

    Both are needed: what is quoted is short, and some is right only as long as it is small. What
    holds nothing but zeros is neither: it is what is drawn first, whatever else is true of it.
    """
    arrays = [list(_arrays(example.keywords)) for example in examples]
    weight = [(not any(map(np.any, of)), sum(array.size for array in of)) for of in arrays]
    order = sorted(range(len(examples)), key=weight.__getitem__)
    places = [*order[: math.ceil(_SIMPLE * count)], *range(len(examples))]
    return [examples[place] for place in list(dict.fromkeys(places))[:count]]


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in a drawn value."""
    if isinstance(value, np.ndarray):
        yield value
    else:
        for each in parts(value).values():
            yield from _arrays(each)


_SETTINGS = ("_hypothesis_internal_use_seed", "_hypothesis_internal_use_settings")


def prepared(
    check: Rehearsed,
    fixtures: Mapping[str, Any],
    reference: Callable[[int], Student],
    names: Mapping[str, list[str]],
    variables: Collection[str] = (),
) -> Iterator[Noted]:
    """Yield a check's examples with the right answers; ``reference(seed)`` gives them.

    Two seeds, so that it shows what is random.
    """
    for example in check.examples:
        scripts, replies = [], []
        for seed in (0, 1):
            script = Script(reference(seed), variables)
            replies = Shown(check, example, script, fixtures).asked(None, names)
            scripts.append(script)
        scripts[0].end_example(scripts[1])
        targets = frozenset(reply.target.rpartition(".")[2] for reply in replies)
        yield Noted(example, scripts[0], targets, _size(replies))


def _size(replies: Sequence[Reply]) -> int:
    arrays = [v for r in replies for v in r.inputs.values() if isinstance(v, np.ndarray)]
    return sum(len(np.unique(array)) for array in arrays)


def parameters(source: str) -> dict[str, list[str]]:
    """Return the names of the parameters of all functions, classes and methods of a source.

    A class has its ``__init__``'s; ``self`` is left out.
    """
    return {full: _names(function)[is_method:] for full, function, is_method in _functions(source)}


def defaults(source: str) -> dict[str, Any]:
    """Return the numbers among the `usual` values of a source, by the parameters' names alone."""
    known = (pair for values in usual(source).values() for pair in values.items())
    return {name: value for name, value in known if not isinstance(value, str)}


def usual(source: str) -> dict[str, dict[str, Any]]:
    """Return the plain default values by the same names as `parameters`, and the parameters'."""
    found: dict[str, dict[str, Any]] = {}
    for full, function, _ in _functions(source):
        arguments = [*function.args.posonlyargs, *function.args.args]
        pairs = zip(reversed(arguments), reversed(function.args.defaults), strict=False)
        found[full] = {
            argument.arg: value.value
            for argument, value in pairs
            if isinstance(value, ast.Constant) and isinstance(value.value, (int, float, str))
        }
    return found


def _functions(source: str) -> Iterator[tuple[str, ast.FunctionDef, bool]]:
    """Yield all functions and methods by their full names; a class's ``__init__`` by its own."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node, False
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef):
                    is_init = part.name == "__init__"
                    yield (node.name if is_init else f"{node.name}.{part.name}"), part, True


def _names(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
