"""The rubric is measured: on what must be accepted, on what must not, and on what is said of it.

A sample runs each time; all of it is `make audit`, and the mutants are `make mutants`.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from harness import NAME, ROOT, gradkit

from autograder.assignment.assignment import Assignment, opened
from autograder.authoring.audit import (
    Audit,
    Finding,
    Variant,
    as_data,
    as_markdown,
    graded,
    summed_up,
    variants,
)
from autograder.authoring.mutants import equivalents, mutants, mutated
from autograder.grading.batch import Options
from autograder.sandbox.levels import LEVELS, why_not

pytestmark = [pytest.mark.slow, pytest.mark.authors]

ALL = {"right": 30, "misconception": 90, "rewritten": 60}


def audited(assignment: Assignment, chosen: list[Variant]) -> dict[str, Any]:
    findings = graded(assignment, chosen, Options(jobs=2, language="en"))
    return as_data(summed_up(assignment, findings))


def assert_held(data: dict[str, Any]) -> None:
    """What the rubric is held to."""
    assert data["right_rejected"] == []
    assert data["wrong_accepted"] == []
    assert data["misdiagnosed"] == []
    for kind, counts in data["kinds"].items():
        if kind in ("misconception", "rewritten"):
            assert counts["without_blast"] >= 0.98 * counts["count"], data["blast"]
            assert counts["diagnosed"] >= 0.9 * counts["count"], data["undiagnosed"]


def test_sample_of_everything_is_judged_rightly(assignment: Assignment) -> None:
    everything = variants(assignment)
    for kind, least in ALL.items():
        assert sum(variant.kind == kind for variant in everything) >= least
    assert_held(audited(assignment, everything[::9]))


def results_of(assignment: Assignment, chosen: list[Variant], level: str) -> dict[str, Any]:
    findings = graded(assignment, chosen, Options(isolation=level))
    return {
        finding.variant.name: {**finding.result, "isolation": "", "submission": ""}
        for finding in findings
    }


def assert_same_everywhere(assignment: Assignment, chosen: list[Variant]) -> None:
    """Verdicts, counterexamples and hints: in two runs, and at each level that can be had."""
    first = results_of(assignment, chosen, "auto")
    for level in ("auto", *LEVELS):
        if why_not(level):
            warnings.warn(f"NOT TESTED: isolation level {level}: {why_not(level)}", stacklevel=1)
            continue
        assert results_of(assignment, chosen, level) == first, level


@pytest.mark.exhaustive
def test_no_result_depends_on_the_run_or_the_isolation(assignment: Assignment) -> None:
    assert_same_everywhere(assignment, variants(assignment)[60::100])


@pytest.mark.exhaustive
def test_no_result_of_any_depends_on_the_run_or_the_isolation(assignment: Assignment) -> None:
    assert_same_everywhere(assignment, variants(assignment))


@pytest.mark.exhaustive
def test_everything_is_judged_rightly(assignment: Assignment) -> None:
    data = audited(assignment, variants(assignment))
    assert_held(data)
    assert [check["id"] for check in data["checks"] if not check["catches"]] == []


@pytest.mark.exhaustive
def test_only_mutants_that_are_right_survive(assignment: Assignment) -> None:
    data = audited(assignment, mutants(assignment))
    assert data["wrong_accepted"] == []
    assert data["right_rejected"] == []


def test_mutants_that_are_right_are_few_and_explained(assignment: Assignment) -> None:
    known = equivalents(assignment)
    made = mutants(assignment)
    assert sum(variant.kind == "right" for variant in made) >= len(known)
    assert len(known) <= 0.1 * len(made)
    assert all(len(each.reason.split()) >= 5 for each in known)


def test_mutants_differ_in_what_runs() -> None:
    source = 'def f(x: int | None = 1) -> "int | str":\n    """1 + 1"""\n    return x + 2\n'
    made = [line for _, line, _ in mutated(source)]
    assert "return x - 2" in made and "return x + 3" in made
    assert all(line.startswith(("return", "def f(x: int | None =")) for line in made)
    assert list(mutated(source, unasked=["f"])) == []


# -- the arithmetic, on a rubric of three checks ---------------------------------------------------

CHECKS = [("a", "net.loss", 3), ("b", "net.loss", 2), ("c", "net.predict", 5)]


def finding(kind: Any, part: str, failed: str, hint: str | None = None) -> Finding:
    checks = [
        {
            "id": name,
            "title": name,
            "part": of,
            "points": points,
            "visibility": "hidden",
            "outcome": "failed" if name in failed else "passed",
            "hint": {"id": hint, "tier": 1, "text": ""} if hint and name in failed else None,
        }
        for name, of, points in CHECKS
    ]
    result = {"status": "graded", "isolation": "bwrap", "questions": [{"checks": checks}]}
    return Finding(Variant(f"{kind} {failed}", kind, (), "mine" if part else "", part), result)


def test_what_is_counted() -> None:
    findings = [
        finding("right", "", ""),
        finding("right", "", "c"),
        finding("misconception", "net.loss", "a", "mine"),
        finding("misconception", "net.loss", "bc", "other"),
        finding("rewritten", "net.loss", ""),
        finding("mutant", "", "b"),
    ]
    data = as_data(Audit(NAME, "0" * 64, "bwrap", findings))
    assert data["right_rejected"] == [{"name": "right c", "checks": ["c"]}]
    assert data["wrong_accepted"] == ["rewritten "]
    assert data["blast"] == [{"name": "misconception bc", "checks": ["c"], "points": 5.0}]
    assert data["misdiagnosed"] == [{"name": "misconception bc", "as": ["other"]}]
    assert data["undiagnosed"] == ["rewritten "]
    counted = {check["id"]: (check["catches"], check["alone"]) for check in data["checks"]}
    assert counted == {"a": (1, 1), "b": (2, 1), "c": (1, 0)}
    assert data["kinds"]["misconception"] == {
        "count": 2,
        "accepted": 0,
        "rejected": 2,
        "passes_public": 2,
        "blamed": 2,
        "without_blast": 1,
        "diagnosed": 1,
        "misdiagnosed": 1,
    }


def test_only_what_was_asked_about_is_judged() -> None:
    wrong = finding("misconception", "net.loss", "a")
    others = [finding("misconception", "net.predict", "c").variant]
    data = as_data(Audit(NAME, "0" * 64, "bwrap", [wrong], others))
    assert [check["id"] for check in data["checks"]] == ["a", "b"]
    assert list(data["parts"]) == ["net.loss"]
    assert data["dead"] == ["b"] and data["half_tried"] == []
    half = [*others, finding("rewritten", "net.loss", "b").variant]
    data = as_data(Audit(NAME, "0" * 64, "bwrap", [wrong], half))
    assert data["dead"] == [] and data["half_tried"] == ["net.loss"]
    data = as_data(Audit(NAME, "0" * 64, "bwrap", [wrong]))
    assert data["dead"] == ["b", "c"]  # nothing was left out, and nothing is known of predict
    mutant = finding("mutant", "", "ab")
    data = as_data(Audit(NAME, "0" * 64, "bwrap", [mutant], [finding("mutant", "", "").variant]))
    assert len(data["checks"]) == 3 and data["dead"] == []


def test_it_is_read_in_both_languages() -> None:
    audit = Audit(NAME, "0" * 64, "bwrap", [finding("misconception", "net.loss", "bc", "other")])
    english, korean = as_markdown(audit, "en"), as_markdown(audit, "ko")
    assert "misconception bc: other" in english and "misconception bc: other" in korean
    assert "Checks that catch nothing" in english and "- a" in english
    assert "아무것도 잡지 못하는 검사" in korean and "Checks" not in korean


# -- through the command line ----------------------------------------------------------------------


def test_command_writes_both_forms_and_says_whether_the_rubric_is_sound(tmp_path: Path) -> None:
    out = tmp_path / "audit"
    done = gradkit("audit", "--only", "SimpleNet.init", "--every", 9, "-o", out, "--lang", "ko")
    assert done.returncode == 0, done.stderr
    data = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    assert data["kinds"]["misconception"]["blamed"] == 1
    assert {check["part"] for check in data["checks"]} == {"SimpleNet.init"} == {*data["parts"]}
    assert data["dead"] == [] and data["half_tried"] == ["SimpleNet.init"]
    assert (out / "audit.md").read_text(encoding="utf-8").strip() in done.stdout
    assert "혼동 행렬" in done.stdout and "numerical_gradient" not in done.stdout
    nothing = gradkit("audit", "--only", "nothing*", "-o", out)
    assert nothing.returncode == 2 and "nothing*" in nothing.stderr


def test_what_is_rewritten_is_in_the_catalogue(tmp_path: Path, assignment: Assignment) -> None:
    with opened(NAME, ROOT) as found:
        rewritten = [v for v in variants(found) if v.kind == "rewritten"]
    counts = {v.misconception: 0 for v in rewritten}
    for variant in rewritten:
        counts[variant.misconception] += 1
    assert len(counts) >= 20 and set(counts.values()) == {3}
