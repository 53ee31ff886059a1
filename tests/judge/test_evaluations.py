"""Where a work evaluates what it is handed: told for what it does, and never of a right one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.diagnosis.evaluations import habit
from autograder.judge.diagnosis.replies import Reply

H = 1e-4


def reply(home: np.ndarray, actual: list[np.ndarray]) -> Reply:
    """Return a reply to a question about ``home``, and where f was evaluated meanwhile."""
    units = H * np.eye(home.size)
    rightly = [home + sign * unit for unit in units for sign in (1, -1)]
    return Reply("gradient", {"x": home}, 0.0, 1.0, points={"f": (rightly, actual)})


def moved(home: np.ndarray, kind: str) -> list[np.ndarray]:
    """Return the points at which a work of some kind evaluates f."""
    units = H * np.eye(home.size)
    both = [home + sign * unit for unit in units for sign in (1, -1)]
    return {
        "f_one_sided": [home + unit for unit in units] + [home],
        "f_at_the_point_too": [*both, home],
        "f_leaves_some_out": both[:-2],
        "f_moves_everything": [home + H, home - H],
        "f_called_at_one_point": [home],
        "f_never_called": [],
        "": both,
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "f_one_sided",
        "f_at_the_point_too",
        "f_leaves_some_out",
        "f_moves_everything",
        "f_called_at_one_point",
        "f_never_called",
        "",
    ],
)
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=10)
def test_a_habit_is_told_for_what_it_is(kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    homes = [rng.normal(size=size) for size in (2, 3, 4)]
    found: Any = habit([reply(home, moved(home, kind)) for home in homes])
    assert (found.id if found else "") == kind
