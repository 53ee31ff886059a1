"""Measures what grading costs, beside Otter and nbgrader, and prints a page of Markdown.

``python suite.py [--quick] [--docs]``. Asserts nothing about times; that every right submission
gets full marks from everybody is checked, or the figures would mean nothing. With ``--quick``
fewer submissions, to see that it works; with ``--docs`` the page goes into docs/performance.md.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import rivals
import selfcheck
import styles
from dask_nodes import Nodes
from measure import Cost, cost, median

from autograder.assignment.assignment import Assignment, opened
from autograder.authoring.handout import KIT

HERE, ROOT = rivals.HERE, rivals.ROOT
NAME = "neural_network_learning"
BEGIN, END = "<!-- figures of make bench -->", "<!-- end of figures -->"
GRADE = [sys.executable, "-c", "from autograder.cli.main import main; main()", "grade"]
NUMPY = [sys.executable, "-c", "import numpy"]


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    class_size: int
    of_otter: int
    growth: tuple[int, ...]
    repeats: int


# Of what styles a growing class is made: as many of each, whatever its size.
_STYLES = 10

FULL = Size(40, 40, (10, 100, 1000), 5)
QUICK = Size(6, 2, (5, 20), 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--docs", action="store_true")
    words = parser.parse_args()
    size = QUICK if words.quick else FULL
    with tempfile.TemporaryDirectory(prefix="gradkit-bench-") as folder, opened(NAME, ROOT) as it:
        try:
            page = "\n".join(_page(Path(folder), it, size))
        except subprocess.CalledProcessError as error:
            sys.exit(f"{' '.join(map(str, error.cmd))}:\n{error.output}\n{error.stderr or ''}")
    print(page)
    if words.docs:
        target = ROOT / "docs" / "performance.md"
        text = target.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        target.write_text(f"{before}{BEGIN}\n\n{page}\n\n{END}{after}", encoding="utf-8")


def _page(place: Path, assignment: Assignment, size: Size) -> Iterator[str]:
    cores = len(os.sched_getaffinity(0))
    yield f"{cores} cores, Python {platform.python_version()}, {_model()}; {size.class_size} right"
    yield "submissions, each in another style, 100 examples for each property; the same checks for"
    yield "all. CPU time is that of all processes together.\n"
    otter: dict[Path, Cost] = {}
    yield from _side_by_side(place, assignment, size, otter)
    yield ""
    yield from _growing(place, size)
    yield ""
    yield from _by_style(assignment, dict(zip(_right(), otter.values(), strict=False)), size)
    yield ""
    yield from _selfcheck(place, size)


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _class(place: Path, number: int) -> Path:
    """Write as many right submissions, each with bytes of its own, that every autograder can run.

    Others know no `common.gradient`, and no other spelling of a name.
    """
    texts = [path.read_text(encoding="utf-8") for path in _right()]
    folder = place / f"class-{number}"
    folder.mkdir()
    for index, text in enumerate(islice(cycle(texts), number)):
        file = folder / f"student{index:04}.ipynb"
        file.write_text(rivals.notebook([f"{text}\n# {index}\n"]), encoding="utf-8")
    return folder


def _right() -> list[Path]:
    """Return the right solutions that every autograder can run."""
    paths = sorted((ROOT / "solutions" / NAME / "right").glob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [
        path
        for path, text in zip(paths, texts, strict=True)
        if "common.gradient" not in text and "class SimpleNet" in text
    ]


def _grade(folder: Path, out: Path, *words: object, env: Mapping[str, str] | None = None) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    found = cost([*GRADE, folder, "-o", out, *words], cwd=ROOT, env=env)
    for path in out.glob("results/*.json"):
        result = json.loads(path.read_text(encoding="utf-8"))
        if result["score"] != result["max_score"]:
            raise SystemExit(f"{path}: a right submission got {result['score']}")
    return found


# -- side by side ----------------------------------------------------------------------------------


def _side_by_side(
    place: Path, assignment: Assignment, size: Size, otter_runs: dict[Path, Cost]
) -> Iterator[str]:
    """Yield the table; fill in what each of Otter's runs cost."""
    _say("gradkit grade, the first run of an assignment")
    one = _class(place, 1)
    cache = {"XDG_CACHE_HOME": str(place / "cache")}  # empty at first
    first, again = (_grade(one, place / "out", env=cache) for _ in range(2))
    submissions = _class(place, size.class_size)
    _say(f"gradkit grade, {size.class_size} submissions")
    runs = [_grade(submissions, place / "out")]
    _say("gradkit grade --cluster, one node of it on this machine")
    on_cluster = _cluster(place, submissions)
    few = sorted(submissions.iterdir())[: size.of_otter]
    _say(f"otter run, {len(few)} submissions")
    otter_runs |= _otter(place, assignment, few)
    otter = _total(otter_runs.values())
    runs.append(_grade(submissions, place / "out"))
    _say(f"nbgrader autograde, {len(few)} submissions")
    nbgrader = _nbgrader(place, assignment, few)
    runs.append(_grade(submissions, place / "out"))
    # A machine's speed comes and goes: ours is the median of before, between and after.
    ours = sorted(runs, key=lambda run: run.wall)[1]
    rows = [
        ("`gradkit grade`, confined", ours, size.class_size),
        ("`otter run`, not confined", otter, len(few)),
        ("`nbgrader autograde`, not confined", nbgrader, len(few)),
    ]
    yield "| | seconds a submission | CPU seconds | peak MiB | throughput |"
    yield "|---|---:|---:|---:|---:|"
    for label, used, count in rows:
        each, cpu = used.wall / count, used.cpu / count
        ratio = ours.wall / size.class_size / each
        yield f"| {label} | {each:.2f} | {cpu:.2f} | {used.peak:.0f} | {_times(ratio)} |"
    yield ""
    walls = ", ".join(f"{run.wall:.1f}" for run in runs)
    yield f"(The class before, between and after the others: {walls} s; the median counts.)"
    yield f"The class over a cluster of one node on this machine: {on_cluster.wall:.1f} s, here"
    yield f"{ours.wall:.1f} s, both with the start of a pool. A single submission takes"
    drawing = first.wall - again.wall
    yield f"{again.wall:.1f} s; the first run of an assignment {drawing:.1f} s more, in which its"
    yield "examples are drawn and kept."


