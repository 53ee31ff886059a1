"""Korean particles take the form that the sound before them asks for."""

from __future__ import annotations

import pytest

from autograder.base.language import Text
from autograder.base.particles import resolved


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("값을(를) 뺀", "값을 뺀"),
        ("기울기을(를) 뺀", "기울기를 뺀"),
        ("softmax(x)이(가)", "softmax(x)가"),
        ("W1은(는)", "W1은"),
        ("W2은(는)", "W2는"),
        ("행 수(으)로", "행 수로"),
        ("0.5(으)로", "0.5로"),
        ("0.1(으)로", "0.1로"),
        ("값(으)로", "값으로"),
        ("길이(l)을(를)", "길이(l)을"),
    ],
)
def test_particles(written: str, read: str) -> None:
    assert resolved(Text("same", written)) == Text("same", read)
