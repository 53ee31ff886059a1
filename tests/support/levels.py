"""The isolation levels that can be had on this machine; what cannot be tested is said loudly."""

from __future__ import annotations

import pytest
from harness import SOLUTIONS

from autograder.sandbox.levels import why_not

REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")


def need(level: str) -> None:
    """Skip a test where a level cannot be had.

    Asked by the test itself: to find out a worker is started, and each process of a run collects
    all tests but runs few.
    """
    if (reason := why_not(level)) is not None:
        pytest.skip(f"NOT TESTED: isolation level {level}: {reason}")
