"""Agreement: whether a method goes with the one of the work's own that it builds upon.

Which builds upon which is read off the reference: ``loss`` calls ``predict``. A work's method goes
with its own other one where the reference, handed that one's answers, would answer like it; a dict
of gradients, where it holds the slopes of the work's own loss. Must never be asked of a work whose
answers are still to be judged: more is asked of it than a grading asks.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis.answers import answer
from autograder.judge.diagnosis.comparison import Answer, Array, close
from autograder.judge.diagnosis.hint import WHERE, Hint
from autograder.judge.diagnosis.replies import Raised, Reply
from autograder.protocol.outcomes import Missing, StudentException

_STEP = 1e-4
_SLOPE_TOLERANCE = 1e-3
"""A central difference with that step strays by 1e-8 for losses of a size of 1; faults by more."""
_FINE = 1e-5
"""The logarithm's own epsilon moves a loss by less; a fault that is meant moves it by more."""
_LEAST = 3


class Companion(NamedTuple):
    """The method that another one builds upon."""

    name: str
    places: tuple[int, ...]
    """Which arguments of the other it is passed."""
    first: str
    """The name of the first of them."""
    holders: tuple[str, ...]
    """The attributes of their object that may hold the parameters."""


class Beside(NamedTuple):
    """What a work's own companion answers beside a call."""

    answer: Answer
    slopes: dict[tuple[str, tuple[int, ...]], float]
    """Slopes of the companion, by the parameter's name and the place in it."""


def companions(source: str) -> dict[str, Companion]:
    """Return the companions in a reference by the full name of the method that builds upon them."""
    found: dict[str, Companion] = {}
    for owner in ast.parse(source).body:
        if not isinstance(owner, ast.ClassDef):
            continue
        methods = {each.name: each for each in owner.body if isinstance(each, ast.FunctionDef)}
        holders = tuple(sorted(_held(owner)))
        for name, method in methods.items():
            for upon, call in _own_calls(method):
                own = [each.arg for each in method.args.args][1:]
                places = _places(own, call)
                if upon in methods and places:
                    companion = Companion(upon, places, own[places[0]], holders)
                    found.setdefault(f"{owner.name}.{name}", companion)
    return found


def _own_calls(method: ast.FunctionDef) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of the object's other methods, by their names."""
    for node in ast.walk(method):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                yield name, node


def _held(owner: ast.ClassDef) -> set[str]:
    stores = (node for node in ast.walk(owner) if isinstance(node, ast.Attribute))
    return {node.attr for node in stores if isinstance(node.ctx, ast.Store)}


def _places(own: Sequence[str], call: ast.Call) -> tuple[int, ...]:
    """Return which of a method's own arguments it hands on; empty where it hands on another."""
    names = [each.id if isinstance(each, ast.Name) else "" for each in call.args]
    return tuple(map(own.index, names)) if names and set(names) <= set(own) else ()


def asked_beside(companion: Companion, owner: Any, words: Sequence[Any], right: Any) -> Beside:
    """Ask a work's companion what its other method was asked; ``owner`` is their object.

    Where that should return a dict of arrays, ask for the companion's slopes as well.
    """
    arguments = [words[place] for place in companion.places]

    def ask() -> Answer:
        return answer(owner.call(companion.name, *arguments))

    found = _attempted(ask)
    slopes = {}
    if isinstance(right, dict) and not isinstance(found, str) and not found.ndim:
        holder = next((h for h in companion.holders if _holds(owner, h, right)), None)
        if holder is not None:
            slopes = dict(_slopes(getattr(owner, holder), right, ask))
    return Beside(found, slopes)


