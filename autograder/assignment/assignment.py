"""An assignment as the judge knows it: questions, checks, limits, solutions and digest.

Read from `assignments/<name>` and `solutions/<name>`, or from the bundle that `gradkit build`
makes of them. Must never be opened on the student's side.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.assignment.forms import FILE as FORMS
from autograder.assignment.limits import Limits
from autograder.assignment.settings import line_of, slips
from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES, Language, Text, both
from autograder.checks.loading import Program
from autograder.submissions.handout import Handout

BUNDLE_FOLDER = "files/gradkit_bundle"
REFERENCE = "reference.py"
MISCONCEPTIONS = "misconceptions"


@dataclass(frozen=True)
class Question:
    """One exercise."""

    name: str
    points: float
    aliases: dict[str, list[str]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    """Names of values, which are read and not called."""
    helpers: dict[str, str] = field(default_factory=dict)
    """Names of the support package that checks use: name -> module."""
    may_change: dict[str, list[int]] = field(default_factory=dict)
    """What calls may do to their arguments, counted from 1, and to what came before (0)."""

    @property
    def targets(self) -> dict[str, list[str]]:
        """The names that are judged, each with the other spellings that count."""
        return {self.name: [], **dict.fromkeys(self.variables, []), **self.aliases}


@dataclass(frozen=True)
class RubricItem:
    """What a person may give points for, or take them."""

    id: str
    points: float
    title: Text


@dataclass(frozen=True)
class ManualQuestion:
    """A question for a person: its answer is never run, and no check judges it."""

    name: str
    points: float
    rubric: tuple[RubricItem, ...] = ()
    is_bonus: bool = False
    """Its points come on top of the maximum, and no total waits for them."""


@dataclass(frozen=True)
class Assignment:
    """Everything that judging needs, as files below ``folder`` and the ``reference``."""

    name: str
    title: Text
    folder: Path
    reference: Path
    seed: int
    questions: tuple[Question, ...]
    """Those that checks judge."""
    limits: Limits
    own_modules: dict[str, list[str]]
    support: tuple[Path, ...]
    """The folders of the support package; where two have a file, the later one's counts."""
    feedback: str
    digest: str
    languages: tuple[Language, ...] = LANGUAGES
    """Those that its lessons are written in."""
    manual: tuple[ManualQuestion, ...] = ()
    """Those that a person grades."""
    showing: str = ""
    """Changes what is drawn for showing, and nothing that counts."""
    gives_hints: bool = True
    """Whether it is looked for what was misunderstood; nothing that counts goes by it."""

    @property
    def all_questions(self) -> tuple[Question | ManualQuestion, ...]:
        """Those that checks judge, then those that a person grades."""
        return (*self.questions, *self.manual)

    @property
    def max_score(self) -> float:
        """The points of all questions but those that are a bonus."""
        bonus = sum(question.points for question in self.manual if question.is_bonus)
        return sum(question.points for question in self.all_questions) - bonus

    @property
    def receipt_key(self) -> bytes:
        """What receipts for answers are made with, which no worker has: see `sealed`."""
        return hashlib.sha256(f"{self.seed}:receipts".encode()).digest()

    @property
    def handout(self) -> Handout:
        """What students were given, by which it is known again in what they hand in."""
        targets = [question.targets for question in self.questions]
        names = {name for each in targets for name in [*each, *sum(each.values(), [])]}
        return Handout.of(self.name, self.folder, names)

    @property
    def misconceptions(self) -> Path:
        """The folder of the catalogue: beside the reference, in a source tree and in a bundle."""
        return self.reference.parent / MISCONCEPTIONS

    def given(self, question: Question) -> dict[str, str]:
        """Return the sources of what stands in for the student's own."""
        return {
            name: (self.folder / "given" / f"{name}.py").read_text(encoding="utf-8")
            for name in question.given
        }

    def gives_classes(self, question: Question) -> bool:
        """Return whether a class stands in for one of the student's own.

        One that is only imported there, from the support package, is told by its capital letter.
        """
        sources = self.given(question).items()
        return any(
            name[0].isupper() or re.search(rf"^class {name}\b", s, re.M) for name, s in sources
        )

    def program(self, question: Question, cells: Sequence[str]) -> Program:
        """Return what of a work has to be run for a question."""
        return Program(
            cells=cells,
            targets=question.targets,
            given=self.given(question),
            own_modules=self.own_modules,
            helpers=question.helpers,
            # Not the seed that the examples are drawn with: whoever runs there could pass it on.
            seed=int.from_bytes(hashlib.sha256(f"{self.seed}:worker".encode()).digest()[:4], "big"),
        )


def load(folder: Path, reference: Path) -> Assignment:
    """Read an assignment; raise GradkitError with one line where it is not whole."""
    file = folder / "assignment.toml"
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
        for slip in slips(data):
            line = line_of(text, slip.place)
            raise GradkitError(f"{file}{f':{line}' if line else ''}: {slip.what}")
        return Assignment(
            name=data["name"],
            title=_title(data["title"]),
            languages=_languages(data),
            folder=folder,
            reference=reference,
            seed=int(data["seed"]),
            questions=tuple(_question(q) for q in data["questions"] if not q.get("manual")),
            manual=tuple(_manual(q) for q in data["questions"] if q.get("manual")),
            limits=Limits(**data.get("limits", {})),
            own_modules=data.get("own_modules", {}),
            support=_support(folder, data),
            feedback=data.get("feedback", "hint"),
            digest=_digest(folder, reference),
        )
    except FileNotFoundError as error:
        raise GradkitError(f"{folder} is not an assignment: it has no {error.filename}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise GradkitError(f"{file}: {type(error).__name__}: {error}") from error


def _title(said: str | Mapping[str, str]) -> Text:
    """Return a title that is said once, or by language; one language may stand for both."""
    if isinstance(said, str):
        return both(said)
    first = next(iter(said.values()))
    others = {language: words for language, words in said.items() if language not in LANGUAGES}
    return Text(said.get("en", said.get("ko", first)), said.get("ko"), **others)


def _languages(data: Mapping[str, Any]) -> tuple[Language, ...]:
    """Return the languages of the lessons, English and Korean first."""
    named = data.get("languages", list(LANGUAGES))
    if not named:
        raise ValueError('languages: name at least one, such as "en"')
    own = [language for language in LANGUAGES if language in named]
    return tuple(dict.fromkeys([*own, *named]))


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        entry["name"],
        float(entry["points"]),
        dict(entry.get("aliases", {})),
        tuple(entry.get("given", [])),
        tuple(entry.get("variables", [])),
        dict(entry.get("helpers", {})),
        dict(entry.get("may_change", {})),
    )


