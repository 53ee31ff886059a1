"""Diagnosis by difference: which one misconception answers a panel of questions as a work does.

A part's panel is a list of probes: functions of ``student`` that return what they saw. They are
asked of a work whose check failed, and of every misconception of that part, in workers of their
own. Must never change a verdict, and would rather say nothing than something wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from autograder.assignment.assignment import Assignment
from autograder.assignment.forms import written
from autograder.assignment.misconceptions import Misconception, catalogue
from autograder.checks.loading import Program, prepare
from autograder.checks.student import Student
from autograder.judge.diagnosis.comparison import TOLERANCE
from autograder.judge.diagnosis.notes import Notes
from autograder.judge.diagnosis.panels import Probe
from autograder.judge.diagnosis.subject import Subject
from autograder.protocol.outcomes import Missing, Stop, StudentException
from autograder.protocol.values import Unknown
from autograder.sandbox.conversation import Budget, WorkerRunner
from autograder.sandbox.launch import Sandbox

Observations = list[Any]
_HEAD = "import numpy as np\n"
RIGHT = ""
"""In the place of a misconception's id: the reference."""

# Ours answer at once; only a machine that stands still could take so long.
_PATIENCE = 60.0


class Known:
    """What the misconceptions answer, part by part, worked out when it is first asked for."""

    def __init__(
        self,
        assignment: Assignment,
        sandbox: Sandbox,
        probes: Mapping[str, Sequence[Probe]],
        notes: Notes,
    ) -> None:
        self._assignment = assignment
        self._sandbox = sandbox
        self._panels = probes
        self._notes = notes

    @cached_property
    def _known(self) -> dict[str, Misconception]:
        return catalogue(self._assignment.misconceptions)

    def of(self, part: str, subject: Subject) -> list[Misconception]:
        """Return the misconception of ``part`` that answers all its probes as a work does, or two.

        Empty where none does, or more than one, or where the work answers as the reference does;
        two where only both together do. Raises Stop where the work does not answer.
        """
        probes = self._panels.get(part, ())
        if not probes or not any(known.part == part for known in self._known.values()):
            return []
        seen = observed(probes, subject.afresh())
        subject.rest()
        answers = self.answers(part)
        alikes = [name for name, theirs in answers.items() if alike(seen, theirs)]
        if alikes:
            return [self._known[alikes[0]]] if len(alikes) == 1 and alikes != [RIGHT] else []
        sets = {names for names, theirs in self._forms(part) if alike(seen, theirs)}
        single = {names for names in sets if len(names) == 1}
        chosen = single or sets
        return [self._known[name] for name in sorted(chosen.pop())] if len(chosen) == 1 else []

    def _forms(self, part: str) -> list[tuple[frozenset[str], Observations]]:
        """Return what the misconceptions of a part answer in other forms, and two at once."""
        return self._notes.of(f"forms of {part}", partial(self._of_forms, part))

    def _of_forms(self, part: str) -> list[tuple[frozenset[str], Observations]]:
        parts = {known.id: known.part for known in self._known.values()}
        made = [w for w in written(self._assignment.misconceptions, parts) if w.part == part]
        sources = {str(place): _HEAD + each.source for place, each in enumerate(made)}
        found = self._asked(part, sources)
        return [(made[int(place)].known, seen) for place, seen in found.items()]

    def answers(self, part: str) -> dict[str, Observations]:
        """Return what each misconception of a part answers, and the reference; those that can."""
        return self._notes.of(f"answers of {part}", partial(self._of_catalogue, part))

    def _of_catalogue(self, part: str) -> dict[str, Observations]:
        sources = {known.id: known.source for known in self._known.values() if known.part == part}
        sources[RIGHT] = self._assignment.reference.read_text(encoding="utf-8")
        return self._asked(part, sources)

    def _asked(self, part: str, sources: Mapping[str, str]) -> dict[str, Observations]:
        """Ask one solution after the other, in one worker as long as it lives."""
        question = next(q for q in self._assignment.questions if q.name == part.partition(".")[0])
        workers = _Workers(self._sandbox, self._assignment)
        found: dict[str, Observations] = {}
        reference = self._assignment.reference.read_text(encoding="utf-8")
        try:
            for name, source in sources.items():
                program = self._assignment.program(question, [reference, source])
                with suppress(Stop):
                    prepare(partial(workers.runner, program), program)
                    subject = Student(
                        workers.runner(program),
                        "en",
                        tells_gradients=bool(question.given),
                        variables=question.variables,
                    )
                    found[name] = observed(self._panels[part], subject)
        finally:
            workers.close()
        if len(found) < len(sources):
            self._notes.lack()
        return found


class _Workers:
    """A worker for solutions of ours, and another one where that has ended."""

    def __init__(self, sandbox: Sandbox, assignment: Assignment) -> None:
        self._sandbox = sandbox
        self._limits = replace(assignment.limits, statement=_PATIENCE, call=_PATIENCE)
        self._runner: WorkerRunner | None = None

    def runner(self, program: Program) -> WorkerRunner:
        """Return the way to a living worker."""
        if self._runner is None or self._runner.is_lost:
            worker = self._sandbox.start(dict(program.given), {})
            self._runner = WorkerRunner(worker, self._limits, Budget(10 * _PATIENCE))
        return self._runner

    def close(self) -> None:
        """End it."""
        if self._runner is not None:
            self._runner.close()


def observed(probes: Sequence[Probe], subject: Student) -> Observations:
    """Return what the probes see of a work; that it raised, or has no such name, is seen too.

    Raises Stop where it does not answer.
    """
    seen: Observations = []
    for probe in probes:
        subject.begin_example()
        try:
            value = probe(subject)
        except StudentException as error:
            value = f"raised {error.kind}"
            if error.refusal is not None:  # of what a function was handed, whoever calls it
                value += f": {error.refusal.en}"
        except Missing:
            value = "missing"
        except Exception as error:  # the probe's own: what came back is nothing it can work with
            value = f"odd {type(error).__name__}"
        seen.append(_plain(value))
    return seen


def _plain(value: Any) -> Any:
    """Return a value as it is compared: text, a float64 array, a list or a dict of such."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float, np.ndarray, np.generic)):
        array = np.asarray(value)
        return array.astype(np.float64) if array.dtype.kind in "biuf" else f"of {array.dtype}"
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return f"a {value.kind}" if isinstance(value, Unknown) else f"a {type(value).__name__}"


def alike(one: Any, other: Any) -> bool:
    """Return whether two observations are the same but for rounding and an accepted step."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape:
            return False
        with np.errstate(invalid="ignore"):
            size = np.maximum(1.0, np.maximum(np.abs(one), np.abs(other)))
            close = np.abs(one - other) <= TOLERANCE * size
        same = (one == other) | (np.isnan(one) & np.isnan(other))
        return bool(np.all(same | (close & np.isfinite(one) & np.isfinite(other))))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return type(one) is type(other) and bool(one == other)
