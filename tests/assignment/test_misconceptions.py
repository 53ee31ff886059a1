"""The catalogue: read by taking files apart, whole or refused, and whole in the bundle."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from harness import ROOT, SOLUTIONS

from autograder.assignment.assignment import BUNDLE_FOLDER, Assignment, opened
from autograder.assignment.misconceptions import Misconception, catalogue
from autograder.authoring.build import Built
from autograder.base.errors import GradkitError

KNOWN = catalogue(SOLUTIONS / "misconceptions")
PARTS = {
    "numerical_gradient",
    "gradient_descent.path",
    "gradient_descent.history",
    "SimpleNet.init",
    "SimpleNet.predict",
    "SimpleNet.loss",
    "TwoLayerNet.init",
    "TwoLayerNet.predict",
    "TwoLayerNet.loss",
    "TwoLayerNet.accuracy",
    "TwoLayerNet.numerical_gradient",
}
CODE = re.compile(r"np\.\w+\(|\bdef |\blambda\b|[+-]=|self\.\w+\(|\[\.\.\.\]|\breturn \w+ [-+*/]")
WHOLE = '''"""It is upside down.

거꾸로 되어 있다.
"""
PART = "f"
HINT_EN = """
Turn
it."""
HINT_KO = "돌려 보세요."
raise RuntimeError("this file is taken apart, not run")
'''


def test_every_part_has_misconceptions() -> None:
    assert {known.part for known in KNOWN.values()} == PARTS
    assert len(KNOWN) >= 90


@pytest.mark.parametrize("known", KNOWN.values(), ids=lambda known: known.id)
def test_hint_is_short_and_holds_no_code(known: Misconception) -> None:
    assert 40 <= len(known.hint.en.split()) <= 160
    assert 25 <= len(known.hint.ko.split()) <= 160
    assert re.search("[가-힣]", known.title.ko) and not re.search("[가-힣]", known.title.en)
    assert not CODE.search(known.hint.en + known.hint.ko)


def test_a_file_is_read_without_being_run(tmp_path: Path) -> None:
    (tmp_path / "upside_down.py").write_text(WHOLE, encoding="utf-8")
    (found,) = catalogue(tmp_path).values()
    assert (found.id, found.part, found.hint.en) == ("upside_down", "f", "Turn it.")
    assert found.title == ("It is upside down", "거꾸로 되어 있다")
    assert catalogue(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('PART = "f"', "", "no PART"),
        ("HINT_", "NOTE_", "no HINT_EN or HINT_KO"),
        ("It is upside down.\n\n거꾸로 되어 있다.", "", "its docstring is its title"),
        ('PART = "f"', "PART =", "line 5"),
    ],
)
def test_what_is_not_whole_is_refused(tmp_path: Path, before: str, after: str, words: str) -> None:
    (tmp_path / "broken.py").write_text(WHOLE.replace(before, after), encoding="utf-8")
    with pytest.raises(GradkitError, match=f"broken.py: .*{words}"):
        catalogue(tmp_path)


def test_bundle_holds_the_catalogue_and_counts_it(
    tmp_path: Path, assignment: Assignment, built: Built
) -> None:
    with opened(built.autograder_zip, ROOT) as bundle:
        assert bundle.digest == assignment.digest
        assert catalogue(bundle.misconceptions) == catalogue(assignment.misconceptions) == KNOWN
    with zipfile.ZipFile(built.autograder_zip) as archive:
        archive.extractall(tmp_path)
    (tmp_path / BUNDLE_FOLDER / "misconceptions" / f"{min(KNOWN)}.py").unlink()
    with opened(tmp_path, ROOT) as changed:
        assert changed.digest != assignment.digest
