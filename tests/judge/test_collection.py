"""What pytest does with an assignment's checks: where it looks for them, what it leaves undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from harness import gradkit, results_in, small_assignment

LISTS_FOLDERS = """
import sys
from pathlib import Path
from autograder.assignment.assignment import opened
from autograder.judge.plugin import judge_all
from autograder.sandbox.launch import Sandbox

listed = set()
sys.addaudithook(lambda event, found: event == "os.scandir" and listed.add(str(found[0])))
with opened("mini", Path(sys.argv[1])) as assignment:
    sandbox = Sandbox("process", (), assignment.limits)
    judge_all(assignment, sandbox, lambda checks: print(len(checks)), [])
    print(*sorted(listed), sep="\\n")
"""


@pytest.mark.slow
def test_what_lies_beside_an_assignment_is_not_looked_at(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root")
    done = subprocess.run(
        [sys.executable, "-c", LISTS_FOLDERS, root], capture_output=True, text=True, check=True
    )
    count, *listed = done.stdout.splitlines()
    folder = root / "assignments" / "mini"
    assert count == "1" and str(folder / "checks" / "public") in listed
    assert not set(listed) & set(map(str, folder.parents))


WRITES_WHEN_WRITTEN_OUT = """
from pathlib import Path
from autograder.checks import Text, expect

class Told:
    def __repr__(self):
        Path({place!r}).touch()
        return "told"

def compare(told, answer):
    expect(answer == 1, otherwise=Text("not one", "1이 아니다"))

@check("f", points=10)
def test_f(student):
    \"""One\"""
    compare(Told(), student.f())
"""


def test_no_traceback_of_a_check_is_written_out(tmp_path: Path) -> None:
    place = tmp_path / "written"
    root = small_assignment(tmp_path / "root", WRITES_WHEN_WRITTEN_OUT.format(place=str(place)))
    work = tmp_path / "work.py"
    work.write_text("def f(): return 2\n", encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert results_in(tmp_path / "out")["work.py"]["questions"][0]["checks"][0]["message"] == (
        "not one"
    )
    assert not place.exists()
