"""`gradkit build`: prose and solution become the student's folder and the autograder's bundle.

The notebooks go through the real `otter assign`, and what was built is proven with the real
`otter run` before it counts. Must never put a solution, a hidden check or the seed into the
student's folder, nor a clock time into anything.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import repertoire
from autograder.archive import packed
from autograder.assignment import (
    BUNDLE_FOLDER,
    MISCONCEPTIONS,
    REFERENCE,
    Assignment,
    Question,
    bundle_files,
    lesson_files,
    load,
    solution_files,
)
from autograder.faults import GradkitError
from autograder.language import LANGUAGES, Language
from autograder.misconception import Misconception, catalogue
from autograder.pool import Pool
from autograder.wheel import wheel

Notebook = dict[str, Any]

PLUGIN = "autograder.otter_plugin.Gradkit"
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
_GENERATE = {
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
_STUDENT_SETTINGS = ("name", "title", "support", "own_modules", "limits")
# Shorter lines of a solution (`return x`) are in everybody's code and give nothing away.
_TELLING_LENGTH = 20
_OTTER_SECONDS = 600


@dataclass(frozen=True)
class Built:
    """What a build leaves behind."""

    student_zip: Path
    autograder_zip: Path
    template: Path


def build(
    root: Path,
    name: str,
    *,
    dist: Path | None = None,
    template: Path | None = None,
    prove: bool = True,
    echo: Callable[[str], object] = print,
) -> Built:
    """Build an assignment; raise GradkitError where what was built does not hold what it must."""
    folder = root / "assignments" / name
    assignment = load(folder, root / "solutions" / name / REFERENCE)
    target = (dist or root / "dist") / name
    target.mkdir(parents=True, exist_ok=True)
    built = Built(
        target / f"{name}-student.zip",
        target / "autograder.zip",
        template or root / "student_template" / name,
    )
    with tempfile.TemporaryDirectory(prefix="gradkit-build-") as place:
        echo(f"{name}: otter assign")
        notebooks, otter_files = _assigned(assignment, Path(place))
        fresh = Path(place) / "template"
        _write_template(assignment, notebooks, fresh)
        if found := leaks(fresh, folder, assignment.reference):
            raise GradkitError(f"{name}: the student's folder gives away {'; '.join(found)}")
        _write_bundle(assignment, otter_files, Path(place) / "autograder.zip")
        if prove:
            echo(f"{name}: otter run, on the reference and on the untouched notebooks")
            _prove(assignment, notebooks, Path(place))
        _replace_folder(fresh, built.template)
        shutil.copyfile(Path(place) / "autograder.zip", built.autograder_zip)
        student = {f"{name}/{n}": p.read_bytes() for n, p in _tree(fresh)}
        built.student_zip.write_bytes(packed(student))
    return built


# -- the reference and the master notebook ---------------------------------------------------------


def _solutions(assignment: Assignment) -> dict[str, str]:
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
    """Return the cells of a lesson; its stubs must be the questions, each once and in order."""
    import jupytext  # type: ignore[import-untyped]

    path = assignment.folder / f"lesson.{language}.md"
    if not path.exists():
        raise GradkitError(f"{path}: there is no such file; a lesson is needed in each language")
    cells: list[Notebook] = list(jupytext.reads(path.read_text(encoding="utf-8"), "md").cells)
    stubs = [c["metadata"]["exercise"] for c in cells if "exercise" in c["metadata"]]
    wanted = [question.name for question in assignment.questions]
    if stubs != wanted:
        raise GradkitError(f"{path}: its stubs are {stubs}, the questions {wanted}")
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


def _as_json(notebook: Notebook) -> str:
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _raw(title: str, settings: dict[str, Any] | None = None) -> Notebook:
    lines = [f"{key}: {json.dumps(value)}" for key, value in (settings or {}).items()]
    return _cell("raw", "\n".join([f"# {title}", *lines]))


def _master(assignment: Assignment, language: Language, solutions: dict[str, str]) -> Notebook:
    settings = {
        "name": assignment.name,
        "tests": {"files": True, "ok_format": False},
        "export_cell": False,
        "init_cell": True,
        "check_all_cell": False,
        "run_tests": False,
        "generate": _GENERATE,
    }
    cells = [_raw("ASSIGNMENT CONFIG", settings)]
    points = {question.name: question.points for question in assignment.questions}
    for cell in _lesson(assignment, language):
        plain = _cell(cell["cell_type"], cell["source"], **cell["metadata"])
        question = cell["metadata"].get("exercise")
        if question is None:
            cells.append(plain)
        else:
            cells += _question_cells(plain, question, points[question], solutions[question])
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


# -- otter assign ----------------------------------------------------------------------------------


def _otter(arguments: list[str], cwd: Path) -> None:
    """Run Otter; its exit status says little, so callers look at what it wrote."""
    here = str(Path(__file__).resolve().parents[1])
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


def _assigned(
    assignment: Assignment, place: Path
) -> tuple[dict[Language, Notebook], dict[str, bytes]]:
    """Return the student's notebooks, and the files of the zip that Otter makes for grading."""
    solutions = _solutions(assignment)
    notebooks: dict[Language, Notebook] = {}
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        work = place / f"assign_{language}"
        work.mkdir()
        file = f"{assignment.name}_{language}.ipynb"
        master = _master(assignment, language, solutions)
        (work / file).write_text(_as_json(master), encoding="utf-8")
        _otter(["assign", file, "out"], work)
        student = work / "out" / "student" / file
        if not student.exists():
            raise GradkitError(f"otter assign wrote no student's notebook for {file}")
        made = json.loads(student.read_text(encoding="utf-8"))
        notebooks[language] = _finished(assignment, language, made)
        files = _zip_content(next((work / "out" / "autograder").glob("*.zip")))
    return notebooks, files


