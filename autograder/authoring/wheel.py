"""The engine as a wheel, made of the package that is running: no network, no build tools.

The same engine makes the same bytes, so that an image keeps what it has installed. Must never
hold anything of an assignment.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from autograder.base.zips import packed

_DISTRIBUTION, _TAG = "gradkit", "py3-none-any"


def wheel() -> tuple[str, bytes]:
    """Return the wheel's file name and content: the binary distribution format, PEP 427."""
    number = version(_DISTRIBUTION)
    name = f"{_DISTRIBUTION}-{number}"
    about = f"{name}.dist-info"
    files = dict(_package())
    # No description, no dependencies: a change of the README is no change of the engine.
    metadata = ("Metadata-Version: 2.1", f"Name: {_DISTRIBUTION}", f"Version: {number}")
    kind = (
        "Wheel-Version: 1.0",
        f"Generator: {name}",
        "Root-Is-Purelib: true",
        "Tag: py3-none-any",
    )
    for file, lines in (("METADATA", metadata), ("WHEEL", kind)):
        files[f"{about}/{file}"] = "\n".join([*lines, ""]).encode()
    record = [f"{path},{_digest(data)},{len(data)}" for path, data in sorted(files.items())]
    files[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""]).encode()
    return f"{name}-{_TAG}.whl", packed(files)


def _package() -> Iterator[tuple[str, bytes]]:
    here = Path(__file__).parents[1]
    for path in sorted(here.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(here.parent).as_posix(), path.read_bytes()


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return f"sha256={digest.decode().rstrip('=')}"
