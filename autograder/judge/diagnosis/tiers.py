"""The diagnosis of a wrong part: known misconceptions first, then relations, then where.

Must never say what a surer tier contradicts, and must end for one that takes its time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.assignment.assignment import Assignment
from autograder.checks.student import Student
from autograder.judge.diagnosis.hint import KNOWN, Hint
from autograder.judge.diagnosis.inquiry import Inquiry, Source
from autograder.judge.diagnosis.known import Known
from autograder.judge.diagnosis.panels import Panels
from autograder.sandbox.launch import Sandbox


class Diagnosis:
    """All three tiers, for one assignment."""

    def __init__(
        self, assignment: Assignment, sandbox: Sandbox, panels: Panels, sources: Sequence[Source]
    ) -> None:
        """Prepare nothing yet: what a part needs is worked out when it is first asked for."""
        self._known = Known(assignment, sandbox, panels.probes)
        self._inquiry = Inquiry(assignment, sources)
        self._places = panels.places

    def of(self, part: str, subject: Callable[[], Student]) -> Hint | None:
        """Return what is behind a part that failed; None where nothing sure can be said.

        ``subject()`` returns the work, its worker alive. Raises Stop where it does not answer.
        """
        known = self._known.of(part, subject)
        if known is not None:
            return Hint(known.id, KNOWN, known.title, known.hint)
        return self._inquiry.of(part, subject, self._places.get(part))
