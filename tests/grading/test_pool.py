"""Judges are forked from one that is ready: what ends one costs nobody else anything."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from harness import RETURNS_ONE, SOLUTIONS, results_in, small_assignment
from levels import need

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.grading.batch import Options, grade_all
from autograder.grading.order import Order
from autograder.grading.pool import Pool
from autograder.results.result import Result
from autograder.sandbox.levels import LEVELS, choose
from autograder.submissions.reading import Submission

pytestmark = pytest.mark.classes

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
REFERENCE = (SOLUTIONS / "reference.py").read_bytes()
STUCK = REFERENCE + b"\ndef gradient_descent(*_a, **_k):\n    while True: pass\n"


def order(name: str, data: bytes, sha256: str = "") -> Order:
    head: Result = {"submission": name, "sha256": sha256, "isolation": "bwrap", "language": "en"}
    return Order({**head, "limits": {}}, None, data, ".py")


def children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            yield from map(int, (task / "children").read_text(encoding="ascii").split())


def descendants(pid: int) -> Iterator[int]:
    for child in children(pid):
        yield child
        yield from descendants(child)


def is_running(pid: int) -> bool:
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        return state != "Z"
    return False


def assert_ended(processes: Iterable[int]) -> None:
    """Demand that all end; whose parent was killed does so by itself, when its pipe is closed."""
    left, deadline = set(processes), time.monotonic() + 10
    while left := {each for each in left if is_running(each)}:
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.05)


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


def test_a_result_of_another_submission_is_refused(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = pool.judge()
    mine, theirs = order("a.py", REFERENCE), order("b.py", REFERENCE, sha256="of other bytes")
    assert judge.grade(mine)["score"] == 100
    assert judge._forked is not None
    judge._forked[0].send(theirs)  # its result lies in the pipe when the next one is waited for
    lost = judge.grade(mine)
    assert lost["status"] == "internal_error" and lost["submission"] == "a.py"
    assert judge.grade(mine)["score"] == 100
    judge.close()


@pytest.mark.slow
def test_a_process_that_was_begun_for_nothing_ends_without_a_word() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from autograder.grading.starting import begin; begin(); begin()",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == done.stderr == ""


@pytest.mark.slow
def test_a_pool_that_nobody_asks_ends_without_a_word(
    assignment: Assignment, capfd: pytest.CaptureFixture[str]
) -> None:
    pool = Pool(assignment, choose("auto"))
    assert pool.level
    assert pool._pipe.poll(60)  # the checks are there, and nobody reads them
    pool.close()
    assert capfd.readouterr() == ("", "")


TELLS_THREAD = """
import sys, threading
from autograder.base.errors import GradkitError
from autograder.grading.judge_process import main
from autograder.sandbox.launch import Sandbox
def begin(_self):
    raise GradkitError(threading.current_thread().name)
