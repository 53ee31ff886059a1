"""The autograder in a container's folders: marks as everywhere, and always results."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import ROOT, SAMPLES, SOLUTIONS, gradkit, results_in, scores, small_assignment
from simulated import WHY_NOT, Container, container, python

from autograder.authoring.build import Built
from autograder.hosts.gradescope_results import MOST_BYTES, gradescope
from autograder.hosts.one_submission import take_only
from autograder.hosts.otter_results import Classes, as_pickle, not_judged, question_file
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read

pytestmark = [pytest.mark.slow, pytest.mark.classes]

if WHY_NOT is not None:
    warnings.warn(f"NOT TESTED: a container's folders: {WHY_NOT}", stacklevel=1)
needs_root = pytest.mark.skipif(WHY_NOT is not None, reason=f"NOT TESTED: {WHY_NOT}")
REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
SETUP = ROOT / "autograder" / "hosts" / "bundle" / "setup.sh"
Lay = Callable[[dict[str, bytes]], Container]


@pytest.fixture(scope="module")
def open_place() -> Iterator[Path]:
    """A folder that every user can go through, as none of pytest's is."""
    with tempfile.TemporaryDirectory(prefix="gradkit-test-") as place:
        os.chmod(place, 0o755)
        yield Path(place)


@pytest.fixture(scope="module")
def lay(open_place: Path, built: Built) -> Lay:
    home = python(open_place / "home", built.autograder_zip)

    def with_files(files: dict[str, bytes]) -> Container:
        place = Path(tempfile.mkdtemp(dir=open_place))
        place.chmod(0o755)
        return container(place, home, built.autograder_zip, files)

    return with_files


