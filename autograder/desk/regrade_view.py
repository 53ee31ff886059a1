"""Grading again from the desk: what would change first, then apply it or not.

What was found is kept in memory until then, so that what is applied is what was shown.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field

from starlette.responses import Response

from autograder.base.errors import GradkitError
from autograder.desk.page import Desk, Form, Page, rendered, to
from autograder.grading.batch import Options
from autograder.grading.regrade import (
    Regraded,
    apply,
    attempts_to_grade,
    regraded,
    take_back,
)


@dataclass
class Job:
    """A re-grade that goes on, or waits to be applied."""

    count: int = 0
    done: list[Regraded] = field(default_factory=list)
    problem: str = ""
    is_over: bool = False

    @property
    def changed(self) -> list[Regraded]:
        """Those whose totals would change, the losers first."""
        found = [one for one in self.done if one.is_changed]
        return sorted(found, key=lambda one: (_gain(one), one.work.title))


def _gain(one: Regraded) -> float:
    return float(one.after.score or 0) - float(one.before.score or 0)


def regrade_page(desk: Desk, page: Page) -> Response:
    """Return how a re-grade stands, or offer one; the class's runs below."""
    job: Job | None = desk.jobs.get("regrade")
    changed = job.changed if job and job.is_over else []
    gains = sum(_gain(one) > 0 for one in changed)
    return rendered(
        page,
        "regrade.html",
        job=job,
        changed=changed,
        gains=gains,
        losses=len(changed) - gains,
        runs=list(reversed(page.room.records.runs())),
        taken_back={
            c.value["run"] for c in page.room.records.class_changes() if c.kind == "take_back"
        },
        can_start=desk.room.assignment is not None,
    )


def act(desk: Desk, page: Page, form: Form) -> Response:
    """Start, apply or drop a re-grade, or take one back."""
    room, job = page.room, desk.jobs.get("regrade")
    todo = form("do")
    if todo == "start" and (job is None or job.is_over):
        started = Job()
        desk.jobs["regrade"] = started
        threading.Thread(target=_run, args=(desk, started), daemon=True).start()
    elif todo == "apply" and job and job.is_over and not job.problem:
        apply(room.out, room.records, job.done, room.who, form("reason"))
        del desk.jobs["regrade"]
        desk.changed()
    elif todo == "discard" and job and job.is_over:
        del desk.jobs["regrade"]
    elif todo == "take_back":
        take_back(room.out, room.records, form.number("run") or 0, room.who, form("reason"))
        desk.changed()
    return to(page, "/regrade")


def _run(desk: Desk, job: Job) -> None:
    room = desk.room
    try:
        if room.assignment is None:
            raise GradkitError("no assignment here")
        rules = room.rules
        job.count = len(attempts_to_grade(room.records, rules))
        options = Options(jobs=os.cpu_count() or 1)
        for one in regraded(room.records, rules, room.assignment, options):
            job.done.append(one)
    except GradkitError as error:
        job.problem = str(error)
    except Exception as error:  # said on the page, since nobody waits for this thread
        job.problem = f"{type(error).__name__}: {error}"
    finally:
        job.is_over = True
