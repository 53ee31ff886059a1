"""A class of the service as the desk and its tables know one: a folder made from the database.

What lies in the folder can be made anew at any time. Must never be the only place of anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.assignment.assignment import Assignment
from autograder.base.files import write
from autograder.desk.classroom import Classroom
from autograder.desk.page import Desk
from autograder.grading.tables import publish
from autograder.records import rules
from autograder.records.store import Records
from autograder.records.work import Work
from autograder.results.store import as_json, path_of
from autograder.service.site import Site
from autograder.submissions import register
from autograder.submissions.identity import Identity


@dataclass(frozen=True)
class Room(Classroom):
    """A class whose folder follows its records."""

    def publish(self) -> str:
        """Write what `gradkit grade` would have left, then its tables and pages."""
        if self.assignment is None:
            return "no assignment is chosen"
        write_folder(self.out, self.records, self.assignment)
        publish(self.out, self.assignment, self.records)
        return ""


class ClassDesk(Desk):
    """A desk that writes the class's files when they are asked for."""

    def publish(self) -> None:
        """Write tables and pages as the records are now."""
        self.room.publish()


def room_of(site: Site, class_id: int) -> Room:
    """Return a class as the desk opens it; its rules lie in its folder as the database has them."""
    out = site.folder / "classes" / str(class_id)
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    follow_rules(out, site.rules_text(class_id))
    return Room(out, site.records(class_id), site.assignment_of(class_id), "")


def follow_rules(out: Path, text: str) -> None:
    """Have the folder's `class.toml` say what the database says."""
    path = out / rules.FILE
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    if there != text:
        write(path, text.encode())


def write_folder(out: Path, records: Records, assignment: Assignment) -> None:
    """Write the register and the newest result of every work."""
    path_of(out, "").parent.mkdir(parents=True, exist_ok=True)
    entries = []
    for work in records.works():
        judged = [attempt for attempt in work.attempts if attempt.result]
        if not judged:
            continue
        newest = judged[-1]
        content = as_json(newest.result or {})
        path = path_of(out, newest.key)
        if not path.exists() or path.read_bytes() != content:
            write(path, content)
        entries.append(register.Entry(newest.name, newest.key, identity_of(work)))
    listed = register.Register(assignment.name, tuple(assignment.title), tuple(entries))
    write(out / register.FILE, register.as_json(listed))


def identity_of(work: Work) -> Identity:
    """Return whose a work is, as a download would tell."""
    return Identity("lti", work.people, work=work.key)
