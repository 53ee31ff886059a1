"""`gradkit doctor`."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

_PACKAGES = ("numpy", "pytest", "hypothesis", "nbformat", "otter-grader", "sqlalchemy")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox")
_FREE_MIB = 512
_NO_BOUND = "a submission that starts many processes takes as many times the memory: needs seccomp"


@click.command()
def doctor() -> None:
    """Check what works on this machine, and say what to install."""
    is_well = True
    for what, found, remedy in _looked_at():
        is_well &= not remedy.startswith("needed: ")
        click.echo(f"{'+' if not remedy else '-'} {what}: {found}")
        if remedy:
            click.echo(f"    {remedy}")
    sys.exit(0 if is_well else 1)


def _looked_at() -> Iterator[tuple[str, str, str]]:
    """Yield what was looked at, what was found, and what to do about it (nothing: empty)."""
    yield "Python", platform.python_version(), ""
    yield from map(_package, _PACKAGES)
    yield from _levels()
    yield _scratch()
    encoding = sys.stdout.encoding or "none"
    is_unicode = encoding.lower().replace("-", "") == "utf8"
    remedy = "" if is_unicode else "letters it lacks are shown as `?`: set PYTHONUTF8=1"
    yield "output", f"{encoding}, locale {locale.getlocale()[0] or 'C'}", remedy
    yield _fonts()
    yield _docker()
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    yield "browser", browser or "none", "" if browser else "to view pages: install any browser"


def _package(name: str) -> tuple[str, str, str]:
    try:
        return name, version(name), ""
    except PackageNotFoundError:
        return name, "not installed", f"needed: pip install {name}"


def _levels() -> Iterator[tuple[str, str, str]]:
    """Yield each isolation level; only where none can be had, something is needed."""
    from autograder.base.levels import LEVELS
    from autograder.sandbox.levels import bounds_all_of_a_worker, why_not

    reasons = {level: why_not(level) for level in LEVELS}
    for level, reason in reasons.items():
        is_needed = all(reasons.values())
        remedy = f"{'needed: ' if is_needed else ''}{reason}" if reason else ""
        yield f"isolation level {level}", "no" if reason else "works", remedy
    is_one = bounds_all_of_a_worker()
    bound = "all of it: no other process can start" if is_one else "each of its processes alone"
    yield "limits of a worker's memory", bound, "" if is_one else _NO_BOUND


def _scratch() -> tuple[str, str, str]:
    """Return how much room there is for what is written meanwhile."""
    place = tempfile.gettempdir()
    free = shutil.disk_usage(place).free // 2**20
    remedy = "" if free >= _FREE_MIB else f"needed: {_FREE_MIB} MiB, or TMPDIR=<another folder>"
    return "scratch room", f"{free} MiB free in {place}", remedy


def _fonts() -> tuple[str, str, str]:
    """Return whether a PDF can show Korean."""
    remedy = "for Korean in PDF: Debian, Ubuntu: apt-get install fonts-nanum fontconfig"
    if shutil.which("fc-list") is None:
        return "Korean font", "unknown: fontconfig is not installed", remedy
    done = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, text=True, check=False)
    return "Korean font", *(("found", "") if done.stdout.strip() else ("none", remedy))


def _docker() -> tuple[str, str, str]:
    remedy = "only for `otter grade`: https://docs.docker.com/get-started/get-docker"
    if shutil.which("docker") is None:
        return "Docker", "not installed", remedy
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    done = subprocess.run(["docker", "info"], env=os.environ, check=False, **quiet)  # type: ignore[call-overload]
    return "Docker", *(("an engine answers", "") if done.returncode == 0 else ("no engine", remedy))
