"""Machine-made mutants of right solutions, by the operators of Cosmic Ray.

Each differs from its base in one place. Some are right all the same: `mutants.toml` beside the
reference says which, and why. Must never be needed for grading.
"""

from __future__ import annotations

import ast
import difflib
import itertools
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.authoring.audit import Kind, Variant
from autograder.base.errors import GradkitError

SETTINGS = "mutants.toml"
# A float has no bits, so these are wrong at once; the variables' operators want to be told names.
_SENSELESS = re.compile("Bit|Shift|Invert|Variable")


@dataclass(frozen=True)
class Equivalent:
    """A mutant that is right under the contract, and why."""

    base: str
    line: str
    """The line as the mutant has it, without what stands before and behind it."""
    at: int
    """Its number: elsewhere the same change may be wrong."""
    reason: str


def equivalents(assignment: Assignment) -> list[Equivalent]:
    """Return the mutants that are known to be right."""
    return [Equivalent(**entry) for entry in _settings(assignment).get("equivalent", [])]


def _settings(assignment: Assignment) -> dict[str, Any]:
    path = assignment.reference.parent / SETTINGS
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GradkitError(
            f"{path}: there is no such file; it lists the bases of mutants"
        ) from None


def mutants(assignment: Assignment) -> list[Variant]:
    """Return all mutants of the bases; those that are known to be right have to be accepted."""
    settings = _settings(assignment)
    known = {(each.base, each.at, each.line) for each in equivalents(assignment)}
    found = []
    for base in settings["bases"]:
        source = (assignment.reference.parent / f"{base}.py").read_text(encoding="utf-8")
        for number, line, mutant in mutated(source, settings.get("unasked", ())):
            kind: Kind = "right" if (base, number, line) in known else "mutant"
            found.append(Variant(f"{base}:{number}: {line}", kind, (mutant,)))
    return found


def mutated(source: str, unasked: Collection[str] = ()) -> Iterator[tuple[int, str, str]]:
    """Yield each mutant's line number, the line, and the whole source with it.

    What only changes an annotation, or a function that is ``unasked`` for, is left out, and what
    was yielded before.
    """
    seen = {_code(source, unasked)}
    for mutant in _by_all_operators(source):
        try:
            code = _code(mutant, unasked)
        except SyntaxError:
            continue
        if code in seen:
            continue
        seen.add(code)
        before, after = source.splitlines(), mutant.splitlines()
        changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        first = next(change for change in changes if change[0] != "equal")
        line = after[first[3]].strip() if first[3] < len(after) else ""
        yield first[3] + 1, line, mutant


def _by_all_operators(source: str) -> Iterator[str]:
    try:
        from cosmic_ray import plugins  # type: ignore[import-untyped]
        from cosmic_ray.mutating import mutate_code  # type: ignore[import-untyped]
    except ImportError:
        raise GradkitError(
            "mutants need Cosmic Ray: pip install '.[dev]' in gradkit's folder"
        ) from None
    for name in sorted(plugins.operator_names()):
        if _SENSELESS.search(name):
            continue
        operator = plugins.get_operator(name)()
        for occurrence in itertools.count():
            mutant = mutate_code(source, operator, occurrence)
            if mutant is None:
                break
            yield mutant


def _code(source: str, unasked: Collection[str]) -> str:
    """Return what of a source runs, to compare."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if node.name in unasked:
                node.body, node.args.defaults = [], []
            node.returns = None
            for argument in ast.walk(node.args):
                if isinstance(argument, ast.arg):
                    argument.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)
