"""What a check may do with a submission: things that both sides hold, objects, names, stand-ins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, once, results_in

pytestmark = pytest.mark.slow

SETTINGS = """
name = "mini"
seed = 1
title = {en = "Layers", ko = "계층"}
[[questions]]
name = "SGD"
points = 4
aliases = { Scale = [] }
may_change = { update = [1, 3] }
[[questions]]
name = "Scale"
points = 7
variables = ["FACTOR"]
[[questions]]
name = "Net"
points = 3
given = ["Scale"]
"""
CHECKS = '''
import numpy as np
from autograder.checks import Text, assert_close, check, expect

WRONG = Text("wrong", "틀림")


@check("SGD.in_place", points=1)
def test_arrays_in_a_dict_are_seen_changed(student):
    """in place

    제자리"""
    W, b = np.array([1.0, 2.0]), np.array([3.0])
    params = {"W": W, "b": b}
    student.SGD(0.5).update(params, {"W": np.array([2.0, 2.0]), "b": np.array([4.0])})
    assert params["W"] is W
    assert_close(W, expected=np.array([0.0, 1.0]), tolerance=0.0, what=Text("W", "W"))
    assert_close(params["b"], expected=np.array([1.0]), tolerance=0.0, what=Text("b", "b"))


@check("SGD.own_dict", points=1)
def test_a_dict_of_the_students_is_passed_on(student):
    """own dict

    자기 딕셔너리"""
    scale = student.Scale(np.array([2.0]))
    student.SGD(1.0).update(scale.params, {"k": np.array([0.5])})
    assert_close(scale.params["k"], expected=np.array([1.5]), tolerance=0.0, what=WRONG)


@check("SGD.two_names", points=1)
def test_two_names_for_one_array(student):
    """two names

    두 이름"""
    k = np.array([2.0])
    scale = student.Scale(k)
    student.SGD(1.0).update({"a": k, "b": k}, {"a": np.array([0.5]), "b": np.array([0.25])})
    assert_close(k, expected=np.array([1.25]), tolerance=0.0, what=WRONG)
    assert_close(scale.forward(np.array([4.0])), expected=np.array([5.0]), tolerance=0, what=WRONG)


@check("SGD.entries", points=1)
def test_entries_are_seen_added(student):
    """entries

    항목"""
    log = []
    optimizer = student.SGD(1.0)
    for number in range(3):
        optimizer.update({"W": np.zeros(1)}, {"W": np.zeros(1)}, log)
        expect(len(log) == number + 1, otherwise=WRONG)


@check("Scale.holds", points=1)
def test_what_the_check_changes_is_seen(student):
    """holds

    보유"""
    k = np.array([2.0])
    scale = student.Scale(k)
    for factor in (3.0, 4.0):
        k[...] = factor
        y = scale.forward(np.array([1.0]))
        assert_close(y, expected=np.array([factor]), tolerance=0.0, what=WRONG)


@check("Scale.attributes", points=1)
def test_objects_in_attributes_and_dicts(student):
    """attributes

    속성"""
    scale = student.Scale(np.array([2.0]))
    expect(scale.counter.count(5) == 5, otherwise=WRONG)
    expect(scale.functions["twice"](3) == 6, otherwise=WRONG)
    expect(scale.functions["object"](3) == 4, otherwise=WRONG)
    expect(scale.counter == scale.counter, otherwise=WRONG)


@check("Scale.specials", points=1)
def test_len_call_items_and_a_new_attribute(student):
    """specials

    특수 메서드"""
    scale = student.Scale(np.array([2.0, 5.0]))
    expect(len(scale) == 2 and scale[1] == 5.0, otherwise=WRONG)
    assert_close(scale(np.ones(2)), expected=np.array([2.0, 5.0]), tolerance=0.0, what=WRONG)
    scale.is_training = True
    assert_close(scale(np.ones(2)), expected=np.zeros(2), tolerance=0.0, what=WRONG)


@check("Scale.names", points=1)
def test_class_attributes_and_variables(student):
    """names

    이름"""
    expect(student.FACTOR == 3.5, otherwise=WRONG)
    expect(student.Scale.kind == "elementwise", otherwise=WRONG)
    expect(student.Scale.of(2).forward(4) == 8, otherwise=WRONG)


@check("Scale.printed", points=1)
def test_what_is_printed(student):
    """printed

    출력"""
    with student.printed() as out:
        student.Scale(1).show()
    expect(out.text.strip() == "a scale", otherwise=WRONG)


@check("Scale.draw", points=1)
def test_a_generator_is_handed_over(student):
    """generator

    난수 생성기"""
    mine, theirs = np.random.default_rng(7), np.random.default_rng(7)
    scale = student.Scale(1)
    for _ in range(2):
        y = scale.draw(theirs)
        assert_close(y, expected=mine.normal(size=3), tolerance=0.0, what=WRONG)


@check("Scale.dk", points=1)
def test_the_gradient_is_an_attribute(student):
    """dk

    dk"""
    scale = student.Scale(np.array([2.0]))
    scale.forward(np.array([3.0]))
    scale.backward(np.array([1.0]))
    assert_close(scale.dk, expected=np.array([3.0]), tolerance=0.0, what=Text("dk", "dk"))


@check("Net", points=3)
def test_net(student):
    """net

    신경망"""
    y = student.Net().predict(np.array([1.0, -1.0]))
    assert_close(y, expected=np.array([6.0, -6.0]), tolerance=0.0, what=WRONG)
'''
GIVEN = '''
class Scale:
    """The right one."""

    def __init__(self, k):
        self.k = k

    def forward(self, x):
        return self.k * x
'''
RIGHT = """
import numpy as np

