"""What a newer Python takes means the same where an older one grades, or is said with versions."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from autograder.checks.loading import reason
from autograder.worker.f_strings import with_older_quotes
from autograder.worker.newer_syntax import NewerSyntax, older, read
from autograder.worker.statements import parse

# Code for Python 3.12 and newer, and what `f()` gives then.
NEWER = {
    'def f(p={"a": 7}): return f"{p["a"]}"': "7",
    'def f(p={"a": 7}): return f"{p["a"]:>{p["a"]}} {{}} it\'s"': "      7 {} it's",
    "def f(p={'a': 7}): return f'{p['a']!r:>3}'": "  7",
    'def f(): return f"{", ".join(["a", "b"])} and {"\\n".join(["c", "d"])}"': "a, b and c\nd",
    'def f(): return f"{f"{f"{7}"}"}"': "7",
    'def f(n=7): return f"{\n    n  # it\'s {seven}\n}"': "7",
    'def f(p={"a": 7}): return "{" f"\\N{BULLET}{p["a"]}" "}"': "{•7}",
    'def f(p={"a": 7}): return rf"\\d{p["a"]}"': "\\d7",
    'def f(n=7): return f"{n != 7}" + f"{"!=:}"}"': "False!=:}",
    "def f():\n    try: return {}['a']\n    except KeyError, IndexError: return 7": 7,
    "def f[T, *Ts](x: T = 7) -> list[T]: return x": 7,
    "class A[T: list[int]]:\n    x: T = 7\n    def g(self) -> T: return self.x\nf = A().g": 7,
    "type Numbers = list[int] | None\ndef f(x: Numbers = None): return 7": 7,
}


@pytest.mark.parametrize("source", NEWER)
def test_newer_syntax_means_the_same(source: str) -> None:
    names: dict[str, Any] = {}
    exec(compile(read(source), "cell", "exec"), names)
    assert names["f"]() == NEWER[source]


@pytest.mark.parametrize("source", NEWER)
def test_no_line_moves(source: str) -> None:
    assert older(source).count("\n") == source.count("\n")


@pytest.mark.parametrize(
    "source",
    [
        "x = f\"{a['b']}\"  # it's\ny = '#'",
        "'''a\n\"''' + \"\"",
        "f'{x:{'",
        "f'{x",
        "\\",
        "buf'x'",
    ],
)
def test_what_an_older_python_reads_or_nobody_does_is_left_alone(source: str) -> None:
    assert with_older_quotes(source) == source


GENERIC = "x = 1\n\ndef f[\n    T\n](x: T) -> T:\n    return x\n"


def test_what_has_no_older_form_is_said_with_both_versions() -> None:
    _, (unparsed,) = parse([GENERIC], (3, 11))
    assert (unparsed.place.cell, unparsed.place.line) == (1, 3)
    words = reason(unparsed.error)
    assert (
        words.en == "works from Python 3.12 on (type parameter lists), and grading runs Python 3.11"
    )
    assert "파이썬 3.12부터" in words.ko and "파이썬 3.11" in words.ko


def test_what_this_python_takes_is_refused_for_an_older_one() -> None:
    """As on a student's newer Python: `match` came with 3.10."""
    source = "def f(x):\n    match x:\n        case 1:\n            return 7\n"
    assert read(source)
    with pytest.raises(NewerSyntax, match=r"needs Python 3\.10, grading has 3\.9"):
        read(source, (3, 9))


def test_a_version_that_is_newer_than_this_one_changes_nothing() -> None:
    assert read("x = 1", (sys.version_info[0], sys.version_info[1] + 1))
