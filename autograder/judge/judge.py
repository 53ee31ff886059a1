"""The judge: runs the checks against one submission after another, and says what it found.

Holds the reference, the checks and the scores, in a process of its own. Must never execute,
import or unpickle anything of a submission's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from autograder.assignment.assignment import Assignment
from autograder.base.memory import cleaned, give_back_at_once
from autograder.checks.student import Student
from autograder.checks.verdict import Verdict
from autograder.judge.charts import Chart
from autograder.judge.collection import question_of
from autograder.judge.gallery import Exhibit, Gallery
from autograder.judge.judgement import Judgement, Task
from autograder.judge.judging import Judging
from autograder.judge.rehearsal import Checks, Rehearsal
from autograder.judge.replay import store
from autograder.judge.replay.differences import Stencil
from autograder.judge.trial import Trial
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.libraries import keep_in_memory

if TYPE_CHECKING:
    from autograder.judge.hints import Hints

# After one of these there may be no worker, or one that would be waited for again.
_LOST = ("timeout", "crashed", "missing", "internal_error")

Run = Callable[[pytest.Function, pytest.Function | None], BaseException | None]
"""Runs a check through pytest, knowing which one follows; returns what it raised."""


class Judge:
    """One assignment's judge: `prepare` it once, then `judge` any number of submissions."""

    def __init__(self, assignment: Assignment, sandbox: Sandbox, *, replays: bool = True) -> None:
        """Have workers started in a ``sandbox``."""
        self._assignment = assignment
        self._sandbox = sandbox
        self._reading = threading.Thread(target=keep_in_memory)
        self._reading.start()
        give_back_at_once()
        self.rehearsal = Rehearsal(assignment)
        self._judging = Judging(assignment, self.rehearsal, replays=replays)
        self._gallery = Gallery(assignment.folder, self.rehearsal.reference)
        self._checks: Checks = ()
        self._hints: Hints | None = None
        self._trials: dict[str, Trial] = {}
        """The submission that is being judged, by question."""

    def prepare(self, checks: Checks) -> None:
        """Rehearse all that is asked of a submission; raise GradkitError where it is not right."""
        self._checks = checks
        try:
            with store.drawing(self._assignment):
                self.rehearsal.prepare(checks)
                if not self.rehearsal.is_known:
                    self._try_the_rest()
                    self.rehearsal.keep()
        finally:
            self._reading.join()

    def _try_the_rest(self) -> None:
        """Draw what is shown beside verdicts of the reference; later, only where it is needed."""
        self._hinting()
        for question in self._assignment.questions:
            if self._gallery.has(question.name):
                understudy = self.rehearsal.understudy(question)
                reference = Student(understudy, "en", variables=question.variables)
                self._gallery.rehearse(question.name, reference)

    def _hinting(self) -> Hints:
        if self._hints is None:
            from autograder.judge.hints import Hints  # a fifth of all imports, for wrong work alone

            self._hints = Hints(self._assignment, self._sandbox, self.rehearsal, self._checks)
        return self._hints

    def judge(self, task: Task, run: Run) -> Judgement:
        """Judge a submission: all that it may show of itself before anything that is hidden.

        Whoever has seen a hidden check's input could show it, in the message of a public one or
        in a picture, to whoever it has told what it saw.
        """
        stencil = Stencil(self._assignment.receipt_key)
        self._trials = {
            question.name: Trial(
                self._assignment,
                self._sandbox,
                task.source,
                question,
                stencil,
                language=task.language,
            )
            for question in self._assignment.questions
        }
        try:
            seen = self._verdicts("public", run, task.follow)
            exhibits = [each for name in self._trials for each in self._shown(name, seen)]
            found = seen | self._verdicts("hidden", run, task.follow)
        finally:
            for trial in self._trials.values():
                trial.close()
        verdicts = {check.id: found[check.id] for check, _ in self._checks}
        errors = [error for trial in self._trials.values() for error in trial.errors]
        is_right = all(verdict.outcome == "passed" for verdict in verdicts.values())
        is_told = self._assignment.gives_hints and not is_right
        hints = self._hinting().of(task.source, verdicts) if is_told else {}
        return Judgement(verdicts, errors, exhibits, hints)

    def _verdicts(
        self, visibility: str, run: Run, follow: Callable[[str], None]
    ) -> dict[str, Verdict]:
        """Run the checks of one kind; a question's clock stands still while another is asked.

        After the hidden ones nothing more is asked of it: its worker's memory is given back.
        """
        chosen = [pair for pair in self._checks if pair[0].visibility == visibility]
        following = [*(item for _, item in chosen[1:]), None]
        verdicts = {}
        for (check, item), next_item in zip(chosen, following, strict=False):
            trial = self._trials[check.info.question]
            with cleaned():
                verdicts[check.id] = trial.verdict(run(item, next_item))
            follow(check.id)
            if next_item is None or question_of(next_item) is not question_of(item):
                (trial.pause if visibility == "public" else trial.close)()
        return verdicts

    def _shown(self, question: str, seen: Mapping[str, Verdict]) -> list[Exhibit | Chart]:
        """Show a question's exhibits; a submission whose worker was lost is not asked."""
        trial = self._trials[question]
        own = [check.id for check, _ in self._checks if check.info.question == question]
        is_lost = any(seen[name].outcome in _LOST for name in own if name in seen)
        with cleaned():
            exhibits = self._gallery.show(question, None if is_lost else trial.student)
        trial.pause()
        return exhibits

    def student(self, item: pytest.Function) -> Student:
        """Return the submission that is being judged, as a check sees it."""
        return self._trial(item).student(care=self.rehearsal.care(item))

    def call(self, item: pytest.Function) -> bool:
        """Run a check on the submission that is being judged; see `Judging.call`."""
        trial = self._trial(item)
        trial.begin_check()
        return self._judging.call(item, trial)

    def _trial(self, item: pytest.Function) -> Trial:
        return self._trials[question_of(item).name]

    def close(self) -> None:
        """Keep what hints were told from for the next time."""
        if self._hints is not None:
            self._hints.keep()
