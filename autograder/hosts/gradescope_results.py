"""Gradescope's `results.json`: an entry for every check, and what may be seen of it when.

The format is of Gradescope's autograder specification, "Output Format". Public checks are seen at
once, hidden ones when the grades are published. Must never hold more of a hidden check than the
judge lets out, nor grow beyond what Gradescope takes.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.base.language import Language, Text
from autograder.hosts.otter_results import details, not_judged, verdict, worth

MOST_BYTES = 1_000_000
_VISIBILITY = {"public": "visible", "hidden": "after_published"}
_UNFINISHED = Text(
    "The autograder was stopped before it had finished; this says nothing about your work yet. "
    "Please tell your instructor.",
    "채점이 끝나기 전에 채점기가 중단되었습니다. 아직 제출물을 평가한 것이 아니니 "
    "담당 교수님께 알려 주세요.",
)
_NOT_JUDGED = Text(
    "Your work could not be judged, through no fault of yours. Your instructor has to look into "
    "it.",
    "제출물의 문제가 아닌 다른 이유로 채점하지 못했습니다. 담당 교수님이 확인해야 합니다.",
)
_NOT_RUN = Text("Not run as written:", "그대로 실행되지 않은 줄:")
_MOST_LINES = 10


def unfinished() -> bytes:
    """Return what is there until the judge has spoken: no score, so that none is taken for one."""
    words = f"{_UNFINISHED.en}\n{_UNFINISHED.ko}"
    return _as_json({"output": words, "stdout_visibility": "hidden", "tests": []})


def gradescope(result: dict[str, Any], extra: dict[str, Any]) -> bytes:
    """Return a result as Gradescope reads it, of at most MOST_BYTES; ``extra`` is kept with it.

    What could not be judged has no score at all: Gradescope then shows a failed run, which can be
    repeated, and never a zero.
    """
    language: Language = result["language"]
    found: dict[str, Any] = {
        "output": "\n".join(_words(result, language)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {**_about(result), **extra},
        "tests": [
            _entry(question["name"], check, f"{first}.{second}", language)
            for first, question in enumerate(result["questions"], start=1)
            for second, check in enumerate(question["checks"], start=1)
        ],
    }
    scores = [worth(question) for question in result["questions"]]
    if scores and None not in scores:
        found["score"] = sum(score for score in scores if score is not None)
    return _fitted(found)


def _about(result: dict[str, Any]) -> dict[str, Any]:
    return {
        "submission_sha256": result["sha256"],
        "bundle_sha256": result["bundle"],
        **{name: result[name] for name in ("assignment", "status", "isolation")},
    }


def _words(result: dict[str, Any], language: Language) -> list[str]:
    """Return what is said of the submission as a whole."""
    if result["status"] == "internal_error":
        return [_NOT_JUDGED.to(language), not_judged(result)]
    lines = list(result["notes"])
    if failed := result["execution"]:
        lines.append(_NOT_RUN.to(language))
    for entry in failed[:_MOST_LINES]:
        place = Text(
            f"cell {entry['cell']}, line {entry['line']}",
            f"{entry['cell']}번 코드 셀 {entry['line']}번째 줄",
        )
        lines.append(f"  {place.to(language)}: {entry['error']}")
    return lines


def _entry(question: str, check: dict[str, Any], number: str, language: Language) -> dict[str, Any]:
    passed = check["outcome"] == "passed"
    entry = {
        "name": f"{question}: {check['title']}",
        "number": number,
        "max_score": check["points"],
        "status": "passed" if passed else "failed",
        "output": "\n".join([verdict(check, language), *details(check, language)]),
        "output_format": "text",
        "visibility": _VISIBILITY[check["visibility"]],
        "tags": [question, check["visibility"], check["outcome"]],
    }
    if check["earned"] is not None:
        entry["score"] = check["earned"]
    elif check["outcome"] == "unreadable":
        entry["score"] = 0  # as its question's: Gradescope has no word for "no points decided"
    return entry


def _fitted(found: dict[str, Any]) -> bytes:
    """Return it as JSON, its texts cut as far as needed: the marks are always whole."""
    most = MOST_BYTES
    while len(content := _as_json(found)) > MOST_BYTES and most:
        most = most // 2
        for holder in (found, *found["tests"]):
            if len(holder["output"]) > most:
                holder["output"] = holder["output"][:most] + " …"
    return content


def _as_json(found: dict[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
