"""Grades go back into the sheet that was downloaded, by each LMS's own rules."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lms_samples import (
    BLACKBOARD_SHEET,
    BLACKBOARD_XLS,
    CANVAS_SHEET,
    GRADESCOPE_SHEET,
    MOODLE_SHEET,
    MOODLE_SHEET_KO,
    run_folder,
    who,
)

from autograder.cli.main import main
from autograder.lms import moodle
from autograder.lms.comment import plain
from autograder.lms.fill import filled
from autograder.lms.grade import read_run
from autograder.lms.plan import Rules
from autograder.submissions.identity import Identity, Person

Handed = Mapping[str, tuple[Identity, float | None]]

CANVAS: Handed = {
    "김민준_101_1_a.ipynb": (who(name="김민준", user="101"), 8.125),
    "lee_102_2_a.ipynb": (who(name="leeseoyeon", user="102"), 10),
}
MOODLE: Handed = {
    "김민준_12_assignsubmission_file/a.ipynb": (who(name="김민준", participant="12"), 8.5),
    "Lee_13_assignsubmission_file/a.ipynb": (who(name="Lee", participant="13"), 9),
}
BLACKBOARD: Handed = {
    "HW_minjun_attempt_a.ipynb": (who(login="minjun"), 9.5),
    "HW_lee_sy_attempt_a.ipynb": (who(login="lee_sy"), 7),
}


class Desk:
    """A teacher's desk: a run, a downloaded sheet, and the command."""

    def __init__(self, place: Path, handed_in: Handed, sheet: bytes) -> None:
        self.out = run_folder(place / "out", handed_in)
        self.sheet = place / "sheet.csv"
        self.sheet.write_bytes(sheet)
        self.filled = place / "filled.csv"

    def run(self, lms: str, *words: object) -> Result:
        arguments = ["lms", lms, self.out, "--sheet", self.sheet, "-o", self.filled, *words]
        return CliRunner().invoke(main, [str(word) for word in arguments])

    def fill(self, lms: str, *words: object) -> bytes:
        done = self.run(lms, *words)
        assert done.exit_code == 0, done.output
        assert self.sheet.read_bytes() != b""
        return self.filled.read_bytes()

    def refused(self, lms: str, *words: object) -> str:
        done = self.run(lms, *words)
        assert done.exit_code in (1, 2), done.output
        assert not self.filled.exists()
        return done.output


def replaced(sheet: bytes, *cells: tuple[bytes, bytes]) -> bytes:
    for old, new in cells:
        assert sheet.count(old) == 1, old
        sheet = sheet.replace(old, new)
    return sheet


# --- Canvas ---


def test_canvas_fills_its_own_cells_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CANVAS, CANVAS_SHEET)
    assert desk.fill("canvas") == replaced(
        CANVAS_SHEET,
        (b",41.00,,,82.0", b",41.00,8.13,,82.0"),  # two places, half up
        (b',"39,5","",7,', b',"39,5","10",7,'),  # a cell keeps its quotes
    )


@pytest.mark.parametrize("word", ["(solo lectura)", "(읽기 전용)", "（只讀）", "( 只读 )"])
def test_canvas_in_other_languages(tmp_path: Path, word: str) -> None:
    sheet = CANVAS_SHEET.replace(b"(read only)", word.encode())
    sheet = sheet.replace(b"Current Score,Final Score", b"Nota (2020),Final Score")
    filled_in = Desk(tmp_path, CANVAS, sheet).fill("canvas", "--column", "4004")
    assert filled_in.count(b",8.13,") == 1


def test_canvas_excused_and_unassigned_cells_stay(tmp_path: Path) -> None:
    handed = {
        "a.py": (who(user="104"), 5),
        "b.py": (who(user="105"), 5),
        "c.py": (who(user="106"), 10),
    }
    desk = Desk(tmp_path, handed, CANVAS_SHEET)
    done = desk.run("canvas")
    assert desk.filled.read_bytes() == CANVAS_SHEET
    assert "excused" in done.output and "not assigned" in done.output
    assert "there already: 1" in done.output


