"""Parameters get the judge's values where they lie, whoever of the student's objects holds them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.protocol.values import Decoder, Encoder
from autograder.selfcheck.inprocess import Allowance, InProcess

SOURCE = """
import struct
from functools import partial
import numpy as np

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, x):
        return x @ self.W + self.b

class Slots:
    __slots__ = ("W", "b")
    __init__, __call__ = Affine.__init__, Affine.__call__

class ListLayer(list):
    def __call__(self, x):
        return x @ self[0] + self[1]

def closure(W, b):
    return lambda x: x @ W + b

def affine(W, b, x):
    return x @ W + b

class Net:
    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.first = W
        self.layer = self.made(W, b)

    def is_kept(self):
        return self.first.dtype == np.float32

    def predict(self, x):
        return self.layer(x)

class attribute_net(Net):
    made = Affine

    def __init__(self, W, b):
        self.W, self.layer = W, self.made(W, b)

%s
"""
KINDS = {
    "affine": "staticmethod(Affine)",
    "slots": "staticmethod(Slots)",
    "closure": "staticmethod(closure)",
    "bound": "staticmethod(lambda W, b: Affine(W, b).__call__)",
    "partial": "staticmethod(lambda W, b: partial(affine, W, b))",
    "default": "staticmethod(lambda W, b: lambda x, W=W, b=b: x @ W + b)",
    "list": "staticmethod(lambda W, b: ListLayer([W, b]))",
}
VIEWS = {
    "transposed": "staticmethod(lambda W, b: lambda x, V=W.T: x @ V.T + b)",
    "part": "staticmethod(lambda W, b: Affine(W[:], b[:]))",
    "memory": "staticmethod(lambda W, b: Affine(memoryview(W), memoryview(b)))",
    "unpacking": "staticmethod(lambda W, b: Affine(struct.iter_unpack('4s', W), memoryview(b)))",
    "iterator": "staticmethod(lambda W, b: Affine(W.flat, np.nditer(b)))",
    "objects": "staticmethod(lambda W, b: Affine(np.array([W.T, 0], object), b.view()))",
}
ARRAYS = {
    "right": "rng.normal(size=(2, 3)), np.zeros(3)",
    "float32": "rng.normal(size=(2, 3)).astype(np.float32), np.zeros(3, np.float32)",
    "integers": "np.zeros((2, 3), int), np.zeros(3, int)",
    "bits": "np.zeros((2, 3), bool), np.zeros(3, np.int8)",
    "complex": "np.zeros((2, 3), complex), np.zeros(3, complex)",
    "Fortran": "np.asfortranarray(rng.normal(size=(2, 3))).astype(np.float32), np.zeros(3, '>f8')",
    "square": "np.zeros((3, 3)), np.zeros((1, 3))",
    "large": "np.zeros((70, 80)), np.zeros((40, 50), np.float32)",
    "none": "np.zeros(()), np.zeros((0, 2))",
    "fixed": "fixed(np.zeros((2, 3))), fixed(np.zeros((2, 3)))",
}
HEAD = """
rng = np.random.default_rng(1)

def fixed(array):
    array.flags.writeable = False
    return array
"""
W, b = np.arange(6.0).reshape(2, 3) / 7, np.array([0.1, -0.2, 0.3])
X = np.array([[1.0, -0.5]])


class Side:
    """A student's side in this process, asked as the judge asks it."""

    def __init__(self, **makes: str) -> None:
        lines = [f"class {name}_net(Net):\n    made = {made}" for name, made in makes.items()]
        source = SOURCE % (HEAD + "\n".join(lines) + "\n")
        for name, arrays in ARRAYS.items():
            source += f"def {name}_arrays(kind): return globals()[kind + '_net']({arrays})\n"
        self._runner = InProcess({}, Allowance())
        names: dict[str, list[str]] = {f"{name}_arrays": [] for name in ARRAYS}
        plan = self.ask("load", [source], names, {}, True, 0)[0]
        for index, *_ in plan:
            self.ask("execute", index)

    def ask(self, operation: str, *arguments: Any) -> list[Any]:
        reply = self._runner.request(operation, list(arguments), _no_question)
        assert reply[0] == "ok", reply
        return reply[1:]

    def made(self, kind: str, arrays: str) -> int:
        target, given = ["name", f"{arrays}_arrays"], Encoder().encode((kind,))
        ((_, identity, *_), *_) = self.ask("call", target, given, ["d", []])
        return int(identity)

    def put(self, net: int, *parts: tuple[str, np.ndarray]) -> None:
        ((_, params, _),) = self.ask("get", net, "params")
        self.ask("put_items", params, Encoder().encode(dict(parts)))

    def call(self, net: int, method: str, *arguments: Any) -> Any:
        given = Encoder().encode(arguments)
        tree = self.ask("call", ["o", net, method], given, ["d", []])[0]
        return Decoder(_no_question).decode(tree)

    def predict(self, net: int) -> Any:
        return self.call(net, "predict", X)


def _no_question(_question: list[Any]) -> list[Any]:
    raise AssertionError("nothing is asked")


@pytest.mark.parametrize("arrays", ARRAYS)
def test_layers_see_what_is_put_whatever_the_type_and_the_shape_were(arrays: str) -> None:
    side = Side(**KINDS)
    for kind in KINDS:
        net = side.made(kind, arrays)
        for sign in (1, -1):
            side.put(net, ("W", sign * W), ("b", sign * b))
            assert np.array_equal(side.predict(net), sign * (X @ W + b)), kind


def test_what_a_view_is_of_keeps_its_memory() -> None:
    side = Side(**VIEWS)
    for kind in VIEWS:
        net = side.made(kind, "float32")
        side.put(net, ("W", W), ("b", b))
        assert side.call(net, "is_kept") is True, kind


def test_an_attribute_is_written_or_replaced_by_one_of_another_shape() -> None:
    side = Side()
    net = side.made("attribute", "float32")
    side.ask("put", net, "W", Encoder().encode(W))
    assert np.allclose(side.predict(net), X @ W)
    side.ask("put", net, "W", Encoder().encode(W.T))
    assert np.allclose(side.predict(net), X @ W)
