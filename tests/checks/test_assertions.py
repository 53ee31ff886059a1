"""What a failing comparison says: what is wrong, and how close would have been close enough."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks import CheckFailure, Text, assert_close, assert_number

WHAT = Text("the gradient", "기울기")
RIGHT = np.array([6.0, 8.0])


def said(actual: Any, tolerance: Any, nearly: Text | None = None) -> Text:
    with pytest.raises(CheckFailure) as caught:
        assert_close(actual, expected=RIGHT, tolerance=tolerance, what=WHAT, nearly=nearly)
    return caught.value.message


def test_a_number_that_is_nearly_right_is_told_how_close_is_close_enough() -> None:
    message = said(RIGHT + np.array([1e-4, 0]), np.array([3e-8, 1.0]))
    assert message.en == (
        "the gradient is wrong at [0]: it is off by 1e-4, and only up to 3e-8 is close enough"
    )
    assert message.ko == (
        "기울기: [0] 위치의 값이 다릅니다. 정답과 1e-4만큼 차이 납니다"
        "(3e-8까지는 맞은 것으로 봅니다)"
    )


def test_how_close_is_close_enough_is_not_said_with_the_same_number_twice() -> None:
    message = said(RIGHT + np.array([1.2e-5, 0]), 1e-5)
    assert message.en.endswith("off by 1.2e-05, and only up to 1e-05 is close enough")


def test_nothing_returned_is_asked_about() -> None:
    message = said(None, 1e-5)
    assert message.en == "the gradient should be a NumPy array, but is None: is a `return` missing?"
    assert message.ko == "기울기: NumPy 배열이어야 하는데 None입니다. return을 빠뜨리지 않았나요?"
    assert "return" not in said(7.0, 1e-5).en


def test_what_may_be_behind_it_is_asked_in_the_authors_words() -> None:
    nearly = Text("Is this a forward difference?", "전방 차분인가요?")
    assert said(RIGHT + 0.02, 1e-8, nearly).en.endswith("enough. Is this a forward difference?")
    assert "forward" not in said(2 * RIGHT, 1e-8, nearly).en


@pytest.mark.parametrize("actual", [2 * RIGHT, np.zeros(2)])
def test_what_is_far_off_is_only_called_wrong(actual: np.ndarray) -> None:
    assert said(actual, 1e-8).en in ("the gradient is wrong at [0]", "the gradient is wrong at [1]")


def test_a_single_number_as_well() -> None:
    with pytest.raises(CheckFailure, match=r"off by 0\.003, and only up to 1e-5"):
        assert_number(1.003, expected=1.0, tolerance=1e-5, what=WHAT)
