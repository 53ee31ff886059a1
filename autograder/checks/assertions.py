"""What authors write checks with: the marker, and assertions that say the whole sentence.

A check is a pytest function over ``student`` (and, hidden checks only, ``reference``); its
docstring is its title, in English and then in Korean. Values are compared in a fixed order: type,
shape, finite, value. These helpers must never call a method of a value: they get plain arrays.
"""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
import pytest

from autograder.base.language import Text, both, in_order
from autograder.checks.code import shown
from autograder.checks.handles import StudentDict, StudentObject
from autograder.checks.info import CheckInfo
from autograder.checks.lenience import passes_anything
from autograder.checks.student import Student
from autograder.protocol.outcomes import CheckFailure, StudentException

_Test = TypeVar("_Test", bound=Callable[..., Any])


def check(part: str, *, points: float) -> Callable[[_Test], _Test]:
    """Mark a pytest function as a check of ``part``, worth ``points``.

    ``part`` is a question or a question and what of it (``KMeans.labels``). The test
    also gets the question's name as a pytest marker, so that ``pytest -m KMeans`` selects it.
    Put it above ``@given``.
    """

    def mark(test: _Test) -> _Test:
        info = CheckInfo(part, points, titled(test))
        setattr(test, "gradkit_check", info)  # noqa: B010 - a function has no such attribute
        inner = getattr(test, "hypothesis", None)
        if inner is not None:
            inner.inner_test = _each_example(inner.inner_test)
        marked: _Test = getattr(pytest.mark, info.question)(test)
        return marked

    return mark


def titled(test: Callable[..., Any]) -> Text:
    """Return the title in a function's docstring: in English and then in Korean, or in one.

    Raises ValueError where there is none.
    """
    paragraphs = [" ".join(p.split()) for p in (inspect.getdoc(test) or "").split("\n\n")]
    if not paragraphs[0]:
        raise ValueError(f"{test.__name__}: its docstring is its title; write one")
    return in_order([paragraph.rstrip(".") for paragraph in paragraphs])


def _each_example(inner: Callable[..., None]) -> Callable[..., None]:
    """Wrap what Hypothesis calls for every example, so that each begins with a clean record."""

    def example(*arguments: Any, **keywords: Any) -> None:
        student = keywords.get("student")
        if isinstance(student, Student):
            student.begin_example()
        inner(*arguments, **keywords)

    return example


@contextmanager
def unshown(net: StudentObject) -> Iterator[None]:
    """Leave out of the example that is shown what is asked of a net inside, and put back.

    Where it ends in an exception, it is what the example has to show.
    """
    lines = net._student._transcript
    kept = len(lines)
    yield
    del lines[kept:]


def expect(
    condition: bool,
    *,
    otherwise: Text,
    expected: Any = "",
    actual: Any = "",
    compared: tuple[Any, ...] = (),
) -> None:
    """Fail with the sentence ``otherwise`` unless ``condition`` holds.

    The code that is shown ends at the call that gave ``actual``, or one of ``compared`` where that
    is made of them.
    """
    __tracebackhide__ = True
    if not condition and not passes_anything():
        raise CheckFailure(
            otherwise,
            expected=expected if isinstance(expected, str) else shown(expected),
            actual=actual if isinstance(actual, str) else shown(actual),
            compared=compared or (() if isinstance(actual, str) else (actual,)),
        )


def assert_array(actual: Any, *, shape: tuple[int, ...], what: Text) -> np.ndarray:
    """Demand a finite float array of ``shape`` and return it in float64."""
    __tracebackhide__ = True
    if not isinstance(actual, np.ndarray):
        raise CheckFailure(
            _no_array(actual, what),
            expected=f"array, shape={shape}",
            actual=shown(actual),
            compared=(actual,),
        )
    if actual.shape != shape:
        raise CheckFailure(
            Text(f"{what.en} has the wrong shape", f"{what.ko}: 모양(shape)이 다릅니다"),
            expected=f"shape={shape}",
            actual=f"shape={actual.shape}",
            compared=(actual,),
        )
    if actual.dtype.kind != "f":
        raise CheckFailure(
            Text(f"{what.en} should hold floats", f"{what.ko}: 실수(float) 배열이어야 합니다"),
            expected="float64",
            actual=str(actual.dtype),
            compared=(actual,),
        )
    if not np.isfinite(actual).all():
        raise CheckFailure(
            Text(f"{what.en} holds nan or inf", f"{what.ko}: nan이나 inf가 들어 있습니다"),
            actual=shown(actual),
            compared=(actual,),
        )
    return actual.astype(np.float64)