FACTOR = 3.5

class SGD:
    def __init__(self, lr):
        self.lr = lr
    def update(self, params, grads, log=None):
        for key in params:
            params[key] -= self.lr * grads[key]
        if log is not None:
            log.append({"keys": list(params)})

class Counter:
    def count(self, n):
        return n
    def __call__(self, n):
        return n + 1

class Scale:
    kind = "elementwise"
    is_training = False
    def __init__(self, k):
        self.k = k
        self.params = {"k": k}
        self.counter = Counter()
        self.functions = {"twice": lambda x: 2 * x, "object": self.counter}
    @classmethod
    def of(cls, k):
        return cls(k)
    def forward(self, x):
        self.x = x
        return self.k * x
    def backward(self, dout):
        self.dk = self.x * dout
        return self.k * dout
    def __call__(self, x):
        return self.forward(x) * (not self.is_training)
    def __len__(self):
        return len(self.k)
    def __getitem__(self, i):
        return self.k[i]
    def show(self):
        print("a scale")
    def draw(self, rng):
        return rng.normal(size=3)

class Net:
    def __init__(self):
        self.layers = [Scale(2.0), Scale(3.0)]
    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x
"""
WRONG = """
import numpy as np

FACTOR = 4

class SGD(SGD):
    def update(self, params, grads, log=None):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]

class Scale(Scale):
    kind = "another"
    def __init__(self, k):
        super().__init__(k)
        self.k = np.array(k, dtype=float)
        self.counter = None
        self.functions = {}
    def forward(self, x):
        return 0 * x
    def backward(self, dout):
        return dout
    def __len__(self):
        return 0
    def show(self):
        print("nothing")
    def draw(self, rng):
        return rng.uniform(size=3)
"""
METHODS = """
class Scale(Scale):
    def __init__(self, k):
        super().__init__(k)
        del self.functions
    def functions(self):
        return {}
"""
LAZY = """
from functools import cached_property

class Lazy:
    def __init__(self, make):
        self.make = make
    def __get__(self, owner, kind=None):
        return self.make(owner)

class Scale(Scale):
    def __init__(self, k, **unused):
        super().__init__(k)
        del self.functions, self.counter
    @Lazy
    def counter(self):
        self.__dict__["counter"] = Counter()
        return self.counter
    @cached_property
    def functions(self):
        return {"twice": lambda x: 2 * x, "object": self.counter}
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    root = once(tmp_path_factory, "seam", graded_below)
    return {
        name: {
            check["id"].partition("::")[2]: check
            for q in result["questions"]
            for check in q["checks"]
        }
        for name, result in results_in(root / "out").items()
    }


