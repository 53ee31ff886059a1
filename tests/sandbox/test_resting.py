"""A worker that is not asked stands still: no thread of it runs, and it goes on when it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from levels import need

from autograder.assignment.limits import Limits
from autograder.protocol.outcomes import Crashed
from autograder.sandbox.conversation import Budget, WorkerRunner
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import LEVELS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED: Linux stops workers")
BUSY = """
import threading
count = [0]
def run():
    while True: count[0] += 1
def begin():
    threading.Thread(target=run, daemon=True).start()
    return 1.0
def ask(): return count[0]
def end():
    import os
    os._exit(0)
"""


def state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]


def call(runner: WorkerRunner, name: str) -> Any:
    reply = runner.request("call", [["name", name], ["u", []], ["d", []]], lambda _question: [])
    assert reply[0] == "ok", reply
    return reply[1]


@pytest.mark.parametrize("level", LEVELS)
def test_a_worker_stands_still_until_it_is_asked(level: str) -> None:
    need(level)
    sandbox, limits = Sandbox(level, [], Limits()), Limits()
    try:
        worker = sandbox.start({}, {})
        runner = WorkerRunner(worker, limits, Budget(60.0))
        names: dict[str, list[str]] = {name: [] for name in ("begin", "ask", "end")}
        _, plan, _ = runner.request("load", [[BUSY], names, {}, False, 0], lambda _question: [])
        for index, *_ in plan:
            runner.request("execute", [index], lambda _question: [])
        assert worker.process is not None
        assert call(runner, "begin") == 1.0
        runner.rest()
        while state(worker.process) != "T":
            pass
        assert call(runner, "ask") > 0
        assert state(worker.process) != "T"
        with pytest.raises(Crashed):
            call(runner, "end")
        runner.rest()  # whoever has its number now is left alone
        runner.close()
    finally:
        sandbox.close()
