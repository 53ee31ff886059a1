"""Which of the files that one student handed in is the homework, and what belongs to it.

What is left unsettled is refused in one sentence that names the files. Must never choose between
two that may both be the work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.base.language import Text
from autograder.base.text import one_line
from autograder.submissions.handout import OURS, Handout
from autograder.submissions.kinds import HEAD, looks_like_notebook
from autograder.submissions.notebook import Contents, Unreadable, contents

# What a tool keeps beside the work, and never is the work.
_SYSTEM = frozenset(["__MACOSX", "__pycache__", "node_modules", "venv", "Thumbs.db", "desktop.ini"])
_NO_MAIN = re.compile(r"(?:conftest|setup|__init__|__main__|test_.*|.*_test)\.py", re.I)
_SUFFIX = re.compile(
    r"(?:\.(?:ipynb|py|zip))?\.[^.\s/]{1,14}$|\.(?:ipynb|py)(?=\s*\(\d+\)$)", re.IGNORECASE
)
_COPY = re.compile(r"(?P<stem>.+?)\s*\((?P<number>\d{1,3})\)")
_MOST_NAMED = 4
_MAX_MODULES = 4 * 2**20


@dataclass(frozen=True)
class File:
    """A file that was handed in."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Chosen:
    """The homework among a student's files."""

    name: str
    contents: Contents
    data: bytes
    modules: dict[str, bytes]
    """The student's own modules, by their names relative to the homework."""
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    name: str
    data: bytes
    found: Contents | None
    why: Text | None = None


def is_of_the_system(name: str) -> bool:
    """Tell whether a file is what a system, an editor or Git keeps for itself."""
    parts = [part for part in re.split(r"[/\\]", name) if part not in (".", "..")]
    is_hidden = any(part.startswith((".", "~$", "#")) for part in parts)
    return is_hidden or any(part in _SYSTEM or part.endswith("~") for part in parts)


def suffix_of(name: str) -> str:
    """Return the ending that says how to read a file: `.py`, or `.ipynb.txt` with one too many."""
    found = _SUFFIX.search(name)
    return found[0].lower()[:20] if found else ""


def is_notebook_name(name: str) -> bool:
    """Tell whether a name says that the file is a notebook, whatever was put behind that."""
    return ".ipynb" in PurePosixPath(name).name.lower()


def is_script_name(name: str) -> bool:
    """Tell whether a name says that the file is Python."""
    return suffix_of(name).startswith(".py") and not suffix_of(name).startswith((".pyc", ".pyo"))


def copy_of(name: str) -> tuple[str, int]:
    """Return what a file was called before a browser numbered it, and the number: `a (2).py`."""
    path = PurePosixPath(name)
    found = _COPY.fullmatch(path.stem)
    stem = found["stem"] if found else path.stem
    return f"{path.parent / stem}{path.suffix}", int(found["number"]) if found else 0


def chosen(files: Mapping[str, File], handout: Handout) -> Chosen:
    """Return which of a student's files is the homework; raise Unreadable where none stands out."""
    opened = [_opened(files[name], ".ipynb") for name in _notebooks(files)]
    found = _standing_out(opened, handout)
    kind = _kind(found[0], handout) if found else ""
    if kind != "worked" and (names := _scripts(files)):
        text = "\n".join(cell for each in found if each.found for cell in each.found.cells)
        scripts = [_opened(files[name], ".py") for name in names if not _imports(text, name)]
        found = _with_scripts(found, kind, scripts, handout)
    if len(found) != 1:
        raise Unreadable(_not_one([each.name for each in found], files))
    (main,) = found
    if main.found is None:
        raise Unreadable(main.why or _not_one([], files))
    notes = _set_aside([each for each in opened if each.name != main.name], handout)
    return Chosen(main.name, main.found, main.data, _modules(files, main.name), notes)


def _notebooks(files: Mapping[str, File]) -> list[str]:
    named = [name for name in files if is_notebook_name(name)]
    return named or [
        name
        for name, file in files.items()
        if not is_script_name(name) and looks_like_notebook(file.read()[:HEAD])
    ]


def _scripts(files: Mapping[str, File]) -> list[str]:
    return [
        name
        for name in files
        if is_script_name(name) and not _NO_MAIN.fullmatch(PurePosixPath(name).name)
    ]


def _opened(file: File, suffix: str) -> _Candidate:
    data = file.read()
    try:
        return _Candidate(file.name, data, contents(data, suffix))
    except Unreadable as why:
        return _Candidate(file.name, data, None, why.message)


