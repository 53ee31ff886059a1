"""What a student hands in, from the browser into the records and the queue: at once, or not at all.

Must never open what was handed in, nor take more than the rules of the class allow.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from autograder.base.language import Text
from autograder.base.text import one_line
from autograder.records.lateness import lateness
from autograder.records.rules import Rules
from autograder.records.schema import ResultRow, SubmissionRow, now
from autograder.records.standing import deadline_of
from autograder.records.store import HandedIn
from autograder.records.work import Work
from autograder.service import queue
from autograder.service.site import Site
from autograder.service.trail import note_in
from autograder.service.visits import Visit
from autograder.service.words import WORDS
from autograder.submissions.identity import Identity
from autograder.submissions.reading import SUFFIXES, key_of
from autograder.submissions.work import is_notebook_name, suffix_of

MOST_BYTES = 32 * 2**20
"""Of one file. A notebook with pictures has a few; more is outputs that nobody reads."""
_MOST_AN_HOUR = 20
_MOST_AT_ALL = 300
"""Whatever the rules say: no student needs more, and every page lists all of them."""


class Refused(Exception):
    """Nothing was taken; the sentence is for the student."""

    def __init__(self, said: Text, status: int = 400) -> None:
        super().__init__(said.en)
        self.said, self.status = said, status


@dataclass(frozen=True)
class Upload:
    """A file as the browser sent it."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending that says how to read it."""
        return suffix_of(self.name)

    @classmethod
    def of(cls, name: str, data: bytes) -> Upload:
        """Return a file under the last part of its name; raise Refused for one of no use."""
        last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
        found = cls(one_line(last, 120), data)
        if found.suffix not in SUFFIXES and not is_notebook_name(found.name):
            raise Refused(WORDS["wrong_kind"], 415)
        if not data:
            raise Refused(WORDS["empty"])
        if len(data) > MOST_BYTES:
            raise Refused(too_large(), 413)
        return found


def too_large() -> Text:
    """Return what is said of a file over the limit."""
    return WORDS["too_large"].filled(MOST_BYTES // 2**20)


@dataclass(frozen=True)
class Taken:
    """An attempt that is in the records."""

    id: int
    number: int
    is_new: bool


def sign_of(visit: Visit) -> str:
    """Return what tells a student's files from others' of the same name."""
    return visit.person.number or f"{visit.person_id}"


def take_in(site: Site, visit: Visit, upload: Upload) -> Taken:
    """Enter a file as an attempt that waits to be graded; raise Refused where it may not be."""
    rules, at = site.rules(visit.class_id), now()
    records = site.records(visit.class_id)
    handed = HandedIn(
        f"{sign_of(visit)}/{upload.name}",
        key_of(f"lti/{visit.person.user}"),
        hashlib.sha256(upload.data).hexdigest(),
        Identity("lti", (visit.person,), work=visit.key),
        at,
    )
    found: list[Taken] = []

    def beside(session: Session, attempt: int) -> None:
        row = session.get_one(SubmissionRow, attempt)
        is_new = row.handed_in_at == at
        if is_new:
            _ensure_allowed(session, rules, row, at)
            queue.put(session, attempt, visit.class_id, visit.language)
            note_in(session, visit, "hand in", f"{row.number}: {handed.sha256[:16]}")
        found.append(Taken(attempt, row.number, is_new))

    _ensure_open(rules, own_work(site, visit), at)
    records.take_in(handed, upload.data, upload.suffix, beside)
    return found[-1]


def own_work(site: Site, visit: Visit) -> Work:
    """Return all that a visitor has handed in, which may be nothing, and what was decided."""
    found = site.records(visit.class_id).work_with_key(visit.key)
    return found or Work(0, visit.key, (visit.person,), ())


def _ensure_open(rules: Rules, work: Work, at: datetime) -> None:
    """Raise Refused after the final cut-off of the class, or the student's own."""
    deadline = deadline_of(rules, work)
    if deadline is None or (rules.late.cutoff is None and rules.late.cutoff_days is None):
        return
    if lateness(at, deadline, rules.grace, rules.late, rules.zone).is_cut_off:
        raise Refused(WORDS["closed"], 403)


def _ensure_allowed(session: Session, rules: Rules, row: SubmissionRow, at: datetime) -> None:
    """Raise Refused where an attempt is one too many; the rules count none that was unreadable."""
    every, counted = _earlier(session, row)
    if rules.most_attempts is not None and len(counted) >= rules.most_attempts:
        raise Refused(WORDS["most"].filled(rules.most_attempts), 403)
    if row.number > _MOST_AT_ALL:
        raise Refused(WORDS["most"].filled(_MOST_AT_ALL), 403)
    day = rules.most_a_day
    if day is not None and (free := _free_from(counted, day, timedelta(days=1), at)):
        raise Refused(WORDS["a_day"].filled(day, f"{free.astimezone(rules.zone):%m-%d %H:%M}"), 429)
    if free := _free_from(every, _MOST_AN_HOUR, timedelta(hours=1), at):
        raise Refused(WORDS["too_often"].filled(f"{free.astimezone(rules.zone):%H:%M}"), 429)


def _earlier(session: Session, row: SubmissionRow) -> tuple[list[datetime], list[datetime]]:
    """Return when a work's other attempts came: of all, and of those that could be read."""
    is_unreadable = exists().where(
        ResultRow.submission_id == SubmissionRow.id, ResultRow.status == "unreadable"
    )
    found = session.execute(
        select(SubmissionRow.handed_in_at, is_unreadable)
        .where(SubmissionRow.work_id == row.work_id, SubmissionRow.id != row.id)
        .order_by(SubmissionRow.number)
    ).all()
    known = [(time, bad) for time, bad in found if time is not None]
    return [time for time, _ in known], [time for time, bad in known if not bad]


def _free_from(times: list[datetime], most: int, span: timedelta, at: datetime) -> datetime | None:
    """Return from when on one more is within ``most`` a ``span``; None where it is now."""
    recent = [time for time in times if time > at - span]
    if len(recent) < most:
        return None
    return (recent[len(recent) - most] if most else at) + span
