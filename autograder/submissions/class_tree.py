"""A folder or zip that no LMS made, as a class: which files are one student's, and which nobody's.

Every file ends in a row, or among those that are left out with the reason. Must never make two rows
of what one student handed in where that can be told, nor one of two students'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.base.language import Text
from autograder.base.text import words
from autograder.submissions.handout import KIT, Handout
from autograder.submissions.identity import Person, guessed_person
from autograder.submissions.kinds import CLOUD
from autograder.submissions.notebook import Unreadable
from autograder.submissions.parts import Part
from autograder.submissions.register import LeftOut
from autograder.submissions.work import copy_of, is_of_the_system, is_script_name

# Words of file names that are nobody's.
_NOBODY = frozenset(
    words(
        """
        assignment assignments code colab copy data draft end exam ex exercise exercises file fin
        final finished hw homework homeworks ipynb jupyter lab labs main my nb new notebook
        notebooks of old part problem project ps pset py python question questions report result
        scratch script solution solutions solved submission submissions submit submitted task
        template test tmp todo untitled v ver version week work
        과제 과제물 노트북 복사본 사본 수정 수정본 숙제 실습 연습 임시 제출 최종 최종본
        """
    )
)
_NBGRADER = frozenset(["source", "release", "autograded", "feedback", "exchange"])
_HANDED_IN = "submitted"
_NUMBER = re.compile(r"\d{6,12}")
_MODULE = re.compile(rb"\b(?:from|import)\s+([A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*)")
_MOST_READ = 4 * 2**20
_FEW = 4
"""Files of which a notebook without anybody's name can be one student's with its scripts."""
_SYSTEM = Text(
    "hidden or kept by a tool (the system, an editor, Git, Python)",
    "숨김 파일이거나 시스템, 편집기, Git, 파이썬이 만든 파일",
)
_EMPTY = Text("an empty folder", "빈 폴더")
_OF_NBGRADER = Text(
    "nbgrader's own copy, not what was handed in", "제출물이 아니라 nbgrader가 만든 사본"
)


@dataclass(frozen=True)
class Row:
    """What is one submission: its name and its files."""

    name: str
    parts: tuple[Part, ...]


@dataclass
class Tree:
    """The rows of a class, and what no row stands for."""

    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass
class _Folder:
    name: str
    files: list[Part] = field(default_factory=list)
    folders: dict[str, _Folder] = field(default_factory=dict)

    def every(self) -> Iterator[Part]:
        yield from self.files
        for folder in self.folders.values():
            yield from folder.every()

    def works(self) -> list[Part]:
        return [part for part in self.every() if part.is_work]

    def path_of(self, part: Part) -> str:
        return part.name.removeprefix(f"{self.name}/") if self.name else part.name


def class_tree(
    name: str, parts: Sequence[Part], empty: Sequence[str], handout: Handout, is_class: bool
) -> Tree:
    """Return the rows of a tree of files; ``is_class``: files beside each other are students'.

    ``name`` is that of the tree itself, ``empty`` are the folders in it that hold nothing.
    """
    tree = Tree()
    tree.left_out += [LeftOut(name, _EMPTY) for name in empty if not is_of_the_system(name)]
    tree.left_out += left_out_of_the_system(parts)
    root = _folder([part for part in parts if not is_of_the_system(part.name)])
    if _HANDED_IN in root.folders and not _NBGRADER.isdisjoint(root.folders):
        for name in sorted(_NBGRADER & root.folders.keys()):
            tree.left_out += [LeftOut(name, _OF_NBGRADER)]
            del root.folders[name]
    _Grouping(tree, handout, name).class_level(root, is_class)
    tree.rows.sort(key=lambda row: row.name)
    return tree


def left_out_of_the_system(parts: Sequence[Part]) -> list[LeftOut]:
    """Return each file of the system, or the topmost folder of the system that it lies in, once."""
    tops = set()
    for part in parts:
        path = PurePosixPath(part.name)
        above = (str(up) for up in [*reversed(path.parents), path] if is_of_the_system(str(up)))
        tops.add(next(above, ""))
    return [
        LeftOut(name, CLOUD if name.endswith(".icloud") else _SYSTEM)
        for name in sorted(tops - {""})
    ]


def _folder(parts: Sequence[Part]) -> _Folder:
    root = _Folder("")
    for part in parts:
        *above, _ = PurePosixPath(part.name).parts
        here = root
        for name in above:
            path = f"{here.name}/{name}" if here.name else name
            here = here.folders.setdefault(name, _Folder(path))
        here.files.append(part)
    return root


class _Grouping:
    """Finds the rows of one tree."""

    def __init__(self, tree: Tree, handout: Handout, name: str) -> None:
        self._tree, self._handout, self._name = tree, handout, name

    def class_level(self, folder: _Folder, is_class: bool) -> None:
        """Take a folder that holds students' files or folders, or a single student's."""
        works = [part for part in folder.files if part.is_work]
        holding = [each for each in folder.folders.values() if each.works()]
        if self._is_one(folder, works, holding, is_class):
            self._row(folder, list(folder.every()))
            return
        if not works and len(holding) == 1:
            inside = {*holding[0].every()}
            self._left_out([part for part in folder.every() if part not in inside])
            self.class_level(holding[0], False)
            return
        taken = self._flat(folder, works)
        are_students = _are_students(holding, self._handout)
        for each in holding:
            if are_students:
                self._row(each, list(each.every()))
            else:
                self.class_level(each, True)
        idle = [each for each in folder.folders.values() if each not in holding]
        for each in idle:
            if are_students and holding and not works:
                self._row(each, list(each.every()))
            else:
                self._left_out(list(each.every()))
        self._left_out([part for part in folder.files if part not in taken])

    def _is_one(
        self, folder: _Folder, works: Sequence[Part], holding: Sequence[_Folder], is_class: bool
    ) -> bool:
        """Tell whether all in a folder is one student's."""
        names = {PurePosixPath(part.name).name for part in folder.files}
        if KIT in names or len(self._handout.notebooks & names) > 1:
            return True
        inside = [part for each in holding for part in each.works()]
        if not works or len(works) + len(inside) < 2:
            return False
        if not is_class:
            return not _are_people(_mains_of([*works, *inside]), self._handout)
        mains = [part for part in [*works, *inside] if not is_script_name(part.name)]
        if len(mains) != 1 or mains[0] not in works:
            return False
        scripts = [part for part in works if part is not mains[0]]
        if _reached(mains[0], scripts) == {*scripts}:
            return True
        named = names_somebody(mains[0].name, self._handout) or any(map(_is_person, works))
        return not named and len(works) <= _FEW

    def _flat(self, folder: _Folder, works: Sequence[Part]) -> set[Part]:
        """Make rows of files that lie beside each other; return those that are taken."""
        scripts = {p: self._words_of(p) for p in works if is_script_name(p.name)}
        mains = [part for part in works if part not in scripts] if scripts else []
        modules = {part: self._modules_of(part, scripts) for part in mains}
        adopted = {module for found in modules.values() for module in found}
        groups: dict[str, list[Part]] = {}
        for part in works:
            if part not in adopted:
                groups.setdefault(self._whose(part), []).append(part)
        for own in groups.values():
            every = {*own, *(module for part in own for module in modules.get(part, ()))}
            self._row(folder, sorted(every, key=lambda p: p.name), own)
        return {*works}

    def _words_of(self, part: Part) -> set[str]:
        return _words(PurePosixPath(part.name).name, self._handout)

    def _modules_of(self, part: Part, scripts: Mapping[Part, set[str]]) -> set[Part]:
        """Return those of the ``scripts``, each with its words, that are surely a file's own.

        Among several people's files one that it only imports may be anybody's, and would run with
        its work: the names have to be of the same person, too.
        """
        whose = self._words_of(part)
        return _reached(part, [script for script, words in scripts.items() if whose & words])

    def _whose(self, part: Part) -> str:
        """Return what files of one student have in common.

        That is a number or a Korean name in them, or else their name without ending and number.
        """
        person = guessed_person(part.name)
        if person != Person():
            return f"{PurePosixPath(part.name).parent}: {person.number or person.name}"
        name, number = copy_of(part.name)
        stem = str(PurePosixPath(name).with_suffix(""))
        return stem if not number or names_somebody(part.name, self._handout) else part.name

    def _row(self, folder: _Folder, parts: Sequence[Part], own: Sequence[Part] = ()) -> None:
        """Make a row, named after its only notebook, its first copy, or else the folder."""
        works = _mains_of(own or parts)
        if len(works) == 1:
            name = works[0].name
        elif own:
            name = min((part.name for part in own), key=lambda n: (copy_of(n)[1], n))
        else:
            name = folder.name or self._name
        self._tree.rows.append(Row(name, tuple(parts)))

    def _left_out(self, parts: Sequence[Part]) -> None:
        self._tree.left_out += [LeftOut(part.name, part.kind) for part in parts]


