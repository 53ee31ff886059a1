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
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import hypothesis
import numpy as np
import platformdirs

from autograder.assignment import Assignment
from autograder.rehearsal import Example, Rehearsed

FILE = "examples.pickle"
_MOST_KEPT = 8
_KEY_BYTES = 32

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


def keep(assignment: Assignment, rehearsed: Mapping[str, Rehearsed | None]) -> None:
    """Keep the examples in the user's cache, where that can be done."""
    examples = {name: check and check.examples for name, check in rehearsed.items()}
    payload = io.BytesIO()
    with suppress(Exception):  # a check may draw what cannot be pickled, a disk may be full
        pickle.dump(examples, payload, protocol=5)
        content = payload.getvalue()
        _write(_cached(assignment), key(assignment) + hashlib.sha256(content).digest() + content)


def kept(assignment: Assignment) -> bytes | None:
    """Return the content of a file of examples that has the key, whole; None without any."""
    own = key(assignment)
    for path in (assignment.folder / FILE, _cached(assignment)):
        with suppress(OSError):
            if path.parent != assignment.folder and not _is_ours(path):
                continue
            content = path.read_bytes()
            digest = hashlib.sha256(memoryview(content)[2 * _KEY_BYTES :]).digest()
            if content[: 2 * _KEY_BYTES] == own + digest:
                return content
    return None


def key(assignment: Assignment) -> bytes:
    """Return a SHA-256 over what makes the examples: the assignment and this engine."""
    return hashlib.sha256(f"{assignment.digest}\0{_engine()}".encode()).digest()


@cache
def _engine() -> str:
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


def _cached(assignment: Assignment) -> Path:
    folder = platformdirs.user_cache_path("gradkit", appauthor=False) / "examples"
    drawn_with = f"{hypothesis.__version__}-{np.__version__}"
    return folder / f"{key(assignment).hex()}-{drawn_with}.pickle"


def _is_ours(path: Path) -> bool:
    """Return whether nobody but this user could have written a file; and note that it is used."""
    for place in (path, path.parent):
        about = place.stat()
        if about.st_uid != os.geteuid() or about.st_mode & 0o022:
            return False
    os.utime(path)
    return True


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; drop those that were not used for longest."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.replace(beside, path)
    files = sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in files[:-_MOST_KEPT]:
        old.unlink(missing_ok=True)