def test_canvas_compares_at_two_places(tmp_path: Path) -> None:
    sheet = CANVAS_SHEET.replace(b",41.00,,,82.0", b",41.00,8.13,,82.0")
    desk = Desk(tmp_path, {"a.py": (who(user="101"), 8.1251)}, sheet)
    assert desk.fill("canvas") == sheet
    assert desk.fill("canvas", "--decimals", 5) == sheet


def test_canvas_with_every_column_it_can_have(tmp_path: Path) -> None:
    sheet = (
        b"Student,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section,Notes,"
        b"Homework 4 (4004),Homework 4 Current Score,Override Score,Unposted Final Grade\n"
        b"    Points Possible,,,,,,,,10,(read only),,(read only)\n"
        b"Kim,101,20231234,mjkim,i-1,school.edu,1,8,,5,,A\n"
    )
    desk = Desk(tmp_path, {"a.py": (who(user="101"), 7)}, sheet)
    assert desk.fill("canvas") == replaced(sheet, (b",1,8,,5", b",1,8,7,5"))


def test_a_grade_is_never_lowered_unasked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"a.py": (who(user="103"), 7)}, CANVAS_SHEET)
    assert "lowered from 9 to 7" in desk.refused("canvas")
    assert b",40,7,,80.0" in desk.fill("canvas", "--force")


@pytest.mark.parametrize(
    ("handed", "words"),
    [
        ({"a.py": (who(user="999"), 7)}, "nobody in the LMS fits a.py"),
        ({"a.py": (who(name="Park Jiho", user="999"), 7)}, "nobody in the LMS fits a.py"),
        ({"a.py": (Identity("canvas", anonymous=True), 7)}, "anonymous"),
        ({"a.py": (who(user="101"), 7), "b.py": (who(login="mjkim"), 8)}, "2 submissions fit"),
    ],
)
def test_unmatched_and_doubly_matched_are_listed(
    tmp_path: Path, handed: Handed, words: str
) -> None:
    desk = Desk(tmp_path, {**handed, "c.py": (who(user="102"), 3)}, CANVAS_SHEET)
    assert words in desk.refused("canvas")
    forced = desk.fill("canvas", "--force")  # what is sure is filled in, the rest stays
    assert forced == replaced(CANVAS_SHEET, (b',"39,5","",7,', b',"39,5","3",7,'))


@pytest.mark.parametrize(
    "signs",
    [
        {"user": "101"},
        {"number": "20231234"},
        {"login": "MJKim"},
        {"number": "mjkim"},
        {"name": "김민준"},
        {"name": "민준 김"},
    ],
)
def test_canvas_students_by_id_number_login_and_last_by_name(
    tmp_path: Path, signs: dict[str, str]
) -> None:
    desk = Desk(tmp_path, {"a.py": (who(**signs), 7)}, CANVAS_SHEET)
    assert b",41.00,7,,82.0" in desk.fill("canvas")


def test_two_people_of_one_name_are_not_guessed_at(tmp_path: Path) -> None:
    sheet = CANVAS_SHEET.replace(b'"Park, Jiho"', b'"Lee, Seoyeon"')
    desk = Desk(tmp_path, {"a.py": (who(name="Lee Seoyeon"), 7)}, sheet)
    assert "fits row 5, row 6" in desk.refused("canvas")


def test_canvas_column_by_title_id_or_part(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CANVAS, CANVAS_SHEET)
    plain = desk.fill("canvas")
    for words in ("4004", "Homework 4 (4004)", "homework 4", "work 4"):
        assert desk.fill("canvas", "--column", words) == plain
    assert "Homework 3" in desk.run("canvas", "--column", "work").output
    assert desk.run("canvas", "--column", "Final Score").exit_code == 2  # read only


def test_a_column_canvas_does_not_know_is_not_filled_unasked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"김.py": (who(user="101"), 8)}, CANVAS_SHEET)
    assert "new one" in desk.refused("canvas", "--column", "Homework 5")
    forced = desk.fill("canvas", "--column", "Homework 5", "--force")
    assert forced == replaced(CANVAS_SHEET, (b",41.00,,,82.0", b",41.00,,8,82.0"))


