"""What is found out about faults that no catalogue has, on a small reference of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from harness import small_assignment
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assignment.assignment import Assignment, opened
from autograder.checks.function import Function
from autograder.checks.loading import Program
from autograder.checks.student import Student
from autograder.judge.diagnosis.comparison import Comparison
from autograder.judge.diagnosis.hint import RELATION, Hint
from autograder.judge.diagnosis.inquiry import Asked, Inquiry, Source
from autograder.judge.diagnosis.keys import lacking
from autograder.judge.diagnosis.notes import Notes
from autograder.judge.diagnosis.patterns import pattern
from autograder.judge.diagnosis.replies import Reply
from autograder.judge.replay.examples import Understudy

REFERENCE = """
import numpy as np

class Slope:
    def __init__(self, lr=0.1, keep=0.5, lose=0.25):
        self.lr, self.keep, self.lose = lr, keep, lose
        self.v = {}
    def update(self, params, grads):
        for key in params:
            self.v[key] = self.keep * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.v[key] * (1 - self.lose)
    def noise(self, x):
        return x * (np.random.rand(*x.shape) > self.keep)
    def count(self, x):
        self.total = getattr(self, "total", 0.0) + np.sum(x)
        return self.total
    sums = 0.0
    def scores(self, x):
        e = np.exp(x)
        self.sums = e.sum(axis=1)
        return e / e.sum(axis=1, keepdims=True)
    def moved(self, x):
        kept = x[0]
        x[0] = kept + self.lose * np.sum(x)
        total = np.sum(x ** 2)
        x[0] = kept
        return total
    def slopes(self, f, x):
        found = np.zeros(x.shape)
        for i in range(x.size):
            h, kept = 1e-4, x[i]
            x[i] = kept + h
            above = f(x)
            x[i] = kept - h
            found[i] = (above - f(x)) / (2 * h)
            x[i] = kept
        return found
    def hits(self, x, t):
        return np.mean(np.argmax(x, axis=1) == np.argmax(t, axis=1))
    def spare(self, x):
        d = x - np.mean(x, axis=0)
        return np.mean(d, axis=0)
    def table(self, f, x):
        found = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            moved = x.copy()
            moved[i] += 1e-4
            found[i] = (f(moved) - f(2 * x - moved)) / 2e-4
        return found
    def weights(self, n):
        return {"W1": np.random.randn(n, 30), "W2": np.random.randn(30, n)}
