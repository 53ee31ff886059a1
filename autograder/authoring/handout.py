"""The folder that students get. Must never hold what solves or grades the assignment."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import (
    Assignment,
    bundle_files,
)
from autograder.authoring.notebooks import (
    Notebook,
    notebook_json,
)
from autograder.base.errors import GradkitError
from autograder.base.language import Language
from autograder.base.rooms import HOUSE, rooms_below
from autograder.base.trees import files_below

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
_STUDENT_SETTINGS = ("name", "title", "support", "own_modules", "limits")


# -- the student's folder --------------------------------------------------------------------------


def write_template(
    assignment: Assignment, notebooks: dict[Language, Notebook], target: Path
) -> None:
    """Write the folder that students get."""
    files: dict[str, bytes] = {}
    for language, notebook in notebooks.items():
        files[f"{assignment.name}_{language}.ipynb"] = notebook_json(notebook).encode()
    pristine = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[".pristine.json"] = (json.dumps(pristine, indent=1, sort_keys=True) + "\n").encode()
    files["assignment.toml"] = _student_settings(assignment).encode()
    files["requirements.txt"] = ("\n".join(REQUIREMENTS) + "\n").encode()
    files |= _engine_files()
    files |= _lesson_files(assignment)
    for question, source in _otter_tests(assignment).items():
        files[f"tests/{question}.py"] = source.encode()
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _engine_files() -> dict[str, bytes]:
    """Return the engine's rooms that run at a student's, and what lies beside them."""
    files = {"autograder/__init__.py": (HOUSE / "__init__.py").read_bytes()}
    for room in rooms_below("selfcheck"):
        files |= {
            f"autograder/{room}/{name}": path.read_bytes()
            for name, path in files_below(HOUSE / room)
        }
    here = Path(__file__).parent
    return files | {name: path.read_bytes() for name, path in files_below(here / "template")}


def _lesson_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the assignment's own files that a student gets."""
    folder = assignment.folder
    readme = folder / "template.README.md"
    if not readme.exists():
        raise GradkitError(f"{readme}: there is no such file; it is the student's README")
    files = {"README.md": readme.read_bytes()}
    support = [f"{each.name}/" for each in assignment.support[-1:]]
    for name, path in bundle_files(folder):
        is_check = name.startswith("checks/") and not name.startswith("checks/hidden/")
        if is_check or name.startswith(tuple(support)):
            files[name] = path.read_bytes()
    return files


def _student_settings(assignment: Assignment) -> str:
    """Return the student's `assignment.toml`: what a self-check needs, and no more."""
    text = (assignment.folder / "assignment.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
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


def _otter_tests(assignment: Assignment) -> dict[str, str]:
    """Return Otter's test file of each question, for the public checks that the judge collects."""
    from autograder.grading.batch import grade_one
    from autograder.hosts.one_submission import Taken
    from autograder.selfcheck.otter import otter_test_file

    nothing = Taken("nothing.py", Path("nothing.py"), "nothing", suffix=".py")
    where = (assignment.folder, assignment.reference, nothing)
    results = [grade_one(*where, language=language) for language in assignment.languages]
    files = {}
    for questions in zip(*(result["questions"] for result in results), strict=True):
        if questions[0].get("manual"):
            continue
        checks = []
        for said in zip(*(question["checks"] for question in questions), strict=True):
            titles = dict.fromkeys(check["title"] for check in said)
            if said[0]["visibility"] == "public":
                checks.append((said[0]["id"], " / ".join(titles), said[0]["points"]))
        files[questions[0]["name"]] = otter_test_file(questions[0]["name"], checks)
    return files


def differences(template_a: Path, template_b: Path) -> list[str]:
    """Return the names of the files that two templates do not have alike."""
    a, b = dict(files_below(template_a)), dict(files_below(template_b))
    return [
        name
        for name in sorted({*a, *b})
        if name not in a or name not in b or a[name].read_bytes() != b[name].read_bytes()
    ]
