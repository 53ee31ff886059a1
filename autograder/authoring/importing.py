"""An assignment out of a notebook that was written for `otter assign` or for nbgrader.

What such a notebook asks of students becomes exercises, its tests become checks. Must never run a
cell of it, nor leave anything out without a word.

Formats: https://otter-grader.readthedocs.io (Otter Assign Format v1) and
https://nbgrader.readthedocs.io ("Creating and grading assignments").
"""

from __future__ import annotations

import ast
import builtins
import doctest
import re
import secrets
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import yaml

from autograder.authoring.starter import start
from autograder.base.errors import GradkitError
from autograder.base.files import write

_REGION = re.compile(r"#{1,3} (BEGIN|END) (SOLUTION|HIDDEN TESTS)\b", re.IGNORECASE)
_LINE = re.compile(r"\s*# SOLUTION\b.*$")
_PROMPT = re.compile(r'""" # (BEGIN|END) PROMPT')
_CONFIG = re.compile(r'""" # BEGIN TEST CONFIG\n(?P<yaml>.*?)""" # END TEST CONFIG\n?', re.DOTALL)


@dataclass
class Test:
    """One test of the notebook."""

    source: str
    points: float | None = None
    is_hidden: bool = False


@dataclass
class Exercise:
    """What students write, and what asks for it."""

    solution: str
    name: str = ""
    points: float | None = None
    stub: str = ""
    tests: list[Test] = field(default_factory=list)
    is_manual: bool = False

    @property
    def defined(self) -> list[str]:
        """The functions and classes that the solution defines."""
        return [n.name for n in _body(self.solution) if isinstance(n, _DEFINITIONS)]


_DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


@dataclass
class Source:
    """A notebook, taken apart: prose, code that is given, exercises, in their order."""

    cells: list[tuple[str, str] | Exercise] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def exercises(self) -> list[Exercise]:
        """The exercises, in their order."""
        return [cell for cell in self.cells if isinstance(cell, Exercise)]


def read(path: Path) -> Source:
    """Take a notebook apart; raise GradkitError where it is of neither kind."""
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, AttributeError, nbformat.ValidationError) as error:
        raise GradkitError(f"{path}: not a notebook that can be read: {error}") from error
    cells = list(notebook.cells)
    if any("nbgrader" in cell.metadata for cell in cells):
        return _of_nbgrader(cells)
    if any("BEGIN QUESTION" in cell.source for cell in cells):
        return _of_otter(cells)
    raise GradkitError(f"{path}: neither `# BEGIN QUESTION` (Otter) nor nbgrader's metadata in it")


# -- nbgrader ------------------------------------------------------------------------------------


def _of_nbgrader(cells: Iterable[Any]) -> Source:
    found = Source()
    for cell in cells:
        about = cell.metadata.get("nbgrader", {})
        points = float(about["points"]) if about.get("points") is not None else None
        if about.get("solution") and about.get("grade"):
            found.cells.append(Exercise(cell.source, about["grade_id"], points, is_manual=True))
        elif about.get("solution"):
            found.cells.append(Exercise(cell.source, stub=_without_solution(cell.source)))
        elif about.get("grade") and cell.cell_type == "code":
            _add_tests(found, cell.source, points or 0.0, str(about.get("grade_id")))
        else:
            found.cells.append((cell.cell_type, cell.source))
    return found


def _add_tests(found: Source, source: str, points: float, name: str) -> None:
    """Add a cell of tests: worth its points as a whole, whatever part of it is hidden."""
    exercises = [exercise for exercise in found.exercises if not exercise.is_manual]
    if not exercises:
        found.left_out.append(f"tests {name}: no solution comes before them")
        return
    shown = _outside(source, "HIDDEN TESTS")
    whole = "\n".join(line for line in source.splitlines() if not _REGION.search(line))
    if shown.strip() != whole.strip() and shown.strip():
        exercises[-1].tests.append(Test(shown, 0.0))
    exercises[-1].tests.append(Test(whole, points, is_hidden=shown.strip() != whole.strip()))


# -- Otter ---------------------------------------------------------------------------------------


