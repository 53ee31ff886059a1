"""Examples are drawn once; what is kept of them changes no verdict and no word."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
import student_folder
from harness import NAME, ROOT

from autograder.assignment.assignment import opened
from autograder.authoring.handout import KIT, kit_files, with_examples
from autograder.base.zips import packed
from autograder.selfcheck.examples import CARRIED

pytestmark = [pytest.mark.slow, pytest.mark.authors]  # of what a build makes

# Prints how much of the engine that draws was run, and then what a student reads.
WATCHED = """
import os, sys
calls = []
def heard(frame, event, argument):
    code = frame.f_code
    place = code.co_filename.replace(os.sep, "/")
    is_engine = place.endswith("hypothesis/internal/conjecture/engine.py")
    if event == "call" and is_engine and code.co_name == "generate_new_test_cases":
        calls.append(code.co_name)
sys.setprofile(heard)
import pytest
pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider"])
sys.setprofile(None)
print(len(calls))
"""
# The lesson's own, but for the step, which is taken to one side.
FORWARD = """
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + h
        above = f(x)
        x[place] = kept
        grad[place] = (above - f(x)) / h
    return grad
"""
# Right but for one call of many.
FICKLE = """
right, calls = numerical_gradient, []
def numerical_gradient(f, x):
    calls.append(1)
    return right(f, x) + (len(calls) == 30)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder with a solved notebook."""
    with opened(NAME, ROOT) as assignment:
        student_folder.make(tmp_path, assignment)
    return tmp_path


def read(folder: Path, *switches: str) -> tuple[str, int]:
    """Run `pytest` on the folder; return the table, and how many searches there were."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *switches, "-c", WATCHED],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    table, _, searches = done.stdout.strip().rpartition("\n")
    assert searches.isdigit(), done.stdout + done.stderr
    return table, int(searches)


def add(folder: Path, code: str) -> None:
    notebook = nbformat.read(folder / "solved.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(code))
    nbformat.write(notebook, folder / "solved.ipynb")


def test_nothing_is_drawn_twice_and_what_is_wrong_is_told_as_at_first(folder: Path) -> None:
    first, drawn = read(folder)
    again, searches = read(folder)
    assert "24 of 24 public checks pass" in first and again == first
    assert drawn > 10 and searches == 0
    add(folder, FORWARD)
    known, searches = read(folder)
    for file in folder.glob("__pycache__/selfcheck.*.examples"):
        file.unlink()
    anew, _ = read(folder)
    assert "numerical_gradient" in known and known == anew and "24 of 24" not in known
    assert 0 < searches < drawn


def carrying(folder: Path, examples: Callable[[bytes], bytes] = lambda data: data) -> None:
    """Have the folder's kit carry its examples, as `gradkit build` does."""
    with opened(NAME, ROOT) as assignment:
        kit = with_examples(kit_files(assignment, {}))
    kit[CARRIED] = examples(kit[CARRIED])
    (folder / KIT).write_bytes(packed(kit))


def test_a_kit_that_carries_its_examples_draws_none(folder: Path) -> None:
    drawing, _ = read(folder)
    carrying(folder)
    assert read(folder) == (drawing, 0)
    assert len(list(folder.glob("__pycache__/selfcheck.*.bytecode"))) == 1
    add(folder, FORWARD)
    known, _ = read(folder)
    assert "numerical_gradient" in known and "24 of 24" not in known and "determin" not in known


def test_examples_that_cannot_be_read_here_are_drawn(folder: Path) -> None:
    first, drawn = read(folder)

    def of_another(data: bytes) -> bytes:
        unknown = b"cno_such_numpy\nreconstruct\n."
        return pickle.dumps(
            {name: [unknown] * len(them) for name, them in pickle.loads(data).items()}
        )

    carrying(folder, of_another)
    assert read(folder) == (first, drawn)


def test_one_wrong_answer_of_many_is_no_pass(folder: Path) -> None:
    add(folder, FICKLE)
    for _ in range(2):
        table, _ = read(folder)
        assert "not deterministic" in table and "24 of 24" not in table


def test_nothing_is_kept_where_it_may_not_be(folder: Path) -> None:
    tables = {read(folder, "-B") for _ in range(2)}
    assert len(tables) == 1 and not list(folder.glob("__pycache__/selfcheck.*"))


def test_what_is_damaged_is_drawn_anew(folder: Path) -> None:
    first, drawn = read(folder)
    [file] = folder.glob("__pycache__/selfcheck.*.examples")
    file.write_bytes(file.read_bytes()[:-1000])
    assert read(folder) == (first, drawn)
    assert read(folder) == (first, 0)
