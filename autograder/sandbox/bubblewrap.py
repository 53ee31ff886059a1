"""The bubblewrap command of a worker: what of the machine it sees.

Must never show it more than Python needs.
"""

from __future__ import annotations

import functools
import os
import shutil
import sysconfig
from pathlib import Path

from autograder.sandbox.libraries import (
    LIBRARIES,
    interpreter,
    library_folders,
    worker_copy,
)

KIT = "/kit"
SCRATCH = "/scratch"
WRITABLE = (SCRATCH, "/tmp", "/dev/shm")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
WRITABLE_BYTES = 64 * 2**20


def bwrap_command(*, forks: bool) -> list[str]:
    """Return the bubblewrap command for a worker, or for a parent that ``forks`` them.

    See bwrap(1) for each word. Such a parent keeps, within its own user namespace, the rights to
    make more namespaces; nothing that its workers have in common can be written to.
    """
    command = [bubblewrap() or "bwrap", "--unshare-all", "--unshare-user", "--die-with-parent"]
    command += ["--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534"]
    command += ["--hostname", "worker"]
    for folder in _system_folders():
        command += ["--ro-bind", folder, folder]
    for folder in _site_folders():
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


@functools.cache
def _system_folders() -> list[str]:
    """Return the interpreter, its standard library and the system's shared libraries."""
    executable = interpreter()
    stdlib = sysconfig.get_paths()["stdlib"]
    shared = str(Path(stdlib).parent)
    candidates = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", executable, stdlib]
    if not shared.startswith("/usr/lib"):
        candidates += [str(path) for path in Path(shared).glob("libpython*")]
    return [place for place in dict.fromkeys(candidates) if os.path.exists(place)]


@functools.cache
def _site_folders() -> list[str]:
    """Return the folders of installed packages below the system folders, which are hidden."""
    stdlib = sysconfig.get_paths()["stdlib"]
    candidates = [f"{stdlib}/site-packages", f"{stdlib}/dist-packages"]
    candidates += ["/usr/lib/python3/dist-packages"]
    return [folder for folder in candidates if os.path.isdir(folder)]


@functools.cache
def bubblewrap() -> str | None:
    """Return where bubblewrap is, or None."""
    return shutil.which("bwrap", path=os.environ.get("PATH", "") + ":/usr/bin:/usr/local/bin")
