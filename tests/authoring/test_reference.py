"""The reference for authors holds what the loader and the checks know, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import autograder.checks as contract
from autograder.assignment import settings
from autograder.assignment.limits import Limits

TEXT = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
TABLES = re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)


def _rows(table: str) -> dict[str, list[str]]:
    """Return the cells of a table's rows by each name that their first cell begins with."""
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in table.splitlines()
    ]
    found = {}
    for first, *rest in rows[2:]:
        for name in re.findall(r"`(\w+)", first):
            found[name] = rest
    return found


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (0, settings.ASSIGNMENT),
        (1, settings.QUESTION),
        (2, settings.MANUAL),
        (3, settings.RUBRIC),
    ],
    ids=["assignment", "question", "manual", "rubric"],
)
def test_settings(place: int, known: dict[str, settings.Setting]) -> None:
    rows = _rows(TABLES[place])
    assert set(rows) == set(known)
    needed = {name for name, rest in rows.items() if rest[-1].strip("| ") == "needed"}
    assert needed == {name for name, setting in known.items() if setting.is_needed}


def test_limits() -> None:
    rows = _rows(TABLES[4])
    assert {name: float(rest[-1]) for name, rest in rows.items()} == vars(Limits())


def test_what_checks_import() -> None:
    assert set(_rows(TABLES[5])) == set(contract.__all__)
