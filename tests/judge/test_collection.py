"""Where pytest looks for an assignment's checks: below its folder, and nowhere beside the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from harness import small_assignment

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


def test_what_lies_beside_an_assignment_is_not_looked_at(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root")
    done = subprocess.run(
        [sys.executable, "-c", LISTS_FOLDERS, root], capture_output=True, text=True, check=True
    )
    count, *listed = done.stdout.splitlines()
    folder = root / "assignments" / "mini"
    assert count == "1" and str(folder / "checks" / "public") in listed
    assert not set(listed) & set(map(str, folder.parents))
