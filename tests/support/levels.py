"""The isolation levels that can be had on this machine; what cannot be tested is said loudly."""

from __future__ import annotations

import warnings

from harness import SOLUTIONS

from autograder.sandbox.levels import LEVELS, why_not

REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
AVAILABLE = [level for level in LEVELS if why_not(level) is None]
for _level in LEVELS:
    if _level not in AVAILABLE:
        warnings.warn(f"NOT TESTED: isolation level {_level}: {why_not(_level)}", stacklevel=1)
