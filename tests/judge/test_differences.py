"""What is answered along with a first question: the same numbers, the same count, fewer words."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checks.evaluations import Passed
from autograder.checks.function import Function
from autograder.checks.student import Student
from autograder.checks.transport import Answer
from autograder.judge.diagnosis.listening import Listener
from autograder.judge.diagnosis.replies import Heard
from autograder.judge.replay.differences import Stencil
from autograder.judge.replay.habits import Habit
from autograder.protocol.outcomes import TimeLimit
from autograder.protocol.sealed_answers import Opener
from autograder.protocol.values import Table
from autograder.worker.session import Session

IN_PLACE = """
def moved(f, x, index, by):
    kept = x[index]
    x[index] = kept + by
    value = f(x)
    x[index] = kept
    return value
"""
COPIES = """
def moved(f, x, index, by):
    other = x.copy()
    other[index] += by
    return f(other)
"""
ROWS = """
def moved(f, x, index, by):
    if x.ndim == 1:
        kept = x[index]
        x[index] = kept + by
        value = f(x)
        x[index] = kept
        return value
    return moved(f, x[index[0]], index[1:], by)
"""
COPIED_ROWS = """
def moved(f, x, index, by):
    row = x[index[:-1]].copy()
    row[index[-1]] += by
    return f(row)
"""
CENTRAL = """
import numpy as np

def gradient(f, x, h):
    found = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        found[index] = (moved(f, x, index, h) - moved(f, x, index, -h)) / (2 * h)
    return found
"""
FIVE_POINTS = """
import numpy as np

def gradient(f, x, h):
    found = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        near = moved(f, x, index, h) - moved(f, x, index, -h)
        far = moved(f, x, index, 2 * h) - moved(f, x, index, -2 * h)
        found[index] = (8 * near - far) / (12 * h)
    return found
"""

WALKED = """
import numpy as np

def gradient(f, x, h):
    found = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        found[index] = (above - f(x)) / (2 * h)
        {}
    return found
"""
DESCENT = """
def gradient(f, x, h):
    {}
    for _ in range(20):
        grad = np.zeros_like(x)
        for index in np.ndindex(x.shape):
            grad[index] = (moved(f, x, index, h) - moved(f, x, index, -h)) / (2 * h)
        x -= 0.03 * grad
    return x
"""


class Direct:
    """A student's side in this process, which counts what is asked across."""

    receipts = ()

    def __init__(self, source: str) -> None:
        self.asked = 0
        namespace: dict[str, Any] = {"__name__": "test"}
        exec(source, namespace)
        self.session = Session(lambda _question: [], {}, namespace)
        self.session.questions.opener = Opener()

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        def ask(question: list[Any]) -> list[Any]:
            self.asked += 1
            return answer(question)

        self.session.questions.ask = ask
        return self.session.handle(operation, *arguments)


def ask(source: str, f: Function, x: np.ndarray, h: float, stencil: Stencil | None) -> Any:
    transport = Direct(source)
    student = Student(transport, "en", foresight=stencil)
    return student.gradient(f, x, h), transport.asked


arrays = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=0, max_dims=2, max_side=3),
    elements=st.floats(-4, 4, width=32),
)
steps = st.sampled_from([1e-3, 1e-4, 1e-5, 1e-6, 5e-4, 1.25e-5, 1.2345e-6, 2.0**-12, 2.0**-20])
LONG = [float(np.cbrt(np.finfo(float).eps)), np.pi * 1e-5, 1 / 30_000, float(np.float32(1e-4))]


@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
@pytest.mark.parametrize(("formula", "questions"), [(CENTRAL, 1), (FIVE_POINTS, 2)])
@given(x=arrays, h=steps)
def test_a_difference_asks_once_for_each_step(
    moved: str, formula: str, questions: int, x: np.ndarray, h: float
) -> None:
    f, g = (Function("np.sum(x ** 3) + x.flat[0]", shape=x.shape) for _ in range(2))
    found, asked = ask(moved + formula, f, x.copy(), h, Stencil(b"key"))
    live, all_asked = ask(moved + formula, g, x.copy(), h, None)
    assert np.array_equal(found, live)
    assert f.calls == g.calls == all_asked
    assert asked == questions


