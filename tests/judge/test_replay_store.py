"""Examples that were kept are used again, and only where nobody else can have written them.

What is read is told from what is drawn by a file whose examples were exchanged for one that the
check's strategy never draws, and that no submission passes.
"""

from __future__ import annotations

import csv
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import NAME, ROOT, gradkit, results_in, small_assignment

from autograder.assignment.assignment import BUNDLE_FOLDER, load
from autograder.authoring.build import Built, build
from autograder.judge.replay.examples import Example
from autograder.judge.replay.store import FILE, kept

pytestmark = pytest.mark.slow

TITLE = '"""One\n\n    하나"""'
CHECKS = f"""
from hypothesis import given, settings, strategies as st

@check("f", points=10)
@settings(max_examples=5)
@given(x=st.integers(0, 99))
def test_f(student, x):
    {TITLE}
    assert student.f() * x < 1000
"""
NEVER_DRAWN = 5_000
HEADER = 64
"""Bytes before what is pickled: the key, and a SHA-256 of the rest."""


class Course:
    """An assignment of one check, and a cache folder of its own."""

    def __init__(self, place: Path, checks: str = CHECKS) -> None:
        self.root = small_assignment(place / "root", checks)
        self.cache = place / "cache"
        self.folder = self.cache / "gradkit" / "examples"
        self.check = self.root / "assignments" / "mini" / "checks" / "public" / "test_f.py"
        self.reference = self.root / "solutions" / "mini" / "reference.py"
        self.work = place / "work"
        self.work.mkdir()
        (self.work / "right.py").write_text("def f(): return 1\n", encoding="utf-8")
        self.out = place / "out"
        self.said = ""

    def grade(self, **environment: str | None) -> dict[str, dict[str, Any]]:
        """Grade all work anew; return the results."""
        shutil.rmtree(self.out, ignore_errors=True)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {"XDG_CACHE_HOME": str(self.cache), **environment}.items():
                patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
            done = gradkit("--root", self.root, "grade", self.work, "-o", self.out, "--jobs", 1)
        self.said = done.stdout + done.stderr
        assert done.returncode in (0, 1) and "Traceback" not in self.said, self.said
        return results_in(self.out)

    def score(self, **environment: str | None) -> float:
        """Return what right work gets, which needs to be said nothing about."""
        found: float = self.grade(**environment)["right.py"]["score"]
        said = self.said.lower()
        assert not [word for word in ("cache", "permission", "warn") if word in said]
        return found

    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.is_dir() else []

    def plant(self, file: Path) -> Path:
        """Put a file of exchanged examples where the examples of this assignment are kept."""
        self.folder.mkdir(parents=True, mode=0o700)
        planted = self.folder / file.name
        planted.write_bytes(exchanged(file.read_bytes()))
        planted.chmod(0o600)
        return planted


