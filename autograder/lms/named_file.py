"""One file of an LMS's download, as the LMS named it: whose it is and what the student called it.

Must never trust a name further than its pattern: names are shown and compared, never opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.submissions.identity import Person


@dataclass(frozen=True)
class Piece:
    """What an LMS's name for a file says."""

    who: str
    """The same for all files of one student (or one group)."""
    name: str
    """The student's own name for the file, with folders where the LMS keeps them."""
    students: tuple[Person, ...] = ()
    attempt: str = ""
    """Sorts as the attempts do; the files of the last one count."""
    version: int = 0
    """Of two files of one name in one attempt, the higher version replaces the lower one."""
    late: bool | None = None
    attachment: str = ""
    anonymous: bool = False
    feedback: str = ""
    is_content: bool = field(default=True)
    """False for what the LMS itself adds: a receipt, a text entry, a link."""
