"""What is sent ahead changes no verdict, tells no answer, and bears every reply."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import SOLUTIONS, gradkit, results_in
from hypothesis import given
from hypothesis import strategies as st
from judged import CATALOGUE, SOME, judged

from autograder.assignment.limits import Limits
from autograder.protocol.channel import Channel, packed
from autograder.protocol.sealed_answers import opened, sealed
from autograder.sandbox.conversation import Budget, Diverged, WorkerRunner

REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.classes
def test_verdicts_are_those_of_asking_live() -> None:
    ahead, live = judged(*SOME), judged("--live", *SOME)
    assert len(ahead) == len(SOME)
    for name, verdicts in live.items():
        assert ahead[name] == verdicts, name


@pytest.mark.exhaustive
def test_verdicts_are_those_of_asking_live_for_all() -> None:
    everything = [*(SOLUTIONS / "right").glob("*.py"), *CATALOGUE]
    assert judged(*everything) == judged("--live", *everything)


questions = st.lists(st.integers(-(2**60), 2**60) | st.text() | st.floats() | st.binary())


@given(questions, questions, st.lists(st.floats(allow_nan=False), min_size=1))
def test_only_the_question_opens_an_answer(
    question: list[Any], other: list[Any], answer: list[Any]
) -> None:
    tag, hidden, receipt = sealed(packed(question), answer, b"key")
    table = {tag: hidden}
    assert opened(packed(question), table) == (answer, receipt)
    assert receipt not in hidden + tag
    if repr(other) != repr(question):
        assert opened(packed(other), table) is None


class Other:
    """The other end of a runner's channel, at which a test says what it likes."""

    def __init__(self) -> None:
        here, there = socket.socketpair()
        self.channel = Channel(here)
        self.end = Channel(there)
        self.is_stopped = False
        self.process = None

    def stop(self) -> None:
        self.is_stopped = True

    def exit_status(self) -> None:
        return None


ODD: list[Callable[[Channel], None]] = [
    lambda end: None,
    lambda end: end.send(["replies", "no list"]),
    lambda end: end.send(["replies", [1, 2]]),
    lambda end: end.send(["replies", [b"one too many"] * 9]),
    lambda end: end.send(["replies", [b"\xc1"] * 4]),
    lambda end: end.send(["eval", 0, 1.0, []]),
    lambda end: end.send(["done", []]),
    lambda end: end.close(),
]


def _call(*arguments: Any) -> bytes:
    return packed(["call", [["name", "f"], ["u", list(arguments)], ["d", []]]])


REQUESTS = [packed(["release", []]), _call()]
REPLIES = [packed(["ok"]), packed(["ok", 1, [], [], []])]
QUESTION: list[Any] = ["eval", 0, 1.0, []]


def _saying(*messages: list[Any]) -> Callable[[Channel], None]:
    return lambda end: [end.send(message) for message in messages] and None


def _passed(rehearsed: Any, accepted: Any, say: Callable[[Channel], None], habits: Any = ()) -> int:
    """Return how many examples pass over what a worker says after it was asked all of them."""
    from autograder.checks.student import Student
    from autograder.judge.replay.batches import _Stream

    other = Other()
    runner = WorkerRunner(other, Limits(), Budget(5.0))  # type: ignore[arg-type]
    speaking = threading.Thread(target=lambda: (other.end.receive(), say(other.end)))
    speaking.start()
    try:
        stream = _Stream(runner, rehearsed.examples, accepted, habits)
        return stream.passed(rehearsed, {}, lambda transport, _shown: Student(transport, "en"))
    finally:
        speaking.join()
        other.end.close()
        other.channel.close()


def test_replies_that_have_passed_pass_again_and_no_others() -> None:
    from autograder.judge.replay.batches import Accepted
    from autograder.judge.replay.examples import Example, Rehearsed

    asked: list[Any] = []

    def inner(student: Any) -> None:
        asked.append(student.f())
        assert asked[-1] in (1, 2)

    example = Example({}, REQUESTS, REQUESTS, REPLIES)
    rehearsed, accepted = Rehearsed(inner, [example], is_property=False), Accepted()
    two, three = ([REPLIES[0], packed(["ok", n, [], [], []])] for n in (2, 3))
    assert _passed(rehearsed, accepted, _saying(["replies", two])) == 1
    assert _passed(rehearsed, accepted, _saying(["replies", two])) == 1
    assert asked == [2]
    for _ in range(2):
        assert _passed(rehearsed, accepted, _saying(["replies", three])) == 0
    assert asked == [2, 3, 3]
    assert _passed(rehearsed, Accepted(), _saying(["replies", two])) == 1
    assert asked == [2, 3, 3, 2]


