"""Judges are forked from one that is ready: what ends one costs nobody else anything."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from harness import SOLUTIONS

from autograder.assignment import Assignment
from autograder.pool import Order, Pool
from autograder.result import Result
from autograder.sandbox import choose, why_not

REFERENCE = (SOLUTIONS / "reference.py").read_bytes()
STUCK = REFERENCE + b"\ndef gradient_descent(*_a, **_k):\n    while True: pass\n"


def order(name: str, data: bytes) -> Order:
    head: Result = {"submission": name, "sha256": "", "isolation": "bwrap", "language": "en"}
    return Order({**head, "limits": {}}, None, data, ".py")


@pytest.fixture
def pool(assignment: Assignment) -> Iterator[Pool]:
    made = Pool(assignment, choose("auto"))
    yield made
    made.close()


def test_a_judge_that_is_killed_costs_its_submission_alone(pool: Pool) -> None:
    judge, other = pool.judge(), pool.judge()
    first = judge.grade(order("first.py", REFERENCE))
    assert judge._forked is not None
    victim = judge._forked[1]
    killing = threading.Thread(target=lambda: (time.sleep(0.5), os.kill(victim, signal.SIGKILL)))
    killing.start()
    lost = judge.grade(order("lost.py", STUCK))
    killing.join()
    assert lost["status"] == "internal_error" and lost["score"] is None
    again, beside = (j.grade(order("first.py", REFERENCE)) for j in (judge, other))
    assert first["score"] == 100
    assert again == beside == first
    judge.close()
    other.close()


@pytest.mark.parametrize("level", ["setuid", "process"])
def test_judges_share_what_workers_may_import(assignment: Assignment, level: str) -> None:
    if (reason := why_not(level)) is not None:
        pytest.skip(f"no level {level} here: {reason}")
    pool = Pool(assignment, level)
    judges = [pool.judge(), pool.judge()]
    assert [judge.grade(order("a.py", REFERENCE))["score"] for judge in judges] == [100, 100]
    for judge in judges:
        judge.close()
    pool.close()


def test_a_judge_is_gone_with_its_pool(assignment: Assignment) -> None:
    pool = Pool(assignment, choose("auto"))
    pipe, process = pool.fork()
    pipe.close()
    pool.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
