"""What the four LMSs write, small: downloads as zips or folders, and grade sheets as bytes."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.submissions.identity import Identity, Person
from autograder.submissions.register import FILE, Entry, Register, as_json

RIGHT = b"def f():\n    return 1\n"
WRONG = b"def f():\n    return 2\n"


class _Windows(zipfile.ZipInfo):
    """An entry whose name is written in CP949, without a flag that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp949"), self.flag_bits


def as_zip(files: Mapping[str, bytes], windows: bool = False) -> bytes:
    """Return a zip, with names as Windows in Korea writes them or in UTF-8."""
    kind = _Windows if windows else zipfile.ZipInfo
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(kind(name), content)
    return data.getvalue()


def zipped(path: Path, files: Mapping[str, bytes], windows: bool = False) -> Path:
    """Write such a zip."""
    path.write_bytes(as_zip(files, windows))
    return path


def unpacked(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of a download into a folder."""
    for name, content in files.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return path


def nfd(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with names as macOS writes them."""
    return {unicodedata.normalize("NFD", name): content for name, content in files.items()}


CANVAS = {
    "김민준_101_9001_과제.py": RIGHT,
    "leeseoyeon_LATE_102_9002_hw4.py": WRONG,
    "leeseoyeon_LATE_102_9007_hw4-1.py": RIGHT,
    "parkjiho_103_9003_report.pdf": b"%PDF",
    "choiyuna_104_9004_a.ipynb": b"{}",
    "choiyuna_104_9005_b.ipynb": b"{}",
    "kang_105_text.html": b"<p>I forgot</p>",
    "2023_kim_106_9006_hw4.py": RIGHT,
}
CANVAS_ANONYMOUS = {
    "anon_aB3x9_9001_hw4.py": RIGHT,
    "LATE_anon_Zz11_9002_hw4.py": WRONG,
}
MOODLE = {
    "김민준_12_assignsubmission_file/과제.py": RIGHT,
    "Lee Seoyeon_13_assignsubmission_file_/work/hw4.py": WRONG,
    "Park Jiho_14_assignsubmission_onlinetext/onlinetext.html": b"<p>see below</p>",
    "Choi Yuna_15_assignsubmission_file/hw4.ipynb": b"{",
    "Choi Yuna_15_assignsubmission_file/data.csv": b"1",
}
GRADESCOPE_METADATA = """\
---
submission_501:
  :submitters:
  - :name: 김민준
    :sid: '20231234'
    :email: minjun@u.kr
  :created_at: 2026-03-01 10:00:00 +0900
  :score: 0.0
  :history: []
submission_502:
  :submitters:
  - !ruby/object:Submitter
    :name: Lee Seoyeon
    :sid: '20231235'
    :email: seoyeon@u.kr
  - :name: Park Jiho
    :sid: '20231236'
    :email: jiho@u.kr
  :created_at: !ruby/object:ActiveSupport::TimeWithZone 2026-03-02 10:00:00 Z
submission_503:
  :submitters:
  - :name: 김민준
    :sid: '20231234'
    :email: minjun@u.kr
  :created_at: 2026-03-03 10:00:00 +0900
"""
GRADESCOPE = {
    "assignment_77_export/submission_metadata.yml": GRADESCOPE_METADATA.encode(),
    "assignment_77_export/submission_501/hw4.py": WRONG,
    "assignment_77_export/submission_502/hw4.py": WRONG,
    "assignment_77_export/submission_503/hw4.py": RIGHT,
}
BLACKBOARD = {
    "HW_4_minjun_attempt_2026-03-01-10-00-00.txt": "Name: 김민준 (minjun)\n".encode(),
    "HW_4_minjun_attempt_2026-03-01-10-00-00_hw4.py": WRONG,
    "HW_4_minjun_attempt_2026-03-02-09-30-00.txt": "Name: 김민준 (minjun)\n".encode(),
    "HW_4_minjun_attempt_2026-03-02-09-30-00_hw4.py": RIGHT,
    "HW_4_lee_sy_시도_2026-03-01-10-00-00.txt": "이름: Lee Seoyeon (lee_sy)\n".encode(),
    "HW_4_lee_sy_시도_2026-03-01-10-00-00_hw4.py": WRONG,
}

CANVAS_SHEET = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Homework 3 (4003),Homework 4 (4004),"
    "Homework 5,Current Score,Final Score\r\n"
    ",,,,,,Manual Posting,,,,\r\n"
    "    Points Possible,,,,,,50,10.0,10,(read only),(read only)\r\n"
    '"김, 민준",101,20231234,mjkim,"Section 1, 월",late?,41.00,,,82.0,82.0\r\n'
    '"Lee, Seoyeon",102,20231235,sylee,Section 1, ok ,"39,5","",7,80.0,80.0\r\n'
    '"Park, Jiho",103,20231236,jhpark,Section 1,,40,9.00,,80.0,80.0\r\n'
    '"Choi, Yuna",104,20231237,ynchoi,Section 1,,40,EX,,80.0,80.0\r\n'
    '"Kang, Taeyang",105,20231238,tykang,Section 1,,N/A,N/A,,80.0,80.0\r\n'
    '"Jung, Eunwoo",106,20231239,ewjung,Section 1,,40,10.00,,80.0,80.0\r\n'
    '"Student, Test",199,,f00ba4,Section 1,,,,,,\r\n'
).encode("utf-8-sig")

