"""The master notebook out of lesson and reference, and what `otter assign` makes of it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment, ManualQuestion
from autograder.base.errors import GradkitError
from autograder.base.language import Language, Text
from autograder.base.trees import zip_content
from autograder.submissions.notebook import MANUAL_TAG, answer_marks

Notebook = dict[str, Any]

PLUGIN = "autograder.hosts.otter_plugin.Gradkit"
GENERATE = {
    "plugins": [PLUGIN],
    "show_hidden": True,
    "force_public_test_summary": False,
    "show_stdout": False,
    "print_summary": False,
    "pdf": False,
}
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_OTTER_SECONDS = 600
_BY_A_PERSON = Text(
    "**A person reads this answer** ({}):", "**이 답은 사람이 읽고 채점합니다**({}):"
)
_BONUS = Text("a bonus of up to {:g} points", "가산점 최대 {:g}점")
_POINTS = Text("{:g} points", "{:g}점")


# -- the reference and the master notebook ---------------------------------------------------------


def reference_definitions(assignment: Assignment) -> dict[str, str]:
    """Return for each question the reference's definition, below the imports that it needs."""
    source = assignment.reference.read_text(encoding="utf-8")
    body = ast.parse(source).body
    imports = [
        ast.unparse(node)
        for node in body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    found = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    if lacking := [q.name for q in assignment.questions if q.name not in found]:
        raise GradkitError(f"{assignment.reference}: no definition of {', '.join(lacking)}")
    head = "\n".join(imports)
    return {q.name: f"{head}\n\n\n{found[q.name]}" for q in assignment.questions}


def _lesson(assignment: Assignment, language: Language) -> list[Notebook]:
    """Return the cells of a lesson; its stubs must be the questions, each once and in order.

    Only the answer to a question for a person may have several cells, next to one another.
    """
    import jupytext  # type: ignore[import-untyped]

    path = assignment.folder / f"lesson.{language}.md"
    if not path.exists():
        raise GradkitError(f"{path}: there is no such file; a lesson is needed in each language")
    cells: list[Notebook] = list(jupytext.reads(path.read_text(encoding="utf-8"), "md").cells)
    manual = [question.name for question in assignment.manual]
    asked = [cell["metadata"].get("exercise") for cell in cells]
    stubs = [
        name
        for before, name in pairwise([None, *asked])
        if name and not (name in manual and name == before)
    ]
    wanted = [question.name for question in assignment.questions]
    if [s for s in stubs if s not in manual] != wanted or sorted(stubs) != sorted(wanted + manual):
        raise GradkitError(f"{path}: its stubs are {stubs}, the questions {wanted + manual}")
    return cells


def _cell(kind: str, source: str, **metadata: Any) -> Notebook:
    cell: Notebook = {"cell_type": kind, "metadata": metadata, "source": source}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _notebook(cells: list[Notebook], **metadata: Any) -> Notebook:
    """Return a notebook whose cells are numbered, so that it is the same each time."""
    numbered = [{**cell, "id": f"cell-{n:03d}"} for n, cell in enumerate(cells, start=1)]
    return {
        "cells": numbered,
        "metadata": {**_KERNEL, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook_json(notebook: Notebook) -> str:
    """Return a notebook as it is written: the same text for the same cells."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _raw(title: str, settings: dict[str, Any] | None = None) -> Notebook:
    lines = [f"{key}: {json.dumps(value)}" for key, value in (settings or {}).items()]
    return _cell("raw", "\n".join([f"# {title}", *lines]))


def _master(assignment: Assignment, language: Language, solutions: dict[str, str]) -> Notebook:
    settings = {
        "name": assignment.name,
        "tests": {"files": True, "ok_format": False},
        "export_cell": False,
        "init_cell": False,
        "check_all_cell": False,
        "run_tests": False,
        "generate": GENERATE,
    }
    cells = [_raw("ASSIGNMENT CONFIG", settings)]
    points = {question.name: question.points for question in assignment.questions}
    manual = {question.name: question for question in assignment.manual}
    lesson = _lesson(assignment, language)
    for question, grouped in groupby(lesson, lambda cell: cell["metadata"].get("exercise")):
        plain = [_cell(c["cell_type"], c["source"], **c["metadata"]) for c in grouped]
        if question is None:
            cells += plain
        elif question in manual:
            cells += _cells_for_a_person(plain, manual[question], language)
        else:
            cells += _question_cells(plain[0], question, points[question], solutions[question])
    return _notebook(cells)


def _question_cells(stub: Notebook, name: str, points: float, solution: str) -> list[Notebook]:
    # The stub stays code: a prompt in Otter's triple quotes could hold no docstring. Below it the
    # solution defines the name again, so the master runs and the student's notebook keeps the stub.
    hidden = f"# BEGIN SOLUTION NO PROMPT\n{solution}\n# END SOLUTION"
    answer = {**stub, "source": f"{stub['source']}\n{hidden}"}
    return [
        _raw("BEGIN QUESTION", {"name": name, "points": points}),
        _raw("BEGIN SOLUTION"),
        answer,
        _raw("END SOLUTION"),
        _raw("BEGIN TESTS"),
        _cell("code", f"def test_is_there(env):\n    assert {name!r} in env"),
        _raw("END TESTS"),
        _raw("END QUESTION"),
    ]


def _cells_for_a_person(
    stubs: list[Notebook], question: ManualQuestion, language: Language
) -> list[Notebook]:
    """Return the cells of a question that a person grades: its rubric, then room for the answer.

    The comments around it, and the tag, tell an answer wherever a student moves it.
    """
    start, end = answer_marks(question.name)
    told = [f"- {item.title.to(language)} ({item.points:+g})" for item in question.rubric]
    points = (_BONUS if question.is_bonus else _POINTS).to(language).format(question.points)
    by = _BY_A_PERSON.to(language).format(points)
    room = [{**stub, "metadata": {**stub["metadata"], "tags": [MANUAL_TAG]}} for stub in stubs]
    settings = {"name": question.name, "points": question.points, "manual": True}
    return [
        _raw("BEGIN QUESTION", settings),
        _cell("markdown", "\n".join([start, "", by, "", *told])),
        _raw("BEGIN PROMPT"),
        *room,
        _raw("END PROMPT"),
        _raw("BEGIN SOLUTION"),
        _cell("markdown", "."),
        _raw("END SOLUTION"),
        _raw("END QUESTION"),
        _cell("markdown", end),
    ]


# -- otter assign ----------------------------------------------------------------------------------


def run_otter(arguments: list[str], cwd: Path) -> None:
    """Run Otter; its exit status says little, so callers look at what it wrote."""
    here = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", "otter", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_OTTER_SECONDS,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise GradkitError(f"otter {arguments[0]}: {last}")


def assigned(
    assignment: Assignment, place: Path
) -> tuple[dict[Language, Notebook], dict[str, bytes]]:
    """Return the student's notebooks, and the files of the zip that Otter makes for grading."""
    solutions = reference_definitions(assignment)
    notebooks: dict[Language, Notebook] = {}
    files: dict[str, bytes] = {}
    for language in assignment.languages:
        work = place / f"assign_{language}"
        work.mkdir()
        file = f"{assignment.name}_{language}.ipynb"
        master = _master(assignment, language, solutions)
        (work / file).write_text(notebook_json(master), encoding="utf-8")
        run_otter(["assign", file, "out"], work)
        student = work / "out" / "student" / file
        if not student.exists():
            raise GradkitError(f"otter assign wrote no student's notebook for {file}")
        made = json.loads(student.read_text(encoding="utf-8"))
        notebooks[language] = _finished(assignment, language, made)
        files = zip_content(next((work / "out" / "autograder").glob("*.zip")))
    return notebooks, files


def _finished(assignment: Assignment, language: Language, made: Notebook) -> Notebook:
    cells = [
        _cell(cell["cell_type"], "".join(cell["source"]).rstrip(), **cell["metadata"])
        for cell in made["cells"]
    ]
    about = {"assignment": assignment.name, "language": language}
    return _notebook([cell for cell in cells if cell["source"]], gradkit=about)


# -- the first cell --------------------------------------------------------------------------------

_START = {
    "title": Text("Run this cell first", "이 셀을 먼저 실행하세요"),
    "about": Text(
        "It unpacks what this homework brings along into a temporary file: the ready-made "
        "functions, the pictures, and the checks behind grader.check. Your own files stay as they "
        "are.",
        "이 과제에 딸린 것(준비된 함수, 그림, grader.check로 하는 검사)을 "
        "임시 파일에 풀어 놓습니다. 여러분의 파일은 건드리지 않습니다.",
    ),
    "absent": Text(
        "selfcheck.zip must be beside this notebook; in the repository `gradkit build` makes it",
        "이 노트북 옆에 selfcheck.zip이 있어야 합니다 (저장소에서는 `gradkit build`로 만듭니다)",
    ),
    "full": Text(
        "no space is left in the temporary folder or in this one: delete some files",
        "임시 폴더에도 이 폴더에도 저장할 공간이 없습니다. 필요 없는 파일을 지우고 다시 실행하세요",
    ),
    "too_old": Text(
        "Python 3.10 or newer is needed; this is ", "파이썬 3.10 이상이 필요합니다. 지금 버전: "
    ),
}
_START_TEXT = Text(
    "**Run this cell first** (click on it, then Shift + Enter). It sets up the homework.",
    "**이 셀을 먼저 실행하세요** (셀을 클릭하고 Shift + Enter). 과제에 필요한 것을 준비합니다.",
)


def with_start(notebook: Notebook, language: Language, carried: str) -> Notebook:
    """Return a notebook below the cell that makes everything ready; ``carried`` is the kit."""
    template = (Path(__file__).parent / "start_cell.txt").read_text(encoding="utf-8").rstrip()
    words = {name: text.to(language) for name, text in _START.items()}
    source = template.format(carried=carried, language=language, **words)
    folded = {"cellView": "form", "jupyter": {"source_hidden": True}, "collapsed": False}
    first = [
        _cell("markdown", _START_TEXT.to(language)),
        _cell("code", source, **folded, tags=["start"]),
    ]
    about = {k: v for k, v in notebook["metadata"].items() if k not in _KERNEL}
    return _notebook([*first, *notebook["cells"]], **about)