@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
@pytest.mark.parametrize(("formula", "questions"), [(CENTRAL, 1), (FIVE_POINTS, 2)])
@settings(max_examples=examples(5))
@given(xs=st.lists(arrays, min_size=30, max_size=30), h=st.sampled_from(LONG))
def test_a_step_that_is_no_short_number_is_known_the_better_the_more_it_is_taken(
    moved: str, formula: str, questions: int, xs: list[np.ndarray], h: float
) -> None:
    stencil, asked = Stencil(b"key"), []
    for x in xs:
        f, g = (Function("np.sum(x ** 3) + x.flat[0]", shape=x.shape) for _ in range(2))
        found, each = ask(moved + formula, f, x.copy(), h, stencil)
        live, all_asked = ask(moved + formula, g, x.copy(), h, None)
        assert np.array_equal(found, live)
        assert f.calls == g.calls == all_asked
        asked.append(each - questions)
    assert np.mean(asked) < 1


@pytest.mark.parametrize("back", ["x[index] = kept", "x[index] += h"])
@given(x=arrays.map(lambda x: np.asarray(x + 0.0)), h=steps)  # -0.0 would come back as 0.0
def test_who_walks_to_the_other_side_is_foreseen(back: str, x: np.ndarray, h: float) -> None:
    f, g = (Function("np.sum(x ** 3) + x.flat[0]", shape=x.shape) for _ in range(2))
    stencil = Stencil(b"key")
    found, asked = ask(WALKED.format(back), f, x.copy(), h, stencil)
    live, all_asked = ask(WALKED.format(back), g, x.copy(), h, None)
    assert np.array_equal(found, live)
    assert f.calls == g.calls == all_asked
    # As long as nothing is rounded all ways are one.
    assert asked <= 3


@pytest.mark.parametrize("begin", ["x = x.copy()", "", "moved(f, x, (0,) * x.ndim, 10 * h)"])
@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
@given(x=arrays.filter(lambda x: x.ndim > 0), h=steps)
def test_a_habit_is_foreseen_where_a_descent_goes(
    moved: str, begin: str, x: np.ndarray, h: float
) -> None:
    source = "import numpy as np\n" + moved + DESCENT.format(begin)
    f, g = (Function("np.sum(np.exp(x / 9))", shape=x.shape) for _ in range(2))  # no rest anywhere
    found, asked = ask(source, f, x.copy(), h, Stencil(b"key"))
    live, all_asked = ask(source, g, x.copy(), h, None)
    assert np.array_equal(found, live)
    assert f.calls == g.calls == all_asked
    assert asked <= all_asked


@pytest.mark.parametrize("begin", ["x = x.copy()", "", "moved(f, x, (0,) * x.ndim, 10 * h)"])
@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
def test_a_step_of_a_descent_asks_once(moved: str, begin: str) -> None:
    source = "import numpy as np\n" + moved + DESCENT.format(begin)
    # Elsewhere a sum with h may have come from two numbers, of which one is guessed.
    x = np.array([[1.5, -2.25], [3.0, 0.75]])
    f = Function("np.sum(np.exp(x / 9))", shape=x.shape)
    _, asked = ask(source, f, x, 1e-4, Stencil(b"key"))
    assert asked <= 8
    assert f.calls in (160, 161)


SLOPES = {
    "richardson": "(4 * central(h / 2) - central(h)) / 3",
    "upwards": "(at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * h)",
    "of_what_was_moved": "(at(1) - at(-1)) / ((kept + h) - (kept - h))",
    "one_sided": "(-3 * f(x) + 4 * at(1) - at(2)) / (2 * h)",
}
OWN_DESCENT = """
import numpy as np

def gradient(f, x, h, lr=0.01, step_num=100):
    x, end = {start}, []
    for _ in range(step_num):
        grad = np.zeros_like(x)
        for index in np.ndindex(x.shape):
            kept = x[index]

            def moved(by):
                x[index] = kept + by
                value = f(x)
                x[index] = kept
                return value

            at = lambda times: moved(times * h)
            central = lambda h: (moved(h) - moved(-h)) / (2 * h)
            grad[index] = {slope}
        x -= lr * grad
    return x
"""


