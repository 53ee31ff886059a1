"""`gradkit build`: prose and solution become the student's folder and the autograder's bundle.

The notebooks go through the real `otter assign`, and what was built is proven with the real
`otter run` before it counts. Must never put a solution, a hidden check or the seed into the
student's folder, nor a clock time into anything.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment.assignment import (
    REFERENCE,
    load,
)
from autograder.authoring.bundle import write_bundle
from autograder.authoring.handout import made_handout
from autograder.authoring.leaks import (
    leaks,
)
from autograder.authoring.notebooks import (
    assigned,
)
from autograder.authoring.proof import prove_marks
from autograder.base.errors import GradkitError
from autograder.base.trees import replace_folder, write_files
from autograder.base.zips import packed


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
        notebooks, otter_files = assigned(assignment, Path(place))
        handout = made_handout(assignment, notebooks)
        shown = Path(place) / "shown"
        write_files(shown, {**handout.folder, **handout.kit})
        if found := leaks(shown, folder, assignment.reference):
            raise GradkitError(f"{name}: the student's folder gives away {'; '.join(found)}")
        write_bundle(assignment, otter_files, Path(place) / "autograder.zip")
        if prove:
            echo(f"{name}: otter run, on the reference and on the untouched notebooks")
            prove_marks(assignment, notebooks, Path(place))
        fresh = Path(place) / "template"
        write_files(fresh, {**handout.folder, **handout.beside})
        replace_folder(fresh, built.template)
        shutil.copyfile(Path(place) / "autograder.zip", built.autograder_zip)
        student = {**handout.folder, **handout.beside, **handout.carrying}
        built.student_zip.write_bytes(
            packed({f"{name}/{file}": data for file, data in student.items()})
        )
        write_files(target, handout.carrying)
    return built
