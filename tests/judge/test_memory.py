"""What a hostile reply costs the judge: less than 64 MiB over an honest submission, of any size."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from harness import SOLUTIONS
from memory import measured

pytestmark = [
    pytest.mark.exhaustive,  # minutes: every liar is judged to its end
    pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED: /proc tells it"),
]
MOST_MIB = 64
REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")

# Works as the reference does, but for the values in its replies to some operations.
LIAR = """
import autograder.worker.session as _session

_handle = _session.Session.handle

def _lie(tree):
    if isinstance(tree, list) and tree[:1] == ["d"]:
        return ["d", [[key, _lie(value)] for key, value in tree[1]]]
    if isinstance(tree, float) or isinstance(tree, list) and tree[:1] == ["a"]:
        return {value}
    return tree

def _handled(self, operation, *arguments):
    reply = _handle(self, operation, *arguments)
    if operation in {operations} and reply[0] == "ok" and len(reply) > 1:
        {lie}
    return reply

def _patch():
    _session.Session.handle = _handled

patched = _patch()

class SimpleNet(SimpleNet):
    done = patched

class TwoLayerNet(TwoLayerNet):
    done = patched

def numerical_gradient(f, x, done=patched, right=numerical_gradient):
    return right(f, x)

def gradient_descent(f, init_x, lr=0.01, step_num=100, done=patched, right=gradient_descent):
    return right(f, init_x, lr, step_num)
"""
# Honest mistakes of several kinds, one in every part: what is kept to explain mistakes is there
# once it was looked for, whoever has made them.
WRONG = """
def numerical_gradient(f, x, right=numerical_gradient):
    return 2 * right(f, x)

def gradient_descent(f, init_x, lr=0.01, step_num=100, right=gradient_descent):
    x, history = right(f, init_x, lr, step_num)
    return x + 1, history

class SimpleNet(SimpleNet):
    def predict(self, x):
        return 2 * super().predict(x)

    def loss(self, x, t):
        return 2 * super().loss(x, t)

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        return 1 - super().predict(x)

    def loss(self, x, t):
        return -super().loss(x, t)

    def accuracy(self, x, t):
        return 1 - super().accuracy(x, t)
"""
ELSEWHERE = """
def numerical_gradient(f, x, right=numerical_gradient):
    return {one}

def gradient_descent(f, init_x, lr=0.01, step_num=100, right=gradient_descent):
    x, history = right(f, init_x, lr, step_num)
    return {two}

class SimpleNet(SimpleNet):
    def predict(self, x):
        return {three}

    def loss(self, x, t):
        return {four}

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        return {three}

    def loss(self, x, t):
        return {four}

    def accuracy(self, x, t):
        return {four}
