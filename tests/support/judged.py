"""Judges files in this process and prints the verdicts: what sent ahead and live have in common.

``python judged.py [--live] [--start] FILE...``; with ``--live`` nothing is sent ahead, with
``--start`` each worker is started by itself instead of forked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from harness import NAME, ROOT, SOLUTIONS

from autograder.assignment.assignment import opened
from autograder.judge.judgement import Judgement, Task
from autograder.judge.plugin import judge_all
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose
from autograder.submissions.reading import read

CATALOGUE = sorted((SOLUTIONS / "misconceptions").glob("*.py"))
# Through every way: another step, a difference that is not foreseen, wrong at once, wrong late.
SOME = [SOLUTIONS / "right" / "fourth_order.py", *CATALOGUE[3::50]]


def judged(*arguments: object) -> Any:
    """Judge in a process of its own; return the verdicts by file and check."""
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def main(arguments: list[str]) -> None:
    """Print one JSON object: file name -> check -> verdict."""
    replays = "--live" not in arguments
    if "--start" in arguments:
        Sandbox._can_fork = lambda _self: False  # type: ignore[method-assign]
    arguments = [argument for argument in arguments if not argument.startswith("--")]
    found: dict[str, Any] = {}

    def tasks() -> Iterator[Task]:
        for path in map(Path, arguments):

            def deliver(judgement: Judgement, name: str = path.name) -> None:
                found[name] = {c: asdict(v) for c, v in judgement.verdicts.items()}

            yield Task(read(path.read_bytes(), path.suffix), deliver)

    with opened(NAME, ROOT) as assignment:
        sandbox = Sandbox(choose("auto"), assignment.support, assignment.limits)
        judge_all(assignment, sandbox, lambda _checks: None, tasks(), replays=replays)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
