"""What both sides hold: arrays, lists, dicts and random generators that a check hands to a call.

Each has a number. What one side has made of it the other is told at the next message, so that a
change in place, a new entry, or two names for one array mean what they mean in one process. Must
never let the other side make of a thing what it is not: an array keeps its shape, a dict is a dict.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.protocol.outcomes import ProtocolError
from autograder.protocol.values import (
    MAX_DEPTH,
    Decoder,
    Encoder,
    Tree,
    TrustingDecoder,
    Unsendable,
)

MOST_THINGS = 2_000
"""At a time, in one example: whoever hands over more should hand over fewer, or copies."""
_MANY_THINGS = 200
_MANY_BYTES = 8 * 2**20
_ARRAY = np.ndarray
_REFERENCES_OF_OURS = 3  # the table, the loop's variable, and the question itself


Before = list[tuple[int, np.ndarray, Any]]


class ShapeChanged(Exception):
    """An array that both sides hold has another shape than it had."""


class Shared:
    """One side's half of the things that both hold."""

    def __init__(
        self,
        other: Callable[[Any], Tree | None],
        resolve: Callable[[list[Any]], Any],
        *,
        is_strict: bool = False,
        is_trusting: bool = False,
        spend: Callable[[int], None] = lambda _elements: None,
    ) -> None:
        """``other``, ``resolve`` and ``spend`` as an Encoder and a Decoder take them.

        Whoever ``is_trusting`` is told by the judge.
        """
        self._encoder = Encoder(other, self.tree_of, is_strict=is_strict)
        decoder = TrustingDecoder if is_trusting else Decoder
        self._decoder = decoder(lambda tree: self._resolved(tree, resolve), spend)
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._things: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._shapes: dict[int, tuple[int, ...] | None] = {}
        """Of each thing: the shape that it keeps, of an array."""
        self._known: dict[int, Any] = {}
        """Of each thing: what the other side has."""
        self._next = 0
        self._depth = 0

    def encode(self, value: Any) -> Tree:
        """Return the tree of a value to be handed over; raise Unsendable where it is too large."""
        before = self._next
        try:
            return self._encoder.encode(value)
        except BaseException:
            self.forget([number for number in self._things if number >= before])
            self._next = before
            raise

    def encode_named(self, values: dict[str, Any]) -> Tree:
        """Return the tree of a call's keywords: its values may be shared, not the dict."""
        _, trees = self.encode(tuple(values.values()))
        return ["d", [[name, tree] for name, tree in zip(values, trees, strict=True)]]

    def decode(self, tree: Tree) -> Any:
        """Return what was handed over; raise ProtocolError where it is nothing."""
        self._depth = 0
        return self._decoder.decode(tree)

    def number(self, thing: Any) -> int | None:
        """Return the number of a thing that both hold."""
        return self._numbers.get(id(thing))

    def arrays_among(self, values: Iterable[Any]) -> list[tuple[int, np.ndarray]]:
        """Return the arrays among some values that both hold, each once, with its number."""
        arrays = {id(v): v for v in values if isinstance(v, np.ndarray) and id(v) in self._numbers}
        return [(self._numbers[identity], array) for identity, array in arrays.items()]

    def arrays(self) -> list[np.ndarray]:
        """Return all arrays that both hold."""
        return [thing for thing in self._things.values() if isinstance(thing, np.ndarray)]

    def thing(self, number: Any) -> Any:
        """Return the thing of a number; raise ProtocolError where there is none."""
        if type(number) is not int or number not in self._things:
            raise ProtocolError("no such thing")
        return self._things[number]

    def forget(self, numbers: list[int]) -> None:
        """Hold some things no longer."""
        for number in numbers:
            self._numbers.pop(id(self._things.pop(number, None)), None)
            self._shapes.pop(number, None)
            self._known.pop(number, None)

    def forgettable(self) -> list[int]:
        """Return the numbers of what nobody else here holds, once there are many things."""
        is_large = sum(array.nbytes for array in self.arrays()) >= _MANY_BYTES
        if len(self._things) < _MANY_THINGS and not is_large:
            return []
        return [
            number
            for number, thing in self._things.items()
            if sys.getrefcount(thing) <= _REFERENCES_OF_OURS
        ]

    def before(self, arrays: Sequence[np.ndarray]) -> Before:
        """Return what makes some arrays again what they are now."""
        numbers = [self._numbers[id(array)] for array in arrays]
        return [(number, self._things[number].copy(), self._known[number]) for number in numbers]

    def as_before(self, before: Before) -> None:
        """Make arrays again what they were."""
        for number, array, known in before:
            self._things[number][...] = array
            self._known[number] = known

    def states(self) -> dict[int, Any]:
        """Return what each thing is, by its number, to compare."""
        return dict(self._known)

    def other_than(self, before: Mapping[int, Any]) -> list[tuple[Any, Any, Any]]:
        """Return the things that are not what they were, each with its states then and now."""
        return [
            (self._things[number], was, self._known[number])
            for number, was in before.items()
            if number in self._things and self._known[number] != was
        ]

    # -- what has changed ----------------------------------------------------------------------

    def changes(self) -> list[list[Any]]:
        """Return ``[number, tree]`` of each thing that is not what the other side has."""
        self._encoder.begin()
        known, numbers, shapes = self._known, self._numbers, self._shapes
        others = [  # of all things, at every call: arrays take no call of ours
            n
            for n, thing in self._things.items()
            if (
                known[n] != thing.tobytes() or thing.shape != shapes[n]
                if type(thing) is _ARRAY
                else known[n] != _state(thing, numbers)
            )
        ]
        trees = ((number, self._change(number)) for number in others)
        return [[number, tree] for number, tree in trees if tree is not None]

    def changes_of(self, numbers: Iterable[int]) -> list[Tree | None]:
        """Return the trees of things that the other side has not; it is known to have them then."""
        self._encoder.begin()
        return [self._change(number) for number in numbers]

    def _change(self, number: int) -> Tree | None:
        thing = self._things[number]
        state = _state(thing, self._numbers)
        is_reshaped = type(thing) is _ARRAY and thing.shape != self._shapes[number]
        if state == self._known[number] and not is_reshaped:
            return None
        self._known[number] = state
        tree = self._content(thing, 0)
        self._known[number] = _state(thing, self._numbers)  # what is new in it has a number now
        return tree

    def apply(self, changes: Any) -> None:
        """Make the things what the other side has made of them.

        Raises ProtocolError where that cannot be, ShapeChanged where an array has got another
        shape.
        """
        if not isinstance(changes, list) or len(changes) > len(self._things):
            raise ProtocolError("no changes")
        self._decoder.begin()
        for change in changes:
            if not isinstance(change, list) or len(change) != 2:
                raise ProtocolError("no change")
            self._apply_to(change[0], change[1])

    def _apply_to(self, number: Any, tree: Tree) -> None:
        thing = self.thing(number)
        if isinstance(thing, np.ndarray):
            value = self._decoder.inner(tree)
            if not isinstance(value, np.ndarray) or value.shape != thing.shape:
                raise ShapeChanged
            thing[...] = value
        elif isinstance(thing, (list, dict)):
            self._depth = 0
            _refill(thing, self._decoder.inner(tree))
        else:
            _set_generator(thing, tree)
        self._known[number] = _state(thing, self._numbers)

    # -- trees ---------------------------------------------------------------------------------

    def tree_of(self, value: Any, depth: int = 0) -> Tree | None:
        """Return the tree of a thing that can be shared: its number, at first with its content."""
        if not _is_thing(value):
            return None
        number = self._numbers.get(id(value))
        if number is not None:
            return ["s", number]
        number = self._held(value)
        content = self._content(value, depth)
        self._known[number] = _state(value, self._numbers)
        return ["s", number, content]

    def _held(self, thing: Any) -> int:
        if len(self._things) >= MOST_THINGS:
            raise Unsendable
        self._next += 1
        self._things[self._next] = thing
        self._numbers[id(thing)] = self._next
        self._shapes[self._next] = thing.shape if isinstance(thing, np.ndarray) else None
        self._known[self._next] = None
        return self._next

    def _content(self, value: Any, depth: int) -> Tree:
        if isinstance(value, (np.random.Generator, np.random.RandomState)):
            return _generator_tree(value)
        return self._encoder.content(value, depth)

    def _resolved(self, tree: list[Any], resolve: Callable[[list[Any]], Any]) -> Any:
        if tree[0] != "s":
            return resolve(tree)
        if len(tree) == 2:
            return self.thing(tree[1])
        if len(tree) != 3 or tree[1] != self._next + 1 or len(self._things) >= MOST_THINGS:
            raise ProtocolError("not the next thing")
        return self._received(tree[2])

    def _received(self, content: Tree) -> Any:
        tag = content[0] if isinstance(content, list) and content else ""
        if tag == "a" and len(content) == 4:
            thing: Any = self._decoder.array(*content[1:])
        elif tag in ("l", "d"):
            thing = [] if tag == "l" else {}
        else:
            thing = _made_generator(content)
        number = self._held(thing)  # before what is in it, which may hold it, and comes after it
        if tag in ("l", "d"):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise ProtocolError("too deep")
            _refill(thing, self._decoder.inner(content))
            self._depth -= 1
        self._known[number] = _state(thing, self._numbers)
        return thing


