"""The error that people read: one line that says which file, what is wrong and what to do."""

from __future__ import annotations


class GradkitError(Exception):
    """A mistake that a person can mend; the text is the one line that is shown."""
