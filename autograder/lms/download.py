"""What a teacher downloaded from an LMS, zip or folder: each student's newest attempt.

Must never unpack to disk, follow a link, or take a file for another student's because of the
name that its owner gave it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms import blackboard, canvas, gradescope, moodle
from autograder.lms.named_file import Piece
from autograder.submissions.class_tree import (
    Row,
    class_tree,
    left_out_of_the_system,
)
from autograder.submissions.handout import Handout
from autograder.submissions.identity import Identity, Person, Source, guessed_person
from autograder.submissions.kinds import is_zip
from autograder.submissions.notebook import Unreadable
from autograder.submissions.parts import HandedIn, Part, counting, folder_parts, zip_parts
from autograder.submissions.reading import DAMAGED, Submission, key_of, shown_name
from autograder.submissions.register import LeftOut
from autograder.submissions.work import is_of_the_system, is_script_name

# Canvas leaves out blanks and capitals: only a name in a script without them is still a name.
_LATIN = re.compile(r"[^\W\d_\u2e80-\u9fff\uac00-\ud7a3\u3040-\u30ff]")
# What Google Drive calls what it packs, where files of one name are different people's.
_PACKED_CLASS = re.compile(r"drive-download|file responses|파일 응답|응답 파일|submissions", re.I)
_NOTHING = Handout()


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


@dataclass
class Arrivals:
    """What was given: the submissions in it, sorted by name, and what is none."""

    submissions: list[Submission] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass
class _Given:
    """A folder or a zip that was given, and what is in it."""

    path: Path
    parts: list[Part]
    empty: list[str] = field(default_factory=list)

    @property
    def visible(self) -> list[Part]:
        return [part for part in self.parts if not is_of_the_system(part.name)]


def collect(
    paths: Iterable[Path], source: Source | None = None, handout: Handout = _NOTHING
) -> Arrivals:
    """Return the submissions in files, folders and downloads, and what is left out of them.

    ``source`` None: each path is looked at. ``handout`` is what students were given.
    Raises GradkitError where there are no submissions, or a path is not of that source.
    """
    found = Arrivals()
    claimed: dict[Source, list[tuple[Part, Piece]]] = {}
    paths = list(paths)
    for path in paths:
        given = _opened(path, source)
        if given is None:
            found.submissions.append(_file(path))
        elif (lms := _recognised(given, source)) is not None:
            pieces = _pieces(given, lms)
            named = [(part, pieces[part.name]) for part in given.visible if part.name in pieces]
            claimed.setdefault(lms, []).extend(named)
            found.left_out += _unnamed(given, pieces)
            found.left_out += left_out_of_the_system(given.parts)
        else:
            _plain(found, given, handout)
    for lms, files in claimed.items():
        found.submissions += _assembled(lms, files)
    if not found.submissions:
        raise GradkitError(_nothing(paths, found.left_out))
    found.submissions = _apart(found.submissions)
    return found


def _nothing(paths: Sequence[Path], left_out: Sequence[LeftOut]) -> str:
    there = "; ".join(one_line(f"{item.file}: {item.why.en}", 120) for item in left_out[:5])
    more = f" (and {len(left_out) - 5} more)" if len(left_out) > 5 else ""
    said = f"; left out: {there}{more}" if there else ""
    return f"no submissions (.ipynb, .py, .zip) in {', '.join(map(str, paths))}{said}"


def _opened(path: Path, source: Source | None) -> _Given | None:
    """Return what is in a folder or a zip; None for a single file, or a zip that is damaged."""
    if path.is_dir():
        return _Given(path, *folder_parts(path))
    if not path.exists() and not path.is_symlink():
        raise GradkitError(f"{path}: there is no such file or folder")
    if path.suffix.lower() != ".zip" or not path.is_file():
        return None
    try:
        return _Given(path, zip_parts(path, zipfile.ZipFile(path)))
    except DAMAGED as error:
        if source in (None, "folder"):
            return None  # a student's own damaged zip has a row that says so
        raise GradkitError(f"{path}: not a zip that can be read; download it again") from error


def _file(path: Path) -> Submission:
    name = shown_name(Path(path.name))
    return Submission(name, path, key_of(name), _guessed(name, (name,)))


def _plain(found: Arrivals, given: _Given, handout: Handout) -> None:
    """Add what is in a folder or zip of no LMS: a class's, or one student's."""
    path, is_folder = given.path, given.path.is_dir()
    is_class = is_folder or _PACKED_CLASS.search(path.name) is not None
    parts, beside = given.parts, []
    works = [part for part in given.visible if part.is_work]
    if not is_folder and len(works) == 1 and (inner := _unpacked(works[0])):
        parts, beside = inner, [part for part in given.visible if part is not works[0]]
    tree = class_tree(shown_name(Path(path.name)), parts, given.empty, handout, is_class)
    if len(tree.rows) < 2 and not is_folder:
        found.submissions.append(_file(path))  # one student's zip: as it is
        return
    found.left_out += [LeftOut(part.name, part.kind) for part in beside]
    found.left_out += tree.left_out
    found.submissions += [_of_row(row, path) for row in tree.rows]


def _unpacked(part: Part) -> list[Part]:
    """Return the files in a zip that lies in the zip that was given; none where it is no zip."""
    try:
        data = part.read()
        return zip_parts(part.place, zipfile.ZipFile(io.BytesIO(data))) if is_zip(data) else []
    except (*DAMAGED, Unreadable):
        return []


def _of_row(row: Row, place: Path) -> Submission:
    """Return a plain folder's row as a submission."""
    files = tuple(part.name for part in row.parts)
    identity = _guessed(row.name, files)
    if len(row.parts) == 1 and row.parts[0].is_work and row.parts[0].archive is None:
        return Submission(row.name, row.parts[0].place, key_of(row.name), identity)
    above = f"{PurePosixPath(row.name).parent}/" if "/" in row.name else ""
    named = [(part.name.removeprefix(above), part) for part in row.parts]
    works, problem = counting(named)
    key = key_of(row.name)
    return HandedIn(row.name, place, key, identity, parts=works, problem=problem)


