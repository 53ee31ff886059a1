"""What a submission may show comes before what is hidden from it, in all its questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit

CHECK = """
from pathlib import Path

from autograder.checks import Text, check, expect


@check("{name}", points=1)
def test_{name}(student):
    \"\"\"{name}

    {name}
    \"\"\"
    with Path({log!r}).open("a", encoding="utf-8") as log:
        log.write("{visibility} {name}\\n")
    expect(student.{name}() == 1, otherwise=Text("not 1", "1이 아닙니다"))
"""
NAMES = ("f", "g", "h")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_every_public_check_comes_before_any_hidden_one(tmp_path: Path, jobs: int) -> None:
    folder, log = tmp_path / "assignments" / "mini", tmp_path / "log"
    for visibility in ("public", "hidden"):
        (folder / "checks" / visibility).mkdir(parents=True)
        for name in NAMES:
            source = CHECK.format(name=name, log=str(log), visibility=visibility)
            place = folder / "checks" / visibility / f"test_{name}_{visibility}.py"
            place.write_text(source, encoding="utf-8")
    questions = "".join(f'[[questions]]\nname = "{name}"\npoints = 2\n' for name in NAMES)
    head = 'name = "mini"\nseed = 1\ntitle = {en = "Homework", ko = "과제"}\n'
    (folder / "assignment.toml").write_text(head + questions, encoding="utf-8")
    solution = tmp_path / "solutions" / "mini" / "reference.py"
    solution.parent.mkdir(parents=True)
    right = "def f(): return 1\ndef g(): return 1\ndef h(): return 1\n"
    solution.write_text(right, encoding="utf-8")
    wrong = tmp_path / "wrong.py"
    wrong.write_text(right.replace("1", "2"), encoding="utf-8")
    for out in (
        "drawing",
        "judging",
    ):  # what is drawn is kept: only the first run asks the reference
        log.unlink(missing_ok=True)
        place = tmp_path / out
        done = gradkit("--root", tmp_path, "grade", wrong, "-o", place, "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    asked = dict.fromkeys(log.read_text(encoding="utf-8").splitlines())
    assert [line.split()[0] for line in asked] == ["public"] * 3 + ["hidden"] * 3