@pytest.mark.parametrize("start", ["x", "x.copy()"])
@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize("told", [(), (0.0371, 90)])
def test_a_descent_is_foreseen_by_whatever_slope(
    start: str, slope: str, told: tuple[Any, ...]
) -> None:
    source = OWN_DESCENT.format(start=start, slope=SLOPES[slope])
    stencil, asked = Stencil(b"key"), []
    for begin in (0.75, 1.5):
        x = np.linspace(begin, 2, 3)
        f, g = (Function("np.sum(np.exp(x / 9))", shape=x.shape) for _ in range(2))
        student = Student(transport := Direct(source), "en", foresight=stencil)
        found = student.gradient(f, x.copy(), 1e-4, *told)
        live = Student(Direct(source), "en").gradient(g, x.copy(), 1e-4, *told)
        assert np.array_equal(found, live)
        assert slope == "one_sided" or f.calls == g.calls  # which asks thrice where it is
        asked.append(transport.asked)
    assert asked[0] <= 10 and asked[1] <= 4


def test_no_more_steps_are_foreseen_than_are_told() -> None:
    source = OWN_DESCENT.format(start="x", slope=SLOPES["richardson"])
    stencil, made = Stencil(b"key"), []
    for _ in range(5):
        f = Function("np.sum(x ** 2)", shape=(2,))
        Student(Direct(source), "en", foresight=stencil).gradient(f, np.ones(2), 1e-3, 0.125, 6)
        assert f.calls == 6 * 8
        made.append(len(stencil.receipts))
    assert max(made) < 6 * 8


def test_a_single_element_that_moves_on_is_taken_for_no_other_step() -> None:
    source = OWN_DESCENT.format(start="x", slope="central(h)")
    stencil = Stencil(b"key")
    for rate in (0.01, 0.3, 0.0371):
        f = Function("np.sum((x - 1) ** 2)", shape=(1,))
        Student(Direct(source), "en", foresight=stencil).gradient(f, np.ones(1) * 3, 1e-4, rate, 9)
    assert list(stencil.habits) == [Habit(1e-4, is_in_place=True)]


@given(x=arrays, h=steps)
def test_an_f_that_reads_the_array_is_answered_as_the_array_is(x: np.ndarray, h: float) -> None:
    own, other = x.copy(), x.copy()
    f = Function("np.sum(X) ** 2", shape=None, X=own)
    g = Function("np.sum(X) ** 2", shape=None, X=other)
    found, _ = ask(IN_PLACE + CENTRAL, f, own, h, Stencil(b"key"))
    live, _ = ask(IN_PLACE + CENTRAL, g, other, h, None)
    assert np.array_equal(found, live)
    assert np.array_equal(own, other)
    assert f.calls == g.calls


@pytest.mark.parametrize("moved", [ROWS, COPIED_ROWS])
@given(x=arrays.filter(lambda x: x.ndim > 0), h=steps)
def test_rows_that_are_handed_over_alone_are_foreseen(moved: str, x: np.ndarray, h: float) -> None:
    f, g = (Function("np.sum(x ** 3 + x)", shape=x.shape, rows=True) for _ in range(2))
    found, asked = ask(moved + CENTRAL, f, x.copy(), h, Stencil(b"key"))
    live, all_asked = ask(moved + CENTRAL, g, x.copy(), h, None)
    assert np.array_equal(found, live)
    assert f.calls == g.calls == all_asked
    # A row beside which another lies may be the copy of either.
    pairs = itertools.combinations(x if x.ndim > 1 else [], 2)
    assert asked == 1 or any(np.max(np.abs(a - b)) < 0.01 for a, b in pairs)


def test_a_function_of_the_whole_is_not_asked_about_rows() -> None:
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    f = Function("np.sum(x[:, 0] * x[:, 1])", shape=(2, 2))
    stencil = Stencil(b"key")
    stencil.begin(Passed([x], [f]))
    assert not stencil.of(Habit(1e-4, is_in_place=True, is_by_row=True), 0)
    assert x.tolist() == [[1.0, 2.0], [3.0, 4.0]] and f.calls == 0 and not stencil.receipts
    assert len(stencil.of(Habit(1e-4, is_in_place=True), 0)) == len(stencil.receipts) == 8
    assert x.tolist() == [[1.0, 2.0], [3.0, 4.0]] and f.calls == 0


@pytest.mark.parametrize("moved", [IN_PLACE, COPIES, ROWS, COPIED_ROWS])
@given(x=arrays.filter(lambda x: x.ndim > 0), reads=st.booleans())
def test_a_listener_hears_every_point_and_no_other(moved: str, x: np.ndarray, reads: bool) -> None:
    heard = []
    for stencil in (Listener(b"key"), None):
        own = x.copy()
        shape = None if reads else x.shape
        f = Heard(Function("np.sum(X ** 2) + np.sum(x)", shape=shape, rows=True, X=own))
        ask(moved + CENTRAL, f, own, 1e-4, stencil)
        heard.append(sorted(np.asarray(point).tolist() for point in f.points))
    assert heard[0] == heard[1] and len(heard[0]) == 2 * x.size