def _finished(assignment: Assignment, language: Language, made: Notebook) -> Notebook:
    cells = [
        _cell(cell["cell_type"], "".join(cell["source"]).rstrip(), **cell["metadata"])
        for cell in made["cells"]
    ]
    about = {"assignment": assignment.name, "language": language}
    return _notebook([cell for cell in cells if cell["source"]], gradkit=about)


def _zip_content(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}


# -- the student's folder --------------------------------------------------------------------------


def _write_template(
    assignment: Assignment, notebooks: dict[Language, Notebook], target: Path
) -> None:
    files: dict[str, bytes] = {}
    for language, notebook in notebooks.items():
        files[f"{assignment.name}_{language}.ipynb"] = _as_json(notebook).encode()
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
    """Return the engine's modules that run at a student's, and what lies beside them."""
    from autograder.selfcheck import STUDENT_MODULES

    here = Path(__file__).parent
    modules = sorted({"__init__", *STUDENT_MODULES})
    files = {f"autograder/{name}.py": (here / f"{name}.py").read_bytes() for name in modules}
    return files | {name: path.read_bytes() for name, path in _tree(here / "template")}


def _lesson_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the assignment's own files that a student gets."""
    folder = assignment.folder
    readme = folder / "template.README.md"
    if not readme.exists():
        raise GradkitError(f"{readme}: there is no such file; it is the student's README")
    files = {"README.md": readme.read_bytes()}
    support = f"{assignment.support.name}/" if assignment.support else None
    for name, path in bundle_files(folder):
        is_public = name == "checks/cases.py" or name.startswith("checks/public/")
        if is_public or (support and name.startswith(support)):
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
    from autograder.batch import grade_one
    from autograder.selfcheck import otter_test_file
    from autograder.submission_folder import Taken

    nothing = Taken("nothing.py", Path("nothing.py"), "nothing", suffix=".py")
    where = (assignment.folder, assignment.reference, nothing)
    english, korean = (grade_one(*where, language=language) for language in LANGUAGES)
    files = {}
    for ours, theirs in zip(english["questions"], korean["questions"], strict=True):
        checks = []
        for check, other in zip(ours["checks"], theirs["checks"], strict=True):
            titles = dict.fromkeys([check["title"], other["title"]])
            if check["visibility"] == "public":
                checks.append((check["id"], " / ".join(titles), check["points"]))
        files[ours["name"]] = otter_test_file(ours["name"], checks)
    return files


