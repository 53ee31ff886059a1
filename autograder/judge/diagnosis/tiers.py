"""The diagnosis of a wrong part: known misconceptions first, then relations, then where.

Must never say what a surer tier contradicts, and must end for one that takes its time.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.assignment.assignment import Assignment
from autograder.assignment.misconceptions import Misconception
from autograder.base.language import Text
from autograder.judge.diagnosis.hint import KNOWN, Hint
from autograder.judge.diagnosis.inquiry import Inquiry, Source
from autograder.judge.diagnosis.known import Known
from autograder.judge.diagnosis.notes import Notes
from autograder.judge.diagnosis.panels import Panels
from autograder.judge.diagnosis.subject import Subject
from autograder.sandbox.launch import Sandbox

_TWO = Text(
    "Two things come together here, and your answers are those of both at once. ",
    "두 가지가 함께 일어났고, 답은 둘을 합친 것과 같습니다. ",
)


def _both(known: Sequence[Misconception]) -> Hint:
    """Return the hint for two misconceptions at once: what each of them is."""
    titles = [each.title for each in known]
    told = Text(
        " ".join(f"({place}) {title.en}." for place, title in enumerate(titles, 1)),
        " ".join(f"({place}) {title.ko}." for place, title in enumerate(titles, 1)),
    )
    title = Text("; ".join(each.en for each in titles), "; ".join(each.ko for each in titles))
    return Hint("+".join(each.id for each in known), KNOWN, title, _TWO + told)


class Diagnosis:
    """All three tiers, for one assignment."""

    def __init__(
        self, assignment: Assignment, sandbox: Sandbox, panels: Panels, sources: Sequence[Source]
    ) -> None:
        """Prepare nothing yet: what a part needs is worked out when it is first asked for."""
        self._notes = Notes(assignment)
        self._known = Known(assignment, sandbox, panels.probes, self._notes)
        self._inquiry = Inquiry(assignment, sources, self._notes)
        self._places = panels.places

    def of(self, part: str, subject: Subject) -> Hint | None:
        """Return what is behind a part that failed; None where nothing sure can be said.

        Raises Stop where the work does not answer.
        """
        known = self._known.of(part, subject)
        if len(known) == 1:
            return Hint(known[0].id, KNOWN, known[0].title, known[0].hint)
        if known:
            return _both(known)
        return self._inquiry.of(part, subject, self._places.get(part))

    def keep(self) -> None:
        """Keep on disk what has been worked out that depends on no work."""
        self._notes.keep()
