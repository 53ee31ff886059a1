"""What an attack is: a whole submission to the assignment in `range/`, and the most it deserves.

`{OUT}` in it is a folder of the teacher's, `{ROOT}` the repository. A word such as CANARY is put
together at run time, so that only a true find spells it.
"""

from __future__ import annotations

from dataclasses import dataclass

DOUBLE = "def double(x):\n    return 2 * x\n"
SLOPE = "def slope(f, x):\n    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4\n"
HEAD = "import gc, os, sys, time\nimport numpy as np\n"


@dataclass(frozen=True)
class Attack:
    """A submission, and the most points that `slope` (of 5) and `double` (of 2) may bring it."""

    kind: str
    source: str
    slope: float = 0
    double: float = 2
    exact: bool = True
    """Whether `double` has to be 2: an attack on one question costs nothing in the other."""


def slope(kind: str, body: str, before: str = "", **deserved: float) -> Attack:
    """Return an attack that is what `slope` does."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    source = f"{HEAD}{DOUBLE}{before}\ndef slope(f, x):\n{lines}\n"
    return Attack(kind, source, **deserved)  # type: ignore[arg-type]


def whole(kind: str, source: str, slope: float = 0, double: float = 0) -> Attack:
    """Return an attack on both questions."""
    return Attack(kind, HEAD + source, slope, double, exact=False)
