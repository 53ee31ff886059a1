"""The isolation levels, which of them can be had here, and why not.

A level that was asked for and cannot be had is an error: must never fall to a weaker one by
itself.
"""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING

from autograder.assignment.limits import Limits
from autograder.base.errors import GradkitError
from autograder.base.levels import LEVELS
from autograder.sandbox.bubblewrap import bubblewrap, refusal
from autograder.sandbox.libraries import interpreter, open_interpreter
from autograder.worker.system_calls import has_seccomp

if TYPE_CHECKING:
    from autograder.sandbox.launch import Sandbox


@functools.cache
def why_not(level: str) -> str | None:
    """Return why a level cannot be had on this machine, or None if it can."""
    if (reason := _missing(level)) is not None:
        return reason
    from autograder.sandbox.launch import Sandbox  # brings NumPy along

    sandbox = Sandbox(level, (), Limits())
    try:
        why = failure(sandbox)
    finally:
        sandbox.close()
    return (refusal() or why) if why is not None and level == "bwrap" else why


def _missing(level: str) -> str | None:
    """Return what a level needs and this machine has not, as far as a look can tell."""
    if level == "bwrap":
        if sys.platform != "linux" or bubblewrap() is None:
            return "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)"
    elif level == "setuid":
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return "it needs root, as in a grading container"
        if open_interpreter() is None:
            return f"the interpreter {interpreter()} lies where only root can read it"
    elif os.name != "posix":
        return "workers need Linux or macOS; on Windows use WSL"
    return None


def failure(sandbox: Sandbox) -> str | None:
    """Return why a sandbox starts no worker, or None if it does."""
    from autograder.sandbox.process import SandboxError

    try:
        sandbox.start({}, {}).stop()
    except SandboxError as error:
        return f"a trial worker failed: {error}"
    return None


def likely(wanted: str) -> str:
    """Return what `choose` will say, as far as that can be told without starting a worker."""
    found = (level for level in LEVELS if _missing(level) is None)
    return next(found, LEVELS[-1]) if wanted == "auto" else wanted


def bounds_all_of_a_worker() -> bool:
    """Return whether the limits of one process bound all that a worker has running.

    They do where it can start no other process. A control group would bound several together
    (cgroup v2, where the system delegates one); none is used.
    """
    return sys.platform == "linux" and has_seccomp()


def choose(wanted: str) -> str:
    """Return the level to use: ``wanted``, or the strongest there is for ``auto``.

    Raises GradkitError where the level that was asked for cannot be had.
    """
    if wanted != "auto":
        reason = why_not(wanted)
        if reason is not None:
            raise GradkitError(f"--isolation {wanted}: {reason}")
        return wanted
    for level in LEVELS:
        if why_not(level) is None:
            return level
    raise GradkitError(f"no worker can be started here: {why_not('process')}")