def test_canvas_column_is_found_by_the_assignments_title_only_with_an_id(tmp_path: Path) -> None:
    sheet = CANVAS_SHEET.replace(b"Homework 4 (4004)", b"HW (4004)")
    output = Desk(tmp_path, CANVAS, sheet).refused("canvas")
    assert "--column" in output and "Homework 3 (4003); HW (4004)" in output


def test_canvas_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    sheet = (
        b"Student;ID;SIS Login ID;Section;Homework 4 (4004)\n"
        b"    Points Possible;;;;10,00\n"
        b"Kim;101;mjkim;1;\nLee;102;sylee;1;4,50\n"
    )
    desk = Desk(tmp_path, CANVAS, sheet)
    assert desk.fill("canvas") == replaced(
        sheet, (b"mjkim;1;\n", b"mjkim;1;8,13\n"), (b";4,50", b";10")
    )


@pytest.mark.parametrize(
    "sheet",
    [
        CANVAS_SHEET.replace(b"Section,", b"Group,"),
        CANVAS_SHEET.replace(b"Student,ID", b"Name,ID"),
        b"Student\n",
        b"",
    ],
)
def test_a_sheet_that_canvas_would_refuse_is_refused(tmp_path: Path, sheet: bytes) -> None:
    output = Desk(tmp_path, CANVAS, sheet).refused("canvas")
    assert len(output.splitlines()) == 1 and "Traceback" not in output


def test_canvas_last_and_first_names_in_columns_of_their_own(tmp_path: Path) -> None:
    sheet = b"LastName,FirstName,ID,Section,Homework 4 (4)\nKim,Minjun,101,1,\n"
    desk = Desk(tmp_path, {"a.py": (who(name="kimminjun"), 7)}, sheet)
    assert desk.fill("canvas") == sheet.replace(b"101,1,\n", b"101,1,7\n")


def test_canvas_groups(tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text(
        "name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id\n"
        "Kim,101,20231234,mjkim,1,Team A,7,\nLee,102,20231235,sylee,1,Team A,7,\n"
        "Choi,104,20231237,ynchoi,1,,,\n",
        encoding="utf-8",
    )
    desk = Desk(tmp_path, {"team a_101_1_a.py": (who(user="101"), 6)}, CANVAS_SHEET)
    assert desk.fill("canvas", "--groups", groups) == replaced(
        CANVAS_SHEET, (b",41.00,,,82.0", b",41.00,6,,82.0"), (b'"",7,', b'"6",7,')
    )


# --- what has no grade, and other scales ---


def test_what_could_not_be_read_or_judged_is_left_to_a_person(tmp_path: Path) -> None:
    handed = {"a.py": (who(user="101"), -1), "b.py": (who(user="102"), None)}
    desk = Desk(tmp_path, handed, CANVAS_SHEET)
    done = desk.run("canvas")
    assert desk.filled.read_bytes() == CANVAS_SHEET
    assert "cannot be read" in done.output and "could not be judged" in done.output
    assert b",41.00,0,,82.0" in desk.fill("canvas", "--zero-unreadable")


def test_an_interrupted_run_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CANVAS, CANVAS_SHEET)
    next((desk.out / "results").iterdir()).unlink()
    (line,) = desk.refused("canvas", "--force").splitlines()
    assert "1 of 2 graded: run the same `gradkit grade` command again" in line


def test_results_of_two_versions_are_not_mixed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CANVAS, CANVAS_SHEET)
    path = next((desk.out / "results").iterdir())
    result = json.loads(path.read_text(encoding="utf-8")) | {"bundle": "older"}
    path.write_text(json.dumps(result), encoding="utf-8")
    assert "gradkit grade" in desk.refused("canvas")


