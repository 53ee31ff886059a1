"""Which of several assignments is meant, where nobody says so: by the folder, or by the work.

A submission tells by what the notebook says of itself, by its name, and by the exercises that it
defines. Must never run any of it, nor settle what may as well be another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment.assignment import REFERENCE, Question, found_below, load, questions_of
from autograder.base.errors import GradkitError
from autograder.submissions.handout import Handout
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission, read

_ENOUGH = 12
"""Submissions that are looked at: as many as settle it."""


def meant(root: Path, submissions: Iterable[Submission] = ()) -> str:
    """Return the name of the one assignment that is meant; raise GradkitError if none stands out.

    By the folder one stands in, or by most of the ``submissions``.
    """
    names = found_below(root)
    if len(names) == 1:
        return names[0]
    if (here := _here(root, names)) is not None:
        return here
    questions = {name: questions_of(root, name) for name in names}
    works = _looked_at(submissions, handout_below(root))
    votes = Counter(vote for work in works if (vote := _vote(work, questions)))
    if votes and (best := votes.most_common(1)[0])[1] * 2 > votes.total():
        return best[0]
    raise GradkitError(f"several assignments, say which one: {', '.join(names)}")


def all_meant(root: Path) -> list[str]:
    """Return the assignment of the folder one stands in, or all that there are."""
    names = found_below(root)
    here = _here(root, names)
    return names if here is None else [here]


def handout_below(root: Path) -> Handout:
    """Return what all assignments below ``root`` hand out."""
    found = Handout()
    for name in found_below(root):
        found |= load(root / "assignments" / name, root / "solutions" / name / REFERENCE).handout
    return found


def _here(root: Path, names: list[str]) -> str | None:
    """Return the assignment that the working directory lies in."""
    here, root = Path.cwd().resolve(), root.resolve()
    inside = here.relative_to(root).parts if here.is_relative_to(root) else ()
    return inside[1] if len(inside) > 1 and inside[1] in names else None


@dataclass(frozen=True)
class _Work:
    """What can be told of a submission."""

    title: str
    says: str
    """What the notebook says that it is of: `gradkit build` writes that into it."""
    code: str


def _looked_at(submissions: Iterable[Submission], handout: Handout) -> Iterator[_Work]:
    seen = 0
    for submission in submissions:
        if seen == _ENOUGH:
            return
        try:
            data, suffix = submission.read()
            source = read(data, suffix, handout)
        except (Unreadable, OSError):
            continue
        seen += any(cell.strip() for cell in source.cells)
        said = re.search(rb'"gradkit":\s*\{\s*"assignment":\s*"(\w{1,100})"', data)
        says = said.group(1).decode() if said else ""
        yield _Work(submission.name, says, "\n".join(source.cells))


def _vote(work: _Work, questions: dict[str, tuple[Question, ...]]) -> str | None:
    """Return the assignment that a work is of; None where two fit as well."""
    scores = {name: _evidence(work, name, known) for name, known in questions.items()}
    first, second = sorted(scores.values(), reverse=True)[:2]
    return max(scores, key=lambda name: scores[name]) if first > second else None


def _evidence(work: _Work, name: str, questions: tuple[Question, ...]) -> float:
    """Return how much speaks for an assignment.

    The share of its exercises that are defined is below 1; its name counts more than all of them.
    """
    defined = set(re.findall(r"^(?:def|class)\s+(\w+)|^(\w+)\s*=", work.code, re.MULTILINE))
    checked = set(re.findall(r"""grader\.check\(\s*["'](\w+)["']""", work.code))
    there = {part for parts in defined for part in parts} | checked
    share = sum(bool(there & {*q.targets, *sum(q.targets.values(), [])}) for q in questions)
    return 2.0 * (name == work.says or name in work.title) + share / (len(questions) + 1)