def _cluster(place: Path, submissions: Path) -> Cost:
    nodes = Nodes(place, workers=1, threads=len(os.sched_getaffinity(0)))
    try:
        nodes.wait()
        return _grade(submissions, place / "out-cluster", "--cluster", nodes.address)
    finally:
        nodes.close()


def _times(ratio: float) -> str:
    return "1" if ratio > 0.99 else f"1/{1 / ratio:.0f}"


def _otter(place: Path, assignment: Assignment, submissions: list[Path]) -> dict[Path, Cost]:
    names = [question.name for question in assignment.questions]
    made = rivals.otter_zip(place, names)
    costs = {}
    for path in submissions:
        out = place / "otter-out"
        out.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "otter", "run", "-a", made, "-o", out, path]
        costs[path] = cost(command, cwd=place, env=rivals.environment(NAME))
        if rivals.otter_score(out / "results.json") != len(names):
            raise SystemExit(f"otter run: {path} did not get full marks")
    return costs


def _total(costs: Collection[Cost]) -> Cost:
    walls, cpus, peaks = zip(*((each.wall, each.cpu, each.peak) for each in costs), strict=True)
    return Cost(sum(walls), sum(cpus), max(peaks))


def _nbgrader(place: Path, assignment: Assignment, submissions: list[Path]) -> Cost:
    programs = rivals.nbgrader_venv(ROOT / ".venv" / "nbgrader")
    cells = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]
        for path in submissions
    }
    names = [question.name for question in assignment.questions]
    course = rivals.nbgrader_course(place, names, cells, programs)
    command = [programs / "nbgrader", "autograde", "ps1"]
    env = {**rivals.on_path(programs), **rivals.environment(NAME)}
    used = cost(command, cwd=course, env=env)
    if rivals.nbgrader_scores(course, programs) != [len(names)] * len(submissions):
        raise SystemExit("nbgrader: a right submission did not get full marks")
    return used


# -- growth, and the least that there could be -----------------------------------------------------


