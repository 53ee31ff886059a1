"""What a class's records are asked and told.

Every method is one transaction: whole, or not at all. Must never change or delete a row.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.records.address import address_of
from autograder.records.database import connected, reading, writing
from autograder.records.history import change_of, class_changes, works_of
from autograder.records.rules import Rules, read_rules
from autograder.records.schema import (
    ChangeRow,
    ClassRow,
    ExportRow,
    FileRow,
    MemberRow,
    PersonRow,
    ResultRow,
    RunRow,
    SubmissionRow,
    WorkRow,
    now,
)
from autograder.records.work import KINDS, Change, Work
from autograder.results.result import Result
from autograder.submissions.identity import Identity, Person

LARGEST = 64 * 2**20
"""Bytes of a file that are kept; of a larger one, its digest."""

Beside = Callable[[Session, int], None]
"""Writes more in the same transaction; told the attempt. What it raises takes all of it back."""


def _nothing(_session: Session, _attempt: int) -> None:
    """Write no more than that."""


@dataclass(frozen=True)
class HandedIn:
    """One handing in, as the records are told of it."""

    name: str
    key: str
    sha256: str
    identity: Identity | None = None
    at: datetime | None = None
    """When, if anybody told."""
    is_new: bool = False
    """A new attempt even where the bytes are those of the one before."""


class Outdated(GradkitError):
    """Somebody else changed the same work meanwhile; nothing was written."""

    def __init__(self, newer: Change) -> None:
        self.newer = newer
        self.said = Text(
            f"{newer.who} changed this at {newer.at:%H:%M:%S} UTC: look at it, then save again",
            f"{newer.who}님이 {newer.at:%H:%M:%S}(UTC)에 먼저 바꿨습니다. "
            "확인한 뒤 다시 저장하세요",
        )
        super().__init__(self.said.en)


class Records:
    """The records of one class."""

    def __init__(self, engine: Engine, name: str = "", assignment: str = "") -> None:
        self.engine = engine
        self.name = name
        self._class = self._found_class(name, assignment)

    @classmethod
    def open(cls, folder: Path, rules: Rules | None = None, assignment: str = "") -> Records:
        """Open the records of an output folder, making them where there are none.

        In a database that others use too, the class has the name that `class.toml` gives it, or
        its folder's path.
        """
        rules = rules or read_rules(folder)
        address = address_of(folder, rules.database)
        own_file = address.startswith("sqlite:")
        name = rules.name or ("" if own_file else str(folder.resolve()))
        return cls(connected(address), name, assignment)

    @classmethod
    def of_class(cls, engine: Engine, number: int) -> Records:
        """Return the records of a class by its number in the tables."""
        with reading(engine) as session:
            name = session.scalars(select(ClassRow.name).where(ClassRow.id == number)).one()
        return cls(engine, name)

    def _found_class(self, name: str, assignment: str) -> int:
        with reading(self.engine) as session:
            found = session.scalar(select(ClassRow.id).where(ClassRow.name == name))
        if found is not None:
            return found
        try:
            with writing(self.engine) as session:
                row = ClassRow(name=name, assignment=assignment)
                session.add(row)
                session.flush()
                return row.id
        except IntegrityError:  # another process was faster
            return self._found_class(name, assignment)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def class_id(self) -> int:
        """The class's number in the tables."""
        return self._class

    @property
    def assignment(self) -> str:
        """The name of the assignment that the class works on."""
        with reading(self.engine) as session:
            return session.scalars(
                select(ClassRow.assignment).where(ClassRow.id == self._class)
            ).one()

    def _lock(self, session: Session) -> None:
        """Have one writer a class, so that numbers and `seen` stay what they were looked up to be.

        SQLite has but one, and ignores this; in PostgreSQL readers are not held up.
        """
        own = select(ClassRow.id).where(ClassRow.id == self._class)
        session.execute(own.with_for_update(key_share=True))

    # --- what was handed in, and what the judge found ---

    def person(self, person: Person, key: str, role: str = "student") -> int:
        """Return the number of a person, entering them where they are new."""
        with writing(self.engine) as session:
            return self._person(session, person, key, role)

    def _person(self, session: Session, person: Person, key: str, role: str = "student") -> int:
        same = (PersonRow.class_id == self._class, PersonRow.key == key)
        found = session.scalar(select(PersonRow.id).where(*same))
        if found is not None:
            return found
        row = PersonRow(class_id=self._class, key=key, role=role, **vars(person))
        session.add(row)
        session.flush()
        return row.id

    def work_of(self, people: Sequence[tuple[str, Person]]) -> int:
        """Return the number of the work of these people, by their keys; made where it is new."""
        with writing(self.engine) as session:
            return self._work(session, people)

    def _work(self, session: Session, people: Sequence[tuple[str, Person]]) -> int:
        key = " ".join(sorted(key for key, _ in people))
        same = (WorkRow.class_id == self._class, WorkRow.key == key)
        found = session.scalar(select(WorkRow.id).where(*same))
        if found is not None:
            return found
        row = WorkRow(class_id=self._class, key=key)
        session.add(row)
        session.flush()
        for own_key, person in people:
            member = self._person(session, person, own_key)
            session.add(MemberRow(work_id=row.id, person_id=member))
        return row.id

    def take_in(
        self,
        handed: HandedIn,
        content: bytes | None = None,
        suffix: str = "",
        beside: Beside = _nothing,
    ) -> int:
        """Enter what was handed in; return the attempt's number in the tables.

        The same bytes as the last attempt's are that attempt, unless ``is_new`` says otherwise.
        """
        with writing(self.engine) as session:
            self._lock(session)
            attempt = self._taken_in(session, handed, content, suffix)
            beside(session, attempt)
            return attempt

    def _taken_in(
        self, session: Session, handed: HandedIn, content: bytes | None, suffix: str
    ) -> int:
        work = self._work(session, people_of(handed))
        last = session.scalar(
            select(SubmissionRow)
            .where(SubmissionRow.work_id == work)
            .order_by(SubmissionRow.number.desc())
            .limit(1)
        )
        if last is not None and last.sha256 == handed.sha256 and not handed.is_new:
            return last.id
        if content is not None and session.get(FileRow, handed.sha256) is None:
            kept = zlib.compress(content) if len(content) <= LARGEST else None
            session.add(
                FileRow(sha256=handed.sha256, suffix=suffix, size=len(content), content=kept)
            )
        row = SubmissionRow(
            work_id=work,
            number=1 if last is None else last.number + 1,
            name=handed.name,
            key=handed.key,
            sha256=handed.sha256,
            handed_in_at=handed.at,
            late=handed.identity.late if handed.identity else None,
            source=handed.identity.source if handed.identity else "folder",
        )
        session.add(row)
        session.flush()
        return row.id

    def begin_run(self, kind: str, who: str, why: str = "") -> int:
        """Enter a run of the judge; return its number."""
        with writing(self.engine) as session:
            row = RunRow(class_id=self._class, kind=kind, who=who, why=why)
            session.add(row)
            session.flush()
            return row.id

    def add_result(
        self, submission: int, result: Result, run: int, beside: Beside = _nothing
    ) -> None:
        """Enter what the judge found in an attempt; the same as the last time is not new."""
        with writing(self.engine) as session:
            self._lock(session)
            self._add_result(session, submission, result, run)
            beside(session, submission)

    def _add_result(self, session: Session, submission: int, result: Result, run: int) -> None:
        document = as_document(result)
        digest = _digest(document)
        newest = select(func.max(ResultRow.id)).where(ResultRow.submission_id == submission)
        last = session.scalar(
            select(ResultRow.digest).where(ResultRow.id == newest.scalar_subquery())
        )
        if last != digest:
            session.add(
                ResultRow(
                    submission_id=submission,
                    run_id=run,
                    bundle=result["bundle"],
                    status=result["status"],
                    document=document,
                    digest=digest,
                )
            )

    def enter(
        self, handed: HandedIn, content: bytes | None, suffix: str, result: Result, run: int
    ) -> int:
        """Enter what was handed in together with what the judge found; return the attempt."""
        with writing(self.engine) as session:
            self._lock(session)
            attempt = self._taken_in(session, handed, content, suffix)
            self._add_result(session, attempt, result, run)
            return attempt

    def entered(self) -> dict[tuple[str, str], str]:
        """Return the digest of the newest result by a submission's key and its bytes' digest."""
        with reading(self.engine) as session:
            rows = session.execute(
                select(SubmissionRow.key, SubmissionRow.sha256, ResultRow.digest)
                .join(ResultRow, ResultRow.submission_id == SubmissionRow.id)
                .join(WorkRow, WorkRow.id == SubmissionRow.work_id)
                .where(WorkRow.class_id == self._class)
                .order_by(ResultRow.id)
            )
            return {(key, sha256): digest for key, sha256, digest in rows}

    def content(self, sha256: str) -> tuple[bytes, str] | None:
        """Return the bytes of a file and the suffix that says how to read them, if it is kept."""
        with reading(self.engine) as session:
            row = session.get(FileRow, sha256)
            if row is None or row.content is None:
                return None
            return zlib.decompress(row.content), row.suffix

    # --- what a person decides ---

    def change(self, change: Change, *, seen: int | None = None, token: str = "") -> Change:
        """Enter a person's decision; return it as it was written.

        ``seen`` is the newest change of the work that the person knew of: raises `Outdated` where
        there is a newer one. The same ``token`` again returns what was written the first time.
        """
        return self.change_all([change], seen=seen, token=token)[0]

    def change_all(
        self, changes: Sequence[Change], *, seen: int | None = None, token: str = ""
    ) -> list[Change]:
        """Enter several decisions, all or none of them."""
        token = token or secrets.token_hex(16)
        tokens = [f"{token}.{n}" if n else token for n in range(len(changes))]
        with writing(self.engine) as session:
            self._lock(session)
            there = session.scalars(select(ChangeRow).where(ChangeRow.token.in_(tokens))).all()
            if there:
                return [change_of(row) for row in there]
            if seen is not None and changes[0].work is not None:
                self._demand_current(session, changes[0].work, seen)
            rows = [self._row(change, own) for change, own in zip(changes, tokens, strict=True)]
            session.add_all(rows)
            session.flush()
            return [change_of(row) for row in rows]

    def _row(self, change: Change, token: str) -> ChangeRow:
        if change.kind not in KINDS:
            raise GradkitError(f"{change.kind}: no change of that kind")
        return ChangeRow(
            class_id=self._class,
            work_id=change.work,
            submission_id=change.submission,
            kind=change.kind,
            target=change.target,
            value=dict(change.value),
            reason=change.reason,
            who=change.who,
            at=change.at,
            token=token,
        )

    def _demand_current(self, session: Session, work: int, seen: int) -> None:
        newest = session.scalar(
            select(ChangeRow)
            .where(ChangeRow.work_id == work, ChangeRow.id > seen)
            .order_by(ChangeRow.id.desc())
            .limit(1)
        )
        if newest is not None:
            raise Outdated(change_of(newest))

    # --- what there is ---

    def version(self) -> tuple[int, int]:
        """Return the newest change and the newest result of the class: what a page is made of."""
        with reading(self.engine) as session:
            change = session.scalar(
                select(func.max(ChangeRow.id)).where(ChangeRow.class_id == self._class)
            )
            result = session.scalar(
                select(func.max(ResultRow.id))
                .join(RunRow, RunRow.id == ResultRow.run_id)
                .where(RunRow.class_id == self._class)
            )
        return change or 0, result or 0

    def class_changes(self) -> tuple[Change, ...]:
        """Return the decisions about the whole class, the oldest first."""
        with reading(self.engine) as session:
            return class_changes(session, self._class)

    def works(self, only: Iterable[int] | None = None, history: bool = False) -> list[Work]:
        """Return every work of the class, or some, with its attempts and changes.

        Of every attempt the newest result; all of them with ``history``.
        """
        with reading(self.engine) as session:
            return works_of(session, self._class, only, history)

    def works_by_key(self) -> dict[str, int]:
        """Return whose work each submission is, by the key that names its files."""
        with reading(self.engine) as session:
            rows = session.execute(
                select(SubmissionRow.key, SubmissionRow.work_id)
                .join(WorkRow, WorkRow.id == SubmissionRow.work_id)
                .where(WorkRow.class_id == self._class)
                .order_by(SubmissionRow.id)
            )
            return {key: work for key, work in rows}

    def work(self, number: int) -> Work:
        """Return one work with all its history; raise GradkitError where there is none."""
        found = self.works([number], history=True)
        if not found:
            raise GradkitError(f"there is no work {number} in this class")
        return found[0]

    def work_with_key(self, key: str) -> Work | None:
        """Return the work that these people's key names; None where there is none yet."""
        with reading(self.engine) as session:
            same = (WorkRow.class_id == self._class, WorkRow.key == key)
            number = session.scalar(select(WorkRow.id).where(*same))
        return None if number is None else self.works([number])[0]

    def runs(self) -> list[RunRow]:
        """Return the class's runs, the oldest first."""
        with reading(self.engine) as session:
            rows = session.scalars(
                select(RunRow).where(RunRow.class_id == self._class).order_by(RunRow.id)
            ).all()
            session.expunge_all()
            return list(rows)

    def export(
        self, work: int, target: str, score: str, maximum: str, who: str, answer: str = ""
    ) -> None:
        """Enter that a grade went to an LMS, and what came back."""
        with writing(self.engine) as session:
            session.add(
                ExportRow(
                    class_id=self._class,
                    work_id=work,
                    target=target,
                    score=score,
                    maximum=maximum,
                    who=who,
                    answer=answer,
                    at=now(),
                )
            )

    def exported(self) -> set[tuple[int, str]]:
        """Return what went to an LMS: works with their points there."""
        with reading(self.engine) as session:
            rows = session.execute(
                select(ExportRow.work_id, ExportRow.score).where(ExportRow.class_id == self._class)
            )
            return {(work, score) for work, score in rows if work is not None}


def as_document(result: Result) -> str:
    """Return a result as the records keep it: the same text for the same result."""
    return json.dumps(result, ensure_ascii=True, sort_keys=True)


def _digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def is_entered(entered: dict[tuple[str, str], str], key: str, result: Result) -> bool:
    """Tell whether a result is the newest that the records hold of a submission."""
    there = entered.get((key, result["sha256"]))
    return there is not None and there == _digest(as_document(result))


def people_of(handed: HandedIn) -> list[tuple[str, Person]]:
    """Return whose a submission is, each with a key that the next attempt has too.

    A name that only a file's name tells is no key: two students can have it.
    """
    identity = handed.identity
    people = identity.students if identity else ()
    is_folder = identity is None or identity.source == "folder"
    signs = ("number",) if is_folder else ("user", "participant", "number", "login", "email")
    found = []
    for person in people:
        known = [(sign, value) for sign in signs if (value := getattr(person, sign))]
        if not known:
            return [(f"file:{handed.name}", person)]
        found.append((":".join(known[0]), person))
    return found or [(f"file:{handed.name}", Person())]
