"""`gradkit doctor` says what works here, what does not, and what to do; never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness import gradkit

from autograder.sandbox.levels import LEVELS, bounds_all_of_a_worker, why_not


@pytest.mark.slow
def test_each_isolation_level_is_named_as_it_is_here() -> None:
    done = gradkit("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    for level in LEVELS:
        sign = "-" if why_not(level) else "+"
        assert f"{sign} isolation level {level}: " in done.stdout
    sign = "+" if bounds_all_of_a_worker() else "-"
    assert f"{sign} limits of a worker's memory: " in done.stdout


def test_what_bounds_no_crowd_of_processes_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from autograder.grading import run

    monkeypatch.setattr(run, "bounds_all_of_a_worker", lambda: False)
    run._warn_of("bwrap")
    assert "not for all of them together" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "euc-kr"])
def test_it_speaks_on_any_console_and_without_tools(tmp_path: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PATH": str(tmp_path)}
    command = [sys.executable, "-c", "from autograder.cli.main import main; main()", "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    said = done.stdout.decode(encoding)
    assert done.returncode == 0, done.stderr
    assert "Docker: not installed" in said and "apt-get install fonts-nanum" in said
    assert b"Traceback" not in done.stderr
