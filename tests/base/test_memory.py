"""What the judge's own memory lets go of."""

from __future__ import annotations

import traceback
import weakref

import numpy as np
import pytest

from autograder.base.memory import left_behind


class Answer(np.ndarray):
    """An array that can be looked for."""


def compared(seen: list[weakref.ref[Answer]]) -> None:
    answer = np.zeros(9).view(Answer)
    seen.append(weakref.ref(answer))
    try:
        raise ValueError
    except ValueError as error:
        raise AssertionError("wrong") from error


def test_an_exception_that_is_kept_does_not_keep_what_it_came_through() -> None:
    seen: list[weakref.ref[Answer]] = []
    with pytest.raises(AssertionError, match="wrong") as kept, left_behind():
        compared(seen)
    assert seen[0]() is None
    assert traceback.extract_tb(kept.value.__traceback__)[-1].name == "compared"