def test_another_maximum_needs_a_scale(tmp_path: Path) -> None:
    sheet = CANVAS_SHEET.replace(b",,50,10.0,10,", b",,50,3,10,")
    desk = Desk(tmp_path, CANVAS, sheet)
    assert "full marks are 10 here and 3" in desk.refused("canvas")
    assert b",41.00,2.44,," in desk.fill("canvas", "--scale", "lms")
    assert b",41.00,2.4,," in desk.fill("canvas", "--scale", 3, "--decimals", 1)
    assert b",41.00,2,," in desk.fill("canvas", "--scale", 3, "--decimals", 0)
    assert "--scale" in desk.run("canvas", "--scale", "-1").output


def test_more_than_the_maximum_is_told(tmp_path: Path) -> None:
    sheet = CANVAS_SHEET.replace(b",,50,10.0,10,", b",,50,3,10,")
    output = Desk(tmp_path, CANVAS, sheet).refused("canvas", "--scale", 20)
    assert "over the LMS's maximum" in output


def test_a_bonus_goes_over_the_maximum_where_the_lms_takes_more(tmp_path: Path) -> None:
    """Canvas counts it as extra credit; Moodle would refuse the row (`mod/assign/locallib.php`)."""
    canvas = {"a.ipynb": (who(user="101"), 11.5), "b.ipynb": (who(user="102"), 10)}
    assert b",41.00,11.5,," in Desk(tmp_path / "canvas", canvas, CANVAS_SHEET).fill("canvas")
    sheet = CANVAS_SHEET.replace(b",,50,10.0,10,", b",,50,20,10,")
    larger = Desk(tmp_path / "larger", canvas, sheet).fill("canvas", "--scale", "lms")
    assert b",41.00,23,," in larger
    handed = {"a.ipynb": (who(participant="12"), 11.5), "b.ipynb": (who(participant="13"), 9)}
    moodle = Desk(tmp_path / "moodle", handed, MOODLE_SHEET)
    done = moodle.run("moodle")
    assert done.exit_code == 0, done.output
    assert "11.5 of 10, a bonus; the LMS takes no more than 10" in done.output
    assert b'Graded",10,10.00' in moodle.filled.read_bytes()


# --- Moodle ---


