"""An LMS's own download is recognised; each student's newest attempt is graded, and named."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, results_in, small_assignment
from hypothesis import given
from hypothesis import strategies as st
from lms_samples import (
    BLACKBOARD,
    CANVAS,
    CANVAS_ANONYMOUS,
    CANVAS_SHEET,
    GRADESCOPE,
    MOODLE,
    RIGHT,
    WRONG,
    nfd,
    unpacked,
    zipped,
)

from autograder.base.errors import GradkitError
from autograder.lms import canvas
from autograder.lms.download import collect
from autograder.submissions.identity import Identity, Person, Source
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission, read

DOWNLOADS: dict[Source, Mapping[str, bytes]] = {
    "canvas": CANVAS,
    "moodle": MOODLE,
    "gradescope": GRADESCOPE,
    "blackboard": BLACKBOARD,
}


def identity(found: Submission) -> Identity:
    assert found.identity is not None
    return found.identity


def by_name(found: list[Submission]) -> dict[str, Submission]:
    return {", ".join(s.name for s in identity(f).students): f for f in found}


def why_not(found: Submission) -> str:
    with pytest.raises(Unreadable) as caught:
        read(*found.read())
    assert caught.value.message.ko
    return caught.value.message.en


@pytest.mark.parametrize("source", DOWNLOADS)
@pytest.mark.parametrize("form", ["zip", "nfd", "cp949", "folder"])
def test_download_is_recognised_however_it_is_packed(
    tmp_path: Path, source: Source, form: str
) -> None:
    files = DOWNLOADS[source]
    whole = collect([zipped(tmp_path / "whole.zip", files)]).submissions
    if form == "folder":
        path = unpacked(tmp_path / "folder", nfd(files))
    else:
        names = nfd(files) if form == "nfd" else files
        path = zipped(tmp_path / "d.zip", names, windows=form == "cp949")
    found = collect([path]).submissions
    assert {identity(f).source for f in found} == {source}
    assert [f.name for f in found] == [f.name for f in whole]
    assert [f.identity for f in found] == [f.identity for f in whole]
    assert "김민준" in by_name(found) and by_name(found)["김민준"].read()[0] == RIGHT


def test_canvas_names(tmp_path: Path) -> None:
    found = by_name(collect([zipped(tmp_path / "c.zip", CANVAS)]).submissions)
    lee = identity(found["leeseoyeon"])
    assert found["leeseoyeon"].read() == (RIGHT, ".py")
    assert lee.students == (Person("leeseoyeon", user="102"),)
    assert (lee.late, lee.attachment) == (True, "9007")
    assert lee.earlier == ("leeseoyeon_LATE_102_9002_hw4.py",)
    assert identity(found["김민준"]).late is False
    assert "report.pdf" in why_not(found["parkjiho"])
    assert "2 files" in why_not(found["choiyuna"])
    assert "text.html" in why_not(found["kang"])


def test_canvas_anonymous_submissions_have_no_name(tmp_path: Path) -> None:
    found = collect([zipped(tmp_path / "c.zip", CANVAS_ANONYMOUS)]).submissions
    assert [identity(f).anonymous for f in found] == [True, True]
    assert [identity(f).late for f in found] == [True, False]
    assert [identity(f).students for f in found] == [(), ()]
    assert identity(found[0]).feedback == "LATE_anon_Zz11_9002_feedback.html"


@given(
    name=st.text(st.characters(categories=["L", "Nd"], include_characters="_"), max_size=20),
    user=st.integers(1, 10**12),
    attachment=st.integers(1, 10**12),
)
def test_canvas_maps_every_feedback_name_back(name: str, user: int, attachment: int) -> None:
    """The first two tokens that are all digits: the only thing that Canvas looks at."""
    file = f"{name}_{user}_{attachment}_hw.ipynb"
    piece = canvas.pieces([file], lambda _: b"")[file]
    tokens = [t for t in piece.feedback.split("_") if t.isascii() and t.isdigit()]
    assert tokens[:2] == [piece.students[0].user, piece.attachment]
    assert not piece.feedback.rpartition("_")[2].startswith(("link", "."))


@pytest.mark.parametrize("kind", ["text", "link"])
@pytest.mark.parametrize("head", ["kim_105", "kim_LATE_105", "anon_Zz1", "LATE_anon_Zz1"])
def test_canvas_texts_and_links_are_no_files(tmp_path: Path, head: str, kind: str) -> None:
    (found,) = collect([zipped(tmp_path / "c.zip", {f"{head}_{kind}.html": b"<a>"})]).submissions
    assert identity(found).late is ("LATE" in head)
    assert [s.user for s in identity(found).students] == ([] if "anon" in head else ["105"])
    assert f"{kind}.html" in why_not(found)


def test_moodle_names(tmp_path: Path) -> None:
    found = by_name(collect([zipped(tmp_path / "m.zip", MOODLE)]).submissions)
    assert identity(found["김민준"]).students[0].participant == "12"
    assert identity(found["김민준"]).feedback == "김민준_12_assignsubmission_file/feedback.html"
    lee = identity(found["Lee Seoyeon"])
    assert lee.feedback == "Lee Seoyeon_13_assignsubmission_file_/feedback.html"
    assert "onlinetext.html" in why_not(found["Park Jiho"])


def test_moodle_with_folders_off(tmp_path: Path) -> None:
    files = {
        "김민준_12_assignsubmission_file_hw4.py": RIGHT,
        "Lee Seoyeon_13_assignsubmission_file_Kim_12_assignsubmission_file_x.py": WRONG,
    }
    found = by_name(collect([zipped(tmp_path / "m.zip", files)]).submissions)
    assert sorted(found) == ["Lee Seoyeon", "김민준"]  # a file's own name names nobody
    feedback = identity(found["김민준"]).feedback
    assert feedback == "김민준_12_assignsubmission_file_feedback.html"


def test_gradescope_group_and_newest_submission(tmp_path: Path) -> None:
    found = by_name(collect([zipped(tmp_path / "g.zip", GRADESCOPE)]).submissions)
    assert sorted(found) == ["Lee Seoyeon, Park Jiho", "김민준"]
    kim = identity(found["김민준"])
    assert kim.students[0].number == "20231234" and kim.students[0].email == "minjun@u.kr"
    assert kim.earlier == ("assignment_77_export/submission_501/hw4.py",)
    assert [s.number for s in identity(found["Lee Seoyeon, Park Jiho"]).students] == [
        "20231235",
        "20231236",
    ]


@pytest.mark.parametrize("evil", ["!!python/object/apply:os.system ['false']", "[", "3", "a: *b"])
def test_gradescope_metadata_is_data_only(tmp_path: Path, evil: str) -> None:
    files = dict(GRADESCOPE) | {"assignment_77_export/submission_metadata.yml": evil.encode()}
    with pytest.raises(GradkitError, match="submission_metadata"):
        collect([zipped(tmp_path / "g.zip", files)])


def test_a_student_cannot_name_files_into_another_ones_place(tmp_path: Path) -> None:
    files = dict(GRADESCOPE) | {
        "assignment_77_export/submission_501/submission_502/hw4.py": RIGHT,
        "assignment_77_export/submission_501/submission_metadata.yml": b"submission_502: {}",
    }
    found = by_name(collect([zipped(tmp_path / "g.zip", files)]).submissions)
    assert sorted(found) == ["Lee Seoyeon, Park Jiho", "김민준"]
    assert found["Lee Seoyeon, Park Jiho"].read()[0] == WRONG
    files = dict(BLACKBOARD) | {
        "HW_4_lee_sy_시도_2026-03-01-10-00-00_x_minjun_attempt_2099-01-01-00-00-00_hw4.py": RIGHT
    }
    found = by_name(collect([zipped(tmp_path / "b.zip", files)]).submissions)
    assert found["김민준"].read()[0] == RIGHT
    assert "2 files" in why_not(found["Lee Seoyeon"])


def test_blackboard_receipts_settle_the_user_name(tmp_path: Path) -> None:
    found = by_name(collect([zipped(tmp_path / "b.zip", BLACKBOARD)]).submissions)
    assert identity(found["Lee Seoyeon"]).students == (Person("Lee Seoyeon", login="lee_sy"),)
    assert identity(found["김민준"]).attempt == "2026-03-02-09-30-00"


def test_a_notebook_and_its_modules_are_one_submission(tmp_path: Path) -> None:
    files = {"kim_1_2_hw.ipynb": b"{}", "kim_1_3_my_utils-1.py": b"x = 1", "kim_1_4_a.csv": b""}
    (found,) = collect([zipped(tmp_path / "c.zip", files)]).submissions
    again = collect([unpacked(tmp_path / "folder", files)]).submissions[0]
    assert found.read() == again.read() and found.read()[1] == ".zip"
    assert identity(found).files == tuple(sorted(files))


def test_a_file_no_lms_named_is_graded_all_the_same(tmp_path: Path) -> None:
    found = collect(
        [unpacked(tmp_path / "d", dict(MOODLE) | {"김하늘_20231299.py": RIGHT})]
    ).submissions
    stray = next(f for f in found if "하늘" in f.name)
    assert identity(stray).students == (Person("김하늘", number="20231299"),)


def test_a_plain_folder_stays_one(tmp_path: Path) -> None:
    files = {"김민준_20231234.py": RIGHT, "HW4.ipynb": b"{}", "x_1_assignsubmission_file_a.py": b""}
    found = collect([unpacked(tmp_path / "d", files)]).submissions
    assert {identity(f).source for f in found} == {"folder"}
    assert len(found) == 3


def test_from_says_when_a_download_is_of_another_lms(tmp_path: Path) -> None:
    with pytest.raises(GradkitError, match="Canvas"):
        collect([zipped(tmp_path / "m.zip", MOODLE)], "canvas")


def test_a_folder_that_was_unpacked_with_names_in_cp949(tmp_path: Path) -> None:
    name = "김민준_12_assignsubmission_file_과제.py".encode("cp949")
    with open(bytes(tmp_path) + b"/" + name, "wb") as file:
        file.write(RIGHT)
    (found,) = collect([tmp_path]).submissions
    assert identity(found).students == (Person("김민준", participant="12"),)
    assert found.read() == (RIGHT, ".py")


def test_links_and_passwords_in_a_download_are_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip", {"kim_1_2_a.py": RIGHT, "lee_2_3_a.py": RIGHT})
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1  # "encrypted"
    data[entry + 5] = 3  # made on Unix, so that the next entry's mode says what it is
    second = data.index(b"PK\x01\x02", entry + 4)
    data[second + 5] = 3
    data[second + 38 : second + 42] = (0o120777 << 16).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    for found in collect([path]).submissions:
        assert "link" in why_not(found)


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assignment of one question, so that a class is graded in a moment."""
    return small_assignment(
        tmp_path_factory.mktemp("mini"),
        '@check("f", points=10)\ndef test_a(student):\n    """One\n\n    하나"""\n'
        "    assert student.f() == 1\n",
    )