def _of_otter(cells: Iterable[Any]) -> Source:
    found = Source()
    place, exercise = "", None
    for cell in cells:
        said = re.match(r"(?:```otter\n)?# (BEGIN|END|ASSIGNMENT) ?(\w*)", cell.source)
        is_mark = said is not None and cell.cell_type in ("raw", "markdown")
        if is_mark and said is not None:
            place, exercise = _moved(found, cell.source, said[1], said[2], place, exercise)
        elif place == "SOLUTION" and exercise is not None and cell.cell_type == "code":
            exercise.solution += _solved(cell.source) + "\n"
            exercise.stub += _without_solution(cell.source) + "\n"
        elif place == "TESTS" and exercise is not None and cell.cell_type == "code":
            exercise.tests.append(_otter_test(cell.source))
        elif place != "SOLUTION":
            found.cells.append((cell.cell_type, cell.source))
    return found


def _moved(
    found: Source, source: str, what: str, where: str, place: str, exercise: Exercise | None
) -> tuple[str, Exercise | None]:
    """Return where the cells after a mark belong."""
    if what == "BEGIN" and where == "QUESTION":
        settings = yaml.safe_load(re.sub(r"^(```otter\n)?#.*\n?|```$", "", source)) or {}
        points = settings.get("points")
        value = float(points) if isinstance(points, int | float) else None
        is_manual = bool(settings.get("manual"))
        exercise = Exercise("", str(settings.get("name", "")), value, is_manual=is_manual)
        found.cells.append(exercise)
        return "", exercise
    if what == "BEGIN":
        return where, exercise
    return "", None if where == "QUESTION" else exercise


def _otter_test(source: str) -> Test:
    settings: dict[str, Any] = {}
    if config := _CONFIG.search(source):
        settings = yaml.safe_load(config["yaml"]) or {}
        source = source.replace(config[0], "")
    is_hidden = bool(settings.get("hidden")) or source.lstrip().upper().startswith("# HIDDEN")
    points = settings.get("points")
    return Test(source, float(points) if isinstance(points, int | float) else None, is_hidden)


# -- solutions and stubs ---------------------------------------------------------------------------


def _outside(source: str, kind: str) -> str:
    """Return the lines outside the regions of a kind."""
    kept, is_inside = [], False
    for line in source.splitlines():
        mark = _REGION.search(line)
        if mark and mark[2].upper() == kind:
            is_inside = mark[1].upper() == "BEGIN"
        elif not is_inside:
            kept.append(line)
    return "\n".join(kept)


def _solved(source: str) -> str:
    """Return a solution without prompts and marks."""
    kept, is_prompt = [], False
    for line in source.splitlines():
        if mark := _PROMPT.search(line):
            is_prompt = mark[1] == "BEGIN"
        elif not is_prompt and not _REGION.search(line):
            kept.append(_LINE.sub("", line))
    return "\n".join(kept)


def _without_solution(source: str) -> str:
    """Return what students start from: signatures and docstrings, and a word where work is due."""
    lines = []
    for node in _body(_solved(source)):
        if isinstance(node, _DEFINITIONS):
            lines.append(ast.unparse(_emptied(node)))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            lines.append(ast.unparse(node))
    return "\n\n\n".join(lines)


