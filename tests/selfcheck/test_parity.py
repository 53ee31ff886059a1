"""What a student reads before handing in is true afterwards: each public check, here and there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from harness import NAME, ROOT, gradkit, results_in
from selfchecked import SAID

from autograder.assignment.assignment import opened
from autograder.authoring.audit import variants
from autograder.authoring.corpus import strangers
from autograder.authoring.handout import KIT, kit_files
from autograder.base.zips import packed
from autograder.submissions.reading import find

pytestmark = pytest.mark.classes

HERE = Path(__file__).parents[1] / "support"
ASSIGNMENTS = sorted(path.parent.name for path in ROOT.glob("assignments/*/assignment.toml"))
PARTS = 12
"""All files of an assignment are compared in so many parts, so that a run can be cut off."""


def differences(place: Path, assignment: str, files: dict[str, bytes]) -> list[str]:
    """Return where self-check and grade disagree on a public check of some files."""
    handed_in = place / "handed_in"
    handed_in.mkdir(parents=True)
    for name, data in files.items():
        (handed_in / name).write_bytes(data)
    with opened(assignment, ROOT) as found:
        (place / KIT).write_bytes(packed(kit_files(found, {})))
    checked = _self_checked(place / KIT, [handed_in / name for name in files])
    done = gradkit("grade", handed_in, "-o", place / "out", "--lang", "en", "-a", assignment)
    assert done.returncode == 0, done.stderr
    graded = {name: _public(result) for name, result in results_in(place / "out").items()}
    assert set(checked) - set(graded) == set(), "these were graded under another name"
    return [
        f"{name}: {check}: {mark} here, {graded[name].get(check)} there"
        for name, verdicts in checked.items()
        for check, mark in verdicts.items()
        if mark not in ("leans on", graded[name].get(check))
    ]


def _self_checked(kit: Path, files: list[Path]) -> dict[str, Any]:
    """Return the verdicts on each file; not on one that ends Python itself, which is theirs."""
    found: dict[str, Any] = {}
    while files:
        done = subprocess.run(
            [sys.executable, HERE / "selfchecked.py", kit, *files],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = [line for line in done.stdout.splitlines() if line.startswith(SAID)]
        for file, line in zip(files, said, strict=False):
            found[file.name] = json.loads(line.removeprefix(SAID))
        for ended in files[len(said) :][:1]:
            assert b"_exit" in ended.read_bytes(), (ended, done.stderr)
        files = files[len(said) + 1 :]
    return found


def _public(result: dict[str, Any]) -> dict[str, str]:
    return {
        f"{question['name']}: {check['title']}": check["outcome"]
        for question in result["questions"]
        for check in question["checks"]
        if check["visibility"] == "public"
    }


def all_files(name: str) -> dict[str, bytes]:
    """Return every solution of an assignment, right or wrong, as a file that can be handed in.

    PARITY_FILES names a folder of others, which are for the first assignment that teaches it.
    """
    found: dict[str, bytes] = {}
    with opened(name, ROOT) as assignment:
        corpus = ROOT / "solutions" / name / "corpus"
        others = [s.variant for s in strangers(corpus, assignment)] if corpus.is_dir() else []
        for variant in [*variants(assignment), *others]:
            cells = [{"cell_type": "code", "metadata": {}, "source": c} for c in variant.cells]
            made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
            found[f"{variant.name.replace('/', '.')}.ipynb"] = json.dumps(made).encode()
    paths = [submission.path for submission in find([ROOT / "assignments" / name / "samples"])]
    if name == NAME and (folder := os.environ.get("PARITY_FILES")):
        paths += [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    for number, path in enumerate(p for p in paths if p.suffix in (".ipynb", ".py")):
        # Two files with the same name or number of a student in theirs would be one student's.
        nobody = re.sub(r"[^A-Za-z_.]+", "_", path.name)
        found[f"{number:03d}.{nobody}"] = path.read_bytes()
    # What starts processes, or reaches into the engine, attacks whoever checks it unconfined: that
    # is for tests/redteam.
    signs = (b"fork()", b"import autograder")
    if attacks := [file for file, data in found.items() if any(sign in data for sign in signs)]:
        warnings.warn(f"left out, for they attack who checks them: {attacks}", stacklevel=1)
    return {file: data for file, data in found.items() if file not in attacks}


def some(name: str, start: int, step: int) -> dict[str, bytes]:
    return dict(list(all_files(name).items())[start::step])


def lasting_differences(place: Path, name: str, files: dict[str, bytes]) -> list[str]:
    """Return the differences that are there a second time.

    A busy machine makes a timeout of what is slow: once more, with nothing beside it.
    """
    found = differences(place / "first", name, files)
    if not found:
        return found
    asked_again = {line.partition(": ")[0] for line in found}
    again = {file: data for file, data in files.items() if file in asked_again}
    return differences(place / "again", name, again)


@pytest.mark.slow
def test_self_check_and_grade_agree_on_some(tmp_path: Path) -> None:
    assert lasting_differences(tmp_path, NAME, some(NAME, 0, 47)) == []


# A module that a notebook writes finds what the notebook defines in the package's module.
GRADIENT = """
def numerical_gradient(f, x):
    grad = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + 1e-4
        above = f(x)
        x[place] = kept - 1e-4
        grad[place] = (above - f(x)) / 2e-4
        x[place] = kept
    return grad
"""
WRITTEN = """%%writefile two_layer_net.py
import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        z = sigmoid(x @ self.params["W1"] + self.params["b1"])
        return softmax(z @ self.params["W2"] + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1))

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
"""


@pytest.mark.slow
def test_a_written_module_uses_what_the_notebook_defines(tmp_path: Path) -> None:
    made = nbformat.v4.new_notebook()
    for source in (
        "import numpy as np",
        GRADIENT,
        WRITTEN,
        "from two_layer_net import TwoLayerNet",
    ):
        made.cells.append(nbformat.v4.new_code_cell(source))
    assert differences(tmp_path, NAME, {"written.ipynb": nbformat.writes(made).encode()}) == []
    (result,) = results_in(tmp_path / "out").values()
    assert set(_of("TwoLayerNet", result)) == {"passed"}


def _of(question: str, result: dict[str, Any]) -> list[str]:
    return [mark for check, mark in _public(result).items() if check.startswith(f"{question}: ")]


@pytest.mark.exhaustive
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_self_check_and_grade_agree_on_all(tmp_path: Path, name: str, part: int) -> None:
    files = some(name, part, PARTS)
    found = lasting_differences(tmp_path, name, files)
    told = "".join(f"\n  {line}" for line in found) or " none differs"
    print(f"\n{name}, part {part + 1} of {PARTS}, {len(files)} files:{told}", flush=True)
    assert found == []
