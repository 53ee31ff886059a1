"""The values that judge and worker exchange: numbers, strings, arrays, and names for the rest.

A value travels as a tree of plain scalars and tagged lists, which msgpack carries as it is. This
module must never unpickle, evaluate or import anything, and never trusts a size that it is told.

=========================  ============================================
value                      tree
=========================  ============================================
None, bool, int, float     itself
str                        itself
array                      ``["a", dtype, [n, ...], bytes]``; longer floats become float64
complex                    ``["z", real, imaginary]``
list, tuple                ``["l", [tree, ...]]``, ``["u", [tree, ...]]``
dict, keys str or int      ``["d", [[key, tree], ...]]``
what both sides hold       ``["s", number]``, at first ``["s", number, tree]`` (see `shared`)
a random generator         ``["g", kind, ...]``, always one that both sides hold
a function of the judge    ``["f", id]``
an object of the worker    ``["o", id, class, [method, ...]]``
a dict of the worker       ``["m", id, [key, ...]]``
a method or a class        ``["c", type name]``, where an attribute is read
anything else              ``["x", type name]``
=========================  ============================================
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.protocol.outcomes import ProtocolError

Tree = Any
Known = tuple[list[Any], bytes]
"""The judge's answer to a question, and the receipt for having asked."""
Table = dict[bytes, bytes]
"""Sealed answers, each by the tag of its question."""
DTYPES = frozenset(
    ["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8"]
    + ["<f2", "<f4", "<f8", "<c8", "<c16"]
)
_KINDS = {name: np.dtype(name) for name in DTYPES}
_NAMES = {kind: name for name, kind in _KINDS.items()}
USUAL = _KINDS["<f8"]
"""Of nearly all arrays that travel."""
MAX_BYTES = 8 * 2**20
_BYTES_OF_ONE = 8
MAX_ELEMENTS = MAX_BYTES // _BYTES_OF_ONE
"""Of arrays in a value: in float64, in which they are compared, they take no more than that."""
MAX_ITEMS = 20_000
MAX_DEPTH = 12
MAX_TEXT = 4_000
MAX_KEY = 200
MAX_TYPE_NAME = 80
MAX_DIMENSIONS = 32
MAX_METHODS = 100
"""Of an object, by name; what else it has is asked for."""
MAX_KEYS = 200
"""Of a dict that stays with the worker, in what tells of it."""
MAX_OF_LETTER = 4
"""Bytes that a letter takes in memory at most, by each byte of it that travels."""


