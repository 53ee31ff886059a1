"""One assignment's support package laid over another's of the same course."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.assignment.assignment import bundle_files, load
from autograder.base.errors import GradkitError

SETTINGS = """
name = "{name}"
title = {{ en = "A", ko = "가" }}
seed = 1
support = "common"
{more}
[[questions]]
name = "f"
points = 1
"""


def assignment(root: Path, name: str, files: dict[str, str], more: str = "") -> Path:
    folder = root / "assignments" / name
    for file, content in files.items():
        path = folder / "common" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    settings = SETTINGS.format(name=name, more=more)
    (folder / "assignment.toml").write_text(settings, encoding="utf-8")
    solution = root / "solutions" / name / "reference.py"
    solution.parent.mkdir(parents=True)
    solution.write_text("def f(): return 1\n", encoding="utf-8")
    return folder


@pytest.fixture
def second(tmp_path: Path) -> Path:
    assignment(tmp_path, "first", {"functions.py": "first", "layers.py": "first"})
    more = 'support_from = "first"'
    return assignment(tmp_path, "second", {"layers.py": "second", "own.py": "second"}, more)


def test_files_of_both_where_the_own_count(second: Path) -> None:
    found = {n: p.read_text("utf-8") for n, p in bundle_files(second) if n.startswith("common/")}
    assert found == {
        "common/functions.py": "first",
        "common/layers.py": "second",
        "common/own.py": "second",
    }


def test_a_bundle_of_it_stands_alone_and_has_the_same_digest(second: Path, tmp_path: Path) -> None:
    reference = tmp_path / "solutions" / "second" / "reference.py"
    source = load(second, reference)
    bundle = tmp_path / "bundle"
    for name, path in [*bundle_files(second), ("reference.py", reference)]:
        copy = bundle / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert load(bundle, bundle / "reference.py").digest == source.digest
    assert len(load(bundle, bundle / "reference.py").support) == 1


def test_a_name_that_is_no_assignment_is_said(tmp_path: Path) -> None:
    folder = assignment(tmp_path, "second", {"own.py": ""}, 'support_from = "frist"')
    with pytest.raises(GradkitError, match="no assignment 'frist' beside this one"):
        load(folder, tmp_path / "solutions" / "second" / "reference.py")