MOODLE_SHEET = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)",'
    '"Feedback comments"\n'
    '"Participant 12",김민준,minjun@u.kr,"Submitted for grading - Graded",,10.00,Yes,'
    '"Sunday, 1 March 2026, 10:00 AM",-,\n'
    '"Participant 13","Lee Seoyeon",seoyeon@u.kr,"Submitted for grading",5.00,10.00,Yes,'
    '"Sunday, 1 March 2026, 10:00 AM","Monday, 2 March 2026, 9:00 AM","<p>Well ""done""</p>"\n'
    '"Participant 14","Park Jiho",jiho@u.kr,"Submitted for grading",,10.00,No,-,-,\n'
).encode()

MOODLE_SHEET_KO = (
    "식별자,이름,상태,성적,최대 성적,Grade can be changed,마지막 수정됨(제출),"
    "마지막 수정됨(성적),피드백 코멘트\r\n"
    "참가자12,김민준,제출함,,10.00,예,-,-,\r\n"
    '참가자13,"이, 서연",제출함,"7,50","10,00",예,-,-,\r\n'
    "참가자14,박지호,제출함,,10.00,아니오,-,-,\r\n"
)

GRADESCOPE_SHEET = (
    b"First Name,Last Name,SID,Email,Total Score,Max Points,Status,Submission ID\n"
    b"Seoyeon,Lee,20231235,seoyeon@u.kr,,10.0,Ungraded,502\n"
    b"Jiho,Park,20231236,jiho@u.kr,,10.0,Ungraded,502\n"
    b"Minjun,Kim,20231234,MINJUN@u.kr,,10.0,Ungraded,503\n"
    b"Yuna,Choi,20231237,yuna@u.kr,,10.0,Missing,\n"
)

BLACKBOARD_SHEET = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
    '"Homework 3 [Total Pts: 50 Score] |3001"\t"Homework 4 [Total Pts: 10 Score] |3002"\t'
    '"Homework 5 [Total Pts: 10 Score]"\r\n'
    '"김"\t"민준"\t"minjun"\t"20231234"\t"2026-03-02"\t"Yes"\t"40"\t""\t""\r\n'
    '"Lee"\t"Seoyeon"\t"lee_sy"\t"20231235"\t"2026-03-02"\t"Yes"\t"41"\t'
    '"Needs Grading(0)"\t""\r\n'
)
BLACKBOARD_XLS = BLACKBOARD_SHEET.encode("utf-16")


def run_folder(out: Path, handed_in: Mapping[str, tuple[Identity, float | None]]) -> Path:
    """Write what `gradkit grade` leaves: a result out of 10 for each submission, and who it is of.

    A score below 0 stands for a file that cannot be read, None for one that could not be judged.
    """
    (out / "results").mkdir(parents=True)
    entries = []
    for name, (identity, score) in handed_in.items():
        key = name.replace("/", "_")
        entries.append(Entry(name, key, identity))
        unreadable = score is not None and score < 0
        status = "unreadable" if unreadable else "graded" if score is not None else "internal_error"
        earned = 0 if unreadable else score
        check = {"title": "<b>One</b>", "message": "2 & not 1", "outcome": "failed"}
        question = {"name": "f", "score": earned, "max_score": 10, "checks": [check]}
        result = {"submission": name, "status": status, "score": earned, "max_score": 10}
        result |= {"language": "ko" if "김" in name else "en", "questions": [question]}
        result["notes"] = ["no notebook <script>"] if unreadable else []
        (out / "results" / f"{key}.json").write_text(json.dumps(result), encoding="utf-8")
    register = Register("mini", ("Homework 4", "과제 4"), tuple(entries))
    (out / FILE).write_bytes(as_json(register))
    return out


def who(**signs: str) -> Identity:
    """Return the identity of one student."""
    feedback = signs.pop("feedback", "")
    return Identity("canvas", (Person(**signs),), feedback=feedback)
