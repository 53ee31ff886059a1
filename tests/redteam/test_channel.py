"""Whatever comes down the channel ends in a verdict, never in a fault of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.protocol.channel import unpacked
from autograder.protocol.outcomes import ProtocolError

pytestmark = pytest.mark.walls

FUZZER = Path(__file__).parent / "fuzz_channel.py"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["range", "nets"])
def test_lying_workers_get_a_verdict(name: str, tmp_path: Path) -> None:
    command = [sys.executable, str(FUZZER), "6", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4_000:]
    assert "lying workers, no fault" in done.stdout
    assert not list(tmp_path.glob("crash-*"))


@pytest.mark.parametrize(
    "body",
    [
        b"\x90" * 2**24,  # empty lists: a byte each here, 64 in memory
        b"\xdd\x00\xff\xff\xff" * 1_000,  # lists that announce 16 million parts
        b"\xdf\x00\xff\xff\xff" * 1_000,
        b"\xdd\x00\xff\xff\xff" + b"\x90" * (2**24 - 5),
        b"\x91" * 100_000,
        b"",
    ],
)
def test_small_frames_that_would_be_large_in_memory(body: bytes) -> None:
    import tracemalloc

    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            unpacked(body)
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()