def _emptied(node: ast.FunctionDef | ast.ClassDef) -> ast.stmt:
    """Return a definition whose functions raise NotImplementedError."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef):
            doc = inner.body[:1] if ast.get_docstring(inner) is not None else []
            inner.body = [*doc, *ast.parse(f"raise NotImplementedError({inner.name!r})").body]
    return node


def _body(source: str) -> list[ast.stmt]:
    """Return the statements of a cell without its magics; none where it is not plain Python."""
    plain = "\n".join(line for line in source.splitlines() if not line.startswith(("%", "!")))
    try:
        return ast.parse(plain).body
    except SyntaxError:
        return []


# -- the assignment ------------------------------------------------------------------------------


def take_over(notebook: Path, root: Path, name: str, language: str) -> list[str]:
    """Make the assignment ``name`` of a notebook; return what could not be taken over.

    Raises GradkitError where nothing of it could be.
    """
    source = read(notebook)
    _named(source)
    judged = [exercise for exercise in source.exercises if not exercise.is_manual]
    if not judged:
        raise GradkitError(f"{notebook}: no exercise in it that defines a function and has tests")
    given = _given_code(source)
    targets = [target for exercise in judged for target in exercise.defined]
    checks = {
        f"{visibility}/test_{exercise.name}.py": text
        for exercise in judged
        for visibility in ("public", "hidden")
        if (text := _checks(exercise, given, targets, visibility == "hidden", source.left_out))
    }
    asked = [e for e in judged if any(f"test_{e.name}.py" in file for file in checks)]
    source.cells = [
        ("code", cell.solution) if cell in judged and cell not in asked else cell
        for cell in source.cells
    ]
    _emptied_starter(root, name)
    folder, solutions = root / "assignments" / name, root / "solutions" / name
    for file, text in checks.items():
        write(folder / "checks" / file, text.encode())
    write(folder / f"lesson.{language}.md", _lesson(source).encode())
    write(folder / "assignment.toml", _settings(source, name, language).encode())
    write(solutions / "reference.py", _reference(asked, given).encode())
    return source.left_out


def _named(source: Source) -> None:
    """Name each exercise after what it defines; leave out what no check can be asked of."""
    kept: list[tuple[str, str] | Exercise] = []
    for cell in source.cells:
        if isinstance(cell, Exercise) and not cell.is_manual:
            label = cell.name or "a solution"
            if not cell.defined:
                source.left_out.append(f"{label}: it defines no function or class to check")
                kept.append(("code", cell.solution))
                continue
            if not cell.tests:
                source.left_out.append(
                    f"{cell.defined[0]}: it has no tests; it stays in the lesson"
                )
                kept.append(("code", cell.solution))
                continue
            cell.name = cell.defined[0]
            _spread_points(cell)
        kept.append(cell)
    source.cells = kept


def _spread_points(exercise: Exercise) -> None:
    """Give each test its points: its own, or an equal share of what is left (Otter's rule)."""
    own = sum(test.points or 0.0 for test in exercise.tests)
    open_ = [test for test in exercise.tests if test.points is None]
    total = exercise.points if exercise.points is not None else own + len(open_)
    for test in open_:
        test.points = (total - own) / len(open_)
    exercise.points = sum(test.points or 0.0 for test in exercise.tests)


def _emptied_starter(root: Path, name: str) -> None:
    """Begin a new assignment, without what the starter shows as an example."""
    for path in start(root, name):
        if path.name != "template.README.md":
            path.unlink()


def _given_code(source: Source) -> str:
    """Return imports and definitions of the cells that students are given."""
    kept = [
        node
        for cell in source.cells
        if not isinstance(cell, Exercise) and cell[0] == "code"
        for node in _body(cell[1])
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.FunctionDef)
    ]
    is_graders = re.compile(r"\botter\b|\bnbgrader\b|\bgrader\b")
    return "\n".join(text for text in map(ast.unparse, kept) if not is_graders.search(text))


def _lesson(source: Source) -> str:
    import jupytext  # type: ignore[import-untyped]

    made = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    for cell in source.cells:
        if isinstance(cell, Exercise):
            kind = nbformat.v4.new_markdown_cell if cell.is_manual else nbformat.v4.new_code_cell
            text = "_Your answer here._" if cell.is_manual else cell.stub.strip()
            made.cells.append(kind(text, metadata={"exercise": cell.name}))  # type: ignore[no-untyped-call]
        elif cell[0] in ("code", "markdown"):
            kind = nbformat.v4.new_code_cell if cell[0] == "code" else nbformat.v4.new_markdown_cell
            if "otter" not in cell[1]:
                made.cells.append(kind(cell[1]))  # type: ignore[no-untyped-call]
    text = jupytext.writes(made, "md")
    return str(text)