def _no_array(actual: Any, what: Text) -> Text:
    if actual is None:
        return Text(
            f"{what.en} should be a NumPy array, but is None: is a `return` missing?",
            f"{what.ko}: NumPy 배열이어야 하는데 None입니다. return을 빠뜨리지 않았나요?",
        )
    return Text(
        f"{what.en} should be a NumPy array, but is not",
        f"{what.ko}: NumPy 배열이어야 하는데 아닙니다",
    )


def assert_close(
    actual: Any,
    *,
    expected: np.ndarray,
    tolerance: Any,
    what: Text,
    nearly: Text | None = None,
) -> None:
    """Demand an array like ``expected`` that is within ``tolerance`` of it, element by element.

    What is nearly right is told how close would be close enough; ``nearly`` says what may be
    behind that.
    """
    __tracebackhide__ = True
    values = assert_array(actual, shape=expected.shape, what=what)
    error = np.abs(values - expected)
    if (error <= tolerance).all() or passes_anything():
        return
    where = np.unravel_index(int(np.argmax(error - tolerance)), error.shape)
    index = ", ".join(str(int(i)) for i in where)
    spot = f"[{index}]" if expected.ndim else ""
    wrong = Text(
        f"{what.en} is wrong" + (f" at {spot}" if spot else ""),
        f"{what.ko}: " + (f"{spot} 위치의 값이 다릅니다" if spot else "값이 다릅니다"),
    )
    allowed = float(np.broadcast_to(tolerance, error.shape)[where])
    size = float(np.max(np.abs(expected)))
    raise CheckFailure(
        wrong + _how_close(float(error[where]), allowed, size, nearly),
        expected=_near(expected, where),
        actual=_near(values, where),
        compared=(actual,),
    )


def _near(values: np.ndarray, where: tuple[Any, ...]) -> str:
    if values.size <= 16:
        return shown(values)
    return f"{[int(i) for i in where]}: {values[where]:.9g} (shape={values.shape})"


_NEARLY = 0.01
"""What is off by less than that share of the right answer's size is nearly right."""


def _how_close(error: float, allowed: float, size: float, nearly: Text | None = None) -> Text:
    """Return the sentence on how close is close enough, where an answer is nearly right."""
    if not 0 < allowed < error <= _NEARLY * size:
        return both("")
    off, enough = _rough(error), _rough(allowed)
    if off == enough:  # but for what rounding leaves out
        off, enough = f"{error:.4g}", f"{allowed:.4g}"
    text = Text(
        f": it is off by {off}, and only up to {enough} is close enough",
        f". 정답과 {off}만큼 차이 납니다({enough}까지는 맞은 것으로 봅니다)",
    )
    return text if nearly is None else text + both(". ") + nearly


def _rough(number: float) -> str:
    """Return a number as it is said: 0.02, 3e-8."""
    mantissa, _, exponent = f"{number:.0e}".partition("e")
    return f"{number:.1g}" if number >= 1e-3 else f"{mantissa}e{int(exponent)}"


def assert_number(actual: Any, *, expected: float, tolerance: float, what: Text) -> None:
    """Demand a number (a Python float or a 0-d array) within ``tolerance`` of ``expected``."""
    __tracebackhide__ = True
    number = as_number(actual, what=what)
    error = abs(number - expected)
    expect(
        error <= tolerance,
        otherwise=Text(f"{what.en} is wrong", f"{what.ko}: 값이 다릅니다")
        + _how_close(error, tolerance, abs(expected)),
        expected=float(expected),
        actual=float(number),
        compared=(actual,),
    )


