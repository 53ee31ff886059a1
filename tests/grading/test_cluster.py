"""A cluster of real processes, one of them killed, grades as one machine does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_nodes import Nodes
from harness import SAMPLES, SOLUTIONS, gradkit

pytestmark = pytest.mark.classes

COPIES = 3


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[Nodes]:
    started = Nodes(tmp_path)
    try:
        started.wait()
        yield started
    finally:
        started.close()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Right work, wrong work, and what cannot be read."""
    folder = tmp_path / "work"
    folder.mkdir()
    reference = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
    for number in range(COPIES):
        (folder / f"right{number}.py").write_text(f"{reference}# {number}\n", encoding="utf-8")
    wrong = sorted((SOLUTIONS / "misconceptions").glob("*.py"))[::90][:2]
    for path in [*wrong, *sorted(SAMPLES.glob("*.zip"))[:1]]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "damaged.ipynb").write_bytes(b'{"cells": [')
    return folder


def files(out: Path) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in (out / "results").glob("*.json")}
    return {**found, "grades.csv": (out / "grades.csv").read_bytes()}


@pytest.mark.slow
def test_a_cluster_that_loses_a_node_gives_the_same_bytes(
    nodes: Nodes, work: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-c",
        "from autograder.cli.main import main; main()",
        "grade",
        str(work),
    ]
    command += ["-o", str(tmp_path / "there"), "--cluster", nodes.address]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    results = tmp_path / "there" / "results"
    while running.poll() is None and not list(results.glob("*.json")):
        time.sleep(0.05)
    os.killpg(nodes.workers[0].pid, signal.SIGKILL)
    _, said = running.communicate(timeout=300)
    assert running.returncode == 0, said
    assert nodes.workers[1].poll() is None
    here = gradkit("grade", work, "-o", tmp_path / "here")
    assert here.returncode == 0, here.stderr
    assert files(tmp_path / "there") == files(tmp_path / "here")


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_one_line(work: Path, tmp_path: Path) -> None:
    done = gradkit("grade", work, "-o", tmp_path / "out", "--cluster", "nowhere:::")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "nowhere" in done.stderr