def graded_below(root: Path) -> None:
    """Grade right and wrong works of a small assignment, all in a folder."""
    files = {
        "assignments/mini/assignment.toml": SETTINGS,
        "assignments/mini/checks/public/test_mini.py": CHECKS,
        "assignments/mini/given/Scale.py": GIVEN,
        "solutions/mini/reference.py": RIGHT,
        "handed/right.py": RIGHT,
        "handed/wrong.py": RIGHT + WRONG,
        "handed/more.py": RIGHT.replace(
            "layer.forward(x)", "layer.backward(layer.forward(x)) / layer.k"
        ),
        "handed/methods.py": RIGHT + METHODS,
        "handed/lazy.py": RIGHT + LAZY,
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    done = gradkit("--root", root, "grade", root / "handed", "-o", root / "out", "--lang", "en")
    assert done.returncode == 0, done.stderr + done.stdout


def test_what_is_right_passes(graded: dict[str, dict[str, Any]]) -> None:
    said = {name: check["message"] for name, check in graded["right.py"].items()}
    assert {check["outcome"] for check in graded["right.py"].values()} == {"passed"}, said


def test_what_is_wrong_fails_but_for_what_stands_in(graded: dict[str, dict[str, Any]]) -> None:
    passed = [name for name, check in graded["wrong.py"].items() if check["outcome"] == "passed"]
    # A net is made of right layers; an entry of one's own dict is there by either way.
    assert sorted(passed) == ["test_a_dict_of_the_students_is_passed_on", "test_net"]


def test_a_method_in_place_of_a_value_fails_and_is_no_fault_of_ours(
    graded: dict[str, dict[str, Any]],
) -> None:
    check = graded["methods.py"]["test_objects_in_attributes_and_dicts"]
    assert check["outcome"] == "failed"
    assert check["message"] == "`scale.functions` is a method, not a value"


def test_what_a_descriptor_gives_is_a_value(graded: dict[str, dict[str, Any]]) -> None:
    said = {name: check["message"] for name, check in graded["lazy.py"].items()}
    assert {check["outcome"] for check in graded["lazy.py"].values()} == {"passed"}, said


def test_a_net_may_use_more_of_its_own_layers_than_the_contract_has(
    graded: dict[str, dict[str, Any]],
) -> None:
    assert graded["more.py"]["test_net"]["outcome"] == "passed"


def test_examples_to_paste_name_what_they_use(graded: dict[str, dict[str, Any]]) -> None:
    code = {
        name: check["counterexample"]["code"]
        for name, check in graded["wrong.py"].items()
        if check["counterexample"]
    }
    assert code["test_the_gradient_is_an_attribute"].splitlines() == [
        "scale = Scale(np.array([2.]))",
        "scale.forward(np.array([3.]))",
        "scale.backward(np.array([1.]))",
        "scale.dk",
    ]
    assert code["test_what_the_check_changes_is_seen"].splitlines() == [
        "array = np.array([2.])",
        "scale = Scale(array)",
        "array[...] = np.array([3.])",
        "scale.forward(np.array([1.]))",
    ]
    assert "sgd = SGD(0.5)" in code["test_arrays_in_a_dict_are_seen_changed"]
    assert code["test_arrays_in_a_dict_are_seen_changed"].splitlines()[-1] == "entries"


@pytest.mark.parametrize(
    ("check", "word"),
    [
        ("student.f({1, 2})", "a check passed a set, which does not travel"),
        ("student.f(np.array([object()]))", "array of object, which does not travel"),
        ("student.f(lambda x: x)", "a check passed a function, which does not travel"),
    ],
)
def test_what_does_not_travel_is_said_with_that_word(tmp_path: Path, check: str, word: str) -> None:
    files = {
        "assignments/mini/assignment.toml": 'name = "mini"\nseed = 1\n'
        'title = {en = "M", ko = "M"}\n'
        '[[questions]]\nname = "f"\npoints = 1\n',
        "assignments/mini/checks/public/test_f.py": "import numpy as np\n"
        "from autograder.checks import check\n"
        f'@check("f", points=1)\ndef test_f(student):\n    """a\n\n    b"""\n    {check}\n',
        "solutions/mini/reference.py": "def f(x): return x\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    reference = tmp_path / "solutions" / "mini" / "reference.py"
    gradkit("--root", tmp_path, "grade", reference, "-o", tmp_path / "out", "--lang", "en")
    (result,) = results_in(tmp_path / "out").values()
    (found,) = result["questions"][0]["checks"]
    assert found["outcome"] == "internal_error" and word in found["message"]
