"""Judges are forked from one that is ready: what ends one costs nobody else anything."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from harness import SOLUTIONS

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.grading.batch import Options, grade_all
from autograder.grading.pool import Judge, Order, Pool
from autograder.results.result import Result, merged
from autograder.results.store import as_json
from autograder.sandbox.levels import choose, why_not
from autograder.submissions.reading import Submission

REFERENCE = (SOLUTIONS / "reference.py").read_bytes()
STUCK = REFERENCE + b"\ndef gradient_descent(*_a, **_k):\n    while True: pass\n"


BROKEN = b"import no_such_module\nnonsense = 1 / 0\n" + REFERENCE.replace(
    b"range(step_num)", b"range(3)"
)


def order(name: str, data: bytes, *questions: str) -> Order:
    head: Result = {"submission": name, "sha256": "", "isolation": "bwrap", "language": "en"}
    return Order({**head, "limits": {}}, None, data, ".py", questions or None)


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


@pytest.mark.parametrize("source", [REFERENCE, BROKEN, b"def f(:", b"\x80", b""])
def test_questions_that_were_judged_apart_make_the_same_result(pool: Pool, source: bytes) -> None:
    judge = pool.judge()
    whole = judge.grade(order("a.py", source))
    parts = [judge.grade(order("a.py", source, q.name)) for q in pool.assignment.questions]
    assert [len(part["questions"]) for part in parts] == [1] * len(parts)
    assert as_json(merged(parts)) == as_json(whole)
    judge.close()


@dataclass(frozen=True)
class Watched(Submission):
    """A submission that counts how often it is read."""

    reads: list[str] = field(default_factory=list)

    def read(self) -> tuple[bytes, str]:
        self.reads.append(self.name)
        return super().read()


def test_a_question_whose_judge_is_killed_is_lost_alone(
    assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.py"
    file.write_bytes("# 숙제 4번입니다. 잘 부탁드립니다.\n".encode() + REFERENCE)
    submission = Watched("a.py", file, "a")
    honest = Judge.grade

    def killed(judge: Judge, given: Order) -> Result:
        if given.questions == ("SimpleNet",):
            judge._forked = judge._pool.fork()
            os.kill(judge._forked[1], signal.SIGKILL)
        return honest(judge, given)

    monkeypatch.setattr(Judge, "grade", killed)
    ((_, result),) = grade_all(assignment, [submission], Options(jobs=2))
    assert submission.reads == ["a.py"]
    assert result["status"] == "internal_error" and result["score"] is None
    assert [question["score"] for question in result["questions"]] == [25, 20, None, 35]
    assert result["language"] == "ko" and result["notes"] == ["the judge process ended"]
    titles = [check["title"] for question in result["questions"] for check in question["checks"]]
    assert all(any("가" <= letter <= "힣" for letter in title) for title in titles)


def test_a_process_that_was_begun_for_nothing_ends_without_a_word() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from autograder.grading import pool; pool.begin(); pool.begin()"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == done.stderr == ""


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


def test_a_disk_that_fails_is_told_in_one_line(assignment: Assignment, tmp_path: Path) -> None:
    class Failing(Submission):
        def read(self) -> tuple[bytes, str]:
            raise OSError(errno.EIO, "Input/output error")

    submission = Failing("a.py", tmp_path / "a.py", "a")
    for jobs in (1, 2):
        with pytest.raises(GradkitError, match="a.py: cannot be read: Input/output error"):
            list(grade_all(assignment, [submission], Options(jobs=jobs)))
