"""Which checks ask things that depend on answers: of these nothing is sent ahead.

A request that was made of the reference's answer, sent before it is asked for, tells a submission
that answer. Two looks find it, and both have to find nothing. After a check has been told a value,
its requests may hold only numbers that were drawn, or that it has sent before: others may have been
worked out from an answer, by the check itself, by the reference or from a reply. What
`checks.asked_before` makes of a drawn batch is as good as drawn. And with replies that are wrong on
purpose it has to ask the very same: what can be worked out and still is a small
whole number, a name or a choice is found so. Must never call a check independent whose requests it
has not seen twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from autograder.checks.beside import a_row_more
from autograder.checks.lenience import passing_anything
from autograder.checks.transport import Answer, Transport
from autograder.protocol.channel import packed, unpacked
from autograder.protocol.values import Encoder, Tree

_MOST_ELEMENTS, _MOST_DEPTH = 4096, 6
"""Of a drawn value what is looked at one by one, and how deep."""


class Followed(Protocol):
    """An example, as a check was seen to ask the reference in it (see `examples.Example`)."""

    keywords: dict[str, Any]
    requests: list[bytes]
    replies: list[bytes]


def says_something_new(example: Followed) -> bool:
    """Return whether a request that comes after an answer holds a number from nowhere."""
    known = set(_numbers_in(example.keywords))
    is_told = False
    for request, reply in zip(example.requests, example.replies, strict=True):
        sent = set(_numbers(unpacked(request)))
        if is_told and not sent <= known:
            return True
        known |= sent
        is_told = is_told or not known.issuperset(_numbers(unpacked(reply)))
    return False


def _numbers(tree: Tree) -> Iterator[bytes | float]:
    """Yield the arrays' bytes and the floats in a message, but for what has zeros and ones alone.

    A mask or a label in one-hot form could be an answer too; the second look sees to these.
    """
    if isinstance(tree, list) and tree[:1] == ["a"] and len(tree) == 4:
        if not np.isin(np.frombuffer(tree[3], tree[1]), (0, 1)).all():
            yield tree[3]
    elif isinstance(tree, list):
        for branch in tree:
            yield from _numbers(branch)
    elif isinstance(tree, bytes) or isinstance(tree, float) and tree not in (0.0, 1.0):
        yield tree


def _numbers_in(value: Any, depth: int = 0) -> Iterator[bytes | float]:
    """Yield the numbers of a message that holds a drawn value, whole, or a row or element of it."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        yield from _of_array(value)
        for made in _made_of(value):
            yield from _numbers(Encoder().encode(made))
    elif isinstance(value, (int, float, np.number)):
        yield float(value)
    elif depth < _MOST_DEPTH:
        parts = value if isinstance(value, (list, tuple)) else getattr(value, "__dict__", value)
        for part in parts.values() if isinstance(parts, dict) else _items(parts):
            yield from _numbers_in(part, depth + 1)


def _of_array(drawn: np.ndarray) -> Iterator[bytes | float]:
    yield from _numbers(Encoder().encode(drawn))
    if drawn.ndim and drawn.size <= _MOST_ELEMENTS:
        for item in drawn:
            yield from _of_array(item) if isinstance(item, np.ndarray) else _numbers_in(item)
    elif not drawn.ndim:
        yield from _numbers_in(drawn.item())


def _made_of(drawn: np.ndarray) -> list[np.ndarray]:
    """Return what is asked before a drawn batch of numbers."""
    if drawn.ndim == 0 or drawn.dtype.kind != "f":
        return []
    return [-drawn, a_row_more(drawn), a_row_more(-drawn)]


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else ()


class Liar:
    """The way to the reference, with something else in the place of every value in its replies."""

    receipts: tuple[bytes, ...] = ()

    def __init__(self, right: Transport, example: Followed, alter: Callable[..., Any]) -> None:
        self._right = right
        self._alter = alter
        asked = (_without_counts(unpacked(request)) for request in example.requests)
        self._expected = list(filter(None, asked))

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return a reply that is not the reference's; other requests may come between."""
        if self._expected[:1] == [_without_counts([operation, arguments])]:
            self._expected.pop(0)
        kind, *parts = self._right.request(operation, arguments, answer)
        values, others = parts[:1], parts[1:]
        lies = [_altered(value, self._alter, is_value=True) for value in values]
        return [kind, *lies, *(_altered(part, self._alter, is_value=False) for part in others)]

    @property
    def is_through(self) -> bool:
        """Whether all that was expected has been asked."""
        return not self._expected


