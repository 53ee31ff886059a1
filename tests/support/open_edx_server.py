"""Open edX's LTI consumer at work beside a test, in an environment of its own (`make platform`)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from lti_door import free_port
from platformdirs import user_cache_path

PYTHON = user_cache_path("gradkit-tests") / "open-edx" / "bin" / "python"
MISSING = "Open edX's consumer is not installed: launches are NOT tested with it (make platform)"
_HERE = Path(__file__).parent / "open_edx"


def is_there() -> bool:
    """Tell whether the environment was made."""
    return PYTHON.exists()


@contextmanager
def campus(folder: Path) -> Iterator[str]:
    """Run the platform with a new database; give its address."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": str(_HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PLATFORM_PORT": str(port),
        "PLATFORM_DB": str(folder / "platform.db"),
    }
    words: dict[str, Any] = {"env": environment, "cwd": folder}
    django = (str(PYTHON), "-m", "django")
    with open(folder / "platform.log", "wb") as log:
        subprocess.run([*django, "migrate"], check=True, stdout=log, stderr=log, **words)
        run = [*django, "runserver", f"127.0.0.1:{port}", "--noreload"]
        process = subprocess.Popen(run, stdout=log, stderr=log, **words)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address, folder / "platform.log")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")[-3000:]
        try:
            requests.get(f"{address}/gradebook", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the platform does not answer")
