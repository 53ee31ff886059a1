"""What one service is made of: its folder, its database, the assignments that it offers.

Must never be readable by others: keys, grades and students' work lie in its folder.
"""

from __future__ import annotations

import json
import os
import stat
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url

from autograder.assignment.assignment import Assignment, found_below, opened
from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.base.language import Language
from autograder.records.address import address_of
from autograder.records.database import connected, reading
from autograder.records.rules import Rules, parsed
from autograder.records.store import Records
from autograder.service.schema import LinkRow, RulesRow

FILE = "service.toml"
KEYS = "keys"
_SETTINGS = {"address", "assignments", "database", "built", "inside"}


@dataclass(frozen=True)
class Settings:
    """What `service.toml` says."""

    address: str = ""
    """What browsers and LMSs reach the service by, without a slash at its end."""
    assignments: tuple[str, ...] = ()
    """Empty: all that are there."""
    database: str = ""
    built: Path | None = None
    """Where `gradkit build` put what students download; else `dist/` in gradkit's folder."""
    inside: tuple[str, ...] = ()
    """Platforms' host names that may be on a private network."""


def read_settings(folder: Path, **given: str) -> Settings:
    """Return what the file says, or what is ``given`` in its place; raise GradkitError."""
    path = folder / FILE
    data: dict[str, Any] = {}
    if path.exists():
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise GradkitError(f"{path}: {error}") from error
    if unknown := sorted(set(data) - _SETTINGS):
        raise GradkitError(f"{path}: there is no setting {', '.join(unknown)}")
    data |= {name: value for name, value in given.items() if value}
    address = str(data.get("address", "")).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.path:
        raise GradkitError(
            f"{path}: address = {address!r}: write what browsers reach the service by, such as "
            '"https://homework.example.edu"'
        )
    return Settings(
        address,
        tuple(map(str, data.get("assignments", ()))),
        str(data.get("database", "")),
        Path(data["built"]) if "built" in data else None,
        tuple(map(str, data.get("inside", ()))),
    )


def keep_settings(folder: Path, given: Mapping[str, str]) -> None:
    """Write what a first start was given into `service.toml`, for the next ones.

    A password in a database's address is left out: it belongs into the environment.
    """
    path = folder / FILE
    if path.exists() or not given:
        return
    own_folder(folder)
    kept = {n: v for n, v in given.items() if n != "database" or make_url(v).password is None}
    lines = (f"{name} = {json.dumps(value)}\n" for name, value in kept.items())
    write(path, "".join(lines).encode())


def database_of(folder: Path) -> str:
    """Return the database that a service's settings name, whatever else they say."""
    path = folder / FILE
    return read_settings(folder).database if path.exists() else ""


def own_folder(folder: Path) -> None:
    """Make a folder that only its owner reads; raise GradkitError where others may."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        raise GradkitError(f"{folder}: others can read it: chmod 700 {folder}")


@dataclass
class Site:
    """A service at work."""

    folder: Path
    settings: Settings
    engine: Engine
    assignments: Mapping[str, Assignment]
    root: Path
    _records: dict[int, Records] = field(default_factory=dict)
    _rules: dict[str, Rules] = field(default_factory=dict)

    def records(self, class_id: int) -> Records:
        """Return the records of a class."""
        if class_id not in self._records:
            self._records[class_id] = Records.of_class(self.engine, class_id)
        return self._records[class_id]

    def rules_text(self, class_id: int) -> str:
        """Return the rules of a class as they were last written."""
        newest = (
            select(RulesRow.text)
            .where(RulesRow.class_id == class_id)
            .order_by(RulesRow.id.desc())
            .limit(1)
        )
        with reading(self.engine) as session:
            return session.scalar(newest) or ""

    def rules(self, class_id: int) -> Rules:
        """Return the rules of a class as they are now."""
        text = self.rules_text(class_id)
        if text not in self._rules:
            self._rules[text] = parsed(text)
        return self._rules[text]

    def assignment_of(self, class_id: int) -> Assignment | None:
        """Return what a class works on; None where nobody has chosen, or it is not here."""
        with reading(self.engine) as session:
            wanted = select(LinkRow.assignment).where(LinkRow.class_id == class_id)
            return self.assignments.get(session.scalar(wanted) or "")

    def handout(self, assignment: str, language: Language) -> Path | None:
        """Return the notebook that students download; None where none was built."""
        built = self.settings.built or self.root / "dist"
        path = built / assignment / f"{assignment}_{language}.ipynb"
        return path if path.is_file() else None


def opened_site(folder: Path, root: Path, settings: Settings, stack: ExitStack) -> Site:
    """Open a service's folder, its database and its assignments, until ``stack`` ends."""
    own_folder(folder)
    names = settings.assignments or tuple(found_below(root))
    assignments = [stack.enter_context(opened(name, root)) for name in names]
    engine = connected(address_of(folder, settings.database))
    stack.callback(engine.dispose)
    return Site(folder, settings, engine, {a.name: a for a in assignments}, root)
