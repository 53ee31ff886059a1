"""What a teacher downloaded from an LMS, zip or folder: each student's newest attempt.

Must never unpack to disk, follow a link, or take a file for another student's because of the
name that its owner gave it.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.base.text import one_line
from autograder.lms import blackboard, canvas, gradescope, moodle
from autograder.lms.named_file import Piece
from autograder.submissions.identity import Identity, Source, guessed_person
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import (
    DAMAGED,
    MAX_FILE,
    Submission,
    find,
    key_of,
    member_name,
    read_bytes,
    shown_name,
)

_MAX_DOWNLOADED = 100_000
_MADE_AT = (1980, 1, 1, 0, 0, 0)
_IGNORED = ("__MACOSX", ".ipynb_checkpoints")
# Canvas leaves out blanks and capitals: only a name in a script without them is still a name.
_LATIN = re.compile(r"[^\W\d_\u2e80-\u9fff\uac00-\ud7a3\u3040-\u30ff]")


class _Lms(Protocol):
    def recognises(self, names: Sequence[str]) -> bool: ...
    def pieces(self, names: Sequence[str], read: Callable[[str], bytes]) -> dict[str, Piece]: ...


_KNOWN = cast(
    dict[Source, _Lms],
    {
        "moodle": moodle,
        "gradescope": gradescope,
        "blackboard": blackboard,
        "canvas": canvas,
    },
)


@dataclass(frozen=True)
class Part:
    """One file of a download."""

    name: str
    """Its path in the download, in NFC."""
    place: Path
    """The file itself, or the zip that holds it."""
    archive: zipfile.ZipFile | None = None
    """That zip, open: its directory is read once, not for every file."""
    entry: zipfile.ZipInfo | None = None

    def read(self) -> bytes:
        """Return its bytes; raise Unreadable for a link, a giant, an encrypted or damaged one."""
        if self.archive is None or self.entry is None:
            return read_bytes(self.place)
        if stat.S_ISLNK(self.entry.external_attr >> 16) or self.entry.flag_bits & 1:
            raise Unreadable(
                Text(
                    "the file is a link or needs a password: hand in the notebook itself",
                    "링크이거나 암호가 걸린 파일입니다. 노트북 파일 자체를 제출하세요",
                )
            )
        if self.entry.file_size > MAX_FILE:
            raise Unreadable(
                Text(
                    "larger than 256 MiB: clear the outputs and hand it in again",
                    "256 MiB보다 큽니다. 출력을 지우고 다시 제출하세요",
                )
            )
        try:
            return self.archive.read(self.entry)
        except DAMAGED as error:
            raise Unreadable(
                Text(
                    "the file is damaged in the download: download it again",
                    "내려받은 파일이 손상되었습니다. 다시 내려받아 주세요",
                )
            ) from error


@dataclass(frozen=True)
class HandedIn(Submission):
    """What one student (or group) handed in through an LMS: the files of the newest attempt."""

    parts: tuple[tuple[str, Part], ...] = ()
    """What counts, by the student's own names."""
    problem: Text | None = None

    def read(self) -> tuple[bytes, str]:
        """Return the only file, or a zip of the notebook and its modules."""
        if self.problem is not None:
            raise Unreadable(self.problem)
        if len(self.parts) == 1:
            ((name, part),) = self.parts
            return part.read(), PurePosixPath(name).suffix
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, part in self.parts:
                archive.writestr(zipfile.ZipInfo(name, _MADE_AT), part.read())
        return data.getvalue(), ".zip"


def collect(paths: Iterable[Path], source: Source | None = None) -> list[Submission]:
    """Return the submissions in files, folders and downloads, sorted by name.

    ``source`` None: each path is looked at. Raises GradkitError where there are none, or where
    a path does not hold what ``source`` names.
    """
    plain: list[Path] = []
    claimed: dict[Source, list[tuple[Part, Piece]]] = {}
    for path in paths:
        lms, parts = _recognised(path, source)
        if lms is None:
            plain.append(path)
            continue
        pieces = _pieces(path, lms, parts)
        claimed.setdefault(lms, []).extend((p, pieces[p.name]) for p in parts if p.name in pieces)
    found: list[Submission] = [
        handed for lms, files in claimed.items() for handed in _assembled(lms, files)
    ]
    found += find(plain) if plain else []
    return _apart(found)


def _recognised(path: Path, source: Source | None) -> tuple[Source | None, list[Part]]:
    """Return whose download a path is, if it is one, and the files in it."""
    if source == "folder" or not (path.is_dir() or path.suffix.lower() == ".zip"):
        return None, []
    try:
        parts = _folder_parts(path) if path.is_dir() else _zip_parts(path)
    except DAMAGED as error:
        if source is None:
            return None, []  # a student's own damaged zip has a row that says so
        raise GradkitError(f"{path}: not a zip that can be read; download it again") from error
    names = [part.name for part in parts]
    for lms, module in _KNOWN.items():
        if source in (None, lms) and module.recognises(names):
            return lms, parts
    if source is None:
        return None, []
    raise GradkitError(
        f"{path}: most files in it are not named as {source.title()} names a download's; "
        "give the zip as it was downloaded, or --from folder"
    )


