"""What a student sees of their own work: `pytest` in the folder, `grader.check` in a notebook."""

from __future__ import annotations

import ast
import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import command_server
import nbclient
import nbformat
import pytest
from harness import NAME, SOLUTIONS

from autograder.authoring.build import Built
from autograder.base.rooms import modules_for
from autograder.base.zips import packed

pytestmark = pytest.mark.slow  # each builds on the finished kit and starts a pytest of its own

COUNT = 24
"""How many public checks the assignment has."""
ALL_PASS = f"{COUNT} of {COUNT} public checks pass"
QUESTIONS = ("numerical_gradient", "gradient_descent", "SimpleNet", "TwoLayerNet")
MARKS = {"passed": "✓", "failed": "✗", "missing": "…", "error": "!", "timeout": "!"}
_LINE = re.compile(r"  ([✓✗…!?]) .*?  (\S.*)")


W_TITLE = "W has the shape (2, 3) and holds standard normal numbers, others in every new net"


def definition(path: Path, question: str) -> str:
    """Return one of our own definitions with its imports, as a student has it in a cell."""
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    own = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "common.gradient"]
    imports = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom) and n not in own]
    named = [n for n in nodes if getattr(n, "name", None) == question]
    return "\n\n".join(map(ast.unparse, [*imports, *named]))


REFERENCE = {question: definition(SOLUTIONS / "reference.py", question) for question in QUESTIONS}


def misconception(name: str, question: str) -> str:
    return definition(SOLUTIONS / "misconceptions" / f"{name}.py", question)


@pytest.fixture
def folder(tmp_path: Path, built: Built) -> Path:
    """The student's folder, unpacked."""
    with zipfile.ZipFile(built.student_zip) as archive:
        archive.extractall(tmp_path)
    return (tmp_path / NAME).rename(tmp_path / "homework")


def fill(folder: Path, answers: Mapping[str, str], language: str = "en") -> dict[str, Any]:
    """Write answers into the notebook's stubs, as a student does, and return the notebook."""
    path = folder / f"{NAME}_{language}.ipynb"
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        question = cell["metadata"].get("exercise")
        if question in answers:
            cell["source"] = answers[question]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return notebook


def self_check(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run `pytest` as a student does; return its exit status and what it printed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "LC_", "LANG"))}
    environ = {**clean, "PYTHONUTF8": "1", **environment}
    if "PYTHONPATH" not in environment:
        done = command_server.run("pytest", list(arguments), folder, environ)
    else:  # which only a new process of Python's own heeds
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=folder,
            env=environ,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout


def marks(table: str) -> dict[str, str]:
    """Return the mark of every check in a table by its title."""
    return {match[2]: match[1] for match in map(_LINE.match, table.splitlines()) if match}


# -- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", f"{ALL_PASS} (27 of 27 points)."),
        ("ko", f"공개 검사 {COUNT}개 중 {COUNT}개 통과 (27점 중 27점)."),
    ],
)
def test_a_finished_notebook_passes(folder: Path, language: str, words: str) -> None:
    fill(folder, REFERENCE, language)
    status, table = self_check(folder)
    assert status == 0
    assert f"{NAME}_{language}.ipynb" in table and words in table
    assert set(marks(table).values()) == {"✓"}


def test_one_exercise_alone(folder: Path) -> None:
    fill(folder, REFERENCE)
    status, table = self_check(folder, "-m", "SimpleNet")
    assert status == 0 and "5 of 5" in table


def test_the_next_thing_to_do_is_the_first_that_is_not_right(folder: Path) -> None:
    answers = {q: REFERENCE[q] for q in ("numerical_gradient", "SimpleNet")}
    fill(folder, answers)
    status, table = self_check(folder)
    assert status == 1
    assert "Next: gradient_descent (From (-3, 4)" in table
    assert "not written yet (cell 9, line 10)" in table


def test_every_part_is_judged_by_itself(folder: Path) -> None:
    fill(
        folder,
        {**REFERENCE, "TwoLayerNet": misconception("two_layer_loss_sum_for_mean", "TwoLayerNet")},
    )
    _, table = self_check(folder)
    wrong = {title for title, mark in marks(table).items() if mark != "✓"}
    assert wrong == {"The loss is the mean cross entropy of what predict gives"}


