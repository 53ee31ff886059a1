"""Slips in checks, panels and pictures, as far as their text tells. Must never run one."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import autograder.checks as contract
from autograder.authoring.validation.author_files import AuthorFiles
from autograder.authoring.validation.problem import Problem, meant
from autograder.checks.pictures import EXHIBITS

PANELS = Path("checks/hidden/panels.py")


@dataclass(frozen=True)
class CheckMark:
    """A ``@check`` as it stands in a file; ``points`` None: no plain number."""

    path: Path
    function: ast.FunctionDef
    call: ast.Call
    part: str
    points: float | None


def of_checks(files: AuthorFiles) -> Iterator[Problem]:
    """Yield what is wrong with checks, and with what is made for their parts."""
    marks = list(check_marks(files))
    for mark in marks:
        yield from _of_mark(mark, files.judged)
        yield from _of_arguments(mark, files.trees[mark.path])
    yield from _of_names(files, marks)
    yield from _of_points(files, marks)
    yield from _of_imports(files)
    yield from _of_panels(files, parts_of(files))
    yield from _of_exhibits(files)


def check_marks(files: AuthorFiles) -> Iterator[CheckMark]:
    """Yield the checks that the files of checks/ hold."""
    for path, tree in files.trees.items():
        if files.folder / "checks" not in path.parents:
            continue
        for node in tree.body:
            for call in _calls(node, "check"):
                assert isinstance(node, ast.FunctionDef)
                told = {word.arg: word.value for word in call.keywords}
                first = call.args[0] if call.args else told.get("part")
                part = first.value if isinstance(first, ast.Constant) else ""
                worth = told.get("points")
                points = worth.value if isinstance(worth, ast.Constant) else None
                plain = points if isinstance(points, int | float) else None
                yield CheckMark(path, node, call, str(part), plain)


def parts_of(files: AuthorFiles) -> set[str]:
    """Return the parts that checks have, of questions that there are."""
    parts = {mark.part for mark in check_marks(files)}
    return {part for part in parts if part.partition(".")[0] in files.judged}


def _calls(node: ast.AST, name: str) -> Iterator[ast.Call]:
    """Yield the decorators ``@name(…)`` of a function."""
    for call in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == name:
            yield call


def _of_mark(mark: CheckMark, questions: list[str]) -> Iterator[Problem]:
    def wrong(what: str) -> Problem:
        return Problem(mark.path, mark.function.lineno, what)

    name = mark.function.name
    begins = mark.part.partition(".")[0]
    if begins not in questions:
        what = f"its part {mark.part!r} begins with no question of assignment.toml"
        yield wrong(what + meant(begins, questions))
    words = [word.arg for word in mark.call.keywords]
    if "points" not in words:
        yield wrong(f'{name}: say its points: @check("{mark.part}", points=2)')
    for word in words:
        if word not in ("part", "points", None):
            yield wrong(f"@check has no {word!r}: it takes a part and points=…")
    if mark.points is not None and mark.points <= 0:
        yield wrong(f"{name}: points is {mark.points:g}; it has to be above 0")
    if not (ast.get_docstring(mark.function) or "").strip():
        yield wrong(f"{name}: its docstring is its title, which students read; write one")
    if not name.startswith("test"):
        yield wrong(f"{name} is not found by pytest: call it test_{name}")
    if not mark.path.name.startswith("test_") or mark.path.parent.name not in ("public", "hidden"):
        yield wrong("checks are looked for in checks/public/test_*.py and checks/hidden/test_*.py")


def _of_arguments(mark: CheckMark, tree: ast.Module) -> Iterator[Problem]:
    """Yield what a check asks for and nobody gives it."""
    arguments = [each.arg for each in mark.function.args.args + mark.function.args.kwonlyargs]
    line, givens = mark.function.lineno, list(_calls(mark.function, "given"))
    drawn = [word.arg for call in givens for word in call.keywords if word.arg]
    by_place = sum(len(call.args) for call in givens)
    for name in drawn:
        if name not in arguments:
            yield Problem(mark.path, line, f"@given draws {name!r}, which is not an argument")
    order = mark.function.decorator_list
    if any(order.index(call) < order.index(mark.call) for call in givens):
        yield Problem(mark.path, line, "put @check above @given")
    if "student" not in arguments:
        yield Problem(mark.path, line, "a check takes `student`, which is the submission")
    if "reference" in arguments and mark.path.parent.name == "public":
        what = "public checks run without the reference: compute what is right, or make it hidden"
        yield Problem(mark.path, line, what)
    fixtures = {"student", "reference", *drawn, *_fixtures(tree)}
    rest = arguments[: len(arguments) - by_place]
    is_parametrized = "parametrize" in ast.unparse(ast.Module([mark.function], []))
    for name in () if is_parametrized else rest:
        if name not in fixtures:
            what = f"nobody gives it {name!r}{meant(name, fixtures)}"
            yield Problem(mark.path, line, what)


def _fixtures(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(
            "fixture" in ast.unparse(each) for each in node.decorator_list
        ):
            yield node.name


def _of_names(files: AuthorFiles, marks: list[CheckMark]) -> Iterator[Problem]:
    """Yield checks that hide each other, and tests without a mark."""
    counts = Counter((mark.path, mark.function.name) for mark in marks)
    for mark in marks:
        if counts[mark.path, mark.function.name] > 1:
            what = f"two checks are called {mark.function.name}: only the last one counts"
            yield Problem(mark.path, mark.function.lineno, what)
    for path, tree in files.trees.items():
        if path.parent.parent != files.folder / "checks" or not path.name.startswith("test_"):
            continue
        for node in tree.body:
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test")
            if is_test and isinstance(node, ast.FunctionDef) and not any(_calls(node, "check")):
                what = f"{node.name}: put @check(part, points=…) above it"
                yield Problem(path, node.lineno, what)


def _of_points(files: AuthorFiles, marks: list[CheckMark]) -> Iterator[Problem]:
    for place, question in enumerate(files.questions):
        name, points = question.get("name"), question.get("points")
        own = [m.points for m in marks if m.part.partition(".")[0] == name]
        if question.get("manual") or None in own or not isinstance(points, int | float):
            continue
        worth = sum(value for value in own if value is not None)
        if abs(worth - points) > 1e-9:
            what = f"{name}: its checks are worth {worth:g} points, here it says {points:g}"
            yield files.at(("questions", place, "points"), what)


def _of_imports(files: AuthorFiles) -> Iterator[Problem]:
    """Yield names that are asked of `autograder.checks` and that it does not have."""
    for path, tree in files.trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == contract.__name__:
                for name in (alias.name for alias in node.names):
                    if name not in contract.__all__ and name != "*":
                        what = f"autograder.checks has no {name}"
                        yield Problem(path, node.lineno, what + meant(name, contract.__all__))


def _of_panels(files: AuthorFiles, parts: set[str]) -> Iterator[Problem]:
    path = files.folder / PANELS
    for node in files.trees[path].body if path in files.trees else ():
        targets = node.targets if isinstance(node, ast.Assign) else ()
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        is_table = any(isinstance(t, ast.Name) and t.id in ("PANELS", "PLACES") for t in targets)
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        for key in value.keys if is_table and isinstance(value, ast.Dict) else ():
            if isinstance(key, ast.Constant) and key.value not in parts:
                what = f"no check has the part {key.value!r}{meant(str(key.value), parts)}"
                yield Problem(path, key.lineno, what)


def _of_exhibits(files: AuthorFiles) -> Iterator[Problem]:
    path = files.folder / EXHIBITS
    names = files.names
    for node in files.trees[path].body if path in files.trees else ():
        for call in _calls(node, "exhibit"):
            assert isinstance(node, ast.FunctionDef)
            first = call.args[0] if call.args else None
            name = first.value if isinstance(first, ast.Constant) else ""
            if name not in names:
                what = f"@exhibit names {name!r}, which is not a question{meant(str(name), names)}"
                yield Problem(path, node.lineno, what)
            if not (ast.get_docstring(node) or "").strip():
                yield Problem(path, node.lineno, f"{node.name}: its docstring is its title")
