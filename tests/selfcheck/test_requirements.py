"""A self-check starts with nothing installed but what students are told to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import student_folder
from harness import NAME, ROOT

from autograder.assignment.assignment import opened

pytestmark = pytest.mark.slow

# Finds no package but those that NumPy, pytest and Hypothesis are or bring along.
LACKING = """
import sys
from importlib.machinery import PathFinder
THERE = {
    "numpy", "hypothesis", "_hypothesis_pytestplugin", "_hypothesis_globals", "sortedcontainers",
    "attr", "attrs", "py", "pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments",
    "IPython", "traitlets", "decorator", "prompt_toolkit", "wcwidth", "pexpect", "ptyprocess",
    "stack_data", "executing", "asttokens", "pure_eval", "jedi", "parso", "matplotlib_inline",
    "ipython_pygments_lexers", "typing_extensions", "exceptiongroup", "tomli",
}
class Lacking:
    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path) if path is None and name not in THERE else None
        if spec is not None and "site-packages" in str(spec.origin):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Lacking())
import pytest
sys.exit(pytest.main(["-q", "-p", "_hypothesis_pytestplugin"]))
"""


def test_what_students_install_is_enough(tmp_path: Path) -> None:
    with opened(NAME, ROOT) as assignment:
        student_folder.make(tmp_path, assignment)
    done = subprocess.run(
        [sys.executable, "-c", LACKING],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "24 of 24 public checks pass" in done.stdout, done.stdout + done.stderr