def test_replies_between_which_something_was_asked_are_looked_at_each_time() -> None:
    from autograder.checks.function import Function
    from autograder.judge.replay.batches import Accepted
    from autograder.judge.replay.examples import Example, Rehearsed

    calls: list[int] = []

    def inner(student: Any) -> None:
        f = Function("2.0 * x", shape=None)
        assert student.f(f) == 1
        calls.append(f.calls)
        assert f.calls == 1

    requests = [REQUESTS[0], _call(["f", 0])]
    example = Example({}, requests, requests, [REPLIES[0], packed(["not it"])])
    rehearsed, accepted = Rehearsed(inner, [example], is_property=False), Accepted()
    first, second = (["replies", [reply]] for reply in REPLIES)
    assert _passed(rehearsed, accepted, _saying(first, QUESTION, second)) == 1
    assert _passed(rehearsed, accepted, _saying(first, second)) == 0
    assert calls == [1, 0]


def test_replies_that_count_for_one_habit_count_for_no_other() -> None:
    from autograder.checks.function import Function
    from autograder.judge.replay.batches import Accepted
    from autograder.judge.replay.differences import Habit
    from autograder.judge.replay.examples import Example, Prompt, Rehearsed

    def inner(student: Any) -> None:
        f = Function("2.0 * x", shape=None)
        student.f(f)
        assert f.calls == 1

    habit, receipt = Habit(1e-3, is_in_place=True), b"8 bytes!"
    requests = [REQUESTS[0], _call(["f", 0])]
    example = Example({}, requests, requests, [REPLIES[0], packed(["not it"])])
    example.prompts[habit] = Prompt({}, (receipt,))
    rehearsed, accepted = Rehearsed(inner, [example], is_property=False), Accepted()
    say = _saying(["replies", [REPLIES[0], packed(["ok", 1, [], [[1, [receipt]]], []])]])
    assert _passed(rehearsed, accepted, say, habits=(habit,)) == 1
    assert _passed(rehearsed, accepted, say) == 0


# What receipts were, once, made of: the question, which any student's code knows.
KNOWN_BY_HEART = """
import numpy as np
import hashlib
from autograder.protocol.channel import packed

def numerical_gradient(f, x):
    questions, shown = f.questions, {}
    for index in np.ndindex(x.shape):
        for h in (1e-4, -1e-4):
            moved = x.copy()
            moved[index] += h
            tree = questions._encoder.encode(moved)
            made = packed(["eval", f.id, tree, [tree]])
            shown[hashlib.shake_128(made).digest(16)[8:]] = None
            shown[hashlib.blake2b(made, digest_size=8).digest()] = None
    questions._receipts[:] = [(len(shown), shown)]
    return 2 * x
"""


def test_no_receipt_is_made_of_a_question(grade: Callable[..., dict[str, Any]]) -> None:
    checks = grade(KNOWN_BY_HEART)["questions"][0]["checks"]
    put_back = [c["outcome"] for c in checks if c["id"].endswith("test_x_is_put_back")]
    assert put_back and set(put_back) == {"failed"}


def test_a_size_beyond_all_memory_is_the_submissions_own_doing(
    grade: Callable[..., dict[str, Any]],
) -> None:
    vast = ["eval", 0, ["a", "<f8", [0] + [8_388_608] * 10, b""], [None]]
    result = grade(f"{REFERENCE}\ndef numerical_gradient(f, x):\n    f.questions.ask({vast})\n")
    assert result["status"] == "graded"
    assert result["questions"][0]["score"] == 0 and result["score"] == 75


# Besides the lesson's own way: other steps, copies, rows, five points; the last one is foreseen by
# nobody, its step being a power of two.
WAYS = ["module_alias", "flat_index", "apply_along_axis", "python_loops", "fourth_order"]
UNUSUAL = "class_attributes"


@pytest.mark.slow
def test_the_usual_ways_to_take_a_difference_are_asked_about_once(tmp_path: Path) -> None:
    files = [SOLUTIONS / "right" / f"{name}.py" for name in (*WAYS, UNUSUAL)]
    done = gradkit("grade", *files, "-o", tmp_path / "out", "--limit", "messages=100")
    assert done.returncode == 0, done.stderr
    results = results_in(tmp_path / "out")
    assert {results[f"{name}.py"]["score"] for name in WAYS} == {100}
    assert results[f"{UNUSUAL}.py"]["score"] < 100


