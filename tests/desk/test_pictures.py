"""Pictures of answers are decoded by a child that can do nothing, and that nobody believes."""

from __future__ import annotations

import base64
import io
import struct
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest
from desk_class import png
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from autograder.desk import decoder
from autograder.desk.answers import MOST_PICTURES, Picture
from autograder.desk.pictures import LIMITS, WIDEST, Darkroom
from autograder.worker.confinement import in_force

IN_FORCE = " ".join(in_force())
ATTEMPTS = {
    "seccomp": [
        "socket.socket()",
        "os.execv(sys.executable, ['python'])",
        "os.fork() or os._exit(0)",
    ],
    "landlock": [
        "open(__import__('autograder').__file__)",
        "open('/etc/passwd')",
        "os.listdir('/')",
    ],
    "": ["bytearray(3 * 2**30)", "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))"],
}
for _means in filter(None, ATTEMPTS):
    if _means not in IN_FORCE:
        warnings.warn(f"NOT TESTED: this kernel has no {_means}", stacklevel=1)

# A decoder that a picture has taken over: it answers one pixel for each attempt that came through.
TAKEN_OVER = textwrap.dedent(
    """
    import os, resource, socket, sys
    from autograder.desk import decoder

    honest = decoder.pixels
    def hostile(data, widest):
        if data[:1] != b"!":  # what it makes ready with
            return honest(data, widest)
        try:
            eval(data[1:])
        except (OSError, MemoryError, ValueError):
            return None
        return 1, 1, b"came"
    decoder.pixels = hostile
    decoder.main({limits!r}, 1600)
    """
)


@pytest.mark.parametrize(
    "attempt", [a for means, attempts in ATTEMPTS.items() if means in IN_FORCE for a in attempts]
)
def test_who_takes_the_decoder_over_can_do_nothing(attempt: str, tmp_path: Path) -> None:
    asked = struct.pack(">Q", len(attempt) + 1) + b"!" + attempt.encode()
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER.format(limits=LIMITS)],
        input=asked,
        capture_output=True,
        cwd=tmp_path,
        check=True,
        timeout=60,
    )
    assert done.stdout == struct.pack(">II", 0, 0)


def _answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """Have the child be one that answers something of its own."""
    (tmp_path / "answer").write_bytes(answer)
    child = tmp_path / "child"
    child.write_text(f"#!/bin/sh\ncat '{tmp_path / 'answer'}'\n", encoding="utf-8")
    child.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(child))


@pytest.mark.skipif(sys.platform == "win32", reason="a child that is a script")
def test_what_a_child_says_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pixel = struct.pack(">II", 1, 1) + b"\1\2\3\4"
    pictures = [Picture("image/png", name) for name in "abc"]
    for lie in (
        struct.pack(">II", 2**32 - 1, 2**32 - 1) + bytes(99),
        struct.pack(">II", 1600, 1600) + bytes(99),
        b"PNG",
        b"",
    ):
        _answering(tmp_path, monkeypatch, pixel + lie)
        first, lied, next_child = Darkroom().encoded_anew(pictures)
        assert lied is None
        for shown in (first, next_child):
            with Image.open(io.BytesIO(base64.b64decode(shown or ""))) as image:
                assert (image.size, image.getpixel((0, 0))) == ((1, 1), (1, 2, 3, 4))


def test_what_ended_the_child_is_tried_again_and_what_is_known_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Darkroom()
    good, bad = Picture("image/png", png()), Picture("image/png", "no picture")
    with monkeypatch.context() as patched:
        _answering(tmp_path, patched, b"")
        assert room.encoded_anew([good, bad]) == [None, None]
    [shown, nothing] = room.encoded_anew([good, bad])
    assert shown is not None and nothing is None
    _answering(tmp_path, monkeypatch, b"")
    assert room.encoded_anew([good, bad, good]) == [shown, None, shown]


@pytest.mark.skipif(sys.platform == "win32", reason="a child that is a script")
def test_a_picture_that_ends_every_child_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sys.executable
    child = tmp_path / "child"
    # The length of the second picture is what this child, and every later one, stumbles over.
    child.write_text(
        f"#!/bin/sh\n'{real}' \"$@\" | '{real}' -c \""
        "import sys; said = sys.stdin.buffer.read(); "
        "cut = said.find(b'\\0\\0\\0\\x1f\\0\\0\\0\\x1f'); "
        'sys.stdout.buffer.write(said if cut < 0 else said[:cut])"\n',
        encoding="utf-8",
    )
    child.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(child))
    pictures = [Picture("image/png", png(size)) for size in (30, 31, 32, 31, 33)]
    shown = Darkroom().encoded_anew(pictures)
    assert [one is not None for one in shown] == [True, False, True, False, True]


@pytest.mark.slow
def test_as_many_pictures_as_an_answer_may_have_fit_into_one_child() -> None:
    """Of the largest size that is shown, each with every value of its own."""
    pictures = []
    for number in range(MOST_PICTURES):
        made = io.BytesIO()
        Image.new("RGBA", (WIDEST, WIDEST), (number, 2, 3, 255)).save(made, "PNG")
        pictures.append(Picture("image/png", base64.b64encode(made.getvalue()).decode()))
    shown = Darkroom().encoded_anew(pictures)
    for number, one in enumerate(shown):
        with Image.open(io.BytesIO(base64.b64decode(one or ""))) as image:
            assert (image.size, image.getpixel((1599, 0))) == (
                (WIDEST, WIDEST),
                (number, 2, 3, 255),
            )


_PICTURE = base64.b64decode(png(12))


@given(st.lists(st.tuples(st.integers(0, len(_PICTURE) - 1), st.integers(0, 255)), max_size=6))
@settings(max_examples=examples(200))
def test_whatever_the_bytes_are_they_are_pixels_or_nothing(changes: list[tuple[int, int]]) -> None:
    data = bytearray(_PICTURE)
    for place, value in changes:
        data[place] = value
    found = decoder.pixels(base64.b64encode(data), WIDEST)
    assert found is None or len(found[2]) == 4 * found[0] * found[1]
