"""When students see what hidden checks found: from the date on that the class's rules name.

Must never show before that date what it is there to hold back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from autograder.assignment.assignment import Assignment
from autograder.records.rules import Rules


def as_released(assignment: Assignment, rules: Rules, at: datetime) -> Assignment:
    """Return the assignment with as much feedback as the rules allow at a time.

    Without a date, the assignment itself says.
    """
    if rules.release is None:
        return assignment
    if at >= rules.release:
        return replace(assignment, feedback="all")
    held_back = "hint" if assignment.feedback == "all" else assignment.feedback
    return replace(assignment, feedback=held_back)
