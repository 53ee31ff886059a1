"""What is handed in is read if it can be, and else told in one sentence; nothing crashes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from lms_samples import as_zip

from autograder.submissions.identity import Person, guessed_person
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import find, read, read_bytes

CODE = "def f(x):\n    return '경사'\n"
NOTEBOOK: dict[str, Any] = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": "제목"},
        {"cell_type": "code", "metadata": {}, "source": CODE.splitlines(True), "outputs": []},
    ],
}
OLD = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {},
    "worksheets": [{"cells": [{"cell_type": "code", "input": CODE, "language": "python"}]}],
}


@pytest.mark.parametrize("notebook", [NOTEBOOK, OLD])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_notebooks_of_all_versions_and_encodings(notebook: Any, encoding: str) -> None:
    data = json.dumps(notebook, ensure_ascii=False).encode(encoding)
    assert read(data, ".ipynb").cells == [CODE]


@pytest.mark.parametrize("windows", [False, True])
def test_notebook_deep_in_a_zip_brings_its_modules(windows: bool) -> None:
    files = {
        "김/과제/hw.ipynb": json.dumps(NOTEBOOK).encode(),
        "김/과제/my_utils.py": b"x = 1",
        "김/과제/도구/그림.py": b"y = 2",
        "__MACOSX/김/._hw.ipynb": b"",
        "김/.ipynb_checkpoints/hw.ipynb": b"{}",
    }
    data = as_zip(files, windows)
    assert ("김/과제".encode("cp949") in data) == windows
    source = read(data, ".zip")
    assert source.cells == [CODE]
    assert source.files == {"my_utils.py": b"x = 1", "도구/그림.py": b"y = 2"}


@pytest.mark.parametrize(
    "data",
    [
        as_zip({"a.ipynb": b"{}", "b.ipynb": b"{}"}),
        as_zip({"readme.txt": b""}),
        as_zip({"../a.ipynb": b"{}"}),
        as_zip({"inner.zip": as_zip({})}),
        b"PK\x03\x04 no zip",
        b"",
    ],
)
def test_zip_that_cannot_be_graded_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, ".zip")
    assert caught.value.message.en and caught.value.message.ko


@given(st.data())
def test_a_damaged_zip_is_told(data: st.DataObject) -> None:
    """Whatever bytes of it are wrong: the directory, a header, or the packed content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hw.ipynb", json.dumps(NOTEBOOK) * 3)
    whole = bytearray(packed.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with pytest.raises(Unreadable):
        read(bytes(whole), ".zip")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"3", b"\xff\xfe\x00", json.dumps(NOTEBOOK).encode()[:-20]]
)
def test_damaged_notebook_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, ".ipynb")


@settings(max_examples=examples(500))
@given(st.data())
def test_damaged_files_never_crash(data: st.DataObject) -> None:
    whole = bytearray(json.dumps(data.draw(st.sampled_from([NOTEBOOK, OLD]))).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        if not whole:
            break
    try:
        source = read(bytes(whole), data.draw(st.sampled_from([".ipynb", ".py", ".zip"])))
    except Unreadable:
        return
    assert all(isinstance(cell, str) for cell in source.cells)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda i: (
            st.lists(i)
            | st.dictionaries(
                st.sampled_from(
                    ["cells", "source", "cell_type", "worksheets", "input", "metadata"]
                ),
                i,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_answered(value: Any) -> None:
    try:
        read(json.dumps(value).encode(), ".ipynb")
    except Unreadable:
        return


def test_links_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("x", encoding="utf-8")
    link = tmp_path / "in" / "a.py"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "secret.py")
    with pytest.raises(Unreadable):
        read_bytes(link)


def test_names_are_nfc_and_keys_unique(tmp_path: Path) -> None:
    for name in ("가/a.py", "가/A.py", "나/a.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = find([tmp_path])
    assert [s.name for s in found] == ["가/A.py", "가/a.py", "나/a.py"]
    assert len({s.key.lower() for s in found}) == 3


def test_many_brackets_before_a_string_without_an_end() -> None:
    """Looked for at every quote anew, its end would keep a judge for an hour."""
    text = '{"cells": [' + "[" * 5_000_001 + '"' + '\\"' * 200_000
    with pytest.raises(Unreadable):
        read(text.encode(), ".ipynb")


def test_a_surname_that_stands_apart_is_part_of_the_name() -> None:
    assert guessed_person("20231234_홍 길동.ipynb") == Person(name="홍 길동", number="20231234")
    assert guessed_person("오지호 과제 (수정본).ipynb").name == "오지호"
    assert guessed_person("나 과제 김민준.ipynb").name != "나 과제"


def test_without_ipython_nothing_is_graded_and_nobody_gets_a_zero(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from autograder.base.errors import GradkitError
    from autograder.submissions import ipython_syntax

    monkeypatch.setattr(ipython_syntax.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(GradkitError, match="IPython is not installed where submissions are graded"):
        ipython_syntax.ensure_readable()


@pytest.mark.parametrize("suffix", [".py", ".py.ipynb", ".py.txt"])
def test_a_notebook_is_one_whatever_stands_before_its_suffix(suffix: str) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": CODE}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    source = read(json.dumps(notebook).encode(), suffix)
    assert source.cells == [CODE]
    assert bool(source.notes) == (not suffix.endswith(".ipynb"))
