"""An author's files, read once as text and taken apart. Must never run one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pyflakes import messages
from pyflakes.checker import Checker

from autograder.assignment.settings import Place, line_of
from autograder.authoring.validation.problem import Problem

# What pyflakes says that is a mistake for sure, in a file that is whole in itself.
_MISTAKES = (messages.UndefinedName, messages.UndefinedExport, messages.ReturnOutsideFunction)
# What stands for students' work may be as odd as theirs is.
_LIKE_STUDENTS = {"samples", "right", "rewritten", "corpus", "__pycache__"}


@dataclass
class AuthorFiles:
    """An assignment's two folders, its settings, and its Python files."""

    folder: Path
    solutions: Path
    text: str
    """Of assignment.toml."""
    data: Mapping[str, Any]
    unreadable: list[Problem] = field(default_factory=list)
    """What is no Python, or names what is nowhere; filled when `trees` are first looked at."""

    @property
    def settings(self) -> Path:
        """The path of assignment.toml."""
        return self.folder / "assignment.toml"

    @property
    def questions(self) -> list[Mapping[str, Any]]:
        """All questions that are tables."""
        listed = self.data.get("questions", [])
        return [q for q in listed if isinstance(q, dict)] if isinstance(listed, list) else []

    @property
    def names(self) -> list[str]:
        """The names of all questions."""
        return list(dict.fromkeys(q["name"] for q in self.questions if _is_named(q)))

    @property
    def judged(self) -> list[str]:
        """The names of the questions that checks judge."""
        judged = (q for q in self.questions if _is_named(q) and not q.get("manual"))
        return list(dict.fromkeys(q["name"] for q in judged))

    def at(self, place: Place, what: str) -> Problem:
        """Return a problem of assignment.toml, with its line."""
        return Problem(self.settings, line_of(self.text, place), what)

    @cached_property
    def trees(self) -> dict[Path, ast.Module]:
        """The Python files that are an author's own, parsed."""
        found = {}
        for path in sorted([*self.folder.rglob("*.py"), *self.solutions.rglob("*.py")]):
            base = self.folder if self.folder in path.parents else self.solutions
            if _LIKE_STUDENTS & set(path.relative_to(base).parts):
                continue
            try:
                tree = ast.parse(path.read_text(encoding="utf-8"))
            except (SyntaxError, UnicodeDecodeError, ValueError) as error:
                line, what = getattr(error, "lineno", 0) or 0, getattr(error, "msg", str(error))
                self.unreadable.append(Problem(path, line, f"is not Python in UTF-8: {what}"))
                continue
            found[path] = tree
            self.unreadable += self._undefined(path, tree)
        return found

    def _undefined(self, path: Path, tree: ast.Module) -> Iterator[Problem]:
        """Yield the names that are nowhere.

        A misconception may use another question's name: in judging, that one is there.
        """
        for message in Checker(tree, str(path)).messages:
            is_question = bool(set(self.judged) & set(map(str, message.message_args)))
            if isinstance(message, _MISTAKES) and not is_question:
                what = message.message % message.message_args
                yield Problem(path, message.lineno, f"{what}: define or import it here")


def _is_named(question: Mapping[str, Any]) -> bool:
    return isinstance(question.get("name"), str)


def defined_in(tree: ast.Module) -> dict[str, ast.stmt]:
    """Return the names that a module binds at its top level, with the statements."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            names = [n for target in node.targets for n in ast.walk(target)]
            found |= {n.id: node for n in names if isinstance(n, ast.Name)}
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(n.asname or n.name).partition(".")[0]: node for n in node.names}
    return found
