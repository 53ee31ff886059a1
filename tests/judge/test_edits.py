"""Edits of a question: what else a work may have answered."""

from __future__ import annotations

import numpy as np

from autograder.judge.diagnosis.edits import edits


class Silent:
    """An object of a work's: whoever asks it anything asks in the middle of somebody's script."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} was asked for")


def test_an_object_among_the_inputs_is_asked_nothing_and_edited_nowhere() -> None:
    found = list(edits({"net": Silent(), "x": np.ones((2, 2)), "lr": 0.5}, {}, {}))
    assert "x_by_lr" in {edit.id for edit in found}
    assert {edit.role for edit in found} == {"x", "lr"}
