"""One student's work at the desk: code, checks, points, attempts, history."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from autograder.base.errors import GradkitError
from autograder.desk.page import Desk, Form, Page, rendered, to
from autograder.records.rules import moment
from autograder.records.schema import now
from autograder.records.sentences import sentence
from autograder.records.standing import deadline_of
from autograder.records.store import Outdated
from autograder.records.work import TOTAL, Attempt, Change, Kind, Work, checks_of, holding
from autograder.submissions.handout import Handout
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read

# How a verdict names a place in the notebook, in either language.
_PLACE = re.compile(r"cell (\d+), line (\d+)|(\d+)번 코드 셀 (\d+)번째 줄")
_MOST_DIFFERENCE = 400


@dataclass(frozen=True)
class CodeLine:
    """A line of a submission's code."""

    number: int
    text: str
    said: tuple[str, ...]
    """What verdicts say of this line."""


def code_of(page: Page, attempt: Attempt) -> list[str]:
    """Return the code cells of an attempt; none where it cannot be read or is not kept."""
    kept = page.desk.room.records.content(attempt.sha256) if attempt.sha256 else None
    if kept is None:
        return []
    try:
        assignment = page.desk.room.assignment
        return list(read(*kept, assignment.handout if assignment else Handout()).cells)
    except Unreadable:
        return []


def _marked(cells: Sequence[str], result: Mapping[str, Any] | None) -> list[list[CodeLine]]:
    """Return the cells' lines with what the verdicts say of them."""
    said: dict[tuple[int, int], list[str]] = {}
    for check in checks_of(result) if result else ():
        if check["outcome"] == "passed":
            continue
        for match in _PLACE.finditer(check["message"]):
            cell, line = (int(n) for n in match.groups() if n)
            said.setdefault((cell, line), []).append(f"{check['title']}: {check['message']}")
    for error in result["execution"] if result else ():
        said.setdefault((error["cell"], error["line"]), []).append(error["error"])
    return [
        [
            CodeLine(number, line, tuple(dict.fromkeys(said.get((place, number), []))))
            for number, line in enumerate(cell.splitlines(), start=1)
        ]
        for place, cell in enumerate(cells, start=1)
    ]


def work_page(
    desk: Desk, page: Page, *, status: int = 200, problem: str = "", form: Form | None = None
) -> Response:
    """Return one work, at the attempt that counts or the one that is asked for."""
    work = page.room.records.work(int(page.path["work"]))
    stands = page.room.standing(work)
    attempt = _attempt(page, work, stands.counted.attempt if stands.counted else None)
    at = next((a for a in stands.attempts if attempt and a.attempt.id == attempt.id), None)
    before, after = desk.overview().neighbours(work.id)
    said = sentence(stands, page.room.rules.late)
    cells = code_of(page, attempt) if attempt else []
    return rendered(
        page,
        "work.html",
        status=status,
        problem=problem,
        sent=form.words if form else {},
        work=work,
        stands=stands,
        attempt=attempt,
        at=at,
        said=said.to(page.language) if said else "",
        cells=_marked(cells, attempt.result if attempt else None),
        difference=_difference(page, work, attempt),
        held=holding(work.changes),
        before=before,
        after=after,
        deadline=deadline_of(page.room.rules, work),
        history=sorted(work.changes, key=lambda c: -c.id),
        total=TOTAL,
        quote=quote,
    )


def _attempt(page: Page, work: Work, counted: Attempt | None) -> Attempt | None:
    wanted = page.query.get("attempt", "")
    found = [a for a in work.attempts if str(a.number) == wanted]
    return next(iter(found), None) or counted or next(reversed(work.attempts), None)


def _difference(page: Page, work: Work, attempt: Attempt | None) -> list[str] | None:
    """Return what changed since the attempt before; None for the first one."""
    if attempt is None or attempt.number == 1:
        return None
    earlier = next(a for a in work.attempts if a.number == attempt.number - 1)
    before, after = ("\n\n".join(code_of(page, one)).splitlines() for one in (earlier, attempt))
    lines = list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:]
    return lines[:_MOST_DIFFERENCE]


def change(desk: Desk, page: Page, form: Form) -> Response:
    """Enter what a person decided; the later of two windows is told, and keeps its words."""
    work = page.room.records.work(int(page.path["work"]))
    try:
        kind, target, value, submission = _decision(page, form)
        entered = [
            Change(
                kind,
                target,
                value,
                form("reason"),
                page.visitor.who,
                now(),
                work=work.id,
                submission=submission,
            )
        ]
        page.room.records.change_all(entered, seen=form.number("seen") or 0, token=form("token"))
    except Outdated as error:
        return work_page(desk, page, status=409, problem=error.said.to(page.language), form=form)
    except ValueError as error:
        return work_page(desk, page, status=400, problem=str(error), form=form)
    desk.changed()
    number = form.number("attempt")
    return to(page, f"/work/{work.id}" + (f"?attempt={number}" if number else ""))


def _decision(page: Page, form: Form) -> tuple[Kind, str, dict[str, Any], int | None]:
    """Return what a form says; raise ValueError for what cannot be entered."""
    submission, target = form.number("submission"), form("target")
    kind = form("kind")
    if kind == "adjust":
        is_total = target == TOTAL
        return "adjust", target, _points(form), None if is_total else submission
    if kind == "comment":
        return "comment", target, {"text": form("text").strip()[:10_000]}, submission
    if kind == "extend":
        until = form("until").strip()
        end = moment(until, page.room.rules.zone).isoformat() if until else None
        return "extend", "", {"until": end}, None
    if kind == "waive":
        return "waive", "", {"clear": True} if form("clear") else {}, None
    if kind == "counts":
        return "counts", "", {"submission": submission}, None
    raise GradkitError(f"{kind}: no decision of that kind")


def _points(form: Form) -> dict[str, Any]:
    text = form("points").strip().replace(",", ".")
    if form("clear") or not text:
        return {"clear": True}
    number = float(text) if re.fullmatch(r"[+-]?[0-9]{1,6}(\.[0-9]{1,4})?", text) else math.nan
    is_added = text[0] in "+-"
    if math.isnan(number):
        raise ValueError(f"{text}: 7, 7.5, +2, -1.5")
    return {"add": number} if is_added else {"set": number}


def work_pdf(desk: Desk, page: Page) -> Response:
    """Return the student's page as a PDF."""
    from autograder.desk.pdf import student_pdf

    desk.publish()
    work = page.room.records.work(int(page.path["work"]))
    content = student_pdf(desk.room.out, [a.key for a in reversed(work.attempts)])
    disposition = f"attachment; filename*=UTF-8''{quote(work.title)}.pdf"
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type="application/pdf", headers=headers)
