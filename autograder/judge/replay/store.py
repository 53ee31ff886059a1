"""Rehearsed examples on disk, so that a run begins without drawing and answering them again.

They depend on the assignment and this engine, which make up the key that a file must have. A bundle
carries its own, and draws the same wherever it is graded; of an assignment in a source tree they
are kept in the user's cache, for each version of the libraries that draw and answer them. What is
read is unpickled: must never read a file that a submission could have written.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import hypothesis
import numpy as np
import platformdirs

from autograder.assignment.assignment import Assignment
from autograder.base.rooms import HOUSE, rooms_below
from autograder.judge.replay.examples import Example, Rehearsed

FILE = "examples.pickle"
_EXAMPLES = "examples"
_MOST_BYTES = 256 * 2**20
"""Of a kind: an assignment takes up to 7 MiB, and is another one at each save of its author's."""
_KEY_BYTES = 32
_WAIT_SECONDS = 60.0
"""For another process that draws; it takes a few seconds, one that was stopped for ever."""
_LOOK_SECONDS = 0.05

Repertoire = Mapping[str, list[Example] | None]
"""The examples of each check by its node id; None for one that draws in its body."""


def recalled(assignment: Assignment) -> Repertoire | None:
    """Return what was kept for this very assignment and engine, or None."""
    content = kept(assignment)
    if content is None:
        return None
    try:
        found: Repertoire = pickle.loads(memoryview(content)[2 * _KEY_BYTES :])
    except Exception:  # of another layout than the key says: it is drawn again
        return None
    return found


def conversations(assignment: Assignment) -> Repertoire | None:
    """Return the same where an author's modules are not imported: what they draw is left out."""
    content = kept(assignment)
    if content is None:
        return None
    found: Repertoire = _WithoutDrawn(io.BytesIO(content[2 * _KEY_BYTES :])).load()
    return found


