"""A plain folder: who handed a file in, guessed from its name, where no LMS says it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.lms.identity import Identity, Student

_STUDENT_NUMBER = re.compile(r"(?<!\d)(\d{6,12})(?!\d)")
# Words of two to four syllables that file names hold beside a student's name.
_NO_NAMES = {"과제", "숙제", "실습", "최종", "제출", "사본", "복사본", "수정", "수정본", "미완성"}


def guessed(name: str) -> Student:
    """Return the student number and the Korean name in a file's name; empty where not clear."""
    stem = PurePosixPath(name).stem
    number = _STUDENT_NUMBER.search(stem)
    words = [word for word in re.split(r"[_\s]+", stem) if re.fullmatch("[가-힣]{2,4}", word)]
    names = [word for word in words if word not in _NO_NAMES]
    return Student(name=names[0] if len(names) == 1 else "", number=number[1] if number else "")


def identity(name: str) -> Identity:
    """Return the identity of a file that no LMS named."""
    student = guessed(name)
    return Identity("folder", (student,) if student != Student() else (), files=(name,))