"""


@settings(max_examples=20)
@given(rates=st.tuples(*[st.floats(0.125, 0.875, width=16)] * 3), seed=st.integers(0, 99))
def steps(student: Any, rates: tuple[float, float, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    params = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=3)}
    slope = student.Slope(*rates)
    for _ in range(4):
        slope.update(params, {key: rng.normal(size=p.shape) for key, p in params.items()})


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def noise(student: Any, seed: int) -> None:
    student.Slope().noise(np.random.default_rng(seed).normal(size=(25, 20)))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def hits(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    student.Slope().hits(rng.normal(size=(7, 3)), np.eye(3)[rng.integers(0, 3, 7)])


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def count(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    slope = student.Slope()
    for _ in range(3):
        slope.count(rng.normal(size=4))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def moved(student: Any, seed: int) -> None:
    student.Slope().moved(np.random.default_rng(seed).integers(-6, 7, 4) / 2)


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def slopes(student: Any, seed: int) -> None:
    f = Function("np.sum(x ** 3)", gradient="3 * x ** 2", shape=(3,))
    x = np.random.default_rng(seed).normal(size=3)
    student.Slope().slopes(f, x * (np.arange(3) != seed % 6))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def scores(student: Any, seed: int) -> None:
    student.Slope().scores(np.random.default_rng(seed).normal(size=(4, 3)))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def pairs(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    both = [student.Slope(0.5), student.Slope(0.25)]
    held = [{"W": rng.normal(size=3)} for _ in both]
    for _ in range(3):
        for slope, params in zip(both, held, strict=True):
            slope.update(params, {"W": rng.normal(size=3)})


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def twice(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    slope = student.Slope()
    for _ in range(2):
        slope.scores(rng.normal(size=(4, 3)))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def held(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    slope = student.Slope()
    for _ in range(2):
        slope.scores(rng.normal(size=(4, 3)))
        assert slope.sums.shape == (4,)


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def cancelled(student: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    slope = student.Slope()
    slope.scores(rng.normal(size=(4, 3)))
    slope.spare(rng.normal(size=(4, 3)))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def matrices(student: Any, seed: int) -> None:
    f = Function("np.sum(x ** 3)", gradient="3 * x ** 2", shape=(2, 3))
    student.Slope().table(f, np.random.default_rng(seed).normal(size=(2, 3)))


@settings(max_examples=20)
@given(seed=st.integers(0, 99))
def weights(student: Any, seed: int) -> None:
    drawn = student.Slope().weights(20 + seed % 3)
    assert set(drawn) == {"W1", "W2"}


@pytest.fixture(scope="module")
def slope(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = small_assignment(tmp_path_factory.mktemp("slope"))
    with opened("mini", root) as found:
        found.reference.write_text(REFERENCE, encoding="utf-8")
        yield replace(found, questions=(replace(found.questions[0], name="Slope"),))


class Work:
    """The reference with a slip in it, in this process; its clock runs or rests."""

    def __init__(self, old: str, new: str, source: str = "") -> None:
        assert source or REFERENCE.count(old) == 1
        self._program = Program([source or REFERENCE.replace(old, new)], {"Slope": []})
        self.rests = True

    def afresh(self) -> Student:
        self.rests = False
        return Student(Understudy(self._program, b"key"), "en")

    def rest(self) -> None:
        self.rests = True


def hint(slope: Assignment, check: Any, old: str, new: str) -> Hint | None:
    """Return what is said of the reference with a slip in it."""
    return hint_for(Work(old, new), slope, check)


def hint_for(work: Work, slope: Assignment, check: Any) -> Hint | None:
    source = Source("check", f"Slope.{check.__name__}", check, {}, True)
    return Inquiry(slope, [source], Notes(slope)).of(source.part, work)


@pytest.mark.slow
def test_what_a_judge_works_out_is_not_the_time_of_a_work(
    slope: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work("self.lr * grads[key]", "self.lr * grads[key] * self.keep")
    rested = []
    change = Asked.change

    def seen(*arguments: Any) -> Any:
        rested.append(work.rests)
        return change(*arguments)

    monkeypatch.setattr(Asked, "change", seen)
    hint_for(work, slope, steps)
    assert rested and all(rested)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("self.keep, self.lose = lr, keep, lose", "self.lose, self.keep = lr, keep, lose",
         "keep and lose exchanged"),
        ("        for key in params:", "        self.v = {}\n        for key in params:",
         "the object is made anew before each update"),
        pytest.param("- self.lr * grads[key]",
         "- self.lr * grads[key] / (self.__dict__.setdefault('n', []).append(0) or "
         "((len(self.n) + 1) // 2) ** 0.5)", "grads / √n in place of grads",
         marks=pytest.mark.slow),
        pytest.param("self.keep * self.v.get(key, 0.0)",
         "self.keep * 0.9 ** (self.__dict__.setdefault('n', []).append(0) or "
         "(len(self.n) - 1) // 2) * self.v.get(key, 0.0)",
         "keep is multiplied by 0.9 after each call", marks=pytest.mark.slow),
        pytest.param("self.lr, self.keep, self.lose = lr, keep",
         "self.lr, self.keep, self.lose = 0.001, keep", "0.001 in place of lr",
         marks=pytest.mark.slow),
    ],
    ids=["exchanged", "forgotten", "counted", "fading", "fixed"],
)  # fmt: skip
def test_what_is_done_with_settings_and_memory_is_told(
    slope: Assignment, old: str, new: str, told: str
) -> None:
    found = hint(slope, steps, old, new)
    assert found is not None and found.tier == RELATION
    assert told in found.text.en


def test_arrays_that_are_replaced_are_told_where_all_numbers_are_right(slope: Assignment) -> None:
    found = hint(slope, steps, "params[key] += self", "params[key] = params[key] + self")
    assert found is not None and found.id == "Slope.update/params:replaced"
    assert "new arrays" in found.text.en and "새 배열" in found.text.ko


def test_random_numbers_that_are_drawn_once_are_told(slope: Assignment) -> None:
    once = "self.__dict__.setdefault('kept', np.random.rand(*x.shape))"
    found = hint(slope, noise, "np.random.rand(*x.shape)", once)
    assert found is not None and found.id == "Slope.noise:fixed"
    assert hint(slope, noise, "> self.keep", ">= self.keep") is None
    found = hint(slope, noise, "np.random.rand(*x", "np.random.randn(*x")
    assert found is not None and "0 more often than asked for" in found.text.en


def test_a_slip_is_looked_for_where_the_answer_is_wrong_and_targets_have_no_sign(
    slope: Assignment,
) -> None:
    found = hint(slope, hits, "np.argmax(x, axis=1)", "np.argmin(x, axis=1)")
    assert found is not None and "argmin in place of argmax" in found.text.en
    found = hint(slope, hits, "np.argmax(t, axis=1)", "t[:, 0]")
    assert found is None or "-t" not in found.text.en


def test_what_ends_in_nan_is_not_explained_by_a_slip_that_does_so_too(slope: Assignment) -> None:
    found = hint(slope, steps, "(1 - self.lose)", "np.log(-self.lose)")
    assert found is not None and "not a number (nan)" in found.text.en


@pytest.mark.slow
def test_what_grows_from_call_to_call_as_it_should_is_not_called_unsteady(
    slope: Assignment,
) -> None:
    found = hint(slope, count, "+ np.sum(x)", "+ np.sum(np.sinh(x) * x ** 2)")
    assert found is None or "twice" not in found.text.en
    found = hint(slope, scores, "e = np.exp(x)", "e = np.exp(x) + np.random.rand()")
    assert found is not None and "Asked exactly the same twice" in found.text.en


def test_what_all_right_answers_have_and_no_wrong_one_has_is_told(slope: Assignment) -> None:
    found = hint(slope, scores, "e / e.sum(axis=1, keepdims=True)", "np.tanh(e) ** 3 / 2 + 0.1")
    assert found is not None and "not adding up to 1 in each row" in found.text.en


def test_what_is_too_long_to_be_quoted_is_told_by_its_shape(slope: Assignment) -> None:
    found = hint(slope, scores, "return e / e.sum(axis=1, keepdims=True)", "return np.tile(e, 2)")
    assert found is not None
    assert "the right answer has the shape (4, 3); here it has (4, 6)" in found.text.en


def test_what_a_list_holds_that_is_no_number_is_told(slope: Assignment) -> None:
    rows = "return [{'row': list(row)} for row in e]"
    found = hint(slope, scores, "return e / e.sum(axis=1, keepdims=True)", rows)
    assert found is not None and "is a list of dicts" in found.text.en
    assert "딕셔너리가 든 리스트" in found.text.ko


def test_what_is_later_wrong_is_told_so(slope: Assignment) -> None:
    old = "+ np.sum(x)\n        return self.total"
    found = hint(slope, count, old, old + " + 3 * (self.total != np.sum(x)) * np.sin(self.total)")
    assert found is not None and "the first call of count is right" in found.text.en


def test_what_comes_one_call_late_is_not_said_to_do_nothing(slope: Assignment) -> None:
    change = "self.v[key] = self.keep * self.v.get(key, 0.0) - self.lr * grads[key]"
    move = "params[key] += self.v[key] * (1 - self.lose)"
    late = move.replace("self.v[key]", "self.v.get(key, 0.0)")
    space = "\n            "
    found = hint(slope, steps, change + space + move, late + space + change)
    assert found is not None and "is params.W itself" not in found.text.en
    assert "what params.W should be before the call" in found.text.en


@pytest.mark.slow
def test_an_argument_that_is_not_put_back_is_told_as_such(slope: Assignment) -> None:
    found = hint(slope, moved, "        x[0] = kept\n", "")
    assert found is not None and "x is no longer the same after the call of moved" in found.text.en
    assert "one assignment" not in found.text.en
    found = hint(slope, moved, "        x[0] = kept\n", "        x[0] = kept + 0.01\n")
    assert found is not None and "no longer the same" in found.text.en
    assert "rounded" not in found.text.en
    there = "        x[0] = kept\n        return total"
    found = hint(slope, moved, there, "        return total + np.sin(total) ** 2 * x[1]")
    assert found is None or "is no longer the same after the call" not in found.text.en


def test_where_there_is_no_number_it_is_not_said_how_it_was_worked_out(slope: Assignment) -> None:
    found = hint(slope, slopes, "h, kept = 1e-4, x[i]", "h, kept = 1e-4 * abs(x[i]), x[i]")
    assert found is not None and "not a number (nan)" in found.text.en
    assert "never moved" not in found.text.en
    nothing = REFERENCE.replace("            x[i] = kept\n        return found\n", "")
    found = hint_for(Work("", "", nothing), slope, slopes)
    assert found is not None and "A function without a return gives None" in found.text.en


@pytest.mark.slow
def test_what_only_comes_near_a_slip_is_not_told_as_it(slope: Assignment) -> None:
    found = hint(slope, steps, "(1 - self.lose)", "np.cos(0.02 * len(key))")
    assert found is None or "1 - lose left out" not in found.text.en


@pytest.mark.slow
def test_what_two_objects_share_is_told(slope: Assignment) -> None:
    shared = "    all = {}\n    def __init__(self, lr=0.1"
    source = REFERENCE.replace("    def __init__(self, lr=0.1", shared)
    found = hint_for(Work("", "", source.replace("self.v = {}", "self.v = self.all")), slope, pairs)
    assert found is not None and found.id == "Slope.update:other_objects"
    assert "With a single Slope" in found.text.en and "Slope 객체가 하나뿐이면" in found.text.ko


@pytest.mark.slow
def test_what_an_earlier_call_leaves_behind_is_told(slope: Assignment) -> None:
    kept = "e = self.__dict__.setdefault('e', np.exp(x))"
    found = hint(slope, twice, "e = np.exp(x)", kept)
    assert found is not None and found.id == "Slope.scores:earlier_calls"
    assert "After earlier calls of scores" in found.text.en
    found = hint(slope, held, "self.sums = e.sum(axis=1)", "self.sums = self.sums + e.sum(axis=1)")
    assert found is not None and found.id == "sums:earlier_calls"
    assert "After earlier calls of scores, sums is wrong" in found.text.en
    outside = "e = Slope.__dict__.get('e') or setattr(Slope, 'e', [np.exp(x)]) or Slope.e"
    found = hint(slope, scores, "e = np.exp(x)", outside + "; e = e[0]")
    assert found is not None and found.id == "Slope.scores:whole_examples"


def test_what_is_random_is_not_told_as_left_behind_by_an_earlier_call(slope: Assignment) -> None:
    noise = "e = np.exp(x) * (1 + (np.random.rand() > (0.5 if x[0, 0] > 0.5 else 0.6)) * x ** 2)"
    found = hint(slope, twice, "e = np.exp(x)", noise)
    assert found is None or "earlier_calls" not in found.id


def test_what_a_right_work_remembers_as_well_is_not_told_as_left_behind(slope: Assignment) -> None:
    found = hint(slope, count, "+ np.sum(x)", "+ np.sum(np.sinh(x) * x ** 2)")
    assert found is None or "earlier_calls" not in found.id


def test_a_result_that_the_next_call_overwrites_is_told(slope: Assignment) -> None:
    new = "self.out = self.__dict__.get('out', np.zeros(e.shape))\n        self.out[...] = "
    old = "return e / e.sum(axis=1, keepdims=True)"
    found = hint(
        slope, twice, old, f"{new}e / e.sum(axis=1, keepdims=True)\n        return self.out"
    )
    assert found is not None and found.id == "Slope.scores:overwritten"
    assert "the same array each time" in found.text.en and "같은 배열" in found.text.ko


@pytest.mark.slow
def test_what_is_wrong_from_a_later_call_on_is_told(slope: Assignment) -> None:
    old = "self.v[key] = self.keep * self.v.get(key, 0.0) - self.lr * grads[key]"
    later = old + " + (key in self.v) * np.sin(7 * grads[key]) * (grads[key].flat[0] > 1.2)"
    found = hint(slope, steps, old, later)
    assert found is not None and found.id == "Slope.update:later", found
    assert "the first call of update is right" in found.text.en


def test_what_rounding_leaves_is_no_answer_that_differs(slope: Assignment) -> None:
    found = hint(
        slope, cancelled, "d = x - np.mean(x, axis=0)", "d = x - np.sum(x / len(x), axis=0)"
    )
    assert found is None


def test_an_array_of_another_shape_that_a_function_is_handed_is_told(slope: Assignment) -> None:
    found = hint(slope, matrices, "f(moved) -", "f(moved[:, 0]) -")
    assert found is not None and found.id.endswith("f_of_another_shape")
    assert "an array of another shape" in found.text.en


def test_weights_that_are_cut_from_the_same_numbers_are_told(slope: Assignment) -> None:
    drawn = '"W2": np.random.randn(30, n)}'
    found = hint(
        slope,
        weights,
        'return {"W1": np.random.randn(n, 30), ' + drawn,
        'pool = np.random.randn(30 * n)\n        return {"W1": pool.reshape(n, 30), '
        '"W2": pool[::-1].reshape(30, n)}',
    )
    assert found is not None and "taken_from" in found.id
    assert "W1" in found.text.en and "W2" in found.text.en


@pytest.mark.parametrize(
    ("tied", "told"),
    [
        ("np.repeat(np.random.randn(n, 1), 30, axis=1)", "repeated_along_rows"),
        ("(lambda w: w - w.mean())(np.random.randn(n, 30))", "adds_up_to_0"),
        ("(lambda w: w - w.mean(axis=0))(np.random.randn(n, 30))", "columns_add_up_to_0"),
        ("np.hstack(2 * [np.random.randn(n, 15)])", "repeated_in_places"),
        ("np.clip(np.random.randn(n, 30), -1.5, 1.5)", "cut_off"),
    ],
)
def test_numbers_that_are_tied_to_one_another_are_told(
    slope: Assignment, tied: str, told: str
) -> None:
    found = hint(slope, weights, '"W1": np.random.randn(n, 30)', f'"W1": {tied}')
    assert found is not None and found.id.endswith(told)


def test_places_that_fit_a_rule_by_chance_are_not_told_by_it() -> None:
    right = [np.array([1.0, 2.0])] * 4
    wrong = [np.array([1.0, 3.0])] * 4
    few = [Comparison({}, r, a) for r, a in zip(right, wrong, strict=True)]
    assert pattern(few) is None or pattern(few).id != "first_right"
    more = [Comparison({}, np.ones(6), np.r_[1.0, np.full(5, 2.0 + n)]) for n in range(4)]
    found = pattern(more)
    assert found is not None and found.id == "first_right"


def test_an_entry_that_is_always_missing_is_told_however_many_there_are() -> None:
    def reply(depth: int, *without: str) -> Reply:
        right = {f"{kind}{n}": np.ones(2) for n in range(1, depth + 1) for kind in "Wb"}
        actual = {key: 2 * value for key, value in right.items() if key not in without}
        return Reply("Net.gradient", {}, right, actual)

    found = lacking("Net.gradient", [[reply(depth, "b1")] for depth in (2, 3, 4)])
    assert found is not None and found.id == "Net.gradient:without_b1"
    assert "In all 3 cases" in found.text.en and "b1이 없습니다" in found.text.ko
    assert lacking("Net.gradient", [[reply(2, "b1")], [reply(3)]]) is None
    assert lacking("Net.loss", [[reply(2, "b1")]]) is None
