"""Variations of the reference: its source with one thing changed, and what was changed in words.

A work that answers as one of them does has that fault, however it is written. Must never change
what a loop runs over in a ``while``, which might not end, nor show a line of the reference.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from autograder.base.language import Text
from autograder.judge.diagnosis.changes import changes, in_statements


@dataclass(frozen=True)
class Variation:
    """The reference with one thing changed."""

    id: str
    cost: float
    says: Text
    """What its answers are: "the right answer with relu in place of sigmoid"."""
    source: str
    owner: str
    """The function or class that was changed."""


def variations(source: str, asked: Collection[str]) -> Iterator[Variation]:
    """Yield the variations of a source, each text once; only of methods that are ``asked`` for.

    Those that others call count as well.
    """
    tree = ast.parse(source)
    imported = _imported(tree)
    seen: set[str] = set()
    for owner in tree.body:
        if not isinstance(owner, (ast.FunctionDef, ast.ClassDef)):
            continue
        _shorten(owner, asked)
        others = [node for node in tree.body if node is not owner]
        rest = ast.unparse(ast.Module(others, [])) + "\n"
        seen.add(rest + ast.unparse(owner))
        for id_, cost, says in _applied(owner, imported):
            changed = rest + ast.unparse(owner)
            if changed not in seen:
                seen.add(changed)
                name = f"{owner.name}.{id_.replace(' ', '_')}"
                yield Variation(name, cost, says, changed, owner.name)


def _imported(tree: ast.Module) -> list[str]:
    """Return the support functions: what is imported by name from the assignment's own package."""
    return [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for alias in node.names
        if node.module.split(".")[0] not in ("collections", "typing", "__future__", "numpy")
    ]


def _shorten(owner: ast.FunctionDef | ast.ClassDef, asked: Collection[str]) -> None:
    """Take away what no answer depends on: annotations, docstrings, methods that nobody calls."""
    if isinstance(owner, ast.ClassDef):
        mentioned = {node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute)}
        owner.body = [
            each
            for each in owner.body
            if not isinstance(each, ast.FunctionDef)
            or each.name.startswith("__")
            or each.name in mentioned.union(asked)
        ]
    for node in ast.walk(owner):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for each in ast.walk(node.args):
                if isinstance(each, ast.arg):
                    each.annotation = None


def _applied(owner: ast.AST, imported: Sequence[str]) -> Iterator[tuple[str, float, Text]]:
    """Make one change after the other in a tree; each is undone when the next is asked for."""
    loops = [node for node in ast.walk(owner) if isinstance(node, ast.While)]
    untouched = {id(inner) for loop in loops for inner in ast.walk(loop)}
    for parent in ast.walk(owner):
        if id(parent) in untouched:
            continue
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.expr):
                yield from _in_place(value, partial(setattr, parent, field), imported)
            elif isinstance(value, list):
                yield from _in_list(value, imported)


def _in_list(items: list[Any], imported: Sequence[str]) -> Iterator[tuple[str, float, Text]]:
    for place, item in enumerate(items):
        if isinstance(item, ast.expr):
            yield from _in_place(item, partial(items.__setitem__, place), imported)
        elif isinstance(item, ast.stmt):
            yield from in_statements(items, place, item)


def _in_place(
    node: ast.expr, put: Callable[[ast.expr], object], imported: Sequence[str]
) -> Iterator[tuple[str, float, Text]]:
    for id_, cost, says, new in changes(node, imported):
        put(new)
        yield id_, cost, says
        put(node)
