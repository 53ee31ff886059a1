"""What a notebook's first cell calls: what the lesson needs is there, and `grader` to check with.

Must never need a package beyond Python's own library to be imported: it says what is missing.
"""

from __future__ import annotations

import atexit
import importlib
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograder.base.language import Language, Text
from autograder.selfcheck.bytecode import keep

NEEDED = {
    "numpy": "numpy>=1.26",
    "hypothesis": "hypothesis>=6.140",
    "pytest": "pytest>=8.2",
    "matplotlib": "matplotlib>=3.8",
}
OTTER = {"otter": "otter-grader>=7.0,<8"}
_SECONDS = 300


def start(language: Language) -> Any:
    """Return what has `check("exercise")`: Otter's notebook where Otter can be had, else ours.

    Installs with pip what is lacking. Raises ImportError where a needed package cannot be had.
    """
    _care_for_kit()
    if lacking := _lacking(NEEDED):
        _install(lacking, language)
    if still := _lacking(NEEDED):
        what = " ".join(f'"{package}"' for package in still)
        words = Text(f"please run: pip install {what}", f"먼저 실행해 주세요: pip install {what}")
        raise ImportError(words.to(language))
    if lacking := _lacking(OTTER):
        _install(lacking, language)
    from autograder.selfcheck.grader import grader_for

    return grader_for(language)


def _lacking(packages: dict[str, str]) -> list[str]:
    importlib.invalidate_caches()
    return [package for module, package in packages.items() if find_spec(module) is None]


def _install(packages: list[str], language: Language) -> None:
    names = ", ".join(packages)
    print(Text(f"Installing {names} …", f"설치하는 중: {names} …").to(language), flush=True)
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run([*command, *packages], capture_output=True, timeout=_SECONDS, check=False)


def _care_for_kit() -> None:
    """Keep what is compiled of a kit beside the notebook; have one that it wrote itself removed."""
    kit = Path(__file__).parents[2]
    if not kit.is_file():
        return
    is_carried = kit.name.startswith("gradkit-")
    keep(kit, on_disk=not is_carried)
    if is_carried:
        atexit.register(_remove, kit)


def _remove(kit: Path) -> None:
    with suppress(OSError):  # Windows lets no open file go
        kit.unlink()
