"""The support modules of the assignment `training`, as a student's program imports them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from harness import ROOT
from hypothesis import given
from hypothesis import strategies as st

from autograder.assignment.assignment import bundle_files

FOLDER = ROOT / "assignments" / "training"
SOLUTION = ROOT / "solutions" / "training" / "reference.py"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("training")
    for name, path in bundle_files(FOLDER):
        if name.startswith("common/"):
            copy = place / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return place


@pytest.fixture(scope="module")
def util(package: Path) -> Iterator[Any]:
    module = ModuleType("util")
    source = (package / "common" / "util.py").read_text(encoding="utf-8")
    exec(compile(source, "util.py", "exec"), module.__dict__)
    yield module


TEXTBOOK = {
    "identity_function", "step_function", "sigmoid", "sigmoid_grad", "relu", "relu_grad", "softmax",
    "mean_squared_error", "cross_entropy_error",
}  # fmt: skip


@pytest.mark.parametrize("name", ["neural_network_learning", "backpropagation", "training"])
def test_the_functions_of_the_textbook_have_its_names_in_every_assignment(name: str) -> None:
    (source,) = (p for n, p in bundle_files(FOLDER.parent / name) if n == "common/functions.py")
    functions: dict[str, Any] = {}
    exec(compile(source.read_text(encoding="utf-8"), "functions.py", "exec"), functions)
    assert set(functions) >= TEXTBOOK
    x = np.array([[-1.0, 0.0, 2.0]])
    np.testing.assert_array_equal(functions["relu"](x), [[0.0, 0.0, 2.0]])
    np.testing.assert_array_equal(functions["relu_grad"](x), [[0.0, 0.0, 1.0]])
    np.testing.assert_array_equal(functions["step_function"](x), [[0, 0, 1]])
    h = 1e-5
    slope = (functions["sigmoid"](x + h) - functions["sigmoid"](x - h)) / (2 * h)
    np.testing.assert_allclose(functions["sigmoid_grad"](x), slope, atol=1e-9)
    assert functions["identity_function"](x) is x
    assert functions["mean_squared_error"](x, np.zeros(3)) == 2.5


windows = st.tuples(
    st.integers(1, 2), st.integers(1, 3), st.integers(3, 6), st.integers(3, 6),
    st.integers(1, 3), st.integers(1, 3), st.integers(1, 2), st.integers(0, 2),
)  # fmt: skip


@given(case=windows, seed=st.integers(0, 99))
def test_im2col_is_a_convolution(util: Any, case: tuple[int, ...], seed: int) -> None:
    n, c, h, w, fh, fw, stride, pad = case
    rng = np.random.default_rng(seed)
    x, kernel = rng.standard_normal((n, c, h, w)), rng.standard_normal((c, fh, fw))
    rows = util.im2col(x, fh, fw, stride, pad) @ kernel.ravel()
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    expected = [
        np.sum(image[:, i : i + fh, j : j + fw] * kernel)
        for image in padded
        for i in range(0, h + 2 * pad - fh + 1, stride)
        for j in range(0, w + 2 * pad - fw + 1, stride)
    ]
    np.testing.assert_allclose(rows, expected, atol=1e-12)


@given(case=windows, seed=st.integers(0, 99))
def test_col2im_is_the_transpose_of_im2col(util: Any, case: tuple[int, ...], seed: int) -> None:
    n, c, h, w, fh, fw, stride, pad = case
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, c, h, w))
    col = util.im2col(x, fh, fw, stride, pad)
    other = rng.standard_normal(col.shape)
    back = util.col2im(other, x.shape, fh, fw, stride, pad)
    assert back.shape == x.shape
    np.testing.assert_allclose(np.sum(col * other), np.sum(x * back), atol=1e-10)


@given(level=st.floats(-5, 5), size=st.integers(1, 40))
def test_smoothing_leaves_a_straight_line_alone(util: Any, level: float, size: int) -> None:
    smooth = util.smooth_curve(np.full(size, level))
    np.testing.assert_allclose(smooth, np.full(size, level), atol=1e-12)


def test_smoothing_takes_out_most_of_a_tremor(util: Any) -> None:
    noise = np.random.default_rng(0).standard_normal(2000)
    assert np.std(util.smooth_curve(noise)) < 0.5 * np.std(noise)


def test_shuffling_keeps_rows_together(util: Any) -> None:
    x = np.arange(30).reshape(10, 3)
    shuffled, targets = util.shuffle_dataset(x, x[:, 0])
    np.testing.assert_array_equal(shuffled[:, 0], targets)
    assert sorted(targets) == list(x[:, 0])


PROGRAM = f"""
exec(open({str(SOLUTION)!r}, encoding="utf-8").read())
import numpy as np
from common.digits import load_digits
from common.gradient import numerical_gradient
from common.layers import *
from common.multi_layer_net import MultiLayerNet as own
from common.multi_layer_net_extend import MultiLayerNetExtend
from common.optimizer import *
from common.trainer import Trainer
assert own is MultiLayerNet
np.random.seed(0)
(x, t), (x_test, t_test) = load_digits()
net = MultiLayerNetExtend(64, [20, 20], 10, weight_decay_lambda=1e-4, use_batchnorm=True)
trainer = Trainer(net, x, t, x_test, t_test, 12, 50, "adam", {{"lr": 0.01}}, verbose=False)
trainer.train()
print(len(trainer.train_loss_list), trainer.test_acc_list[-1])
plain = MultiLayerNetExtend(5, [4, 3], 2, "sigmoid", "xavier", 0.3, use_dropout=True)
for block in plain.blocks[:-1]:
    block["dropout"].dropout_ratio = 0.0
x, t = np.random.randn(6, 5), np.eye(2)[[0, 1, 1, 0, 1, 0]]
gradients = plain.gradient(x, t)
worst = max(
    np.abs(numerical_gradient(lambda _: plain.loss(x, t), p) - gradients[name]).max()
    for name, p in plain.params.items()
)
print(worst)
"""


def test_a_program_learns_digits_with_what_it_defined_itself(package: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=package, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps, accuracy, worst = done.stdout.split()
    assert int(steps) == 12 * 8
    assert float(accuracy) > 0.8
    # h² / 6 times a third derivative, and the 1e-7 in the logarithm.
    assert float(worst) < 1e-5


def test_what_is_not_written_yet_is_said(package: Path) -> None:
    code = "import common.optimizer as o; o.Adam"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=package, capture_output=True, text=True, check=False
    )
    assert "write Adam in the notebook" in done.stderr


PICTURES = """
import common.training_pictures as pictures
from common.pictures import speak

pictures.described = lambda english, korean: print(english, korean, sep="|")
speak("ko")
pictures.draw_losses({"without": [1.0] * 40, "Adam": [2.0] * 40})
pictures.draw_accuracies({"nothing": {"training": [0.5], "new digits": [0.25], "mine": [0.125]}})
"""


@pytest.mark.slow
def test_pictures_say_in_korean_what_the_lesson_calls_a_curve(package: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PICTURES],
        cwd=package,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    losses, accuracies = (line.split("|") for line in done.stdout.splitlines())
    assert "without 1.00, Adam 2.00" in losses[0]
    assert "배치 정규화 없음 1.00, Adam 2.00" in losses[1]
    assert "아무것도 안 함: 훈련 50%, 새 숫자 25%, mine 12%" in accuracies[1]
