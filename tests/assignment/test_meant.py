"""Which of several assignments is meant: by the folder, the name, or what the work defines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.assignment.meant import all_meant, meant
from autograder.base.errors import GradkitError
from autograder.submissions.reading import find

QUESTIONS = {"layers": ("Relu", "Net"), "slopes": ("gradient", "Net")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, questions in QUESTIONS.items():
        folder = tmp_path / "assignments" / name
        folder.mkdir(parents=True)
        toml = f'name = "{name}"\nseed = 1\ntitle = {{en = "A", ko = "가"}}\n'
        toml += "".join(f'[[questions]]\nname = "{q}"\npoints = 1\n' for q in questions)
        (folder / "assignment.toml").write_text(toml, encoding="utf-8")
        reference = tmp_path / "solutions" / name / "reference.py"
        reference.parent.mkdir(parents=True)
        reference.write_text("", encoding="utf-8")
    (tmp_path / "handed").mkdir()
    return tmp_path


def _handed(root: Path, name: str, code: str, **metadata: str) -> str:
    cell = {"cell_type": "code", "metadata": {}, "source": code, "outputs": []}
    cell["execution_count"] = None  # type: ignore[assignment]
    notebook = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    path = root / "handed" / name
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return meant(root, find([path]))


def test_the_exercises_that_are_defined_tell(root: Path) -> None:
    assert _handed(root, "a.ipynb", "class Relu: pass\nclass Net: pass") == "layers"
    assert _handed(root, "b.ipynb", "def gradient(f, x): pass") == "slopes"
    assert _handed(root, "c.ipynb", 'grader.check("gradient")') == "slopes"


def test_the_name_tells_more_than_the_exercises(root: Path) -> None:
    assert _handed(root, "layers_ko.ipynb", "def gradient(f, x): pass") == "layers"
    about = {"assignment": "slopes", "language": "ko"}
    assert _handed(root, "x.ipynb", "class Relu: pass", gradkit=about) == "slopes"  # type: ignore[arg-type]


def test_most_of_a_class_decide(root: Path) -> None:
    for number in range(3):
        _handed(root, f"{number}.ipynb", "class Relu: pass")
    _handed(root, "stray.ipynb", "def gradient(f, x): pass")
    assert meant(root, find([root / "handed"])) == "layers"


@pytest.mark.parametrize("code", ["", "class Net: pass", "x = 1"])
def test_what_could_be_either_is_asked_about(root: Path, code: str) -> None:
    with pytest.raises(GradkitError, match="several assignments.*layers, slopes"):
        _handed(root, "unclear.ipynb", code)


def test_the_folder_one_stands_in_tells(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all_meant(root) == ["layers", "slopes"]
    monkeypatch.chdir(root / "solutions" / "slopes")
    assert meant(root) == "slopes" and all_meant(root) == ["slopes"]
