"""Grades for the LMS's gradebook: what is due, sent once, tried again, and what came back.

What is due is derived from the records each time, and only what differs from the last one is sent:
some platforms mail a student each time. Must never send what is not known, nor a 0 for nothing.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, null, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from autograder.base.text import one_line
from autograder.lms.comment import plain
from autograder.lms.push.http import Rejected, Unavailable
from autograder.records.database import reading, writing
from autograder.records.effective import effective
from autograder.records.rules import Rules
from autograder.records.schema import ChangeRow, ResultRow, SubmissionRow, WorkRow, now
from autograder.records.sentences import digits
from autograder.records.standing import standing
from autograder.records.work import Change, Work
from autograder.service.schema import LinkRow, RulesRow, SendRow
from autograder.service.site import Site

_LOOK_SECONDS = 1.0
_LEASE = timedelta(minutes=5)
"""Longer than one grade may take, with all tries of the HTTP session."""
_LONGEST_WAIT = timedelta(hours=1)
_log = logging.getLogger("gradkit")

Post = Callable[[LinkRow, SendRow], str]
"""Sends one grade; returns the platform's answer. Raises Rejected or Unavailable."""


@dataclass(frozen=True)
class Due:
    """A grade that the gradebook does not have yet."""

    work: Work
    user: str
    score: Decimal
    maximum: Decimal
    last: SendRow | None
    """The grade that was sent before, or waits to be."""
    comment: str


def due(site: Site, class_id: int, only: Collection[int] | None = None) -> list[Due]:
    """Return which grades of a class (or of some works) differ from what was sent last."""
    return due_of(site, class_id, site.records(class_id).works(only))


def due_of(site: Site, class_id: int, works: Sequence[Work]) -> list[Due]:
    """Return the same of works that are known already."""
    rules, changes = site.rules(class_id), site.records(class_id).class_changes()
    last = _last(site, [work.id for work in works])
    found = []
    for work in works:
        stands = standing(rules, work, changes)
        users = [person.user for person in work.people if person.user]
        if stands.score is None or stands.maximum is None or not users:
            continue
        there = last.get(work.id)
        new = digits(stands.score), digits(stands.maximum)
        if there is None or (there.score, there.maximum) != new:
            comment = _comment(rules, work, changes)
            found.append(Due(work, users[0], stands.score, stands.maximum, there, comment))
    return found


def _comment(rules: Rules, work: Work, changes: tuple[Change, ...]) -> str:
    attempts = [attempt for attempt in work.attempts if attempt.result]
    newest = attempts[-1]
    return plain(effective(rules, work, newest.key, changes) or newest.result or {})


def _last(site: Site, works: Collection[int]) -> dict[int, SendRow]:
    newest = (
        select(func.max(SendRow.id))
        .where(SendRow.work_id.in_(works), SendRow.state != "replaced")
        .group_by(SendRow.work_id)
    )
    with reading(site.engine) as session:
        rows = session.scalars(select(SendRow).where(SendRow.id.in_(newest))).all()
        return {row.work_id: row for row in rows}


def enter(site: Site, class_id: int, found: Collection[Due], who: str) -> int:
    """Have grades sent; return how many. What another process entered meanwhile is left out."""
    count = 0
    for one in found:
        score, maximum = digits(one.score), digits(one.maximum)
        before = one.last.id if one.last else 0
        said = f"{one.work.id} {before} {score} {maximum}"
        row = SendRow(
            token=hashlib.sha256(said.encode()).hexdigest(),
            class_id=class_id,
            work_id=one.work.id,
            user=one.user,
            score=score,
            maximum=maximum,
            comment=one.comment,
            who=who,
        )
        try:
            with writing(site.engine) as session:
                session.add(row)
                _replace(session, one.last)
                count += 1
        except IntegrityError:
            continue
    return count


def _replace(session: Session, last: SendRow | None) -> None:
    """Have an older grade that still waits not be sent."""
    if last is not None:
        waiting = (SendRow.id == last.id, SendRow.state == "due")
        session.execute(update(SendRow).where(*waiting).values(state="replaced", ended_at=now()))


def take(site: Site) -> tuple[LinkRow, SendRow] | None:
    """Take the next grade that is to go out; None where there is none now."""
    at = now()
    open_ = select(SendRow.id).where(SendRow.state == "due", SendRow.due_at <= at)
    with reading(site.engine) as session:
        if session.scalar(open_.limit(1)) is None:
            return None
    with writing(site.engine) as session:
        chosen = open_.order_by(SendRow.due_at).limit(1).with_for_update(skip_locked=True)
        number = session.scalar(chosen)
        if number is None:
            return None
        row = session.get_one(SendRow, number)
        row.due_at, row.tries = at + _LEASE, row.tries + 1
        link = session.scalars(select(LinkRow).where(LinkRow.class_id == row.class_id)).one()
        session.flush()
        session.expunge_all()
        return link, row