def _guessed(name: str, files: tuple[str, ...]) -> Identity:
    """Return who a plain file is of, as its name or a folder's that it lies in tells."""
    names = [name, *map(str, PurePosixPath(name).parents)]
    student = next((who for each in names if (who := guessed_person(each)) != Person()), None)
    return Identity("folder", (student,) if student else (), files=files)


def _recognised(given: _Given, source: Source | None) -> Source | None:
    """Return whose download a folder or zip is, if it is one."""
    if source == "folder":
        return None
    names = [part.name for part in given.visible]
    for lms, module in _KNOWN.items():
        if source in (None, lms) and module.recognises(names):
            return lms
    if source is None:
        return None
    raise GradkitError(
        f"{given.path}: most files in it are not named as in a download from {source.title()}; "
        "give the zip as it was downloaded, or --from folder"
    )


def _pieces(given: _Given, lms: Source) -> dict[str, Piece]:
    by_name = {part.name: part for part in given.visible}

    def read(name: str) -> bytes:
        try:
            return by_name[name].read()
        except Unreadable as why:
            raise GradkitError(f"{given.path}: {name}: {why.message.en}") from why

    pieces = _KNOWN[lms].pieces(list(by_name), read)
    for name, part in by_name.items():
        if name not in pieces and part.is_work:
            # No LMS wrote that name; the file is graded all the same.
            pieces[name] = Piece(f"/{name}", name, (guessed_person(name),))
    return pieces


def _unnamed(given: _Given, pieces: dict[str, Piece]) -> list[LeftOut]:
    """Return what neither the LMS named nor anybody can have handed in as homework."""
    return [LeftOut(part.name, part.kind) for part in given.visible if part.name not in pieces]


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
    content = [(piece.name, part) for part, piece in current if piece.is_content]
    works, problem = counting(content or [(piece.name, part) for part, piece in current])
    main, piece = _main(current, works)
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
        files=tuple(part.name for part, _ in current),
        earlier=earlier,
    )
    key = key_of(main.name)
    return HandedIn(main.name, main.place, key, identity, parts=works, problem=problem)


def _main(
    current: Sequence[tuple[Part, Piece]], works: Sequence[tuple[str, Part]]
) -> tuple[Part, Piece]:
    """Return the file that stands for all of them: the only notebook, or else the first file."""
    notebooks = [part for name, part in works if not is_script_name(name)]
    mains = notebooks or [part for _, part in works]
    chosen = [each for each in current if each[0] in mains]
    return chosen[0] if len(chosen) == 1 else current[0]


def _apart(found: Sequence[Submission]) -> list[Submission]:
    """Return the submissions sorted; two of one name from different places get different keys."""
    ordered = sorted(found, key=lambda s: s.name)
    places: dict[str, Path] = {}
    result = []
    for submission in ordered:
        name, path = submission.name, submission.path
        if places.get(name) == path and not isinstance(submission, HandedIn):
            continue  # the same file, given twice
        above = path.parent.name if PurePosixPath(name).name == path.name else path.stem
        while name in places:
            name = f"{above}/{name}"
        places[name] = path
        if name != submission.name:
            submission = replace(submission, name=name, key=key_of(name))
        result.append(submission)
    return sorted(result, key=lambda s: s.name)
