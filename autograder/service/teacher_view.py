"""A teacher's pages: how the class stands, who is missing, rules, grades to the LMS, the trail.

Judging and points by hand are the desk's. Must never be shown to a student.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from starlette.responses import RedirectResponse, Response

from autograder.base.errors import GradkitError
from autograder.records.database import reading, writing
from autograder.records.rules import moment, parsed
from autograder.records.schema import ClassRow, PersonRow, now
from autograder.records.standing import Standing, deadline_of, standing
from autograder.records.work import Change, Work
from autograder.service import queue, sending
from autograder.service.page import Asked, rendered
from autograder.service.schema import LinkRow, RulesRow
from autograder.service.trail import newest, note, note_in
from autograder.service.visits import key_of
from autograder.submissions.identity import Person

Words = Mapping[str, str]
Members = Callable[[LinkRow], Iterable[tuple[Person, str]]]
"""Asks the platform who is in a course: each person with their role."""

STARTING_RULES = """\
timezone = "Asia/Seoul"
# deadline = 2026-10-05T23:59:00
# release = 2026-10-12T00:00:00   # from then on, what hidden checks found is shown
# grades = "by hand"              # or a date; else each grade goes to the LMS at once

[attempts]
counts = "last"                   # or "best", or "chosen" by the student
# most = 10
# a_day = 3
# feedback = 5                    # later attempts show their result after the deadline

# [late]
# percent = 10
# per = "day"
# cutoff = 7
"""


@dataclass(frozen=True)
class Seat:
    """One student of the course."""

    person_id: int
    person: Person
    work: Work
    stands: Standing
    deadline: datetime | None
    is_extended: bool

    @property
    def is_missing(self) -> bool:
        """Whether nothing was handed in."""
        return not self.work.attempts


def seats(asked: Asked) -> list[Seat]:
    """Return every student that the class knows, those who are missing first."""
    site, class_id = asked.site, asked.visit.class_id
    records, rules = site.records(class_id), site.rules(class_id)
    changes = records.class_changes()
    works = {work.key: work for work in records.works()}
    with reading(site.engine) as session:
        wanted = (PersonRow.class_id == class_id, PersonRow.role == "student")
        people = session.scalars(select(PersonRow).where(*wanted)).all()
        session.expunge_all()
    found = []
    for row in people:
        person = Person(row.name, row.user, row.login, row.number, row.email)
        work = works.get(row.key) or Work(0, row.key, (person,), ())
        stands, deadline = standing(rules, work, changes), deadline_of(rules, work)
        found.append(Seat(row.id, person, work, stands, deadline, deadline != rules.deadline))
    found.sort(key=lambda seat: (not seat.is_missing, seat.person.name, seat.person_id))
    return found


def home(asked: Asked) -> Response:
    """Return how the class stands, and where to go."""
    site, class_id = asked.site, asked.visit.class_id
    assignment = site.assignment_of(class_id)
    if assignment is None:
        return rendered(asked, "choose.html", offered=list(site.assignments.values()))
    every, line = seats(asked), asked.visit.link.line_item
    works = [seat.work for seat in every if not seat.is_missing]
    return rendered(
        asked,
        "teacher.html",
        assignment=assignment,
        students=len(every),
        missing=sum(seat.is_missing for seat in every),
        waiting=queue.left(site.engine, class_id),
        due=len(sending.due_of(site, class_id, works)) if line else 0,
        rules=site.rules(class_id),
        has_line_item=bool(line),
    )


def choose(asked: Asked, words: Words) -> Response:
    """Set the assignment of a link that has none; it is what its students work on from then on."""
    name = words.get("assignment", "")
    if name not in asked.site.assignments:
        raise GradkitError(f"{name}: there is no such assignment here")
    with writing(asked.site.engine) as session:
        link = session.get_one(LinkRow, asked.visit.link.id)
        if not link.assignment:
            link.assignment = name
            session.get_one(ClassRow, link.class_id).assignment = name
            note_in(session, asked.visit, "choose", name)
    return to(asked, "/")


def roster(asked: Asked) -> Response:
    """Return who is in the course, with their deadlines and points."""
    has_members = bool(asked.visit.link.members)
    return rendered(asked, "roster.html", seats=seats(asked), has_members=has_members)


def fetch(asked: Asked, members: Members) -> Response:
    """Ask the platform who is in the course; what a teacher set here stays."""
    records = asked.site.records(asked.visit.class_id)
    count = 0
    for person, role in members(asked.visit.link):
        records.person(person, key_of(person.user), role)
        count += 1
    note(asked.site, asked.visit, "roster", str(count))
    return to(asked, "/roster")


def extend(asked: Asked, words: Words) -> Response:
    """Give one student a deadline of their own, also where nothing was handed in yet."""
    records = asked.site.records(asked.visit.class_id)
    rules = asked.site.rules(asked.visit.class_id)
    wanted = words.get("person", "")
    seat = next((s for s in seats(asked) if str(s.person_id) == wanted), None)
    if seat is None:
        raise GradkitError("there is no such student in this class")
    try:
        until = words.get("until", "").strip()
        end = moment(until, rules.zone).isoformat() if until else None
    except ValueError as error:
        raise GradkitError(str(error)) from error
    work = records.work_of([(key_of(seat.person.user), seat.person)])
    reason = words.get("reason", "")
    records.change(Change("extend", "", {"until": end}, reason, asked.visit.who, now(), work=work))
    note(asked.site, asked.visit, "extend", f"{seat.person_id}: {end}")
    return to(asked, "/roster")


def rules_page(asked: Asked, *, text: str | None = None, problem: str = "") -> Response:
    """Return the class's rules, to be edited."""
    there = asked.site.rules_text(asked.visit.class_id) if text is None else text
    return rendered(
        asked,
        "class_rules.html",
        status=400 if problem else 200,
        text=there or STARTING_RULES,
        problem=problem,
    )


