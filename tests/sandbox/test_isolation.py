"""Each level keeps from a submission what it claims to; marks do not depend on the level."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import ROOT, SOLUTIONS, gradkit, once, results_in, scores, small_assignment
from levels import REFERENCE, need

from autograder.sandbox.levels import LEVELS, why_not

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("level", LEVELS)
def test_marks_are_the_same_at_every_level(
    grade: Callable[..., dict[str, Any]], level: str
) -> None:
    need(level)
    result = grade(REFERENCE, "--isolation", level)
    assert result["isolation"] == level
    assert result["score"] == 100


@pytest.mark.parametrize("level", LEVELS)
def test_several_judges_work_at_every_level(tmp_path: Path, level: str) -> None:
    need(level)
    root, place = small_assignment(tmp_path / "root"), tmp_path / "in"
    place.mkdir()
    for name in ("a.py", "b.py", "c.py"):
        (place / name).write_text("def f(): return 1", encoding="utf-8")
    out = tmp_path / "out"
    options = ("--jobs", 3, "--isolation", level)
    done = gradkit("--root", root, "grade", place, "-o", out, "-a", "mini", *options)
    assert done.returncode == 0, done.stderr
    assert {result["score"] for result in results_in(out).values()} == {10}


def test_level_that_cannot_be_had_is_an_error(tmp_path: Path, monkeypatch: Any) -> None:
    missing = [level for level in LEVELS if why_not(level) is not None]
    monkeypatch.setenv("PATH", "")
    for level in missing:
        done = gradkit("grade", SOLUTIONS / "reference.py", "-o", tmp_path, "--isolation", level)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


SPY = """
import os, socket
import numpy as np
found = []
for place in {places!r}:
    try:
        os.listdir(place) if os.path.isdir(place) else open(place).close()
        found.append(place)
    except OSError:
        pass
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=1)
    found.append("network")
except OSError:
    pass
if len(os.environ) > 8 or "HOME" in os.environ:
    found.append("environment")
def numerical_gradient(f, x):
    raise ValueError("found " + " ".join(found))
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    raise ValueError("found " + " ".join(found))
"""


@pytest.mark.parametrize("level", ["bwrap"])
def test_worker_sees_neither_files_nor_network(
    grade: Callable[..., dict[str, Any]], level: str
) -> None:
    need(level)
    places = [str(ROOT), str(SOLUTIONS / "reference.py"), str(ROOT / "assignments"), "/etc/passwd"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = grade(SPY.format(places=places, port=port), "--isolation", level)
    words = [c["message"] for q in result["questions"][:2] for c in q["checks"]]
    assert any("found" in word for word in words)
    for word in words:
        assert "network" not in word and "environment" not in word and "/" not in word


ENDINGS = {
    "os._exit(0)": "crashed",
    "os.kill(os.getpid(), 9)": "crashed",
    "sys.exit()": "error",
    "raise KeyboardInterrupt": "error",
    "raise GeneratorExit": "error",
    "[0] * 10**12": "error",
    "'x' * 2**24": "failed",  # more than a message may hold
    "np.broadcast_to(1.0, (10**6, 10**6))": "error",
}


FUNCTION = "def gradient_descent(f, x, lr=0.01, step_num=100):\n    {}\n"
LOOP = "\ndef _loop(self, x, t):\n    while True: pass\nSimpleNet.loss = _loop\n"


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Results by ending: a class in which everybody else's program ends in a call."""
    names = {f"{number}.py": ending for number, ending in enumerate([*ENDINGS, "loop"])}

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        for name, ending in names.items():
            line = ending if ending.startswith("raise") else f"return {ending}"
            source = LOOP if ending == "loop" else f"\nimport os, sys\n{FUNCTION.format(line)}"
            (place / name).write_text(REFERENCE + source, encoding="utf-8")
        done = gradkit("grade", place, "-o", out, "--limit", "call=1")
        assert done.returncode == 0, done.stderr

    graded = results_in(once(tmp_path_factory, "ended", make))
    return {names[name]: result for name, result in graded.items()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ends_a_call_costs_its_own_part(ended: dict[str, Any], ending: str) -> None:
    result = ended[ending]
    assert scores(result) == {
        "numerical_gradient": 25,
        "gradient_descent": 0,
        "SimpleNet": 20,
        "TwoLayerNet": 35,
    }
    assert {c["outcome"] for c in result["questions"][1]["checks"]} == {ENDINGS[ending]}


def test_endless_loop_costs_its_own_part(ended: dict[str, Any]) -> None:
    found = scores(ended["loop"])
    assert found["SimpleNet"] == 12
    assert found["numerical_gradient"] + found["gradient_descent"] + found["TwoLayerNet"] == 80
    outcomes = {c["part"]: c["outcome"] for c in ended["loop"]["questions"][2]["checks"]}
    assert outcomes["SimpleNet.loss"] == "timeout"