def _are_students(folders: Sequence[_Folder], handout: Handout) -> bool:
    """Tell whether folders beside each other are a student's each, and not a section's of many."""
    many = [each for each in folders if len(_mains(each)) > 1]
    if not many:
        return True
    if len(many) < len(folders) - len(many):
        return True
    names = Counter(name for each in many for name in {each.path_of(p) for p in _mains(each)})
    repeated = [name for name, count in names.items() if count > 1 or name in handout.notebooks]
    if repeated and 2 * len(repeated) >= len(names):
        return True
    return not any(_are_people(_mains(each), handout) for each in many)


def _mains(folder: _Folder) -> list[Part]:
    return _mains_of(list(folder.every()))


def _mains_of(parts: Sequence[Part]) -> list[Part]:
    """Return the notebooks and zips, or where there are none the scripts."""
    works = [part for part in parts if part.is_work]
    return [part for part in works if not is_script_name(part.name)] or works


def _are_people(works: Sequence[Part], handout: Handout) -> bool:
    """Tell whether files, by their names or their folders', are of as many people."""
    said = [_words(part.name, handout) for part in works]
    common = set.intersection(*said) if said else set()
    people = [frozenset(own - common) for own in said]
    return all(people) and len({*people}) == len(people)


def _is_person(part: Part) -> bool:
    """Tell whether a file's name has a student's number or a Korean name in it."""
    return guessed_person(part.name) != Person()


