"""Imports run downwards only, and what shares a process with a student's code is a place."""

from __future__ import annotations

import ast

from house import HOUSE, imports, picture, written

from autograder.base.rooms import rooms_below

# Each room on a higher floor than all that it may import; a floor's rooms do not know each other.
FLOORS = (
    ("base",),
    ("protocol", "submissions"),
    ("worker", "checks", "lms"),
    ("assignment", "selfcheck"),
    ("sandbox",),
    ("judge",),
    ("results",),
    ("records",),
    ("pages",),
    ("grading",),
    ("hosts",),
    ("authoring",),
    ("desk",),
    ("lti",),
    ("service",),
    ("cli",),
)
# The selfcheck runs a student's code in its own process, as a worker does.
SAME_FLOOR = {("selfcheck", "checks"), ("selfcheck", "worker")}


def test_imports_run_downwards_only() -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rooms == set(floor)
    upwards = [
        f"{path.relative_to(HOUSE)} imports {other}"
        for room in rooms
        for path in (HOUSE / room).rglob("*.py")
        for other in imports(path)
        if other != room and floor[other] >= floor[room]
    ]
    assert upwards == []


def test_a_worker_holds_its_room_and_what_that_imports() -> None:
    assert set(rooms_below("worker")) == {"base", "protocol", "worker"}


def test_the_rooms_below_one_are_those_that_a_parser_finds() -> None:
    for room in (path.parent.name for path in HOUSE.glob("*/__init__.py")):
        found, left = set(), {room}
        while left:
            found |= left
            modules = [path for name in left for path in (HOUSE / name).rglob("*.py")]
            left = {other for path in modules for other in imports(path)} - found
        assert set(rooms_below(room)) == found, room


def test_every_room_says_what_it_is_for_and_what_it_must_never_do() -> None:
    words = {
        path.parent.name: ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        for path in HOUSE.glob("*/**/__init__.py")
    }
    said = {room: " ".join(text.split()).lower() for room, text in words.items()}
    assert [room for room, text in said.items() if "must never" not in text] == []


def test_the_picture_in_the_documentation_is_of_these_rooms() -> None:
    assert written() == picture(), "run: python tests/support/house.py"
