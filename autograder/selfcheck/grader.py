"""`grader.check("…")`: the public checks on the names that a notebook has at that moment.

No cell is run again. Must never change a name of the notebook's for longer than a check.
"""

from __future__ import annotations

import ast
import html
import random
import re
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.base.language import Language, Text, both, language_of
from autograder.checks.care import of_parts
from autograder.checks.info import CheckInfo
from autograder.checks.loading import reason
from autograder.checks.student import Student
from autograder.protocol.outcomes import Missing
from autograder.selfcheck.choice import asked_language
from autograder.selfcheck.examples import Check
from autograder.selfcheck.inprocess import InProcess, known_or_own
from autograder.selfcheck.kit import own_kit, parts_in, public_checks
from autograder.selfcheck.run import outcome_of
from autograder.selfcheck.settings import SEED, Settings, settings_of
from autograder.selfcheck.terminal import Outcome, points_of, words_of
from autograder.submissions.ipython_syntax import as_python
from autograder.worker.newer_syntax import NewerSyntax, read

Env = dict[str, Any]


class Result:
    """What `grader.check` returns: it is displayed below the cell."""

    def __init__(self, question: str, outcomes: list[Outcome], language: Language) -> None:
        passed = sum(outcome.has_passed for outcome in outcomes)
        lines = [f"{question}: {passed} / {len(outcomes)} ({points_of(outcomes).to(language)})"]
        for outcome in outcomes:
            title = outcome.info.title.to(language)
            lines.append(f"✓ {title}" if outcome.has_passed else words_of(outcome, language))
        self.passed = passed == len(outcomes)
        self._text = "\n".join(lines)

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return f'<pre style="white-space: pre-wrap">{html.escape(self._text)}</pre>'


class Grader:
    """What a notebook checks itself with where Otter is not to be had."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._settings = settings_of(own_kit())

    def check(self, question: str, global_env: Env | None = None) -> Result:
        """Check one exercise; raise ValueError where there is none of that name."""
        names = [known.name for known in self._settings.questions]
        if question not in names:
            raise ValueError(f"{question!r}: {', '.join(names)}")
        env = sys._getframe(1).f_globals if global_env is None else global_env
        return self._checked(question, env)

    def check_all(self) -> list[Result]:
        """Check all exercises."""
        env = sys._getframe(1).f_globals
        return [self._checked(question.name, env) for question in self._settings.questions]

    def _checked(self, question: str, env: Env) -> Result:
        checks = (check for _, check in public_checks(own_kit()))
        own = [check for check in checks if info_of(check).question == question]
        outcomes = [outcome_in(env, check, self._settings, self._language) for check in own]
        return Result(question, outcomes, self._language)


def info_of(check: Check) -> CheckInfo:
    """Return what the rubric knows of a check."""
    info: CheckInfo = check.gradkit_check  # type: ignore[attr-defined]
    return info


def language_in(env: Env) -> Language:
    """Return the language of a notebook by what was typed in it."""
    return asked_language() or language_of("\n".join(map(str, env.get("In", ()))))


def outcome_in(env: Env, check: Check, settings: Settings, language: Language) -> Outcome:
    """Run a check with what is given put into ``env``, and everything back as it was after it."""
    info = info_of(check)
    question = settings.question(info.question)
    own = {name: env[name] for name in question.given if name in env}
    leans_on: set[str] = set()
    given = {name: known_or_own(name, leans_on.add) for name in question.given}
    runner = InProcess(given, settings.limits, env)
    randomness = random.getstate(), np.random.get_state()
    subject: Student | None = None
    found: BaseException | None = None
    try:
        _refuse_newer(env, question.targets, settings)
        runner.request("load", [[], question.targets, {}, False, SEED], _no_answer)
        care = of_parts(info.part, parts_in(own_kit()), question.may_change)
        subject = Student(runner, language, _explained_by(env), care=care)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            check(student=subject)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        found = error
    finally:
        runner.close()
        for name in question.given:
            env.pop(name, None)
        env.update(own)
        random.setstate(randomness[0])
        np.random.set_state(randomness[1])
    return replace(outcome_of(info, found, subject), leans_on=tuple(sorted(leans_on)))


def _refuse_newer(env: Env, names: Iterable[str], settings: Settings) -> None:
    """Raise Missing where a name was last defined in a cell that grading's Python does not take."""
    for name in names:
        if (typed := _last_typed(env, name)) is not None:
            try:
                read(typed[1], settings.python)
            except NewerSyntax as error:
                where = _where(typed[0], error)
                raise Missing(where + both(": ") + reason(f"SyntaxError: {error.msg}")) from None
            except SyntaxError:
                continue  # it never ran: what it would have defined is missing


def _explained_by(env: Env) -> Callable[[str], Text | None]:
    """Return what tells why a name is missing: a cell that defines it has a syntax error."""

    def explain(name: str) -> Text | None:
        if (typed := _last_typed(env, name)) is None:
            return None
        try:
            ast.parse(typed[1])
        except SyntaxError as error:
            return _where(typed[0], error) + both(": ") + reason(f"SyntaxError: {error.msg}")
        return None

    return explain


def _last_typed(env: Env, name: str) -> tuple[int, str] | None:
    """Return number and Python of the cell that defined a name last."""
    defines = re.compile(rf"^\s*(?:def|class)\s+{re.escape(name)}\b", re.M)
    typed = enumerate(map(str, env.get("In", ())))
    found = [(number, cell) for number, cell in typed if defines.search(cell)]
    return (found[-1][0], as_python(found[-1][1])) if found else None


def _where(number: int, error: SyntaxError) -> Text:
    return Text(
        f"the cell that ran as [{number}], line {error.lineno}",
        f"[{number}]번으로 실행한 셀 {error.lineno}번째 줄",
    )


def _no_answer(_question: list[Any]) -> list[Any]:
    raise AssertionError("a question while no function is out")


def grader_for(language: Language) -> Any:
    """Return Otter's notebook where Otter is installed, and else a `Grader`."""
    from autograder.selfcheck.otter import otter_notebook

    return otter_notebook(language) or Grader(language)
