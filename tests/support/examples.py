"""How many examples a test draws: its own number, and in `make check` a share of it."""

from __future__ import annotations

from hypothesis import settings

_ALL = 100
"""What the profile of all other runs draws where a test says no number."""


def examples(count: int) -> int:
    """Return a test's own number of examples as the profile that was loaded has it.

    A number beside a test holds whatever the profile says, hence this.
    """
    return max(1, count * settings().max_examples // _ALL)
