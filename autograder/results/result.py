"""The result of one submission, as it is written to JSON: see `result.schema.json`.

Decides what may be shown of a hidden check. Must never hold a clock time.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from autograder.assignment.assignment import Assignment, ManualQuestion
from autograder.base.language import Language, Text, language_of
from autograder.base.text import one_line, safe
from autograder.checks.verdict import Verdict
from autograder.judge.diagnosis.hint import Hint

if TYPE_CHECKING:  # a second of imports, for names alone
    from autograder.judge.charts import Chart
    from autograder.judge.gallery import Exhibit
    from autograder.judge.judgement import Judgement
    from autograder.judge.rubric import Check

SCHEMA = "gradkit/result/1"
Result = dict[str, Any]

HIDDEN_WORDS = {  # all that is said of a hidden check that came out like this
    "passed": Text("passed", "통과"),
    "failed": Text("not right yet", "아직 맞지 않습니다"),
}


NOT_GRADED = Text(
    "not graded yet: run the same command again",
    "아직 채점하지 않았습니다. 같은 명령을 다시 실행하세요",
)


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a result."""
    text = resources.files("autograder.results").joinpath("result.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def graded(
    head: Result, assignment: Assignment, checks: Sequence[Check], judgement: Judgement
) -> Result:
    """Return the result of a submission that was judged."""
    language: Language = head["language"]
    entries = []
    for check in checks:
        hint = judgement.hints.get(check.info.part)
        verdict = judgement.verdicts[check.id]
        entries.append(_entry(check, verdict, language, assignment.feedback, hint))
    result = _assembled(head, assignment, checks, entries)
    result["execution"] = _in_order(
        {"cell": e.place.cell, "line": e.place.line, "error": one_line(e.error)}
        for e in judgement.execution
    )
    result["exhibits"] = [_exhibit(shown, language) for shown in judgement.exhibits]
    if any(entry["outcome"] == "internal_error" for entry in entries):
        result["status"] = "internal_error"
    return result


def versions() -> Result:
    """Return what runs submissions here, by name."""
    return {"python": platform.python_version(), "numpy": version("numpy")}


def not_run(lines: Iterable[tuple[int, int, str]]) -> list[Result]:
    """Return the shell lines and magics that grading leaves out, each with its place."""
    return [{"cell": cell, "line": line, "text": one_line(text, 120)} for cell, line, text in lines]


def _in_order(errors: Iterable[Result]) -> list[Result]:
    """Return each error once, by its place."""
    places = {(error["cell"], error["line"], error["error"]): error for error in errors}
    return [places[place] for place in sorted(places)]


def judged_part(result: Result) -> Result:
    """Return a result without the questions for a person, which a host has its own pages for."""
    questions = [question for question in result["questions"] if not question.get("manual")]
    if len(questions) == len(result["questions"]):
        return result
    return {
        **result,
        **_totals(questions),
        "questions": questions,
    }


def _totals(questions: Sequence[Result]) -> Result:
    """Return the sum of scores and of maxima; a score is None where one is not known.

    A bonus is not waited for, and nobody needs it for full marks.
    """
    counted = [q for q in questions if not q.get("bonus")]
    scores = [q["score"] for q in questions if not q.get("bonus") or q["score"] is not None]
    return {
        "score": None if None in scores else _number(sum(scores)),
        "max_score": _number(sum(q["max_score"] for q in counted)),
    }


def unreadable(head: Result, assignment: Assignment, checks: Sequence[Check], why: Text) -> Result:
    """Return the result of a submission that cannot be read: every question, no points."""
    language: Language = head["language"]
    verdict = Verdict("unreadable", why, why)
    entries = [_entry(check, verdict, language, "all") for check in checks]
    result = _assembled(head, assignment, checks, entries)
    result["status"] = "unreadable"
    result["notes"] = [why.to(language)]
    return result


def faulty(head: Result, assignment: Assignment, checks: Sequence[Check], what: str) -> Result:
    """Return the result of a submission that could not be judged through a fault of ours."""
    words = Text(what, what)
    verdict = Verdict("internal_error", words, words)
    entries = [_entry(check, verdict, head["language"], "all") for check in checks]
    result = _assembled(head, assignment, checks, entries)
    result["status"] = "internal_error"
    result["notes"] = [one_line(what)]
    return result