def _kind(candidate: _Candidate, handout: Handout) -> str:
    return handout.kind(candidate.found.cells) if candidate.found else "unreadable"


def _standing_out(found: Sequence[_Candidate], handout: Handout) -> list[_Candidate]:
    """Leave out what is surely not the work: the untouched, the scratch, the copies."""
    by_kind: dict[str, list[_Candidate]] = {}
    for candidate in found:
        by_kind.setdefault(_kind(candidate, handout), []).append(candidate)
    if "worked" in by_kind:
        return _distinct(by_kind["worked"])
    if "other" in by_kind:
        return _distinct(by_kind["other"])
    for kind in ("untouched", "unreadable"):
        if kind in by_kind:
            return by_kind[kind][:1] if kind == "untouched" else by_kind[kind]
    return []


def _distinct(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Leave out what holds the same code as another: saved twice, or packed once more."""
    plainest = sorted(found, key=lambda e: (-len(e.name), e.name))  # a copy's name is longer
    by_code = {tuple(e.found.cells) if e.found else e.name: e for e in plainest}
    return [each for each in found if each in by_code.values()]


def _with_scripts(
    notebooks: list[_Candidate], kind: str, scripts: Sequence[_Candidate], handout: Handout
) -> list[_Candidate]:
    """Return what may be the work where no notebook is it for sure."""
    worked = [each for each in scripts if _kind(each, handout) == "worked"]
    mains = _distinct(_not_imported(worked or ([] if notebooks else scripts)))
    # A notebook that cannot be read may well be the work: that is for its writer to say.
    return notebooks + mains if kind == "unreadable" else mains or notebooks


def _not_imported(scripts: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the scripts that no other one imports; all of them where they go in a circle."""
    sources = {each.name: "\n".join(each.found.cells) if each.found else "" for each in scripts}
    loose = [
        each
        for each in scripts
        if not any(_imports(text, each.name) for name, text in sources.items() if name != each.name)
    ]
    return loose or list(scripts)


def _imports(text: str, name: str) -> bool:
    stem = re.escape(PurePosixPath(name).stem)
    return re.search(rf"^\s*(?:from|import)\s[^\n#]*\b{stem}\b", text, re.M) is not None


def _modules(files: Mapping[str, File], main: str) -> dict[str, bytes]:
    """Return the student's own modules beside the homework, by their names relative to it."""
    home = PurePosixPath(main).parent
    found: dict[str, bytes] = {}
    left = _MAX_MODULES
    for name, file in files.items():
        path = PurePosixPath(name)
        if (
            path.suffix == ".py"
            and path.name not in OURS
            and name != main
            and path.is_relative_to(home)
        ):
            left -= file.size
            if left >= 0:
                found[path.relative_to(home).as_posix()] = file.read()
    return found


def _listed(names: Sequence[str]) -> str:
    more = f", +{len(names) - _MOST_NAMED}" if len(names) > _MOST_NAMED else ""
    return one_line(", ".join(names[:_MOST_NAMED]), 160) + more


def _set_aside(others: Sequence[_Candidate], handout: Handout) -> list[Text]:
    """Say of the notebooks that are not graded why they are not."""
    untouched = [each.name for each in others if _kind(each, handout) == "untouched"]
    rest = [each.name for each in others if each.name not in untouched]
    notes = []
    if untouched:
        names = _listed(untouched)
        notes.append(
            Text(
                f"set aside, since nothing is written in it: {names}",
                f"작성한 내용이 없어 채점에서 제외한 파일: {names}",
            )
        )
    if rest:
        names = _listed(rest)
        notes.append(
            Text(
                f"not graded, though handed in too: {names}",
                f"함께 제출했지만 채점하지 않은 파일: {names}",
            )
        )
    return notes


def _not_one(names: Sequence[str], files: Mapping[str, File]) -> Text:
    if names:
        return Text(
            f"{len(names)} files that could be the homework ({_listed(names)}): hand in only the "
            "one to be graded",
            f"과제로 볼 수 있는 파일이 {len(names)}개입니다({_listed(names)}). "
            "채점받을 것 하나만 제출하세요",
        )
    there = f" ({_listed(list(files))})" if files else ""
    return Text(
        f"no notebook was handed in{there}: hand in the .ipynb file",
        f"노트북이 제출되지 않았습니다{there}. .ipynb 파일을 제출하세요",
    )
