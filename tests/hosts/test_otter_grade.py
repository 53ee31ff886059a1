"""`otter grade` with a real engine: marks as everywhere, whatever was handed in, and no way out.

Run by `make test-docker`. The engine and the base image are found or made: see `engine.py`.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS
from engine import Engine, NoEngine, base_image, engine
from harness import ROOT, SAMPLES, SOLUTIONS, gradkit, results_in, scores

from autograder.authoring.build import Built
from autograder.base.zips import packed

pytestmark = pytest.mark.docker
REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
QUESTIONS = ("numerical_gradient", "gradient_descent", "SimpleNet", "TwoLayerNet")
TAG, IMAGE = "gradkit-test", "otter-grade:gradkit-test"
_MEBIBYTE = 2**20
RANGE = ROOT / "tests" / "redteam" / "range"
# What an attack says where it has found what is none of its business.
TELLTALES = ("CANARY_HIDDEN", "CANARY_REFERENCE", "LEFT_BEHIND", "CONNECTED", "ATTACHED", "WROTE")


@pytest.fixture(scope="module")
def found() -> Iterator[Engine]:
    try:
        with engine() as running:
            yield running
    except NoEngine as why:
        warnings.warn(f"NOT TESTED: otter grade with a real engine: {why}", stacklevel=1)
        pytest.skip(f"NOT TESTED: {why}")


@pytest.fixture(scope="module")
def base(found: Engine) -> str:
    try:
        return base_image(found)
    except NoEngine as why:
        warnings.warn(f"NOT TESTED: otter grade with a real engine: {why}", stacklevel=1)
        pytest.skip(f"NOT TESTED: {why}")


class Grade:
    """`otter grade` as a teacher types it."""

    def __init__(self, found: Engine, base: str, bundle: Path, out: Path) -> None:
        self.found, self.base, self.bundle, self.out = found, base, bundle, out

    def __call__(self, *paths: Path, options: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
        """Grade; return the rows of `final_grades.csv` by file, but for the points possible."""
        self.out.mkdir(exist_ok=True)
        words = ["grade", "-n", TAG, "-a", self.bundle, "--image", self.base, "-o", self.out]
        done = subprocess.run(
            [sys.executable, "-m", "otter", *map(str, words), *options, *map(str, paths)],
            env=self.found.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        with open(self.out / "final_grades.csv", encoding="utf-8", newline="") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        assert set(rows.pop("points-per-question")) >= set(QUESTIONS)
        return rows


@pytest.fixture(scope="module")
def grade(
    found: Engine, base: str, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Grade:
    return Grade(found, base, built.autograder_zip, tmp_path_factory.mktemp("graded"))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("expected")
    done = gradkit("grade", SAMPLES, "-o", out)
    assert done.returncode == 0, done.stderr
    return results_in(out)


def _points(row: dict[str, str]) -> dict[str, float]:
    return {question: float(row[question]) for question in QUESTIONS}


@pytest.mark.parametrize("ext", ["ipynb", "zip", "py"])
def test_every_sample_has_the_marks_of_gradkit_grade(
    grade: Grade, expected: dict[str, dict[str, Any]], ext: str
) -> None:
    names = {name for name in expected if name.endswith(f".{ext}")}
    assert names
    rows = grade(SAMPLES, options=("--ext", ext, "--containers", "2", "--summaries"))
    assert set(rows) == names
    for name in names:
        # Otter has no word for "no points decided": an unreadable file is 0 in its table.
        points = {question: score or 0 for question, score in scores(expected[name]).items()}
        assert _points(rows[name]) == points, name
        assert float(rows[name]["total_points_earned"]) == (expected[name]["score"] or 0)
        assert rows[name]["grading_status"] == "Completed"
        summary = grade.out / "grading-summaries" / f"{Path(name).stem}.txt"
        text = summary.read_text(encoding="utf-8")
        assert all(f"{question} results:" in text for question in QUESTIONS)


# Every exercise takes as long as it may: more than a minute together.
ENDLESS = """
def forever(*_words, **_others):
    while True: pass
numerical_gradient = gradient_descent = forever
class SimpleNet:
    __init__ = forever
class TwoLayerNet:
    __init__ = forever
