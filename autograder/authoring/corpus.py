"""What diagnosis makes of strangers' faults: coverage and precision, by tier, part and author.

A corpus is a folder of `.py` files that nobody wrote for this catalogue, a folder below it for each
author or style. Each says what is wrong with it: a docstring, ``PART`` (empty: it is right), and
``IS``, the misconceptions that name its fault, if any does. Must never be what the catalogue, or
the relations, were made from: files that were belong to `rewritten/`.
"""

from __future__ import annotations

import ast
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.assignment.misconceptions import catalogue
from autograder.authoring.audit import Finding, Variant, graded
from autograder.base.errors import GradkitError
from autograder.base.language import Language, Text
from autograder.grading.batch import Options
from autograder.judge.diagnosis.hint import KNOWN, RELATION, WHERE
from autograder.results.result import Result

SCHEMA = "gradkit/corpus/1"
_OTHER_INPUTS = ":again"


@dataclass(frozen=True)
class Stranger:
    """A file that says what is wrong with it."""

    variant: Variant
    author: str
    known: frozenset[str]
    """The misconceptions that name its fault: any of them is a right diagnosis."""
    what: str
    """What is wrong, in its writer's words."""


def strangers(folder: Path, assignment: Assignment) -> list[Stranger]:
    """Return the files of a corpus, sorted.

    Raises GradkitError, with one line, where one can't be read or names what there is not.
    """
    reference = assignment.reference.read_text(encoding="utf-8")
    names = set(catalogue(assignment.misconceptions))
    found = [_read(path, folder, reference, names) for path in sorted(folder.rglob("*.py"))]
    if not found:
        raise GradkitError(f"{folder}: no .py files in it; each says what is wrong with it")
    return found


def _read(path: Path, folder: Path, reference: str, names: set[str]) -> Stranger:
    source = path.read_text(encoding="utf-8")
    try:
        module = ast.parse(source)
    except SyntaxError as error:
        raise GradkitError(f"{path}: line {error.lineno}: {error.msg}") from None
    said = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in ("PART", "IS")
    }
    known = frozenset(str(said.get("IS", "")).replace(",", " ").split())
    if "PART" not in said or not isinstance(said["PART"], str):
        raise GradkitError(f"{path}: no PART: the part that is wrong, as the checks name it")
    if unknown := sorted(known - names):
        raise GradkitError(f"{path}: IS names {unknown[0]}, which is not in the catalogue")
    name = path.relative_to(folder).as_posix()
    part = said["PART"]
    kind = "misconception" if part else "right"
    variant = Variant(name, kind, (reference, source), "", part)  # type: ignore[arg-type]
    what = (ast.get_docstring(module) or "").partition("\n")[0]
    return Stranger(variant, path.parent.name, known, what)


@dataclass(frozen=True)
class Told:
    """What was said of a stranger's file, with the hint for its part on other inputs, too."""

    stranger: Stranger
    finding: Finding
    again: Finding

    @property
    def is_failed(self) -> bool:
        """Whether a check of its part failed."""
        return any(check["part"] == self.stranger.variant.part for check in self.finding.failed)

    @property
    def hint(self) -> Result | None:
        """The hint for the part that is wrong."""
        return _hint_of(self.finding, self.stranger.variant.part)

    @property
    def tier(self) -> int:
        """The tier of that hint; 0 without any."""
        return self.hint["tier"] if self.hint else 0

    @property
    def is_confirmed(self) -> bool:
        """Whether the same is said when the judge asks on inputs that it has never seen."""
        again = _hint_of(self.again, self.stranger.variant.part)
        return self.hint is not None and again is not None and again["id"] == self.hint["id"]

    @property
    def is_wrong(self) -> bool:
        """Whether a misconception is named that it does not have, or a relation does not last."""
        if self.hint is None:
            return False
        if self.tier == KNOWN:
            return not self.stranger.known.issuperset(self.hint["id"].split("+"))
        return self.tier == RELATION and not self.is_confirmed

    @property
    def is_false_alarm(self) -> bool:
        """Whether a part that is right has a hint, of a file where nothing is wrong."""
        return not self.stranger.variant.part and any(c["hint"] for c in self.finding.failed)


def without_catalogue(assignment: Assignment, stack: ExitStack) -> Assignment:
    """Return an assignment with nothing known: a copy of its reference, alone in a folder."""
    place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gradkit-corpus-")))
    shutil.copy(assignment.reference, place)
    return replace(assignment, reference=place / assignment.reference.name)


def _hint_of(finding: Finding, part: str) -> Result | None:
    hints = (check["hint"] for check in finding.failed if check["part"] == part and check["hint"])
    return next(hints, None)


def told(
    assignment: Assignment,
    chosen: Sequence[Stranger],
    options: Options,
    advance: Callable[[], None] = lambda: None,
) -> list[Told]:
    """Grade the files twice, with other inputs drawn for showing the second time."""
    by_name = []
    for given in (assignment, replace(assignment, showing=_OTHER_INPUTS)):
        found = {}
        for finding in graded(given, [each.variant for each in chosen], options):
            found[finding.variant.name] = finding
            advance()
        by_name.append(found)
    first, second = by_name
    names = ((each, each.variant.name) for each in chosen)
    return [Told(each, first[name], second[name]) for each, name in names]


