"""Whom an LMS knows in a course, and which of them handed in what.

Must never guess: one person found by one sign is a match, everything else is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from autograder.base.text import one_line
from autograder.lms.grade import Graded
from autograder.submissions.identity import Person

# Signs of a person, surest first: (what the download says, what the LMS says). A student number
# is often the login too.
_SIGNS = (
    ("participant", "participant"),
    ("user", "user"),
    ("login", "login"),
    ("email", "email"),
    ("number", "number"),
    ("number", "login"),
)


@dataclass(frozen=True)
class Seat:
    """One student as the LMS lists them, and what is there for this assignment."""

    place: str
    """Which row of the sheet, or which account."""
    student: Person
    current: str = ""
    """The grade that is there, as the LMS writes it."""
    maximum: Decimal | None = None
    locked: str = ""
    """Why it takes no grade; empty where it does."""
    takes_more: bool = False
    """Whether a grade may be over the maximum: extra credit."""


@dataclass(frozen=True)
class Matching:
    """Who is who."""

    pairs: list[tuple[Graded, Person, Seat]] = field(default_factory=list)
    unmatched: list[tuple[Graded, str]] = field(default_factory=list)
    """Submissions of which nobody in the LMS is the student, and what is known of them."""
    double: list[str] = field(default_factory=list)
    """What fits more than once, in words."""
    without: list[Seat] = field(default_factory=list)
    """Students who have no submission."""


def matched(graded: Sequence[Graded], seats: Sequence[Seat]) -> Matching:
    """Find each submission's students among the seats."""
    signs = {name: _index(name, seats) for _, name in (*_SIGNS, ("name", "name"))}
    result = Matching()
    taken: dict[str, list[tuple[Graded, Person, Seat]]] = {}
    for one in graded:
        if not one.students:
            result.unmatched.append((one, "anonymous, or nothing tells whose it is"))
        for student in one.students:
            found = _found(student, signs)
            if not found:
                result.unmatched.append((one, described(student)))
            elif len(found) > 1:
                places = ", ".join(seat.place for seat in found)
                result.double.append(f"{described(student)}: fits {places}")
            else:
                taken.setdefault(found[0].place, []).append((one, student, found[0]))
    for place, claims in taken.items():
        if len(claims) == 1:
            result.pairs.extend(claims)
        else:
            names = ", ".join(one.entry.submission for one, _, _ in claims)
            result.double.append(f"{place}: {len(claims)} submissions fit ({one_line(names)})")
    result.without.extend(seat for seat in seats if seat.place not in taken)
    return result


def described(student: Person) -> str:
    """Return a student in a few words."""
    signs = [student.number, student.login, student.email, student.user and f"id {student.user}"]
    if student.participant:
        signs.append(f"participant {student.participant}")
    known = ", ".join(sign for sign in signs if sign)
    return one_line(f"{student.name} ({known})" if known else student.name, 120).strip()


def _found(student: Person, signs: dict[str, dict[str, list[Seat]]]) -> list[Seat]:
    """Return the seats of a student. A name counts only where no surer sign can be compared."""
    is_comparable = False
    for own, theirs in _SIGNS:
        value = _plain(getattr(student, own))
        if not value or not signs[theirs]:
            continue
        if found := signs[theirs].get(value):
            return found
        is_comparable |= own == theirs
    if is_comparable or not student.name:
        return []
    for name in _names(student.name):
        if found := signs["name"].get(name):
            return found
    return []


def _index(name: str, seats: Sequence[Seat]) -> dict[str, list[Seat]]:
    index: dict[str, list[Seat]] = {}
    for seat in seats:
        value = getattr(seat.student, name)
        forms = set(_names(value)) if name == "name" else {_plain(value)}
        for form in forms - {""}:
            index.setdefault(form, []).append(seat)
    return index


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _names(text: str) -> Iterator[str]:
    """Yield a name's letters, as it stands and with `Last, First` turned round."""
    last, comma, first = _plain(text).partition(",")
    for name in (f"{last}{first}", f"{first}{last}") if comma else (last,):
        yield re.sub(r"[\W_]+", "", name)
