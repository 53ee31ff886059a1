"""The judge's own memory: what a submission made large is given back before the next check.

Must never be needed for a verdict: where a system knows no such thing, nothing is done.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# malloc.h of glibc; setting the second keeps it from growing with whatever was freed last.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT, _LARGE = 16 * 2**20, 2**17
_NOTABLE = 4 * 2**20


def give_back_at_once() -> None:
    """Have the C library return large blocks to the system when they are freed: mallopt(3)."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_TRIM_THRESHOLD, _KEPT)
            mallopt(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def cleaned() -> Iterator[None]:
    """Collect what the block has left, where that is notable.

    Exceptions and what they came through hold each other, and whatever a submission has sent.
    """
    before = _resident()
    try:
        yield
    finally:
        if _resident() > before + _NOTABLE:
            gc.collect()


@contextmanager
def left_behind() -> Iterator[None]:
    """Let go of what the block was at when it raised: who keeps an exception keeps all of that.

    Where it came from is still told.
    """
    try:
        yield
    except BaseException as error:
        raised: BaseException | None = error
        while raised is not None:
            traceback.clear_frames(raised.__traceback__)
            raised = raised.__context__
        raise


def _resident() -> int:
    """Return how many bytes this process has in memory, where the system tells: proc(5), statm."""
    with suppress(OSError), open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    return 0