def test_moodle_fills_its_own_cells_only(tmp_path: Path) -> None:
    assert Desk(tmp_path, MOODLE, MOODLE_SHEET).fill("moodle") == replaced(
        MOODLE_SHEET, (b'Graded",,10.00', b'Graded",8.5,10.00'), (b",5.00,10.00", b",9,10.00")
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_moodle_in_korean(tmp_path: Path, encoding: str) -> None:
    filled = MOODLE_SHEET_KO.replace("참가자12,김민준,제출함,,", '참가자12,김민준,제출함,"8,5",')
    filled = filled.replace('"7,50"', '"9"')
    desk = Desk(tmp_path, MOODLE, MOODLE_SHEET_KO.encode(encoding))
    assert desk.fill("moodle") == filled.encode(encoding)


def test_moodle_locked_rows_stay(tmp_path: Path) -> None:
    handed = {"a.py": (who(participant="14"), 5)}
    for place, sheet in (("en", MOODLE_SHEET), ("ko", MOODLE_SHEET_KO.encode())):
        desk = Desk(tmp_path / place, handed, sheet)
        assert "locked" in desk.run("moodle").output
        assert desk.filled.read_bytes() == sheet


def test_moodle_leaves_out_of_range_grades_to_a_person(tmp_path: Path) -> None:
    sheet = MOODLE_SHEET.replace(b",10.00,", b",5.00,")
    desk = Desk(tmp_path, MOODLE, sheet)
    assert "over the LMS's maximum" in desk.refused("moodle")
    assert b",4.25,5.00" in desk.fill("moodle", "--scale", "lms", "--force")


def test_moodle_needs_the_time_of_the_last_grade(tmp_path: Path) -> None:
    sheet = MOODLE_SHEET.replace(b"Last modified (grade)", b"Changed")
    assert "Last modified (grade)" in Desk(tmp_path, MOODLE, sheet).refused("moodle")


def test_moodle_with_anonymous_marking(tmp_path: Path) -> None:
    sheet = (
        b'Identifier,Status,Grade,"Maximum grade","Last modified (grade)"\n'
        b'"Participant 12",Submitted,,10.00,-\n'
    )
    handed = {"Participant_12_assignsubmission_file/a.py": (who(participant="12"), 4)}
    assert b"Submitted,4,10.00" in Desk(tmp_path, handed, sheet).fill("moodle")


def test_moodle_with_a_header_that_is_not_known_stops_and_names_it(tmp_path: Path) -> None:
    sheet = b"Kennung,Wer,Punkte,Max\nTeilnehmer 12,Kim,,10\n"
    desk = Desk(tmp_path, {"a.py": (who(participant="12"), 4)}, sheet)
    said = desk.refused("moodle", "--column", "Punkte", "--force")
    assert "Punkte" in said and "Max" in said and "English" in said


LANGUAGES = tomllib.loads((Path(moodle.__file__).parent / "moodle_words.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_moodle_in_every_language(tmp_path: Path, language: str) -> None:
    """The newest words of a pack, English where it has none: the open row alone is filled in."""
    own = {role: words[0] for role, words in (LANGUAGES["en"] | LANGUAGES[language]).items()}
    roles = ("identifier", "name", "status", "grade", "maximum", "open", "submitted", "changed")
    rows = [
        [own[role] for role in roles],
        [f"{own['participant']} 12", "A", "x", "", "20,00", own["yes"], "-", "-"],
        [f"{own['participant']}13", "B", "x", "", "20,00", own["no"], "-", "-"],
    ]
    quoted = ["".join(f',"{cell}"' for cell in row)[1:] for row in rows]
    sheet = "\r\n".join([*quoted, ""])
    handed = {f"{n}.py": (who(participant=str(n)), 7.5) for n in (12, 13)}
    desk = Desk(tmp_path, handed, sheet.encode())
    quoted[1] = quoted[1].replace('"","20,00"', '"15","20,00"')
    assert desk.fill("moodle", "--scale", "lms").decode() == "\r\n".join([*quoted, ""])
    assert "locked" in desk.run("moodle", "--scale", "lms").output
    (tmp_path / "filled.csv").unlink()
    assert "--scale" in desk.refused("moodle")


def test_comments_are_html_and_escaped(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {"김_12.py": (who(participant="12"), 8)}, MOODLE_SHEET)
    rows = list(csv.reader(io.StringIO(desk.fill("moodle", "--comments").decode())))
    assert rows[1][-1] == (
        "<p><b>총점: 8 / 10</b><br>f: 8 / 10</p>"
        "<ul><li>&lt;b&gt;One&lt;/b&gt;: 2 &amp; not 1</li></ul>"
    )


def test_a_comment_says_of_a_bonus_what_it_may_give_and_what_it_gave() -> None:
    bonus = {"name": "why", "checks": [], "max_score": 10, "manual": True, "bonus": True}
    result = {"language": "en", "score": 9, "max_score": 10, "notes": []}
    for score, said in ((None, "not graded yet"), (7, "+7"), (0, "+0")):
        document = {**result, "questions": [{**bonus, "score": score}]}
        assert plain(document) == f"Total: 9 / 10\nwhy: {said} (bonus, up to 10 points)"


def test_a_comment_a_person_wrote_is_not_overwritten_unasked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MOODLE, MOODLE_SHEET)
    assert "comment would be overwritten: row 3" in desk.refused("moodle", "--comments")
    assert b"Well" not in desk.fill("moodle", "--comments", "--force")


# --- Gradescope, Blackboard ---


def test_gradescope_grades_everybody_in_a_group(tmp_path: Path) -> None:
    pair = Identity("gradescope", (Person(number="20231235"), Person(email="jiho@u.kr")))
    handed = {"g/a.py": (pair, 8), "h/a.py": (who(email="minjun@U.kr"), 10)}
    expected = GRADESCOPE_SHEET
    for sign, points in ((b"seoyeon@u.kr,", b"8"), (b"jiho@u.kr,", b"8"), (b"MINJUN@u.kr,", b"10")):
        expected = replaced(expected, (sign, sign + points))
    assert Desk(tmp_path, handed, GRADESCOPE_SHEET).fill("gradescope") == expected


def test_gradescope_course_sheet(tmp_path: Path) -> None:
    sheet = (
        b"Name,SID,Email,Homework 3,Homework 3 - Max Points,Homework 4,Homework 4 - Max Points\n"
        b"Kim,1,m@u.kr,3.0,5.0,,10.0\n"
    )
    desk = Desk(tmp_path, {"a.py": (who(email="m@u.kr"), 8)}, sheet)
    assert desk.fill("gradescope") == sheet.replace(b"5.0,,10.0", b"5.0,8,10.0")


@pytest.mark.parametrize("sheet", [BLACKBOARD_XLS, BLACKBOARD_SHEET.encode("utf-8-sig")])
def test_blackboard_fills_its_own_cells_only(tmp_path: Path, sheet: bytes) -> None:
    encoding = "utf-16" if sheet == BLACKBOARD_XLS else "utf-8-sig"
    expected = BLACKBOARD_SHEET.replace('"40"\t""', '"40"\t"9.5"')
    expected = expected.replace("Needs Grading(0)", "7")
    assert Desk(tmp_path, BLACKBOARD, sheet).fill("blackboard") == expected.encode(encoding)


def test_blackboard_in_korean(tmp_path: Path) -> None:
    sheet = '"성"\t"이름"\t"사용자 이름"\t"과제 4 [총점: 10 점수] |3002"\r\n'
    sheet += '"김"\t"민준"\t"minjun"\t""\r\n'
    desk = Desk(tmp_path, {"a.py": (who(login="minjun"), 9)}, sheet.encode("utf-16"))
    expected = sheet.replace('"minjun"\t""', '"minjun"\t"9"')
    assert desk.fill("blackboard") == expected.encode("utf-16")


def test_a_column_blackboard_does_not_know_is_not_filled_unasked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, BLACKBOARD, BLACKBOARD_XLS)
    assert "new column" in desk.refused("blackboard", "--column", "Homework 5")


# --- all of them ---

SHEETS = {
    "canvas": (CANVAS, CANVAS_SHEET),
    "moodle": (MOODLE, MOODLE_SHEET),
    "gradescope": ({"a.ipynb": (who(email="minjun@u.kr"), 7)}, GRADESCOPE_SHEET),
    "blackboard": (BLACKBOARD, BLACKBOARD_XLS),
}


@pytest.mark.parametrize("lms", SHEETS)
def test_filling_twice_changes_nothing(tmp_path: Path, lms: str) -> None:
    desk = Desk(tmp_path, *SHEETS[lms])
    once = desk.fill(lms)
    desk.sheet.write_bytes(once)
    done = desk.run(lms)
    assert "to fill in: 0" in done.output and desk.filled.read_bytes() == once


@pytest.mark.parametrize(("lms", "other"), [*permutations(SHEETS, 2)])
@pytest.mark.parametrize("words", [(), ("--column", "Homework 4")])
def test_the_sheet_of_another_lms_is_told_with_its_own_command(
    tmp_path: Path, lms: str, other: str, words: tuple[str, ...]
) -> None:
    (line,) = Desk(tmp_path, *SHEETS[other]).refused(lms, *words).splitlines()
    assert f"looks like {other.title()}'s" in line and f"gradkit lms {other}" in line
    assert "--column" not in line


def test_a_list_of_numbers_and_names_is_not_taken_for_an_lms(tmp_path: Path) -> None:
    for lms in ("canvas", "blackboard", "gradescope"):
        desk = Desk(tmp_path / lms, CANVAS, "번호,이름,비고\n1,김민준,\n".encode())
        assert "looks like" not in desk.refused(lms)


def test_the_download_itself_is_never_overwritten(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CANVAS, CANVAS_SHEET)
    desk.filled = desk.sheet
    assert desk.run("canvas").exit_code == 2
    assert desk.sheet.read_bytes() == CANVAS_SHEET


# By LMS: the header, a student's row around the grade, and the sign that the download gives.
CLASSES = {
    "canvas": (
        ["Student", "ID", "SIS Login ID", "Section", "Homework 4 (4)", "Final Score"],
        ["{name}", "{i}", "x", "1", "{grade}", "1"],
        {"user": "{i}"},
    ),
    "moodle": (
        ["식별자", "이름", "성적", "최대 성적", "마지막 수정됨(성적)"],
        ["참가자{i}", "{name}", "{grade}", "10", "-"],
        {"participant": "{i}"},
    ),
    "gradescope": (
        ["Name", "SID", "Total Score", "Max Points"],
        ["{name}", "{i}", "{grade}", "10.0"],
        {"number": "{i}"},
    ),
    "blackboard": (
        ["Last Name", "First Name", "Username", "HW [Total Pts: 10 Score] |4"],
        ["{name}", "", "u{i}", "{grade}"],
        {"login": "u{i}"},
    ),
}


@pytest.mark.parametrize("lms", CLASSES)
@given(data=st.data())
def test_what_is_read_back_is_the_grades(
    tmp_path_factory: pytest.TempPathFactory, lms: str, data: st.DataObject
) -> None:
    """Fill a class's sheet and read it with the csv module: the grades, and all else the same."""
    one = st.tuples(st.integers(0, 1000), st.none() | st.integers(0, 1000))
    students = data.draw(st.lists(one, min_size=1, max_size=12))
    separator = data.draw(st.sampled_from([",", ";", "\t"]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp949"]))
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))

    header, row, signs = CLASSES[lms]
    rows, handed = [header], {}
    for i, (score, there) in enumerate(students):
        grade = "" if there is None else f"{there / 100:.2f}"
        words = {"i": i, "name": f'김{separator} "{i}"', "grade": grade}
        rows.append([cell.format(**words) for cell in row])
        own = {sign: value.format(**words) for sign, value in signs.items()}
        handed[f"s{i}.py"] = (who(**own), score / 100)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=quoting).writerows(rows)
    sheet = text.getvalue().encode(encoding)

    run = read_run(run_folder(tmp_path_factory.mktemp("run") / "out", handed))
    done = filled(lms, sheet, "sheet", run, Rules(force=True), None, False)
    written = io.StringIO(done.content.decode(encoding), newline="")
    back = list(csv.reader(written, delimiter=separator))
    at = row.index("{grade}")
    assert [float(cells[at]) for cells in back[1:]] == [score / 100 for score, _ in students]
    assert [c[:at] + c[at + 1 :] for c in back] == [c[:at] + c[at + 1 :] for c in rows]
    lowered = [score for score, there in students if there is not None and there > score]
    assert len([p for p in done.plan.problems if "lowered" in p]) == len(lowered)
    again = filled(lms, done.content, "sheet", run, Rules(), None, False)
    assert again.content == done.content and not again.plan.problems


