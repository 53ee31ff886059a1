"""A batch survives: killed at any moment, a full disk, a second run, shadows in the folder."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attacks import DOUBLE, HEAD, SLOPE
from harness import gradkit, results_in

pytestmark = [pytest.mark.walls, pytest.mark.slow]

RANGE = Path(__file__).parent / "range"
KILLS = int(os.environ.get("GRADKIT_KILLS", "2"))
BODIES = {
    "right": "",
    "wrong": "def slope(f, x): return 0.0\n",
    "exits": "def slope(f, x): os._exit(0)\n",
    "raises": "def double(x): raise ValueError('=1+1\\u202e')\n",
    "broken": "def slope(f, x: return\n",
}
COMMAND = [
    sys.executable,
    "-c",
    "from autograder.cli.main import main; main()",
    "--root",
    str(RANGE),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("batch") / "in"
    place.mkdir()
    for name, body in BODIES.items():
        for number in range(2):
            source = f"{HEAD}{DOUBLE}{SLOPE}{body}# {number}\n"
            (place / f"{name}{number}.py").write_text(source, encoding="utf-8")
    (place / "unreadable.ipynb").write_text("{", encoding="utf-8")
    return place


def files(out: Path) -> dict[str, bytes]:
    """Return all that a run has made of results; its records are a history, with its times."""
    own = {".lock", "class.db", "class.db-wal", "class.db-shm"}
    found = (p for p in out.rglob("*") if p.is_file() and p.name not in own)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in found}


def started(folder: Path, out: Path, **options: Any) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "grade", str(folder), "-o", str(out), "--jobs", "2"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **quiet, **options)


def test_killed_at_any_moment_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    begin = time.monotonic()
    assert started(folder, whole).wait() == 0
    lasted = time.monotonic() - begin
    dice, kept = random.Random(1), {}
    for _ in range(KILLS):
        run = started(folder, out)
        time.sleep(lasted * dice.random())
        run.send_signal(signal.SIGKILL)
        run.wait()
        now = {n: data for n, data in files(out).items() if n.startswith("results/")}
        now = {n: data for n, data in now.items() if not n.endswith(".unfinished")}
        assert {name: now.get(name) for name in kept} == kept
        assert all(data == (whole / name).read_bytes() for name, data in now.items())
        kept = now
    assert started(folder, out).wait() == 0
    assert files(out) == files(whole)


def test_two_runs_into_one_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with open(out / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = gradkit("--root", RANGE, "grade", folder, "-o", out)
    assert done.returncode == 2
    assert done.stderr.strip() == f"gradkit: {out}: another run is grading into this folder"
    assert list(files(out)) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED: a full disk: it needs root, to mount a small one")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_full_disk_is_told_and_the_next_run_goes_on(folder: Path, small_disk: Path) -> None:
    run = started(folder, small_disk)
    assert run.stderr is not None
    said = run.stderr.read().decode().strip().splitlines()
    assert run.wait() == 2
    assert "No space left on device" in said[-1] and "goes on" in said[-1]
    assert "Traceback" not in "".join(said)
    assert not list(small_disk.rglob("*.unfinished"))
    kept = results_in(small_disk)
    subprocess.run(["mount", "-o", "remount,size=9m", str(small_disk)], check=True)
    assert started(folder, small_disk).wait() == 0
    found = results_in(small_disk)
    assert len(found) == len(BODIES) * 2 + 1
    assert {name: found[name] for name in kept} == kept


def test_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = gradkit("--root", RANGE, "grade", folder, "-o", tmp_path / "file" / "out")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


def test_modules_in_the_folder_one_stands_in_are_not_imported(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    marker = tmp_path / "marker"
    names = ["json", "random", "numpy", "msgpack", "pickle", "socket", "signal", "selectors"]
    names += ["conftest", "hypothesis", "pytest", "autograder", "sitecustomize", "tempfile"]
    for name in names:
        text = f"open({str(marker)!r}, 'a').write({name!r})\n"
        (place / f"{name}.py").write_text(text, encoding="utf-8")
    command = [str(Path(sys.executable).parent / "gradkit"), "--root", str(RANGE)]
    command += ["grade", ".", "-o", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not marker.exists(), marker.read_text(encoding="utf-8")
    assert len(results_in(tmp_path / "out")) == len(names)


def test_results_hold_no_character_that_acts(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "=1+\u202e\x9b31m\x1b.py").write_text(f"{HEAD}{DOUBLE}{SLOPE}", encoding="utf-8")
    done = gradkit("--root", RANGE, "grade", place, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert next(iter(results_in(tmp_path / "out"))) == "=1+\u202e\x9b31m\x1b.py"
    written = done.stdout + "".join(d.decode() for d in files(tmp_path / "out").values())
    assert not any(character in written for character in "\u202e\x9b\x1b")
    assert "\n'=1+" in (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
