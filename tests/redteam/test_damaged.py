"""Damaged files by the hundred (`make fuzz`: the thousand): each is read or told, none crashes."""

from __future__ import annotations

import copy
import io
import json
import os
import random
import tracemalloc
import zipfile
from typing import Any

import pytest
from examples import examples
from harness import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submissions import reading as submission
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read
from autograder.worker.statements import needed, parse

pytestmark = pytest.mark.walls


def is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


EXAMPLES = int(os.environ.get("GRADKIT_DAMAGED", "400"))
FILES = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".ipynb", ".py", ".zip")]
NOTEBOOKS = [p for p in FILES if p.suffix == ".ipynb" and is_json(p.read_bytes())]
ODD: list[Any] = [None, True, -1, 1e400, 10**400, "", "\ud800", [], {}, [[]], {"cells": []}]
ODD += ["code", "markdown", "raw", ["print(1)\n", 3, None], "\0\x1b\u202e", "%%bash\nls", "!ls"]
BYTES = [b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"{", b"}", b"[", b'"', b"\\ud800", b"PK\x05\x06"]
BYTES += [b"\xb1\xe8", b"\n", b"NaN", b"1e999", b"9" * 5_000, b"[" * 5_000, b'{"a":' * 3_000]


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every (container, key) in a tree."""
    found = []
    if isinstance(tree, dict):
        found = [(tree, key) for key in tree] + [p for v in tree.values() for p in places(v)]
    elif isinstance(tree, list):
        found = [(tree, i) for i in range(len(tree))] + [p for v in tree for p in places(v)]
    return found


def changed_tree(tree: Any, dice: random.Random) -> Any:
    for _ in range(dice.randrange(1, 6)):
        container, key = dice.choice(places(tree))
        match dice.randrange(5):
            case 0:
                container[key] = copy.deepcopy(dice.choice(ODD))  # the next one may change it
            case 1:
                del container[key]
            case 2 if isinstance(container, list):
                container.insert(key, copy.deepcopy(dice.choice([*container, *ODD])))
            case 3 if isinstance(container, dict):
                container[dice.choice(["source", "cell_type", "cells", "input", "worksheets"])] = (
                    container.pop(key)
                )
            case _:
                container[key] = [container[key]] if dice.randrange(2) else str(container[key])
        if not places(tree):
            break
    return tree


def changed_bytes(data: bytes, dice: random.Random) -> bytes:
    whole = bytearray(data)
    for _ in range(dice.randrange(1, 5)):
        place, end = sorted(dice.randrange(len(whole) + 1) for _ in range(2))
        match dice.randrange(5):
            case 0:
                del whole[place : min(end, place + 50)]
            case 1:
                whole[place:place] = dice.choice(BYTES)
            case 2:
                whole[place:place] = whole[place : min(end, place + 200)]
            case 3:
                del whole[place:]
            case _ if place < len(whole):
                whole[place] = dice.randrange(256)
    return bytes(whole)


def as_zip(data: bytes, dice: random.Random) -> bytes:
    packed = io.BytesIO()
    kind = dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name in dice.sample(["a.ipynb", "b/../c.py", "가.ipynb", "x" * 300 + ".py", "d/"], 2):
            archive.writestr(name, data)
    return packed.getvalue()


@settings(max_examples=examples(EXAMPLES))
@given(seed=st.integers(0, 2**64))
def test_damaged_files_are_read_or_told(seed: int) -> None:
    dice = random.Random(seed)
    path = dice.choice(FILES)
    data, suffix = path.read_bytes(), path.suffix
    if path in NOTEBOOKS and dice.randrange(3):
        text = json.dumps(changed_tree(json.loads(data), dice), ensure_ascii=dice.random() < 0.7)
        data = text.encode(dice.choice(["utf-8", "utf-16", "utf-8-sig", "cp949"]), "replace")
    if dice.randrange(4) == 0:
        data, suffix = as_zip(data, dice), ".zip"
    if dice.randrange(3):
        data = changed_bytes(data, dice)
    try:
        source = read(data, dice.choice([suffix, suffix, ".ipynb", ".py", ".zip"]))
    except Unreadable as told:
        assert told.message.en and told.message.ko
        return
    for cell in [*source.cells, source.text]:
        cell.encode("utf-8")
    statements, _ = parse(source.cells)
    needed(statements, ["numerical_gradient"])


def notebook(cells: list[Any], **more: Any) -> bytes:
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more}
    return json.dumps(content).encode()


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], **more}


@pytest.mark.slow
def test_hundred_megabytes_of_outputs_are_passed_over() -> None:
    flood = [{"output_type": "stream", "name": "stdout", "text": ["[0.1 0.2]\n" * 10_000] * 1_000}]
    assert read(notebook([code("x = 1", outputs=flood)]), ".ipynb").cells == ["x = 1"]


def test_ten_thousand_cells() -> None:
    assert len(read(notebook([code("x = 1")] * 10_000), ".ipynb").cells) == 10_000


@pytest.mark.parametrize(
    "data",
    [
        b'{"cells": [' + b"[]," * 9_000_000 + b"0]}",
        b'{"cells": ' + b"[" * 10**6,
        b'{"cells": ' + b'{"a":' * 10**6,
        notebook([code("x" * 5_000_000)]),
    ],
)
def test_what_would_fill_the_memory_is_told(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable):
            read(data, ".ipynb")
        assert tracemalloc.get_traced_memory()[1] < 512 * 2**20
    finally:
        tracemalloc.stop()


def test_zip_bombs_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission, "_MAX_UNPACKED", 10**6)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ipynb", bytes(30 * 2**20))
    with pytest.raises(Unreadable):
        read(packed.getvalue(), ".zip")
    lying = packed.getvalue().replace((30 * 2**20).to_bytes(4, "little"), b"\1\0\0\0")
    with pytest.raises(Unreadable):
        read(lying, ".zip")
