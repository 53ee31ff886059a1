"""One output folder with its records, rules and assignment: what the desk and its commands open.

Must never decide anything: it finds things.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment, opened
from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.grading.release import as_released
from autograder.grading.tables import publish
from autograder.records.address import FILE
from autograder.records.logbook import whoever
from autograder.records.rules import Rules, read_rules
from autograder.records.schema import now
from autograder.records.standing import Standing, standing
from autograder.records.store import Records
from autograder.records.work import Change, Kind, Work


@dataclass(frozen=True)
class Classroom:
    """What a command or a page works on."""

    out: Path
    records: Records
    assignment: Assignment | None
    """None where it is not to be found on this machine; tables are made without it no more."""
    who: str

    @property
    def rules(self) -> Rules:
        """The class's rules as they are now: a person may edit them meanwhile."""
        return read_rules(self.out)

    def standing(self, work: Work) -> Standing:
        """Return what a work is worth now."""
        return standing(self.rules, work, self.records.class_changes())

    def change(
        self,
        kind: Kind,
        target: str,
        value: Mapping[str, Any],
        reason: str,
        work: Work | None = None,
        submission: int | None = None,
        **asked: Any,
    ) -> Change:
        """Enter a decision of whoever is here."""
        number = work.id if work else None
        change = Change(kind, target, value, reason, self.who, now(), 0, number, submission)
        return self.records.change(change, **asked)

    def publish(self) -> str:
        """Make tables and pages anew; return what hinders it, if anything."""
        if self.assignment is None:
            return "tables and pages follow with the next `gradkit grade`"
        publish(self.out, self.assignment, self.records)
        return ""

    def find(self, sign: str) -> Work:
        """Return the one work that a person's number, name, login or file names.

        Raises GradkitError where none or several do.
        """
        wanted = unicodedata.normalize("NFC", sign.strip())
        works = self.records.works()
        found = [work for work in works if wanted in work.signs]
        found = found or [w for w in works if any(wanted.lower() in s.lower() for s in w.signs)]
        if len(found) == 1:
            return self.records.work(found[0].id)
        shown = ", ".join(one_line(work.title, 40) for work in found[:5])
        if found:
            raise GradkitError(f"{one_line(sign)}: several fit ({shown}): give the student number")
        raise GradkitError(f"{one_line(sign)}: nobody of that name, number or file in {self.out}")


@contextmanager
def opened_class(
    out: Path, root: Path, assignment: str | None = None, who: str = ""
) -> Iterator[Classroom]:
    """Open an output folder; raise GradkitError where it has no records."""
    rules = read_rules(out)
    if not rules.database and not (out / FILE).exists() and not (out / "submissions.json").exists():
        raise GradkitError(f"{out}: no class there; give the folder that `gradkit grade -o` wrote")
    with ExitStack() as stack:
        records = stack.enter_context(closing(Records.open(out, rules)))
        name = assignment or records.assignment
        found: Assignment | None = None
        if name and (assignment or (root / "assignments" / name).is_dir()):
            found = as_released(stack.enter_context(opened(name, root)), rules, now())
        yield Classroom(out, records, found, who or whoever())
