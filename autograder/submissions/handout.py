"""What an assignment hands out, so that it is known again in what comes back: its cells and names.

Must never take for a student's own what was handed out, nor the other way round.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from autograder.submissions.ipython_syntax import as_python
from autograder.submissions.notebook import digest_of
from autograder.submissions.similarity import handed_out

KIT = "selfcheck.zip"
"""What lies beside the notebooks in a student's folder."""
OURS = frozenset(["conftest.py", KIT, "requirements.txt", "README.md"])
"""What a student's folder holds besides the notebooks."""
# The first cell, with the kit in it, and the cells that ask for a check.
_FOR_THE_KIT = re.compile(
    r"^from autograder\.selfcheck\.start import start$|\A\s*grader\.\w+\([^\n]*\)\s*\Z", re.M
)
Kind = Literal["worked", "untouched", "other"]


@dataclass(frozen=True)
class Handout:
    """What is handed out of one assignment, or of several."""

    cells: frozenset[str] = frozenset()
    """The digests of the code cells of the lessons."""
    names: frozenset[str] = frozenset()
    """What its exercises ask to define."""
    notebooks: frozenset[str] = frozenset()
    """The names of its notebooks."""

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """The words of its notebooks' names, which are nobody's."""
        stems = [PurePosixPath(name).stem.lower() for name in self.notebooks]
        return frozenset(word for stem in stems for word in re.split(r"[\W_]+", stem))

    @classmethod
    def of(cls, name: str, folder: Path, names: Iterable[str]) -> Handout:
        """Return what the assignment ``name`` in ``folder`` hands out."""
        cells = frozenset(digest_of(as_python(cell)) for cell in handed_out(folder))
        languages = (path.name.split(".")[1] for path in folder.glob("lesson.*.md"))
        return cls(cells, frozenset(names), frozenset(f"{name}_{each}.ipynb" for each in languages))

    def __or__(self, other: Handout) -> Handout:
        """Return what either hands out."""
        return Handout(
            self.cells | other.cells, self.names | other.names, self.notebooks | other.notebooks
        )

    def kind(self, cells: Sequence[str]) -> Kind:
        """Tell whether code is the homework worked in, the homework as it was handed out, or else.

        Of the homework is what defines a name of the exercises.
        """
        own = [cell for cell in cells if cell.strip() and not self._is_ours(cell)]
        if self.cells and cells and not own:
            return "untouched"
        return "worked" if self.defined(own) else "other"

    def defined(self, cells: Iterable[str]) -> set[str]:
        """Return which of the exercises' names code defines at the beginning of a line."""
        if not self.names:
            return set()
        either = "|".join(map(re.escape, sorted(self.names)))
        pattern = re.compile(rf"^(?:(?:def|class)\s+)?({either})\b\s*[(:=]", re.M)
        return {name for cell in cells for name in pattern.findall(cell)}

    def _is_ours(self, cell: str) -> bool:
        return digest_of(cell) in self.cells or _FOR_THE_KIT.search(cell) is not None