def _attempted(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except (StudentException, Missing):
        return "raised an exception"


def _holds(owner: Any, holder: str, right: dict[str, Any]) -> bool:
    """Return whether an attribute is a dict of parameters with the keys of the gradients."""
    try:
        held = getattr(owner, holder)
        return set(right) <= set(held.keys())
    except (AttributeError, StudentException, Missing):
        return False


def _slopes(
    parameters: Any, right: Mapping[str, Any], ask: Callable[[], Answer]
) -> Iterator[tuple[tuple[str, tuple[int, ...]], float]]:
    """Yield the slopes in two places of each parameter: by the steepest entry, and by the last."""
    for name, gradient in right.items():
        steepest = np.unravel_index(int(np.argmax(np.abs(gradient))), np.shape(gradient))
        last = tuple(size - 1 for size in np.shape(gradient))
        for place in {tuple(map(int, steepest)), last}:
            before = np.array(parameters[name])
            values = [_moved(parameters, name, before, place, by, ask) for by in (_STEP, -_STEP)]
            parameters[name] = before
            if not any(isinstance(value, str) for value in values):
                up, down = (float(np.asarray(value)) for value in values)
                yield (name, place), (up - down) / (2 * _STEP)


def _moved(
    parameters: Any,
    name: str,
    before: Array,
    place: tuple[int, ...],
    by: float,
    ask: Callable[[], Answer],
) -> Answer:
    moved = before.copy()
    moved[place] += by
    parameters[name] = moved
    return _attempted(ask)


class Pair(NamedTuple):
    """A method and its companion in one question."""

    reply: Reply
    beside: Beside
    """What the work's own companion answers."""
    rightly: Beside
    """What the right one answers."""
    followed: Answer | None
    """What the method would answer if it went with the work's own companion, as far as known."""

    @property
    def is_companion_right(self) -> bool:
        """Whether the work's own companion answers rightly."""
        return close(self.beside.answer, self.rightly.answer, 1.0)

    @property
    def agrees(self) -> bool | None:
        """Whether the two go together; None where nothing is known of it."""
        if isinstance(self.beside.answer, str):
            return None
        if self.beside.slopes:
            return all(self._is_slope(*each) for each in self.beside.slopes.items())
        if self.followed is None or isinstance(self.followed, str):
            return None
        return close(answer(self.reply.actual), self.followed, 1.0, _FINE)

    @property
    def entries(self) -> dict[str, bool]:
        """Return which entries of a dict have the slopes of the work's own companion."""
        found: dict[str, bool] = {}
        for at, slope in self.beside.slopes.items():
            found[at[0]] = found.get(at[0], True) and self._is_slope(at, slope)
        return found

    def _is_slope(self, at: tuple[str, tuple[int, ...]], slope: float) -> bool:
        name, place = at
        actual = self.reply.actual
        entry = actual.get(name) if isinstance(actual, dict) else None
        if not isinstance(entry, np.ndarray) or entry.ndim != len(place):
            return False
        if any(index >= size for index, size in zip(place, entry.shape, strict=True)):
            return False
        bound = _SLOPE_TOLERANCE * (abs(slope) + abs(float(entry[place]))) + 1e-6
        return abs(float(entry[place]) - slope) <= bound


def is_wrong(reply: Reply) -> bool:
    """Return whether an answer differs from the right one, where that is known."""
    if reply.is_random or isinstance(reply.actual, Raised):
        return False
    right, actual = reply.right, reply.actual
    if not isinstance(right, dict):
        return not close(answer(right), answer(actual), 1.0)
    if not isinstance(actual, dict):
        return True
    return any(not close(answer(v), answer(actual.get(key)), 1.0) for key, v in right.items())


def answers_of(replies: Sequence[Reply], companion: Companion) -> dict[bytes, Any] | None:
    """Return what the companion answers by its first argument.

    None where it has no number, or two answers to the same, or slopes to be compared with.
    """
    found: dict[bytes, Any] = {}
    for reply in (each for each in replies if each.beside is not None):
        value, first = reply.beside.answer, answer(reply.inputs[companion.first])
        if isinstance(value, str) or isinstance(first, str) or reply.beside.slopes:
            return None
        if found.setdefault(first.tobytes(), value.tolist()) != value.tolist():
            return None
    return found or None


def handed_on(source: str, owner: str, companion: Companion, answers: Mapping[bytes, Any]) -> str:
    """Return a reference whose companion answers what a work's own does, by its first argument."""
    tree = ast.parse(source)
    made = ast.parse(
        f"_BESIDE = {dict(answers)!r}\n"
        "def found(self, x, *more):\n"
        "    return np.array(_BESIDE[np.asarray(x, dtype=np.float64).tobytes()])\n"
    ).body
    table, method = made
    assert isinstance(method, ast.FunctionDef)
    method.name = companion.name
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == owner:
            node.body = [
                method if isinstance(e, ast.FunctionDef) and e.name == companion.name else e
                for e in node.body
            ]
    place = next(i for i, node in enumerate(tree.body) if isinstance(node, ast.ClassDef))
    tree.body.insert(place, table)
    return ast.unparse(ast.fix_missing_locations(tree))


def told(name: str, companion: Companion, pairs: Sequence[Pair]) -> tuple[str, Text, Text] | None:
    """Return which of two methods agree: an id, a title, and a sentence.

    None where it is not the same in all; ``name`` is that of the method that is wrong.
    """
    known = [pair for pair in pairs if pair.agrees is not None]
    kinds = {(bool(pair.agrees), pair.is_companion_right) for pair in known}
    found = _AGREEMENTS.get(kinds.pop()) if len(known) >= _LEAST and len(kinds) == 1 else None
    if found is None:
        return None
    id_, *texts = found
    upon = companion.name
    title, says = (text.filled(name, upon) for text in texts)
    return f"{id_}_{upon}", title, says


def entries_told(part: str, companion: Companion, pairs: Iterable[Pair]) -> Hint | None:
    """Return which entries have the slopes of a companion that is wrong, and which have not.

    Beside right slopes all of them are wrong, and none through that.
    """
    wrong_ones = takewhile(lambda pair: not pair.is_companion_right, pairs)
    known = [pair.entries for pair in wrong_ones if pair.entries]
    names = list(known[0]) if known else []
    off = [name for name in names if any(not each.get(name, True) for each in known)]
    if len(known) < _LEAST or not off or len(off) == len(names):
        return None
    name, wrong = part.rpartition(".")[2], ", ".join(off)
    right = ", ".join(each for each in names if each not in off)
    title = Text(
        f"{name} does not match {companion.name} in {wrong}",
        f"{name}의 {wrong}이(가) {companion.name}와(과) 맞지 않음",
    )
    text = Text(
        f"In what {name} returns, the slope of your own {companion.name} is in {right}, as it "
        f"should be, but not in {wrong}. Look at how {wrong} comes about, and where it is stored.",
        f"{name}의 반환값 가운데 {right}은(는) 지금의 {companion.name}의 기울기와 맞는데 "
        f"{wrong}은(는) 맞지 않습니다. {wrong}을(를) 어떻게 구하고 어느 키에 넣는지 살펴보세요.",
    )
    id_ = f"{part}:with_{companion.name}_but_{'_'.join(off)}"
    return Hint(id_, WHERE, resolved(title), resolved(text))


_AGREEMENTS = {
    (True, False): (
        "goes_with",
        Text("{0} matches {1}, which is wrong", "{0}은(는) {1}와(과) 맞지만 {1}이(가) 틀림"),
        Text(
            "Your {0} and your {1} agree with each other, but {1} is wrong: start there.",
            "{0}와(과) {1}은(는) 서로 맞지만 {1}이(가) 틀립니다. {1}부터 고치세요.",
        ),
    ),
    (False, True): (
        "not_with",
        Text("{1} is right, {0} does not match it", "{1}은(는) 맞고 {0}만 맞지 않음"),
        Text(
            "Your {1} is right in these cases, and {0} does not match it: "
            "the fault is in {0} itself.",
            "이 경우들에서 {1}은(는) 맞고 {0}만 그와 맞지 않습니다. 잘못은 {0} 안에 있습니다.",
        ),
    ),
    (False, False): (
        "with_no",
        Text("{0} matches no {1}", "{0}이(가) 어떤 {1}와(과)도 맞지 않음"),
        Text(
            "Your {0} matches neither your own {1} nor a right one.",
            "{0}은(는) 지금의 {1}와(과)도, 올바른 {1}와(과)도 맞지 않습니다.",
        ),
    ),
}
