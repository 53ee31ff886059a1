"""A student's pages: the homework, its attempts, what changed between them, their results.

Must never show anything of another student's, nor more of a result than the class's rules allow.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.base.language import Text
from autograder.pages.student_page import page
from autograder.records.effective import effective
from autograder.records.rules import Rules
from autograder.records.schema import now
from autograder.records.sentences import sentence
from autograder.records.standing import AttemptStanding, Standing, deadline_of, standing
from autograder.records.work import Attempt, Change, Work, holding
from autograder.service import queue
from autograder.service.intake import MOST_BYTES, own_work, too_large
from autograder.service.page import Asked, rendered
from autograder.service.site import Site
from autograder.service.visits import Visit
from autograder.service.words import WORDS
from autograder.submissions.handout import Handout
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read

_MOST_DIFFERENCE = 400


@dataclass(frozen=True)
class Shown:
    """One attempt as its student sees it."""

    attempt: Attempt
    at: AttemptStanding | None
    state: str
    """``waiting``, ``running``, ``held`` back until the deadline, or the result's status."""
    counts: bool

    @property
    def file(self) -> str:
        """The name of the file, as the student named it."""
        return PurePosixPath(self.attempt.name).name

    @property
    def is_open(self) -> bool:
        """Whether its page may be shown."""
        return self.state in ("graded", "unreadable", "internal_error")


@dataclass(frozen=True)
class Own:
    """All that a student sees of their work."""

    work: Work
    rules: Rules
    deadline: datetime | None
    is_extended: bool
    stands: Standing
    shown: tuple[Shown, ...]

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and now() > self.deadline + self.rules.grace

    def attempt(self, number: object) -> Shown | None:
        """Return an attempt by its number."""
        return next((one for one in self.shown if str(one.attempt.number) == str(number)), None)


def own(asked: Asked) -> Own:
    """Return a visitor's own work."""
    visit, site = asked.visit, asked.site
    rules, work = site.rules(visit.class_id), own_work(site, visit)
    deadline = deadline_of(rules, work)
    stands = standing(rules, work, site.records(visit.class_id).class_changes())
    waiting = [a.id for a in work.attempts if a.result is None]
    places = queue.places(site.engine, waiting) if waiting else {}
    is_over = deadline is not None and now() > deadline + rules.grace
    shown = []
    for attempt, at in zip(work.attempts, stands.attempts, strict=True):
        state = str(attempt.result["status"]) if attempt.result else "waiting"
        if attempt.id in places and places[attempt.id].state == "running":
            state = "running"
        limit = rules.most_feedback
        if attempt.result and limit is not None and attempt.number > limit and not is_over:
            state = "held"
        counts = stands.counted is not None and stands.counted.attempt.id == attempt.id
        shown.append(Shown(attempt, at, state, counts))
    return Own(work, rules, deadline, deadline != rules.deadline, stands, tuple(shown))


