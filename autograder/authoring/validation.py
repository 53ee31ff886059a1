"""What is wrong with an assignment, all at once: file, line, what to do.

Reads an author's files as text first; only where nothing is wrong there, the reference is judged.
Must never change a file.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyflakes import messages
from pyflakes.checker import Checker

from autograder.assignment.assignment import MISCONCEPTIONS, REFERENCE, load
from autograder.assignment.limits import Limits
from autograder.assignment.misconceptions import catalogue
from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES

_SETTINGS = {"name", "title", "seed", "questions", "languages", "feedback", "support"}
_SETTINGS |= {"support_from", "own_modules", "limits"}
# What pyflakes says that is a mistake for sure, in a file that is whole in itself.
_MISTAKES = (messages.UndefinedName, messages.UndefinedExport, messages.ReturnOutsideFunction)
_PANELS = Path("checks/hidden/panels.py")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; ``line`` 0: the file as a whole."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}{f':{self.line}' if self.line else ''}: {self.what}"


@dataclass(frozen=True)
class _CheckMark:
    """A ``@check`` as it stands in a file."""

    path: Path
    line: int
    part: str
    points: float | None


def problems(root: Path, name: str) -> list[Problem]:
    """Return all that is wrong with an assignment below ``root``; empty: it can be built."""
    folder, solutions = root / "assignments" / name, root / "solutions" / name
    settings = folder / "assignment.toml"
    try:
        text = settings.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return [Problem(settings, 0, "there is no such file; `gradkit new` makes one")]
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        return [Problem(settings, int(line[1]) if line else 0, str(error))]
    found = [*_of_settings(settings, text, data, name), *_of_files(folder, solutions, data)]
    questions = [str(q.get("name")) for q in _questions(data) if not q.get("manual")]
    trees = dict(_parsed(folder, solutions, questions, found))
    marks = list(_marks(folder, trees))
    found += _of_rubric(settings, data, marks, questions)
    found += _of_reference(solutions / REFERENCE, trees, questions)
    parts = {mark.part for mark in marks}
    found += _of_panels(folder / _PANELS, trees, parts)
    found += _of_misconceptions(solutions / MISCONCEPTIONS, trees, parts)
    return found or list(_of_judging(folder, solutions / REFERENCE))


def _questions(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = data.get("questions", [])
    return [q for q in listed if isinstance(q, dict)] if isinstance(listed, list) else []


def _line(text: str, word: str) -> int:
    """Return the first line on which a word stands, or 0."""
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if re.search(rf"\b{word}\b", line)), 0)


def _of_settings(path: Path, text: str, data: Mapping[str, Any], name: str) -> Iterator[Problem]:
    for key in ("name", "title", "seed", "questions"):
        if key not in data:
            yield Problem(path, 0, f"{key} is missing")
    for key in sorted(set(data) - _SETTINGS):
        yield Problem(path, _line(text, key), f"there is no setting {key!r}")
    if data.get("name", name) != name:
        yield Problem(path, _line(text, "name"), f"name is {data['name']!r}, its folder {name!r}")
    for key in sorted(set(data.get("limits", {})) - set(vars(Limits()))):
        known = ", ".join(vars(Limits()))
        yield Problem(path, _line(text, key), f"there is no limit {key!r}; there are {known}")
    for question in _questions(data):
        if lacking := [key for key in ("name", "points") if key not in question]:
            yield Problem(path, 0, f"a question has no {' and no '.join(lacking)}")


def _of_files(folder: Path, solutions: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the files that are not there."""
    wanted = [folder / "template.README.md", solutions / REFERENCE]
    for question in _questions(data):
        wanted += [folder / "given" / f"{name}.py" for name in question.get("given", [])]
    yield from (Problem(path, 0, "there is no such file") for path in wanted if not path.exists())
    for language in data.get("languages", LANGUAGES):
        lesson = folder / f"lesson.{language}.md"
        if not lesson.exists():
            what = f"there is no such file; assignment.toml has `languages` with {language!r} in it"
            yield Problem(lesson, 0, what)
            continue
        stubs = re.findall(r'exercise="([^"]+)"', lesson.read_text(encoding="utf-8"))
        names = [str(question.get("name")) for question in _questions(data)]
        if stubs != names:
            yield Problem(lesson, 0, f"its stubs are {stubs}, the questions {names}, in this order")


def _parsed(
    folder: Path, solutions: Path, questions: list[str], found: list[Problem]
) -> Iterator[tuple[Path, ast.Module]]:
    """Yield the author's Python files; what is no Python or names nothing is a problem.

    What stands for students' work (samples, other right solutions) may be as odd as theirs is. A
    misconception may use another question's name: in judging, that one is there.
    """
    for path in sorted([*folder.rglob("*.py"), *solutions.rglob("*.py")]):
        if {"samples", "right", "rewritten", "__pycache__"} & set(path.parts):
            continue
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError) as error:
            found.append(Problem(path, getattr(error, "lineno", 0) or 0, str(error)))
            continue
        for message in Checker(tree, str(path)).messages:
            is_question = bool(set(questions) & set(map(str, message.message_args)))
            if isinstance(message, _MISTAKES) and not is_question:
                what = message.message % message.message_args
                found.append(Problem(path, message.lineno, f"{what}: define or import it here"))
        yield path, tree


