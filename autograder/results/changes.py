"""What grading again changed: results that were replaced are kept, and who gained or lost is told.

Derived from what is on disk, so that a run that was cut off loses none of it. Must never drop an
earlier result.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.base.files import write
from autograder.base.text import one_line
from autograder.results.grades import cell
from autograder.results.result import Result
from autograder.results.store import as_json, path_of, read_result
from autograder.submissions.register import Entry

FOLDER = "earlier"
FILE = "changes.csv"


@dataclass(frozen=True)
class Change:
    """One replacement of a result: the points before and after, in all and by question."""

    entry: Entry
    number: int
    """Which of the submission's replacements it is, from 1."""
    total: tuple[float | None, float | None]
    questions: dict[str, tuple[float | None, float | None]]
    """The questions whose points are other ones."""
    same_file: bool
    """Whether the bytes are the same: then the checks changed, or a fault of ours is mended."""

    @property
    def gain(self) -> float:
        """By how many points the total is higher; 0 where one of them is not known."""
        before, after = self.total
        return 0.0 if before is None or after is None else after - before

    def told(self) -> str:
        """Return it in a line: who, from what to what, and in which questions."""
        who = self.entry.identity.names or self.entry.submission
        parts = [f"{name} {_from_to(points)}" for name, points in self.questions.items()]
        return f"{one_line(who, 60)}: {_from_to(self.total)} ({', '.join(parts)})"


def _from_to(points: tuple[float | None, float | None]) -> str:
    return " -> ".join("-" if value is None else f"{value:g}" for value in points)


def keep_earlier(out: Path, key: str, new: Result | None) -> None:
    """Keep the result under ``key`` before ``new`` replaces it (None: it only goes)."""
    old = read_result(out, key)
    if old is None or (new is not None and _marks(old) == _marks(new)):
        return
    content, number = as_json(old), 1
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    while (path := folder / f"{key}.{number}.json").exists():
        if path.read_bytes() == content:
            return  # kept already, by a run that was cut off
        number += 1
    write(path, content)


def put_away(out: Path, entry: Entry) -> None:
    """Keep the result of work that newer work replaced, out of the class's results."""
    keep_earlier(out, entry.key, None)
    path_of(out, entry.key).unlink(missing_ok=True)
    (out / "feedback" / f"{entry.key}.html").unlink(missing_ok=True)


def changes(out: Path, entries: Sequence[Entry]) -> Iterator[Change]:
    """Yield every replacement that changed points, by submission, the oldest first."""
    if not (out / FOLDER).is_dir():
        return
    for entry in entries:
        found, number = [], 1
        while (path := out / FOLDER / f"{entry.key}.{number}.json").exists():
            found.append(json.loads(path.read_text(encoding="utf-8")))
            number += 1
        last = read_result(out, entry.key)
        steps = [*found, last] if last is not None else found
        for place, (old, new) in enumerate(zip(steps, steps[1:], strict=False), 1):
            change = _change(entry, place, old, new)
            if change.questions or change.total[0] != change.total[1]:
                yield change


def changes_csv(found: Sequence[Change]) -> bytes:
    """Return `changes.csv`: a row for every question whose points changed, and for the total."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    head = ("submission", "student_id", "student_name", "change", "reason", "question")
    writer.writerow([*head, "before", "after"])
    for change in found:
        identity = change.entry.identity
        who = (change.entry.submission, identity.numbers, identity.names)
        reason = "graded again" if change.same_file else "another file"
        for name, points in {**change.questions, "total": change.total}.items():
            writer.writerow([cell(v) for v in (*who, change.number, reason, name, *points)])
    return text.getvalue().encode()


def _change(entry: Entry, number: int, old: Result, new: Result) -> Change:
    before, after = _points(old), _points(new)
    questions = {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    }
    same_file = old.get("sha256") == new.get("sha256")
    return Change(entry, number, (old["score"], new["score"]), questions, same_file)


def _points(result: Result) -> dict[str, float | None]:
    return {question["name"]: question["score"] for question in result["questions"]}


def _marks(result: Result) -> tuple[object, ...]:
    """Return what a kept result is kept for: other marks, other bytes, other checks."""
    head = (result.get(name) for name in ("sha256", "bundle", "status"))
    return (*head, tuple(_points(result).items()))
