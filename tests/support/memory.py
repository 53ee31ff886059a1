"""Judges files in this process and prints how much memory it took at most after each: MiB.

``python memory.py FILE...``; Linux alone tells it, in ``/proc/self/status``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import NAME, ROOT

from autograder.assignment.assignment import opened
from autograder.judge.judgement import Judgement, Task
from autograder.judge.plugin import judge_all
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose
from autograder.submissions.reading import read


def measured(*places: object) -> Any:
    """Judge in a process of its own; return for each file ``[MiB at most, outcomes]``."""
    command = [sys.executable, __file__, *places]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _most() -> float:
    """Return the most memory since the last call, and begin anew (proc(5), clear_refs)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(line.split()[1]) / 1024


def main(arguments: list[str]) -> None:
    """Print one JSON object: file name -> the most MiB that this process had, and the verdicts."""
    found: dict[str, Any] = {}

    def tasks() -> Iterator[Task]:
        for path in map(Path, arguments):

            def deliver(judgement: Judgement, name: str = path.name) -> None:
                outcomes = {check: v.outcome for check, v in judgement.verdicts.items()}
                found[name] = [_most(), outcomes]

            _most()
            yield Task(read(path.read_bytes(), path.suffix), deliver)

    with opened(NAME, ROOT) as assignment:
        sandbox = Sandbox(choose("auto"), assignment.support, assignment.limits)
        judge_all(assignment, sandbox, lambda _checks: None, tasks())
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
