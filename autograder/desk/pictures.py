"""A submission's pictures, encoded anew: decoded by a confined child, written by us.

Only sizes and pixels come back from the child, within bounds that the kernel keeps. Must never
decode a byte of a picture in this process.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import PIL
from PIL import Image

from autograder.base.errors import GradkitError
from autograder.base.rooms import HOUSE
from autograder.desk.answers import MOST_PICTURES, Picture

WIDEST = 1_600
"""Pixels of a side; what is larger is shown smaller."""
_SECONDS = 30.0
"""All pictures of an answer together may take so long."""
LIMITS = {
    "AS": 2**30,  # 40 million pixels are 160 MB, and there are up to three copies of them
    "CPU": 20,
    "FSIZE": MOST_PICTURES * (8 + 4 * WIDEST**2),
    "NOFILE": 32,
    "CORE": 0,
}
_MOST_KEPT = 32 * 2**20
"""Characters of pictures that are kept for the next time."""


class Darkroom:
    """Develops pictures, and keeps what was asked for last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str | None] = OrderedDict()
        self._lock = threading.Lock()

    def encoded_anew(self, pictures: Sequence[Picture]) -> list[str | None]:
        """Return each picture as base64 of a PNG made here; None where it is none, or too large.

        One child decodes all that are new, and another one goes on where a picture ended it.
        Raises GradkitError where none can be started.
        """
        keys = [_digest(picture) for picture in pictures]
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
        new = {k: each for k, each in zip(keys, pictures, strict=True) if k not in found}
        if new:
            made = _developed(new)
            self._keep(made)
            found |= made
        return [found.get(key) for key in keys]

    def _keep(self, made: dict[str, str | None]) -> None:
        with self._lock:
            self._kept.update(made)
            while sum(len(png or "") for png in self._kept.values()) > _MOST_KEPT:
                self._kept.popitem(last=False)


def _digest(picture: Picture) -> str:
    return hashlib.sha256(picture.data.encode("utf-8", "replace")).hexdigest()


def _developed(pictures: Mapping[str, Picture]) -> dict[str, str | None]:
    """Return what children make of pictures; one that ended its child is not among them."""
    made: dict[str, str | None] = {}
    left = list(pictures)
    until = time.monotonic() + _SECONDS
    while left and (seconds := until - time.monotonic()) > 0:
        answers = dict(zip(left, _decoded([pictures[key] for key in left], seconds), strict=False))
        made |= answers
        left = left[len(answers) + 1 :]
    return made


def _decoded(pictures: Sequence[Picture], seconds: float) -> Iterator[str | None]:
    """Yield what one child makes of pictures, as far as it gets."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
        for picture in pictures:
            data = picture.data.encode("ascii", "replace")
            asked.write(struct.pack(">Q", len(data)) + data)
        asked.seek(0)
        _run(asked, answered, seconds)
        answered.seek(0)
        for _ in pictures:
            head = answered.read(8)
            if len(head) < 8:
                return
            width, height = struct.unpack(">II", head)
            if max(width, height) > WIDEST:
                return
            content = answered.read(4 * width * height)
            if len(content) < 4 * width * height:
                return
            yield _png(width, height, content) if content else None


def _png(width: int, height: int, content: bytes) -> str:
    data = io.BytesIO()
    Image.frombytes("RGBA", (width, height), content).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode("ascii")


def _run(asked: IO[bytes], answered: IO[bytes], seconds: float) -> None:
    """Have a child of its own decode; it is gone afterwards, and so is its folder."""
    path = [str(HOUSE.parent), str(Path(PIL.__file__).parents[1])]
    start = (
        f"import sys; own = list(sys.path); sys.path += {path!r}; "
        # What lies there besides, such as an assignment's checks, cannot be read then.
        f"from autograder.desk.decoder import main; sys.path[:] = own; main({LIMITS!r}, {WIDEST})"
    )
    with tempfile.TemporaryDirectory(prefix="gradkit-pictures-") as place:
        try:
            child = subprocess.Popen(
                [sys.executable, "-I", "-S", "-B", "-c", start],
                stdin=asked,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                cwd=place,
                env={},
                start_new_session=True,
            )
        except OSError as error:
            raise GradkitError(f"pictures cannot be decoded: {error}") from error
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()
