"""Source for a newer Python, as one that an older Python reads and takes to mean the same.

A right answer must not depend on the Python that grades. Works on the source alone; must never
change what this Python can read, nor where a line is.
"""

from __future__ import annotations

import ast
import re
import sys
from contextlib import suppress

from autograder.worker.f_strings import with_older_quotes

Version = tuple[int, int]

_EXCEPT = re.compile(r"^([ \t]*except\*?)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)[ \t]*:", re.M)
_TYPE = re.compile(r"^([ \t]*)type[ \t]+(\w+)(?:\[[^\]\n]*\])?[ \t]*=(?!=)[^\n]*$", re.M)
_HEAD = r"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)[ \t]*"
_PARAMETERS = re.compile(_HEAD + r"\[", re.M)
_ON_ONE_LINE = re.compile(_HEAD + r"\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\]", re.M)
# What Python says where it is asked to read for an older one.
_ONLY = re.compile(r"(.*?) (?:is|are) only supported in Python (\d+)\.(\d+)")
# PEP 695: `type T = int`. What stands for a type needs to be read here, and means nothing.
_ANY_TYPE = '__import__("typing").Any'


class NewerSyntax(SyntaxError):
    """A cell needs a newer Python than there is."""


def read(source: str, version: Version | None = None) -> ast.Module:
    """Return what ``source`` means to a Python of ``version``, or to this one.

    Raises SyntaxError as `ast.parse` does; NewerSyntax where a newer Python would take it.
    """
    version = sys.version_info[:2] if version is None else min(version, sys.version_info[:2])
    try:
        found = ast.parse(source)
    except SyntaxError:
        with suppress(SyntaxError):
            return _without_type_parameters(source, ast.parse(older(source)))
        if (match := _PARAMETERS.search(source)) and version < (3, 12):
            line = source.count("\n", 0, match.start()) + 1
            raise newer("type parameter lists", (3, 12), version, line) from None
        raise
    if version < sys.version_info[:2]:
        try:
            ast.parse(older(source), feature_version=version)
        except SyntaxError as error:
            if (needed := _ONLY.match(error.msg or "")) is not None:
                since = (int(needed[2]), int(needed[3]))
                raise newer(needed[1].lower(), since, version, error.lineno or 1) from None
    return found


def newer(what: str, since: Version, version: Version, line: int) -> NewerSyntax:
    """Return the error of a cell that needs Python ``since`` where there is ``version``."""
    needed, there = (".".join(map(str, each)) for each in (since, version))
    return NewerSyntax(f"needs Python {needed}, grading has {there}: {what}", ("", line, 0, ""))


def older(source: str) -> str:
    """Return ``source`` without what is newer than Python 3.11, where that is known."""
    source = _EXCEPT.sub(r"\1 (\2):", with_older_quotes(source))
    source = _ON_ONE_LINE.sub(r"\1", source)
    return _TYPE.sub(rf"\1\2 = {_ANY_TYPE}", source)


def _without_type_parameters(source: str, tree: ast.Module) -> ast.Module:
    """Leave out the annotations of functions: they may name what is in no brackets any more."""
    if _ON_ONE_LINE.search(source):
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                node.returns = None
            elif isinstance(node, ast.arg):
                node.annotation = None
            elif isinstance(node, ast.AnnAssign):
                node.annotation = ast.copy_location(ast.Constant("T"), node.annotation)
    return tree
