"""A limit waits while a machine is busy with other things, but not for a program that sleeps."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.base.deadline import (
    LEAST_STRETCHED,
    MOST_STRETCHED,
    Deadline,
    Queueing,
    note_senders,
    sender,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells who stands in line"
)
BUSY = "while True: pass"
ASLEEP = "time.sleep(600)"


class Line(Queueing):
    """A queue in which as many seconds have been stood as a test says."""

    stood = 0.0

    def seconds(self) -> float:
        return self.stood


@contextmanager
def programs(*sources: str) -> Iterator[list[int]]:
    """Run Python programs, all on one processor, from when each has begun: a start takes long."""
    core = min(os.sched_getaffinity(0))
    begin = f"import os, time; os.sched_setaffinity(0, {{{core}}}); print(flush=True)\n"
    started = [
        subprocess.Popen([sys.executable, "-c", begin + source], stdout=subprocess.PIPE)
        for source in sources
    ]
    try:
        for process in started:
            assert process.stdout is not None and process.stdout.readline()
        yield [process.pid for process in started]
    finally:
        for process in started:
            process.kill()
            process.communicate()


@pytest.mark.slow
def test_who_shares_a_processor_stands_in_line_and_a_sleeper_does_not() -> None:
    with programs(BUSY, BUSY, ASLEEP) as (busy, _, asleep):
        hungry, resting = Queueing(busy), Queueing(asleep)
        while hungry.seconds() < 1.0:
            assert os.path.exists(f"/proc/{busy}")
        assert resting.seconds() < hungry.seconds() / 2


def test_time_in_line_does_not_count_up_to_a_bound() -> None:
    line = Line()
    deadline = Deadline(0.0, line)
    with pytest.raises(TimeoutError):
        deadline.left()
    line = Line()
    deadline = Deadline(1e-6, line)
    line.stood = 1e9
    # The stretch is over too, by now: it is a few microseconds.
    with pytest.raises(TimeoutError):
        deadline.left()
    line = Line()
    deadline = Deadline(3600.0, line)
    assert 3599 < deadline.left() <= 3600
    assert MOST_STRETCHED > 1


def test_a_process_that_is_gone_stands_in_no_line() -> None:
    with programs(ASLEEP) as (process,):
        queueing = Queueing(process, 2**30)
    assert queueing.seconds() == 0.0


def test_what_was_stood_in_line_stays_when_a_process_ends() -> None:
    with programs(BUSY, BUSY) as (busy, _):
        queueing = Queueing(busy)
        while queueing.seconds() < 0.2:
            assert os.path.exists(f"/proc/{busy}")
        queueing.remove(busy)
    assert queueing.seconds() >= 0.2


def test_the_kernel_says_who_has_sent() -> None:
    ours, theirs = socket.socketpair()
    note_senders(ours)
    with ours, theirs:
        send = f"import socket; socket.socket(fileno={theirs.fileno()}).send(b'hello')"
        process = subprocess.Popen([sys.executable, "-c", send], pass_fds=[theirs.fileno()])
        assert process.wait() == 0
        assert sender(ours) == process.pid
        assert ours.recv(10) == b"hello"


# Threads that compute outside of Python's lock, as NumPy's and hashlib's do.
CROWDED = """
import hashlib, threading
data = bytes(2**20)
def spin():
    while True: hashlib.sha256(data)
for _ in range(6): threading.Thread(target=spin, daemon=True).start()
spin()
"""


def told(process: int) -> tuple[float, float]:
    """Return how long the first thread has stood in line and the others have run."""
    files = Path(f"/proc/{process}/task").glob("*/schedstat")
    numbers = {f.parent.name: [int(n) / 1e9 for n in f.read_text("ascii").split()] for f in files}
    _, stood, _ = numbers.pop(str(process))
    return stood, sum(ran for ran, _, _ in numbers.values())


@pytest.mark.slow
def test_who_fills_the_line_with_threads_of_its_own_stands_in_none() -> None:
    with programs(CROWDED) as (crowded,):
        queueing, (stood, ran) = Queueing(crowded), told(crowded)
        while told(crowded)[1] - ran < 1.0:
            assert os.path.exists(f"/proc/{crowded}")
        counted = queueing.seconds()
        stood, ran = told(crowded)[0] - stood, told(crowded)[1] - ran
    # What is left was taken by whatever else this machine is doing.
    assert counted <= max(0.0, stood - 0.9 * ran)


def test_where_others_could_be_started_a_limit_is_stretched_less() -> None:
    line = Line(most=LEAST_STRETCHED)
    deadline = Deadline(100.0, line)
    line.stood = 1e9
    assert LEAST_STRETCHED == 1.5
    assert deadline.left() <= 100.0