Sandbox.begin = begin
main(int(sys.argv[1]))
"""


def test_the_main_thread_begins_what_ends_with_the_thread_that_began_it(
    assignment: Assignment,
) -> None:
    ours, theirs = socket.socketpair()
    with Connection(ours.detach()) as pipe, theirs:
        command = [sys.executable, "-c", TELLS_THREAD, str(theirs.fileno())]
        with subprocess.Popen(command, pass_fds=[theirs.fileno()]):
            pipe.send((assignment, "process", True))
            assert str(pipe.recv()) == threading.main_thread().name


@pytest.mark.slow
@pytest.mark.skipif(CORES < 2, reason="there is one core, or none can be kept to")
def test_judges_of_two_pools_keep_to_two_cores(
    assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as place:  # no other test's judges come between
        os.chmod(place, 0o711)
        monkeypatch.setenv("TMPDIR", place)
        assert_on_two_cores([Pool(assignment, choose("auto")) for _ in range(2)])


def assert_on_two_cores(pools: list[Pool]) -> None:
    try:
        forked = [pool.fork() for pool in pools]
        cores = [os.sched_getaffinity(process) for _, process in forked]
        assert [len(own) for own in cores] == [1, 1]
        assert cores[0] != cores[1]
        for pipe, _ in forked:
            pipe.close()
    finally:
        for pool in pools:
            pool.close()


@pytest.mark.slow
@pytest.mark.parametrize("level", ["setuid", "process"])
def test_judges_share_what_workers_may_import(assignment: Assignment, level: str) -> None:
    need(level)
    pool = Pool(assignment, level)
    judges = [pool.judge(), pool.judge()]
    assert [judge.grade(order("a.py", REFERENCE))["score"] for judge in judges] == [100, 100]
    for judge in judges:
        judge.close()
    pool.close()


@pytest.mark.slow
def test_a_judge_is_gone_with_its_pool(assignment: Assignment) -> None:
    pool = Pool(assignment, choose("auto"))
    pipe, process = pool.fork()
    pipe.close()
    pool.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", [0, 2])
def test_nothing_is_left_of_a_pool(assignment: Assignment, level: str, count: int) -> None:
    need(level)
    pool = Pool(assignment, level)
    judges = [pool.judge() for _ in range(count)]
    assert [judge.grade(order("a.py", REFERENCE))["score"] for judge in judges] == [100] * count
    assert pool.made_ready().level == level
    started = list(descendants(pool._begun[0].process.pid))
    assert len(started) >= max(1, 2 * count)
    for judge in judges:
        judge.close()
    pool.close()
    assert_ended(started)


@pytest.mark.slow
def test_what_a_killed_judge_had_taken_over_is_gone(pool: Pool) -> None:
    pipe, process = pool.fork()
    started = list(descendants(pool._begun[0].process.pid))
    os.kill(process, signal.SIGKILL)
    judge = pool.judge()
    assert judge.grade(order("a.py", REFERENCE))["score"] == 100
    judge.close()
    pipe.close()
    pool.close()
    assert_ended(started)


@pytest.mark.slow
def test_the_last_judge_is_the_process_itself_and_another_begins_where_it_dies(pool: Pool) -> None:
    pool.left = 2
    judges = [pool.judge(), pool.judge()]
    results = [judge.grade(order("a.py", REFERENCE)) for judge in judges]
    ids = [judge._forked[1] for judge in judges if judge._forked is not None]
    first = pool._begun[0].process.pid
    assert ids[1] == first != ids[0]
    os.kill(first, signal.SIGKILL)
    assert "internal_error" in str(judges[1].grade(order("b.py", REFERENCE)))
    results += [judge.grade(order("c.py", REFERENCE)) for judge in judges]
    assert [result["score"] for result in results] == [100] * 4
    for judge in judges:
        judge.close()
    pool.close()
    assert_ended([*ids, *(begun.process.pid for begun in pool._begun)])


@pytest.mark.slow
def test_a_disk_that_fails_is_told_in_one_line(assignment: Assignment, tmp_path: Path) -> None:
    class Failing(Submission):
        def read(self) -> tuple[bytes, str]:
            raise OSError(errno.EIO, "Input/output error")

    submission = Failing("a.py", tmp_path / "a.py", "a")
    for jobs in (1, 2):
        with pytest.raises(GradkitError, match="a.py: cannot be read: Input/output error"):
            list(grade_all(assignment, [submission], Options(jobs=jobs)))


@pytest.mark.slow
def test_without_assertions_a_work_gets_what_it_deserves(tmp_path: Path) -> None:
    checks = RETURNS_ONE.replace("    assert student.f() == 1\n", "    is_one(student.f())\n")
    root = small_assignment(tmp_path / "root", f"from helper import is_one\n{checks}")
    helper = root / "assignments" / "mini" / "checks" / "helper.py"
    helper.write_text("def is_one(found):\n    assert found == 1\n", encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    for number in (1, 2):
        (work / f"{number}.py").write_text(f"def f(): return {number}\n", encoding="utf-8")
    command = [sys.executable, "-O", "-c", "from autograder.cli.main import main; main()"]
    command += ["--root", str(root), "grade", str(work), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONOPTIMIZE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {name: result["score"] for name, result in results_in(tmp_path / "out").items()}
    assert found == {"1.py": 10, "2.py": 0}