def not_graded(submission: str, assignment: Assignment) -> Result:
    """Return what stands for a result that is not there yet; it is never written as one."""
    language = language_of(submission)
    head = {"submission": submission, "sha256": "", "isolation": "", "language": language}
    result = _assembled(head, assignment, (), [])
    result["status"] = "not_graded"
    result["notes"] = [NOT_GRADED.to(language)]
    return result


def fault(result: Result) -> str:
    """Return which check failed by itself, and how, in the result's language."""
    for question in result["questions"]:
        for check in question["checks"]:
            if check["outcome"] == "internal_error":
                return f"{check['id']}: {check['message']}"
    return Text("no cause is known", "원인을 알 수 없습니다").to(result["language"])


def _assembled(
    head: Result, assignment: Assignment, checks: Sequence[Check], entries: list[Result]
) -> Result:
    questions: list[Result] = []
    for question in assignment.questions:
        own = [e for c, e in zip(checks, entries, strict=True) if c.info.question == question.name]
        earned = [entry["earned"] for entry in own]
        score = None if None in earned or not own else _number(sum(earned))
        questions.append(
            {
                "name": question.name,
                "score": score,
                "max_score": _number(question.points),
                "checks": own,
            }
        )
    questions += [_for_a_person(question, head["language"]) for question in assignment.manual]
    return {
        "schema": SCHEMA,
        **{name: head[name] for name in ("submission", "sha256")},
        "assignment": assignment.name,
        "bundle": assignment.digest,
        **{name: head[name] for name in ("isolation", "language")},
        "fingerprint": head.get("fingerprint", ""),
        **{name: head[name] for name in ("limits", "versions", "not_run") if head.get(name)},
        "status": "graded",
        **_totals(questions),
        "questions": questions,
        "execution": [],
        "exhibits": [],
        "notes": list(head.get("notes", [])),
    }


def _for_a_person(question: ManualQuestion, language: Language) -> Result:
    """Return a question that no check judges: its points are for a person to give."""
    return {
        "name": question.name,
        "score": None,
        "max_score": _number(question.points),
        "checks": [],
        "manual": True,
        **({"bonus": True} if question.is_bonus else {}),
        "rubric": [
            {"id": item.id, "title": item.title.to(language), "points": _number(item.points)}
            for item in question.rubric
        ],
    }


def _exhibit(shown: Exhibit | Chart, language: Language) -> Result:
    texts = {name: text for name, text in vars(shown).items() if isinstance(text, Text)}
    return {**asdict(shown), **{name: text.to(language) for name, text in texts.items()}}


def _entry(
    check: Check,
    verdict: Verdict,
    language: Language,
    feedback: str,
    hint: Hint | None = None,
) -> Result:
    points = _number(check.info.points)
    earned = {"passed": points, "internal_error": None, "unreadable": None}.get(verdict.outcome, 0)
    shows_all = check.visibility == "public" or feedback == "all"
    example = None
    is_told = verdict.outcome in ("failed", "error") or verdict.code
    if shows_all and is_told:
        example = {
            "code": safe(verdict.code),
            "expected": safe(verdict.expected),
            "actual": safe(verdict.actual),
        }
    is_hinted = shows_all or feedback == "hint"
    if hint is None or not is_hinted or verdict.outcome not in ("failed", "error"):
        told = None
    else:
        told = _hint(hint, language)
    message = verdict.message if shows_all else _hidden_message(verdict)
    return {
        "id": check.id,
        "part": check.info.part,
        "title": check.info.title.to(language),
        "points": points,
        "earned": earned,
        "visibility": check.visibility,
        "outcome": verdict.outcome,
        "message": safe(message.to(language)),
        "counterexample": example,
        "hint": told,
    }


def _hint(hint: Hint, language: Language) -> Result:
    words = {"title": safe(hint.title.to(language)), "text": safe(hint.text.to(language))}
    return {"id": hint.id, "tier": hint.tier, **words}


def _hidden_message(verdict: Verdict) -> Text:
    """Say what became of a hidden check, without inputs, values or an exception's text."""
    return verdict.brief or HIDDEN_WORDS[verdict.outcome]


def _number(value: float) -> float | int:
    value = round(float(value), 6)
    return int(value) if value.is_integer() else value
