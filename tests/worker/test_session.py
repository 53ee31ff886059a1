"""What the student's side does with what it is handed and with what it has returned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.selfcheck.inprocess import Allowance, InProcess

SOURCE = """
import numpy as np

def identity(f):
    return id(f)

KEPT = []

def kept(f):
    KEPT.append(f)
    return id(f)

class Net:
    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.name = "net"
        self.calls = 0

    def same(self, x):
        return 1.0

    def counted(self, x):
        self.calls += 1
        return self.calls // 30

    def moved(self, x):
        x += 1
        return x[0]

    def remembered(self, x):
        self.x = x
        x += 1
        x.shape = (1, 1)
        return 0.0

    def asked(self, x):
        return [self.remembered(x), self.x is x, x[0]]
"""


@pytest.fixture
def runner() -> Iterator[InProcess]:
    made = InProcess({}, Allowance())
    plan = made.request(
        "load",
        [[SOURCE], {name: [] for name in ("identity", "kept", "Net")}, {}, False, 0],
        _no_question,
    )[1]
    for index, *_ in plan:
        made.request("execute", [index], _no_question)
    yield made
    made.close()


def _no_question(_question: list[Any]) -> list[Any]:
    raise AssertionError("nothing is asked")


def ids(runner: InProcess, name: str) -> list[int]:
    call = [["name", name], ["u", [["f", 0]]], ["d", []]]
    return [runner.request("call", call, _no_question)[1] for _ in range(20)]


def test_a_function_that_is_gone_leaves_its_id_to_the_next(runner: InProcess) -> None:
    assert len(set(ids(runner, "identity"))) < 4
    assert len(set(ids(runner, "kept"))) == 20


def test_many_objects_are_asked_at_once_and_all_exist_then(runner: InProcess) -> None:
    (_, tag, _, shape, data) = ["", *runner.request("many", ["Net", "W", 50], _no_question)[1]]
    assert (tag, shape) == ("a", [50, 2, 3])
    assert len({data[i : i + 48] for i in range(0, len(data), 48)}) == 50
    assert runner.request("many", ["Net", "name", 3], _no_question)[1] == ["l", ["net"] * 3]
    assert runner.request("many", ["Net", "w", 3], _no_question)[:3] == ["missing", "Net", "w"]


def test_a_method_is_asked_again_and_again_and_each_answer_comes_once(runner: InProcess) -> None:
    (_, identity, *_) = runner.request(
        "call", [["name", "Net"], ["u", []], ["d", []]], _no_question
    )[1]
    array = ["a", "<f8", [1], b"\0" * 8]

    def again(method: str) -> list[Any]:
        target = [["o", identity, method], ["l", [array]], 40]
        return runner.request("again", target, _no_question)

    assert again("same") == ["ok", ["l", [1.0]]]
    assert again("counted") == ["ok", ["l", [0, 1]]]
    assert again("moved") == ["ok", ["l", [1.0]]], "each time it gets a copy"
    assert again("absent")[:3] == ["missing", "Net", "absent"]


def test_what_has_a_stand_in_runs_with_the_very_argument_and_changes_nothing_of_it(
    runner: InProcess,
) -> None:
    (_, identity, *_) = runner.request(
        "call", [["name", "Net"], ["u", []], ["d", []]], _no_question
    )[1]
    runner.request("stand_in", [identity, "remembered", 0, []], _no_question)
    told: list[Any] = []

    def answer(question: list[Any]) -> list[Any]:
        told.append(question)
        return ["value", 2.0]

    array = ["a", "<f8", [1], b"\0" * 8]
    call = [["o", identity, "asked"], ["u", [array]], ["d", []]]
    assert runner.request("call", call, answer)[1] == ["l", [2.0, True, 0.0]]
    assert told == [["stand_in", 0, ["l", [array]]]]