HANDED_IN = ["HW4_송하은.zip", "hw4_nam_juwon.ipynb"]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("graded")
    done = gradkit("grade", *(SAMPLES / name for name in HANDED_IN), "-o", out, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    return results_in(out)


@pytest.fixture(scope="module", params=HANDED_IN)
def judged(request: pytest.FixtureRequest, lay: Lay) -> tuple[str, Container]:
    """A submission and the container it was judged in."""
    box = lay({request.param: (SAMPLES / request.param).read_bytes()})
    done = box.run()
    assert done.returncode == 0, done.stderr
    return request.param, box


@needs_root
def test_marks_are_those_of_gradkit_grade(
    judged: tuple[str, Container], graded: dict[str, dict[str, Any]]
) -> None:
    name, box = judged
    found = box.results()
    # Otter and Gradescope have no word for "no points decided": an unreadable file is 0 there.
    assert found["score"] == (graded[name]["score"] or 0)
    assert box.scores() == {q: score or 0 for q, score in scores(graded[name]).items()}
    assert found["extra_data"]["submission_sha256"] == graded[name]["sha256"]
    assert found["extra_data"]["bundle_sha256"] == graded[name]["bundle"]
    assert found["extra_data"]["isolation"] == "setuid"
    assert found["extra_data"]["status"] == graded[name]["status"]
    assert {file: each.score for file, each in box.pickled().results.items()} == box.scores()


# -- what a submission may try ---------------------------------------------------------------------

SPY = """
import os, socket, signal
found = []
def attempt(name, call):
    try:
        call()
    except OSError:
        return
    found.append(name)
for name in ("source", "submission", "results"):
    attempt("list " + name, lambda: os.listdir({place!r} + "/" + name))
attempt("checks", lambda: open({place!r} + "/source/files/gradkit_bundle/reference.py").read())
attempt("results.json", lambda: open({place!r} + "/results/results.json", "w"))
attempt("results.pkl", lambda: open({place!r} + "/results/results.pkl", "w"))
attempt("kill", lambda: os.kill(os.getppid(), signal.SIGTERM))
attempt("kill all", lambda: os.kill(1, 0))
attempt("environ", lambda: open("/proc/%d/environ" % os.getppid()).read())
attempt("memory", lambda: open("/proc/%d/mem" % os.getppid(), "rb").read(1))
attempt("network", lambda: socket.create_connection(("127.0.0.1", {port}), timeout=1))
attempt("word for the next", lambda: open(os.path.dirname(os.getcwd()) + "/word", "w"))
attempt("who else", lambda: os.listdir(os.path.dirname(os.getcwd())))
attempt("root", lambda: os.setuid(0))
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    raise ValueError("found " + ", ".join(found) + " as " + str(os.getuid() > 1000))
"""


@needs_root
def test_worker_reaches_neither_the_bundle_nor_the_results(lay: Lay) -> None:
    box = lay({})
    with socket.create_server(("127.0.0.1", 0)) as server:
        spy = SPY.format(place=str(box.place), port=server.getsockname()[1])
        (box.place / "submission" / "hw.py").write_text(REFERENCE + spy, encoding="utf-8")
        done = box.run()
    assert done.returncode == 0, done.stderr
    told = [t["output"] for t in box.results()["tests"] if "found " in t["output"]]
    assert told
    assert all("found  as True" in words for words in told), told[0]
    assert box.scores()["gradient_descent"] == 0
    assert box.scores()["TwoLayerNet"] == 35
    for name in ("results", "results/results.json", "results/results.pkl"):
        assert (box.place / name).stat().st_uid == 0
    assert (box.place / "results").stat().st_mode & 0o777 == 0o700


# -- whatever is handed in -------------------------------------------------------------------------

CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "source": "from mine import *"}
NOTEBOOK = json.dumps(
    {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
).encode()
OTHER_NOTEBOOK = NOTEBOOK.replace(b"mine", b"yours")
NOT_ONE = {
    "nothing": ({}, "no notebook"),
    "a report": ({"report.pdf": b"%PDF"}, "no notebook"),
    "two notebooks": ({"a.ipynb": NOTEBOOK, "b/b.ipynb": OTHER_NOTEBOOK, "c.py": b""}, "2 files"),
    "a damaged notebook": ({"a.ipynb": b'{"cells": ['}, "cut off"),
    "a damaged zip": ({"a.zip": b"PK\x03\x04"}, "damaged"),
}


@pytest.mark.parametrize("what", NOT_ONE)
def test_folder_without_one_submission_is_unreadable(tmp_path: Path, what: str) -> None:
    files, why = NOT_ONE[what]
    _write(tmp_path, files)
    with pytest.raises(Unreadable) as refused:
        read(*take_only(tmp_path).read())
    assert why in refused.value.message.en


def test_one_submission_is_found_with_its_modules_however_deep(tmp_path: Path) -> None:
    others = {"a/b/mine.py": b"x = 1", "a/other.py": b"", "report.pdf": b"%PDF", ".x/y.ipynb": b""}
    _write(tmp_path, {"a/b/hw.ipynb": NOTEBOOK, **others})
    (tmp_path / "a/b/link.py").symlink_to(__file__)
    taken = take_only(tmp_path)
    source = read(*taken.read())
    assert source.cells == ["from mine import *"]
    assert source.files == {"mine.py": b"x = 1"}
    assert taken == take_only(tmp_path)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


# -- faults of ours --------------------------------------------------------------------------------


@needs_root
def test_fault_of_ours_is_no_zero(lay: Lay, judged: tuple[str, Container]) -> None:
    box = lay({"hw.py": REFERENCE.encode()})
    broken = box.place / "source/files/gradkit_bundle/checks/public/test_simple_net.py"
    broken.write_text("def test_", encoding="utf-8")
    assert box.run().returncode == 0
    found = box.results()
    assert "score" not in found
    assert "no fault of yours" in found["output"]
    from otter.grade.utils import merge_scores_to_df

    ours, other = box.pickled(), judged[1].pickled()
    ours.file, other.file = "ours", "other"
    table = merge_scores_to_df([ours, other]).set_index("file")
    assert len(ours.results) == 4
    for column in (*ours.results, "total_points_earned", "percent_correct"):
        assert table[column].isna().to_dict() == {
            "points-per-question": False,
            "other": False,
            "ours": True,
        }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "could not judge this submission: public/test_f::test_b: a fault of the grader"),
        ("ko", "채점하지 못했습니다. 원인: public/test_f::test_b: 채점기의 문제"),
    ],
)
def test_the_cause_is_told_where_a_check_failed_by_itself(
    tmp_path: Path, language: str, words: str
) -> None:
    small_assignment(
        tmp_path,
        '@check("f", points=10)\ndef test_b(student):\n    """B\n\n    나"""\n    [][0]\n',
    )
    solution = tmp_path / "solutions" / "mini" / "reference.py"
    out = tmp_path / "out"
    gradkit("--root", tmp_path, "grade", solution, "-o", out, "--lang", language)
    (result,) = results_in(out).values()
    for told in (json.loads(gradescope(result, {}))["output"], not_judged(result)):
        (line,) = [line for line in told.splitlines() if words in line]
        assert "list index out of range" in line


@needs_root
def test_there_are_results_where_not_even_python_starts(lay: Lay) -> None:
    box = lay({"hw.py": REFERENCE.encode()})
    done = Container(box.place, box.place / "nowhere").run()
    assert done.returncode != 0
    assert "could not start" in box.results()["output"]
    assert "score" not in box.results()


# -- the two formats -------------------------------------------------------------------------------


def test_pickle_is_what_otters_own_classes_would_be(graded: dict[str, dict[str, Any]]) -> None:
    from otter.test_files import GradingResults, abstract_test, exception_test

    otters = Classes(
        abstract_test.TestCase, abstract_test.TestCaseResult, exception_test.ExceptionTestFile
    )
    for result in graded.values():
        loaded = pickle.loads(as_pickle(result))
        files = [question_file(q, result["language"], otters) for q in result["questions"]]
        made = GradingResults(files)
        assert type(loaded) is GradingResults
        assert loaded.to_dict() == made.to_dict()
        assert loaded.summary() == made.summary()
        assert _attributes(loaded) == _attributes(made)


