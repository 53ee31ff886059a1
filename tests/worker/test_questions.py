"""Sealed answers are found by whoever asks their very question, in whatever array it lies."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from autograder.protocol.channel import packed, trusted
from autograder.protocol.sealed_answers import Opener, sealed
from autograder.protocol.values import Encoder
from autograder.worker.main import Ahead
from autograder.worker.session import Session

# What is asked of f in turn: x itself, a copy, a row, and the same in other types.
WAYS = """
import numpy as np

def asked(f, x):
    values = [f(x), f(x.copy()), f(x[0]), f(x.astype(np.float32)), f(x.astype(">f8")), f(2.5)]
    x += 1.0
    return values + [f(x), f(x - 1.0), f(x.T), f(x[:1]), f(np.asfortranarray(x))]
"""


class Judge:
    """The other end of a channel, which is asked nothing."""

    def __init__(self) -> None:
        self.told: list[list[Any]] = []

    def send(self, message: list[Any]) -> None:
        self.told.append(message)

    def receive(self) -> list[Any]:
        return ["refused", "this was sealed"]


def questions_about(x: np.ndarray) -> list[list[Any]]:
    """Return the questions, built by the book."""
    encode = Encoder().encode
    later = x + 1.0
    first = [x, x, x[0], x.astype(np.float32), x.astype(">f8"), 2.5]
    then = [later, later - 1.0, later.T, later[:1], later]
    pairs = [(point, x) for point in first] + [(point, later) for point in then]
    return [["eval", 0, encode(point), [encode(array)]] for point, array in pairs]


numbers = st.floats(-4.0, 4.0, width=16)


@given(st.lists(arrays(float, array_shapes(min_dims=2, max_dims=3), elements=numbers), min_size=1))
def test_a_sealed_answer_is_found_in_every_array_that_asks(points: list[np.ndarray]) -> None:
    session = Session(lambda _question: [], {}, {"__name__": "__main__"})
    session.questions.opener = Opener()
    for index, *_ in session.handle("load", [WAYS], {"asked": []}, {}, False, 0)[1]:
        session.handle("execute", index)
    judge = Judge()
    for x in points:
        questions = questions_about(x)
        table, receipts = {}, []
        for question in questions:
            value = float(questions.index(question))  # the same question has one answer
            tag, hidden, receipt = sealed(packed(question), ["value", value], b"key")
            table[tag] = hidden
            receipts.append(receipt)
        arguments = [["name", "asked"], ["u", [["f", 0], ["s", 1, Encoder().encode(x)]]], ["d", []]]
        requests = [packed(["release", [], {}]), packed(["call", arguments, table])]
        Ahead(judge, session).serve(requests)  # type: ignore[arg-type]
        _, reply = map(trusted, judge.told[-1][1])
        assert reply[:2] == ["ok", ["l", [float(questions.index(q)) for q in questions]]]
        assert reply[3] == [[len(questions), list(dict.fromkeys(receipts))]]


MISUSED = """
def asked(f, x):
    for ask in (lambda: f(), lambda: f(x, x), lambda: f.ndim, lambda: f[0]):
        try:
            ask()
        except Exception as error:
            yield f"{type(error).__name__}: {error}"

def told(f, x):
    return "; ".join(asked(f, x))
"""


def test_what_goes_wrong_with_a_function_is_said_as_of_every_function() -> None:
    session = Session(lambda _question: [], {}, {"__name__": "__main__"})
    for index, *_ in session.handle("load", [MISUSED], {"told": []}, {}, False, 0)[1]:
        session.handle("execute", index)
    arguments = ["u", [["f", 0], ["s", 1, Encoder().encode(np.ones(2))]]]
    _, found, *_ = session.handle("call", ["name", "told"], arguments, ["d", []])
    assert found == (
        "TypeError: f() missing 1 required positional argument: 'x'; "
        "TypeError: f() takes 1 positional argument but 2 were given; "
        "AttributeError: 'function' object has no attribute 'ndim'; "
        "TypeError: 'function' object is not subscriptable"
    )