def names_somebody(name: str, handout: Handout) -> bool:
    """Tell whether a file's name has a word that may be of a person's name."""
    return bool(_words(PurePosixPath(name).name, handout))


def _words(name: str, handout: Handout) -> set[str]:
    """Return the words of a path that may be of somebody's name or number."""
    plain = str(PurePosixPath(copy_of(name)[0]).with_suffix("")).lower()
    found = {word for word in re.split(r"[\W_]+|(?<=[^\W\d])(?=\d)", plain) if word}
    return {
        word
        for word in found - _NOBODY - handout.words
        if _NUMBER.fullmatch(word) or (len(word) > 1 and not word.isdigit())
    }


def _reached(main: Part, scripts: Sequence[Part]) -> set[Part]:
    """Return the scripts that a file imports, and those that these import."""
    by_stem = {PurePosixPath(script.name).stem: script for script in scripts}
    found: set[Part] = set()
    todo = [main] if scripts else []
    while todo:
        names = _imported([todo.pop()]) & by_stem.keys()
        fresh = {by_stem[name] for name in names} - found - {main}
        found |= fresh
        todo += sorted(fresh, key=lambda part: part.name)
    return found


def _imported(parts: Sequence[Part]) -> set[str]:
    """Return the names of the modules that code imports, by how its lines read."""
    found: set[str] = set()
    for part in parts:
        code = b""
        with suppress(Unreadable):
            code = part.read(_MOST_READ)
        for names in _MODULE.findall(code):
            found |= {name.strip().split(".")[0] for name in names.decode().split(",")}
    return found