def home(asked: Asked, *, problem: str = "", status: int = 200) -> Response:
    """Return the homework: what it is about, until when, what was handed in."""
    assignment = asked.site.assignment_of(asked.visit.class_id)
    if assignment is None:
        return rendered(asked, "not_set_up.html")
    mine = own(asked)
    is_told = all(one.state != "held" for one in mine.shown)
    said = sentence(mine.stands, mine.rules.late) if is_told else None
    return rendered(
        asked,
        "student.html",
        status=status,
        problem=problem,
        assignment=assignment,
        mine=mine,
        is_told=is_told,
        said=said.to(asked.language) if said else "",
        has_notebook=asked.site.handout(assignment.name, asked.language) is not None,
        most_bytes=MOST_BYTES,
        kinds=WORDS["kinds"].filled(MOST_BYTES // 2**20).to(asked.language),
        too_large=too_large().to(asked.language),
        may_choose=may_choose(mine),
        used=_used(mine).to(asked.language) if mine.rules.most_attempts else "",
    )


def _used(mine: Own) -> Text:
    return WORDS["attempts_left"].filled(len(mine.shown), mine.rules.most_attempts)


def attempt(asked: Asked) -> Response:
    """Return one attempt: how far it is, or the page of its result."""
    mine = own(asked)
    one = mine.attempt(asked.path["number"])
    if one is None:
        return RedirectResponse(f"{asked.visit.base}/", 303)
    if not one.is_open:
        held = WORDS["held_back"].filled(mine.rules.most_feedback or 0).to(asked.language)
        return rendered(asked, "attempt.html", one=one, questions=_questions(asked), held_back=held)
    return _feedback(asked, mine, one)


def _questions(asked: Asked) -> list[str]:
    assignment = asked.site.assignment_of(asked.visit.class_id)
    return [question.name for question in assignment.questions] if assignment else []


def _feedback(asked: Asked, mine: Own, one: Shown) -> Response:
    """Return the page that `gradkit grade` makes of a result, with the way back."""
    changes = asked.site.records(asked.visit.class_id).class_changes()
    result = one.attempt.result or {}
    if one.counts:
        result = effective(mine.rules, mine.work, one.attempt.key, changes) or result
    assignment = asked.site.assignment_of(asked.visit.class_id)
    assert assignment is not None
    result = {**result, "submission": one.file}
    html = page(result, assignment.title, asked.visit.person.name, f"{asked.visit.base}/")
    response = HTMLResponse(html)
    # The page brings its own, stricter policy; a frame's ancestors only a header can say.
    ancestors = f"frame-ancestors 'self' {asked.visit.frame_ancestors}"
    response.headers["Content-Security-Policy"] = ancestors.strip()
    return response


def changed(asked: Asked) -> Response:
    """Return what changed in the code since the attempt before."""
    mine = own(asked)
    one = mine.attempt(asked.path["number"])
    if one is None:
        return RedirectResponse(f"{asked.visit.base}/", 303)
    earlier = mine.attempt(one.attempt.number - 1)
    before = _code(asked, earlier.attempt) if earlier else []
    lines = list(difflib.unified_diff(before, _code(asked, one.attempt), n=2, lineterm=""))[2:]
    return rendered(asked, "changes.html", one=one, lines=lines[:_MOST_DIFFERENCE])


def _code(asked: Asked, attempt: Attempt) -> list[str]:
    """Return the lines of an attempt's code; none where it cannot be read."""
    kept = asked.site.records(asked.visit.class_id).content(attempt.sha256)
    if kept is None:
        return []
    try:
        assignment = asked.site.assignment_of(asked.visit.class_id)
        handout = assignment.handout if assignment else Handout()
        return "\n\n".join(read(*kept, handout).cells).splitlines()
    except Unreadable:
        return []


def file(asked: Asked) -> Response:
    """Return what was handed in, as it was."""
    one = own(asked).attempt(asked.path["number"])
    if one is None:
        return RedirectResponse(f"{asked.visit.base}/", 303)
    kept = asked.site.records(asked.visit.class_id).content(one.attempt.sha256)
    if kept is None:
        return RedirectResponse(f"{asked.visit.base}/", 303)
    return download(kept[0], one.file)


def notebook(asked: Asked) -> Response:
    """Return the notebook to work on, in the visitor's language."""
    assignment = asked.site.assignment_of(asked.visit.class_id)
    path = asked.site.handout(assignment.name, asked.language) if assignment else None
    if path is None:
        return RedirectResponse(f"{asked.visit.base}/", 303)
    return download(path.read_bytes(), path.name)


def download(content: bytes, name: str) -> Response:
    """Return a file to be saved, never to be shown."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type="application/octet-stream", headers=headers)


def choose(asked: Asked, words: Mapping[str, str]) -> Response:
    """Have an attempt count, where the rules leave that to the student."""
    mine = own(asked)
    one = mine.attempt(words.get("attempt"))
    if one is not None and may_choose(mine):
        decided = Change(
            "counts",
            "",
            {"submission": one.attempt.id, "by": "student"},
            "",
            asked.visit.who,
            now(),
            work=mine.work.id,
        )
        asked.site.records(asked.visit.class_id).change(decided)
    return RedirectResponse(f"{asked.visit.base}/", 303)


def may_choose(mine: Own) -> bool:
    """Tell whether the student says which attempt counts: not after a teacher has."""
    held = holding(mine.work.changes).get(("counts", None, ""))
    return mine.rules.counting == "chosen" and (held is None or "by" in held.value)


def own_attempts(site: Site, visit: Visit) -> dict[int, int]:
    """Return a visitor's attempts: the number in the tables of each."""
    return {attempt.number: attempt.id for attempt in own_work(site, visit).attempts}