class Unknown:
    """A value that does not travel; only the name of its type does."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __repr__(self) -> str:
        return f"<{self.kind}>"


class Unsendable(Exception):
    """A value is too large to travel."""


class Budget:
    """What may still travel of a value: who receives one counts as who sends it does.

    Items of lists and dicts, and arrays; the bytes that arrays and texts take in memory; elements.
    """

    def __init__(self, is_over: Callable[[], Exception]) -> None:
        """``is_over()`` is raised where it is spent."""
        self._is_over = is_over
        self.begin()

    def begin(self) -> None:
        """Begin with the whole of it."""
        self._items, self._bytes, self._elements = MAX_ITEMS, MAX_BYTES, MAX_ELEMENTS

    def spend(self, items: int, size: int = 0, elements: int = 0) -> None:
        """Spend some of it, before anything is made of what it is spent on."""
        self._items -= items
        self._bytes -= size
        self._elements -= elements
        if self._items < 0 or self._bytes < 0 or self._elements < 0:
            raise self._is_over()

    def spend_text(self, text: str) -> None:
        """Spend what a text takes."""
        size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        self.spend(0, MAX_OF_LETTER * size)


class Encoder:
    """Turns values into trees, within a budget.

    ``other`` is asked about a value that has no tree of its own, ``shared`` about arrays, lists and
    dicts; they return a tree or None. If it ``is_strict``, what has no tree is a TypeError.
    """

    def __init__(
        self,
        other: Callable[[Any], Tree | None] = lambda _value: None,
        shared: Callable[[Any, int], Tree | None] | None = None,
        *,
        is_strict: bool = False,
    ) -> None:
        self._other = other
        self._shared = shared
        self._is_strict = is_strict
        self._budget = Budget(Unsendable)

    def encode(self, value: Any) -> Tree:
        """Return the tree of ``value``; raise Unsendable where it is too large."""
        self.begin()
        return self._tree(value, 0)

    def begin(self) -> None:
        """Begin with the whole budget."""
        self._budget.begin()

    def content(self, value: Any, depth: int) -> Tree:
        """Return the tree of an array, a list or a dict that is shared, within the same budget."""
        return self._array(value) if isinstance(value, np.ndarray) else self._built(value, depth)

    def _tree(self, value: Any, depth: int) -> Tree:
        if value is None or type(value) in (bool, float):
            return value
        if isinstance(value, np.ndarray):
            tree = None if self._shared is None else self._shared(value, depth)
            return self._array(value) if tree is None else tree
        if isinstance(value, (bool, np.bool_)):
            return bool(value)
        if isinstance(value, (int, np.integer)):
            number = int(value)
            is_small = -(2**63) <= number < 2**63
            return number if is_small else self._unknown("int beyond 64 bits")
        if isinstance(value, (float, np.floating)):
            return float(value)
        if isinstance(value, str):
            return self._text(value[:MAX_TEXT])
        if isinstance(value, (complex, np.complexfloating)):
            return ["z", float(value.real), float(value.imag)]
        return self._compound(value, depth)

    def _compound(self, value: Any, depth: int) -> Tree:
        tree = None if self._shared is None else self._shared(value, depth)
        if tree is None:
            tree = self._other(value)
        return self._built(value, depth) if tree is None else tree

    def _built(self, value: Any, depth: int) -> Tree:
        if depth >= MAX_DEPTH:
            return self._unknown("deeply nested value")
        if isinstance(value, (list, tuple)):
            self._budget.spend(len(value))
            tag = "l" if isinstance(value, list) else "u"
            return [tag, [self._tree(item, depth + 1) for item in value]]
        if isinstance(value, dict) and all(map(is_key, value)):
            self._budget.spend(len(value))
            return ["d", [[self._key(k), self._tree(v, depth + 1)] for k, v in value.items()]]
        return self._unknown(type_name(value))

    def _text(self, text: str) -> str:
        text = text.encode("utf-8", "replace").decode("utf-8")
        self._budget.spend_text(text)
        return text

    def _key(self, key: str | int) -> str | int:
        key = plain_key(key)
        return self._text(key) if isinstance(key, str) else key

    def _unknown(self, kind: str) -> Tree:
        if self._is_strict:
            raise TypeError(f"a check passed a value of type {kind}, which does not travel")
        return ["x", kind]

    def _array(self, array: np.ndarray) -> Tree:
        if type(array) is not np.ndarray:
            array = np.asarray(array)  # a masked array's bytes are not those of its data
        if array.dtype is USUAL:  # needs nothing of what follows
            self._budget.spend(1, array.nbytes, array.size)
            return ["a", "<f8", list(array.shape), array.tobytes()]
        name = _NAMES.get(array.dtype)
        if name is None:
            is_longer = array.dtype.kind == "f" and array.itemsize > _BYTES_OF_ONE
            name = "<f8" if is_longer else _NAMES.get(array.dtype.newbyteorder("<"))
            if name is None:
                return self._unknown(f"array of {str(array.dtype)[:40]}")
        # ``broadcast_to`` makes terabytes out of eight bytes: the size is asked before it is made.
        self._budget.spend(1, array.nbytes, array.size)
        return ["a", name, list(array.shape), array.astype(_KINDS[name], copy=False).tobytes()]


class Decoder:
    """Turns trees back into values, within the budget of an encoder, and trusts none of them.

    ``resolve`` is given the tagged list of a function, an object or a dict of the other side, and
    of what both sides hold. ``spend`` is told of each array, list and dict how many elements it
    has, before it is made, and of each text how many take as much.
    """

    def __init__(
        self,
        resolve: Callable[[list[Any]], Any] | None = None,
        spend: Callable[[int], None] = lambda _elements: None,
    ) -> None:
        self._resolve = resolve
        self._spend = spend
        self._budget = Budget(partial(ProtocolError, "too much"))

    def decode(self, tree: Tree) -> Any:
        """Return the value of ``tree``; raise ProtocolError where it is none."""
        self.begin()
        return self._value(tree, 0)

    def begin(self) -> None:
        """Begin with the whole budget."""
        self._budget.begin()

    def array(self, dtype: Any, shape: Any, data: Any) -> np.ndarray:
        """Return an array that is part of a value, within the same budget."""
        kind, elements = _described(dtype, shape, data)
        self._budget.spend(1, len(data), elements)
        self._spend(elements)
        return _made(kind, shape, data)

    def inner(self, tree: Tree) -> Any:
        """Return a value that is part of the one being decoded, and of its budget."""
        return self._value(tree, 0)

    def _value(self, tree: Tree, depth: int) -> Any:
        if tree is None or isinstance(tree, (float, int)):
            return tree
        if isinstance(tree, str):
            self._spend(len(tree) // _BYTES_OF_ONE)
            return self._text(tree, MAX_TEXT)
        if not isinstance(tree, list) or len(tree) < 2 or depth > MAX_DEPTH:
            raise ProtocolError("not a value")
        return self._tagged(tree, depth)

    def _text(self, text: str, most: int) -> str:
        if len(text) > most:
            raise ProtocolError("too long a text")
        self._budget.spend_text(text)
        return text

    def _key(self, pair: Any) -> str | int:
        if not isinstance(pair, list) or len(pair) != 2 or not is_key(pair[0]):
            raise ProtocolError("not an entry of a dict")
        key: str | int = pair[0]
        return self._text(key, MAX_KEY) if isinstance(key, str) else key

    def _tagged(self, tree: list[Any], depth: int) -> Any:
        tag, body = tree[0], tree[1]
        if tag == "a" and len(tree) == 4:
            return self.array(*tree[1:])
        if tag in ("l", "u", "d") and isinstance(body, list):
            self._budget.spend(len(body))
            self._spend(len(body))
        if tag in ("l", "u") and isinstance(body, list):
            items = [self._value(item, depth + 1) for item in body]
            return items if tag == "l" else tuple(items)
        if tag == "d" and isinstance(body, list):
            return {self._key(pair): self._value(pair[1], depth + 1) for pair in body}
        if tag == "x" and isinstance(body, str):
            return Unknown(body[:MAX_TYPE_NAME])
        if tag == "z" and len(tree) == 3 and isinstance(body, float) and type(tree[2]) is float:
            return complex(body, tree[2])
        if tag in ("f", "o", "m", "s") and self._resolve is not None:
            return self._resolve(tree)
        raise ProtocolError("not a value")


class TrustingDecoder(Decoder):
    """The same for what the judge sends: nothing is counted, and nothing is looked at twice."""

    def array(self, dtype: Any, shape: Any, data: Any) -> np.ndarray:
        """Return an array that is part of a value."""
        return np.ndarray(shape, _KINDS[dtype], data).copy()

    def _value(self, tree: Tree, depth: int) -> Any:
        if type(tree) is not list:
            return tree
        tag = tree[0]
        if tag == "a":
            return self.array(tree[1], tree[2], tree[3])
        if tag == "u":
            return tuple([self._value(item, 0) for item in tree[1]])
        if tag == "d":
            return {key: self._value(item, 0) for key, item in tree[1]}
        if tag == "l":
            return [self._value(item, 0) for item in tree[1]]
        return self._tagged(tree, depth)


def is_key(key: Any) -> bool:
    """Return whether a dict with that key travels: a string, or a small whole number."""
    return isinstance(key, str) or (type(key) is int and abs(key) < 2**63)


def plain_key(key: str | int) -> str | int:
    """Return a key as it travels."""
    return key if type(key) is int else str(key)[:MAX_KEY]


def _described(dtype: Any, shape: Any, data: Any) -> tuple[np.dtype, int]:
    """Return an array's dtype and how many elements it has, where its parts fit each other."""
    kind = _KINDS.get(dtype) if isinstance(dtype, str) else None
    if kind is None or not isinstance(data, bytes):
        raise ProtocolError("not an array")
    if not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
        raise ProtocolError("not a shape")
    for n in shape:
        if type(n) is not int or not 0 <= n <= MAX_BYTES:
            raise ProtocolError("not a shape")
    elements = math.prod(shape)
    if elements * kind.itemsize != len(data):
        raise ProtocolError("an array's bytes and shape differ")
    return kind, elements


def _made(kind: np.dtype, shape: list[int], data: bytes) -> np.ndarray:
    if kind.char == "?" and data.strip(b"\0\1"):
        raise ProtocolError("not booleans")
    try:
        return np.ndarray(shape, kind, data).copy()
    except ValueError as error:  # of no elements, by a nought among sizes beyond all memory
        raise ProtocolError("an array that is too large") from error


def built_in_name(error: BaseException) -> str:
    """Return the name of the built-in exception that an exception is, or is derived from."""
    ancestors = type.__getattribute__(type(error), "__mro__")
    is_built_in = (type.__getattribute__(c, "__module__") == "builtins" for c in ancestors)
    return next(str(c.__name__) for c, found in zip(ancestors, is_built_in, strict=True) if found)


def type_name(value: Any) -> str:
    """Return the name of a value's type, as short plain text."""
    name = type.__getattribute__(type(value), "__name__")
    return "".join(c if c.isprintable() else "?" for c in str(name)[:60])
