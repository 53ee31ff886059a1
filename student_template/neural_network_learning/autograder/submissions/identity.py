"""Who handed a submission in, as the LMS or a file's name tells, kept beside the results.

Never part of a result: the same bytes get the same result, whoever handed them in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.base.text import escaped

SCHEMA = "gradkit/submissions/1"
FILE = "submissions.json"
Source = Literal["canvas", "moodle", "gradescope", "blackboard", "folder"]
SOURCES: tuple[Source, ...] = ("canvas", "moodle", "gradescope", "blackboard", "folder")


@dataclass(frozen=True)
class Person:
    """A person, by whatever the source knows; what it does not know is empty."""

    name: str = ""
    user: str = ""
    """The LMS's own number for the account (Canvas, Moodle's web service), LTI's `sub`."""
    login: str = ""
    number: str = ""
    """The student number: Canvas's SIS User ID, Gradescope's SID, Blackboard's Person ID."""
    email: str = ""
    participant: str = ""
    """Moodle's number of a participant in one assignment, which is not the account's."""


@dataclass(frozen=True)
class Identity:
    """Whose a submission is, and which of the files that were handed in it stands for."""

    source: Source
    students: tuple[Person, ...] = ()
    """One student, or everybody in a group; empty where nothing is known."""
    late: bool | None = None
    """None: the download does not say."""
    attempt: str = ""
    """When or as which attempt it was handed in, in the LMS's own words."""
    attachment: str = ""
    anonymous: bool = False
    feedback: str = ""
    """The name of a feedback file that the LMS maps back to this submission."""
    files: tuple[str, ...] = ()
    """The files that count, by their names in the download."""
    earlier: tuple[str, ...] = ()
    """Files of earlier attempts, which do not count."""

    def remark(self) -> Text | None:
        """Return what a teacher should know of how it was handed in, if anything."""
        said = [Text("handed in late", "늦게 제출")] if self.late else []
        if count := len(self.earlier):
            files = "file" if count == 1 else "files"
            said.append(
                Text(f"newest attempt, {count} older {files} left out", f"이전 파일 {count}개 제외")
            )
        if not said:
            return None
        return Text(", ".join(text.en for text in said), ", ".join(text.ko for text in said))


@dataclass(frozen=True)
class Entry:
    """One submission as `submissions.json` lists it."""

    submission: str
    key: str
    identity: Identity


@dataclass(frozen=True)
class Register:
    """What `submissions.json` holds: the assignment and every submission of the last run."""

    assignment: str
    titles: tuple[str, ...]
    """The assignment's titles, by which its column in a sheet is known."""
    entries: tuple[Entry, ...]


def as_json(register: Register) -> bytes:
    """Return the bytes of `submissions.json`."""
    entries: list[dict[str, Any]] = []
    for entry in sorted(register.entries, key=lambda e: e.submission):
        head = {"submission": entry.submission, "key": entry.key}
        entries.append(head | asdict(entry.identity))
    content = {
        "schema": SCHEMA,
        "assignment": register.assignment,
        "titles": register.titles,
        "submissions": entries,
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
        return Register(content["assignment"], tuple(content["titles"]), entries)
    except FileNotFoundError:
        raise GradkitError(
            f"{path}: there is no such file; give the folder that `gradkit grade -o` wrote"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GradkitError(
            f"{path}: not written by this version of `gradkit grade` ({error}): grade again"
        ) from error


def _entry(item: dict[str, Any]) -> Entry:
    head = item.pop("submission"), item.pop("key")
    students: Sequence[dict[str, str]] = item.pop("students")
    item |= {name: tuple(item[name]) for name in ("files", "earlier")}
    return Entry(*head, Identity(students=tuple(Person(**s) for s in students), **item))


_STUDENT_NUMBER = re.compile(r"(?<!\d)(\d{6,12})(?!\d)")
# Words of two to four syllables that file names hold beside a student's name.
_NO_NAMES = {"과제", "숙제", "실습", "최종", "제출", "사본", "복사본", "수정", "수정본", "미완성"}


def guessed_person(name: str) -> Person:
    """Return the student number and the Korean name in a file's name; empty where not clear."""
    stem = PurePosixPath(name).stem
    number = _STUDENT_NUMBER.search(stem)
    words = [word for word in re.split(r"[_\s]+", stem) if re.fullmatch("[가-힣]{2,4}", word)]
    names = [word for word in words if word not in _NO_NAMES]
    return Person(name=names[0] if len(names) == 1 else "", number=number[1] if number else "")


def guessed_identity(name: str) -> Identity:
    """Return the guessed_identity of a file that no LMS named."""
    student = guessed_person(name)
    return Identity("folder", (student,) if student != Person() else (), files=(name,))