"""
MISTAKES = {
    "values": WRONG,
    "shapes": ELSEWHERE.format(
        one="right(f, x)[..., None]",
        two="[x], history[:-1]",
        three="super().predict(x).T",
        four="np.full(3, super().loss(x, t))",
    ),
    "raising": ELSEWHERE.format(
        one="x[f(x)]", two="x.nothing", three="x @ x.T @ x[0, :1]", four="t[{}]"
    ),
    "constant": ELSEWHERE.format(
        one="np.zeros_like(x)", two="init_x, [init_x]", three="np.ones((len(x), 3))", four="0.5"
    ),
}
VALUES = {
    "broadcast": "['a', '|i1', [2, 4_000_000, 1, 1], bytes(8_000_000)]",
    "message": "['a', '|i1', [2, 8_000_000, 1, 1], bytes(16_000_000)]",
    "column": "['a', '|b1', [1_000_000, 1], bytes(1_000_000)]",
    "halves": "['a', '<f2', [1, 4_000_000, 1], bytes(8_000_000)]",
    "row": "['a', '<f8', [1_000_000], bytes(8_000_000)]",
    "square": "['a', '<f8', [1000, 1000], bytes(8_000_000)]",
    "complex": "['a', '<c16', [500_000, 1], bytes(8_000_000)]",
    "arrays": "['l', [['a', '<f8', [40], bytes(320)] for _ in range(20_000)]]",
    "lists": "['l', [['l', []] for _ in range(90_000)]]",
    "nested": "['l', [['l', ['\\x01' * 4000] * 8] for _ in range(8)] * 60]",
    "texts": "['l', ['\\x01' * 100] * 90_000]",
    "astral_texts": "['l', ['a' * 150 + '\\U0001f600'] * 90_000]",
    "text": "'\\x01' * 15_000_000",
    "astral_text": "'a' * 15_000_000 + '\\U0001f600'",
    "numbers": "['l', list(map(float, range(99_000)))]",
    "maps": "[{str(n)[:1] + chr(32 + k): 0 for k in range(50)} for n in range(90_000)]",
    "dict": "['d', [[str(n) * 20, 0.5] for n in range(90_000)]]",
    "keys": "['m', 1, ['\\x01' * 150] * 90_000]",
    "object": "['o', 1, 'x' * 9_000_000, ['m' * 60] * 90_000]",
    "infinity": "['a', '<f8', [1_000_000], b'\\xff' * 8_000_000]",
}
CALLS, READS = ("call",), ("get", "item", "items", "variable")
OTHERS = {
    "changes": "reply[2:3] = [[[n, ['a', '|i1', [2, 4_000_000, 1], bytes(8_000_000)]]"
    " for n in range(1, 3)]] if operation == 'call' else []",
    "refilled": "reply[2:3] = [[[n, ['l', [0.5] * 90_000]] for n in range(1, 9)]]",
    "receipts": "reply[3:4] = [[[99_000, [n.to_bytes(60, 'big') for n in range(99_000)]]]]",
    "long_reply": "reply += [bytes(4_000_000)] * 3",
}


def family(place: Path) -> list[Path]:
    """Write a liar for each value, in calls and in what is read, and those of other kinds."""
    sources = {
        f"{name}_{kind}": LIAR.format(
            value=value, operations=operations, lie="reply[1] = _lie(reply[1])"
        )
        for name, value in VALUES.items()
        for kind, operations in (("called", CALLS), ("read", READS))
    }
    sources |= {
        name: LIAR.format(value="tree", operations=CALLS, lie=lie) for name, lie in OTHERS.items()
    }
    for name, source in sources.items():
        (place / f"{name}.py").write_text(REFERENCE + source, encoding="utf-8")
    return [place / f"{name}.py" for name in sources]


SOME = ("broadcast_called", "column_read", "astral_texts_called", "changes")


@pytest.mark.parametrize("names", [SOME, pytest.param((), marks=pytest.mark.exhaustive)])
def test_a_hostile_reply_of_any_size_costs_the_judge_little(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    honest = tmp_path / "honest.py"
    honest.write_text(REFERENCE, encoding="utf-8")
    wrong = [tmp_path / f"{name}.py" for name in MISTAKES]
    for path, source in zip(wrong, MISTAKES.values(), strict=True):
        path.write_text(REFERENCE + source, encoding="utf-8")
    chosen = [place for place in family(tmp_path) if not names or place.stem in names]
    found = measured(honest, *wrong, *wrong, *chosen)  # of what is judged twice, the second time
    _, outcomes = found.pop("honest.py")
    assert set(outcomes.values()) == {"passed"}
    usual = 0.0
    for path in wrong:
        most, outcomes = found.pop(path.name)
        assert "failed" in outcomes.values() and "internal_error" not in outcomes.values()
        usual = max(usual, most)
    print({name: round(most - usual, 1) for name, (most, _) in found.items()}, "over", usual)
    assert {name: most for name, (most, _) in found.items() if most > usual + MOST_MIB} == {}
    for name, (_, outcomes) in found.items():
        assert "internal_error" not in outcomes.values(), name
