"""What authors write checks with; ``from autograder.checks import …`` is their contract.

May import `protocol` and `base`. Must never know where a check runs: the same file is run in the
student's own process and against a confined worker.
"""

from autograder.base.language import Text
from autograder.checks.assertions import (
    CheckInfo,
    as_number,
    assert_array,
    assert_close,
    assert_number,
    assert_unchanged,
    check,
    expect,
    unshown,
)
from autograder.checks.function import Function
from autograder.checks.pictures import Paths, exhibit
from autograder.checks.student import Student, StudentDict, StudentObject
from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

__all__ = [
    "CheckFailure",
    "CheckInfo",
    "Function",
    "Missing",
    "Paths",
    "Student",
    "StudentDict",
    "StudentException",
    "StudentObject",
    "Text",
    "as_number",
    "assert_array",
    "assert_close",
    "assert_number",
    "assert_unchanged",
    "check",
    "exhibit",
    "expect",
    "unshown",
]
