"""A hint: what a student is told about a part that failed, and how it was found. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.base.language import Text

KNOWN, RELATION, WHERE = 1, 2, 3
"""The tiers: a known misconception, a relation, where it goes astray."""


EXAMPLE = ":example"
"""How an id ends where only an example is told: those who have it need not share anything."""


@dataclass(frozen=True)
class Hint:
    """What is known of one part of a work."""

    id: str
    """A misconception's, or one that names the relation: the same for all works that have it."""
    tier: int
    title: Text
    """What is wrong, for a teacher's list."""
    text: Text
