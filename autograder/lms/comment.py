"""A few lines of feedback as an LMS's comment: HTML, in the submission's language.

Must never let what came from a submission through unescaped.
"""

from __future__ import annotations

import html
from typing import Any

from autograder.language import Text
from autograder.rendering import one_line

_TOTAL = Text("Total", "총점")
_MORE = Text("and {} more", "외 {}개")
# As many as a person reads in a comment; the page has them all.
_MOST = 6


def comment(result: dict[str, Any]) -> str:
    """Return the score of each exercise and what is not right yet, as one line of HTML."""
    language = result["language"]
    lines = [f"<b>{_TOTAL.to(language)}: {_of(result)}</b>"]
    lines += [_escaped(note) for note in result["notes"]]
    lines += [f"{_escaped(q['name'])}: {_of(q)}" for q in result["questions"]]
    wrong = [
        f"{_escaped(check['title'])}: {_escaped(check['message'])}"
        for question in result["questions"]
        for check in question["checks"]
        if check["outcome"] not in ("passed", "unreadable")
    ]
    more = [_MORE.to(language).format(len(wrong) - _MOST)] if len(wrong) > _MOST else []
    items = "".join(f"<li>{line}</li>" for line in [*wrong[:_MOST], *more])
    return f"<p>{'<br>'.join(lines)}</p>" + (f"<ul>{items}</ul>" if items else "")


def _of(part: dict[str, Any]) -> str:
    score = "?" if part["score"] is None else f"{part['score']:g}"
    return f"{score} / {part['max_score']:g}"


def _escaped(text: str) -> str:
    return html.escape(one_line(text, 200))