"""


def test_endless_loop_costs_its_own_part_and_a_timeout_only_one_row(
    grade: Grade, tmp_path: Path
) -> None:
    loop = "\ndef _loop(self, x, t):\n    while True: pass\nSimpleNet.loss = _loop\n"
    (tmp_path / "loop.py").write_text(REFERENCE + loop, encoding="utf-8")
    (tmp_path / "right.py").write_text(REFERENCE, encoding="utf-8")
    row = grade(tmp_path, options=("--ext", "py", "--no-network"))["loop.py"]
    assert _points(row) == dict(zip(QUESTIONS, (25, 20, 12, 35), strict=True))
    (tmp_path / "loop.py").write_text(ENDLESS, encoding="utf-8")
    rows = grade(tmp_path, options=("--ext", "py", "--timeout", "60", "--containers", "1"))
    assert _points(rows["right.py"]) == dict(zip(QUESTIONS, (25, 20, 20, 35), strict=True))
    assert "timed out" in rows["loop.py"]["grading_status"]
    assert set(QUESTIONS) <= set(rows["loop.py"])


ATTACK = """
import ctypes, glob, os, signal, socket, subprocess
found = []
def attempt(name, call):
    try:
        call()
    except OSError:
        return
    found.append(name)
def opened(place):
    # chmod may say that it has, and have done nothing.
    os.chmod(place, 0o777)
    if os.stat(place).st_mode & 0o777 != 0o777:
        raise PermissionError
for place in ("source", "submission", "results"):
    attempt("chmod " + place, lambda: opened("/autograder/" + place))
    attempt("list " + place, lambda: os.listdir("/autograder/" + place))
for place in ("source/files/gradkit_bundle/reference.py", "source/otter_config.json"):
    attempt("read " + place, lambda: open("/autograder/" + place).read())
for place in ("json", "pkl"):
    attempt("write " + place, lambda: open("/autograder/results/results." + place, "wb"))
for place in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock", "/autograder", "/opt"):
    attempt("write " + place, lambda: open(place + "/word", "w"))
for pid in filter(str.isdigit, os.listdir("/proc") if os.access("/proc", os.R_OK) else []):
    if int(pid) not in (os.getpid(), os.getppid()):
        attempt("kill " + pid, lambda: os.kill(int(pid), signal.SIGKILL))
        attempt("environ " + pid, lambda: open("/proc/" + pid + "/environ", "rb").read())
        attempt("memory " + pid, lambda: open("/proc/" + pid + "/mem", "rb").read(1))
        attempt("files " + pid, lambda: os.listdir("/proc/" + pid + "/fd"))
        attempt("root " + pid, lambda: os.listdir("/proc/" + pid + "/root/autograder/source"))
attempt("kill the judge", lambda: os.kill(os.getppid(), signal.SIGKILL))
attempt("kill the first", lambda: os.kill(1, signal.SIGKILL))
attempt("network", lambda: socket.create_connection(("1.1.1.1", 53), timeout=2))
attempt("datagram", lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("1.1.1.1", 53)))
attempt("program", lambda: subprocess.run(["/bin/true"]))
attempt("root", lambda: os.setuid(0))
libc = ctypes.CDLL(None)
if libc.unshare(0x10000000) == 0:
    found.append("user namespace")
if libc.shmget(4711, 4096, 0o1666) >= 0:
    found.append("shared memory")
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    found.append("mount")
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    raise ValueError("found [" + ", ".join(found) + "] user " + str(os.getuid() > 1000))
"""


def test_hostile_submission_finds_no_way_out_of_its_worker(grade: Grade, tmp_path: Path) -> None:
    """With the network on and the container's own rights, as a teacher runs it."""
    (tmp_path / "hostile.py").write_text(REFERENCE + ATTACK, encoding="utf-8")
    row = grade(tmp_path, options=("--ext", "py", "--summaries"))["hostile.py"]
    assert row["grading_status"] == "Completed"
    assert float(row["gradient_descent"]) == 0
    assert float(row["TwoLayerNet"]) == 35
    text = (grade.out / "grading-summaries" / "hostile.txt").read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if "found [" in line]
    assert told
    assert all("found [] user True" in line for line in told), told[0]


@pytest.fixture
def image(grade: Grade, found: Engine, tmp_path: Path) -> str:
    """The image that `otter grade` makes; made here if no test before did."""
    if not found.has_image(IMAGE):
        (tmp_path / "nothing.py").touch()
        grade(tmp_path, options=("--ext", "py"))
    return IMAGE


