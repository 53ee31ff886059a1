"""Where a class's records are: SQLite in its folder, or PostgreSQL by its address.

Must never open them: that takes a quarter of a second of imports, and 25 MiB.
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder.records.rules import Rules

FILE = "class.db"
VARIABLE = "GRADKIT_DATABASE"


def address_of(folder: Path, database: str = "") -> str:
    """Return where a class's records are: as told, as the environment says, or in its folder."""
    return database or os.environ.get(VARIABLE, "") or f"sqlite:///{(folder / FILE).resolve()}"


def can_differ(folder: Path, rules: Rules) -> bool:
    """Return whether what is to be shown of a result may be another one than the judge's.

    Without rules and without records that were there before, nobody can have changed any of it.
    """
    is_new = not (folder / FILE).exists() and not os.environ.get(VARIABLE, "")
    return rules != Rules() or not is_new
