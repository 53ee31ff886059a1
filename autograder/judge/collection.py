"""The rubric, read off the checks that pytest has collected. Must never run one."""

from __future__ import annotations

import hashlib
import inspect

import hypothesis
import pytest

from autograder.assignment.assignment import Assignment, Question
from autograder.base.errors import GradkitError
from autograder.checks.examples import public_seed
from autograder.checks.info import CheckInfo
from autograder.judge.rubric import Check

_FIXTURES = {"student", "reference", "request"}
_MARKS = {"skip", "skipif", "xfail", "usefixtures", "parametrize"}


def question_of(item: pytest.Function) -> Question:
    """Return the question that a collected check belongs to."""
    question: Question = item.gradkit_question  # type: ignore[attr-defined]
    return question


def visibility_of(item: pytest.Function) -> str:
    """Return ``public`` or ``hidden``: the folder that a collected check is in."""
    return item.path.parent.name


def is_plain(item: pytest.Function) -> bool:
    """Return whether a check is a function that wants nothing of pytest but what it is shown."""
    plain: bool = item.gradkit_is_plain  # type: ignore[attr-defined]
    return plain


def _is_plain(item: pytest.Function) -> bool:
    has_parameters = hasattr(item, "callspec")
    marks = {mark.name for mark in item.iter_markers()}
    asks = "request" in inspect.signature(item.obj).parameters  # pytest adds it for our fixtures
    wants = set(item.fixturenames) - _FIXTURES
    return not (has_parameters or asks or wants or marks & _MARKS)


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
        visibility = visibility_of(item)
        name = f"{visibility}/{item.path.stem}::{item.name}"
        if item.cls is not None:
            raise GradkitError(f"{name}: write a check as a function, not as a method of a class")
        info = getattr(item.obj, "gradkit_check", None)
        if not isinstance(info, CheckInfo):
            raise GradkitError(f"{name}: put @check(part, points=…) above it")
        if info.question not in order:
            raise GradkitError(f"{name}: assignment.toml has no question {info.question!r}")
        question = assignment.questions[order[info.question]]
        # Pytest's own way to annotate.
        setattr(item, "gradkit_question", question)  # noqa: B010
        setattr(item, "gradkit_is_plain", _is_plain(item))  # noqa: B010
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