# -- as data ---------------------------------------------------------------------------------------


def as_data(assignment: Assignment, found: Sequence[Told]) -> dict[str, Any]:
    """Return what is written to JSON."""
    wrong = [each for each in found if each.stranger.variant.part and each.is_failed]
    return {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "bundle": assignment.digest,
        "files": len(found),
        "accepted": [_name(e) for e in found if e.stranger.variant.part and not e.is_failed],
        "all": _counts(wrong),
        "tiers": {
            str(tier): _counts([each for each in wrong if each.tier == tier])
            for tier in (KNOWN, RELATION, WHERE)
        },
        "parts": _by(wrong, lambda each: each.stranger.variant.part),
        "authors": _by(wrong, lambda each: each.stranger.author),
        "wrong": [_entry(each) for each in wrong if each.is_wrong],
        "false_alarms": [_name(each) for each in found if each.is_false_alarm],
        "without": [_entry(each) for each in wrong if each.hint is None],
        "hints": [_entry(each) for each in wrong if each.hint is not None],
    }


def _name(each: Told) -> str:
    return each.stranger.variant.name


def _entry(each: Told) -> dict[str, Any]:
    """Return a file with what is wrong with it, beside what it is told."""
    hint = each.hint or {"id": "", "tier": 0, "text": ""}
    return {
        "name": _name(each),
        "part": each.stranger.variant.part,
        "what": each.stranger.what,
        "tier": hint["tier"],
        "id": hint["id"],
        "text": hint["text"],
        "confirmed": each.is_confirmed,
    }


def _counts(found: Sequence[Told]) -> dict[str, Any]:
    hinted = sum(each.hint is not None for each in found)
    wrong = sum(each.is_wrong for each in found)
    return {
        "count": len(found),
        "hinted": hinted,
        "confirmed": sum(each.is_confirmed for each in found),
        "wrong": wrong,
        "coverage": _share(hinted, len(found)),
        "precision": _share(hinted - wrong, hinted),
    }


def _share(some: int, of: int) -> float | None:
    return round(some / of, 4) if of else None


def _by(found: Iterable[Told], key: Callable[[Told], str]) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Told]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return {name: _counts(group) for name, group in sorted(groups.items())}


# -- to be read ------------------------------------------------------------------------------------

_WORDS = {
    "title": Text("Hints for other people's mistakes", "다른 사람이 쓴 오답에 대한 힌트"),
    "all": Text("all", "전체"),
    "tiers": Text("By tier", "단계별"),
    "1": Text("1, a known misconception", "1, 알려진 오개념"),
    "2": Text("2, a relation", "2, 관계"),
    "3": Text("3, where it goes astray", "3, 틀리는 지점"),
    "parts": Text("By part", "부분별"),
    "authors": Text("By author", "작성자별"),
    "count": Text("rejected", "불합격"),
    "hinted": Text("with a hint", "힌트 있음"),
    "confirmed": Text("same on other inputs", "다른 입력에서도 같음"),
    "wrong": Text("wrong", "잘못된 힌트"),
    "coverage": Text("coverage", "비율"),
    "precision": Text("precision", "정밀도"),
    "wrong_ones": Text("Wrong hints", "잘못된 힌트"),
    "without": Text("Without a hint", "힌트 없음"),
    "accepted": Text("Accepted, though said to be wrong", "틀렸다고 적혀 있으나 통과"),
    "false_alarms": Text("Hints for right work", "올바른 풀이에 준 힌트"),
    "none": Text("none", "없음"),
}
_COLUMNS = ("count", "hinted", "confirmed", "wrong", "coverage", "precision")


def as_markdown(data: dict[str, Any], language: Language) -> str:
    """Return the report as it is read."""
    says = {name: text.to(language) for name, text in _WORDS.items()}
    lines = [f"# {says['title']}: {data['assignment']}"]
    for head in ("tiers", "parts", "authors"):
        rows = data[head]
        if head == "tiers":
            rows = {says[tier]: row for tier, row in rows.items()} | {says["all"]: data["all"]}
        lines += [f"## {says[head]}", _table(rows, says)]
    for head, entries in (("wrong_ones", data["wrong"]), ("without", data["without"])):
        shown = [f"- {e['name']} ({e['what']}) {e['id']}".rstrip() for e in entries]
        lines += [f"## {says[head]}", "\n".join(shown) or says["none"]]
    for head in ("accepted", "false_alarms"):
        if data[head]:
            lines += [f"## {says[head]}", "\n".join(f"- {name}" for name in data[head])]
    return "\n\n".join(lines) + "\n"


def _table(rows: dict[str, dict[str, Any]], says: dict[str, str]) -> str:
    lines = [
        f"| | {' | '.join(says[name] for name in _COLUMNS)} |",
        f"|---|{'---:|' * len(_COLUMNS)}",
    ]
    for name, row in rows.items():
        cells = ("-" if row[column] is None else f"{row[column]:g}" for column in _COLUMNS)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)
