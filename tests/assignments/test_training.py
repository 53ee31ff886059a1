"""The assignment `training`: right work gets all, wrong work loses what is wrong, no more."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from harness import ROOT, gradkit, once, results_in, scores

pytestmark = [pytest.mark.slow, pytest.mark.authors]

NAME = "training"
SAMPLES = ROOT / "assignments" / NAME / "samples"
SOLUTIONS = ROOT / "solutions" / NAME
EXPECTED = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))
RIGHT = sorted((SOLUTIONS / "right").glob("*.py"))

# Definitions that solve nothing, and may earn only what the contract gives for a sentence of it.
NOTHING = {
    "returns_none": """
class SGD:
    def __init__(self, *args, **kwargs): pass
    def update(self, params, grads): pass
    def forward(self, *args): return None
    def backward(self, *args): return None
Momentum = AdaGrad = RMSprop = Adam = BatchNormalization = Dropout = MultiLayerNet = SGD
def weight_std(n_in, activation): return None
""",
    "zeros_and_raises": """
import numpy as np
class SGD:
    def __init__(self, *args, **kwargs): pass
    def update(self, params, grads):
        for key in params: params[key][...] = 0.0
Momentum = AdaGrad = RMSprop = Adam = SGD
class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.dgamma = self.dbeta = np.zeros(len(gamma))
    def forward(self, x, train_flg=True): return np.zeros_like(x)
    def backward(self, dout): return np.zeros_like(dout)
class Dropout(BatchNormalization):
    def __init__(self, dropout_ratio=0.5): pass
def weight_std(n_in, activation): raise ValueError(activation)
class MultiLayerNet:
    def __init__(self, i, h, o, activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        sizes = [i, *h, o]
        self.params = {f"W{k}": np.zeros((sizes[k - 1], sizes[k])) for k in range(1, len(sizes))}
        self.params |= {f"b{k}": np.zeros(sizes[k]) for k in range(1, len(sizes))}
        self.o = o
    def predict(self, x): return np.zeros((len(x), self.o))
    def loss(self, x, t): return 0.0
    def accuracy(self, x, t): return 0.0
    def gradient(self, x, t): return {k: np.zeros_like(v) for k, v in self.params.items()}
""",
    "is_the_network_of_the_lesson": """
from common.multi_layer_net_extend import MultiLayerNetExtend
class MultiLayerNet(MultiLayerNetExtend): pass
""",
    "asks_the_network_of_the_lesson": """
import common.multi_layer_net_extend as given
class MultiLayerNet:
    def __init__(self, *sizes, **words):
        self.net = given.MultiLayerNetExtend(*sizes, **words)
    def __getattr__(self, name): return getattr(self.net, name)
""",
    "hands_back_what_comes": """
class SGD:
    def __init__(self, *args, **kwargs): pass
    def update(self, params, grads): params.update(grads)
Momentum = AdaGrad = RMSprop = Adam = SGD
class Dropout:
    def __init__(self, *args, **kwargs): self.dgamma = self.dbeta = args[0] if args else 0.5
    def forward(self, x, train_flg=True): return x
    def backward(self, dout): return dout
BatchNormalization = Dropout
def weight_std(n_in, activation): return n_in
""",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The samples and what solves nothing, in one run."""

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        for name, source in NOTHING.items():
            (place / f"{name}.py").write_text(source, encoding="utf-8")
        works = [place / f"{name}.py" for name in NOTHING]
        done = gradkit("grade", SAMPLES, *works, "-o", out, "-a", NAME)
        assert done.returncode == 0, done.stderr

    return results_in(once(tmp_path_factory, "training", make))


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_gets_what_it_deserves(graded: dict[str, Any], name: str) -> None:
    expected = EXPECTED[name]
    assert graded[name]["status"] == expected["status"]
    is_read = expected["status"] != "unreadable"  # else no points were decided
    # The bonus waits for a person, and the total does not.
    wanted = {q: expected.get(q) if is_read else None for q in scores(graded[name])}
    assert scores(graded[name]) == wanted
    total = sum(points for points in wanted.values() if points) if is_read else None
    assert (graded[name]["score"], graded[name]["max_score"]) == (total, 100)


@pytest.mark.parametrize("name", NOTHING)
def test_what_solves_nothing_earns_nothing(graded: dict[str, Any], name: str) -> None:
    assert graded[f"{name}.py"]["score"] == 0


@pytest.mark.exhaustive
def test_right_solutions_get_everything(tmp_path: Path) -> None:
    assert len(RIGHT) >= 15
    done = gradkit("grade", *RIGHT, SOLUTIONS / "reference.py", "-o", tmp_path, "-a", NAME)
    assert done.returncode == 0, done.stderr
    results = results_in(tmp_path)
    assert {name: r["score"] for name, r in results.items()} == dict.fromkeys(results, 100)


@pytest.mark.exhaustive
def test_wrong_solutions_lose_what_is_wrong_and_no_more(tmp_path: Path) -> None:
    done = gradkit("audit", NAME, "--only", "*.*", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
