"""An output folder is a class: late files add rows, nothing is said twice, nothing is lost."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from harness import gradkit, small_assignment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lms_samples import zipped

from autograder.assignment.assignment import Assignment, load
from autograder.base.language import Text
from autograder.cli.main import main
from autograder.grading import run as running
from autograder.grading.batch import Options
from autograder.grading.recording import Recording
from autograder.grading.run import grade_class
from autograder.lms.download import collect
from autograder.records.rules import Rules
from autograder.records.store import Records
from autograder.results.result import Result, faulty, unreadable
from autograder.results.store import read_result
from autograder.submissions.reading import Submission

pytestmark = pytest.mark.classes

CHECK = (
    '@check("f", points=10)\ndef test_a(student):\n    """One\n\n    하나"""\n'
    "    assert student.f() == {}\n"
)
TABLES = ("grades.csv", "class.json", "report.html", "submissions.json")


def rows(out: Path) -> dict[str, dict[str, str]]:
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    return small_assignment(tmp_path / "mini", CHECK.format(1))


def handed_in(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, source in files.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    return folder


def test_a_class_grows_and_is_graded_again(mini: Path, tmp_path: Path) -> None:
    out = tmp_path / "class of 2026, 가반"
    first = handed_in(tmp_path / "first", a="def f(): return 1", b="def f(): return 2")
    late = handed_in(tmp_path / "late", c="def f(): return 2")

    done = gradkit("--root", mini, "grade", first, "-o", out)
    assert done.returncode == 0, done.stderr
    done = gradkit("--root", mini, "grade", late, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "added: 1, to the 2 of earlier runs" in done.stdout
    assert {name: row["total"] for name, row in rows(out).items()} == {
        "a.py": "10",
        "b.py": "0",
        "c.py": "0",
    }
    assert json.loads((out / "class.json").read_text("utf-8"))["submissions"] == 3

    before = {name: (out / name).read_bytes() for name in TABLES}
    assert gradkit("--root", mini, "grade", late, "-o", out).returncode == 0
    assert {name: (out / name).read_bytes() for name in TABLES} == before

    check = mini / "assignments" / "mini" / "checks" / "public" / "test_f.py"
    check.write_text(f"from autograder.checks import check\n{CHECK.format(2)}", encoding="utf-8")
    reference = mini / "solutions" / "mini" / "reference.py"
    reference.write_text("def f(): return 2\n", encoding="utf-8")
    done = gradkit("--root", mini, "grade", first, "-o", out)
    assert "1 gained, 1 lost" in done.stdout
    assert "a.py: 10 -> 0 (f 10 -> 0)" in done.stdout and "b.py: 0 -> 10" in done.stdout
    assert "1 of 3 were graded with other checks" in done.stdout
    changes = (out / "changes.csv").read_text("utf-8").splitlines()
    assert "a.py,,,1,graded again,total,10,0" in changes
    kept = [json.loads(path.read_text("utf-8")) for path in (out / "earlier").iterdir()]
    assert {(result["submission"], result["score"]) for result in kept} == {
        ("a.py", 10),
        ("b.py", 0),
    }


def test_a_folder_of_another_assignment_is_refused(mini: Path, tmp_path: Path) -> None:
    first = handed_in(tmp_path / "first", a="def f(): return 1")
    assert gradkit("--root", mini, "grade", first, "-o", tmp_path / "out").returncode == 0
    settings_file = mini / "assignments" / "mini" / "assignment.toml"
    other = settings_file.read_text("utf-8").replace('name = "mini"', 'name = "other"')
    settings_file.write_text(other, encoding="utf-8")
    done = gradkit("--root", mini, "grade", first, "-o", tmp_path / "out")
    assert done.returncode == 2 and "holds the grades of mini, not other" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_cut_off_says_so(mini: Path, tmp_path: Path, how: signal.Signals) -> None:
    files = {
        f"{n}_{n}_{n}_hw.py": b"import time\ndef f():\n    time.sleep(1)\n    return 1\n"
        for n in range(1000, 1030)
    }
    download, out = zipped(tmp_path / "canvas.zip", files), tmp_path / "out"
    command = [sys.executable, "-c", "from autograder.cli.main import main; main()"]
    words = ["--root", mini, "grade", download, "-o", out, "--jobs", 2]
    process = subprocess.Popen(
        [*command, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while len(list(out.glob("results/*.json"))) < 2 and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(how)
    said, _ = process.communicate()
    assert process.returncode == (-9 if how == signal.SIGKILL else 1)
    if how != signal.SIGKILL:
        assert "of 30 graded: run the same command again" in said
    table = rows(out)
    assert len(table) == 30
    waiting = [row for row in table.values() if row["status"] == "not_graded"]
    assert waiting and all(row["total"] == row["f"] == row["percent"] == "" for row in waiting)
    assert "run the same command again" in (out / "report.html").read_text("utf-8")

    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Student,ID,Section,Homework 4 (4)\n    Points Possible,,,10\nA,1000,1,\n")
    filled = tmp_path / "filled.csv"
    for force in ([], ["--force"]):
        words = ["lms", "canvas", out, "--sheet", sheet, "-o", filled, *force]
        refused = CliRunner().invoke(main, [str(word) for word in words])
        assert refused.exit_code == 1 and not filled.exists()
        (line,) = refused.output.splitlines()
        assert "of 30 graded: run the same" in line


# --- any sequence of runs, with any interruptions, is one run of all ---


def _stand_in(stop_after: int) -> Any:
    """Return a grader whose results depend on the bytes alone, and which is cut off."""

    class StandIn:
        def __init__(self, assignment: Assignment, options: Options) -> None:
            self._assignment, self.level = assignment, options.isolation

        def grade(self, submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Result]]:
            for count, submission in enumerate(submissions):
                if count == stop_after:
                    raise KeyboardInterrupt
                data, _ = submission.read()
                head = {"submission": submission.name, "isolation": self.level, "language": "en"}
                head |= {"sha256": __import__("hashlib").sha256(data).hexdigest()}
                make = unreadable if b"2" in data else faulty
                why: Any = Text("no", "아니요") if make is unreadable else "fault"
                yield submission, make(head, self._assignment, (), why)

        def close(self) -> None:
            pass

    return StandIn


# What each student hands in: a file, or a folder with a module; and what is nobody's work.
STUDENTS = st.dictionaries(
    st.sampled_from(["가", "b", "b 2", "d/e", "é/e", "g", "hana/"]),
    st.sampled_from("123"),
    max_size=4,
)
STRAYS = st.sets(st.sampled_from(["안내.pdf", ".DS_Store", "data.csv"]))


def written(folder: Path, files: dict[str, str], strays: set[str]) -> None:
    """Write what students handed in, and what lies beside it."""
    for name, content in files.items():
        own = {f"{name}.py": content}
        if name == "hana/":
            own = {"hana/hw.py": f"import net\n{content}", "hana/net.py": "x = 1"}
        for file, source in own.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(source, encoding="utf-8")
    for stray in strays:
        (folder / stray).write_bytes(b"%PDF-1.7")


@pytest.mark.slow
@given(
    runs=st.lists(
        st.tuples(STUDENTS.filter(bool), STRAYS, st.integers(0, 5)), min_size=1, max_size=4
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_runs_is_one_run_of_all(
    runs: list[tuple[dict[str, str], set[str], int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("runs")
    root = small_assignment(place / "mini", CHECK.format(1))
    assignment = load(root / "assignments" / "mini", root / "solutions" / "mini" / "reference.py")
    options = Options(isolation="process")

    def graded(folder: Path, out: Path, stop_after: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(running, "Machine", _stand_in(stop_after))
            arrived = collect([folder])
            given = (arrived.submissions, out, options, "quiet", arrived.left_out)
            grade_class(assignment, *given)

    everything: dict[str, str] = {}
    beside: set[str] = set()
    for number, (files, strays, stop_after) in enumerate(runs):
        folder = place / f"run{number}"
        written(folder, files, strays)
        everything |= files
        beside |= strays
        graded(folder, place / "steps", stop_after)
        graded(folder, place / "steps", -1)
        assert len(rows(place / "steps")) == len(everything)
    written(place / "whole", everything, beside)
    graded(place / "whole", place / "once", -1)
    for table in ("grades.csv", "class.json", "report.html", "submissions.json"):
        assert (place / "steps" / table).read_bytes() == (place / "once" / table).read_bytes()
    assert recorded(place / "once") <= recorded(place / "steps")


def recorded(out: Path) -> set[str]:
    with closing(Records.open(out)) as records:
        return {key for key, _ in records.entered()}


@pytest.mark.parametrize("is_killed", [False, True])
def test_what_a_run_leaves_is_recorded_in_the_end(
    is_killed: bool, mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, out = handed_in(tmp_path / "work", **dict.fromkeys("abcd", "x = 1")), tmp_path / "out"
    assignment = load(mini / "assignments" / "mini", mini / "solutions" / "mini" / "reference.py")
    for stop_after, left in ((2, 2), (-1, 4)):
        arrived = collect([work])
        with monkeypatch.context() as patch:
            patch.setattr(running, "Machine", _stand_in(stop_after))
            if is_killed and left == 2:  # before the records were opened
                patch.setattr(Recording, "__exit__", lambda *_: None)
            grade_class(assignment, arrived.submissions, out, Options("process"), "quiet")
        assert len(list((out / "results").iterdir())) == left
        if not (is_killed and left == 2):
            assert len(recorded(out)) == left


@pytest.mark.parametrize("now", ["def f(): return 2", None])
def test_a_file_that_has_changed_since_it_was_judged_is_not_kept_for_it(
    now: str | None, mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, out = handed_in(tmp_path / "work", a="x = 1"), tmp_path / "out"
    (submission,) = collect([work]).submissions
    assignment = load(mini / "assignments" / "mini", mini / "solutions" / "mini" / "reference.py")
    with monkeypatch.context() as patch:
        patch.setattr(running, "Machine", _stand_in(-1))
        patch.setattr(Recording, "__exit__", lambda *_: None)
        grade_class(assignment, [submission], out, Options("process"), "quiet")
    result = read_result(out, submission.key)
    assert result is not None
    (work / "a.py").unlink()
    handed_in(work, **({} if now is None else {"a": now}))
    with Recording(out, Rules(), "mini") as recording:
        recording.enter(submission, result)
    with closing(Records.open(out)) as records:
        assert records.entered().keys() == {(submission.key, result["sha256"])}
        assert records.content(result["sha256"]) is None


def test_rules_hold_from_the_first_page_on(mini: Path, tmp_path: Path) -> None:
    work, out = handed_in(tmp_path / "work", a="def f(): return 1"), tmp_path / "out"
    out.mkdir()
    (out / "class.toml").write_text('[waivers]\n"a.py" = "ill"\n', encoding="utf-8")
    assert gradkit("--root", mini, "grade", work, "-o", out).returncode == 0
    (page,) = (out / "feedback").glob("*.html")
    assert "ill" in page.read_text("utf-8")