def _folder_parts(path: Path) -> list[Part]:
    found = []
    for place, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in _IGNORED)
        for name in sorted(names):
            file = Path(place) / name
            found.append(Part(shown_name(file.relative_to(path)), file))
    return [part for part in found if not _is_hidden(part.name)]


def _zip_parts(path: Path) -> list[Part]:
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    if len(entries) > _MAX_DOWNLOADED:
        raise zipfile.BadZipFile(f"more than {_MAX_DOWNLOADED} files")
    parts = [Part(member_name(e), path, archive, e) for e in entries if not e.is_dir()]
    return [part for part in parts if not _is_hidden(part.name)]


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part in _IGNORED for part in parts) or parts[-1].startswith((".", "~$"))


def _pieces(path: Path, lms: Source, parts: Sequence[Part]) -> dict[str, Piece]:
    by_name = {part.name: part for part in parts}

    def read(name: str) -> bytes:
        try:
            return by_name[name].read()
        except Unreadable as why:
            raise GradkitError(f"{path}: {name}: {why.message.en}") from why

    pieces = _KNOWN[lms].pieces(list(by_name), read)
    for name in by_name:
        if name not in pieces and name.lower().endswith((".ipynb", ".py")):
            # No LMS wrote that name; the file is graded all the same.
            pieces[name] = Piece(f"/{name}", name, (guessed_person(name),))
    return pieces


def _assembled(lms: Source, files: Sequence[tuple[Part, Piece]]) -> list[HandedIn]:
    """Return what each student handed in: of the files of the newest attempt, what counts."""
    students: dict[str, list[tuple[Part, Piece]]] = {}
    for part, piece in sorted(files, key=lambda f: f[0].name):
        students.setdefault(piece.who, []).append((part, piece))
    return [_handed_in(lms, own) for own in students.values()]


def _handed_in(lms: Source, files: Sequence[tuple[Part, Piece]]) -> HandedIn:
    newest = max(piece.attempt for _, piece in files)
    last: dict[str, int] = {}
    for _, piece in files:
        if piece.attempt == newest:
            last[piece.name] = max(piece.version, last.get(piece.name, 0))
    current = [f for f in files if f[1].attempt == newest and f[1].version == last[f[1].name]]
    earlier = tuple(part.name for part, piece in files if (part, piece) not in current)
    chosen, problem = _counting(current)
    main, piece = chosen[0] if chosen else current[0]
    counted = chosen or current
    identity = Identity(
        source=lms,
        students=piece.students,
        has_names=lms != "canvas" or not any(_LATIN.search(s.name) for s in piece.students),
        work=f"{lms}:{piece.who}",
        late=piece.late,
        attempt=piece.attempt,
        attachment=piece.attachment,
        anonymous=piece.anonymous,
        feedback=piece.feedback,
        files=tuple(part.name for part, _ in counted),
        earlier=earlier,
    )
    parts = tuple((piece.name, part) for part, piece in chosen)
    return HandedIn(
        main.name, main.place, key_of(main.name), identity, parts=parts, problem=problem
    )


def _counting(
    files: Sequence[tuple[Part, Piece]],
) -> tuple[list[tuple[Part, Piece]], Text | None]:
    """Return the notebook, or the zip, or the script, and its modules; or say why not."""
    content = [(part, piece) for part, piece in files if piece.is_content]
    whole = [f for f in content if f[1].name.lower().endswith((".ipynb", ".zip"))]
    scripts = [f for f in content if f[1].name.lower().endswith(".py")]
    mains = whole or scripts
    if len(mains) == 1:
        alone = not whole or mains[0][1].name.lower().endswith(".zip")
        return (mains if alone else mains + scripts), None
    names = one_line(", ".join(piece.name for _, piece in (mains or content or files)), 120)
    if mains:
        return [], Text(
            f"{len(mains)} files that could be the homework ({names}): hand in only the one "
            "to be graded",
            f"과제로 볼 수 있는 파일이 {len(mains)}개입니다({names}). "
            "채점받을 것 하나만 제출하세요",
        )
    return [], Text(
        f"no notebook was handed in ({names}): hand in the .ipynb file",
        f"노트북이 제출되지 않았습니다({names}). .ipynb 파일을 제출하세요",
    )


def _apart(found: Sequence[Submission]) -> list[Submission]:
    """Return the submissions sorted; two of one name from different places get different keys."""
    ordered = sorted(found, key=lambda s: s.name)
    names: set[str] = set()
    result = []
    for submission in ordered:
        name = submission.name
        while name in names:
            name = f"{submission.path.stem}/{name}"
        names.add(name)
        if name != submission.name:
            submission = replace(submission, name=name, key=key_of(name))
        result.append(submission)
    return sorted(result, key=lambda s: s.name)
