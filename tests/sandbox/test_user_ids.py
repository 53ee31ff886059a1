"""A worker's user id is its own, on the whole machine, and free again when its holder is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox.user_ids import User

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives user ids to workers")
HOLD = "from autograder.sandbox.user_ids import User; print(User().number, flush=True); input()"


def held(tmp_path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", HOLD]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)


def test_no_two_have_the_same_whatever_folder_they_use(tmp_path: Path) -> None:
    other = held(tmp_path)
    mine = User()
    try:
        assert other.stdout is not None
        assert int(other.stdout.readline()) != mine.number
    finally:
        other.kill()
        other.wait()
        mine.give_back()


def test_what_a_killed_holder_had_is_free(tmp_path: Path) -> None:
    first = held(tmp_path)
    assert first.stdout is not None
    number = int(first.stdout.readline())
    first.kill()
    first.wait()
    again = []
    try:
        while number not in [user.number for user in again]:
            again.append(User())  # others on this machine may hold lower ones
    finally:
        for user in again:
            user.give_back()


def test_what_is_left_of_a_worker_is_killed() -> None:
    user = User()
    sleeper = subprocess.Popen(["sleep", "600"], user=user.number, start_new_session=True)
    user.give_back()
    for _ in range(100):
        if sleeper.poll() is not None:
            break
        time.sleep(0.05)
    assert sleeper.returncode == -9


def test_a_container_begins_with_other_ids_than_its_machine() -> None:
    """Whoever ends a worker kills all that runs under its id, in containers too."""
    isolated = ["unshare", "--pid", "--fork", "--mount-proc"]
    done = subprocess.run(
        [*isolated, sys.executable, "-c", HOLD],
        input="\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in done.stderr:
        pytest.skip(f"NOT TESTED: no process namespace can be had here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    mine = User()
    mine.give_back()
    assert int(done.stdout) != mine.number
