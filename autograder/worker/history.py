"""What IPython keeps of the cells that have run: `_`, `Out`, `In` and their like.

Must never keep a value that no cell asks for: one can be large.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

SHOWN = "_gradkit_shown"
"""What the last expression of a cell is handed to, where a later cell asks for its value."""
_VALUES = re.compile(r"_{1,3}|Out|_oh|_\d+")
_CELLS = re.compile(r"In|_ih|_dh|_i{1,3}|_i\d+")


def asked_for(names: Iterable[str]) -> set[str]:
    """Return which names stand for the value of an earlier cell."""
    return {name for name in names if _VALUES.fullmatch(name)}


class History:
    """The values of a notebook's cells, and the cells themselves, under the names it asks for."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._asked: set[str] = set()
        self._cells: list[str] = []
        self._number = 0
        self._values: list[Any] = ["", "", ""]

    def begin(self, cells: Sequence[str], names: Iterable[str]) -> None:
        """Put there what there is of ``names`` before the first cell has run."""
        self._cells = list(cells)
        self._asked = {n for n in names if _VALUES.fullmatch(n) or _CELLS.fullmatch(n)}
        if self._asked:
            cells_run, values = [""], dict[int, Any]()
            own = {"In": cells_run, "_ih": cells_run, "Out": values, "_oh": values}
            self._namespace.update(own, _dh=[os.getcwd()], **{SHOWN: self._keep})
            self._put({"_": "", "__": "", "___": ""})

    def at(self, cell: int) -> None:
        """Come to a statement of a cell, the first being 1: what is run up to it is known."""
        if not self._asked:
            return
        run = ["", *(source for source in self._cells[:cell] if source.strip())]
        self._number = len(run) - 1
        self._namespace["In"][:] = run
        self._put({f"_i{number}": source for number, source in enumerate(run)})
        before = ["", "", "", *run[:-1]]
        self._put({"_" + "i" * ago: before[-ago] for ago in (1, 2, 3)})

    def _keep(self, value: Any) -> None:
        """Take the value that a cell ends with; what the notebook itself calls `_` stays that."""
        if value is None:
            return
        self._namespace["Out"][self._number] = value
        self._put({f"_{self._number}": value})
        names = ("_", "__", "___")
        own = [n for n, v in zip(names, self._values, strict=True) if self._is_other(n, v)]
        self._values = [value, *self._values[:2]]
        if not own:
            self._put(dict(zip(names, self._values, strict=True)))

    def _is_other(self, name: str, value: Any) -> bool:
        return name in self._asked and self._namespace.get(name) is not value

    def _put(self, names: dict[str, Any]) -> None:
        self._namespace.update({n: value for n, value in names.items() if n in self._asked})
