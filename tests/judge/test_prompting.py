"""Doubles: whatever a check does with an object is done to a right one and to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.handles import of_many
from autograder.checks.loading import Program
from autograder.checks.student import Student
from autograder.judge.diagnosis.prompting import Prompter
from autograder.judge.diagnosis.replies import Reply
from autograder.judge.diagnosis.scripts import Script
from autograder.judge.replay.examples import Understudy

RIGHT = """
import numpy as np

SIZES = [2.0, 3.0]

class Net:
    layers = 2
    def __init__(self):
        self.params = {"W": np.array([1.0, 2.0]), "b": np.array([0.0])}
    def __call__(self, x):
        return x @ self.params["W"] + self.params["b"]
    def __len__(self):
        return 2
    def __getitem__(self, place):
        return self.params["W"][place]
    @classmethod
    def made(cls):
        return cls()
"""
WRONG = (
    RIGHT.replace('+ self.params["b"]', '- self.params["b"]')
    .replace("return 2", "return 3")
    .replace("[place]", "[-1 - place]")
    .replace("SIZES = [2.0", "SIZES = [4.0")
    .replace("layers = 2", "layers = 5")
)
TARGETS: dict[str, list[str]] = {"Net": [], "SIZES": []}


def work(source: str) -> Student:
    program = Program([source], TARGETS)
    return Student(Understudy(program, b"key"), "en", variables=["SIZES"])


def replies(check: Callable[[Any], Any]) -> list[Reply]:
    """Return what comes back when a check is run on both, the right answers read out."""
    script = Script(work(RIGHT), ["SIZES"])
    for other in (None, work(WRONG)):
        prompter = Prompter(script, other, {"Net.__call__": ["x"]})
        prompter.begin_example()
        check(prompter)
        script.end_example()
    return prompter.replies


def last(check: Callable[[Any], Any]) -> tuple[Any, Any]:
    reply = replies(check)[-1]
    return reply.right, reply.actual


def test_an_object_is_called() -> None:
    def check(student: Any) -> None:
        net = student.Net()
        net.params["b"] = np.array([1.0])
        assert net(np.array([1.0, 1.0])) == 4.0

    found = replies(check)[-1]
    assert (found.target, float(found.right[0]), float(found.actual[0])) == (
        "Net.__call__",
        4.0,
        2.0,
    )
    assert set(found.inputs) == {"b", "x"}


def test_an_object_is_counted_and_indexed() -> None:
    assert last(lambda student: len(student.Net())) == (2, 3)
    assert last(lambda student: student.Net()[0]) == (1.0, 2.0)


def test_a_value_a_class_attribute_and_a_class_method_are_asked_of_both() -> None:
    assert last(lambda student: student.SIZES) == ([2.0, 3.0], [4.0, 3.0])
    assert last(lambda student: student.Net.layers) == (2, 5)
    assert last(lambda student: student.Net.call("made")[1]) == (2.0, 1.0)


def test_the_entries_of_a_dict_are_gone_through() -> None:
    def check(student: Any) -> None:
        params = student.Net().params
        assert sorted(params) == ["W", "b"] and len(params) == 2 and "W" in params
        assert [float(v[0]) for _, v in params.items()] == [1.0, 0.0]

    assert [reply.target for reply in replies(check)] == ["Net", "params", "W", "b"]


def test_what_many_new_objects_hold_is_read_off_both() -> None:
    found = replies(lambda student: of_many(student.Net, "layers", 3))
    assert [(reply.target, reply.right, reply.actual) for reply in found] == [
        ("layers", [2, 2, 2], [5, 5, 5])
    ]
