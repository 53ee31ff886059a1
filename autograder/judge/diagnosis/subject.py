"""The work that a diagnosis asks, as its tiers need it.

Must never have what a judge works out beside it count as the work's own time.
"""

from __future__ import annotations

from typing import Protocol

from autograder.checks.student import Student


class Subject(Protocol):
    """A work to be asked; each of its answers may end in Stop."""

    def afresh(self) -> Student:
        """Return it in a worker that has been asked nothing yet."""

    def rest(self) -> None:
        """Have its clock stand still until it is asked again."""
