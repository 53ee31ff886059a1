"""A slip in any of an author's files is one line: which file, which line, what."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit, results_in, scores, small_assignment

pytestmark = pytest.mark.slow

SLIPS = {
    "assignments/mini/checks/public/test_f.py": "import autograder.checks\n\ndef broken(:\n",
    "assignments/mini/checks/public/test_g.py": "import autograder.checks\n\nmissing_name\n",
    "assignments/mini/checks/hidden/panels.py": "PANELS = {\n    'f': [lambda s: s.f()],\n",
    "assignments/mini/exhibits.py": "\n\n1 / 0\n",
    "solutions/mini/reference.py": "def f(): return 1\n\nraise RuntimeError('half done')\n",
}
LINES = {"test_f.py": 3, "test_g.py": 3, "panels.py": 1, "exhibits.py": 3, "reference.py": 3}


@pytest.mark.parametrize("file", SLIPS)
def test_a_slip_is_told_in_one_line_with_its_place(
    tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_assignment(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SLIPS[file], encoding="utf-8")
    work = tmp_path / "work.py"
    work.write_text("def f(): return 1\n", encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out", "--isolation", "process")
    words = [line for line in done.stderr.splitlines() if not line.startswith("warning:")]
    assert done.returncode == 2, done.stdout
    assert len(words) == 1, done.stderr
    assert f"{path.name}: line {LINES[path.name]}: " in words[0]
    assert not list(temporary.iterdir())  # the judge process has ended by itself


REFERENCE_WITH_A_DATACLASS = """\
from __future__ import annotations

from dataclasses import dataclass


@dataclass
class One:
    value: int = 1


def f(): return One().value
"""


def test_a_reference_may_define_what_looks_its_module_up(tmp_path: Path) -> None:
    """Dataclasses do, for annotations that are text."""
    root = small_assignment(tmp_path)
    reference = root / "solutions" / "mini" / "reference.py"
    reference.write_text(REFERENCE_WITH_A_DATACLASS, encoding="utf-8")
    out = tmp_path / "out"
    done = gradkit("--root", root, "grade", reference, "-o", out, "--isolation", "process")
    assert done.returncode == 0, done.stderr
    assert scores(results_in(out)["reference.py"]) == {"f": 10}
