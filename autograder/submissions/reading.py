"""What a student handed in: found, read as bytes, and never opened any further than that.

Must never run, import or unpack to disk what it reads, nor follow a link.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import lzma
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.submissions.identity import Identity, guessed_identity
from autograder.submissions.notebook import Unreadable, contents

SUFFIXES = (".ipynb", ".py", ".zip")
MAX_FILE = 256 * 2**20
# What zipfile raises for an archive that is damaged, encrypted or of a kind it does not know.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    ArithmeticError,
    MemoryError,
    struct.error,
)
_MAX_UNPACKED = 256 * 2**20
_MAX_MEMBERS = 5_000
_MAX_MODULES = 4 * 2**20
_MAX_CODE = 4_000_000


@dataclass(frozen=True)
class Submission:
    """One file that was handed in."""

    name: str
    """Its path below what was given, in NFC, with forward slashes."""
    path: Path
    key: str
    """A name for its files, unique also where case, form and folder are ignored."""
    identity: Identity | None = None

    def read(self) -> tuple[bytes, str]:
        """Return its bytes and the suffix that says how to read them; raise Unreadable."""
        return read_bytes(self.path), self.path.suffix


@dataclass(frozen=True)
class Source:
    """What could be read of a submission."""

    cells: list[str]
    text: str
    files: dict[str, bytes] = field(default_factory=dict)
    not_run: list[tuple[int, int, str]] = field(default_factory=list)
    """Cell, line and text of the shell lines and magics that are not run in grading."""


def find(paths: Iterable[Path]) -> list[Submission]:
    """Return the submissions in files and folders, sorted by name; raise GradkitError if none."""
    found: dict[str, Path] = {}
    for path in paths:
        if not path.exists():
            raise GradkitError(f"{path}: there is no such file or folder")
        for file in _files(path):
            name = shown_name(Path(file.name) if path.is_file() else file.relative_to(path))
            while name in found and found[name] != file:
                name = f"{file.parent.name}/{name}"
            found[name] = file
    if not found:
        wanted = ", ".join(SUFFIXES)
        raise GradkitError(f"no submissions ({wanted}) in {', '.join(map(str, paths))}")
    return [
        Submission(name, found[name], key_of(name), guessed_identity(name))
        for name in sorted(found)
    ]


def shown_name(path: Path) -> str:
    """Return a path in NFC, with forward slashes; a name that is no UTF-8 is read as CP949."""
    name = os.fsencode(path.as_posix())
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("cp949", "replace")
    return unicodedata.normalize("NFC", text)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(d for d in folders if not d.startswith(".") and d != "__MACOSX")
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(folder) / name


def key_of(name: str) -> str:
    """Return a file name that tells submissions apart on every file system.

    The digest is whole: of a shorter one, a second name that has it is found in minutes. In UTF-8
    the longest name that is made of a key, with its endings, keeps within 255 bytes.
    """
    stem = re.sub(r"[^\w.-]+", "_", name, flags=re.UNICODE).strip("._")[:32]
    return f"{stem}-{hashlib.sha256(name.encode()).hexdigest()}"


def read_bytes(path: Path) -> bytes:
    """Return a regular file's bytes; raise Unreadable for a link, a device or a giant."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Unreadable(
            Text(
                f"the file cannot be opened ({error.strerror}): hand in the notebook file itself",
                "파일을 열 수 없습니다. 노트북 파일(.ipynb) 자체를 제출하세요",
            )
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE:
            raise Unreadable(
                Text(
                    "no ordinary file of at most 256 MiB: clear the outputs and hand it in again",
                    "일반 파일이 아니거나 256 MiB보다 큽니다. 출력을 지우고 다시 제출하세요",
                )
            )
        return file.read()


def read(data: bytes, suffix: str) -> Source:
    """Return the cells of a submission; raise Unreadable with a sentence for the student."""
    suffix = suffix.lower()
    if suffix == ".zip":
        return _from_zip(data)
    return _source(data, suffix, {})