def exchanged(content: bytes) -> bytes:
    """Return a whole file with the same key, whose one example nobody passes."""
    (name,) = pickle.loads(content[HEADER:])
    payload = pickle.dumps({name: [Example({"x": NEVER_DRAWN})]})
    return content[:32] + hashlib.sha256(payload).digest() + payload


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the assignment, whole."""
    course = Course(tmp_path_factory.mktemp("first"))
    assert course.score() == 10
    (found,) = course.files()
    return found


def test_a_second_run_gives_the_same_bytes_from_what_is_kept(course: Course) -> None:
    (course.work / "wrong.py").write_text("def f(): return 21\n", encoding="utf-8")
    (course.work / "odd.py").write_text("def f(): return None\n", encoding="utf-8")

    def graded() -> dict[str, bytes]:
        found = course.grade()
        assert {name: r["score"] for name, r in found.items()} == {
            **{"right.py": 10, "wrong.py": 0, "odd.py": 0}
        }
        places = [*course.out.glob("results/*"), *course.out.glob("feedback/*")]
        return {path.name: path.read_bytes() for path in [*places, course.out / "grades.csv"]}

    first = graded()
    (one,) = course.files()
    content = one.read_bytes()
    os.utime(one, (0, 0))
    assert graded() == first
    assert course.files() == [one] and one.read_bytes() == content
    assert one.stat().st_mtime > 0, "a file that is used counts as new"


def test_what_is_kept_is_what_is_shown(course: Course, file: Path) -> None:
    planted = course.plant(file)
    content = planted.read_bytes()
    (result,) = course.grade().values()
    (check,) = result["questions"][0]["checks"]
    assert (result["score"], check["outcome"]) == (0, "failed")
    assert planted.read_bytes() == content


def cut(course: Course, planted: Path) -> None:
    planted.write_bytes(planted.read_bytes()[:-1])


def altered(course: Course, planted: Path) -> None:
    content = bytearray(planted.read_bytes())
    content[-3] ^= 1
    planted.write_bytes(content)


def of_another_key(course: Course, planted: Path) -> None:
    content = planted.read_bytes()
    planted.write_bytes(bytes(32) + content[32:])


def no_pickle(course: Course, planted: Path) -> None:
    body = b"no pickle"
    planted.write_bytes(planted.read_bytes()[:32] + hashlib.sha256(body).digest() + body)


def open_file(course: Course, planted: Path) -> None:
    planted.chmod(0o622)


def open_folder(course: Course, planted: Path) -> None:
    course.folder.chmod(0o722)


def open_above(course: Course, planted: Path) -> None:
    course.cache.chmod(0o777)


def link(course: Course, planted: Path) -> None:
    elsewhere = planted.rename(course.cache / "elsewhere")
    planted.symlink_to(elsewhere)


def somebody_elses(course: Course, planted: Path) -> None:
    os.chown(planted, 61_184, 61_184)


def in_somebody_elses(course: Course, planted: Path) -> None:
    os.chown(course.folder.parent, 61_184, 61_184)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: it needs root")


@pytest.mark.parametrize(
    ("spoil", "is_mended"),
    [
        (cut, True),
        (altered, True),
        (of_another_key, True),
        (no_pickle, True),
        (open_file, True),
        (link, True),
        (open_folder, False),
        (open_above, False),
        pytest.param(somebody_elses, True, marks=needs_root),
        pytest.param(in_somebody_elses, False, marks=needs_root),
    ],
)
def test_a_file_that_cannot_be_trusted_is_not_read(
    course: Course, file: Path, spoil: Callable[[Course, Path], None], is_mended: bool
) -> None:
    planted = course.plant(file)
    spoil(course, planted)
    spoilt = planted.read_bytes()
    assert course.score() == 10
    if is_mended:  # by what was drawn
        assert planted.read_bytes() == file.read_bytes()
        assert planted.stat().st_mode & 0o777 == 0o600 and not planted.is_symlink()
        assert planted.stat().st_uid == os.geteuid()
    else:
        assert planted.read_bytes() == spoilt, "nothing is written to such a folder"
    assert course.files() == [planted]


def test_nothing_is_dropped_from_a_folder_that_others_put_there(course: Course) -> None:
    theirs = course.cache.parent / "theirs"
    theirs.mkdir()
    for number in range(12):
        (theirs / f"{number}.pickle").write_bytes(b"a thesis")
    course.folder.parent.mkdir(parents=True)
    course.folder.symlink_to(theirs)
    course.cache.chmod(0o777)
    assert course.score() == 10
    assert len(list(theirs.iterdir())) == 12


@pytest.mark.parametrize(
    "environment",
    [
        {"XDG_CACHE_HOME": "/dev/null"},
        {"XDG_CACHE_HOME": "/proc/nowhere"},
        {"XDG_CACHE_HOME": None, "HOME": "nowhere"},  # as of a user id that no system knows
    ],
)
def test_without_a_place_examples_are_drawn(
    course: Course, environment: dict[str, str | None]
) -> None:
    assert course.score(**environment) == 10
    assert not (ROOT / "nowhere").exists() and course.files() == []


def test_a_changed_check_is_drawn_anew(course: Course, file: Path) -> None:
    planted = course.plant(file)
    source = course.check.read_text(encoding="utf-8")
    course.check.write_text(source.replace("student.f() * x", "x"), encoding="utf-8")
    assert course.score() == 10
    assert len(course.files()) == 2 and planted in course.files()


def test_a_changed_reference_is_drawn_anew(course: Course, file: Path) -> None:
    planted = course.plant(file)
    course.reference.write_text("def f(): return 1.0\n", encoding="utf-8")
    assert course.score() == 10
    assert len(course.files()) == 2 and planted in course.files()


def test_a_check_that_fails_on_the_reference_is_a_fault_of_ours_in_every_run(
    tmp_path: Path,
) -> None:
    course = Course(tmp_path, CHECKS.replace("student.f() * x < 1000", "student.f() > x"))
    for _ in range(2):
        (result,) = course.grade().values()
        assert result["status"] == "internal_error" and result["score"] is None
        assert course.files() == []
    with open(course.out / "grades.csv", encoding="utf-8", newline="") as table:
        (row,) = csv.DictReader(table)
    assert "fails on the reference" in row["message"]


def test_as_many_files_as_fit_are_kept_of_those_used_last(course: Course, file: Path) -> None:
    course.folder.mkdir(parents=True, mode=0o700)
    for number in range(10):
        kept = course.folder / f"{number}.pickle"
        with open(kept, "wb") as content:
            content.truncate(60 * 2**20)  # takes no place on the disk
        os.utime(kept, (number, number))
    for number in range(20):
        (course.folder / f"small{number}.pickle").touch()
    (course.folder / "notes").touch()
    assert course.score() == 10
    large = {path.name for path in course.files() if path.stat().st_size > 2**20}
    assert large == {f"{number}.pickle" for number in range(6, 10)}
    assert file.name in {path.name for path in course.files()}
    assert len(course.files()) == len(large) + 20 + 2


GRADKIT = [sys.executable, "-c", "from autograder.cli.main import main; main()"]
COUNTS = """
import time