def as_number(actual: Any, *, what: Text) -> float:
    """Return a finite number, or fail; an array of one element is one, as in NumPy up to 2.3."""
    __tracebackhide__ = True
    number = actual
    if isinstance(actual, np.ndarray) and actual.size == 1 and actual.dtype.kind in "fiu":
        number = actual.item()
    is_number = isinstance(number, (int, float)) and not isinstance(number, bool)
    expect(
        is_number and bool(np.isfinite(number)),
        otherwise=Text(
            f"{what.en} should be a finite number", f"{what.ko}: 유한한 숫자여야 합니다"
        ),
        expected="float",
        actual=shown(number),
        compared=(actual,),
    )
    return float(number)


def assert_unchanged(
    now: np.ndarray, *, before: np.ndarray, what: Text, tolerance: Any = 0.0
) -> None:
    """Demand that an array is what it was before the call, within ``tolerance``."""
    __tracebackhide__ = True
    # The shapes first: of two others, a difference can be of any size.
    same = now.shape == before.shape and bool(np.all(np.abs(now - before) <= tolerance))
    expect(
        same,
        otherwise=Text(f"{what.en} was changed by the call", f"{what.ko}: 호출 전과 달라졌습니다"),
        expected=before,
        actual=now,
    )


def assert_held(now: StudentDict, held: StudentDict, like: Mapping[str, np.ndarray]) -> None:
    """Demand that a dict still has the arrays that were ``held`` before a call, not copies of them.

    Ones are written into the former, under the keys of ``like`` and in the shapes of its arrays.
    """
    __tracebackhide__ = True
    ones = {key: np.ones(array.shape) for key, array in like.items()}
    held.update(ones)
    entries = now.copy()
    for key, expected in ones.items():
        name, entry = f"params[{key!r}]", entries.get(key)
        is_there = isinstance(entry, np.ndarray) and np.array_equal(entry, expected)
        expect(
            is_there,
            otherwise=Text(
                f"{name} is another array than before the call; whoever moves the one that was "
                "there, as a numerical gradient does, moves what no longer counts",
                f"{name}: 호출하는 사이에 다른 배열로 바뀌었습니다. 수치 미분처럼 원래 배열을 "
                "움직이는 코드는 이제 아무 효과가 없습니다",
            ),
            expected=expected,
            actual=entry,
        )


def assert_apart(
    write: Callable[[dict[str, np.ndarray]], None],
    own: StudentDict,
    others: StudentDict,
    zeros: Mapping[str, np.ndarray],
) -> None:
    """Demand that what is written into an array of a dict reaches no other, nor another dict's.

    ``write`` writes entries of ``own``; in both dicts those of ``zeros`` are zero.
    """
    __tracebackhide__ = True
    for name, zero in zeros.items():
        write({name: np.ones_like(zero)})
        for other in (each for each in zeros if each != name):
            expect(
                not np.any(own[other]),
                otherwise=Text(
                    f"{other} changes when something is written into {name}: they share their "
                    f"memory",
                    f"{name}에 값을 쓰면 {other}도 바뀝니다. 두 배열이 메모리를 함께 쓰고 있습니다",
                ),
            )
        expect(
            not np.any(others[name]),
            otherwise=Text(
                f"{name} of one net changes with that of another",
                f"한 신경망에서 {name}의 값을 바꾸면 다른 신경망의 {name}도 달라집니다",
            ),
        )
        write({name: zero})


def as_raised(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a student's function that raises as plain Python does: a ValueError is one.

    Of a class of the student's own the built-in exception is raised that it is derived from; the
    student's own text is left out.
    """

    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except StudentException as raised:
            kind = getattr(builtins, raised.built_in, None)
            if isinstance(kind, type) and issubclass(kind, Exception):
                raise kind() from raised
            raise

    return call
