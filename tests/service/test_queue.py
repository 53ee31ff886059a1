"""The queue on both databases: what a killed grader leaves is graded, and nothing twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from service_site import KIM, RIGHT, grading, launched, notebook, rule
from sqlalchemy import select, update

from autograder.records.database import reading, writing
from autograder.records.schema import ResultRow, now
from autograder.service import queue
from autograder.service.intake import Refused, Upload, take_in
from autograder.service.queue import Job, Lost
from autograder.service.schema import JobRow
from autograder.service.site import Site


def put(site: Site, count: int) -> list[int]:
    """Have so many students hand in."""
    found = []
    for n in range(count):
        who = replace(KIM, user=f"sub-{n}", number=f"{20260000 + n}", name=f"Student {n}")
        taken = take_in(site, launched(site, who), Upload("hw.ipynb", notebook(RIGHT)))
        found.append(taken.id)
    return found


def results(site: Site) -> Counter[int]:
    """Return how many results each attempt has."""
    with reading(site.engine) as session:
        return Counter(session.scalars(select(ResultRow.submission_id)))


@pytest.mark.slow
def test_no_job_is_given_to_two_at_a_time(site: Site) -> None:
    wanted = put(site, 24)
    taken: list[Job] = []

    def take() -> None:
        while (job := queue.take(site.engine, site.assignments)) is not None:
            taken.append(job)

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(job.submission for job in taken) == wanted


def test_a_lease_that_ends_passes_on_and_the_first_taker_enters_nothing(site: Site) -> None:
    (attempt,) = put(site, 1)
    first = queue.take(site.engine, site.assignments)
    assert first is not None and queue.take(site.engine, site.assignments) is None
    with writing(site.engine) as session:  # it said nothing for longer than a lease
        late = now() - timedelta(seconds=1)
        session.execute(update(JobRow).values(leased_until=late))
    second = queue.take(site.engine, site.assignments)
    assert second is not None and second.submission == attempt
    assert second.worker != first.worker
    queue.go_on(site.engine, [first])  # a sign of life that comes too late takes nothing back
    records = site.records(first.class_id)
    result = {"bundle": "b", "status": "graded", "questions": []}
    run = records.begin_run("service", "tests")
    with pytest.raises(Lost):
        records.add_result(attempt, result, run, lambda s, _: queue.finish(s, first))
    assert results(site) == {}
    records.add_result(attempt, result, run, lambda s, _: queue.finish(s, second))
    assert results(site) == {attempt: 1}
    assert queue.take(site.engine, site.assignments) is None


@pytest.mark.slow
def test_an_attempt_that_ends_its_graders_gets_a_result_that_says_it_is_our_fault(
    site: Site,
) -> None:
    (attempt,) = put(site, 1)
    with writing(site.engine) as session:
        session.execute(update(JobRow).values(tries=queue.MOST_TRIES))
    with grading(site):
        while queue.left(site.engine):
            time.sleep(0.05)
    with reading(site.engine) as session:
        assert session.scalars(select(ResultRow.status)).all() == ["internal_error"]
    assert results(site) == {attempt: 1}


@pytest.mark.slow
def test_graders_killed_at_random_lose_nothing_and_grade_nothing_twice(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = put(site, 20)
    draw = random.Random(1)
    is_over = time.monotonic() + 120
    kills = 0
    processes = [_grader(site) for _ in range(2)]
    while queue.left(site.engine) and time.monotonic() < is_over:
        time.sleep(draw.uniform(0.3, 2.0))
        if kills < 6 and results(site):
            place = draw.randrange(2)
            os.killpg(processes[place].pid, signal.SIGKILL)
            processes[place].wait()
            processes[place] = _grader(site)
            kills += 1
            _expire(site)
    for process in processes:
        process.terminate()
        process.wait(30)
    assert kills > 0
    assert results(site) == Counter(wanted)


def _grader(site: Site) -> subprocess.Popen[bytes]:
    """Start a grading process as `gradkit serve` does."""
    code = "from autograder.service.serve import main; import sys; main(sys.argv[1:])"
    given = [f"address={site.settings.address}", f"database={site.settings.database}"]
    words = [str(site.folder), str(site.root), "1", "auto", *given]
    return subprocess.Popen(
        [sys.executable, "-c", code, "grader", "-1", *words],
        stdin=subprocess.PIPE,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )


def _expire(site: Site) -> None:
    """Let the time of a lease pass for whoever was killed: a living one says so again."""
    with writing(site.engine) as session:
        ended = now() - timedelta(seconds=1)
        session.execute(
            update(JobRow)
            .where(JobRow.done_at.is_(None), JobRow.leased_until.is_not(None))
            .values(leased_until=ended)
        )


def test_the_same_file_again_is_the_same_attempt_and_limits_hold(site: Site) -> None:
    visit = launched(site, KIM)
    first = take_in(site, visit, Upload("hw.ipynb", notebook(RIGHT)))
    again = take_in(site, visit, Upload("hw.ipynb", notebook(RIGHT)))
    assert (first.is_new, again.is_new, again.id) == (True, False, first.id)
    rule(site, KIM, "[attempts]\nmost = 2")
    assert take_in(site, visit, Upload("hw.ipynb", notebook("a = 1"))).number == 2
    with pytest.raises(Refused, match="2 times"):
        take_in(site, visit, Upload("hw.ipynb", notebook("a = 2")))
    rule(site, KIM, "[attempts]\na_day = 2")
    with pytest.raises(Refused, match="24 hours"):
        take_in(site, visit, Upload("hw.ipynb", notebook("a = 2")))
    rule(site, KIM, "deadline = 2020-01-01T00:00:00\n[late]\ncutoff = 1")
    with pytest.raises(Refused, match="cut-off"):
        take_in(site, visit, Upload("hw.ipynb", notebook("a = 2")))
    assert len(site.records(visit.class_id).works()[0].attempts) == 2


def test_ten_thousand_attempts_are_not_taken(site: Site) -> None:
    visit = launched(site, KIM)
    taken = refused = 0
    for n in range(40):
        try:
            take_in(site, visit, Upload("hw.ipynb", notebook(f"a = {n}")))
            taken += 1
        except Refused as why:
            refused += why.status == 429
    assert (taken, refused) == (20, 20)
