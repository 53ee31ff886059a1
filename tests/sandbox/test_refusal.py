"""Where bubblewrap is refused, its own words and the remedy are what a person reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness import small_assignment

CHECK = '@check("f", points=10)\ndef test_a(student):\n    """One\n\n    하나"""\n    student.f()\n'
COMMAND = [sys.executable, "-c", "from autograder.cli.main import main; main()"]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    small_assignment(tmp_path / "mini", CHECK)
    (tmp_path / "홍길동 과제.py").write_text("def f(): return 1\n", encoding="utf-8")
    return tmp_path


def graded(place: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, "--root", "mini", "grade", "홍길동 과제.py", "-o", "채점 결과", *words]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)


@pytest.mark.slow
def test_bubblewraps_own_words_and_the_remedy(given: Path) -> None:
    refusing = given / "bin" / "bwrap"
    refusing.parent.mkdir()
    refusing.write_text(
        "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
    )
    refusing.chmod(0o755)
    path = f"{refusing.parent}:{os.environ['PATH']}"
    done = graded(given, "--isolation", "bwrap", PATH=path)
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 2 and "setting up uid map: Permission denied" in line
    assert "sysctl" in line or "--security-opt" in line


@pytest.mark.slow
@pytest.mark.parametrize(("name", "charmap"), [("ko_KR", "EUC-KR"), ("en_US", "ISO-8859-1")])
def test_any_locale(given: Path, name: str, charmap: str) -> None:
    made = given / f"{name}.{charmap}"
    make = ["localedef", "-i", name, "-f", charmap, str(made)]
    try:
        subprocess.run(make, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("NOT TESTED: another locale: localedef is not installed (Debian: locales)")
    if not made.exists():
        pytest.skip(f"NOT TESTED: another locale: there are no sources of {name}.{charmap}")
    done = graded(given, LOCPATH=str(given), LC_ALL=made.name, PYTHONUTF8="0")
    said = (done.stdout + done.stderr).decode(charmap, "replace")
    assert done.returncode == 0 and "Traceback" not in said, said
    assert ("홍길동" in said) == (charmap == "EUC-KR")
    assert (
        (given / "채점 결과" / "grades.csv").read_text("utf-8").splitlines()[1].endswith("100.00,")
    )


@pytest.mark.slow
def test_output_in_ascii(given: Path) -> None:
    done = graded(given, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii() and b"10" in done.stdout
