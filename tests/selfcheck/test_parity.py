"""What a student reads before handing in is true afterwards: each public check, here and there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness import NAME, ROOT, SAMPLES, gradkit, results_in

from autograder.assignment.assignment import opened
from autograder.authoring.audit import Variant, variants
from autograder.authoring.handout import KIT, kit_files
from autograder.base.zips import packed
from autograder.submissions.reading import find

HERE = Path(__file__).parents[1] / "support"


def differences(place: Path, chosen: list[Variant], files: list[Path]) -> list[str]:
    """Return where self-check and grade disagree on a public check."""
    handed_in = place / "handed_in"
    handed_in.mkdir()
    for number, variant in enumerate(chosen):
        cells = [{"cell_type": "code", "metadata": {}, "source": cell} for cell in variant.cells]
        made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        (handed_in / f"{number:04d}.ipynb").write_text(json.dumps(made), encoding="utf-8")
    for path in files:
        (handed_in / path.name).write_bytes(path.read_bytes())
    names = [path.name for path in sorted(handed_in.iterdir())]
    with opened(NAME, ROOT) as assignment:
        (place / KIT).write_bytes(packed(kit_files(assignment, {})))
    checked = _self_checked(place / KIT, [handed_in / name for name in names])
    done = gradkit("grade", handed_in, "-o", place / "out", "--lang", "en")
    assert done.returncode == 0, done.stderr
    graded = {name: _public(result) for name, result in results_in(place / "out").items()}
    assert set(graded) == set(checked)
    return [
        f"{_called(name, chosen)}: {title}: {mark} here, {graded[name].get(title)} there"
        for name, verdicts in checked.items()
        for title, mark in verdicts.items()
        if mark not in ("leans on", graded[name].get(title))
    ]


def _called(name: str, chosen: list[Variant]) -> str:
    number = name.removesuffix(".ipynb")
    return chosen[int(number)].name if number.isdigit() and len(number) == 4 else name


def _self_checked(kit: Path, files: list[Path]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, HERE / "selfchecked.py", kit, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _public(result: dict[str, Any]) -> dict[str, str]:
    checks = [check for question in result["questions"] for check in question["checks"]]
    return {c["title"]: c["outcome"] for c in checks if c["visibility"] == "public"}


def _all_variants() -> list[Variant]:
    with opened(NAME, ROOT) as assignment:
        return variants(assignment)


def _readable_samples() -> list[Path]:
    paths = [submission.path for submission in find([SAMPLES])]
    return [path for path in paths if path.suffix in (".ipynb", ".py")]


def test_self_check_and_grade_agree_on_some(tmp_path: Path) -> None:
    chosen = _all_variants()[::23]
    assert differences(tmp_path, chosen, _readable_samples()[::9]) == []


@pytest.mark.exhaustive
def test_self_check_and_grade_agree_on_all(tmp_path: Path) -> None:
    assert differences(tmp_path, _all_variants(), _readable_samples()) == []
