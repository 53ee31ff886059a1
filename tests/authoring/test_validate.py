"""`gradkit validate`: many slips in one assignment, all told at once, each with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import gradkit

pytestmark = pytest.mark.authors

TOML = "assignments/tiny/assignment.toml"
LESSON = "assignments/tiny/lesson.en.md"
HIDDEN = "assignments/tiny/checks/hidden/test_hidden.py"
SQUARE = "assignments/tiny/checks/public/test_mean_square.py"
RUNNING = "assignments/tiny/checks/public/test_running_mean.py"
PANELS = "assignments/tiny/checks/hidden/panels.py"
PICTURES = "assignments/tiny/exhibits.py"
REFERENCE = "solutions/tiny/reference.py"
MISTAKES = "solutions/tiny/misconceptions"
SUM = f"{MISTAKES}/mean_square_is_a_sum.py"

Slip = tuple[str, Callable[[str], str], str]
"""A file, what is done to it, and a pattern for the line that is told of it."""


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def _add(more: str) -> Callable[[str], str]:
    return lambda text: text + more


def _whole(text: str) -> Callable[[str], str]:
    return lambda _before: text


_CHECK = '\n\n@check("mean_square", points=1)\ndef test_more(student):\n    """More"""\n'
_HINT = 'HINT_EN = "Something is to be thought over."\n'
_PICTURES = """from autograder.checks import exhibit


@exhibit("mean_sqare")
def curve(student):
    pass
