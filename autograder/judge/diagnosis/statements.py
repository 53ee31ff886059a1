"""Changes of a statement: left out, its sign turned, or exchanged with the next.

Must never speak of what has no name that everybody knows: which one it is would not be told.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Any

from autograder.base.language import Text
from autograder.judge.diagnosis.changes import KOREAN, TERMS, Slip, name_of


def in_statements(
    items: list[Any], place: int, item: ast.stmt, told: Collection[str]
) -> Iterator[Slip]:
    """Leave a statement out, turn its sign, or exchange it for the next.

    Of names without an owner only those ``told`` are: arguments, and what is an attribute, too.
    """
    if (left_out := _left_out(item, told)) is not None:
        items[place] = ast.Pass()
        yield left_out
        items[place] = item
    if isinstance(item, ast.AugAssign) and type(item.op) in (ast.Add, ast.Sub):
        before, other = item.op, ast.Sub() if isinstance(item.op, ast.Add) else ast.Add()
        item.op = other
        yield _turned(TERMS[type(other)], TERMS[type(before)])
        item.op = before
    following = items[place + 1] if place + 1 < len(items) else None
    first, then = _changed(item, told), _changed(following, told)
    if first and then and first != then:
        items[place : place + 2] = [following, item]
        yield _exchanged(first, then)
        items[place : place + 2] = [item, following]


def _changed(item: ast.stmt | None, told: Collection[str]) -> str:
    """Return the name of what a statement changes, where it may be told; else nothing."""
    if not isinstance(item, (ast.Assign, ast.AugAssign)):
        return ""
    target = item.target if isinstance(item, ast.AugAssign) else item.targets[0]
    if name := name_of(target):
        return name
    while isinstance(target, ast.Subscript):
        target = target.value
    if isinstance(target, ast.Name):
        return target.id if target.id in told else ""
    return name_of(target)


def _exchanged(first: str, then: str) -> Slip:
    says = Text(
        f"what a right solution gives with {then} changed before {first}",
        f"올바른 풀이에서 {first}보다 {then}을(를) 먼저 바꾸어 구한 값",
    )
    return Slip("steps_exchanged", 2.5, says)


def _turned(word: str, before: str) -> Slip:
    says = Text(
        f"what a right solution gives with {word} in place of {before} where a value is changed",
        f"올바른 풀이에서 값을 바꿀 때 {KOREAN[before]} 대신 {KOREAN[word]}를 해서 구한 값",
    )
    return Slip(f"{word}_for_{before}_=", 1.5, says)


def _left_out(item: Any, told: Collection[str]) -> Slip | None:
    """Return how a statement is told that may be left out; None for any other."""
    if not isinstance(item, (ast.Assign, ast.AugAssign)):
        return None
    if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
        return None
    name = _changed(item, told)
    if not name:
        return None
    says = Text(
        f"what a right solution gives with one assignment of {name} left out",
        f"올바른 풀이에서 {name}에 대한 대입 하나를 빼고 구한 값",
    )
    return Slip(f"without_assignment_{name}", 3.0, says)
