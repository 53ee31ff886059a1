"""The notebook alone in a real JupyterLab in a real browser: an empty folder, Run all, all green.

Needs a JupyterLab: the one of `make lab`, or GRADKIT_JUPYTER, the `jupyter` of a student's.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from browser import window
from harness import NAME, SOLUTIONS
from playwright.sync_api import Browser

from autograder.authoring.build import Built

pytestmark = [pytest.mark.system, pytest.mark.slow]
JUPYTER = os.environ.get("GRADKIT_JUPYTER") or shutil.which(
    "jupyter-lab", path=f"{sys.prefix}/lab/bin"
)
QUESTIONS = ("numerical_gradient", "gradient_descent", "SimpleNet", "TwoLayerNet")
TOKEN = "a-token-of-the-tests"
_SECONDS = 240


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """Run JupyterLab on a folder; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["lab"] if Path(str(JUPYTER)).name == "jupyter" else []
    own = {
        f"JUPYTER_{kind}_DIR": str(folder.parent / kind) for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    server = subprocess.Popen(
        [
            *(str(JUPYTER), *words, "--allow-root", "--no-browser", f"--port={port}"),
            *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"),
        ],
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(_SECONDS * 4):
            with suppress(OSError), urllib.request.urlopen(f"{address}/api?token={TOKEN}"):
                break
            time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait()


def solve(notebook: Path, path: Path) -> None:
    """Write the notebook with the reference in its first stub."""
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    code = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
    for cell in content["cells"]:
        if "exercise" in cell["metadata"]:
            cell["source"], code = code, ""
    path.write_text(json.dumps(content), encoding="utf-8")


def outputs(path: Path) -> dict[str, str]:
    """Return what the cells that check an exercise show; nothing while the file is written."""
    cells: list[dict[str, Any]] = []
    with suppress(json.JSONDecodeError):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    asked = {f'grader.check("{question}")': question for question in QUESTIONS}
    return {
        asked["".join(cell["source"])]: json.dumps(cell["outputs"], ensure_ascii=False)
        for cell in cells
        if "".join(cell["source"]) in asked
    }


@pytest.mark.skipif(JUPYTER is None, reason="no JupyterLab: NOT tested in one (GRADKIT_JUPYTER=…)")
def test_a_notebook_that_is_opened_alone_runs_whole_and_green(
    tmp_path: Path, built: Built, browser: Browser
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    path = folder / "my homework (1).ipynb"
    solve(built.student_zip.parent / f"{NAME}_en.ipynb", path)
    with lab(folder) as address, window(browser) as seen:
        page = seen.page
        page.goto(f"{address}/lab/tree/my%20homework%20(1).ipynb?token={TOKEN}")
        page.get_by_text("| Idle").wait_for(timeout=_SECONDS * 1000)  # before, a click is lost
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator("[data-command='runmenu:run-all']:visible").click()
        deadline = time.monotonic() + _SECONDS
        while time.monotonic() < deadline and '"' not in outputs(path).get(QUESTIONS[-1], "[]"):
            page.wait_for_timeout(2_000)
            page.keyboard.press("Control+s")
    found = outputs(path)
    assert set(found) == set(QUESTIONS)
    for question, shown in found.items():
        assert "✓" in shown and "✗" not in shown, (question, shown)
    assert [file.name for file in folder.iterdir() if not file.name.startswith(".")] == [path.name]
