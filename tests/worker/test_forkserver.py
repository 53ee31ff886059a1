"""Workers of one parent: none sees, leaves or takes anything, and each is what a start would be."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, results_in, scores
from judged import SOME, judged
from levels import REFERENCE, need

from autograder.assignment.limits import Limits
from autograder.protocol.channel import ChannelClosed
from autograder.sandbox import launch
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import LEVELS
from autograder.sandbox.process import Twin, popen

# Everything that a process can leave behind, under a name that the next one knows.
LEAVING = """
import ctypes, fcntl, os, socket, subprocess, sys, time
def leave():
    for folder in (".", "/tmp", "/dev/shm", "/", "/dev", "/kit", "/scratch", sys.prefix):
        try:
            open(os.path.join(folder, "left-7"), "w").close()
        except OSError:
            pass
    libc = ctypes.CDLL(None)
    libc.shmget(7700, 4096, 0o1666)
    libc.semget(7700, 1, 0o1666)
    for place in ("/dev/null", np.__file__, os.__file__):
        try:
            os.chmod(place, 0o777)
        except OSError:
            pass
        for descriptor in (0, 1, 2, os.open(place, os.O_RDONLY)):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass
    np.left_7 = sys.left_7 = True
    try:
        is_child = os.fork() == 0
    except OSError:
        return
    if is_child:
        os.setsid()
        if os.fork() == 0:
            try:
                listener = socket.socket(socket.AF_UNIX)
                listener.bind("\\0left-7")
                listener.listen()
            except OSError:
                pass
            time.sleep(60)
        os._exit(0)
    time.sleep(0.1)
def numerical_gradient(f, x):
    leave()
    raise ValueError("left")
"""
LOOKING = """
import ctypes, fcntl, os, socket, sys
def look():
    found = []
    opened = []
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
            opened.append(descriptor)
        except OSError:
            pass
    if len(opened) != 4:
        found.append(f"descriptors {opened}")
    for folder in (".", "/tmp", "/dev/shm", "/", "/dev", "/kit", "/scratch", sys.prefix):
        if os.path.exists(os.path.join(folder, "left-7")):
            found.append("file in " + folder)
    libc = ctypes.CDLL(None)
    if libc.shmget(7700, 4096, 0) >= 0:
        found.append("shared memory")
    if libc.semget(7700, 1, 0) >= 0:
        found.append("semaphore")
    for place in ("/dev/null", np.__file__, os.__file__):
        try:
            fcntl.flock(os.open(place, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except PermissionError:
            pass  # nobody can lock it, nor ask
        except OSError:
            found.append("lock on " + place)
    if hasattr(np, "left_7") or hasattr(sys, "left_7"):
        found.append("module")
    try:
        socket.socket(socket.AF_UNIX).connect("\\0left-7")
        found.append("process")
    except OSError:
        pass
    return found
found = look()
def numerical_gradient(f, x):
    raise ValueError("found " + ", ".join(found))
"""


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("level", [level for level in LEVELS if level != "process"])
def test_nothing_is_left_for_the_next_worker(tmp_path: Path, level: str, jobs: int) -> None:
    """Neither for one of the same judge nor, a second later, for one of another judge's."""
    need(level)
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.py").write_text(REFERENCE + LEAVING, encoding="utf-8")
    later = "import time\ntime.sleep(1)\n" if jobs > 1 else ""
    (place / "b.py").write_text(REFERENCE + later + LOOKING, encoding="utf-8")
    done = gradkit("grade", place, "-o", tmp_path, "--jobs", jobs, "--isolation", level)
    assert done.returncode == 0, done.stderr
    results = results_in(tmp_path)
    assert "left" in results["a.py"]["questions"][0]["checks"][0]["message"]
    words = results["b.py"]["questions"][0]["checks"][0]["message"]
    assert "found" in words
    assert words.startswith("ValueError: found  (")


@pytest.mark.slow
def test_killing_everybody_costs_its_own_part(tmp_path: Path) -> None:
    need("bwrap")
    place = tmp_path / "in"
    place.mkdir()
    for number, whom in enumerate(["os.getppid()", "-1", "1", "0"]):
        function = f"def gradient_descent(*_a, **_k):\n    os.kill({whom}, 9)\n"
        file = place / f"killer{number}.py"
        file.write_text(f"{REFERENCE}\nimport os\n{function}", encoding="utf-8")
    done = gradkit("grade", place, "-o", tmp_path, "--isolation", "bwrap")
    assert done.returncode == 0, done.stderr
    for result in results_in(tmp_path).values():
        found = scores(result)
        assert found.pop("gradient_descent") == 0
        assert sum(found.values()) == 80


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_a_parent_that_dies_is_started_again(level: str) -> None:
    need(level)
    sandbox = Sandbox(level, None, Limits())
    try:
        worker = sandbox.start({}, {})
        assert sandbox._server is not None
        os.killpg(sandbox._server._process._process.pid, signal.SIGKILL)
        with pytest.raises(ChannelClosed):
            worker.channel.receive()  # it dies with its parent
        worker.stop()
        sandbox.start({}, {}).stop()
        assert sandbox._server is not None
    finally:
        sandbox.close()


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_a_twin_has_workers_of_its_own_and_ends_with_its_judge(level: str) -> None:
    need(level)
    sandbox = Sandbox(level, [], Limits())
    other = Sandbox(level, [], Limits())
    try:
        first = sandbox.start({}, {})
        other.take(sandbox.twin())
        workers = [other.start({}, {}) for _ in range(2)]
        assert other._server is not None and isinstance(other._server._process, Twin)
        first.stop()
        for worker in workers:
            worker.channel.send(["do", "finish", []])
            assert worker.channel.receive()[0] == "done"
        other.close()
        for worker in workers:
            with pytest.raises(ChannelClosed):
                worker.channel.receive()
            worker.stop()
        sandbox.start({}, {}).stop()  # what the twin was forked from goes on
    finally:
        other.close()
        sandbox.close()


@pytest.mark.slow
@pytest.mark.classes
def test_verdicts_are_those_of_workers_that_are_started() -> None:
    assert judged(SOME[1]) == judged("--start", SOME[1])


# What a kernel that refuses no calls lets a worker do.
DAEMON = """
import os, time
def start():
    seen, told = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(told, str(os.getpid()).encode())
            time.sleep(600)
        os._exit(0)
    return int(os.read(seen, 20))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a parent takes orphans in on Linux alone")
def test_what_a_worker_has_started_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def unfiltered(command: list[str], descriptor: int, **place: Any) -> Any:
        start, main, rest = command[-1].partition("from autograder.worker.forkserver")
        patch = "import autograder.worker.confinement as c; c.has_seccomp = lambda: False; "
        command[-1] = start + patch + main + rest
        return popen(command, descriptor, **place)

    monkeypatch.setattr(launch, "popen", unfiltered)
    sandbox = Sandbox("process", [], Limits())
    try:
        worker = sandbox.start({}, {})

        def done(operation: str, *arguments: object) -> list[Any]:
            worker.channel.send(["do", operation, arguments])
            reply: list[Any] = worker.channel.receive()[1]
            return reply

        for index, *_ in done("load", [DAEMON], {"start": []}, {}, False, 0)[1]:
            done("execute", index)
        daemon = done("call", ["name", "start"], ["u", []], ["d", []])[1]
        os.kill(daemon, 0)  # it is there
        worker.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(daemon, 0)
    finally:
        sandbox.close()