@pytest.mark.parametrize("say", ODD)
def test_an_odd_reply_is_never_a_pass_nor_a_fault(say: Callable[[Channel], None]) -> None:
    from autograder.judge.replay.batches import Accepted
    from autograder.judge.replay.examples import Example, Rehearsed

    def inner(student: Any) -> None:
        assert student.f() == 1

    example = Example({}, REQUESTS, REQUESTS, REPLIES)
    rehearsed = Rehearsed(inner, [example, example], is_property=False)
    assert _passed(rehearsed, Accepted(), say) == 0
    assert _passed(rehearsed, Accepted(), _saying(["replies", [*REPLIES, *REPLIES]])) == 2


def test_silence_is_a_divergence() -> None:
    other = Other()
    runner = WorkerRunner(other, Limits(), Budget(0.2))  # type: ignore[arg-type]
    with pytest.raises(Diverged):
        runner.receive_ahead()
    assert other.is_stopped


CHECKS = '''
from hypothesis import given, strategies as st
from autograder.checks import Text, assert_number, check

@check("double", points={points})
@given(x=st.floats(2, 9))
def test_twice(student, x):
    """Doubling the double

    두 배의 두 배
    """
    y = student.double(x)
    assert_number(y, expected=2 * x, tolerance=0, what=Text("y", "y"))
    z = student.double(y)
    assert_number(z, expected=4 * x, tolerance=100, what=Text("z", "z"))
'''
SPY = """
import sys
import msgpack

def double(x):
    frame = sys._getframe()
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if isinstance(value, list) and value and isinstance(value[0], bytes):
                asked = [msgpack.unpackb(request)[1] for request in value]
                numbers = [call[1][1][0] for call in asked if len(call) == 3]
                if x in numbers[:-1]:
                    return numbers[numbers.index(x) + 1]
        frame = frame.f_back
    return 0.0
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An assignment whose check passes an answer on."""
    folder = tmp_path / "assignments" / "small"
    (folder / "checks" / "public").mkdir(parents=True)
    (folder / "assignment.toml").write_text(
        'name = "small"\ntitle = { en = "Small", ko = "작은 과제" }\nseed = 7\n'
        '[[questions]]\nname = "double"\npoints = 4\n',
        encoding="utf-8",
    )
    file = folder / "checks" / "public" / "test_double.py"
    file.write_text(CHECKS.format(points=4), encoding="utf-8")
    solution = tmp_path / "solutions" / "small" / "reference.py"
    solution.parent.mkdir(parents=True)
    solution.write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "points"),
    [("def double(x): return 2 * x", 4), ("def double(x): return x", 0), (SPY, 0)],
)
def test_an_answer_that_a_check_passes_on_is_not_sent_ahead(
    small: Path, source: str, points: float
) -> None:
    (small / "submission.py").write_text(source, encoding="utf-8")
    place = small / "out"
    done = gradkit("grade", "submission.py", "-a", "small", "-o", place, cwd=small)
    assert done.returncode == 0, done.stderr
    assert results_in(place)["submission.py"]["score"] == points


def test_a_check_that_fails_on_the_reference_is_a_fault_of_ours(small: Path) -> None:
    solution = small / "solutions" / "small" / "reference.py"
    solution.write_text("def double(x):\n    return 3 * x\n", encoding="utf-8")
    (small / "submission.py").write_text("def double(x): return 2 * x", encoding="utf-8")
    place = small / "out"
    done = gradkit("grade", "submission.py", "-a", "small", "-o", place, cwd=small)
    assert done.returncode == 1
    assert results_in(place)["submission.py"]["status"] == "internal_error"


def test_an_argument_that_is_reshaped_while_f_is_asked_is_the_students_mistake(
    grade: Callable[..., dict[str, Any]],
) -> None:
    reshaping = REFERENCE + (
        "\ndef numerical_gradient(f, x):\n    x.shape = (1, *x.shape)\n    return f(x)\n"
    )
    result = grade(reshaping)
    outcomes = {check["outcome"] for check in result["questions"][0]["checks"]}
    assert outcomes <= {"error", "failed"}
    assert result["score"] == 75