def _attributes(results: Any) -> Any:
    files = {name: (type(file), vars(file)) for name, file in results.results.items()}
    return {**vars(results), "results": files}


def test_hidden_checks_wait_and_show_a_hint_at_most(graded: dict[str, dict[str, Any]]) -> None:
    for result in graded.values():
        found = json.loads(gradescope(result, {}))
        checks = [check for question in result["questions"] for check in question["checks"]]
        for test, check in zip(found["tests"], checks, strict=True):
            hidden = check["visibility"] == "hidden"
            assert test["visibility"] == ("after_published" if hidden else "visible")
            assert test["max_score"] == check["points"]
            assert test["status"] == ("passed" if check["outcome"] == "passed" else "failed")
            if hidden:
                assert len(test["output"]) < 400
        numbers = [test["number"] for test in found["tests"]]
        assert len(set(numbers)) == len(numbers)
        points = sum(test.get("score") or 0 for test in found["tests"])
        assert points == pytest.approx(found["score"])


def test_gradescope_never_gets_more_than_it_takes(graded: dict[str, dict[str, Any]]) -> None:
    result = json.loads(json.dumps(graded["hw4_nam_juwon.ipynb"]))
    for question in result["questions"]:
        for check in question["checks"]:
            check |= {"outcome": "failed", "message": "많은 말 " * 100_000}
    result["notes"] = ["x" * 2_000_000]
    content = gradescope(result, {})
    assert len(content) <= MOST_BYTES
    assert json.loads(content)["score"] == result["score"]


# -- the image's Python ----------------------------------------------------------------------------


# A Python as `setup.sh` asks it; `name`, `new` (recent enough) and `whole` stand above.
PLAYED_PYTHON = """
case "$2" in
  *ensurepip*) $new && $whole ;;
  *version_info*'[:2]'*) echo "${name/%python3/python3.11}" ;;
  *version_info*) $new ;;
  venv) $whole || [ -e "$(dirname "$0")/${name/%python3/python3.11}-venv" ] || exit 1
    mkdir -p "$3/bin" && echo "$name" >"$3/made-by"
    printf '#!/bin/bash\\n' >"$3/bin/pip" && chmod +x "$3/bin/pip" ;;
esac
"""
PLAYED_APT = """#!/bin/bash
[ "$1" = install ] || exit 0
for wanted; do :; done
cp "$(dirname "$0")/../offered/$wanted" "$(dirname "$0")/" 2>/dev/null
"""
KINDS = {"whole": (True, True), "bare": (True, False), "old": (False, True)}


@pytest.mark.parametrize(
    ("there", "offered", "taken"),
    [
        ({"python3": "whole"}, {}, "python3"),
        ({"python3": "bare"}, {"python3.11-venv": ""}, "python3"),
        ({}, {"python3": "bare", "python3.11-venv": ""}, "python3"),
        ({"python3": "old"}, {"python3.12": "bare", "python3.12-venv": ""}, "python3.12"),
        ({}, {"python3": "old", "python3.11": "bare", "python3.11-venv": ""}, "python3.11"),
        ({"python3": "old"}, {}, None),
    ],
    ids=["has one", "lacks venv", "has none", "has an old one", "Ubuntu 22.04", "cannot have one"],
)
def test_setup_finds_a_python_that_is_new_enough(
    tmp_path: Path, there: dict[str, str], offered: dict[str, str], taken: str | None
) -> None:
    """Pythons and `apt-get` are played: every kind of image is more than a test may download."""
    programs = tmp_path / "bin"
    for folder, kinds in ((programs, there), (tmp_path / "offered", offered)):
        folder.mkdir()
        for name, kind in kinds.items():
            new, whole = (str(answer).lower() for answer in KINDS.get(kind, (True, True)))
            head = f"#!/bin/bash\nname={name} new={new} whole={whole}\n"
            _write_program(folder / name, head + PLAYED_PYTHON)
    _write_program(programs / "apt-get", PLAYED_APT)
    for tool in ("bash", "basename", "chmod", "cp", "dirname", "mkdir", "mktemp", "rm"):
        (programs / tool).symlink_to(shutil.which(tool) or tool)
    source = tmp_path / "source"
    source.mkdir()
    (source / "requirements.gradkit-0-py3-none-any.whl").touch()
    done = subprocess.run(
        ["bash", str(SETUP), str(source), str(tmp_path / "home")],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )
    if taken is None:
        assert done.returncode == 1
        assert "otter grade --image" in done.stderr
    else:
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "home/made-by").read_text(encoding="utf-8").strip() == taken


def _write_program(path: Path, source: str) -> None:
    path.write_text(source, encoding="utf-8")
    path.chmod(0o755)