"""

_BONUS = """[[questions]]
name = "why"
points = 5
manual = true
bonus = 1
"""

# What `assignment.toml` says, in one file.
SETTINGS: list[Slip] = [
    (TOML, _swap("seed =", "sede = 1\nseed ="), r"toml:5: there is no setting 'sede'"),
    (TOML, _swap("call = 4.0", 'call = "4"'), r"toml:12: call is '4'; it has to be a number"),
    (TOML, _swap("question = 20.0", "qestion = 20.0"), r"toml:13: there is no limit 'qestion'"),
    (TOML, _swap("points = 10", 'points = "ten"'), r"toml:18: points is 'ten'; it has to be a num"),
    (TOML, _swap('name = "RunningMean"', 'name = "mean_square"'), r"toml:21: two questions are"),
    (TOML, _add("alias = {}\n"), r"toml:23: there is no setting of a question 'alias'"),
    (TOML, _add('given = ["scale"]\n'), r"toml:24: given names 'scale', but there is no"),
    (TOML, _add("variables = 3\n"), r"toml:25: variables is 3; it has to be a list"),
    (TOML, _add('helpers = { A = "common.a" }\n'), r"toml:26: helpers: 'common.a' is of a support"),
    (TOML, _add("bonus = true\n"), r"toml:27: there is no setting of a question 'bonus'"),
    (TOML, _add("[[questions]]\nmanual = true\n"), r"toml:28: name is missing"),
    (TOML, _add(_BONUS), r"bonus is 1; it has to be true or false"),
    (TOML, _swap("[limits]", 'feedback = "loud"\n[limits]'), r"feedback is 'loud'; it has to be"),
    (TOML, _swap("[limits]", 'support_from = "big"\n[limits]'), r"no assignment 'big'"),
    (TOML, _swap('languages = ["en"]', 'languages = ["en", "deutsch"]'), r"no language 'deutsch'"),
    (TOML, _swap('name = "tiny"', 'name = "teeny"'), r"toml:2: name is 'teeny', its folder 'tiny'"),
    (TOML, _swap('title.en = "tiny"', 'title.en = ""'), r"toml:3: title is"),
    (TOML, _add('[own_modules]\n"common.x" = "A"\n'), r"own_modules is .* has to be a table of li"),
]

# What is told by the text of the other files.
FILES: list[Slip] = [
    (TOML, _swap("points = 10", "points = 12"), r"toml:15: mean_square: its checks are worth"),
    (HIDDEN, _swap('"mean_square"', '"mean_sqare"'), r"did you mean mean_square\?"),
    (HIDDEN, _swap("points=6", "point=6"), r"test_hidden.py:18: @check has no 'point'"),
    (HIDDEN, _swap('"""Two of them share nothing"""', "pass"), r"docstring is its title"),
    (
        HIDDEN,
        _swap("(student, reference, x)", "(studnet, reference, x)"),
        r"nobody gives it 'st",
    ),
    (
        SQUARE,
        _swap("student, x)", "student, reference, y)"),
        r"@given draws 'x', which is not an arg",
    ),
    (SQUARE, _swap("student, x)", "student, x)"), r"public checks run without the reference"),
    (SQUARE, _add(_CHECK.replace("test_more", "more")), r"more is not found by pytest"),
    (SQUARE, _add(_CHECK * 2), r"two checks are called test_more"),
    (SQUARE, _add("\n\ndef test_bare(student):\n    pass\n"), r"test_bare: put @check"),
    (RUNNING, _swap("Text, assert_number", "Text, assert_numbr"), r"did you mean assert_number\?"),
    (RUNNING, _swap("import Text", "import expect, Text"), r"undefined name 'assert_number'"),
    (
        "assignments/tiny/checks/public/more.py",
        _whole("from autograder.checks import check\n" + _CHECK),
        r"more.py:\d+: checks are looked for in checks/public/test_\*.py",
    ),
    (PANELS, _whole('PANELS = {\n    "mean_sqare": [],\n}\n'), r"panels.py:2: no check has the"),
    (PICTURES, _whole(_PICTURES), r"exhibits.py:5: @exhibit names 'mean_sqare'"),
    (PICTURES, _swap("pass", "pass\n"), r"exhibits.py:5: curve: its docstring is its title"),
    (LESSON, _swap('exercise="RunningMean"', 'exercise="RunnigMean"'), r"did you mean RunningMean"),
    (LESSON, _swap("def mean_square(x):", "def mean_sqr(x):"), r"does not define mean_square"),
    (LESSON, _add('\n```python exercise="mean_square"\n'), r"a second stub of mean_square"),
    (LESSON, _add('\n<!-- #region exercise="whyy" -->\n'), r"there is no question 'whyy'"),
    (SUM, _swap('PART = "mean_square"', 'PART = "mean"'), r"a_sum.py:6: PART is 'mean'"),
    (SUM, _swap("import numpy as np", ""), r"a_sum.py:\d+: undefined name 'np'"),
    (f"{MISTAKES}/no_part.py", _whole('"""T"""\n' + _HINT), r"no_part.py: no PART"),
    (
        f"{MISTAKES}/no_hint.py",
        _whole('"""T"""\nPART = "mean_square"\n'),
        r"no_hint.py: no HINT_EN",
    ),
    (
        f"{MISTAKES}/no_title.py",
        _whole(f'PART = "mean_square"\n{_HINT}'),
        r"no_title.py: its docstring is its title",
    ),
    (
        f"{MISTAKES}/elsewhere.py",
        _whole(f'"""T"""\nPART = "RunningMean"\n{_HINT}def mean(x):\n    return x\n'),
        r"elsewhere.py: it does not define RunningMean",
    ),
    (f"{MISTAKES}/odd.py", _whole('"""T"""\ndef f(:\n'), r"odd.py:2: is not Python"),
    (f"{MISTAKES}/forms.toml", _whole('[mean_square]\nusual = "a"\n'), r"forms.toml: KeyError"),
    ("solutions/tiny/mutants.toml", _whole("a = \n"), r"mutants.toml:1: is not valid TOML"),
    ("solutions/tiny/rewritten/nothing/a.py", _whole("x = 1\n"), r"no misconception 'nothing'"),
]

# What is told when the checks meet the reference; nothing of the text is wrong.
TRIED: list[Slip] = [
    (
        SQUARE,
        _swap("expected=12.5", "expected=13.0"),
        r"test_mean_square.py:16: test_three_and_four: the reference does not pass: .*expected 13",
    ),
    (
        RUNNING,
        _swap("numbers[:count]) / count", "numbers[:count]) / cuont(count)"),
        r"test_running_mean.py:\d+: undefined name 'cuont'",
    ),
    (HIDDEN, _swap("second.show(2.0)", "second.shw(2.0)"), r"test_hidden.py:23: .*shw"),
    (
        HIDDEN,
        _swap("float(reference.mean_square(x))", "float(reference.mean_squares(x))"),
        r"test_hidden.py:14: test_like_the_reference: AttributeError: .*mean_squares",
    ),
    (
        "assignments/tiny/checks/hidden/test_more.py",
        _whole("from cases import arrrays\n"),
        r"test_more.py:1: cannot be collected: .*arrrays",
    ),
    (
        PANELS,
        _whole(
            'PANELS = {"mean_square": [lambda s: s.mean_square(1.0) / 0, lambda s: s.mean(2)]}\n'
        ),
        r"panels.py:1: ZeroDivisionError",
    ),
    (
        PICTURES,
        _whole(_PICTURES.replace("sqare", "square").replace("pass", '"""T"""\n    return 1 / 0')),
        r"exhibits.py:7: ZeroDivisionError",
    ),
]

ALONE: list[Slip] = [
    (
        TOML,
        _swap("[limits]", 'support = "lib"\n[limits]'),
        r"toml:8: there is no folder .*lib",
    ),
    (TOML, _swap("points = 10", "points = "), r"assignment.toml:15: is not valid TOML"),
    (TOML, _swap("points = 10", ""), r"assignment.toml:13: points is missing"),
    (REFERENCE, _swap("np.mean(x**2)", "half(x)\n\n\ndef half(x): return x"), r"uses half, which"),
    (REFERENCE, _swap("class RunningMean", "class Running"), r"it does not define RunningMean"),
    (REFERENCE, _swap("import numpy", "import nmpy"), r"reference.py:3: .*No module named 'nmpy'"),
    (REFERENCE, _swap("return sum", "return sum("), r"reference.py:\d+: is not Python"),
    (LESSON, _swap("def mean_square(x):", "def mean_square(x:"), r"lesson.en.md:18: is not Python"),
    (LESSON, _swap('exercise="mean_square"', ""), r"lesson.en.md: no stub of mean_square"),
]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    done = gradkit("new", "tiny", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def _change(root: Path, slip: Slip) -> None:
    path = root / slip[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(slip[1](before), encoding="utf-8")


def _told(root: Path) -> str:
    done = gradkit("validate", "tiny", cwd=root)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    for line in done.stdout.splitlines():
        assert re.match(r"\S+(:\d+)?: \S", line), line
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("slips", [SETTINGS, FILES, TRIED], ids=["settings", "files", "tried"])
def test_all_slips_are_told_at_once(tiny: Path, slips: list[Slip]) -> None:
    for slip in slips:
        _change(tiny, slip)
    said = _told(tiny)
    assert [words for _, _, words in slips if not re.search(words, said)] == [], said


@pytest.mark.slow
@pytest.mark.parametrize("slip", ALONE, ids=lambda slip: slip[2])
def test_a_slip_by_itself_is_the_only_one_told(tiny: Path, slip: Slip) -> None:
    _change(tiny, slip)
    said = _told(tiny)
    assert re.search(slip[2], said), said
    assert len(said.splitlines()) == 1, said


@pytest.mark.slow
def test_a_reference_that_changes_what_it_is_handed_is_told_what_to_say(tiny: Path) -> None:
    _change(tiny, (REFERENCE, _swap("return np.mean(x**2)", "x **= 2; return np.mean(x)"), ""))
    assert "if it may be changed, say so with may_change in assignment.toml" in _told(tiny)
