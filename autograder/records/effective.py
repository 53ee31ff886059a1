"""A result with what rules and a person made of it: what tables, pages and sheets are made from.

Must never change what the judge found in a check, nor say a number without saying why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from autograder.base.language import Language
from autograder.records.address import FILE
from autograder.records.rules import Rules, read_rules
from autograder.records.sentences import reason, sentence
from autograder.records.standing import QuestionStanding, standing
from autograder.records.store import Records
from autograder.records.work import Change, Work, holding
from autograder.results.result import Result

Seen = Callable[[str, Result], Result]
"""What is to be shown of a submission's result, by its key."""


def effective(
    rules: Rules, work: Work, key: str, class_changes: tuple[Change, ...]
) -> Result | None:
    """Return the result that stands for the submission ``key``; None where it is the judge's own.

    That is the attempt that counts, with the points that rules and people made of it.
    """
    found = standing(rules, work, class_changes)
    own = next((a for a in reversed(work.attempts) if a.key == key and a.result), None)
    counted = found.counted
    if own is None or own.result is None or counted is None or counted.attempt.result is None:
        return None
    language: Language = own.result["language"]
    said = sentence(found, rules.late)
    comments = [_comment(c) for c in _comments(work, counted.attempt.id)]
    is_decided = any(question.decided for question in counted.questions)
    if said is None and not comments and not is_decided and counted.attempt.id == own.id:
        return None
    document = {**counted.attempt.result, "submission": own.result["submission"]}
    points = {question.name: question for question in counted.questions}
    document["questions"] = [
        _question(question, points[question["name"]], language)
        for question in document["questions"]
    ]
    document["score"] = _number(found.score)
    if found.score is not None:
        document["status"] = "graded"
    document["standing"] = {
        "said": said.to(language) if said else "",
        "comments": comments,
        "attempt": counted.attempt.number,
        "attempts": len(work.attempts),
    }
    return document


def _question(question: dict[str, Any], found: QuestionStanding, language: Language) -> Result:
    said = [reason(change).to(language) for change in found.decided]
    document = {**question, "score": _number(found.score)}
    if said:
        document["decided"] = said
    marks = next((c for c in found.decided if c.kind == "rubric"), None)
    if marks is not None:
        given = set(marks.value["items"])
        document["rubric"] = [
            {**item, "is_given": item["id"] in given} for item in question.get("rubric", [])
        ]
    return document


def _comments(work: Work, attempt: int) -> Iterable[Change]:
    """Yield what a person wrote about the work or this attempt, the last words on each thing."""
    for change in holding(work.changes).values():
        is_here = change.submission in (None, attempt)
        if change.kind == "comment" and is_here and change.value.get("text"):
            yield change


def _comment(change: Change) -> dict[str, str]:
    question = change.target.partition(":")[2]
    return {"question": question, "text": change.value["text"], "who": change.who}


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    found = round(float(value), 6)
    return int(found) if found.is_integer() else found


def seen_by(records: Records, rules: Rules) -> Seen | None:
    """Return what shows a submission's result as it stands; None where nothing can differ."""
    if rules == Rules() and records.version()[0] == 0:
        return None
    changes, works = records.class_changes(), records.works_by_key()

    def seen(key: str, result: Result) -> Result:
        if key not in works:  # handed in since
            works.update(records.works_by_key())
        if key not in works:
            return result
        (work,) = records.works([works[key]])
        return effective(rules, work, key, changes) or result

    return seen


def seen_in(folder: Path) -> Seen | None:
    """Return the same for an output folder; None where it has no records."""
    rules = read_rules(folder)
    if not (folder / FILE).exists() and not rules.database:
        return None
    return seen_by(Records.open(folder, rules), rules)
