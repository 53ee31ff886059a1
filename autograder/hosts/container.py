"""The autograder in a container: the contract of folders that Gradescope and `otter grade` share.

Judges what lies in `submission/` by the bundle in `source/`, as root with its workers at the level
`setuid`, and alone writes `results/`. Must never end without results, nor read a submission with
anything but the judge: Otter, which would open the notebook itself, is not even in the image.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.assignment.assignment import BUNDLE_FOLDER, REFERENCE, load
from autograder.base.files import write
from autograder.grading.batch import grade_one
from autograder.grading.starting import begin
from autograder.hosts.gradescope_results import gradescope, unfinished
from autograder.hosts.one_submission import take_only
from autograder.hosts.otter_results import as_pickle
from autograder.results.result import Result, faulty, judged_part
from autograder.worker.confinement import in_force

LEVEL = "setuid"
_FOR_ROOT_ALONE = ("source", "submission", "results")


def main(place: Path) -> int:
    """Judge the submission in ``place``; return 0 if there are results, whatever they are."""
    os.umask(0o022)
    for name in _FOR_ROOT_ALONE:
        (place / name).mkdir(exist_ok=True)
        (place / name).chmod(0o700)
    write(place / "results" / "results.json", unfinished())
    with scratch():
        begin()  # while it is found out what there is to judge
        result = _judged(place)
    extra = {"confinement": in_force()}
    write(place / "results" / "results.pkl", as_pickle(result))
    write(place / "results" / "results.json", gradescope(result, extra))
    for question in result["questions"]:
        score = "-" if question["score"] is None else f"{question['score']:g}"
        print(f"{question['name']:<24}{score:>6} / {question['max_score']:g}")
    print(*result["notes"], f"isolation: {LEVEL}, {', '.join(in_force())}", sep="\n")
    return 0


@contextmanager
def scratch() -> Iterator[None]:
    """Keep all temporary files where a worker can go through to its own, and see nothing else."""
    with tempfile.TemporaryDirectory(prefix="gradkit-container-") as folder:
        os.chmod(folder, 0o711)
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        os.chdir(folder)
        yield
        os.chdir("/")
        tempfile.tempdir = None
        del os.environ["TMPDIR"]


def _judged(place: Path) -> Result:
    """Return the judge's result; a fault of ours is a result too, without marks."""
    bundle = place / "source" / BUNDLE_FOLDER
    try:
        submission = take_only(place / "submission")
        return judged_part(grade_one(bundle, bundle / REFERENCE, submission, isolation=LEVEL))
    except Exception as error:
        return _fault(bundle, f"{type(error).__name__}: {error}")


def _fault(bundle: Path, what: str) -> Result:
    head: Result = {"submission": "", "sha256": "", "isolation": LEVEL, "language": "en"}
    try:
        return faulty(head, load(bundle, bundle / REFERENCE), [], what)
    except Exception as error:  # not even the bundle can be read
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return {
            **head,
            "assignment": "",
            "bundle": "",
            "status": "internal_error",
            "score": None,
            "max_score": 0,
            "questions": [],
            "execution": [],
            "notes": [what],
        }
