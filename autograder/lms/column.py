"""The columns of a grade sheet that hold an assignment's grades, and the choice of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autograder.base.errors import GradkitError
from autograder.base.text import one_line


@dataclass(frozen=True)
class Column:
    """A column that could hold the grades."""

    index: int
    header: str
    title: str
    id: str = ""
    maximum: Decimal | None = None
    warning: str = ""
    """What the LMS would do with it that a teacher may not want."""


def chosen(
    columns: Sequence[Column], wanted: str | None, titles: Sequence[str], sheet: str
) -> Column:
    """Return the column that is meant; raise GradkitError that lists them where it is not clear.

    ``wanted``: a header, a title, an id, or a part of a header that only one has. Without it, the
    column with one of the assignment's titles, or the only one.
    """
    if wanted is not None:
        found = [c for c in columns if plain(wanted) in map(plain, (c.header, c.title, c.id))]
        found = found or [c for c in columns if plain(wanted) in plain(c.header)]
    else:
        known = [c for c in columns if not c.warning]
        own = {plain(title) for title in titles}
        found = [c for c in known if plain(c.title) in own] or known or list(columns)
    if len(found) == 1:
        return found[0]
    headers = "; ".join(one_line(c.header, 60) for c in (found or columns)) or "none"
    which = f" that fits {wanted!r}" if wanted is not None else ""
    raise GradkitError(
        f"{sheet}: {len(found) or 'no'} column{'s' if len(found) != 1 else ''}{which}; "
        f"say which with --column: {headers}"
    )


def find_header(header: Sequence[str], words: Iterable[str]) -> int:
    """Return the index of the first column with one of these titles; -1 if there is none."""
    known = {plain(word) for word in words}
    return next((i for i, title in enumerate(header) if plain(title) in known), -1)


def plain(text: str) -> str:
    """Return a header as it is compared: without case, layout and the tags of some packs."""
    text = re.sub(r"<[^<>]*>", " ", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", text).strip().casefold()