def test_grading_a_download(mini: Path, tmp_path: Path) -> None:
    download = zipped(tmp_path / "submissions.zip", CANVAS)
    done = gradkit("--root", mini, "grade", download, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    with open(tmp_path / "out" / "grades.csv", encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    totals = {number: row["total"] for number, row in rows.items()}
    assert totals == {"101": "10", "102": "10", "103": "", "104": "", "105": "", "106": "10"}
    assert rows["102"]["message"].startswith("handed in late, newest attempt, 1 older file")
    assert rows["103"]["status"] == "unreadable" and "report.pdf" in rows["103"]["message"]
    assert rows["101"]["student_name"] == "김민준"
    listed: dict[str, Any] = json.loads((tmp_path / "out" / "submissions.json").read_text("utf-8"))
    keys = {entry["submission"]: entry["key"] for entry in listed["submissions"]}
    assert set(keys) == set(results_in(tmp_path / "out"))
    assert all((tmp_path / "out" / "results" / f"{key}.json").exists() for key in keys.values())

    sheet = tmp_path / "gradebook.csv"
    sheet.write_bytes(CANVAS_SHEET)
    words = ("--sheet", sheet, "-o", tmp_path / "filled.csv")
    done = gradkit("lms", "canvas", tmp_path / "out", *words)
    assert done.returncode == 0, done.stderr
    expected = CANVAS_SHEET.replace(b",41.00,,,", b",41.00,10,,").replace(b'"",7,', b'"10",7,')
    assert (tmp_path / "filled.csv").read_bytes() == expected

    # From now on the sheet's names are the names: the download's are letters run together.
    assert "names of the sheet" in done.stdout
    again = gradkit("--root", mini, "grade", download, "-o", tmp_path / "out")
    assert "Lee, Seoyeon" in again.stdout and "leeseoyeon" not in again.stdout
    with open(tmp_path / "out" / "grades.csv", encoding="utf-8", newline="") as file:
        names = {row["student_id"]: row["student_name"] for row in csv.DictReader(file)}
    assert names["20231235"] == "Lee, Seoyeon" and names["20231234"] == "김민준"

    # A result says nothing of who handed it in: the same file from a plain folder gets the same.
    name = "김민준_101_9001_과제.py"
    plain = unpacked(tmp_path / "plain", {name: RIGHT})
    done = gradkit("--root", mini, "grade", plain, "-o", tmp_path / "again", "--from", "folder")
    assert done.returncode == 0, done.stderr
    (result,) = (tmp_path / "again" / "results").iterdir()
    assert result.name == f"{keys[name]}.json"
    assert result.read_bytes() == (tmp_path / "out" / "results" / result.name).read_bytes()
