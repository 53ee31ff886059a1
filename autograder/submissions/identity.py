"""Who handed a submission in, as the LMS or a file's name tells, kept beside the results.

Never part of a result: the same bytes get the same result, whoever handed them in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from autograder.base.language import Text

Source = Literal["canvas", "moodle", "gradescope", "blackboard", "folder", "lti"]
SOURCES: tuple[Source, ...] = ("canvas", "moodle", "gradescope", "blackboard", "folder")
"""Those that a download can be of."""


@dataclass(frozen=True)
class Person:
    """A person, by whatever the source knows; what it does not know is empty."""

    name: str = ""
    user: str = ""
    """The LMS's own number for the account (Canvas, Moodle's web service), LTI's `sub`."""
    login: str = ""
    number: str = ""
    """The student number: Canvas's SIS User ID, Gradescope's SID, Blackboard's Student ID."""
    email: str = ""
    participant: str = ""
    """Moodle's number of a participant in one assignment, which is not the account's."""


@dataclass(frozen=True)
class Identity:
    """Whose a submission is, and which of the files that were handed in it stands for."""

    source: Source
    students: tuple[Person, ...] = ()
    """One student, or everybody in a group; empty where nothing is known."""
    has_names: bool = True
    """False: the names are letters run together, as in Canvas's names of files: nobody's names."""
    has_sheet_names: bool = False
    """The students are as the LMS's own sheet names them."""
    work: str = ""
    """The same for all that one student (or one group) hands in through an LMS; empty elsewhere."""
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

    @property
    def people(self) -> dict[str, Any]:
        """Who it is and how they are known, to be carried over to newer work of theirs."""
        return {n: getattr(self, n) for n in ("students", "has_names", "has_sheet_names")}

    @property
    def names(self) -> str:
        """The students' names, as far as they are names that a person would read."""
        return ", ".join(s.name for s in self.students if s.name) if self.has_names else ""

    @property
    def numbers(self) -> str:
        """The students' numbers, or what stands for them."""
        return ", ".join(filter(None, (s.number or s.login or s.user for s in self.students)))

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


_STUDENT_NUMBER = re.compile(r"(?<!\d)(?!0+(?!\d))(\d{6,12})(?!\d)")
# A surname is one syllable, and a blank may stand behind it.
_SURNAME_APART = re.compile(r"(?<![^_\d\s-])([가-힣] [가-힣]{2})(?![^_\d\s-])")
# Words of two to four syllables that file names hold beside a student's name.
_NO_NAMES = {"과제", "숙제", "실습", "최종", "제출", "사본", "복사본", "수정", "수정본", "미완성"}


_NO_ENDS = ("최종", "과제", "숙제", "제출", "최종본")


def guessed_person(name: str) -> Person:
    """Return the student number and the Korean name in a file's name; empty where not clear."""
    stem = PurePosixPath(name).stem
    number = _STUDENT_NUMBER.search(stem)
    if (apart := _SURNAME_APART.search(stem)) and apart[1][2:] not in _NO_NAMES:
        return Person(name=apart[1], number=number[1] if number else "")
    words = [word for word in re.split(r"[_\s]+", stem) if re.fullmatch("[가-힣]{2,4}", word)]
    names = [word for word in words if word not in _NO_NAMES and not word.endswith(_NO_ENDS)]
    return Person(name=names[0] if len(names) == 1 else "", number=number[1] if number else "")


def guessed_identity(name: str) -> Identity:
    """Return the guessed_identity of a file that no LMS named."""
    student = guessed_person(name)
    return Identity("folder", (student,) if student != Person() else (), files=(name,))
