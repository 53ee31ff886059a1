"""A few lines of feedback as an LMS's comment: HTML, in the submission's language.

Must never let what came from a submission through unescaped.
"""

from __future__ import annotations

import html
from typing import Any

from autograder.base.language import Language, Text
from autograder.base.text import one_line

_TOTAL = Text("Total", "총점")
_MORE = Text("and {} more", "외 {}개")
_BONUS = Text("bonus, up to {} points", "가산점, 최대 {}점")
_NOT_YET = Text("not graded yet", "아직 채점 전")
# As many as a person reads in a comment; the page has them all.
_MOST = 6


def comment(result: dict[str, Any]) -> str:
    """Return the score of each exercise and what is not right yet, as one line of HTML."""
    total, lines, wrong = _said(result)
    rest = "".join(f"<br>{html.escape(line)}" for line in lines)
    items = "".join(f"<li>{html.escape(line)}</li>" for line in wrong)
    return f"<p><b>{total}</b>{rest}</p>" + (f"<ul>{items}</ul>" if items else "")


def plain(result: dict[str, Any]) -> str:
    """Return the same as plain text."""
    total, lines, wrong = _said(result)
    return "\n".join([total, *lines, *(f"- {line}" for line in wrong)])


def _said(result: dict[str, Any]) -> tuple[str, list[str], list[str]]:
    """Return the total, the notes and exercises, and what is not right yet."""
    language = result["language"]
    lines = [one_line(note, 200) for note in result["notes"]]
    lines += [f"{one_line(q['name'])}: {_of(q, language)}" for q in result["questions"]]
    lines += _by_people(result.get("standing", {}))
    wrong = [
        one_line(f"{check['title']}: {check['message']}", 300)
        for question in result["questions"]
        for check in question["checks"]
        if check["outcome"] not in ("passed", "unreadable")
    ]
    if len(wrong) > _MOST:
        wrong[_MOST:] = [_MORE.to(language).format(len(wrong) - _MOST)]
    return f"{_TOTAL.to(language)}: {_of(result, language)}", lines, wrong


def _by_people(standing: dict[str, Any]) -> list[str]:
    """Return why the total is not just what the checks gave, and what a person wrote."""
    why = [standing["said"]] if standing.get("said") else []
    written = [f"{said['text']} ({said['who']})" for said in standing.get("comments", ())]
    return [one_line(line, 500) for line in why + written]


def _of(part: dict[str, Any], language: Language) -> str:
    score, most = part["score"], f"{part['max_score']:g}"
    if part.get("bonus"):
        given = _NOT_YET.to(language) if score is None else f"+{score:g}"
        return f"{given} ({_BONUS.to(language).format(most)})"
    return f"{'-' if score is None else f'{score:g}'} / {most}"
