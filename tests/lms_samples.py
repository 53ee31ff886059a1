"""What the four LMSs write, small: downloads as zips or folders, and grade sheets as bytes."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

RIGHT = b"def f():\n    return 1\n"
WRONG = b"def f():\n    return 2\n"


class _Windows(zipfile.ZipInfo):
    """An entry whose name is written in CP949, without a flag that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp949"), self.flag_bits


def zipped(path: Path, files: Mapping[str, bytes], windows: bool = False) -> Path:
    """Write a zip, with names as Windows in Korea writes them or in UTF-8."""
    kind = _Windows if windows else zipfile.ZipInfo
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(kind(name), content)
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