def _marks(folder: Path, trees: Mapping[Path, ast.Module]) -> Iterator[_CheckMark]:
    """Yield the checks that the files of checks/ hold."""
    for path, tree in trees.items():
        if folder / "checks" not in path.parents:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("check"):
                    values = [*call.args, *(word.value for word in call.keywords)]
                    told = [v.value for v in values if isinstance(v, ast.Constant)]
                    part = next((value for value in told if isinstance(value, str)), "")
                    points = [value for value in told if isinstance(value, int | float)]
                    yield _CheckMark(path, node.lineno, part, points[0] if points else None)


def _of_rubric(
    settings: Path, data: Mapping[str, Any], marks: list[_CheckMark], questions: list[str]
) -> Iterator[Problem]:
    for mark in marks:
        if mark.part.partition(".")[0] not in questions:
            known = ", ".join(questions)
            what = f"its part {mark.part!r} begins with no question of assignment.toml ({known})"
            yield Problem(mark.path, mark.line, what)
    for question in _questions(data):
        own = [m.points for m in marks if m.part.partition(".")[0] == question.get("name")]
        points = question.get("points")
        if question.get("manual") or None in own or not isinstance(points, int | float):
            continue
        worth = sum(value for value in own if value is not None)
        if abs(worth - points) > 1e-9:
            name = question.get("name")
            what = f"{name}: its checks are worth {worth:g} points, here it says {points:g}"
            yield Problem(settings, _line(settings.read_text(encoding="utf-8"), str(name)), what)


def _of_reference(
    path: Path, trees: Mapping[Path, ast.Module], questions: list[str]
) -> Iterator[Problem]:
    """Yield what of the reference would not get into the notebook that `gradkit build` makes."""
    if (tree := trees.get(path)) is None:
        return
    defined = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for name in questions:
        if name not in defined:
            yield Problem(path, 0, f"no definition of {name}")
    assigned = {
        t.id: n.lineno
        for n in tree.body
        if isinstance(n, ast.Assign)
        for t in n.targets
        if isinstance(t, ast.Name)
    }
    helpers = assigned | {n.name: n.lineno for n in defined.values() if n.name not in questions}
    for name in questions:
        for node in ast.walk(defined[name]) if name in defined else ():
            if isinstance(node, ast.Name) and node.id in set(helpers) - _own_names(defined[name]):
                what = f"{name} uses {node.id}, which is not copied into the notebook: put it "
                yield Problem(
                    path, node.lineno, what + f"inside {name} or into the support package"
                )


def _own_names(definition: ast.AST) -> set[str]:
    """Return the names that a definition binds itself."""
    nodes = list(ast.walk(definition))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in nodes if isinstance(n, ast.arg)}


def _of_panels(path: Path, trees: Mapping[Path, ast.Module], parts: set[str]) -> Iterator[Problem]:
    for node in ast.walk(trees[path]) if path in trees else ():
        is_table = isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id in ("PANELS", "PLACES") for t in node.targets
        )
        if is_table and isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            for key in node.value.keys:
                if isinstance(key, ast.Constant) and key.value not in parts:
                    known = ", ".join(sorted(parts))
                    what = f"no check has the part {key.value!r}; there are {known}"
                    yield Problem(path, key.lineno, what)


def _of_misconceptions(
    folder: Path, trees: Mapping[Path, ast.Module], parts: set[str]
) -> Iterator[Problem]:
    if any(folder in path.parents and path not in trees for path in folder.glob("*.py")):
        return  # one that is no Python has been told
    try:
        known = catalogue(folder)
    except GradkitError as error:
        file, _, what = str(error).partition(": ")
        yield Problem(Path(file), 0, what)
        return
    for misconception in known.values():
        if misconception.part not in parts:
            path = folder / f"{misconception.id}.py"
            what = f"PART is {misconception.part!r}; checks have {', '.join(sorted(parts))}"
            yield Problem(path, _line(misconception.source, "PART"), what)


def _of_judging(folder: Path, reference: Path) -> Iterator[Problem]:
    """Judge the reference; it must pass every check, whatever is drawn."""
    from autograder.grading.batch import grade_one
    from autograder.submissions.reading import find

    try:
        load(folder, reference)
        (subject,) = find([reference])
        result = grade_one(folder, reference, subject)
    except GradkitError as error:
        yield Problem(folder, 0, str(error))
        return
    for question in result["questions"]:
        for check in question["checks"]:
            if check["outcome"] != "passed":
                where, _, name = check["id"].partition("::")
                what = f"{name}: the reference does not pass: {check['message']}"
                yield Problem(folder / "checks" / f"{where}.py", 0, " ".join(what.split()))
