"""The folder that students get. Must never hold what solves or grades the assignment."""

from __future__ import annotations

import base64
import json
import lzma
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.assignment.assignment import (
    Assignment,
    bundle_files,
)
from autograder.authoring.notebooks import (
    Notebook,
    notebook_json,
    with_start,
)
from autograder.base.catalogue import catalogued
from autograder.base.errors import GradkitError
from autograder.base.language import Language
from autograder.base.rooms import HOUSE, modules_for
from autograder.base.trees import files_below
from autograder.base.zips import packed
from autograder.selfcheck.examples import CARRIED
from autograder.submissions.notebook import MANUAL_TAG, digest_of

REQUIREMENTS = (
    "hypothesis>=6.140",
    "ipykernel>=6.29",
    "jupyterlab>=4.0",
    "matplotlib>=3.8",
    "nbformat>=5.9",
    "numpy>=1.26",
    "otter-grader>=7.0,<8",
    "pytest>=8.2",
)
_STUDENT_SETTINGS = (
    "name",
    "title",
    "languages",
    "support",
    "looking",
    "own_modules",
    "limits",
    "graded_with",
)


KIT = "selfcheck.zip"
_DRAW = """
import sys
sys.path.insert(0, sys.argv[1])
from autograder.selfcheck.kit import examples_for, own_kit
with open(sys.argv[2], "wb") as file:
    file.write(examples_for(own_kit()))
"""


@dataclass(frozen=True)
class Handout:
    """What students get, each file by its name."""

    folder: dict[str, bytes]
    """What a person edits or reads; the notebooks look for the kit beside them."""
    kit: dict[str, bytes]
    """What the notebooks need, as it lies in the kit."""
    carrying: dict[str, bytes]
    """The notebooks once more, with the kit in their first cell."""

    @property
    def beside(self) -> dict[str, bytes]:
        """Return what has to lie beside the notebooks for `pytest`: it is made anew each time."""
        here = Path(__file__).parent / "template"
        files = {name: path.read_bytes() for name, path in files_below(here)}
        return {**files, KIT: packed(self.kit)}


def made_handout(assignment: Assignment, notebooks: dict[Language, Notebook]) -> Handout:
    """Return what students get of an assignment."""
    kit = with_examples(kit_files(assignment, notebooks))
    carried = base64.b85encode(lzma.compress(packed(kit, store=True), preset=9)).decode()
    names = {language: f"{assignment.name}_{language}.ipynb" for language in notebooks}
    empty: dict[str, bytes] = {}
    carrying: dict[str, bytes] = {}
    for language, notebook in notebooks.items():
        for made, payload in ((empty, ""), (carrying, carried)):
            whole = with_start(notebook, language, payload)
            made[names[language]] = notebook_json(whole).encode()
    readme = assignment.folder / "template.README.md"
    if not readme.exists():
        raise GradkitError(f"{readme}: there is no such file; it is the student's README")
    requirements = ("\n".join(REQUIREMENTS) + "\n").encode()
    folder = {**empty, "README.md": readme.read_bytes(), "requirements.txt": requirements}
    return Handout(folder, kit, carrying)


def with_examples(kit: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a kit that carries the examples of its checks, so that no student's start draws them.

    They are drawn by the kit itself, in a process of its own. Raises GradkitError.
    """
    with tempfile.TemporaryDirectory(prefix="gradkit-kit-") as place:
        file, made = Path(place) / KIT, Path(place) / CARRIED
        file.write_bytes(packed(kit))
        command = [sys.executable, "-B", "-c", _DRAW, str(file), str(made)]
        done = subprocess.run(command, cwd=place, capture_output=True, check=False)
        if done.returncode or not made.is_file():
            why = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise GradkitError(f"the public checks draw no examples: {''.join(why)}")
        return {**kit, CARRIED: made.read_bytes()}


def kit_files(assignment: Assignment, notebooks: Mapping[Language, Notebook]) -> dict[str, bytes]:
    """Return the engine's modules that run at a student's, the public checks and the support.

    What the stubs were is told of the ``notebooks``.
    """
    engine = {path.relative_to(HOUSE.parent): path for path in modules_for("selfcheck")}
    files = {name.as_posix(): path.read_bytes() for name, path in engine.items()}
    support = tuple(f"{each.name}/" for each in assignment.support[-1:])
    for name, path in bundle_files(assignment.folder):
        is_check = name.startswith("checks/") and not name.startswith("checks/hidden/")
        if is_check or name.startswith(support):
            files[name] = path.read_bytes()
    for language in catalogued():
        if language in assignment.languages:
            path = HOUSE / "base" / "catalogues" / f"{language}.po"
            files[path.relative_to(HOUSE.parent).as_posix()] = path.read_bytes()
    stubs = {language: _stub_digests(notebook) for language, notebook in notebooks.items()}
    files["stubs.json"] = (json.dumps(stubs, indent=1, sort_keys=True) + "\n").encode()
    files["assignment.toml"] = _student_settings(assignment).encode()
    return files


def _stub_digests(notebook: Notebook) -> list[str]:
    """Return digests of what is to be replaced by code; what a person reads tells nothing here."""
    stubs = [cell for cell in notebook["cells"] if "exercise" in cell["metadata"]]
    judged = [stub for stub in stubs if MANUAL_TAG not in stub["metadata"].get("tags", ())]
    return [digest_of(stub["source"]) for stub in judged]


def _student_settings(assignment: Assignment) -> str:
    """Return the student's `assignment.toml`: what a self-check needs, and no more."""
    text = (assignment.folder / "assignment.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    here = {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "numpy": ".".join(np.__version__.split(".")[:2]),
    }
    data["graded_with"] = {**here, **data.get("graded_with", {})}
    lines = [f"{key} = {_toml(data[key])}" for key in _STUDENT_SETTINGS if key in data]
    for question in data["questions"]:
        lines += ["", "[[questions]]"]
        lines += [f"{key} = {_toml(value)}" for key, value in question.items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        entries = (f"{json.dumps(key)} = {_toml(entry)}" for key, entry in value.items())
        return f"{{ {', '.join(entries)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def differences(template_a: Path, template_b: Path) -> list[str]:
    """Return the names of the files that two templates do not have alike."""
    a, b = dict(files_below(template_a)), dict(files_below(template_b))
    return [
        name
        for name in sorted({*a, *b})
        if name not in a or name not in b or a[name].read_bytes() != b[name].read_bytes()
    ]