def _settings(source: Source, name: str, language: str) -> str:
    seed = secrets.randbelow(10**8) + 10**8
    lines = [
        f'name = "{name}"',
        f'title = "{name}"',
        f'languages = ["{language}"]',
        f"seed = {seed}",
    ]
    for exercise in source.exercises:
        points = exercise.points or 0.0
        lines += ["", "[[questions]]", f'name = "{exercise.name}"', f"points = {points:g}"]
        if exercise.is_manual:
            item = f'{{ id = "answer", points = {points:g}, title = "Answer" }}'
            lines += ["manual = true", f"rubric = [{item}]"]
        elif others := exercise.defined[1:]:
            lines.append(f"aliases = {{ {', '.join(f'{other} = []' for other in others)} }}")
    return "\n".join(lines) + "\n"


def _reference(exercises: Iterable[Exercise], given: str) -> str:
    body = "\n\n\n".join(_solved(exercise.solution).strip() for exercise in exercises)
    return f'"""The reference solution."""\n\n{given}\n\n\n{body}\n'


def _checks(
    exercise: Exercise, given: str, targets: list[str], is_hidden: bool, left_out: list[str]
) -> str:
    """Return a file of checks; empty where the exercise has none of this kind."""
    there = {*dir(builtins), *_bound(given)}
    parts = []
    for number, test in enumerate(exercise.tests, start=1):
        if test.is_hidden != is_hidden:
            continue
        try:
            parts.append(_check(exercise, number, test, targets, there))
        except (SyntaxError, ValueError) as error:
            left_out.append(f"{exercise.name}: test {number}: {error}")
            exercise.points = (exercise.points or 0.0) - (test.points or 0.0)
    if not parts:
        return ""
    head = f'"""Checks of {exercise.name}."""\n\n{given}\n'
    return "\n\n".join([f"{head}from autograder.checks import as_raised, check\n", *parts])


def _check(exercise: Exercise, number: int, test: Test, targets: list[str], there: set[str]) -> str:
    """Return one check; raise ValueError where the test asks for what no check can have."""
    code = "\n".join(_statements(test.source, {*targets, *there}))
    tree = ast.parse(code)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if strange := sorted(names - there - set(targets) - _bound(code)):
        raise ValueError(f"it uses {', '.join(strange)}, which no exercise defines")
    if any(isinstance(node, ast.Delete) for node in ast.walk(tree)):
        raise ValueError("it deletes a student's name, which a check cannot do")
    # What a student's code raises is told apart only where a test catches it.
    catches = any(isinstance(node, ast.Try | ast.With) for node in ast.walk(tree))
    own = "as_raised(student.{0})" if catches else "student.{0}"
    bound = [f"{name} = {own.format(name)}" for name in targets if name in names]
    inner = textwrap.indent("\n".join([*bound, code]), "    ")
    return (
        f'@check("{exercise.name}", points={test.points or 0.0:g})\n'
        f"def test_{exercise.name}_{number}(student):\n"
        f'    """{exercise.name}: test {number}"""\n{inner}\n'
    )


def _bound(source: str) -> set[str]:
    """Return the names that a piece of code binds."""
    found: set[str] = set()
    for node in ast.walk(ast.Module(_body(source), [])):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (*_DEFINITIONS, ast.ExceptHandler)) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found


def _statements(source: str, there: set[str]) -> Iterator[str]:
    """Yield a test's statements: of a doctest, or plain ones; a function over names is called."""
    if ">>>" in source:
        for example in doctest.DocTestParser().get_examples(source):
            if example.want:
                value = example.source.strip()
                yield f"assert repr({value}) == {example.want.strip()!r}, {value!r}"
            else:
                yield example.source.strip()
        return
    body = _body(source)
    if not body:
        raise ValueError("it is not plain Python")
    yield from map(ast.unparse, body)
    tests = [n for n in body if isinstance(n, ast.FunctionDef) and n.name.startswith("test")]
    if tests and not isinstance(body[-1], ast.Expr):
        arguments = [argument.arg for argument in tests[0].args.args]
        if strange := [name for name in arguments if name not in there]:
            raise ValueError(f"it takes {', '.join(strange)}, which no exercise defines")
        yield f"{tests[0].name}({', '.join(arguments)})"
