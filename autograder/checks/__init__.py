"""What authors write checks with; ``from autograder.checks import …`` is their contract.

May import `protocol` and `base`. Must never know where a check runs: the same file is run in the
student's own process and against a confined worker.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.base.language import Text
    from autograder.checks.assertions import (
        as_number,
        as_raised,
        assert_apart,
        assert_array,
        assert_close,
        assert_held,
        assert_number,
        assert_unchanged,
        check,
        expect,
        unshown,
    )
    from autograder.checks.beside import (
        Right,
        a_row_more,
        asked_before,
        assert_same_again,
        judged_beside,
    )
    from autograder.checks.draws import (
        are_as_drawn,
        are_distinct,
        arrays,
        assert_normal,
        chi_square_tail,
        demand_normal,
        numbers,
        one_hot,
        tails,
    )
    from autograder.checks.function import Function
    from autograder.checks.handles import (
        StudentDict,
        StudentName,
        StudentObject,
        answers_of_many,
        attempt,
        by_own_names,
        of_many,
        stand_in,
    )
    from autograder.checks.info import CheckInfo
    from autograder.checks.pictures import Bars, Curves, Histograms, Paths, exhibit
    from autograder.checks.student import Student
    from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

# Hypothesis and pytest take half a second to import, and who only grades a class needs neither:
# what an author asks for is imported when it is asked for.
_PLACES = {
    "autograder.base.language": ("Text",),
    "autograder.checks.assertions": (
        "as_number",
        "as_raised",
        "assert_apart",
        "assert_array",
        "assert_close",
        "assert_held",
        "assert_number",
        "assert_unchanged",
        "check",
        "expect",
        "unshown",
    ),
    "autograder.checks.beside": (
        "Right",
        "a_row_more",
        "asked_before",
        "assert_same_again",
        "judged_beside",
    ),
    "autograder.checks.draws": (
        "are_as_drawn",
        "are_distinct",
        "arrays",
        "assert_normal",
        "chi_square_tail",
        "demand_normal",
        "numbers",
        "one_hot",
        "tails",
    ),
    "autograder.checks.function": ("Function",),
    "autograder.checks.handles": (
        "StudentDict",
        "StudentName",
        "StudentObject",
        "answers_of_many",
        "attempt",
        "by_own_names",
        "of_many",
        "stand_in",
    ),
    "autograder.checks.info": ("CheckInfo",),
    "autograder.checks.pictures": ("Bars", "Curves", "Histograms", "Paths", "exhibit"),
    "autograder.checks.student": ("Student",),
    "autograder.protocol.outcomes": ("CheckFailure", "Missing", "StudentException"),
}
_MODULE_OF = {name: module for module, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_MODULE_OF[name]), name)


__all__ = [
    "Bars",
    "CheckFailure",
    "CheckInfo",
    "Curves",
    "Function",
    "Histograms",
    "Missing",
    "Paths",
    "Right",
    "Student",
    "StudentDict",
    "StudentException",
    "StudentName",
    "StudentObject",
    "Text",
    "a_row_more",
    "answers_of_many",
    "are_as_drawn",
    "are_distinct",
    "arrays",
    "as_number",
    "as_raised",
    "asked_before",
    "assert_apart",
    "assert_array",
    "assert_close",
    "assert_held",
    "assert_normal",
    "assert_number",
    "assert_same_again",
    "assert_unchanged",
    "attempt",
    "by_own_names",
    "check",
    "chi_square_tail",
    "demand_normal",
    "exhibit",
    "expect",
    "judged_beside",
    "numbers",
    "of_many",
    "one_hot",
    "stand_in",
    "tails",
    "unshown",
]