def _without_counts(request: list[Any]) -> bytes:
    """Return a request but for the numbers of things, which count what was asked before it."""
    operation, arguments = request
    if operation == "forget":
        return b""
    if operation == "write":
        arguments = [[[0, *change[1:]] for change in arguments[0]]]
    elif operation != "call" and arguments and type(arguments[0]) is int:
        arguments = [0, *arguments[1:]]
    return packed([operation, _masked(arguments)])


def _masked(tree: Tree) -> Tree:
    if isinstance(tree, list):
        is_numbered = tree[:1] in (["o"], ["s"]) and len(tree) > 1
        head = [tree[0], 0] if is_numbered else []
        return head + [_masked(branch) for branch in tree[len(head) :]]
    return tree


def follows_answers(example: Followed, show: Callable[[Transport], None], right: Transport) -> bool:
    """Return whether a check that is told lies leaves out any request; ``show(transport)`` runs it.

    It may ask more than when it is told the truth, as those do that look closer at what is wrong;
    but all that it was seen to ask it has to ask over two lies of three. One of them may happen to
    say nothing, as a tie does; no two of them leave the largest element where it is.
    """
    first, second = (_is_asked_all(example, show, right, lie) for lie in (_turned_round, _shuffled))
    asks_all = first if first is second else _is_asked_all(example, show, right, _stretched)
    return not asks_all


def _is_asked_all(
    example: Followed,
    show: Callable[[Transport], None],
    right: Transport,
    alter: Callable[[np.ndarray], Any],
) -> bool:
    liar = Liar(right, example, alter)
    try:
        with passing_anything(), np.errstate(all="ignore"):
            show(liar)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: S110 - over lies a check may fail in any way
        pass
    return liar.is_through


def _altered(tree: Tree, alter: Callable[..., Any], *, is_value: bool) -> Tree:
    """Return a reply's part with other numbers; where it ``is_value``, other choices and names."""
    if isinstance(tree, list) and tree[:1] == ["a"] and len(tree) == 4:
        array = np.frombuffer(tree[3], tree[1])
        return ["a", tree[1], tree[2], alter(array).astype(array.dtype).tobytes()]
    if isinstance(tree, list) and tree[:1] == ["d"] and len(tree) == 2:
        return ["d", [[key, _altered(value, alter, is_value=is_value)] for key, value in tree[1]]]
    if isinstance(tree, list) and tree[:1] == ["s"]:
        return [*tree[:2], *(_altered(thing, alter, is_value=is_value) for thing in tree[2:])]
    if isinstance(tree, list) and tree[:1] in (["o"], ["m"], ["x"], ["f"], ["c"], ["g"]):
        return tree
    if isinstance(tree, list):
        tags = tree[:1] if tree and isinstance(tree[0], str) else []
        return tags + [_altered(branch, alter, is_value=is_value) for branch in tree[len(tags) :]]
    if isinstance(tree, float):
        return float(alter(np.array([tree]))[0])
    if is_value and isinstance(tree, bool):
        return not tree
    if is_value and isinstance(tree, int):
        return tree + 1
    return tree


def _turned_round(values: np.ndarray) -> Any:
    """Return values of the opposite order and sign: the largest is the smallest."""
    if values.dtype.kind == "b":
        return np.logical_not(values)
    if values.dtype.kind in "iu":
        return values.max(initial=0) + values.min(initial=0) - values + values.dtype.type(1)
    return -1.7 * values + 0.3


def _shuffled(values: np.ndarray) -> Any:
    """Return values in another order, moved a little."""
    if values.dtype.kind == "b":
        return np.logical_not(values)
    return np.roll(values[::-1] if values.dtype.kind in "iu" else 0.9 * values[::-1] + 0.1, 1)


def _stretched(values: np.ndarray) -> Any:
    """Return values in another order, of another size each."""
    if values.dtype.kind in "biu":
        return _turned_round(values)
    return values[::-1] * np.linspace(1.3, 2.9, values.size) + 0.2