def _support(folder: Path, data: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the folders of the support package, those of ``support_from`` first.

    That names an assignment of the same course; a bundle holds all files in one folder.
    """
    if "support" not in data:
        return ()
    own = (folder / data["support"],)
    other = data.get("support_from")
    if other is None or _is_bundle(folder):
        return own
    settings = folder.parent / other / "assignment.toml"
    if not settings.is_file():
        raise ValueError(f"support_from: there is no assignment {other!r} beside this one")
    inherited = _support(settings.parent, tomllib.loads(settings.read_text(encoding="utf-8")))
    return (*inherited, *own)


def _is_bundle(folder: Path) -> bool:
    """Return whether the reference lies in the assignment's own folder, as it does in a bundle."""
    return (folder / REFERENCE).is_file()


def _manual(entry: dict[str, Any]) -> ManualQuestion:
    rubric = tuple(
        RubricItem(item["id"], float(item["points"]), _title(item["title"]))
        for item in entry.get("rubric", [])
    )
    points, most = float(entry["points"]), sum(max(0.0, item.points) for item in rubric)
    if rubric and most < points:
        raise ValueError(f"{entry['name']}: its rubric gives {most:g} of {points:g} points at most")
    return ManualQuestion(entry["name"], points, rubric, bool(entry.get("bonus", False)))


def bundle_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what of an assignment's folder belongs to the bundle: (relative name, path)."""
    found: dict[str, Path] = {}
    for root in ("assignment.toml", "checks", "exhibits.py", "given"):
        found |= {path.relative_to(folder).as_posix(): path for path in _files(folder / root)}
    data = tomllib.loads((folder / "assignment.toml").read_text(encoding="utf-8"))
    for start in _support(folder, data):
        for path in _files(start):
            found[f"{data['support']}/{path.relative_to(start).as_posix()}"] = path
    yield from sorted(found.items())


def _files(start: Path) -> Iterator[Path]:
    """Yield a file, or all files below a folder."""
    for path in start.rglob("*") if start.is_dir() else [start]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def lesson_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what a bundle holds besides, and no grade depends on: (relative name, path)."""
    for path in sorted(folder.glob("lesson.*.md")):
        yield path.name, path


def solution_files(reference: Path) -> Iterator[tuple[str, Path]]:
    """Yield what of a solution's folder belongs to the bundle: (relative name, path)."""
    yield REFERENCE, reference
    folder = reference.parent / MISCONCEPTIONS
    for path in sorted([*folder.glob("*.py"), *folder.glob(FORMS)]):
        yield f"{MISCONCEPTIONS}/{path.name}", path


def _digest(folder: Path, reference: Path) -> str:
    """Return a SHA-256 over names and contents: the same for a source tree and its bundle."""
    total = hashlib.sha256()
    for name, path in [*bundle_files(folder), *solution_files(reference)]:
        content = path.read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


@contextmanager
def opened(name: str | Path, root: Path) -> Iterator[Assignment]:
    """Open an assignment by its name below ``root``, or a bundle (zip or folder) by its path."""
    source = root / "assignments" / str(name)
    if source.is_dir() and not Path(name).is_absolute():
        yield load(source, root / "solutions" / str(name) / REFERENCE)
        return
    path = Path(name)
    if path.is_dir():
        inner = path / BUNDLE_FOLDER if (path / BUNDLE_FOLDER).is_dir() else path
        yield load(inner, inner / REFERENCE)
    elif path.is_file() and zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="gradkit-bundle-") as place:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(place)
            inner = Path(place) / BUNDLE_FOLDER
            if not inner.is_dir():
                raise GradkitError(
                    f"{path}: not a bundle: give the autograder.zip that `gradkit build` makes"
                )
            yield load(inner, inner / REFERENCE)
    else:
        raise GradkitError(
            f"{name}: no assignment below {root / 'assignments'} "
            f"(there: {', '.join(_found(root)) or 'none'}) and no autograder.zip"
        )


def questions_of(root: Path, name: str) -> tuple[Question, ...]:
    """Return the questions of an assignment below ``root``, its other settings unread."""
    return load(root / "assignments" / name, root / "solutions" / name / REFERENCE).questions


def found_below(root: Path) -> list[str]:
    """Return the names of the assignments below ``root``; raise GradkitError if none."""
    found = _found(root)
    if not found:
        raise GradkitError(
            f"{root / 'assignments'}: no assignment there; run this in gradkit's folder, or name "
            "that folder: gradkit --root FOLDER …"
        )
    return found


def _found(root: Path) -> list[str]:
    return sorted(path.parent.name for path in root.glob("assignments/*/assignment.toml"))
