"""The files of a folder or a zip that was given, each by its name, read when it is asked for.

Must never unpack to disk, follow a link, or read more of a file than it is asked for.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from autograder.base.language import LANGUAGES, Text
from autograder.base.text import one_line
from autograder.submissions.kinds import HEAD, PAGE, is_zip, looks_like_notebook, signed, what
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import (
    DAMAGED,
    MAX_FILE,
    Submission,
    member_name,
    read_bytes,
    shown_name,
)
from autograder.submissions.register import FILE
from autograder.submissions.work import is_notebook_name, is_script_name, suffix_of

_MAX_PARTS = 100_000
_MADE_AT = (1980, 1, 1, 0, 0, 0)
_CANNOT = Text(
    "the file is a link or needs a password: hand in the notebook itself",
    "링크이거나 암호가 걸린 파일입니다. 노트북 파일 자체를 제출하세요",
)
_TOO_LARGE = Text(
    "larger than 256 MiB: clear the outputs and hand it in again",
    "256 MiB보다 큽니다. 출력을 지우고 다시 제출하세요",
)
_DAMAGED = Text(
    "the file is damaged in the download: download it again",
    "내려받은 파일이 손상되었습니다. 다시 내려받아 주세요",
)


@dataclass(frozen=True)
class Part:
    """One file of what was given."""

    name: str
    """Its path there, in NFC."""
    place: Path
    """The file itself, or the zip that holds it."""
    archive: zipfile.ZipFile | None = None
    """That zip, open: its directory is read once, not for every file."""
    entry: zipfile.ZipInfo | None = None

    def read(self, most: int = -1) -> bytes:
        """Return its bytes, or only so many; raise Unreadable for what can't or must not be read.

        That is a link, a giant, an encrypted or damaged one.
        """
        if self.archive is None or self.entry is None:
            return read_bytes(self.place, most)
        if stat.S_ISLNK(self.entry.external_attr >> 16) or self.entry.flag_bits & 1:
            raise Unreadable(_CANNOT)
        if self.entry.file_size > MAX_FILE:
            raise Unreadable(_TOO_LARGE)
        try:
            with self.archive.open(self.entry) as file:
                return file.read(most)
        except DAMAGED as error:
            raise Unreadable(_DAMAGED) from error

    @cached_property
    def is_work(self) -> bool:
        """Whether it can be somebody's homework, by its name or else by how it begins."""
        name = PurePosixPath(self.name).name
        if is_notebook_name(name) or is_script_name(name) or suffix_of(name).startswith(".zip"):
            return True
        try:
            head = self.read(HEAD)
        except Unreadable:
            return False
        return looks_like_notebook(head) or (is_zip(head) and not signed(head))

    @property
    def kind(self) -> Text:
        """What it is, in words, where it is nobody's homework."""
        try:
            return what(self.read(PAGE), self.name)
        except Unreadable as why:
            return why.message


@dataclass(frozen=True)
class HandedIn(Submission):
    """What one student (or group) handed in as several files."""

    parts: tuple[tuple[str, Part], ...] = ()
    """What counts, by the student's own names."""
    problem: Text | None = None

    def read(self) -> tuple[bytes, str]:
        """Return the only file, or a zip of all of them."""
        if self.problem is not None:
            raise Unreadable(self.problem)
        if len(self.parts) == 1:
            ((name, part),) = self.parts
            return part.read(), suffix_of(name)
        data = io.BytesIO()
        whys: list[Unreadable] = []
        with zipfile.ZipFile(data, "w") as archive:
            for name, part in self.parts:
                try:
                    archive.writestr(zipfile.ZipInfo(name, _MADE_AT), part.read())
                except Unreadable as why:  # such as a link among the modules: the rest counts
                    whys.append(why)
        if len(whys) == len(self.parts):
            raise whys[0]
        return data.getvalue(), ".zip"


Named = tuple[str, Part]


def counting(parts: Iterable[Named]) -> tuple[tuple[Named, ...], Text | None]:
    """Return those of a student's files that a judge has to see, or why there are none."""
    every = sorted(parts, key=lambda each: each[0])
    works = tuple((name, part) for name, part in every if part.is_work)
    if works:
        return works, None
    kinds = [(name, part.kind) for name, part in every]
    said = [
        one_line(", ".join(f"{name}: {kind.to(language)}" for name, kind in kinds), 160)
        for language in LANGUAGES
    ]
    if not every:
        said = ["nothing at all", "제출한 파일 없음"]
    return (), Text(
        f"no notebook was handed in ({said[0]}): hand in the .ipynb file",
        f"노트북이 제출되지 않았습니다({said[1]}). .ipynb 파일을 제출하세요",
    )


def folder_parts(path: Path) -> tuple[list[Part], list[str]]:
    """Return the files below a folder, and the folders that hold none.

    What `gradkit grade` wrote, into a folder within the class's own, was handed in by nobody.
    """
    found, empty = [], []
    for place, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not _is_written_by_us(Path(place) / name))
        for name in sorted(names):
            file = Path(place) / name
            found.append(Part(shown_name(file.relative_to(path)), file))
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in links:  # os.walk names it and goes round it
            file = Path(place) / name
            found.append(Part(shown_name(file.relative_to(path)), file))
        if not names and not folders and place != str(path):
            empty.append(shown_name(Path(place).relative_to(path)))
    return found, empty


def _is_written_by_us(folder: Path) -> bool:
    return (folder / FILE).is_file() and (folder / "results").is_dir()


def zip_parts(path: Path, archive: zipfile.ZipFile) -> list[Part]:
    """Return the files of a zip, an unsafe path in their names left out; raise as zipfile does."""
    entries = archive.infolist()
    if len(entries) > _MAX_PARTS:
        raise zipfile.BadZipFile(f"more than {_MAX_PARTS} files")
    return [Part(_safe(member_name(e)), path, archive, e) for e in entries if not e.is_dir()]


def _safe(name: str) -> str:
    parts = [part for part in PurePosixPath(name).parts if part not in ("..", "/", ".")]
    return "/".join(parts) or "_"