PASTED = [
    ("numerical_gradient", "numerical_gradient_divided_by_h"),
    ("numerical_gradient", "numerical_gradient_forward"),
    ("SimpleNet", "simple_net_predict_softmax_applied"),
]


@pytest.mark.parametrize(("question", "name"), PASTED)
def test_the_counterexample_can_be_pasted_and_gives_what_it_says(
    folder: Path, question: str, name: str
) -> None:
    answer = misconception(name, question)
    fill(folder, {**REFERENCE, question: answer})
    _, table = self_check(folder)
    example = _first_example(table)
    # Our own catalogue, not a submission: it may run here.
    done = subprocess.run(
        [sys.executable, "-c", f"{answer}\n{_printing(example['code'])}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "selfcheck.zip")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert _numbers(done.stdout) == pytest.approx(_numbers(example["yours"]), rel=1e-6, abs=1e-9)
    assert _numbers(example["expected"]) != pytest.approx(_numbers(example["yours"]), abs=1e-9)


def _first_example(table: str) -> dict[str, str]:
    lines = [line.strip() for line in table.splitlines()]
    start = lines.index("Try it:") + 1
    end = next(i for i, line in enumerate(lines) if line.startswith("expected:"))
    code, rest = lines[start:end], "\n".join(lines[end:])
    expected, _, after = rest.removeprefix("expected:").partition("yours:")
    yours = after.partition("✓")[0].partition("✗")[0].partition("\n\n")[0]
    return {"code": "\n".join(code), "expected": expected, "yours": yours}


def _printing(code: str) -> str:
    *before, last = code.splitlines()
    return "\n".join([*before, f"print({last})"])


def _numbers(text: str) -> list[float]:
    return [float(word) for word in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", text)]


# -- odd notebooks ---------------------------------------------------------------------------------


def test_a_definition_that_failed_is_said_with_its_reason_and_not_with_its_own_name(
    folder: Path,
) -> None:
    fill(folder, {**REFERENCE, "numerical_gradient": "def numerical_gradient(f: F, x): pass"})
    _, table = self_check(folder)
    why = "NameError: name 'F' is not defined"
    assert re.search(rf"`numerical_gradient` is not defined: cell \d+, line \d+: {why}\n", table)
    assert "NameError: name 'numerical_gradient' is not defined" in table  # where a net needs it
    assert "did you mean" not in table and "not written yet" not in table


def test_a_cell_that_does_not_parse_takes_nothing_else_with_it(folder: Path) -> None:
    fill(folder, {**REFERENCE, "SimpleNet": "class SimpleNet\n    pass"})
    _, table = self_check(folder)
    assert "`SimpleNet` is not defined: cell 17, line 1: syntax error: expected ':'" in table
    found = marks(table)
    assert found["The gradient of x0² + x1² at (3, 4) is (6, 8)"] == "✓"
    assert found[W_TITLE] == "…"


def test_an_endless_loop_is_told_and_the_rest_goes_on(folder: Path) -> None:
    loop = "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n    while True: pass"
    with zipfile.ZipFile(folder / "selfcheck.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    limits = rb'"call" = [\d.]+, "question" = [\d.]+'
    quick, changes = re.subn(limits, b'"call" = 0.5, "question" = 6.0', files["assignment.toml"])
    assert changes == 1
    (folder / "selfcheck.zip").write_bytes(packed({**files, "assignment.toml": quick}))
    fill(folder, {**REFERENCE, "gradient_descent": loop})
    _, table = self_check(folder)
    assert "time limit" in table
    assert marks(table)[W_TITLE] == "✓"


def test_a_damaged_notebook_is_told_in_one_line(folder: Path) -> None:
    (folder / "mine.ipynb").write_text('{"cells": [', encoding="utf-8")
    status, table = self_check(folder, NOTEBOOK="mine.ipynb")
    assert status == 1 and len(table.strip().splitlines()) == 1
    assert table.startswith("mine.ipynb: ")


# -- which notebook --------------------------------------------------------------------------------


def test_a_renamed_notebook_is_found(folder: Path) -> None:
    fill(folder, REFERENCE)
    (folder / f"{NAME}_en.ipynb").rename(folder / "과제4_김민준 (1).ipynb")
    status, table = self_check(folder)
    assert status == 0 and table.startswith("과제4_김민준 (1).ipynb")


def test_a_notebook_that_is_named_is_taken(folder: Path) -> None:
    fill(folder, REFERENCE)
    shutil.copy(folder / f"{NAME}_ko.ipynb", folder / "other.ipynb")
    status, table = self_check(folder, NOTEBOOK="other.ipynb")
    assert status == 1 and table.startswith("other.ipynb") and "다음 할 일" in table


def test_of_several_the_one_saved_last_is_taken_and_said(folder: Path) -> None:
    fill(folder, REFERENCE)
    shutil.copy(folder / f"{NAME}_en.ipynb", folder / "first.ipynb")
    shutil.copy(folder / f"{NAME}_en.ipynb", folder / "second.ipynb")
    now = time.time()
    os.utime(folder / "first.ipynb", (now, now))
    os.utime(folder / "second.ipynb", (now - 60, now - 60))
    _, table = self_check(folder)
    assert table.splitlines()[0] == "first.ipynb"
    assert "second.ipynb" in table.splitlines()[1] and "NOTEBOOK=" in table


def test_a_scratch_notebook_does_not_win_over_the_homework(folder: Path) -> None:
    fill(folder, REFERENCE)
    scratch = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(scratch, folder / "Untitled.ipynb")
    status, table = self_check(folder)
    assert status == 0 and table.startswith(f"{NAME}_en.ipynb\nNot checked")
    assert "Untitled.ipynb" in table


def test_the_untouched_notebook_is_called_so(folder: Path) -> None:
    status, table = self_check(folder, LANG="ko_KR.UTF-8")
    assert status == 1 and "저장했나요" in table.splitlines()[1]


# -- any way of calling it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [(), ("--rootdir=.",), ("homework",), ("homework/{notebook}",)],
    ids=" ".join,
)
def test_pytest_one_folder_up(folder: Path, arguments: tuple[str, ...]) -> None:
    fill(folder, REFERENCE)
    notebook = f"{NAME}_en.ipynb"
    words = [argument.format(notebook=notebook) for argument in arguments]
    status, table = self_check(folder.parent, *words)
    assert status == 0 and ALL_PASS in table


def test_pytest_with_several_processes(folder: Path) -> None:
    fill(folder, REFERENCE)
    status, table = self_check(folder, "-n", "2")
    assert status == 0 and ALL_PASS in table


# What pytest-randomly does: another order, and the same random numbers before every test.
SHUFFLED = """
import random
import numpy as np
def pytest_collection_modifyitems(items):
    random.Random(4).shuffle(items)
def pytest_runtest_call(item):
    random.seed(4)
    np.random.seed(4)
"""


def test_in_whatever_order(folder: Path) -> None:
    fill(folder, REFERENCE)
    (folder.parent / "shuffled.py").write_text(SHUFFLED, encoding="utf-8")
    status, table = self_check(folder, "-p", "shuffled", PYTHONPATH=str(folder.parent))
    assert status == 0 and ALL_PASS in table
    assert tuple(line for line in table.splitlines() if line in QUESTIONS) == QUESTIONS


def test_a_misspelt_exercise_is_told(folder: Path) -> None:
    status, table = self_check(folder, "-m", "SimpelNet", GRADKIT_LANG="en")
    assert status == 1
    assert "No exercise is called `SimpelNet`" in table and "pytest -m SimpleNet" in table


def test_without_docstrings_one_line_says_what_to_do(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "pytest"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode and "run pytest without -OO" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


# What VS Code's plugin for pytest (python_files/vscode_pytest) hears of a run.
EDITOR = """
import json, os
HEARD = {}
def pytest_report_teststatus(report, config):
    if report.when == "call":
        HEARD.setdefault(report.nodeid, "success" if report.passed else report.longreprtext)
def pytest_sessionfinish(session):
    found = HEARD or [item.nodeid for item in session.items]
    with open("heard.json", "w", encoding="utf-8") as file:
        json.dump(found, file)
"""


def test_an_editor_lists_and_runs_the_checks_of_a_workspace(folder: Path) -> None:
    workspace = folder.parent
    answer = misconception("simple_net_predict_softmax_applied", "SimpleNet")
    fill(folder, {**REFERENCE, "SimpleNet": answer})
    (workspace / "editor.py").write_text(EDITOR, encoding="utf-8")
    usual = ("-p", "editor", f"--rootdir={workspace}")

    def heard(*arguments: str) -> Any:
        self_check(workspace, *usual, *arguments, PYTHONPATH=str(workspace))
        return json.loads((workspace / "heard.json").read_text(encoding="utf-8"))

    listed = heard("--collect-only", ".")
    assert len(set(listed)) == COUNT
    assert all(name.startswith(f"homework/{NAME}_en.ipynb::") for name in listed)
    wanted = [n for n in listed if n.endswith((".test_sum_of_squares", "SimpleNet.test_predict"))]
    told = heard(*(str(workspace / name) for name in wanted))
    assert list(told) == wanted and len(wanted) == 2
    assert told[wanted[0]] == "success"
    assert told[wanted[1]].startswith("✗ failed: predict gives the scores")


# -- words for a beginner --------------------------------------------------------------------------


def test_an_exercise_that_falls_with_another_says_which(folder: Path) -> None:
    answer = misconception("numerical_gradient_copy_perturbed", "numerical_gradient")
    fill(folder, {**REFERENCE, "numerical_gradient": answer})
    _, table = self_check(folder)
    assert "This uses your `numerical_gradient`, which is not right yet" in table


def test_a_definition_in_a_text_cell_is_noticed(folder: Path) -> None:
    notebook = fill(folder, REFERENCE)
    for cell in notebook["cells"]:
        if cell["metadata"].get("exercise") == "SimpleNet":
            cell["cell_type"] = "markdown"
    path = folder / f"{NAME}_en.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    _, table = self_check(folder)
    assert "its definition is in a text (Markdown) cell" in table


def test_a_library_for_computing_is_named_with_the_line(folder: Path) -> None:
    lost = "import markdown_it as md\ndef gradient_descent(*a, **k):\n    return md.f(*a)\n"
    fill(folder, {**REFERENCE, "gradient_descent": lost})
    _, table = self_check(folder)
    assert "cell 9, line 1: no module `markdown_it`: grading has only NumPy" in table


NEEDS_MORE = {
    "subprocess.run(['true'])": "grading starts no other program",
    "socket.create_connection(('127.0.0.1', 9))": "grading has no network",
    "urllib.request.urlopen('http://localhost:9')": "grading has no network",
    "asyncio.run(asyncio.sleep(0))": "grading starts no other program, has no network and no event",
}


def test_what_grading_refuses_is_named_with_the_line(folder: Path) -> None:
    imports = "import asyncio, os, socket, subprocess, urllib.request"
    needs = [f"need_{n} = {needed}" for n, needed in enumerate(NEEDS_MORE)]
    allowed = "assert os.system('true') == 32512 and os.cpu_count() and os.listdir()"
    used = ", ".join(f"need_{n}" for n in range(len(needs)))
    lost = f"def gradient_descent(*a, **k):\n    return {used}\n"
    fill(folder, {**REFERENCE, "gradient_descent": "\n".join([imports, *needs, allowed, lost])})
    _, table = self_check(folder)
    plain = table.replace("PermissionError: ", "")
    for line, said in enumerate(NEEDS_MORE.values(), start=2):
        assert f"cell 9, line {line}: {said}" in plain, table
    assert f"cell 9, line {len(needs) + 2}" not in table


# -- the same verdicts everywhere ------------------------------------------------------------------


HALF_RIGHT = {
    "numerical_gradient": misconception("numerical_gradient_forward", "numerical_gradient"),
    "gradient_descent": misconception("gradient_descent_history_alias", "gradient_descent"),
    "TwoLayerNet": misconception("two_layer_predict_softmax_missing", "TwoLayerNet"),
}


def executed(folder: Path, notebook: dict[str, Any], keep: Callable[[str], bool]) -> list[Any]:
    """Execute cells of a student's notebook (our own words in it) in Jupyter; return them."""
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code" and keep(c["source"])]
    nb = nbformat.from_dict({**notebook, "cells": cells})
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(nb, timeout=300, kernel_name="python3", resources=resources).execute()
    return list(nb.cells)


def test_grader_check_says_what_pytest_says(folder: Path) -> None:
    notebook = fill(folder, {**REFERENCE, **HALF_RIGHT, "SimpleNet": REFERENCE["SimpleNet"]})
    _, table = self_check(folder)
    starts = ("# @title", "import", "from", '"""', "grader.check", "def ", "class ")
    cells = executed(folder, notebook, lambda source: source.startswith(starts))
    outputs = [o["data"] for c in cells if c.source.startswith("grader") for o in c.outputs]
    text = "\n".join(data["text/plain"] for data in outputs)
    assert set(marks(table).values()) >= {"✓", "✗"}
    for title, mark in marks(table).items():
        own = f"✗ failed: {title}\n" if mark == "✗" else f"✓ {title}" if mark == "✓" else title
        assert own in text, title
    assert "SimpleNet: 5 / 5" in text
    for noise in ("Error", "otter", "Test case", "results:"):
        assert noise not in text, noise
    for data in outputs:
        assert data["text/plain"] == html.unescape(re.sub("<[^>]*>", "", data["text/html"]))


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_finished_notebook_runs_from_top_to_bottom(folder: Path, language: str) -> None:
    notebook = fill(folder, REFERENCE, language)
    cells = executed(folder, notebook, lambda _source: True)
    shown = [o["data"].get("text/html", "") for c in cells for o in c.outputs if "data" in o]
    pictures = [picture for picture in shown if picture.startswith("<img")]
    assert len(pictures) >= 9
    assert all(re.match('<img alt="[^"]{30,}"', picture) for picture in pictures)
    printed = "".join(o.get("text", "") for cell in cells for o in cell.outputs)
    accuracy = float(re.findall(r"(\d+\.\d)%", printed)[-1])
    assert accuracy > 85


# -- where it runs ---------------------------------------------------------------------------------


def test_what_students_run_is_at_home_on_every_system() -> None:
    unix = {"fcntl", "grp", "posix", "pwd", "resource", "termios", "tty"}
    for path in modules_for("selfcheck"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {
            alias.name.partition(".")[0]
            for node in tree.body
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert not found & unix, path


@pytest.mark.parametrize(("encoding", "word"), [("ascii", "SimpleNet"), ("euc-kr", "통과")])
def test_a_console_of_another_encoding_shows_the_table(
    folder: Path, encoding: str, word: str
) -> None:
    fill(folder, {"SimpleNet": REFERENCE["SimpleNet"]}, "ko")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "SimpleNet"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LANG": "C"},
        capture_output=True,
        check=False,
    )
    table = done.stdout.decode(encoding)
    assert done.returncode == 0 and word in table
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A folder for temporary files where there is no room for any."""
    place = tmp_path / "full"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small file system here: a full TMPDIR is not tried")
    (place / "much").write_bytes(b"x" * 12_000)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_no_room_for_temporary_files(folder: Path, built: Built, full: Path) -> None:
    fill(folder, REFERENCE)
    status, table = self_check(folder, TMPDIR=str(full))
    assert status == 0 and ALL_PASS in table
    carrying = built.student_zip.parent / f"{NAME}_en.ipynb"
    cells = json.loads(carrying.read_text(encoding="utf-8"))["cells"]
    start = next(c["source"] for c in cells if "start" in c["metadata"].get("tags", ()))
    alone = full.parent / "alone.py"
    alone.write_text("".join(start) + "\nprint(type(grader).__name__)", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, alone],
        cwd=full.parent,
        env={**os.environ, "TMPDIR": str(full)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() in ("Grader", "Notebook"), done.stderr
    assert not [*full.parent.glob("gradkit-*.zip")]  # it is gone when Python ends


def test_colour_where_the_terminal_has_it(folder: Path) -> None:
    fill(folder, {"numerical_gradient": REFERENCE["numerical_gradient"]})
    only = ("-m", "numerical_gradient or gradient_descent")
    _, plain = self_check(folder, *only, "--color=no")
    _, coloured = self_check(folder, *only, "--color=yes")
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert "\x1b[32m  ✓ " in coloured and "\x1b[33m  … " in coloured
    assert "\x1b[1mgradient_descent\x1b[0m" in coloured
