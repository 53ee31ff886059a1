"""The autograder's zip, for `otter run`, `otter grade`, Gradescope and `gradkit grade -a`."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.assignment.assignment import (
    BUNDLE_FOLDER,
    Assignment,
    bundle_files,
    lesson_files,
    solution_files,
)
from autograder.authoring.notebooks import (
    GENERATE,
)
from autograder.authoring.wheel import wheel
from autograder.base.errors import GradkitError
from autograder.base.rooms import HOUSE
from autograder.base.trees import files_below
from autograder.base.zips import packed
from autograder.grading.pool import Pool
from autograder.judge.replay import store

# -- the autograder's bundle -----------------------------------------------------------------------


def write_bundle(assignment: Assignment, otter_files: dict[str, bytes], path: Path) -> None:
    """Write the autograder's zip: checks, solution, lesson, examples, and what starts it."""
    files = {n: data for n, data in otter_files.items() if not n.startswith("files/")}
    # No assignment_name: Otter would refuse a notebook whose metadata an editor has dropped.
    files["otter_config.json"] = (json.dumps(GENERATE, indent=2) + "\n").encode()
    if lacking := [q.name for q in assignment.questions if f"tests/{q.name}.py" not in files]:
        raise GradkitError(f"otter assign made no test file for {', '.join(lacking)}")
    ours = [*bundle_files(assignment.folder), *lesson_files(assignment.folder)]
    for name, source in [*ours, *solution_files(assignment.reference)]:
        files[f"{BUNDLE_FOLDER}/{name}"] = source.read_bytes()
    if (examples := _examples(assignment)) is not None:
        files[f"{BUNDLE_FOLDER}/{store.FILE}"] = examples
    files |= _container_files()
    path.write_bytes(packed(files, programs=("run_autograder", "setup.sh")))


def _examples(assignment: Assignment) -> bytes | None:
    """Return the rehearsed examples, which every container would have to draw anew.

    None where they cannot be kept, by the checks' own doing. Raises GradkitError where the checks
    are not in order.
    """
    if (found := store.kept(assignment)) is None:
        found = _drawn(assignment)
    if found is None:  # a bundle is the same whether or not its builder's cache can be used
        with tempfile.TemporaryDirectory(prefix="gradkit-cache-") as place, _cache_in(place):
            found = _drawn(assignment)
    return found


def _drawn(assignment: Assignment) -> bytes | None:
    """Have a judge made ready, which keeps the examples; None where they cannot be kept."""
    Pool(assignment, "process").made_ready().close()
    return store.kept(assignment)


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
    files = {name: path.read_bytes() for name, path in files_below(HOUSE / "hosts" / "bundle")}
    name, content = wheel()
    return {**files, f"requirements.{name}": content}
