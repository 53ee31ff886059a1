"""The bubblewrap command of a worker: what of the machine it sees.

Must never show it more than Python needs.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from autograder.base.text import one_line
from autograder.sandbox.libraries import (
    LIBRARIES,
    interpreter,
    library_folders,
    shared_libraries,
    stdlib,
    worker_copy,
)
from autograder.worker.confinement import in_use

KIT = "/kit"
SCRATCH = "/scratch"
WRITABLE = (SCRATCH, "/tmp", "/dev/shm")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
WRITABLE_BYTES = 64 * 2**20
_SECONDS = 20.0
# What keeps user namespaces from ordinary users, where it says so, and how it is undone: see
# user_namespaces(7), and Ubuntu 23.10's release notes, "Restricted unprivileged user namespaces".
_SWITCHES = (
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "AppArmor keeps user namespaces from it (Ubuntu 23.10 and newer): "
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile "
        "for bwrap with the rule `userns,`",
    ),
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        "user namespaces are switched off: sudo sysctl -w kernel.unprivileged_userns_clone=1",
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        "user namespaces are switched off: sudo sysctl -w user.max_user_namespaces=15000",
    ),
)
_IN_CONTAINER = (
    "in a container it needs user namespaces: docker run --security-opt seccomp=unconfined "
    "--security-opt apparmor=unconfined, or --isolation setuid"
)
_ELSE = (
    "user namespaces are refused here; on Ubuntu 24.04 "
    "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 allows them"
)


def bwrap_command(*, forks: bool) -> list[str]:
    """Return the bubblewrap command for a worker, or for a parent that ``forks`` them.

    See bwrap(1) for each word. Such a parent keeps, within its own user namespace, the rights to
    make more namespaces; nothing that its workers have in common can be written to.
    """
    command = [bubblewrap() or "bwrap", "--unshare-all", "--unshare-user", "--die-with-parent"]
    command += ["--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534"]
    command += ["--hostname", "worker"]
    for place in [interpreter(), stdlib(), *shared_libraries()]:
        command += ["--ro-bind", place, place]
    for folder in _idle_folders():
        command += ["--tmpfs", folder, "--remount-ro", folder]
    for name in LIBRARIES:
        for place in library_folders():
            if os.path.isdir(f"{place}/{name}"):
                command += ["--ro-bind", f"{place}/{name}", f"{KIT}/lib/{name}"]
    command += ["--ro-bind", f"{worker_copy()}/autograder", f"{KIT}/lib/autograder"]
    command += ["--ro-bind", f"{worker_copy()}/support", f"{KIT}/support"]
    # Not `--dev`: its terminals are mounted by a user namespace that then owns all the others.
    command += ["--tmpfs", "/dev", "--dir", "/dev/shm"]
    for device in filter(os.path.exists, DEVICES):
        command += ["--dev-bind", device, device]
    command += ["--remount-ro", "/dev"]
    for folder in WRITABLE:
        command += ["--size", str(WRITABLE_BYTES), "--tmpfs", folder]
    command += ["--remount-ro", "/"]
    if forks:
        command += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
        for folder in WRITABLE:
            command += ["--remount-ro", folder]
    return [*command, "--chdir", "/" if forks else SCRATCH, "--"]


def _idle_folders() -> list[str]:
    """Return the folders of the standard library that are hidden: nobody needs them to import."""
    found = os.scandir(stdlib())
    return [entry.path for entry in found if entry.is_dir() and not in_use(entry.name)]


@functools.cache
def bubblewrap() -> str | None:
    """Return where bubblewrap is, or None."""
    return shutil.which("bwrap", path=os.environ.get("PATH", "") + ":/usr/bin:/usr/local/bin")


def refusal() -> str:
    """Return bubblewrap's own words, and what to do, where it cannot start; empty where it can."""
    command = [*bwrap_command(forks=False), interpreter(), "-S", "-c", ""]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env={})
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap cannot be run: {error}"
    if done.returncode == 0:
        return ""
    said = one_line(done.stderr.decode("utf-8", "replace")) or f"exit status {done.returncode}"
    return f"bubblewrap says `{said}`: {_remedy()}"


def _remedy() -> str:
    """Return how bubblewrap can be had, by what the system says of user namespaces."""
    for place, value, remedy in _SWITCHES:
        with suppress(OSError):
            if Path(place).read_text(encoding="ascii").strip() == value:
                return remedy
    in_container = any(map(os.path.exists, ("/.dockerenv", "/run/.containerenv")))
    return _IN_CONTAINER if in_container else _ELSE
