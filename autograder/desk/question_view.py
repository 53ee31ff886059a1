"""One question across the class: the same question for all, equal answers at once.

What students wrote is only ever shown in a frame that may do nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES
from autograder.desk.answers import Answer, found
from autograder.desk.confined import POLICY
from autograder.desk.confined import page as confined_page
from autograder.desk.overview import Row
from autograder.desk.page import Desk, Form, Page, rendered, to
from autograder.desk.words import WORDS
from autograder.records.schema import now
from autograder.records.standing import AttemptStanding, QuestionStanding
from autograder.records.store import Outdated
from autograder.records.work import Change


@dataclass(frozen=True)
class Member:
    """One work's answer to the question."""

    row: Row
    attempt: AttemptStanding
    question: QuestionStanding
    digest: str
    """Of the answer; empty where there is none."""

    @property
    def is_graded(self) -> bool:
        """Whether a person has decided."""
        return self.question.score is not None


@dataclass(frozen=True)
class Group:
    """Works whose answers are equal."""

    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """How the group is asked for."""
        return f"w{self.members[0].row.work.id}"

    @property
    def is_graded(self) -> bool:
        """Whether all of them are graded."""
        return all(member.is_graded for member in self.members)


def given_texts(folder: Path, name: str) -> list[str]:
    """Return what the lessons hand out in the answer's cell."""
    attribute = rf'[^\n]*exercise="{re.escape(name)}"[^\n]*'
    cell = re.compile(
        rf"<!-- #region{attribute}-->\n(.*?)\n<!-- #endregion -->|"
        rf"^```python{attribute}\n(.*?)^```",
        re.DOTALL | re.MULTILINE,
    )
    texts = []
    for language in LANGUAGES:
        path = folder / f"lesson.{language}.md"
        if path.exists():
            groups = cell.findall(path.read_text(encoding="utf-8"))
            texts += [text for pair in groups for text in pair if text]
    return texts


def answer_of(desk: Desk, attempt_sha: str, name: str) -> Answer:
    """Return the answer in what was handed in."""
    kept = desk.room.records.content(attempt_sha) if attempt_sha else None
    if kept is None:
        return Answer(())
    assignment = desk.room.assignment
    return found(*kept, name, given_texts(assignment.folder, name) if assignment else ())


def _members(desk: Desk, name: str) -> list[Member]:
    digests: dict[tuple[str, str], str] = desk.jobs.setdefault("digests", {})
    members = []
    for row in desk.overview().rows:
        counted = row.standing.counted
        question = next((q for q in counted.questions if q.name == name), None) if counted else None
        if counted is None or question is None:
            continue
        key = (counted.attempt.sha256, name)
        if question.is_manual and key not in digests:
            answer = answer_of(desk, counted.attempt.sha256, name)
            digests[key] = answer.digest if answer.is_there else ""
        members.append(Member(row, counted, question, digests.get(key, "")))
    return members


def _groups(members: list[Member]) -> list[Group]:
    """Return equal answers together, in an order that tells nothing of whose they are."""
    by_answer: dict[str, list[Member]] = {}
    for member in members:
        by_answer.setdefault(member.digest, []).append(member)
    ordered = sorted(by_answer, key=lambda d: hashlib.sha256(f"order {d}".encode()).digest())
    return [Group(tuple(by_answer[digest])) for digest in ordered]


def question_page(desk: Desk, page: Page, *, status: int = 200, problem: str = "") -> Response:
    """Return a question's answers: one group of them at a time, those to be graded first."""
    name = page.path["question"]
    members = _members(desk, name)
    if not members:
        raise GradkitError(f"{name}: no question of that name in any result")
    is_manual = members[0].question.is_manual
    groups = _groups(members) if is_manual else []
    left = [group for group in groups if not group.is_graded]
    wanted = page.query.get("group", "")
    current = next((group for group in groups if group.name == wanted), None)
    current = current or next(iter(left or groups), None)
    return rendered(
        page,
        "question.html",
        status=status,
        problem=problem,
        name=name,
        members=members,
        groups=groups,
        left=sum(len([m for m in g.members if not m.is_graded]) for g in left),
        current=current,
        rubric=_titled(_rubric(current, name), name, page) if current else [],
        given=_given(current) if current else set(),
        comment=_comment(current, name) if current else "",
        is_manual=is_manual,
        bonus=members[0].question.maximum if members[0].question.is_bonus else None,
        anonymous=page.query.get("anonymous") == "1",
        quote=quote,
    )


