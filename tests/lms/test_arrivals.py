"""Whatever tree of files is given, each is a row, part of a row, or left out with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lms_samples import as_zip, unpacked

from autograder.lms.download import Arrivals, collect
from autograder.submissions.handout import Handout
from autograder.submissions.notebook import Unreadable, digest_of
from autograder.submissions.reading import Submission, read

STUB = "def f():\n    ..."
HANDOUT = Handout(
    frozenset([digest_of(STUB)]), frozenset(["f"]), frozenset(["hw_en.ipynb", "hw_ko.ipynb"])
)


def notebook(*sources: str) -> bytes:
    cells = [{"cell_type": "code", "metadata": {}, "source": s, "outputs": []} for s in sources]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


UNTOUCHED = notebook(STUB, 'grader.check("f")')
SOLVED = notebook("def f():\n    return 1")
OTHER = notebook("def f():\n    return 2")
SCRATCH = notebook("1 + 1")
USING = notebook("from mynet import g\ndef f():\n    return g()")
MODULE = b"def g():\n    return 1\n"


def arrived(place: Path, files: Mapping[str, bytes], *, packed: bool = False) -> Arrivals:
    if packed:
        path = place / "given.zip"
        path.write_bytes(as_zip(files))
    else:
        path = unpacked(place / "given", files)
    return collect([path], None, HANDOUT)


def cells_of(submission: Submission) -> list[str]:
    data, suffix = submission.read()
    return read(data, suffix, HANDOUT).cells


def accounted(found: Arrivals) -> set[str]:
    files = {file for s in found.submissions if s.identity for file in s.identity.files}
    return files | {item.file for item in found.left_out}


NAMES = st.sampled_from(
    [
        "hana",
        "duri",
        "김민준",
        "20231234_홍 길동",
        "hw4",
        "hw_ko",
        "mynet",
        "test_f",
        ".hidden",
        "a b",
    ]
)
ENDINGS = st.sampled_from(
    [".ipynb", ".py", ".zip", ".ipynb.txt", ".pdf", ".html", "", " (1).ipynb", ".tar.gz", ".csv"]
)
FOLDERS = st.lists(
    st.sampled_from(["hana", "duri", "A반", "ps1", "data", ".git", "__MACOSX"]), max_size=3
)
CONTENTS = st.sampled_from(
    [SOLVED, OTHER, UNTOUCHED, SCRATCH, USING, MODULE, b"", b"%PDF-1.7", b"\x1f\x8b", b"{"]
    + [as_zip({"hw.ipynb": SOLVED}), as_zip({"x/in.zip": as_zip({"hw.ipynb": OTHER})})]
)


@pytest.mark.slow
@given(
    tree=st.dictionaries(
        st.builds(lambda f, n, e: "/".join([*f, n + e]), FOLDERS, NAMES, ENDINGS),
        CONTENTS,
        min_size=1,
        max_size=12,
    ),
    packed=st.booleans(),
)
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tree_of_files_is_wholly_accounted_for(
    tree: dict[str, bytes], packed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("tree")
    files = {n: data for n, data in tree.items() if not any(m.startswith(f"{n}/") for m in tree)}
    try:
        found = arrived(place, files, packed=packed)
    except Exception as error:
        assert "no submissions" in str(error) and "left out" in str(error)
        return
    known = accounted(found)
    if known != {"given.zip"}:  # a student's zip is one file
        for name in files:
            assert any(name == each or name.startswith(f"{each}/") for each in known), name
    names = [s.name for s in found.submissions]
    assert len(names) == len({*names}) and len({s.key for s in found.submissions}) == len(names)
    for item in found.left_out:
        assert item.why.en and item.why.ko
    for submission in found.submissions:
        try:
            cells_of(submission)
        except Unreadable as why:
            assert why.message.en and why.message.ko


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"h/hw4.ipynb": USING, "h/mynet.py": MODULE}, 1),
        ({"t/hw_en.ipynb": UNTOUCHED, "t/hw_ko.ipynb": SOLVED, "t/README.md": b"#"}, 1),
        ({"t/hw_en.ipynb": SCRATCH, "t/hw_ko.ipynb": SOLVED}, 1),
        ({"h/hw4.ipynb": SOLVED, "h/Untitled.ipynb": SCRATCH}, 1),
        ({"h/hw4.ipynb": SOLVED, "h/hw4.py": b"def f():\n    return 3\n"}, 1),
        ({"h/hw4.ipynb": UNTOUCHED, "h/solution.py": b"def f():\n    return 1\n"}, 1),
        ({"h/hw4 (1).ipynb": UNTOUCHED, "h/hw4.ipynb": SOLVED}, 1),
        ({"h/hw4.ipynb": SOLVED, "h/copy/hw4.ipynb": SOLVED}, 1),
        ({"h/in.zip": as_zip({"deep/hw.ipynb": SOLVED}), "h/note.txt": b"hello"}, 1),
        ({"c/hana/hw4.ipynb": SOLVED, "c/duri/hw4.ipynb": SOLVED, "c/duri/u.py": b"x=1"}, 2),
        ({"c/A/hana.ipynb": SOLVED, "c/A/duri.ipynb": SOLVED, "c/B/semi.ipynb": SOLVED}, 3),
        ({"c/김민준_최종.ipynb": SOLVED, "c/김민준_진짜최종.ipynb": SOLVED}, 1),
        (
            {"c/월/김민준/hw.ipynb": SOLVED, "c/월/이서연/hw.ipynb": SOLVED}
            | {"c/화/박지호.ipynb": SOLVED},
            3,
        ),
        ({"hw4/hana - hw4.ipynb": SOLVED, "hw4/duri - hw4.ipynb": SOLVED}, 2),
        (
            {f"submitted/{who}/{ps}/hw.ipynb": nb for who in ("hana", "duri")
             for ps, nb in (("ps1", SCRATCH), ("ps2", SOLVED))}
            | {"release/ps1/hw.ipynb": UNTOUCHED, "gradebook.db": b"SQLite format 3\0"},
            2,
        ),
    ],
)  # fmt: skip
def test_what_one_student_handed_in_is_one_submission(
    files: dict[str, bytes], expected: int, packed: bool, tmp_path: Path
) -> None:
    found = arrived(tmp_path, files, packed=packed)
    assert len(found.submissions) == expected, [s.name for s in found.submissions]
    for submission in found.submissions:
        (cell,) = cells_of(submission)
        assert "def f" in cell and "return" in cell and "return 2" not in cell


@pytest.mark.parametrize(
    "other", ["hana/hw4_v2.ipynb", "hana/hw4_v1 (1).ipynb", "hana/old/x.ipynb"]
)
def test_what_stays_doubtful_is_one_row_that_says_so(other: str, tmp_path: Path) -> None:
    found = arrived(tmp_path, {"c/hana/hw4_v1.ipynb": SOLVED, f"c/{other}": OTHER})
    (row,) = found.submissions
    with pytest.raises(Unreadable, match="2 files that could be"):
        cells_of(row)


def test_nobody_can_replace_what_another_handed_in(tmp_path: Path) -> None:
    """In a plain folder whoever names a file can name another's: then a person has to look."""
    found = arrived(tmp_path, {"hana.ipynb": OTHER, "hana (1).ipynb": SOLVED, "duri.ipynb": SOLVED})
    assert [s.name for s in found.submissions] == ["duri.ipynb", "hana.ipynb"]
    with pytest.raises(Unreadable, match="2 files"):
        cells_of(found.submissions[1])


