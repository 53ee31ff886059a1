"""`gradkit serve` as one command, and what is deployed with it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from harness import ROOT, gradkit
from service_site import small_root

from autograder.cli.serve import serve


@pytest.mark.parametrize("name", ["web", "grader"])
def test_the_words_of_the_compose_file_are_the_commands_own(name: str) -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    services: dict[str, Any] = yaml.safe_load(text)["services"]
    image = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    entry = re.search(r"^ENTRYPOINT \[(.*)\]$", image, re.M)
    assert entry is not None
    words = [word.strip(' "') for word in entry[1].split(",")] + services[name]["command"]
    assert words[:2] == ["gradkit", "serve"]
    given = serve.make_context("serve", words[2:]).params
    assert given["grading_only"] is (name == "grader") and given["folder"] == Path("/data")
    assert services["grader"]["networks"] == ["inside"]


@pytest.mark.slow
def test_what_is_wrong_with_the_settings_is_one_line(tmp_path: Path) -> None:
    root = small_root(tmp_path / "root")
    (tmp_path / "data").mkdir(mode=0o755)
    for words, said in (
        ([], "address"),
        (["--address", "homework.example"], "address"),
        (["--address", "https://homework.example"], "chmod 700"),
    ):
        done = gradkit("--root", root, "serve", tmp_path / "data", "--port", 0, *words)
        assert done.returncode == 2 and said in done.stderr, done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_web_process_that_is_killed_is_replaced_and_nothing_is_left_behind(
    tmp_path: Path,
) -> None:
    root = small_root(tmp_path / "root")
    code = "from autograder.cli.main import main; main()"
    words = ["--root", root, "serve", tmp_path / "data", "--port", 0, "--graders", 1]
    words += ["--address", "https://homework.example"]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[1]
    try:
        first = answering(address, process.pid)
        os.kill(first, signal.SIGKILL)
        assert answering(address, process.pid) != first
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert below(process.pid) == []
    text = (tmp_path / "data" / "service.toml").read_text(encoding="utf-8")
    assert text == 'address = "https://homework.example"\n'


def answering(address: str, parent: int) -> int:
    """Return the first web process, once the service answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if requests.get(f"{address}/s/x/", timeout=20).status_code == 403:
                return below(parent)[0]
        except requests.ConnectionError:
            pass
        time.sleep(0.1)
    raise AssertionError("it does not answer")


def below(parent: int) -> list[int]:
    """Return the web processes that a process has started, the oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = re.sub(r"^.*\) ", "", (path / "stat").read_text()).split()
            words = (path / "cmdline").read_bytes().split(b"\0")
        except (OSError, IndexError):
            continue
        if int(fields[1]) == parent and b"web" in words and fields[0] != "Z":
            found.append(int(path.name))
    return sorted(found)
