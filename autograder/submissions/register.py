"""`submissions.json`: the class that an output folder stands for, and who handed in what.

A folder is a class, not a run: a later run adds to it and replaces a student's older work. Must
never lose a row that an earlier run made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.base.text import escaped
from autograder.submissions.identity import Identity, Person

SCHEMA = "gradkit/submissions/1"
FILE = "submissions.json"


@dataclass(frozen=True)
class Entry:
    """One row of the class: a submission, and of what its result has to be to count."""

    submission: str
    key: str
    identity: Identity
    bundle: str = ""
    """The digest of the checks that its result has to be of, while an older one is there."""
    sha256: str = ""
    """The digest of the bytes that its result has to be of, likewise; empty: of any."""

    @property
    def work(self) -> str:
        """Whose work it is: the student as the LMS knows them, or else the file itself."""
        return self.identity.work or f"folder:{self.submission}"

    def counts(self, result: Mapping[str, Any]) -> bool:
        """Tell whether a result is this submission's: of its name, its bytes and its checks."""
        expected = {"submission": self.submission, "sha256": self.sha256, "bundle": self.bundle}
        return all(not value or result.get(name) == value for name, value in expected.items())

    @property
    def age(self) -> tuple[str, int]:
        """Sorts a student's attempts: by when they were handed in, or Canvas's count of files."""
        number = self.identity.attachment
        return self.identity.attempt, int(number) if number.isdecimal() else 0


@dataclass(frozen=True)
class LeftOut:
    """A file or folder that no row stands for."""

    file: str
    why: Text


@dataclass(frozen=True)
class Register:
    """The assignment, every submission of the class, and what was left out."""

    assignment: str
    titles: tuple[str, ...]
    """The assignment's titles, by which its column in a sheet is known."""
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def sheet_names(self) -> dict[str, str]:
        """The students' names as the LMS's sheet has them, by submission, where it was read."""
        known = [entry for entry in self.entries if entry.identity.has_sheet_names]
        return {entry.submission: entry.identity.names for entry in known if entry.identity.names}


def merged(earlier: Register, now: Register) -> tuple[Register, list[Entry]]:
    """Return the class after a run, and the entries of older work that the run's replaced.

    The result does not depend on the order of runs where the LMS tells which attempt is newer.
    """
    by_work = {entry.work: entry for entry in earlier.entries}
    names = {entry.submission: entry.work for entry in earlier.entries}
    replaced = []
    for entry in now.entries:
        work = names.get(entry.submission, entry.work)
        before = by_work.pop(work, None)
        kept = entry if before is None else _newer(before, entry)
        if before is not None and before.key != kept.key:
            replaced.append(before)
        by_work[kept.work] = kept
    entries = sorted(by_work.values(), key=lambda e: e.submission)
    left_out = {item.file: item for item in (*earlier.left_out, *now.left_out)}
    files = {file for entry in entries for file in (entry.submission, *entry.identity.files)}
    remaining = tuple(left_out[file] for file in sorted(left_out) if file not in files)
    return replace(now, entries=tuple(entries), left_out=remaining), replaced


def _newer(before: Entry, entry: Entry) -> Entry:
    """Return the newer one of a student's two entries, which knows the files of the other."""
    newer, older = (before, entry) if before.age > entry.age else (entry, before)
    passed_over = {*newer.identity.earlier, *older.identity.earlier, *older.identity.files}
    files = tuple(sorted(passed_over - {*newer.identity.files}))
    identity = replace(newer.identity, earlier=files)
    if before.identity.has_sheet_names:  # the same people, and better known
        identity = replace(identity, **before.identity.people)
    return replace(newer, identity=identity)


def as_json(register: Register) -> bytes:
    """Return the bytes of `submissions.json`."""
    entries: list[dict[str, Any]] = []
    for entry in sorted(register.entries, key=lambda e: e.submission):
        head = {name: getattr(entry, name) for name in ("submission", "key", "bundle", "sha256")}
        entries.append(head | asdict(entry.identity))
    content = {
        "schema": SCHEMA,
        "assignment": register.assignment,
        "titles": register.titles,
        "submissions": entries,
        "left_out": [{"file": item.file, **item.why._asdict()} for item in register.left_out],
    }
    return escaped(json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def load(out: Path) -> Register:
    """Read OUT/submissions.json; raise GradkitError with one line where it cannot be."""
    path = out / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']}")
        entries = tuple(_entry(dict(item)) for item in content["submissions"])
        left_out = tuple(_left_out(content.get("left_out", ())))
        return Register(content["assignment"], tuple(content["titles"]), entries, left_out)
    except FileNotFoundError:
        raise GradkitError(
            f"{path}: there is no such file; give the folder that `gradkit grade -o` wrote"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GradkitError(
            f"{path}: not written by this version of `gradkit grade` ({error}): grade again"
        ) from error


def _entry(item: dict[str, Any]) -> Entry:
    head = {name: item.pop(name, "") for name in ("submission", "key", "bundle", "sha256")}
    students: Sequence[dict[str, Any]] = item.pop("students")
    item |= {name: tuple(item[name]) for name in ("files", "earlier")}
    identity = Identity(students=tuple(Person(**s) for s in students), **item)
    return Entry(identity=identity, **head)


def _left_out(items: Iterable[dict[str, str]]) -> list[LeftOut]:
    return [LeftOut(item["file"], Text(item["en"], item["ko"])) for item in items]