def _rubric(group: Group, name: str) -> list[Mapping[str, Any]]:
    result = group.members[0].attempt.attempt.result or {"questions": []}
    entry: dict[str, Any] = next((q for q in result["questions"] if q["name"] == name), {})
    return list(entry.get("rubric", []))


def _titled(rubric: list[Mapping[str, Any]], name: str, page: Page) -> list[Mapping[str, Any]]:
    """Return the items in the page's language and not the student's, where the assignment is."""
    manual = page.room.assignment.manual if page.room.assignment else ()
    items = [item for question in manual if question.name == name for item in question.rubric]
    titles = {item.id: item.title.to(page.language) for item in items}
    return [{**item, "title": titles.get(item["id"], item["title"])} for item in rubric]


def _given(group: Group) -> set[str]:
    """Return the items that a person has chosen already."""
    marks = [c for c in group.members[0].question.decided if c.kind == "rubric"]
    return set(marks[0].value["items"]) if marks else set()


def _comment(group: Group, name: str) -> str:
    member = group.members[0]
    said = [
        c.value.get("text", "")
        for c in member.row.work.changes
        if c.kind == "comment"
        and c.target == f"question:{name}"
        and c.submission == member.attempt.attempt.id
    ]
    return said[-1] if said else ""


def mark(desk: Desk, page: Page, form: Form) -> Response:
    """Grade a group: rubric items or points, for all of its works, all that nobody else changed."""
    name = page.path["question"]
    group = next((g for g in _groups(_members(desk, name)) if g.name == form("group")), None)
    if group is None:
        raise GradkitError("the answers have changed meanwhile: go back and look again")
    late = []
    for member in group.members:
        work = member.row.work
        changes = _changes(page, form, member, name)
        if not changes:
            continue
        seen = form.number(f"seen-{work.id}") or 0
        try:
            token = f"{form('token')}.{work.id}"
            page.room.records.change_all(changes, seen=seen, token=token)
        except Outdated as error:
            late.append(f"{work.title}: {error.said.to(page.language)}")
    desk.changed()
    if late:
        return question_page(desk, page, status=409, problem="; ".join(late))
    anonymous = "?anonymous=1" if form("anonymous") else ""
    return to(page, f"/question/{quote(name)}{anonymous}")


def _changes(page: Page, form: Form, member: Member, name: str) -> list[Change]:
    """Return what is to be entered for one work: only what is new."""
    target = f"question:{name}"
    known = {item["id"] for item in _rubric(Group((member,)), name)}
    items = [item for item in form.lists.get("item", []) if item in known]
    entered: list[Change] = []

    def enter(kind: Any, value: dict[str, Any]) -> None:
        work, submission = member.row.work.id, member.attempt.attempt.id
        who = page.visitor.who
        entered.append(Change(kind, target, value, form("reason"), who, now(), 0, work, submission))

    points = form("points").strip().replace(",", ".")
    if points:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,4})?", points):
            raise GradkitError(f"{points}: write a number of points, such as 7 or 7.5")
        enter("adjust", {"set": float(points)})
    elif known:
        enter("rubric", {"items": items})
    text = form("comment").strip()[:10_000]
    if text != _comment(Group((member,)), name):
        enter("comment", {"text": text})
    return entered


def answer_page(desk: Desk, page: Page) -> Response:
    """Return an answer alone, as a page in which nothing can run."""
    number, name = int(page.path["submission"]), page.path["question"]
    attempts = (a for row in desk.overview().rows for a in row.work.attempts)
    attempt = next((a for a in attempts if a.id == number), None)
    answer = answer_of(desk, attempt.sha256, name) if attempt else Answer(())
    language = page.language
    words = (WORDS[word].to(language) for word in ("no_answer", "not_shown", "code"))
    response = HTMLResponse(confined_page(answer, language, *words))
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors 'self'"
    return response
