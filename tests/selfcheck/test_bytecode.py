"""What a self-check compiles it compiles once, and nothing depends on what is kept of that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import student_folder
from harness import NAME, ROOT

from autograder.assignment.assignment import opened
from autograder.authoring.handout import KIT

pytestmark = pytest.mark.slow

# Prints the kit's files that Python compiles meanwhile.
WATCHED = f"""
import sys
files = []
def heard(event, arguments):
    if event == "compile" and {KIT!r} in str(arguments[1]):
        files.append(str(arguments[1]).partition({KIT!r})[2])
sys.addaudithook(heard)
import pytest
status = pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider"])
print(status, *sorted(files), sep="\\n")
"""

# What Python compiles before anything can keep it.
BEFORE = {
    f"/autograder/{name}.py"
    for name in ("__init__", "selfcheck/__init__", "selfcheck/bytecode", "selfcheck/kept")
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder with a solved notebook."""
    with opened(NAME, ROOT) as assignment:
        student_folder.make(tmp_path, assignment)
    return tmp_path


def compiled(folder: Path, *switches: str) -> list[str]:
    """Run `pytest` on the folder; return which of the kit's files were compiled."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *switches, "-c", WATCHED],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    table, _, files = done.stdout.partition("\n0\n")
    assert "24 of 24 public checks pass" in table, done.stdout + done.stderr
    return [file for file in files.split() if file not in BEFORE]


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("__pycache__/selfcheck.*.bytecode"))


def test_each_module_is_compiled_once_and_anew_when_the_kit_is_another(folder: Path) -> None:
    first = compiled(folder)
    assert len(first) > 40 and len(set(first)) == len(first)
    assert compiled(folder) == []
    with zipfile.ZipFile(folder / KIT, "a") as archive:
        archive.writestr("another.txt", NAME)
    assert compiled(folder) == first
    assert compiled(folder) == []


def test_what_is_damaged_is_made_anew(folder: Path) -> None:
    first = compiled(folder)
    [file] = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert compiled(folder) == first
    assert kept(folder) == [file] and compiled(folder) == []


def test_nothing_is_kept_where_it_may_not_be(folder: Path) -> None:
    first = compiled(folder, "-B")
    assert kept(folder) == []
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)
    (folder / "__pycache__").write_text("in the way", encoding="utf-8")
    assert compiled(folder) == first == compiled(folder)