def _is_thing(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        is_plain = type(value) is np.ndarray and value.dtype.kind in "biufc"
        return is_plain and bool(value.flags.writeable)
    return isinstance(value, (list, dict, np.random.Generator, np.random.RandomState))


def _state(thing: Any, numbers: dict[int, int]) -> Any:
    """Return what tells whether a thing has changed; what is in a list or a dict, by number."""
    if isinstance(thing, np.ndarray):
        return thing.tobytes()
    if isinstance(thing, dict):
        return [  # nearly always arrays that both hold: no call for these
            (key, ("thing", numbers[i]) if (i := id(value)) in numbers else _mark(value, numbers))
            for key, value in list(thing.items())
        ]
    if isinstance(thing, list):
        return [_mark(value, numbers) for value in list(thing)]
    return repr(_generator_tree(thing))


def _mark(value: Any, numbers: dict[int, int]) -> Any:
    number = numbers.get(id(value))
    if number is not None:
        return ("thing", number)
    if type(value) in (bool, int, float, str, type(None)):
        return (type(value), value if value == value else "nan")
    return ("other", id(value))


def _refill(thing: Any, value: Any) -> None:
    if type(value) is not (dict if isinstance(thing, dict) else list):
        raise ProtocolError("another kind of thing")
    if isinstance(thing, dict):
        for key in [key for key in thing if key not in value]:
            del thing[key]
        thing.update(value)
    else:
        thing[:] = value


# -- random generators ---------------------------------------------------------------------------

_MT_WORDS = 624


def _generator_tree(generator: Any) -> Tree:
    """Return ``["g", kind, state, ...]``; raise TypeError for a kind that does not travel."""
    if isinstance(generator, np.random.RandomState):
        words: Any = generator.get_state(legacy=True)
        kind, key, place, has_gauss, gauss = words
        if kind == "MT19937":
            return ["g", kind, key.astype("<u4").tobytes(), place, has_gauss, float(gauss)]
    elif type(generator.bit_generator) is np.random.PCG64:
        state = generator.bit_generator.state
        words = [f"{state['state'][name]:x}" for name in ("state", "inc")]
        return ["g", "PCG64", *words, state["has_uint32"], state["uinteger"]]
    raise TypeError("a random generator of another kind than default_rng's, which does not travel")


def _made_generator(tree: Tree) -> Any:
    kind = tree[1] if isinstance(tree, list) and len(tree) == 6 else None
    if kind not in ("PCG64", "MT19937"):
        raise ProtocolError("not a thing")
    made: Any = np.random.default_rng(0) if kind == "PCG64" else np.random.RandomState(0)
    _set_generator(made, tree)
    return made


def _set_generator(generator: Any, tree: Tree) -> None:
    """Give a generator the state in a tree; raise ProtocolError where it is none."""
    is_legacy = isinstance(generator, np.random.RandomState)
    try:
        tag, kind, first, second, third, fourth = tree
        if tag != "g" or kind != ("MT19937" if is_legacy else "PCG64"):
            raise ProtocolError("another kind of generator")
        if is_legacy:
            key = np.frombuffer(first, "<u4", _MT_WORDS).astype(np.uint32)
            generator.set_state(("MT19937", key, int(second), int(third), float(fourth)))
        else:
            words = {"state": int(first, 16), "inc": int(second, 16)}
            state = {"bit_generator": kind, "state": words}
            generator.bit_generator.state = {**state, "has_uint32": third, "uinteger": fourth}
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise ProtocolError("not the state of a generator") from error
