"""The rules of a class, as `class.toml` says them.

Must never guess: what it does not understand is an error that names the line's setting.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograder.base.errors import GradkitError
from autograder.records.lateness import LateRule

FILE = "class.toml"
Forgiven = Literal["full", "uncounted", "no"]
Counting = Literal["last", "best", "chosen"]
"""Which attempt counts; ``chosen``: the one that the student says, else the last."""
Sending = Literal["at once", "by hand"]

_PLAIN = ("name", "database", "decimals", "grace", "grades")


@dataclass(frozen=True)
class Rules:
    """What holds for a class; without a `class.toml` nothing is changed by any of it."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    name: str = ""
    """The class's name in a database that holds several."""
    database: str = ""
    """Where the records are, if not beside the results."""
    deadline: datetime | None = None
    grace: timedelta = timedelta()
    release: datetime | None = None
    """From when on students see what hidden checks found."""
    decimals: int = 2
    """Places to which a total is rounded, half up."""
    late: LateRule = field(default_factory=LateRule)
    counting: Counting = "last"
    most_attempts: int | None = None
    most_a_day: int | None = None
    """Attempts that the service takes from one student within 24 hours."""
    most_feedback: int | None = None
    """Attempts whose page is shown at once; those of later ones after the deadline."""
    sending: Sending | datetime = "at once"
    """When the service sends grades to the LMS: at once, by a person's word, or from a date on."""
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    """By student number, login, user id, e-mail, name or submission."""
    waivers: Mapping[str, str] = field(default_factory=dict)
    """The reason, by the same."""
    free_days_used: Mapping[str, int] = field(default_factory=dict)
    """Days of the bank that went to other homework, by the same."""
    forgiven: Mapping[str, Forgiven] = field(default_factory=dict)


def read_rules(folder: Path) -> Rules:
    """Read FOLDER/class.toml; raise GradkitError with one line where it cannot be."""
    path = folder / FILE
    try:
        return parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Rules()
    except (OSError, UnicodeError, ValueError, TypeError) as error:
        raise GradkitError(f"{path}: {error}") from error


def parsed(text: str) -> Rules:
    """Return the rules in a text; raise ValueError that names the setting."""
    data = tomllib.loads(text)
    try:
        zone = ZoneInfo(str(data.pop("timezone", "UTC")))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('timezone: write a place such as "Asia/Seoul"') from error
    attempts = _table(data, "attempts", {"counts", "most", "a_day", "feedback"})
    late = _table(data, "late", {f.name for f in fields(LateRule)} - {"cutoff_days"})
    people = {name: _table(data, name, None) for name in ("extensions", "waivers", "free_days")}
    forgiven = _table(data, "forgiven", None)
    plain = {name: data.pop(name, None) for name in _PLAIN}
    if unknown := sorted(set(data) - {"deadline", "release"}):
        raise ValueError(f"there is no setting {', '.join(unknown)}")
    return Rules(
        zone=zone,
        name=str(plain["name"] or ""),
        database=str(plain["database"] or ""),
        deadline=_time_or_none("deadline", data.get("deadline"), zone),
        release=_time_or_none("release", data.get("release"), zone),
        grace=timedelta(minutes=float(_number("grace (minutes)", plain["grace"] or 0))),
        decimals=int(_number("decimals", 2 if plain["decimals"] is None else plain["decimals"], 5)),
        late=_late(late, zone),
        counting=cast(
            Counting, _one_of("attempts.counts", attempts.get("counts", "last"), Counting)
        ),
        most_attempts=_count("attempts.most", attempts.get("most")),
        most_a_day=_count("attempts.a_day", attempts.get("a_day")),
        most_feedback=_count("attempts.feedback", attempts.get("feedback")),
        sending=_sending(plain["grades"], zone),
        extensions={
            who: _time(f"extensions.{who}", until, zone)
            for who, until in people["extensions"].items()
        },
        waivers={who: str(why) for who, why in people["waivers"].items()},
        free_days_used={
            who: int(_number(f"free_days.{who}", n)) for who, n in people["free_days"].items()
        },
        forgiven={
            check: cast(Forgiven, _one_of(f"forgiven.{check}", how, Forgiven))
            for check, how in forgiven.items()
        },
    )


def _table(data: dict[str, Any], name: str, known: set[str] | None) -> dict[str, Any]:
    found = data.pop(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"{name}: write a table, [{name}]")
    if known is not None and (unknown := sorted(set(found) - known)):
        raise ValueError(f"[{name}] has no setting {', '.join(unknown)}; it has {sorted(known)}")
    return found


def _late(table: dict[str, Any], zone: ZoneInfo) -> LateRule:
    if "percent" in table and "points" in table:
        raise ValueError("[late]: percent or points, not both")
    cutoff = table.get("cutoff")
    is_days = isinstance(cutoff, int | float)
    return LateRule(
        percent=_number("late.percent", table.get("percent", 0), 100),
        points=_number("late.points", table.get("points", 0)),
        per=cast(Any, _one_of("late.per", table.get("per", "day"), Literal["hour", "day", "once"])),
        of=cast(Any, _one_of("late.of", table.get("of", "earned"), Literal["earned", "maximum"])),
        cap=_number("late.cap", table["cap"]) if "cap" in table else None,
        cutoff_days=_number("late.cutoff", cutoff) if is_days else None,
        cutoff=None if is_days or cutoff is None else _time("late.cutoff", cutoff, zone),
        free_days=int(_number("late.free_days", table.get("free_days", 0))),
    )


def _sending(value: Any, zone: tzinfo) -> Sending | datetime:
    if value in (None, *get_args(Sending)):
        return cast(Sending, value or "at once")
    return _time('grades ("at once", "by hand" or a date)', value, zone)


def _number(name: str, value: Any, most: int = 1_000_000) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal(-1)
    if isinstance(value, bool) or not found.is_finite() or not 0 <= found <= most:
        raise ValueError(f"{name} = {value!r}: write a number from 0 to {most}")
    return found


def _count(name: str, value: Any) -> int | None:
    return None if value is None else int(_number(name, value))


def _time_or_none(name: str, value: Any, zone: tzinfo) -> datetime | None:
    return None if value is None else _time(name, value, zone)


def _one_of(name: str, value: Any, choices: Any) -> str:
    known = get_args(choices)
    if value not in known:
        raise ValueError(f"{name} = {value!r}: write one of {', '.join(known)}")
    return str(value)


def _time(name: str, value: Any, zone: tzinfo) -> datetime:
    """Return a time with its zone: the class's, where it says none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, datetime):
        raise ValueError(f"{name}: write a date with a time, such as 2026-10-05T23:59:00")
    return value if value.tzinfo else value.replace(tzinfo=zone)


def moment(text: str, zone: tzinfo) -> datetime:
    """Return the time that a person typed; raise ValueError that says how to write one."""
    return _time(repr(text), text.strip(), zone)
