"""What a worker finds to import: the worker's room, what that imports, NumPy, msgpack.

Must never show it anything else of the engine or of what is installed."""

from __future__ import annotations

import atexit
import functools
import importlib.util
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.util import Finalize
from pathlib import Path

from autograder.base.rooms import HOUSE, rooms_below
from autograder.worker.confinement import in_use, loaded

LIBRARIES = ("numpy", "numpy.libs", "msgpack")


@functools.cache
def interpreter() -> str:
    """Return the path of this Python."""
    return os.path.realpath(sys.executable)


@functools.cache
def library_folders() -> list[str]:
    """Return the folders in which the worker's libraries are installed."""
    spec = importlib.util.find_spec("numpy")
    packed = importlib.util.find_spec("msgpack")
    assert spec is not None and spec.origin and packed is not None and packed.origin
    folders = [str(Path(spec.origin).parents[1]), str(Path(packed.origin).parents[1])]
    return list(dict.fromkeys(folders))


def stdlib() -> str:
    """Return the folder of the standard library."""
    return sysconfig.get_paths()["stdlib"]


def shared_libraries() -> list[str]:
    """Return the shared libraries that Python and NumPy have loaded, but for NumPy's own."""
    own = (*library_folders(), stdlib())
    return sorted(path for path in loaded() if not path.startswith(own))


def keep_in_memory() -> None:
    """Read what workers can read: what is in memory already tells nobody who has read it.

    The system reads ahead in its own time; the first byte renews the time of the last access.
    """
    tops = [str(Path(found) / name) for found in library_folders() for name in LIBRARIES]
    files = [*shared_libraries(), *(file for top in (stdlib(), *tops) for file in _files(top))]
    for file in files:
        with suppress(OSError):
            descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
            os.pread(descriptor, 1, 0)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
            os.close(descriptor)


def _files(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = filter(in_use, folders)
        yield from (os.path.join(folder, name) for name in names)


@functools.cache
def libraries() -> Path:
    """Return a folder that holds what a worker may import, and nothing else that is installed."""
    folder = worker_copy() / "lib"
    folder.mkdir()
    folder.chmod(0o755)
    for name in LIBRARIES:
        places = (Path(found) / name for found in library_folders())
        place = next(filter(Path.is_dir, places), None)
        if place is not None and open_to_all(str(place / "_")):
            (folder / name).symlink_to(place)
        elif place is not None:
            shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("tests"))
    return folder


@functools.cache
def worker_copy() -> Path:
    """Return a folder that holds the worker's modules and none of the engine's others."""
    folder = Path(tempfile.mkdtemp(prefix="gradkit-worker-"))
    package = folder / "autograder"
    package.mkdir()
    (package / "__init__.py").touch()
    for room in rooms_below("worker"):
        shutil.copytree(HOUSE / room, package / room, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "support").mkdir()
    for path in (folder, package, folder / "support"):
        path.chmod(0o755)
    # atexit alone is not enough: the children of multiprocessing end without it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=1)
    return folder


@functools.cache
def open_interpreter() -> str | None:
    """Return this Python, or the system's of the same version, where every user can run it."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (interpreter(), f"/usr/local/bin/{name}", f"/usr/bin/{name}"):
        if os.path.exists(path) and open_to_all(path):
            return path
    return None


def open_to_all(path: str) -> bool:
    """Return whether every user can reach a path."""
    return all(parent.stat().st_mode & 0o001 for parent in Path(path).parents)