def set_rules(asked: Asked, words: Words) -> Response:
    """Keep new rules; every number follows them at once. What cannot be read is told and kept."""
    text = words.get("text", "").replace("\r\n", "\n")
    try:
        found = parsed(text)
        if found.database or found.name:
            raise ValueError("name and database are the service's own")
    except ValueError as error:
        return rules_page(asked, text=text, problem=str(error))
    with writing(asked.site.engine) as session:
        class_id = asked.visit.class_id
        session.add(RulesRow(class_id=class_id, text=text, who=asked.visit.who))
        note_in(session, asked.visit, "rules")
    return to(asked, "/rules")


def grades(asked: Asked) -> Response:
    """Return which grades would go to the LMS now, and what went and came back."""
    site, class_id = asked.site, asked.visit.class_id
    titles = {work.key: work.title for work in site.records(class_id).works()}
    log = [(row, titles.get(key, key)) for row, key in sending.log(site, class_id)]
    found = sending.due(site, class_id) if asked.visit.link.line_item else []
    return rendered(
        asked,
        "grades.html",
        due=found,
        log=log,
        rules=site.rules(class_id),
        platform=urlsplit(asked.visit.link.line_item).hostname or "",
        is_dated=isinstance(site.rules(class_id).sending, datetime),
    )


def send_now(asked: Asked, words: Words) -> Response:
    """Send what is due now, whatever date the rules name."""
    site, class_id = asked.site, asked.visit.class_id
    count = sending.enter(site, class_id, sending.due(site, class_id), asked.visit.who)
    note(site, asked.visit, "send", str(count))
    return to(asked, "/grades")


def trail(asked: Asked) -> Response:
    """Return who did what in this class."""
    rows: list[Any] = newest(asked.site, asked.visit.class_id)
    return rendered(asked, "trail.html", rows=rows)


def to(asked: Asked, path: str) -> Response:
    """Return the way to another page, to be fetched anew."""
    return RedirectResponse(f"{asked.visit.base}{path}", 303)
