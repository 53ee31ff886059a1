"""Mistakes of a person end in one line that says what to do, and exit status 2."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from harness import NAME, SOLUTIONS, gradkit, results_in, small_assignment


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["grade", "nowhere", "-o", "OUT"], "nowhere"),
        (["grade", SOLUTIONS / "reference.py", "-o", "OUT", "-a", "no_such"], "no_such"),
        (["check", "nowhere.ipynb"], "nowhere.ipynb"),
        (["--root", "tests", "grade", SOLUTIONS / "reference.py", "-o", "OUT"], "--root"),
        (["grade", SOLUTIONS / "reference.py"], "grade --help"),
        (["grade", SOLUTIONS / "reference.py", "-o", __file__], "is a file"),
        (["grade", SOLUTIONS / "reference.py", "-o", "OUT", "-a", "no_such"], NAME),
        (["check", SOLUTIONS / "reference.py", "--question", "no_such"], "gradient_descent"),
        (["check", "homework.zip"], "unpack the zip"),
        (["--root", "no_such", "demo"], "no_such: there is no such folder"),
        (["--root", "README.md", "build"], "README.md: there is no such folder"),
        (["--no-such"], "--help"),
        (["no_such"], "--help"),
        (["grade", SOLUTIONS, "-o", "OUT", "--jobs", "0"], "1<=x<=256"),
        (["grade", SOLUTIONS, "-o", "OUT", "--isolation", "no_such"], "'bwrap'"),
        (["grade", SOLUTIONS, "-o", "OUT", "--timeout", "0"], "grade --help"),
        (["grade", SOLUTIONS, "-o", "OUT", "--lang", "fr"], "'ko'"),
        (["lms", "canvas", SOLUTIONS, "-o", "a.csv", "--sheet", "nowhere.csv"], "nowhere.csv"),
        (["lms", "push", "canvas", SOLUTIONS], "push canvas --help"),
    ],
)
def test_one_line_says_what_to_do(tmp_path: Path, arguments: list[object], word: str) -> None:
    (tmp_path / "homework.zip").touch()
    places = {"OUT": tmp_path, "homework.zip": tmp_path / "homework.zip"}
    done = gradkit(*[places.get(str(part), part) for part in arguments])
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [("en", "notebook (.ipynb)"), ("ko", "파이썬 파일")])
def test_a_file_that_holds_no_code_is_told_and_not_checked(
    tmp_path: Path, language: str, word: str
) -> None:
    file = tmp_path / "passwd"
    file.write_text("root:x:0:0:root:/root:/bin/sh\n", encoding="utf-8")
    done = gradkit("check", file, "--lang", language)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith("passwd: ") and word in line
    done = gradkit("grade", file, "-o", tmp_path / "out", "--lang", language)
    assert done.returncode == 0
    (result,) = results_in(tmp_path / "out").values()
    assert result["status"] == "unreadable" and word in result["notes"][0]


@pytest.mark.slow
def test_of_a_damaged_file_the_name_tells_the_language(tmp_path: Path) -> None:
    languages = {"김하나.ipynb": "ko", "hw4 학생1.ipynb": "ko", "kim.ipynb": "en"}
    for name in languages:
        (tmp_path / unicodedata.normalize("NFD", name)).write_text('{"cells": [', encoding="utf-8")
    done = gradkit("grade", tmp_path, "-o", tmp_path / "out", "-a", NAME)
    assert done.returncode == 0, done.stderr
    results = results_in(tmp_path / "out")
    assert {name: result["language"] for name, result in results.items()} == languages
    pages = [p.read_text(encoding="utf-8") for p in (tmp_path / "out" / "feedback").glob("*.html")]
    assert sorted('<html lang="ko"' in page for page in pages) == [False, True, True]


def test_folder_without_submissions_is_told(tmp_path: Path) -> None:
    done = gradkit("grade", tmp_path, "-o", tmp_path / "out", "-a", NAME)
    assert done.returncode == 2 and "no submissions" in done.stderr


@pytest.mark.slow
def test_a_check_that_fails_by_itself_is_no_zero(tmp_path: Path) -> None:
    small_assignment(
        tmp_path,
        '@check("f", points=1)\ndef test_a(student):\n    """A\n\n    가"""\n    student.f()\n'
        '@check("f", points=1)\ndef test_b(student):\n    """B\n\n    나"""\n    [][0]\n',
        points=2,
    )
    solution = tmp_path / "solutions" / "mini" / "reference.py"
    done = gradkit("--root", tmp_path, "grade", solution, "-o", tmp_path / "out")
    assert done.returncode == 1
    row = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8").splitlines()[1]
    assert row.startswith("reference.py,,,internal_error,,,2,,")
    assert "test_b" in row and "list index out of range" in row


def test_a_judge_is_begun_before_anything_is_imported_that_takes_time() -> None:
    code = (
        "import sys; import autograder.cli.grade; "
        "print({'numpy', 'rich', 'sqlalchemy', 'jinja2'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
