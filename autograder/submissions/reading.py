"""What a student handed in: found, read as bytes, and never opened any further than that.

Must never run, import or unpack to disk what it reads, nor follow a link.
"""

from __future__ import annotations

import contextlib
import functools
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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.submissions.encodings import text_of
from autograder.submissions.handout import KIT, Handout
from autograder.submissions.identity import Identity, guessed_identity
from autograder.submissions.kinds import HEAD, is_zip, looks_like_notebook, signed
from autograder.submissions.notebook import Contents, Unreadable, contents, is_python, why_not
from autograder.submissions.work import File, chosen, is_of_the_system, suffix_of

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
_DEEPEST = 3
_MAX_CODE = 4_000_000
_NOTHING = Handout()
_NOTEBOOK, _SCRIPT = Text("a notebook", "노트북이어서"), Text("Python", "파이썬 코드여서")
_TOO_FULL = Text(
    "the zip holds too much: zip only the notebook and your own modules",
    "zip이 너무 큽니다. 노트북과 직접 만든 모듈만 압축하세요",
)


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
        return read_bytes(self.path), suffix_of(self.path.name)


@dataclass(frozen=True)
class Source:
    """What could be read of a submission."""

    cells: list[str]
    text: str
    files: dict[str, bytes] = field(default_factory=dict)
    not_run: list[tuple[int, int, str]] = field(default_factory=list)
    """Cell, line and text of the shell lines and magics that are not run in grading."""
    notes: list[Text] = field(default_factory=list)
    """What its writer should know of how it was read."""


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


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Return a regular file's bytes, or only so many of them.

    Raises Unreadable for a link, a device or a giant.
    """
    if path.is_symlink():
        raise Unreadable(
            Text(
                "the file is a link, which is not followed: hand in the notebook file itself",
                "링크는 따라가지 않습니다. 노트북 파일(.ipynb) 자체를 제출하세요",
            )
        )
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
                    "not an ordinary file, or over 256 MiB: clear the outputs and hand it in again",
                    "일반 파일이 아니거나 256 MiB보다 큽니다. 출력을 지우고 다시 제출하세요",
                )
            )
        return file.read(most)


def read(data: bytes, suffix: str, handout: Handout = _NOTHING) -> Source:
    """Return the cells of a submission; raise Unreadable with a sentence for the student.

    What the bytes are counts for more than what ``suffix`` says, and is told where they differ.
    ``handout`` is what was handed out: of several files that one is the work which is not that.
    """
    suffix = suffix.lower()
    if suffix.endswith(".zip") or (is_zip(data) and not signed(data[:HEAD])):
        return _from_zip(data, suffix, handout)
    if suffix == ".py" or suffix.startswith(".py."):
        return _from_script(data, suffix)
    if suffix.startswith(".ipynb") or looks_like_notebook(data[:HEAD]):
        return _from_notebook(data, suffix)
    raise Unreadable(why_not(data, f"file{suffix}"))


def _from_script(data: bytes, suffix: str) -> Source:
    if looks_like_notebook(data[:HEAD]):  # which is Python as well, to the letter
        with contextlib.suppress(Unreadable):
            return _source(contents(data, ".ipynb"), {}, _noted_as_notebook(suffix))
    notes = [] if suffix == ".py" else [_graded_as(_SCRIPT, suffix)]
    return _source(contents(data, ".py"), {}, notes)


def _noted_as_notebook(suffix: str) -> list[Text]:
    return [] if suffix.endswith(".ipynb") else [_graded_as(_NOTEBOOK, suffix)]


def _from_notebook(data: bytes, suffix: str) -> Source:
    notes = _noted_as_notebook(suffix)
    try:
        return _source(contents(data, ".ipynb"), {}, notes)
    except Unreadable:
        if signed(data[:HEAD]) or not is_python(text_of(data) or ""):
            raise
    return _source(contents(data, ".py"), {}, [_graded_as(_SCRIPT, suffix)])


def _graded_as(kind: Text, suffix: str) -> Text:
    named = suffix or "nothing"
    return Text(
        f"graded as {kind.en}, which it is, though its name ends in {named}",
        f"파일 이름은 {named}(으)로 끝나지만 내용이 {kind.ko} 그렇게 채점했습니다"
        if suffix
        else f"파일 이름에 확장자가 없지만 내용이 {kind.ko} 그렇게 채점했습니다",
    )


def _source(found: Contents, files: dict[str, bytes], notes: Sequence[Text] = ()) -> Source:
    if sum(map(len, found.cells)) > _MAX_CODE:
        raise Unreadable(
            Text(
                "over 4 million characters of code: hand in only what the exercises ask for",
                "코드가 400만 글자를 넘습니다. 문제에서 요구한 것만 제출하세요",
            )
        )
    return Source(found.cells, found.text, files, found.not_run, list(notes))


def _from_zip(data: bytes, suffix: str, handout: Handout) -> Source:
    if not is_zip(data) and looks_like_notebook(data[:HEAD]):
        return _from_notebook(data, suffix)
    if (known := signed(data[:HEAD])) and not suffix.endswith(".zip"):
        raise Unreadable(why_not(data, suffix))
    try:
        work = chosen(_files_in(data), handout)
    except DAMAGED as error:
        if not is_zip(data) and (known or not data):
            raise Unreadable(why_not(data, "x")) from error
        raise Unreadable(
            Text(
                "the zip is damaged: zip the notebook again and hand that in",
                "zip 파일이 손상되었습니다. 노트북을 다시 압축해서 제출하세요",
            )
        ) from error
    return _source(work.contents, work.modules, work.notes)


def _files_in(data: bytes) -> dict[str, File]:
    """Return the files in a zip, and in the zips in it, by their names; raise Unreadable."""
    files: dict[str, File] = {}
    left = _MAX_UNPACKED
    todo = [("", data, 0)]
    while todo:
        place, packed, depth = todo.pop()
        archive = zipfile.ZipFile(io.BytesIO(packed))
        members = _members(archive)
        left -= sum(entry.file_size for entry in members.values())
        if left < 0 or len(files) + len(members) > _MAX_MEMBERS or depth > _DEEPEST:
            raise Unreadable(_TOO_FULL)
        for name, entry in members.items():
            read = functools.partial(archive.read, entry)
            if name.lower().endswith(".zip") and not name.endswith(KIT) and is_zip(inner := read()):
                todo.append((f"{place}{name}/", inner, depth + 1))
            else:
                files[place + name] = File(place + name, entry.file_size, read)
    return dict(sorted(files.items()))


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by their names, the useless left out, the harmful refused."""
    entries = archive.infolist()
    if len(entries) > _MAX_MEMBERS or sum(e.file_size for e in entries) > _MAX_UNPACKED:
        raise Unreadable(_TOO_FULL)
    members: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = member_name(entry)
        parts = PurePosixPath(name).parts
        if entry.is_dir() or is_of_the_system(name):
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
        if is_link or entry.flag_bits & 1:
            raise Unreadable(
                Text(
                    "the zip holds a link or needs a password: zip the notebook itself",
                    "zip에 링크가 들어 있거나 암호가 걸려 있습니다. 노트북만 그대로 압축하세요",
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


def notebook_of(data: bytes, suffix: str, handout: Handout = _NOTHING) -> bytes | None:
    """Return the one notebook in what was handed in; None where there is not one."""
    if not is_zip(data):
        is_one = suffix.lower().startswith(".ipynb") or looks_like_notebook(data[:HEAD])
        return data if is_one else None
    try:
        work = chosen(_files_in(data), handout)
    except (*DAMAGED, Unreadable):
        return None
    return None if work.name.lower().endswith(".py") else work.data
