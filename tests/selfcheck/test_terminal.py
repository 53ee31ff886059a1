"""What is wrong, as lines: a check that compares nothing says nothing of what was expected."""

from __future__ import annotations

import pytest

from autograder.base.language import Text
from autograder.checks.info import CheckInfo
from autograder.checks.verdict import Verdict
from autograder.selfcheck.terminal import Outcome, explanation

INFO = CheckInfo("SGD.steps", 1, Text("in place", "제자리에서"))
WRONG = Text("the array itself should change", "배열 자체가 바뀌어야 합니다")


@pytest.mark.parametrize(
    ("expected", "actual", "lines"),
    [
        ("", "[[1, 2],\n [3, 4]]", ["내 결과: [[1, 2],", "          [3, 4]]"]),
        ("2", "3", ["기댓값:  2", "내 결과: 3"]),
        ("", "", []),
    ],
)
def test_only_what_there_is_is_shown(expected: str, actual: str, lines: list[str]) -> None:
    verdict = Verdict("failed", WRONG, expected=expected, actual=actual)
    assert explanation(Outcome(INFO, verdict), "ko") == [WRONG.ko, *lines]
