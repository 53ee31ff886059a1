"""Every assignment in `otter run` and in Gradescope's folders: the marks of `gradkit grade`.

The first one's are looked at in depth elsewhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from harness import NAME, ROOT, gradkit, results_in
from simulated import WHY_NOT, container, python

from autograder.authoring.build import build

pytestmark = pytest.mark.slow

ALL = sorted(path.parent.name for path in ROOT.glob("assignments/*/assignment.toml"))
ENGINE = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [name for name in ALL if name != NAME])
def test_marks_are_those_of_gradkit_grade(name: str, tmp_path: Path) -> None:
    built = build(ROOT, name, dist=tmp_path / "dist", template=tmp_path / "template", prove=False)
    samples = (ROOT / "assignments" / name / "samples").glob("*.ipynb")
    sample = max(samples, key=lambda path: path.stat().st_size)
    done = gradkit("grade", sample, "-a", name, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (own,) = results_in(tmp_path / "out").values()
    assert own["status"] == "graded"
    # What a person grades stays with a person, on a host as well.
    judged = [question for question in own["questions"] if not question.get("manual")]
    marks = {question["name"]: question["score"] or 0 for question in judged}
    assert _by_otter(built.autograder_zip, sample, tmp_path) == pytest.approx(own["score"])
    if WHY_NOT is not None:
        pytest.skip(f"NOT TESTED: Gradescope's folders: {WHY_NOT}")
    with tempfile.TemporaryDirectory(prefix="gradkit-test-") as place:
        os.chmod(place, 0o755)
        home = python(Path(place) / "home", built.autograder_zip)
        box = container(Path(place), home, built.autograder_zip, {sample.name: sample.read_bytes()})
        ran = box.run()
        assert ran.returncode == 0, ran.stderr
        assert box.scores() == marks


def _by_otter(bundle: Path, sample: Path, place: Path) -> float:
    """Return the points that `otter run` gives."""
    subprocess.run(
        [sys.executable, "-m", "otter", "run", "-a", bundle, "-o", place, sample],
        env=ENGINE,
        cwd=place,
        check=True,
        capture_output=True,
    )
    told = json.loads((place / "results.json").read_text(encoding="utf-8"))
    return sum(test["score"] for test in told["tests"] if test.get("score"))
