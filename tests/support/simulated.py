"""A grading container's folders without a container: the same files, root and its workers' users.

The Python in it holds what `requirements.txt` pins and the engine's wheel, and nothing else that
is installed here. Needs root; `WHY_NOT` says why there is no simulation, if there is none.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox.levels import why_not

if TYPE_CHECKING:
    from otter.test_files import GradingResults

WHY_NOT = why_not("setuid")


@dataclass(frozen=True)
class Container:
    """The folder that is `/autograder` in a container, and the Python that `setup.sh` makes."""

    place: Path
    home: Path

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run the autograder as a container does."""
        return subprocess.run(
            [str(self.place / "run_autograder")],
            env={"PATH": os.environ["PATH"], "GRADKIT_HOME": str(self.home)},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    def results(self) -> dict[str, Any]:
        """Return what Gradescope reads."""
        path = self.place / "results" / "results.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def pickled(self) -> GradingResults:
        """Return what `otter grade` reads."""
        from otter.test_files import GradingResults  # takes a second, which only this needs

        found = pickle.loads((self.place / "results" / "results.pkl").read_bytes())
        assert isinstance(found, GradingResults)
        return found

    def scores(self) -> dict[str, float]:
        """Return the points of each question in what Gradescope reads."""
        found: dict[str, float] = {}
        for test in self.results()["tests"]:
            question = test["name"].partition(":")[0]
            assert "score" in test, self.results()["output"]
            found[question] = round(found.get(question, 0) + test["score"], 6)
        return found


def python(home: Path, bundle: Path) -> Path:
    """Make the Python that `setup.sh` would make of a bundle."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(bundle) as archive:
        pins = archive.read("requirements.txt").decode().splitlines()
        for pin in (line for line in pins if not line.startswith("#")):
            distribution = importlib.metadata.distribution(pin.partition("==")[0])
            tops = {file.parts[0] for file in distribution.files or () if ".." not in file.parts}
            for top in tops - {"__pycache__"}:
                (site / top).symlink_to(str(distribution.locate_file(top)))
        (wheel,) = (name for name in archive.namelist() if name.endswith(".whl"))
        with archive.open(wheel) as inner:
            zipfile.ZipFile(inner).extractall(site)
    return home


def container(place: Path, home: Path, bundle: Path, files: dict[str, bytes]) -> Container:
    """Lay the folders out as Gradescope does, and hand in some files."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(place / "source")
    shutil.copy(place / "source" / "run_autograder", place / "run_autograder")
    (place / "run_autograder").chmod(0o755)
    (place / "submission").mkdir()
    for name, content in files.items():
        path = place / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Container(place, home)
