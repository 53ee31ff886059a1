"""The audit of a rubric: what it makes of solutions whose faults are known.

Right solutions must be accepted, wrong ones rejected in the one part that is wrong, and their
misconception named. Must never look at a solution in another way than the judge does.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from autograder.assignment.assignment import Assignment
from autograder.assignment.misconceptions import catalogue
from autograder.base.errors import GradkitError
from autograder.base.language import Language, Text
from autograder.grading.batch import Options, grade_all
from autograder.judge.diagnosis.hint import KNOWN
from autograder.results.result import Result
from autograder.submissions.reading import find

Kind = Literal["right", "misconception", "rewritten", "mutant"]
SCHEMA = "gradkit/audit/1"
# What is measured are the checks; how busy the machine is must not show.
_UNHURRIED = {"statement": 20.0, "call": 20.0, "question": 1200.0, "cpu": 600.0}


@dataclass(frozen=True)
class Variant:
    """A solution whose fault is known: code cells, and what is wrong with them."""

    name: str
    kind: Kind
    cells: tuple[str, ...]
    misconception: str = ""
    part: str = ""
    """The one part that is wrong; empty where it is not known, or none is."""


def variants(assignment: Assignment) -> list[Variant]:
    """Return the reference, the right solutions, the misconceptions, and those written again.

    They lie beside the reference: `right/*.py`, `misconceptions/*.py` and
    `rewritten/<misconception>/*.py`. A wrong one comes after the reference, whose definition it
    replaces. Raises GradkitError where something is rewritten that is not in the catalogue.
    """
    folder = assignment.reference.parent
    reference = _text(assignment.reference)
    known = catalogue(assignment.misconceptions)
    found = [Variant(assignment.reference.stem, "right", (reference,))]
    for path in sorted((folder / "right").glob("*.py")):
        found.append(Variant(path.stem, "right", (_text(path),)))
    for each in known.values():
        found.append(
            Variant(each.id, "misconception", (reference, each.source), each.id, each.part)
        )
    for path in sorted((folder / "rewritten").glob("*/*.py")):
        name = path.parent.name
        if name not in known:
            raise GradkitError(f"{path}: the catalogue has no misconception {name}")
        cells = (reference, _text(path))
        found.append(Variant(f"{name}.{path.stem}", "rewritten", cells, name, known[name].part))
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Finding:
    """What the judge made of one variant."""

    variant: Variant
    result: Result

    @property
    def failed(self) -> list[Result]:
        """The checks that were not passed."""
        questions = self.result["questions"]
        return [c for q in questions for c in q["checks"] if c["outcome"] != "passed"]

    @property
    def is_accepted(self) -> bool:
        """Whether it got all points."""
        return not self.failed

    @property
    def passes_public(self) -> bool:
        """Whether whoever handed it in had read that all is well."""
        return all(check["visibility"] == "hidden" for check in self.failed)

    @property
    def is_blamed(self) -> bool:
        """Whether the part that is wrong lost points; any part, where none is known."""
        part = self.variant.part
        return any(check["part"] == part or not part for check in self.failed)

    @property
    def blast(self) -> float:
        """The points that were lost in parts that are not wrong."""
        if not self.variant.part:
            return 0.0
        others = [check for check in self.failed if check["part"] != self.variant.part]
        return float(sum(check["points"] for check in others))

    @property
    def diagnoses(self) -> set[str]:
        """The misconceptions that the hints name; a relation names none."""
        hints = [check["hint"] for check in self.failed if check["hint"]]
        return {n for hint in hints if hint["tier"] == KNOWN for n in hint["id"].split("+")}

    @property
    def is_diagnosed(self) -> bool:
        """Whether its own misconception is named, and no other."""
        return self.diagnoses == {self.variant.misconception}

    @property
    def is_misdiagnosed(self) -> bool:
        """Whether a misconception is named that it does not have."""
        return bool(self.diagnoses - {self.variant.misconception})


@dataclass(frozen=True)
class Audit:
    """All findings on a rubric."""

    assignment: str
    bundle: str
    isolation: str
    findings: list[Finding] = field(repr=False)
    left_out: list[Variant] = field(default_factory=list, repr=False)
    """The variants that were not graded: nobody asked about them."""

    def of(self, *kinds: Kind) -> list[Finding]:
        """Return the findings on some kinds of variants."""
        return [finding for finding in self.findings if finding.variant.kind in kinds]

    @property
    def is_sound(self) -> bool:
        """Whether all right solutions are accepted, all wrong ones rejected, and rightly."""
        wrong = self.of("misconception", "rewritten")
        return all(f.is_accepted for f in self.of("right")) and all(f.is_blamed for f in wrong)

    @property
    def checks(self) -> list[Result]:
        """The checks that were asked about: of the parts that something graded has wrong."""
        if not self.findings:
            return []
        found = [c for q in self.findings[0].result["questions"] for c in q["checks"]]
        tried = _parts_wrong(finding.variant for finding in self.findings)
        return [c for c in found if not self.left_out or {c["part"], ""} & tried]

    @property
    def half_tried(self) -> set[str]:
        """The parts of which a fault was left out: another check may be there to catch it."""
        left_out = _parts_wrong(self.left_out)
        parts = {check["part"] for check in self.checks}
        return parts if "" in left_out else parts & left_out


def _parts_wrong(variants: Iterable[Variant]) -> set[str]:
    """Return the parts that are wrong in some of the variants; empty is one that is not known."""
    return {variant.part for variant in variants if variant.kind != "right"}


def graded(
    assignment: Assignment, chosen: Sequence[Variant], options: Options
) -> Iterator[Finding]:
    """Grade variants through the real judge; yield a finding as soon as it is there."""
    options = replace(options, limits={**_UNHURRIED, **options.limits})
    with tempfile.TemporaryDirectory(prefix="gradkit-audit-") as place:
        by_name: dict[str, Variant] = {}
        for number, variant in enumerate(chosen):
            path = Path(place) / f"{number:05d}.ipynb"
            path.write_text(_notebook(variant.cells), encoding="utf-8")
            by_name[path.name] = variant
        for submission, result in grade_all(assignment, find([Path(place)]), options):
            yield Finding(by_name[submission.name], result)


def _notebook(cells: Iterable[str]) -> str:
    made: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": cell,
        }
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def summed_up(
    assignment: Assignment, findings: Iterable[Finding], left_out: Iterable[Variant] = ()
) -> Audit:
    """Return the audit that findings make, sorted; raise GradkitError where one is no verdict."""
    ordered = sorted(findings, key=lambda finding: (finding.variant.kind, finding.variant.name))
    for finding in ordered:
        ensure_judged(finding)
    isolation = ordered[0].result["isolation"] if ordered else ""
    return Audit(assignment.name, assignment.digest, isolation, ordered, list(left_out))


def ensure_judged(finding: Finding) -> None:
    """Raise GradkitError where a variant has no verdict."""
    if finding.result["status"] != "graded":
        why = next((c["message"] for c in finding.failed), "no reason is known")
        raise GradkitError(f"{finding.variant.name} could not be judged: {why}")


# -- as data ---------------------------------------------------------------------------------------


def as_data(audit: Audit) -> dict[str, Any]:
    """Return an audit as it is written to JSON."""
    wrong = audit.of("misconception", "rewritten", "mutant")
    checks = _checks(audit)
    half_tried = audit.half_tried
    return {
        "schema": SCHEMA,
        "assignment": audit.assignment,
        "bundle": audit.bundle,
        "isolation": audit.isolation,
        "kinds": {kind: _counts(audit.of(kind)) for kind in _KINDS if audit.of(kind)},
        "parts": {part: _counts(found) for part, found in _by_part(audit).items()},
        "checks": checks,
        "right_rejected": [_lost(f) for f in audit.of("right") if not f.is_accepted],
        "wrong_accepted": [f.variant.name for f in wrong if not f.is_blamed],
        "passes_public": [f.variant.name for f in wrong if f.passes_public],
        "passes_public_share": sum(f.passes_public for f in wrong) / max(1, len(wrong)),
        "blast": [{**_lost(f), "points": f.blast} for f in wrong if f.blast],
        "misdiagnosed": [
            {"name": f.variant.name, "as": sorted(f.diagnoses)}
            for f in audit.of("misconception", "rewritten")
            if f.is_misdiagnosed
        ],
        "undiagnosed": [
            f.variant.name for f in audit.of("misconception", "rewritten") if not f.diagnoses
        ],
        "dead": [c["id"] for c in checks if not c["catches"] and c["part"] not in half_tried],
        "half_tried": sorted(half_tried),
    }


_KINDS: tuple[Kind, ...] = ("right", "misconception", "rewritten", "mutant")


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    return {
        "count": len(findings),
        "accepted": sum(f.is_accepted for f in findings),
        "rejected": sum(not f.is_accepted for f in findings),
        "blamed": sum(f.is_blamed for f in findings),
        "without_blast": sum(not f.blast for f in findings),
        "passes_public": sum(f.passes_public for f in findings),
        "diagnosed": sum(f.is_diagnosed for f in findings),
        "misdiagnosed": sum(f.is_misdiagnosed for f in findings),
    }


def _by_part(audit: Audit) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for check in audit.checks:
        found.setdefault(check["part"], [])
    for finding in audit.of("misconception", "rewritten"):
        found.setdefault(finding.variant.part, []).append(finding)
    return found


def _checks(audit: Audit) -> list[dict[str, Any]]:
    """Return for each check how many wrong solutions it catches, and how many no other does."""
    wrong = [f for f in audit.findings if f.variant.kind != "right" and f.failed]
    caught = Counter(check["id"] for f in wrong for check in f.failed)
    alone = Counter(f.failed[0]["id"] for f in wrong if len(f.failed) == 1)
    return [
        {
            "id": check["id"],
            "title": check["title"],
            "part": check["part"],
            "points": check["points"],
            "catches": caught[check["id"]],
            "alone": alone[check["id"]],
        }
        for check in audit.checks
    ]


def _lost(finding: Finding) -> dict[str, Any]:
    part = finding.variant.part
    checks = [check for check in finding.failed if check["part"] != part or not part]
    return {"name": finding.variant.name, "checks": [check["id"] for check in checks]}


# -- to be read ------------------------------------------------------------------------------------

_HEADS = {
    "right": Text("right solutions", "올바른 풀이"),
    "misconception": Text("misconceptions", "오개념"),
    "rewritten": Text("the same, written by others", "다르게 쓴 오개념"),
    "mutant": Text("mutants", "변이"),
}
_WORDS = {
    "title": Text("Audit of the rubric", "채점 기준 점검"),
    "matrix": Text("What the rubric makes of them", "혼동 행렬"),
    "solutions": Text("solutions", "풀이"),
    "count": Text("number", "개수"),
    "accepted": Text("accepted", "통과"),
    "rejected": Text("rejected", "불합격"),
    "blamed": Text("right part blamed", "틀린 부분을 지적"),
    "without_blast": Text("no other part lost points", "다른 부분 감점 없음"),
    "passes_public": Text("passes every public check", "공개 검사를 모두 통과"),
    "public": Text(
        "Wrong, yet every public check passes",
        "틀렸는데 공개 검사는 모두 통과",
    ),
    "diagnosed": Text("diagnosed", "진단 성공"),
    "misdiagnosed": Text("misdiagnosed", "잘못 진단"),
    "parts": Text("By the part that is wrong", "틀린 부분별"),
    "part": Text("part", "부분"),
    "checks": Text("Checks", "검사"),
    "check": Text("check", "검사"),
    "points": Text("points", "배점"),
    "catches": Text("catches", "잡은 개수"),
    "alone": Text("alone", "이 검사만 잡은 개수"),
    "right_rejected": Text("Right, and rejected", "올바른데 불합격"),
    "wrong_accepted": Text("Wrong, and accepted", "틀렸는데 통과"),
    "blast": Text("Points lost in parts that are not wrong", "맞은 부분에서 잃은 점수"),
    "as": Text("Diagnosed as another misconception", "다른 오개념으로 진단"),
    "undiagnosed": Text("Without a diagnosis", "진단 없음"),
    "dead": Text("Checks that catch nothing", "아무것도 잡지 못하는 검사"),
    "half_tried": Text(
        "Parts of which not every fault was tried, so that their checks are not listed here",
        "결함 일부만 시험해서 위 목록에 넣지 않은 부분",
    ),
    "none": Text("none", "없음"),
}


def as_markdown(audit: Audit, language: Language) -> str:
    """Return an audit as it is read."""
    data = as_data(audit)
    says = {name: text.to(language) for name, text in _WORDS.items()}
    counts = ["count", "accepted", "rejected", "passes_public", "blamed", "without_blast"]
    counts += ["diagnosed", "misdiagnosed"]
    kinds = [
        [_HEADS[kind].to(language), *(_shown(kind, name, row[name]) for name in counts)]
        for kind, row in data["kinds"].items()
    ]
    by_part = ["count", "passes_public", "blamed", "without_blast", "diagnosed", "misdiagnosed"]
    parts = [[part, *(row[name] for name in by_part)] for part, row in data["parts"].items()]
    checks = [
        [f"{c['title']} `{c['id']}`", c["points"], c["catches"], c["alone"]] for c in data["checks"]
    ]
    lines = [
        f"# {says['title']}: {audit.assignment}",
        f"`{audit.bundle[:12]}`, {audit.isolation}",
        f"## {says['matrix']}",
        table([says["solutions"], *(says[name] for name in counts)], kinds),
        f"## {says['parts']}",
        table([says["part"], *(says[name] for name in by_part)], parts),
        f"## {says['checks']}",
        table([says[name] for name in ("check", "points", "catches", "alone")], checks),
    ]
    for head, entries in _exceptions(data).items():
        listed = "\n".join(f"- {entry}" for entry in entries) or says["none"]
        lines += [f"## {says[head]}", listed]
    return "\n\n".join(lines) + "\n"


def _shown(kind: str, name: str, value: int) -> str:
    """Return a count, or a dash where the question makes no sense for that kind."""
    senseless = {
        "right": ("passes_public", "blamed", "without_blast", "diagnosed", "misdiagnosed"),
        "mutant": ("without_blast", "diagnosed", "misdiagnosed"),
    }
    return "-" if name in senseless.get(kind, ()) else str(value)


def _exceptions(data: dict[str, Any]) -> dict[str, list[str]]:
    def lost(entry: dict[str, Any]) -> str:
        return f"{entry['name']}: {', '.join(entry['checks'])}"

    return {
        "right_rejected": [lost(entry) for entry in data["right_rejected"]],
        "wrong_accepted": data["wrong_accepted"],
        "public": [
            f"{data['passes_public_share']:.1%} ({len(data['passes_public'])})",
            *data["passes_public"],
        ],
        "blast": [f"{lost(entry)} ({entry['points']:g})" for entry in data["blast"]],
        "as": [f"{e['name']}: {', '.join(e['as'])}" for e in data["misdiagnosed"]],
        "undiagnosed": data["undiagnosed"],
        "dead": data["dead"],
        **({"half_tried": data["half_tried"]} if data["half_tried"] else {}),
    }


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