# --- feedback ---


def test_feedback_goes_back_under_names_the_lms_knows(tmp_path: Path) -> None:
    handed = {
        "a": (who(user="101", feedback="kim_101_9_feedback.html"), 5),
        "b": (who(user="102", feedback="lee_102_8_feedback.html"), 5),
    }
    desk = Desk(tmp_path, handed, CANVAS_SHEET)
    (desk.out / "feedback").mkdir()
    (desk.out / "feedback" / "a.html").write_text("<p>good</p>", encoding="utf-8")
    done = desk.run("canvas", "--feedback", tmp_path / "f.zip")
    assert "no page to send back: b" in done.output
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        assert archive.namelist() == ["kim_101_9_feedback.html"]
        assert archive.read("kim_101_9_feedback.html") == b"<p>good</p>"


def test_feedback_without_pages_or_names_is_told(tmp_path: Path) -> None:
    named = {"a": (replace(CANVAS["lee_102_2_a.ipynb"][0], feedback="lee_102_2_f.html"), 5)}
    for place, handed in (("named", named), ("not", {"a": (who(user="102"), 5)})):
        desk = Desk(tmp_path / place, handed, CANVAS_SHEET)
        output = desk.refused("canvas", "--feedback", tmp_path / "f.zip")
        assert len(output.splitlines()[-1:]) == 1 and not (tmp_path / "f.zip").exists()