def test_a_hostile_name_goes_nowhere(tmp_path: Path) -> None:
    files = {"c/hana.ipynb": SOLVED, "c/..\\..\\duri.ipynb": SOLVED, "../../semi.ipynb": SOLVED}
    found = arrived(tmp_path, files, packed=True)
    names = [s.name for s in found.submissions]
    assert not any(".." in name or name.startswith("/") for name in names)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.ipynb", b"{\n<<<<<<< HEAD\n=======\n>>>>>>> b\n}", "merge conflict"),
        ("a.ipynb", b"<!doctype html><title>Sign in</title>", "asks to sign in"),
        (
            "a.ipynb",
            b'{"url": "https://colab.example", "doc_id": "1"}',
            "shortcut to a file in the",
        ),
        ("a.ipynb", SOLVED[:-30], "cut off after"),
        ("a.ipynb", SOLVED[:100] + b"}" + SOLVED[100:], "damaged in line"),
        ("a.ipynb", b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS"),
        ("a.ipynb", b"%PDF-1.5", "PDF"),
        ("a.ipynb", b"{\\rtf1\\ansi}", "RTF"),
        ("a.ipynb", b"", "empty"),
        ("a.ipynb", b"\0" * 4096, "empty"),
        ("a.py", b"# coding: klingon\n", "klingon"),
        ("a.docx", b"PK\x03\x04\x14\0[Content_Types].xml", "Office"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7z"),
    ],
)
def test_an_unreadable_file_says_what_it_is(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = collect([tmp_path / name]).submissions
    with pytest.raises(Unreadable, match=words) as caught:
        cells_of(found)
    assert any("가" <= letter <= "힣" for letter in caught.value.message.ko)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hw.ipynb.txt", SOLVED),
        ("hw.ipynb.json", SOLVED),
        ("hw", SOLVED),
        ("hw.ipynb (1)", SOLVED),
        ("hw.zip", SOLVED),
        ("hw.py", SOLVED),
        ("hw.ipynb", b"import math\ndef f():\n    return 1"),
        ("hw.py.txt", b"def f():\n    return 1"),
        ("hw.ipynb", as_zip({"hw.ipynb": SOLVED})),
    ],
)
def test_a_file_is_what_its_bytes_say(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = collect([tmp_path], None, HANDOUT).submissions
    content, suffix = found.read()
    source = read(content, suffix, HANDOUT)
    assert "return 1" in source.cells[0]
    said = name == "hw.ipynb (1)" or data.startswith(b"PK")
    assert said or (source.notes and source.notes[0].ko)


def test_nobody_can_hand_in_a_module_of_somebody_elses(tmp_path: Path) -> None:
    """Among several people's files `torch.py` is a student's, whoever imports torch."""
    using = notebook("import torch\ndef f():\n    return 1")
    files = {"hana.ipynb": using, "duri.ipynb": SOLVED, "torch.py": b"1 / 0"}
    found = arrived(tmp_path, files)
    assert [s.name for s in found.submissions] == ["duri.ipynb", "hana.ipynb", "torch.py"]
    assert all(len(s.identity.files) == 1 for s in found.submissions if s.identity)


def test_the_same_file_given_twice_is_one_row(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "c", {"hana.ipynb": SOLVED, "duri.ipynb": OTHER})
    other = unpacked(tmp_path / "late", {"hana.ipynb": SOLVED})
    found = collect([folder, folder / "hana.ipynb", other], None, HANDOUT)
    names = [s.name for s in found.submissions]
    assert len(names) == 3 and {"duri.ipynb", "hana.ipynb"} < {*names}
