"""What a check works out of an answer is not sent ahead: no answer lies about for the taking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, results_in

from autograder.sandbox.levels import why_not

pytestmark = pytest.mark.slow

# An assignment of layers. Each check asks first for a value and then for something made of it: by
# the check from the reply, from the reference's own, by a formula of the check's, a row of it, the
# number of a class, one-hot, a choice of what to ask, a sum that is a whole number.
CHECKS = """
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Text, assert_close, check, expect

WHAT = Text("the output", "출력")


@st.composite
def cases(draw):
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    return rng.normal(size=(3, 2)), rng.normal(size=(2, 4)), rng.normal(size=4)


def right(x, W, b):
    return x @ W + b


def example(test):
    return settings(max_examples=10)(given(case=cases())(test))


{checks}
"""
CHECK = '''
@check("Affine", points=1)
@example
def test_{name}(student, reference, case):
    """{name}

    {name}
    """
    x, W, b = case
    layer = student.Affine(W, b)
    out = layer.forward(x)
    {demand}
    {then}
'''
CLOSE = "assert_close(out, expected=right(x, W, b), tolerance=1e-9, what=WHAT)"
SAME_CLASS = (
    "expect(np.shape(out) == (3, 4) and np.argmax(out[0]) == np.argmax(right(x, W, b)[0]), "
    "otherwise=WHAT)"
)
DERIVED = {
    "scaled": (CLOSE, "layer.backward(2 * out)"),
    "as_it_is": (CLOSE, "layer.backward(out)"),
    "rounded": (CLOSE, "layer.backward(np.round(out, 12))"),
    "of_the_reference": (CLOSE, "layer.backward(2 * reference.Affine(W, b).forward(x))"),
    "of_the_check": (CLOSE, "layer.backward(2 * right(x, W, b))"),
    "class_number": (SAME_CLASS, "layer.pick(int(np.argmax(out[0])))"),
    "one_hot": (SAME_CLASS, "layer.backward(np.eye(4)[[np.argmax(out[0])] * 3])"),
    "whole_numbers": (SAME_CLASS, "layer.pick([int(k) for k in np.argsort(out[0])])"),
    "a_choice": (
        SAME_CLASS,
        "(layer.zero, layer.one, layer.two, layer.three)[np.argmax(out[0])]()",
    ),
}
INDEPENDENT = {
    "drawn": (CLOSE, "layer.backward(x @ W * 0 + 1)"),
    "drawn_row": (CLOSE, "layer.backward(W[0])"),
    "again": (CLOSE, "layer.forward(x)"),
}
RIGHT = """
import numpy as np


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        return x @ self.W + self.b

    def backward(self, dout):
        return dout

    def pick(self, number):
        return number

    def zero(self): return 0

    def one(self): return 1

    def two(self): return 2

    def three(self): return 3
"""
# It computes nothing: whatever numbers, names or choices lie in the requests that it was sent along
# with its own, it answers with, in each way that a check could have made them.
THIEF = (
    RIGHT
    + """
import sys

import msgpack


def pending():
    frame = sys._getframe()
    while frame is not None:
        requests = frame.f_locals.get("requests")
        if isinstance(requests, list) and "request" in frame.f_locals:
            at = next(i for i, r in enumerate(requests) if r is frame.f_locals["request"])
            return msgpack.unpackb(requests[at + 1], raw=False)
        frame = frame.f_back
    raise RuntimeError("nothing was sent ahead")


def forward(self, x):
    message = pending()
    name, argument = message[1][0][2], message[1][1][1]
    best = ("zero", "one", "two", "three").index(name) if not argument else argument[0]
    if isinstance(best, int):
        return np.eye(4)[[best] * 3]
    if best[0] == "l":
        return np.eye(4)[[best[1][-1]] * 3]
    found = np.frombuffer(best[3], best[1]).reshape(best[2]).copy()
    is_doubled = "%s" == "doubled"
    return found / 2 if is_doubled else found


Affine.forward = forward
"""
)

# Right only once it has seen a request lie ahead of its turn.
TELLING = (
    THIEF
    + """

SEEN = []


def forward(self, x):
    if not SEEN:
        SEEN.append(pending())
    return x @ self.W + self.b


Affine.forward = forward
"""
)


def assignment(root: Path, checks: dict[str, tuple[str, str]]) -> None:
    folder = root / "assignments" / "layers" / "checks" / "hidden"
    folder.mkdir(parents=True)
    (folder.parent.parent / "assignment.toml").write_text(
        'name = "layers"\nseed = 1\ntitle = {en = "Layers", ko = "계층"}\n'
        f'[[questions]]\nname = "Affine"\npoints = {len(checks)}\n',
        encoding="utf-8",
    )
    bodies = (CHECK.format(name=n, demand=d, then=t) for n, (d, t) in checks.items())
    source = CHECKS.replace("{checks}", "".join(bodies))
    (folder / "test_affine.py").write_text(source, encoding="utf-8")
    solution = root / "solutions" / "layers" / "reference.py"
    solution.parent.mkdir(parents=True)
    solution.write_text(RIGHT, encoding="utf-8")


def outcomes(root: Path, level: str, **sources: str) -> dict[str, dict[str, Any]]:
    place = root / "in"
    place.mkdir()
    for name, source in sources.items():
        (place / f"{name}.py").write_text(source, encoding="utf-8")
    options = ("--isolation", level, "--jobs", 1)
    done = gradkit("--root", root, "grade", place, "-o", root / "out", *options)
    assert done.returncode == 0, done.stderr
    return {
        name.removesuffix(".py"): {
            c["id"].rpartition("test_")[2]: c["outcome"] for c in result["questions"][0]["checks"]
        }
        for name, result in results_in(root / "out").items()
    }


@pytest.mark.parametrize("level", [level for level in ("bwrap",) if why_not(level) is None])
def test_nothing_made_of_an_answer_is_sent_before_it(
    tmp_path: Path, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assignment(tmp_path, DERIVED)
    thieves = {"halving": THIEF % "doubled", "as_found": THIEF % "as it is"}
    found = outcomes(tmp_path, level, right=RIGHT, **thieves)
    assert set(found["right"].values()) == {"passed"}
    stolen = {n: [c for c, o in found[n].items() if o == "passed"] for n in thieves}
    assert stolen == {"halving": [], "as_found": []}


def test_what_depends_on_no_answer_is_sent_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assignment(tmp_path, INDEPENDENT)
    found = outcomes(tmp_path, "auto", telling=TELLING, right=RIGHT)
    assert set(found["right"].values()) == {"passed"}
    assert set(found["telling"].values()) == {"passed"}