def f():
    time.sleep(0.01)
    with open({calls!r}, "a") as calls:
        calls.write("1")
    return 1
"""


def test_of_several_runs_at_once_one_draws(tmp_path: Path) -> None:
    asked = []
    for count in (1, 3):
        place = tmp_path / str(count)
        place.mkdir()
        course = Course(place)
        calls = place / "calls"
        course.reference.write_text(COUNTS.format(calls=str(calls)), encoding="utf-8")
        command = [*GRADKIT, "--root", course.root, "grade", course.work, "--jobs", "1"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(course.cache)}
        runs = [
            subprocess.Popen([*command, "-o", place / f"out{n}"], env=environment)
            for n in range(count)
        ]
        assert [run.wait() for run in runs] == [0] * count
        assert len(course.files()) == 1
        asked.append(len(calls.read_text(encoding="utf-8")))
    assert asked[0] > 5
    assert asked[1] == asked[0]


def test_a_lock_that_was_left_keeps_nobody_waiting(course: Course, file: Path) -> None:
    course.folder.mkdir(parents=True, mode=0o700)
    left = course.folder / file.with_suffix(".lock").name
    left.touch(0o600)
    assert course.score() == 10
    assert [found.name for found in course.files()] == [file.name]


def test_what_cannot_be_pickled_is_drawn_each_time(tmp_path: Path) -> None:
    checks = CHECKS.replace("st.integers(0, 99)", "st.integers(0, 99).map(lambda n: lambda: n)")
    course = Course(tmp_path, checks.replace("student.f() * x", "student.f() * x()"))
    for _ in range(2):
        assert course.score() == 10
        assert course.files() == []


# -- a bundle's own --------------------------------------------------------------------------------


@pytest.fixture
def bundle(built: Built, tmp_path: Path) -> Path:
    with zipfile.ZipFile(built.autograder_zip) as archive:
        archive.extractall(tmp_path / "bundle")
    return tmp_path / "bundle" / BUNDLE_FOLDER


def test_a_bundle_brings_its_examples(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assignment = load(bundle, bundle / "reference.py")
    assert kept(assignment) == (bundle / FILE).read_bytes()
    done = gradkit("grade", bundle / "reference.py", "-a", bundle, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (result,) = results_in(tmp_path / "out").values()
    assert result["score"] == result["max_score"]
    assert not (tmp_path / "cache").exists(), "nothing was drawn"


@pytest.mark.authors
def test_a_bundle_has_the_same_bytes_where_there_is_no_cache(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = build(ROOT, NAME, dist=tmp_path / "dist", template=tmp_path / "new", prove=False)
    assert again.autograder_zip.read_bytes() == built.autograder_zip.read_bytes()
    assert os.environ["XDG_CACHE_HOME"] == "/dev/null"
