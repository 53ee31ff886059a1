"""A submission's results are its own, whatever it is called."""

from __future__ import annotations

import signal
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest
from harness import SOLUTIONS, gradkit, results_in
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.order import Order
from autograder.grading.pool import Judge
from autograder.results.grades import cell
from autograder.submissions.reading import key_of

# The first 32 bits of the SHA-256 of these two names are the same: 6.6e8 tries, two minutes.
ONE, OTHER = "hw4_kim_minjun.py", "hw4@$)[{ ]  kim_minjun.py"


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_two_names_that_look_alike_share_no_file(tmp_path: Path, jobs: int) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / ONE).write_bytes((SOLUTIONS / "reference.py").read_bytes())
    (place / OTHER).write_text("x = 1\n", encoding="utf-8")
    for _ in range(2):
        done = gradkit("grade", place, "-o", tmp_path / "out", "--jobs", jobs)
        assert done.returncode == 0, done.stderr
        scores = {name: result["score"] for name, result in results_in(tmp_path / "out").items()}
        assert scores == {ONE: 100, OTHER: 0}


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=300))
def test_a_key_is_a_file_name_and_of_one_name_alone(one: str, other: str) -> None:
    assert (key_of(one) == key_of(other)) == (one == other)
    beside = f".{key_of(one)}.json.4194304.unfinished"
    assert len(beside.encode()) <= 255 and "/" not in beside and "\0" not in beside


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")  # noqa: RUF001 - a Korean spreadsheet reads all of them
def test_a_name_is_no_formula(sign: str) -> None:
    assert cell(f"{sign}1+1.py") == f"'{sign}1+1.py"
    assert cell(f"1{sign}1.py") == f"1{sign}1.py"


class Mistaken:
    """A pool with one judge, whose result is of whatever a test says."""

    patience = 10.0

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

    def fork(self) -> tuple[Any, int]:
        ours, self.other = Pipe()
        self.other.send(self.said)
        return ours, self.process.pid

    def lost(self, order: Order) -> dict[str, Any]:
        return {**order.head, "status": "internal_error"}


@pytest.mark.skipif(sys.platform == "win32", reason="judges are forked")
@pytest.mark.parametrize("name", ["submission", "sha256", ""])
def test_a_result_of_another_file_is_refused(name: str) -> None:
    head = {"submission": "a.py", "sha256": "ab" * 32}
    said = {**head, "status": "graded", "score": 100, **({name: "another"} if name else {})}
    pool = Mistaken(said)
    try:
        found = Judge(pool).grade(Order(head, "en", b"x = 1", ".py"))  # type: ignore[arg-type]
        assert found == (pool.lost(Order(head, "en", b"", ".py")) if name else said)
        if name:  # nor is that judge asked anything again
            assert pool.process.wait(10) == -signal.SIGKILL
    finally:
        pool.process.kill()
        pool.process.wait()