def _tree(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"__pycache__", ".pytest_cache"} & set(path.parts):
            yield path.relative_to(folder).as_posix(), path


def _replace_folder(fresh: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(fresh, target)


def differences(template_a: Path, template_b: Path) -> list[str]:
    """Return the names of the files that two templates do not have alike."""
    a, b = dict(_tree(template_a)), dict(_tree(template_b))
    return [
        name
        for name in sorted({*a, *b})
        if name not in a or name not in b or a[name].read_bytes() != b[name].read_bytes()
    ]


# -- what must not be given away -------------------------------------------------------------------


def leaks(template: Path, assignment_folder: Path, reference: Path) -> list[str]:
    """Return what of the solution, the misconceptions, the hidden checks and the seed is in it."""
    known = catalogue(reference.parent / MISCONCEPTIONS)
    secrets = _secrets(assignment_folder, reference) | _misunderstood(known.values())
    settings = tomllib.loads((assignment_folder / "assignment.toml").read_text(encoding="utf-8"))
    seed = re.compile(rf"(?<![\w.]){re.escape(str(settings['seed']))}(?![\w.])")
    found = []
    for name, path in _tree(template):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        lines = {_normal(line) for line in text.splitlines()}
        found += [f"{name}: {what}" for line, what in secrets.items() if line in lines]
        words = set(re.findall(r"\w+", text))
        hidden = _hidden_names(assignment_folder)
        found += [f"{name}: the hidden check {test}" for test in sorted(words & hidden)]
        found += [f"{name}: the misconception {each}" for each in sorted(words & known.keys())]
        if len(str(settings["seed"])) > 3 and seed.search(text):
            found.append(f"{name}: the seed")
    return found


def _normal(line: str) -> str:
    return "".join(line.partition("  #")[0].split())


def _secrets(folder: Path, reference: Path) -> dict[str, str]:
    """Return the telling lines of what solves the assignment, each with what it is."""
    found = {}
    for source in [reference, *sorted((folder / "given").glob("*.py"))]:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for statement in node.body[ast.get_docstring(node) is not None :]:
                    for line in ast.unparse(statement).splitlines():
                        if len(_normal(line)) >= _TELLING_LENGTH:
                            found[_normal(line)] = f"`{line.strip()}` of {source.name}"
    return found


def _misunderstood(known: Iterable[Misconception]) -> dict[str, str]:
    """Return the lines of the misconceptions' titles and hints, each with whose it is."""
    return {
        _normal(line): f"words of the misconception {misconception.id}"
        for misconception in known
        for node in ast.walk(ast.parse(misconception.source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for line in node.value.splitlines()
        if len(_normal(line)) >= _TELLING_LENGTH
    }


def _hidden_names(folder: Path) -> set[str]:
    def names(part: str) -> set[str]:
        return {
            node.name
            for path in sorted((folder / "checks" / part).rglob("*.py"))
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        }

    return names("hidden") - names("public")


# -- the autograder's bundle -----------------------------------------------------------------------


def _write_bundle(assignment: Assignment, otter_files: dict[str, bytes], path: Path) -> None:
    files = {n: data for n, data in otter_files.items() if not n.startswith("files/")}
    # No assignment_name: Otter would refuse a notebook whose metadata an editor has dropped.
    files["otter_config.json"] = (json.dumps(_GENERATE, indent=2) + "\n").encode()
    if lacking := [q.name for q in assignment.questions if f"tests/{q.name}.py" not in files]:
        raise GradkitError(f"otter assign made no test file for {', '.join(lacking)}")
    ours = [*bundle_files(assignment.folder), *lesson_files(assignment.folder)]
    for name, source in [*ours, *solution_files(assignment.reference)]:
        files[f"{BUNDLE_FOLDER}/{name}"] = source.read_bytes()
    if (examples := _examples(assignment)) is not None:
        files[f"{BUNDLE_FOLDER}/{repertoire.FILE}"] = examples
    files |= _container_files()
    path.write_bytes(packed(files, programs=("run_autograder", "setup.sh")))


def _examples(assignment: Assignment) -> bytes | None:
    """Return the rehearsed examples, which every container would have to draw anew.

    None where they cannot be kept, by the checks' own doing. Raises GradkitError where the checks
    are not in order.
    """
    if (found := repertoire.kept(assignment)) is None:
        Pool(assignment, "process").close()  # keeps them
        found = repertoire.kept(assignment)
    if found is None:  # a bundle is the same whether or not its builder's cache can be used
        with tempfile.TemporaryDirectory(prefix="gradkit-cache-") as place, _cache_in(place):
            Pool(assignment, "process").close()
            found = repertoire.kept(assignment)
    return found


@contextmanager
def _cache_in(place: str) -> Iterator[None]:
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = place
    try:
        yield
    finally:
        del os.environ["XDG_CACHE_HOME"]
        os.environ.update({} if before is None else {"XDG_CACHE_HOME": before})


def _container_files() -> dict[str, bytes]:
    """Return what makes an image and runs in it, in place of what Otter writes.

    Otter's Dockerfile adds `requirements.*` before it runs `setup.sh`, and `files/` after that:
    the engine rides in the former, so that a change of the checks alone installs nothing again.
    """
    files = {name: path.read_bytes() for name, path in _tree(Path(__file__).parent / "bundle")}
    name, content = wheel()
    return {**files, f"requirements.{name}": content}


# -- the proof -------------------------------------------------------------------------------------


def _prove(assignment: Assignment, notebooks: dict[Language, Notebook], place: Path) -> None:
    """Grade the reference and the stubs with the real Otter; full marks and none, or no build."""
    solutions = _solutions(assignment)
    tasks = []
    for language, notebook in notebooks.items():
        filled = [
            {**cell, "source": solutions.get(cell["metadata"].get("exercise"), cell["source"])}
            for cell in notebook["cells"]
        ]
        tasks.append((f"reference_{language}", {**notebook, "cells": filled}, True))
        tasks.append((f"untouched_{language}", notebook, False))
    with ThreadPoolExecutor(max_workers=min(len(tasks), os.cpu_count() or 1)) as pool:
        wrong = list(pool.map(lambda task: _misjudged(assignment, place, *task), tasks))
    if found := [line for line in wrong if line]:
        raise GradkitError(f"{assignment.name}: {'; '.join(found)}")


def _misjudged(
    assignment: Assignment, place: Path, what: str, notebook: Notebook, is_right: bool
) -> str:
    """Return what is wrong with the marks that `otter run` gives a notebook, or nothing."""
    out = place / what
    out.mkdir()
    file = out / f"{what}.ipynb"
    file.write_text(_as_json(notebook), encoding="utf-8")
    _otter(["run", "-a", str(place / "autograder.zip"), "-o", str(out), str(file)], out)
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    got = {test["name"]: (test.get("score"), test.get("max_score")) for test in results["tests"]}
    expected = {q.name: _marks(q, is_right) for q in assignment.questions}
    if got == expected:
        return ""
    names = [name for name in {**expected, **got} if got.get(name) != expected.get(name)]
    return f"{what} got {', '.join(f'{n}: {got.get(n)}, not {expected.get(n)}' for n in names)}"


def _marks(question: Question, is_right: bool) -> tuple[float, float]:
    return (question.points if is_right else 0, question.points)
