"""The rubric, read off the checks that pytest has collected. Must never run one."""

from __future__ import annotations

import hashlib

import hypothesis
import pytest

from autograder.assignment.assignment import Assignment, Question
from autograder.base.errors import GradkitError
from autograder.checks.examples import public_seed
from autograder.checks.info import CheckInfo
from autograder.judge.rubric import Check


def question_of(item: pytest.Function) -> Question:
    """Return the question that a collected check belongs to."""
    question: Question = item.gradkit_question  # type: ignore[attr-defined]
    return question


def hidden_seed(assignment: Assignment, name: str) -> int:
    """Return what a check, by its id, draws with where nobody is to know it."""
    digest = hashlib.sha256(f"{assignment.seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def rubric_of(
    items: list[pytest.Item], assignment: Assignment
) -> list[tuple[Check, pytest.Function]]:
    """Return the checks in the rubric's order, each with its test."""
    order = {question.name: place for place, question in enumerate(assignment.questions)}
    checks = []
    for item in items:
        assert isinstance(item, pytest.Function)
        visibility = item.path.parent.name
        name = f"{visibility}/{item.path.stem}::{item.name}"
        info = getattr(item.obj, "gradkit_check", None)
        if not isinstance(info, CheckInfo):
            raise GradkitError(f"{name}: put @check(part, points=…) above it")
        if info.question not in order:
            raise GradkitError(f"{name}: assignment.toml has no question {info.question!r}")
        question = assignment.questions[order[info.question]]
        setattr(item, "gradkit_question", question)  # noqa: B010 - pytest's own way to annotate
        is_seen = visibility == "public"  # what students have seen pass passes
        hypothesis.seed(public_seed(name) if is_seen else hidden_seed(assignment, name))(item.obj)
        checks.append((Check(name, info, visibility), item))
    checks.sort(key=lambda pair: (order[pair[0].info.question], pair[0].visibility != "public"))
    for question in assignment.questions:
        points = sum(c.info.points for c, _ in checks if c.info.question == question.name)
        if abs(points - question.points) > 1e-9:
            raise GradkitError(
                f"{question.name}: its checks are worth {points:g} points, "
                f"assignment.toml says {question.points:g}"
            )
    return checks
