"""What authors write checks with; ``from autograder.checks import …`` is their contract.

May import `protocol` and `base`. Must never know where a check runs: the same file is run in the
student's own process and against a confined worker.
"""

from autograder.base.language import Text
from autograder.checks.assertions import (
    CheckInfo,
    as_number,
    as_raised,
    assert_array,
    assert_close,
    assert_number,
    assert_unchanged,
    check,
    expect,
    unshown,
)
from autograder.checks.draws import arrays, assert_normal, one_hot
from autograder.checks.function import Function
from autograder.checks.handles import StudentDict, StudentName, StudentObject, attempt
from autograder.checks.pictures import Bars, Curves, Histograms, Paths, exhibit
from autograder.checks.student import Student
from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

__all__ = [
    "Bars",
    "CheckFailure",
    "CheckInfo",
    "Curves",
    "Function",
    "Histograms",
    "Missing",
    "Paths",
    "Student",
    "StudentDict",
    "StudentException",
    "StudentName",
    "StudentObject",
    "Text",
    "arrays",
    "as_number",
    "as_raised",
    "assert_array",
    "assert_close",
    "assert_normal",
    "assert_number",
    "assert_unchanged",
    "attempt",
    "check",
    "exhibit",
    "expect",
    "one_hot",
    "unshown",
]
