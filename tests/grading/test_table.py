"""The table in the terminal: a row for each submission, however many exercises there are."""

from __future__ import annotations

import io

import pytest
from harness import ROOT
from rich.console import Console

from autograder.assignment.assignment import opened
from autograder.results.grades import print_table

NAME = "과제6_김서연.ipynb"


@pytest.mark.parametrize("assignment", ["neural_network_learning", "training"])
@pytest.mark.parametrize("width", [80, 160])
def test_a_submission_and_its_points_are_on_one_line(assignment: str, width: int) -> None:
    with opened(assignment, ROOT) as found:
        scores = [question.points for question in found.all_questions]
        questions = [{"score": score} for score in scores]
        result = {"status": "graded", "submission": NAME, "score": 100, "notes": []}
        console = Console(file=io.StringIO(), width=width)
        print_table(console, found, [{**result, "questions": questions}])
        said = console.file.getvalue()  # type: ignore[attr-defined]
    [line] = [line for line in said.splitlines() if NAME in line]
    assert line.removeprefix(f" {NAME}").split() == [f"{score:g}" for score in [*scores, 100]]


def test_exercises_that_do_not_fit_beside_one_another_are_numbered() -> None:
    with opened("training", ROOT) as found:
        console = Console(file=io.StringIO(), width=80)
        print_table(console, found, [])
        said = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
        names = [question.name for question in found.all_questions]
    assert ", ".join(f"{n} {name}" for n, name in enumerate(names, 1)) in said
