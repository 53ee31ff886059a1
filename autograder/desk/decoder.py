"""The process that decodes a submission's pictures: what it reads is hostile, it answers pixels.

It has given up its rights before it looks at the first byte. What it answers is believed by nobody,
so that a picture that takes it over has gained nothing. Must never be imported by what asks it.

It reads pictures in base64, each behind its length (64 bits, big-endian), and answers to each its
width and height (32 bits each, both 0 where it is no picture or too large) and its pixels, RGBA.
"""

from __future__ import annotations

import base64
import binascii
import io
import struct
import sys
import warnings
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from autograder.worker.confinement import take_away_rights

_MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG")

Pixels = tuple[int, int, bytes]


def main(limits: dict[str, int], widest: int) -> None:
    """Answer all pictures that come in; what has more pixels of a side than `widest`, smaller."""
    for kind in _FORMATS:  # Pillow imports as it goes, which is over when the rights are gone
        made = io.BytesIO()
        Image.new("RGB", (2 * widest, 2)).save(made, kind)
        pixels(base64.b64encode(made.getvalue()), widest)
    take_away_rights(limits)
    for data in _asked(sys.stdin.buffer):
        width, height, content = pixels(data, widest) or (0, 0, b"")
        sys.stdout.buffer.write(struct.pack(">II", width, height) + content)
        sys.stdout.buffer.flush()


def _asked(stream: BinaryIO) -> Iterator[bytes]:
    while head := stream.read(8):
        yield stream.read(struct.unpack(">Q", head)[0])


def pixels(data: bytes, widest: int) -> Pixels | None:
    """Return a picture's width, height and pixels; None where it is none, or too large.

    Its size is looked at before anything is decoded.
    """
    try:
        raw = base64.b64decode(b"".join(data.split()), validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                image.draft("RGB", (widest, widest))
                plain = image.convert("RGBA")
        plain.thumbnail((widest, widest))
        return plain.width, plain.height, plain.tobytes()
    except (binascii.Error, Image.DecompressionBombError, Warning):
        return None
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, IndexError, KeyError):
        return None  # what Pillow raises for a picture that is broken or lies about itself