# One judge for all attacks, where each submission has a container of its own otherwise: minutes.
GRADE_ALL = """
import json, os, tempfile
from pathlib import Path
from autograder.assignment.assignment import load
from autograder.grading.batch import Options, grade_all
from autograder.hosts.container import LEVEL, scratch
from autograder.submissions.reading import find
if __name__ == "__main__":
    place = Path("/autograder/source/range")
    assignment = load(place / "assignments/range", place / "solutions/range/reference.py")
    limits = {"call": 2, "statement": 2, "question": 6}
    found = find([Path("/autograder/submission")])
    with scratch():
        for _, result in grade_all(assignment, found, Options(LEVEL, 2, limits=limits)):
            print(json.dumps(result))
"""


def test_no_attack_of_the_red_team_gains_or_harms(
    image: str, found: Engine, tmp_path: Path
) -> None:
    """The attacks of `tests/redteam`, with the container's folders where the teacher's are."""
    places = {
        "{ROOT}/tests/redteam": "/autograder/source",
        "{ROOT}": "/autograder/source",
        "{OUT}": "/autograder/results",
        "{TOKEN}": "word",
        "{PORT}": "53",
    }
    for name, attack in ATTACKS.items():
        source = attack.source
        for word, place in places.items():
            source = source.replace(word, place)
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    program = tmp_path.with_suffix(".program")
    program.write_text(GRADE_ALL, encoding="utf-8")
    mounts = {tmp_path: "submission", RANGE: "source/range", program: "source/all.py"}
    words = [f"--volume={path}:/autograder/{place}:ro" for path, place in mounts.items()]
    commands = "chmod 700 /autograder/source /autograder/results; chmod o-w /tmp /var/tmp /dev/shm"
    command = f"{commands}; exec /opt/gradkit/bin/python -I /autograder/source/all.py"
    said = found.docker("run", "--rm", *words, image, "sh", "-c", command)
    results = {r["submission"]: r for r in map(json.loads, said.splitlines())}
    wrong = {}
    for name, attack in ATTACKS.items():
        result = results[f"{name}.py"]
        points = scores(result)
        is_just = points["slope"] <= attack.slope and points["double"] <= attack.double
        if not is_just or (attack.exact and points["double"] != attack.double):
            wrong[name] = points
        if result["status"] != "graded":
            wrong[name] = {result["status"]: 0, **points}
    assert wrong == {}
    assert not [word for word in TELLTALES if word in said]


def test_image_is_small_and_names_what_confines_a_worker(image: str, found: Engine) -> None:
    size = int(found.docker("image", "inspect", "--format", "{{.Size}}", image))
    assert size < 700 * _MEBIBYTE
    said = found.docker("run", "--rm", image, "/autograder/run_autograder")
    assert "isolation: setuid, no_new_privs" in said
    warnings.warn(f"image: {size / _MEBIBYTE:.0f} MiB; {said.splitlines()[-1]}", stacklevel=1)


def test_change_of_the_checks_alone_installs_nothing_again(
    grade: Grade, image: str, found: Engine, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(grade.bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "files/gradkit_bundle/checks/public/test_simple_net.py"
    changed.write_bytes(packed({**files, name: files[name] + b"\n# changed\n"}))
    before = _layers(found, image)
    (tmp_path / "right.py").write_text(REFERENCE, encoding="utf-8")
    again = Grade(found, grade.base, changed, tmp_path / "again")
    assert float(again(tmp_path, options=("--ext", "py"))["right.py"]["SimpleNet"]) == 20
    after = _layers(found, image)
    assert len(before) == len(after)
    differing = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert differing
    assert min(differing) >= len(before) - 2  # of files/ and tests/ alone


def _layers(found: Engine, image: str) -> list[str]:
    return found.docker("image", "inspect", "--format", "{{json .RootFS.Layers}}", image).split(",")


def test_demo_otter_shows_the_table(found: Engine, base: str, tmp_path: Path) -> None:
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    shutil.copy(SAMPLES / "kang_taeyang_final.ipynb", submissions)
    words = [f"IMAGE={base}", f"OUT={tmp_path}", f"SUBMISSIONS={submissions}"]
    done = subprocess.run(
        ["make", "demo-otter", *words],
        cwd=ROOT,
        env=found.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "total_points_earned" in done.stdout
    assert "kang_taeyang_final.ipynb" in done.stdout
