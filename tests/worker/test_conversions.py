"""What an older NumPy took is taken still, whatever NumPy grades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.selfcheck.inprocess import Allowance, InProcess

# Of a name that went, code that gives 7 where the name is.
OLDER = [
    "int(np.product([7, 1]))",
    "int(np.trapz([7.0, 7.0]))",
    "np.row_stack([[7], [7]])[0, 0]",
    "7 if np.in1d([1, 2], [2]).tolist() == [False, True] else 0",
    "7 if np.isnan(np.NaN) and np.Inf > 0 > np.NINF else 0",
    "np.asfarray([7]).tolist()[0]",
    "np.zeros(1, dtype=np.float_).dtype.itemsize - 1",
    "7 if np.alltrue([1, 1]) and not np.sometrue([0, 0]) else 0",
    "int(np.round_(7.1))",
    "np.msort([9, 7])[0]",
    "float(np.array([[7.0]]))",
    "math.sqrt(np.array([49.0]))",
    # What takes several numbers takes an array of one as that, as it always did.
    "math.fsum(np.array([7.0]))",
    "math.prod(np.array([7.0]))",
    "math.dist(np.array([7.0]), np.array([0.0]))",
]


@pytest.fixture
def runner() -> Iterator[InProcess]:
    made = InProcess({}, Allowance())
    yield made
    made.close()


@pytest.mark.parametrize("code", OLDER)
def test_what_numpy_took_is_taken_still(runner: InProcess, code: str) -> None:
    def ask(operation: str, *arguments: Any) -> list[Any]:
        return runner.request(operation, list(arguments), lambda _question: [])

    source = f"import math\nimport numpy as np\ndef f():\n    return float({code})\n"
    plan, broken = ask("load", [source], {"f": []}, {}, False, 0)[1:]
    assert not broken
    for index, *_ in plan:
        ask("execute", index)
    reply = ask("call", ["name", "f"], ["u", []], ["d", []])
    assert reply[:2] == ["ok", 7.0]