def _growing(place: Path, size: Size) -> Iterator[str]:
    costs = {}
    chosen = _right()[:: len(_right()) // _STYLES][:_STYLES]
    texts = [path.read_text(encoding="utf-8") for path in chosen]
    for number in size.growth:
        _say(f"gradkit grade, {number} submissions")
        folder = place / f"growth-{number}"
        folder.mkdir()
        for index in range(number):
            text = f"{texts[index % _STYLES]}\n# {index}\n"
            (folder / f"s{index:04}.py").write_text(text, encoding="utf-8")
        costs[number] = _grade(folder, place / f"out-{number}")
    yield "| submissions | seconds | CPU seconds | each further one, CPU seconds | peak MiB |"
    yield "|---:|---:|---:|---:|---:|"
    last, further = None, 0.0
    for number, used in costs.items():
        more = ""
        if last is not None:
            further = (used.cpu - costs[last].cpu) / (number - last)
            more = f"{further:.3f}"
        yield f"| {number} | {used.wall:.1f} | {used.cpu:.1f} | {more} | {used.peak:.0f} |"
        last = number
    _say("recognising what has been graded")
    most = max(size.growth)
    again = cost([*GRADE, place / f"growth-{most}", "-o", place / f"out-{most}"], cwd=ROOT)
    _say("the student's functions alone")
    functions = statistics.mean(filter(math.isfinite, _functions(chosen)))
    start = _start(size.repeats)
    ratio = further / (functions + start)
    yield ""
    yield f"Graded again, {most} submissions take {again.wall:.1f} s (CPU {again.cpu:.1f} s)."
    yield f"The functions of such a submission take {functions:.3f} s of CPU time over all"
    yield f"examples, a start of Python with NumPy {start:.3f} s; a further submission costs"
    yield f"{ratio:.2f} times what both take together."
    hours = further * 100_000 / 3600
    yield ""
    yield f"A course of 100,000 such submissions is {hours:.1f} hours of one core:"
    yield f"{60 * hours / 80:.0f} minutes on ten nodes of eight cores."


@functools.cache
def _start(repeats: int) -> float:
    """Return the CPU seconds of a start of Python with NumPy."""
    return median(NUMPY, repeats).cpu


def _functions(solutions: Sequence[Path]) -> list[float]:
    """Return what the functions of each solution take."""
    command = [sys.executable, HERE / "functions.py", ROOT, NAME, *solutions]
    done = subprocess.run(
        list(map(str, command)), check=True, capture_output=True, text=True, env=_one_thread()
    )
    return list(map(float, done.stdout.split()))


def _by_style(assignment: Assignment, otter: Mapping[Path, Cost], size: Size) -> Iterator[str]:
    """Yield what a submission costs by its style, against its own floor and its `otter run`."""
    _say("each style by itself")
    took = styles.seconds(assignment, list(otter), size.repeats)
    shown = styles.shown(took)
    floors = dict(zip(shown.values(), _functions(list(shown.values())), strict=True))
    start = _start(size.repeats)
    yield "| a style | seconds of one core | its functions and a start | times that | `otter run` |"
    yield "|---|---:|---:|---:|---:|"
    for label, path in shown.items():
        floor = floors[path] + start
        yield (
            f"| {label} (`{path.stem}`) | {took[path]:.2f} | {floor:.2f} "
            f"| {took[path] / floor:.2f} | {otter[path].wall / took[path]:.0f} times |"
        )


def _one_thread() -> dict[str, str]:
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


# -- what a student waits for ----------------------------------------------------------------------


def _selfcheck(place: Path, size: Size) -> Iterator[str]:
    _say("the student's self-check")
    yield "| a student's self-check | seconds | CPU seconds | against a bare one |"
    yield "|---|---:|---:|---:|"
    folders = place / "students"
    folders.mkdir()
    for label, used, ratio in selfcheck.rows(folders, sys.executable, size.repeats):
        yield _row(label, used, ratio)
    script = folders / NAME / "check.py"
    source = (ROOT / "solutions" / NAME / "reference.py").read_text(encoding="utf-8")
    script.write_text(
        f"{source}\n"
        "from autograder.selfcheck.start import start\ngrader = start('en')\n"
        "for name in ('numerical_gradient', 'gradient_descent', 'SimpleNet', 'TwoLayerNet'):\n"
        "    found = grader.check(name)\n"
        "    assert found.grade == 1, found\n",
        encoding="utf-8",
    )
    otter = median([sys.executable, "-c", "import otter; otter.Notebook"], size.repeats)
    kit = {"PYTHONPATH": str(script.parent / KIT)}
    checked = median([sys.executable, script.name], size.repeats, cwd=script.parent, env=kit)
    yield _row("`import otter`", otter, None)
    label = "`grader.check` of all exercises; against the line above, which it includes"
    yield _row(label, checked, checked.cpu / otter.cpu)


def _row(label: str, used: Cost, ratio: float | None) -> str:
    times = "" if ratio is None else f"{ratio:.2f}"
    return f"| {label} | {used.wall:.2f} | {used.cpu:.2f} | {times} |"


if __name__ == "__main__":
    main()
