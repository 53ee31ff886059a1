"""What a submission may use: seconds, bytes, messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.base.errors import GradkitError


@dataclass(frozen=True)
class Limits:
    """What a submission may use; each is a setting of ``[limits]`` and of ``--limit``.

    What is printed goes nowhere, so that it costs time and needs no limit of its own. Raises
    ValueError where a limit is no positive number.
    """

    statement: float = 4.0
    """Seconds of wall time for one top-level statement."""
    call: float = 4.0
    """Seconds of wall time for one call."""
    question: float = 20.0
    """Seconds of wall time for a question, all its statements and calls."""
    cpu: float = 30.0
    """Seconds of processor time for each process."""
    memory_mib: int = 2048
    """MiB of address space for each process."""
    processes: int = 8
    """Processes and threads at a time, the sandbox's own included."""
    file_mib: int = 16
    """MiB of any one file that is written."""
    message_mib: int = 10
    """MiB of any one message to the judge."""
    messages: int = 1_000_000
    """Messages to the judge in a question."""
    evaluations: int = 200_000
    """Calls of the judge's functions (``f``) in a check."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not is_number or not 0 < value < float("inf"):
                raise ValueError(f"limit {name}: {value!r} is not a positive number")
            if isinstance(getattr(type(self), name), int) and not isinstance(value, int):
                raise ValueError(f"limit {name}: {value!r} is not a whole number")

    def changed(self, settings: Mapping[str, float]) -> Limits:
        """Return these limits with some of them set; raise GradkitError for an unknown one."""
        if unknown := sorted(set(settings) - set(vars(self))):
            raise GradkitError(f"no limit {unknown[0]}; there are {', '.join(vars(self))}")
        try:
            values: dict[str, Any] = {**vars(self), **settings}
            return Limits(**values)
        except ValueError as error:
            raise GradkitError(str(error)) from error
