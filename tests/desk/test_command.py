"""`gradkit desk` as a person starts it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from desk_class import make
from harness import gradkit

from autograder.assignment.assignment import Assignment
from autograder.grading.release import as_released
from autograder.records.rules import Rules


@pytest.mark.slow
def test_the_desk_opens_by_its_address_alone_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    with closing(make(tmp_path / "out", 3)):
        pass
    command = [Path(sys.executable).parent / "gradkit", "desk", tmp_path / "out", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", running.stdout.readline())
        assert address is not None
        assert "20260001" in requests.get(address[0], timeout=30).text
        running.send_signal(signal.SIGINT)
    assert running.wait() in (0, 1, -signal.SIGINT)


@pytest.mark.slow
def test_a_folder_without_a_class_is_told_in_one_line(tmp_path: Path) -> None:
    for words in (("desk", tmp_path), ("history", tmp_path), ("pdf", tmp_path)):
        done = gradkit(*words)
        assert done.returncode == 2
        assert str(tmp_path) in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "days", "shown"),
    [("hint", 1, "hint"), ("all", 1, "hint"), ("none", 1, "none"), ("none", -1, "all")],
)
def test_hidden_details_are_shown_from_a_date_on(
    assignment: Assignment, given: str, days: int, shown: str
) -> None:
    now = datetime(2026, 10, 5, tzinfo=UTC)
    rules = Rules(release=now + timedelta(days=days))
    made = replace(assignment, feedback=given)
    assert as_released(made, rules, now).feedback == shown
    assert as_released(made, Rules(), now).feedback == given
