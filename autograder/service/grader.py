"""A grading process: takes jobs from the queue and has judges grade them, several at a time.

Any number of these on any number of machines. Must never enter a result without closing its job in
the same transaction, nor hold a job whose judge is lost.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.grading.batch import Options, order
from autograder.grading.pool import Judge, Pool
from autograder.grading.regrade import Kept
from autograder.grading.release import as_released
from autograder.records.schema import now
from autograder.results.result import Result
from autograder.sandbox.levels import choose
from autograder.service import queue
from autograder.service.queue import Job, Lost
from autograder.service.site import Site
from autograder.submissions.ipython_syntax import ensure_readable

_LOOK_SECONDS = 0.2
_SIGN_OF_LIFE_SECONDS = 5.0
_TOLD_SECONDS = 0.5
"""Between two words on how far a job is: each is a transaction."""
_AFTER_FAULT_SECONDS = 2.0
_log = logging.getLogger("gradkit")


class Grader:
    """Grades what waits, with ``count`` judges at a time, until `stop` is called."""

    def __init__(self, site: Site, count: int, isolation: str = "auto") -> None:
        """Raise GradkitError where nothing can be graded here."""
        ensure_readable()
        self._site, self._level = site, choose(isolation)
        self._pools: dict[tuple[str, str], Pool] = {}
        self._making = threading.Lock()
        self._running: dict[int, Job] = {}
        self._runs: dict[int, int] = {}
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._work) for _ in range(count)]
        self._threads.append(threading.Thread(target=self._stay_alive))

    def start(self) -> None:
        """Begin; every assignment's checks are made ready, so that the first to come is fast."""
        threading.Thread(target=self._make_ready, daemon=True).start()
        for thread in self._threads:
            thread.start()

    def _make_ready(self) -> None:
        for assignment in self._site.assignments.values():
            try:
                self._pool(assignment)
            except GradkitError as error:  # the others can be graded all the same
                _log.error("%s cannot be graded: %s", assignment.name, error)

    def stop(self) -> None:
        """End after what is being graded now."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()
        for pool in self._pools.values():
            pool.close()

    def _pool(self, assignment: Assignment) -> Pool:
        """Return the warm process of an assignment's checks."""
        place = assignment.name, assignment.feedback
        with self._making:
            if place not in self._pools:
                self._pools[place] = Pool(assignment, self._level).made_ready()
            return self._pools[place]

    def _drop(self, pool: Pool) -> None:
        """Have the next job start a new process: this one has ended."""
        with self._making:
            for place in [place for place, one in self._pools.items() if one is pool]:
                del self._pools[place]
                with suppress(OSError):
                    pool.close()

    def _work(self) -> None:
        judges: dict[Pool, Judge] = {}
        while not self._is_over.is_set():
            try:
                job = queue.take(self._site.engine, self._site.assignments)
                if job is None:
                    self._is_over.wait(_LOOK_SECONDS)
                else:
                    self._grade(job, judges)
            except Exception as error:  # the job's lease ends, and it is taken again
                _log.error("grading: %s: %s", type(error).__name__, error)
                self._is_over.wait(_AFTER_FAULT_SECONDS)
        for judge in judges.values():
            judge.close()

    def _grade(self, job: Job, judges: dict[Pool, Judge]) -> None:
        self._running[job.id] = job
        try:
            self._enter(job, self._judged(job, judges))
        except Lost as why:
            _log.warning("grading: %s", why)
        except (GradkitError, OSError):
            queue.give_back(self._site.engine, job)
            raise
        finally:
            del self._running[job.id]

    def _judged(self, job: Job, judges: dict[Pool, Judge]) -> Result:
        assignment = self._site.assignment_of(job.class_id)
        kept = self._site.records(job.class_id).content(job.sha256)
        if assignment is None or kept is None:
            raise GradkitError(f"{job.name}: its assignment or its file is not here")
        assignment = as_released(assignment, self._site.rules(job.class_id), now())
        given = Kept(job.name, Path(job.name), job.key, None, kept[0], kept[1])
        asked = order(given, self._level, Options(self._level, language=job.language))
        pool = self._pool(assignment)
        if job.tries > queue.MOST_TRIES:
            return pool.lost(replace(asked, data=b""))
        try:
            judge = judges.setdefault(pool, pool.judge())
            return judge.grade(asked, self._teller(job, pool))
        except GradkitError:
            judges.pop(pool, None)
            self._drop(pool)
            raise

    def _teller(self, job: Job, pool: Pool) -> Callable[[str], None]:
        """Return what is told each check that is done, and says so to whoever waits, now and then.

        Of each exercise only how many are done: what came of them is said once, at the end.
        """
        question = {check.id: check.info.question for check in pool.checks}
        most, done = Counter(question.values()), Counter[str]()
        last = 0.0

        def tell(check: str) -> None:
            nonlocal last
            done[question[check]] += 1
            if time.monotonic() - last > _TOLD_SECONDS:
                last = time.monotonic()
                places = {name: [done[name], count] for name, count in most.items()}
                queue.report(self._site.engine, job, places)

        return tell

    def _enter(self, job: Job, result: Result) -> None:
        """Enter a result and close its job, both or neither."""
        records = self._site.records(job.class_id)
        if job.class_id not in self._runs:
            self._runs[job.class_id] = records.begin_run("service", "gradkit serve")
        run = self._runs[job.class_id]
        records.add_result(
            job.submission, result, run, lambda session, _: queue.finish(session, job)
        )

    def _stay_alive(self) -> None:
        while not self._is_over.wait(_SIGN_OF_LIFE_SECONDS):
            if jobs := list(self._running.values()):
                try:
                    queue.go_on(self._site.engine, jobs)
                except (GradkitError, SQLAlchemyError) as error:
                    _log.error("grading: no sign of life could be written: %s", error)