class _WithoutDrawn(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """Return a class of ours or of a library's, or what any other is left out for."""
        try:
            return super().find_class(module, name)  # type: ignore[no-any-return]
        except (ImportError, AttributeError):
            return _Drawn


class _Drawn:
    def __new__(cls, *_arguments: object) -> _Drawn:
        """Take anything, keep nothing."""
        return super().__new__(cls)

    def __setstate__(self, state: object) -> None:
        """Keep nothing."""


def keep(assignment: Assignment, rehearsed: Mapping[str, Rehearsed | None]) -> None:
    """Keep the examples in the user's cache, where that can be done."""
    examples = {name: check and check.examples for name, check in rehearsed.items()}
    payload = io.BytesIO()
    with suppress(Exception):  # a check may draw what cannot be pickled, a disk may be full
        pickle.dump(examples, payload, protocol=5)
        write(assignment, _EXAMPLES, payload.getvalue())


@contextmanager
def drawing(assignment: Assignment) -> Iterator[None]:
    """Look for kept examples, and draw and keep them, in here: of several processes one draws.

    The others wait for it, then find what it has kept. Where it has kept nothing they draw as well,
    all at once: nobody waits twice, nor for a process that has ended.
    """
    lock: tuple[Path, int] | None = None
    with suppress(OSError):  # without a place to keep anything nobody is waited for
        lock = _lock_of_first(assignment)
    try:
        yield
    finally:
        if lock is not None:
            path, descriptor = lock
            path.unlink(missing_ok=True)
            os.close(descriptor)


def _lock_of_first(assignment: Assignment) -> tuple[Path, int] | None:
    """Return the lock if this process is the first to draw; else None, when the first has."""
    kept_in = _cached(assignment, _EXAMPLES)
    if kept_in.exists() or (assignment.folder / FILE).exists():
        return None
    kept_in.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ensure_ours(kept_in.parent)
    path = kept_in.with_suffix(".lock")
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if _is_first(descriptor):
        return path, descriptor
    os.close(descriptor)
    return None


def _is_first(descriptor: int) -> bool:
    """Lock a file, which the system unlocks when a process ends; return whether nobody had it."""
    if sys.platform == "win32":
        return False
    import fcntl

    is_first, end = True, time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < end:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_first = False
            time.sleep(_LOOK_SECONDS)
        except OSError:  # of a file system without locks
            return False
        else:
            break
    return is_first


def kept(assignment: Assignment) -> bytes | None:
    """Return the content of a file of examples that has the key, whole; None without any."""
    readers: tuple[Callable[[], bytes], ...] = (
        (assignment.folder / FILE).read_bytes,
        lambda: _read(_cached(assignment, _EXAMPLES)),
    )
    for reader in readers:
        with suppress(OSError):
            content = reader()
            if _payload(assignment, content) is not None:
                return content
    return None


def read(assignment: Assignment, kind: str) -> memoryview | None:
    """Return what was written of a kind for this very assignment and engine, whole; or None."""
    with suppress(OSError):
        return _payload(assignment, _read(_cached(assignment, kind)))
    return None


def write(assignment: Assignment, kind: str, payload: bytes) -> None:
    """Write something of a kind into the user's cache; raise OSError where that can't be done."""
    _write(_cached(assignment, kind), _head(assignment, payload) + payload)


def _payload(assignment: Assignment, content: bytes) -> memoryview | None:
    """Return what stands behind the head of a file, uncopied; None behind another one's head."""
    payload = memoryview(content)[2 * _KEY_BYTES :]
    return payload if content[: 2 * _KEY_BYTES] == _head(assignment, payload) else None


def _head(assignment: Assignment, payload: bytes | memoryview) -> bytes:
    return key(assignment) + hashlib.sha256(payload).digest()


def key(assignment: Assignment) -> bytes:
    """Return a SHA-256 over what makes the examples: the assignment and this engine."""
    return hashlib.sha256(f"{assignment.digest}\0{_engine()}".encode()).digest()


@cache
def _engine() -> str:
    total = hashlib.sha256()
    for path in sorted(p for room in rooms_below("judge") for p in (HOUSE / room).rglob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


def _cached(assignment: Assignment, kind: str) -> Path:
    """Return where what is of a kind is kept; raise OSError for a user without a home."""
    try:
        cache = platformdirs.user_cache_path("gradkit", appauthor=False)
    except RuntimeError as error:
        raise FileNotFoundError("no home") from error
    if not cache.is_absolute():
        raise FileNotFoundError(f"{cache}: no place of the user's")
    drawn_with = f"{hypothesis.__version__}-{np.__version__}"
    return cache / kind / f"{key(assignment).hex()}-{drawn_with}.pickle"


def _read(path: Path) -> bytes:
    """Return what only this user can have written, and note that it is used; or raise OSError."""
    _ensure_ours(path.parent)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not _is_ours(os.fstat(descriptor)):
            raise PermissionError(f"{path} may be somebody else's")
        os.utime(path)
        return file.read()


def _ensure_ours(folder: Path) -> None:
    """Raise PermissionError where others could put something of theirs into a folder's place."""
    is_ours = _is_ours(folder.stat())
    for above in [*folder.parents, *folder.resolve(strict=True).parents]:
        about = above.stat()
        is_open = about.st_mode & stat.S_IWOTH and not about.st_mode & stat.S_ISVTX
        is_ours = is_ours and about.st_uid in (0, os.geteuid()) and not is_open
    if not is_ours:
        raise PermissionError(f"{folder} may be somebody else's")


def _is_ours(about: os.stat_result) -> bool:
    others = stat.S_IWGRP | stat.S_IWOTH
    return about.st_uid == os.geteuid() and not about.st_mode & others


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; drop those that were not used for longest."""
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ensure_ours(folder)  # nothing is dropped elsewhere
    descriptor, beside = tempfile.mkstemp(suffix=".pickle", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
    _drop_oldest(folder)


def _drop_oldest(folder: Path) -> None:
    """Keep the files that were used last, as many as fit."""
    found: list[tuple[int, int, Path]] = []
    for path in folder.glob("*.pickle"):
        with suppress(FileNotFoundError):  # another process drops as well
            about = path.stat()
            found.append((about.st_mtime_ns, about.st_size, path))
    left = _MOST_BYTES
    for _, size, path in sorted(found, reverse=True):
        left -= size
        if left < 0:
            path.unlink(missing_ok=True)