class Watching(Function):
    """A function of an author's that keeps where it was called."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.seen: list[list[float]] = []

    def __call__(self, x: Any) -> float:
        self.seen.append(x.tolist())
        return super().__call__(x)


@pytest.mark.parametrize("make", [Stencil, Listener])
@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
def test_a_function_that_looks_on_hears_of_every_call(moved: str, make: type[Stencil]) -> None:
    f = Watching("np.sum(x ** 2)", shape=(3,))
    ask(moved + CENTRAL, f, np.ones(3), 0.25, make(b"key"))
    ends = [0.75, 1.25]
    assert sorted(f.seen) == sorted(
        [end if place == k else 1.0 for k in range(3)] for place in range(3) for end in ends
    )


def test_an_answer_that_was_not_asked_for_is_not_counted() -> None:
    x = np.ones(4)
    f = Function("np.sum(x ** 2)", shape=(4,))
    source = IN_PLACE + "def gradient(f, x, h):\n    moved(f, x, 0, h)\n    return 2 * x\n"
    stencil = Stencil(b"key")
    assert ask(source, f, x, 1e-4, stencil)[1] == 1
    assert f.calls == 1
    assert len(stencil.receipts) == 7


def test_what_is_asked_while_the_array_is_moved_is_not_guessed() -> None:
    x = np.array([1.0, 2.0])
    f = Function("np.sum(X ** 2)", shape=None, X=x)
    source = (
        "def gradient(f, x, h):\n"
        "    y = x.copy()\n    y[0] += h\n    x[1] += 1\n    moved = f(y)\n    x[1] -= 1\n"
        "    z = x.copy()\n    z[1] += h\n    return [moved, f(z)]\n"
    )
    found, _ = ask(source, f, x, 0.5, Stencil(b"key"))
    assert found == [10.0, 5.0]


@pytest.mark.parametrize("moved", [IN_PLACE, COPIES])
def test_answers_that_were_opened_count_towards_the_limit(moved: str) -> None:
    f = Function("np.sum(x ** 2)", shape=(2,))
    source = (
        f"{moved}\ndef gradient(f, x, h):\n    moved(f, x, 0, h)\n"
        "    for _ in range(60): moved(f, x, 1, h)\n"
    )
    student = Student(Direct(source), "en", foresight=Stencil(b"key"), most_evaluations=50)
    with pytest.raises(TimeLimit, match="more than 50 times"):
        student.gradient(f, np.ones(2), 1e-3)


def test_who_asks_with_ever_new_steps_is_answered_one_by_one() -> None:
    x = np.ones(3)
    f = Function("np.sum(x ** 2)", shape=(3,))
    source = (
        IN_PLACE
        + "def gradient(f, x, h):\n    return [moved(f, x, 0, k * h) for k in range(1, 50)]\n"
    )
    stencil = Stencil(b"key")
    assert ask(source, f, x, 1e-3, stencil)[1] == f.calls == 49
    assert len(stencil.receipts) == 4 * 5


def test_who_is_never_where_it_was_foreseen_is_soon_answered_one_by_one() -> None:
    drifting = """
def gradient(f, x, h):
    f(x + h * (np.arange(x.size) == 0))
    for _ in range(40):
        x += 0.1
        f(x + h * (np.arange(x.size) == 0))
    return x
"""
    f = Function("np.sum(x ** 2)", shape=(8,))
    made = []

    class Counting(Stencil):
        def beside(self, identity: int, point: np.ndarray) -> Table:
            made.append(len(table := super().beside(identity, point)))
            return table

    student = Student(Direct("import numpy as np" + drifting), "en", foresight=Counting(b"key"))
    for _ in range(20):
        student.gradient(f, np.linspace(1, 2, 8), 1e-3)
    assert 1024 <= sum(made) < 1024 + 16 and len(made) == 20 * 41


def test_what_moves_more_than_one_element_is_answered_alone() -> None:
    f = Function("np.sum(x ** 2)", shape=(2,))
    source = "def gradient(f, x, h):\n    return [f(x + h), f(x - h), f(x * 1.0)]\n"
    found, asked = ask(source, f, np.ones(2), 0.5, Stencil(b"key"))
    assert found == [4.5, 0.5, 2.0]
    assert asked == f.calls == 3