def _source(data: bytes, suffix: str, files: dict[str, bytes]) -> Source:
    found = contents(data, suffix)
    if sum(map(len, found.cells)) > _MAX_CODE:
        raise Unreadable(
            Text(
                "over 4 million characters of code: hand in only what the exercises ask for",
                "코드가 400만 글자를 넘습니다. 문제에서 요구한 것만 제출하세요",
            )
        )
    return Source(found.cells, found.text, files, found.not_run)


def _from_zip(data: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            notebooks = [name for name in members if name.lower().endswith(".ipynb")]
            scripts = [name for name in members if name.lower().endswith(".py")]
            chosen = notebooks or (scripts if len(scripts) == 1 else [])
            if len(chosen) != 1:
                raise Unreadable(_not_one(chosen or scripts))
            main = chosen[0]
            content = archive.read(members[main])
            files = _modules(archive, members, main)
    except DAMAGED as error:
        raise Unreadable(
            Text(
                "the zip is damaged: zip the notebook again and hand that in",
                "zip 파일이 손상되었습니다. 노트북을 다시 압축해서 제출하세요",
            )
        ) from error
    suffix = PurePosixPath(main).suffix.lower()
    return _source(content, suffix, files)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by their names, the useless left out, the harmful refused."""
    entries = archive.infolist()
    if len(entries) > _MAX_MEMBERS or sum(e.file_size for e in entries) > _MAX_UNPACKED:
        raise Unreadable(
            Text(
                "the zip holds too much: zip only the notebook and your own modules",
                "zip이 너무 큽니다. 노트북과 직접 만든 모듈만 압축하세요",
            )
        )
    members: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = member_name(entry)
        parts = PurePosixPath(name).parts
        if entry.is_dir() or "__MACOSX" in parts or ".ipynb_checkpoints" in parts:
            continue
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(
                Text(
                    "the zip is packed in an unusual way: pack it with your system's own zip",
                    "흔하지 않은 방식으로 압축한 zip입니다. "
                    "운영체제의 압축 기능으로 다시 압축하세요",
                )
            )
        if is_link or entry.flag_bits & 1 or name.lower().endswith(".zip"):
            raise Unreadable(
                Text(
                    "the zip holds a link, a password or another zip: zip the notebook itself",
                    "zip에 링크나 다른 zip이 들어 있거나 암호가 걸려 있습니다. "
                    "노트북만 그대로 압축하세요",
                )
            )
        if name.startswith("/") or ".." in parts or name in members:
            raise Unreadable(
                Text(
                    "the zip's file names are not in order: zip the notebook again",
                    "zip 안의 파일 이름이 올바르지 않습니다. 노트북을 다시 압축하세요",
                )
            )
        members[name] = entry
    return members


def member_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name in NFC; Windows in Korea writes CP949 without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("cp949")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _not_one(names: list[str]) -> Text:
    if not names:
        return Text(
            "the zip holds no notebook: hand in the .ipynb file",
            "zip 안에 노트북이 없습니다. .ipynb 파일을 제출하세요",
        )
    return Text(
        f"the zip holds {len(names)} notebooks or scripts: hand in only the one to be graded",
        f"zip 안에 노트북(스크립트)이 {len(names)}개 있습니다. 채점받을 것 하나만 제출하세요",
    )


def _modules(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], main: str
) -> dict[str, bytes]:
    """Return the student's own modules beside the notebook, by their names relative to it."""
    home = PurePosixPath(main).parent
    found: dict[str, bytes] = {}
    left = _MAX_MODULES
    for name, entry in members.items():
        path = PurePosixPath(name)
        if path.suffix == ".py" and name != main and path.is_relative_to(home):
            left -= entry.file_size
            if left >= 0:
                found[path.relative_to(home).as_posix()] = archive.read(entry)
    return found


def notebook_of(data: bytes, suffix: str) -> bytes | None:
    """Return the one notebook in what was handed in; None where there is not one."""
    if suffix.lower() != ".zip":
        return data if suffix.lower() == ".ipynb" else None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            found = [name for name in members if name.lower().endswith(".ipynb")]
            return archive.read(members[found[0]]) if len(found) == 1 else None
    except (*DAMAGED, Unreadable):
        return None