def send(site: Site, post: Post) -> bool:
    """Send the next grade; tell whether there was one."""
    taken = take(site)
    if taken is None:
        return False
    link, row = taken
    try:
        answer = post(link, row)
        _ended(site, row, "kept" if answer.endswith("not sent") else "sent", answer)
        records = site.records(row.class_id)
        target = f"lti: {link.line_item}"
        records.export(row.work_id, target, row.score, row.maximum, row.who, answer)
    except Rejected as why:
        _ended(site, row, "refused", str(why))
    except Unavailable as why:
        _later(site, row, str(why))
    return True


def _ended(site: Site, row: SendRow, state: str, answer: str) -> None:
    with writing(site.engine) as session:
        there = session.get_one(SendRow, row.id)
        there.state, there.answer, there.ended_at = state, one_line(answer, 500), now()


def _later(site: Site, row: SendRow, answer: str) -> None:
    """Try again, each time after twice as long."""
    wait = min(_LONGEST_WAIT, timedelta(seconds=5 * 2 ** min(row.tries, 10)))
    with writing(site.engine) as session:
        there = session.get_one(SendRow, row.id)
        there.due_at, there.answer = now() + wait, one_line(answer, 500)


class Sender:
    """Looks what has changed, and sends it where the class's rules say so."""

    def __init__(self, site: Site, post: Post) -> None:
        self._site, self._post = site, post
        self._news = [_News(ResultRow.id), _News(ChangeRow.id), _News(RulesRow.id)]
        self._waiting: dict[int, datetime] = {}
        """Classes whose grades go out from a date on."""
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is being sent now."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                self.look()
                while send(self._site, self._post) and not self._is_over.is_set():
                    pass
            except Exception as error:  # what is due stays due
                _log.error("grades to the LMS: %s: %s", type(error).__name__, error)
            self._is_over.wait(_LOOK_SECONDS)

    def look(self) -> None:
        """Enter what is due by now."""
        for class_id, works in self._touched().items():
            rules = self._site.rules(class_id)
            if rules.sending == "by hand":
                continue
            if isinstance(rules.sending, datetime) and rules.sending > now():
                self._waiting[class_id] = rules.sending
                continue
            self._waiting.pop(class_id, None)
            enter(self._site, class_id, due(self._site, class_id, works), "gradkit")

    def _touched(self) -> dict[int, set[int] | None]:
        """Return the classes of which something is new: the works, or None for all of them."""
        found: dict[int, set[int] | None] = defaultdict(set)
        links = select(LinkRow.class_id).where(LinkRow.line_item != "")
        results = (
            select(ResultRow.id, WorkRow.class_id, WorkRow.id)
            .join(SubmissionRow, SubmissionRow.id == ResultRow.submission_id)
            .join(WorkRow, WorkRow.id == SubmissionRow.work_id)
            .where(WorkRow.class_id.in_(links))
        )
        changes = select(ChangeRow.id, ChangeRow.class_id, ChangeRow.work_id)
        rules = select(RulesRow.id, RulesRow.class_id, null())
        with reading(self._site.engine) as session:
            for news, rows in zip(self._news, (results, changes, rules), strict=True):
                for class_id, work in news.of(session, rows):
                    _add(found, class_id, work)
        for class_id in [c for c, since in self._waiting.items() if since <= now()]:
            _add(found, class_id, None)
        return found


class _News:
    """The rows of one table that were not seen yet.

    Numbers are given before a transaction ends: one that ends later may have a smaller number.
    """

    _LOOK_BACK = 500

    def __init__(self, number: Any) -> None:
        self._number = number
        self._newest = 0
        self._lately: set[int] = set()

    def of(self, session: Session, rows: Any) -> Iterator[tuple[int, int | None]]:
        """Yield class and work of every new row; ``rows`` selects number, class and work."""
        since = self._newest - self._LOOK_BACK
        found = session.execute(rows.where(self._number > since)).all()
        known, self._lately = self._lately, {number for number, _, _ in found}
        self._newest = max(self._lately, default=0)
        yield from ((class_id, work) for number, class_id, work in found if number not in known)


def _add(found: dict[int, set[int] | None], class_id: int, work: int | None) -> None:
    there = found[class_id]
    if work is None or there is None:
        found[class_id] = None
    else:
        there.add(work)


def log(site: Site, class_id: int, most: int = 300) -> list[tuple[SendRow, str]]:
    """Return what was sent and what came back, the newest first, with each work's key."""
    with reading(site.engine) as session:
        rows = session.execute(
            select(SendRow, WorkRow.key)
            .join(WorkRow, WorkRow.id == SendRow.work_id)
            .where(SendRow.class_id == class_id)
            .order_by(SendRow.id.desc())
            .limit(most)
        ).all()
        return [(row, key) for row, key in rows]
