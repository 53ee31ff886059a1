"""Work that is worth nothing earns nothing, whatever it returns; and is never a fault of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from harness import SOLUTIONS, gradkit, once, results_in

pytestmark = [pytest.mark.walls, pytest.mark.slow]

REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
PARTS = ("SimpleNet.predict", "SimpleNet.loss", "TwoLayerNet.predict", "TwoLayerNet.loss")
PARTS += ("TwoLayerNet.accuracy", "TwoLayerNet.numerical_gradient")
# Added to the reference: what it does, and the parts that it must earn nothing for.
VACUOUS = {
    "inputs_to_zero": (
        "def p(self, x):\n    x[...] = 0\n    return np.zeros((*x.shape[:-1], self.W.shape[1]))\n"
        "def l(self, x, t):\n    x[...] = 0\n    return float(np.log(self.W.shape[1]))\n"
        "SimpleNet.predict, SimpleNet.loss = p, l\n",
        ("SimpleNet.predict", "SimpleNet.loss"),
    ),
    "targets_to_one": (
        "def l(self, x, t):\n    t[...] = 1\n    return 0.0\n"
        "SimpleNet.loss = TwoLayerNet.loss = l\n",
        ("SimpleNet.loss", "TwoLayerNet.loss"),
    ),
    "predicts_nan": (
        "def p(self, x): return np.full((len(x), self.params['b2'].size), np.nan)\n"
        "TwoLayerNet.predict = p\nTwoLayerNet.accuracy = lambda self, x, t: 0.0\n"
        "TwoLayerNet.loss = lambda self, x, t: 0.0\n",
        ("TwoLayerNet.predict", "TwoLayerNet.loss", "TwoLayerNet.accuracy"),
    ),
    "predicts_ties": (
        "def p(self, x):\n"
        "    y = np.ones((len(x), self.params['b2'].size))\n"
        "    return y / y.shape[1] + 1e-3 * (self.params['W1'].sum() > 30)\n"
        "TwoLayerNet.predict = p\nTwoLayerNet.accuracy = lambda self, x, t: 0.0\n",
        ("TwoLayerNet.predict", "TwoLayerNet.accuracy"),
    ),
    "predicts_almost_nothing": (
        "def p(self, x): return 1e-9 * (x @ self.W)\nSimpleNet.predict = p\n"
        "SimpleNet.loss = lambda self, x, t: float(np.log(self.W.shape[1]))\n",
        ("SimpleNet.predict", "SimpleNet.loss"),
    ),
    "constant_loss": (
        "TwoLayerNet.loss = lambda self, x, t: 1.0\n"
        "TwoLayerNet.numerical_gradient = lambda self, x, t: {\n"
        "    k: np.zeros(v.shape) for k, v in self.params.items()}\n",
        ("TwoLayerNet.loss", "TwoLayerNet.numerical_gradient"),
    ),
    "claims_calls": (
        "def numerical_gradient(f, x):\n"
        "    table = getattr(f.questions.foreseen, 'keywords', {}).get('table', {})\n"
        "    f.questions._receipts = [[99, dict.fromkeys([*table, *table.values()])]]\n"
        "    return 2 * x\n",
        (),
    ),
    "objects_for_arrays": (
        "import autograder.worker.session as s\n"
        "def faked(v):\n"
        "    return ['o', v[1], [], []] if isinstance(v, list) and v[:1] == ['a'] else v\n"
        "def wrapped(old): return lambda self, *a: [faked(v) for v in old(self, *a)]\n"
        "def hack():\n"
        "    for name in ('do_call', 'do_get', 'do_item'):\n"
        "        setattr(s.Session, name, wrapped(getattr(s.Session, name)))\n"
        "hacked = hack()\n"
        "TwoLayerNet.predict = SimpleNet.predict = lambda self, x: hacked or np.zeros(3)\n",
        ("SimpleNet.predict", "TwoLayerNet.predict"),
    ),
    "predicts_for_the_loss_before": (
        "_predict = TwoLayerNet.predict\n"
        "def p(self, x):\n"
        "    if not hasattr(self, 't'): return _predict(self, x)\n"
        "    t, q = self.__dict__.pop('t'), np.exp(-0.7)\n"
        "    return np.where(t == 1, q, (1 - q) / (t.shape[-1] - 1))\n"
        "def l(self, x, t):\n    self.t = t.copy()\n    return 0.7\n"
        "def g(self, x, t):\n    return {}\n"
        "TwoLayerNet.predict, TwoLayerNet.loss, TwoLayerNet.numerical_gradient = p, l, g\n",
        ("TwoLayerNet.loss",),
    ),
    "ties_for_the_accuracy_before": (
        "_predict, _told = TwoLayerNet.predict, []\n"
        "def p(self, x):\n"
        "    if not _told: return _predict(self, x)\n"
        "    _told.clear()\n    return np.full((len(x), self.params['b2'].size), 0.5)\n"
        "def a(self, x, t):\n    _told.append(1)\n    return 0.123\n"
        "TwoLayerNet.predict, TwoLayerNet.accuracy = p, a\n",
        ("TwoLayerNet.accuracy",),
    ),
    "loss_that_halves_the_weights": (
        "def l(self, x, t):\n"
        "    for v in self.params.values(): v *= 0.5\n"
        "    return cross_entropy_error(self.predict(x), t)\n"
        "TwoLayerNet.loss = l\n",
        ("TwoLayerNet.loss",),
    ),
    "seeds_itself": (
        "def i(self):\n    np.random.seed(0)\n    self.W = np.random.randn(2, 3)\n"
        "SimpleNet.__init__ = i\n",
        (),
    ),
}
# What a function may return in place of an answer.
SOME = slice(3, None, 9)
ODD = [
    *("None", "True", "'text'", "3", "10**30", "1j", "float('nan')", "[]", "()", "{}", "object()"),
    *("[1.0, 2.0]", "[np.zeros(2), np.zeros(3)]", "(np.zeros(2), [np.zeros(2), np.zeros(3)])"),
    *("(None, None)", "([], [])", "{'W1': None}", "{'W1': np.zeros(3), 'b1': 'x', 'W2': []}"),
    *("np.zeros(0)", "np.zeros((0, 3))", "np.zeros((2, 2), bool)", "np.zeros((1, 3), complex)"),
    *("np.array(1j)", "np.array(True)", "np.float32(1)", "np.zeros((2, 3), np.uint8)"),
    *("np.full((2, 3), np.nan)", "np.full((3, 3), np.inf)", "np.zeros((1,) * 9)", "lambda *a: 1"),
]
METHODS = ("predict", "loss", "accuracy", "numerical_gradient", "gradient")


def odd_answers(value: str) -> str:
    lines = [f"def numerical_gradient(f, x): return {value}"]
    lines += [f"def gradient_descent(f, init_x, lr=0.01, step_num=100): return {value}"]
    for name in ("SimpleNet", "TwoLayerNet"):
        lines += [f"{name}.{method} = lambda self, *a: {value}" for method in METHODS]
    return "\n".join(lines)


def odd_attributes(value: str) -> str:
    return (
        f"def s(self): self.W = {value}\ndef t(self, *a, **k): self.params = {value}\n"
        "SimpleNet.__init__, TwoLayerNet.__init__ = s, t\n"
    )


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        sources = {name: source for name, (source, _) in VACUOUS.items()}
        chosen = range(len(ODD)) if os.environ.get("GRADKIT_ALL") else range(len(ODD))[SOME]
        for number in chosen:
            value = ODD[number]
            sources[f"answers_{number}"] = odd_answers(value)
            sources[f"attributes_{number}"] = odd_attributes(value)
        for name, source in sources.items():
            (place / f"{name}.py").write_text(f"{REFERENCE}\n{source}\n", encoding="utf-8")
        done = gradkit("grade", place, "-o", out)
        assert done.returncode in (0, 1), done.stderr

    graded = results_in(once(tmp_path_factory, "logic", make))
    return {Path(name).stem: result for name, result in graded.items()}


def earned(result: dict[str, Any]) -> dict[str, float]:
    parts: dict[str, float] = {}
    for question in result["questions"]:
        for check in question["checks"]:
            parts[check["part"]] = parts.get(check["part"], 0) + (check["earned"] or 0)
    return parts


@pytest.mark.parametrize("name", VACUOUS)
def test_vacuous_work_earns_nothing(graded: dict[str, dict[str, Any]], name: str) -> None:
    parts = earned(graded[name])
    assert {part: parts[part] for part in VACUOUS[name][1]} == dict.fromkeys(VACUOUS[name][1], 0)


def test_x_put_back_by_who_never_moved_it_earns_nothing(graded: dict[str, dict[str, Any]]) -> None:
    checks = {c["id"]: c for c in graded["claims_calls"]["questions"][0]["checks"]}
    assert checks["hidden/test_numerical_gradient::test_x_is_put_back"]["earned"] == 0


def test_no_answer_is_a_fault_of_ours(graded: dict[str, dict[str, Any]]) -> None:
    faults = {
        (name, check["id"], check["message"])
        for name, result in graded.items()
        for question in result["questions"]
        for check in question["checks"]
        if check["outcome"] == "internal_error"
    }
    assert faults == set()


def test_odd_answers_earn_nothing(graded: dict[str, dict[str, Any]]) -> None:
    for name, result in graded.items():
        if name.startswith("answers_"):
            parts = earned(result)
            init = parts["SimpleNet.init"] + parts["TwoLayerNet.init"]
            # Zeros are where the public descent ends, within its tolerance.
            said = ODD[int(name.partition("_")[2])]
            assert sum(parts.values()) - init <= (2 if "np.zeros(2)" in said else 0), name
