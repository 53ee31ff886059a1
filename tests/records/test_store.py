"""The records: nothing is overwritten, lost or doubled, on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from autograder.base.errors import GradkitError
from autograder.records.database import check, connected, reading
from autograder.records.rules import Rules
from autograder.records.schema import Base
from autograder.records.store import HandedIn, Outdated, Records
from autograder.records.work import TOTAL, Change
from autograder.submissions.identity import Identity, Person

KILLS = int(os.environ.get("GRADKIT_DESK_KILLS", "30"))
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
KIM = Identity("canvas", (Person("Kim Minjun", user="17"),))


def handed_in(content: bytes, identity: Identity | None = KIM, name: str = "a.ipynb") -> HandedIn:
    return HandedIn(name, name, hashlib.sha256(content).hexdigest(), identity, NOON)


def result(score: float) -> dict[str, Any]:
    return {"bundle": "b" * 64, "status": "graded", "score": score, "questions": []}


def total(work: int, points: float, who: str = "Lee") -> Change:
    return Change("adjust", TOTAL, {"set": points}, "seen", who, NOON, work=work)


def test_the_migrations_make_the_tables_of_the_schema(records: Records) -> None:
    for room in ("lti", "service"):  # whose tables are made with the others
        importlib.import_module(f"autograder.{room}.schema")
    with records.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_every_attempt_is_kept_and_the_same_bytes_again_are_no_new_one(records: Records) -> None:
    contents = [b"one", b"two", b"two", b"one"]
    ids = [records.take_in(handed_in(c), c, ".ipynb") for c in contents]
    (work,) = records.works()
    assert [attempt.number for attempt in work.attempts] == [1, 2, 3]
    assert ids == [work.attempts[n].id for n in (0, 1, 1, 2)]
    digests = [attempt.sha256 for attempt in work.attempts]
    assert [records.content(digest) for digest in digests] == [
        (c, ".ipynb") for c in (b"one", b"two", b"one")
    ]


def test_a_student_is_known_by_the_lms_and_a_name_alone_is_nobody(records: Records) -> None:
    records.take_in(handed_in(b"1", name="kim_17_1.ipynb"))
    records.take_in(handed_in(b"2", name="kim_17_2.ipynb"))
    for name in ("김민준.ipynb", "김민준-1.ipynb"):
        records.take_in(handed_in(b"3", Identity("folder", (Person("김민준"),)), name))
    assert [len(work.attempts) for work in records.works()] == [2, 1, 1]
    assert [person.name for person in records.works()[1].people] == ["김민준"]


def test_a_group_is_one_work(records: Records) -> None:
    both = Identity("gradescope", (Person("A", email="a@x"), Person("B", email="b@x")))
    turned = Identity("gradescope", both.students[::-1])
    records.take_in(handed_in(b"1", both))
    records.take_in(handed_in(b"2", turned))
    (work,) = records.works()
    assert (len(work.people), len(work.attempts)) == (2, 2)


def test_a_re_run_keeps_what_was_and_can_be_taken_back(records: Records) -> None:
    attempt = records.take_in(handed_in(b"1"))
    first, again = records.begin_run("grade", "Lee"), records.begin_run("regrade", "Lee", "fixed")
    records.add_result(attempt, result(10), first)
    records.add_result(attempt, result(7), again)
    records.add_result(attempt, result(7), again)
    work = records.work(records.works()[0].id)
    assert [o.result["score"] for o in work.attempts[0].outcomes] == [10, 7]
    records.change(Change("take_back", f"run:{again}", {"run": again}, "wrong", "Lee", NOON))
    assert records.works()[0].attempts[0].result == result(10)


def test_two_windows_at_once_the_later_one_is_told_and_nothing_is_lost(records: Records) -> None:
    records.take_in(handed_in(b"1"))
    work = records.works()[0]
    records.change(total(work.id, 5, "Lee"), seen=work.seen)
    with pytest.raises(Outdated, match="Lee changed this"):
        records.change(total(work.id, 6, "Park"), seen=work.seen)
    work = records.works()[0]
    records.change(total(work.id, 6, "Park"), seen=work.seen)
    assert [c.value["set"] for c in records.works()[0].changes] == [5, 6]


def test_of_many_at_once_one_is_first(records: Records) -> None:
    records.take_in(handed_in(b"1"))
    work = records.works()[0]

    def save(n: int) -> bool:
        try:
            records.change(total(work.id, n), seen=work.seen)
        except Outdated:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(save, range(12))) == 1
    assert len(records.works()[0].changes) == 1


def test_the_same_request_twice_is_one_change(records: Records) -> None:
    records.take_in(handed_in(b"1"))
    work = records.works()[0]
    first = records.change(total(work.id, 5), seen=0, token="t")
    assert records.change(total(work.id, 5), seen=0, token="t") == first
    assert records.works()[0].changes == (first,)


def test_classes_in_one_database_know_nothing_of_each_other(records: Records) -> None:
    other = Records(records.engine, "another class")
    records.take_in(handed_in(b"1"))
    assert other.works() == []
    other.take_in(handed_in(b"1"))
    assert len(records.works()[0].attempts) == len(other.works()[0].attempts) == 1


@pytest.mark.slow
def test_many_processes_open_an_empty_database_at_once(address: str) -> None:
    script = (
        "import sys\nfrom autograder.records.database import connected\n"
        "from autograder.records.store import Records\n"
        "print(Records(connected(sys.argv[1]), 'c').class_id)"
    )
    command = [sys.executable, "-c", script, address]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert {process.communicate()[0] for process in running} == {b"1\n"}


def test_records_lie_beside_the_results_or_where_the_rules_say(tmp_path: Path) -> None:
    Records.open(tmp_path).engine.dispose()
    assert (tmp_path / "class.db").is_file()
    elsewhere = Rules(database=f"sqlite:///{tmp_path / 'other.db'}")
    Records.open(tmp_path, elsewhere).engine.dispose()
    assert (tmp_path / "other.db").is_file()


_NURSERY = textwrap.dedent(
    """
    import os, random, signal, sys, time
    from datetime import UTC, datetime
    from autograder.records.database import connected
    from autograder.records.store import Records
    from autograder.records.work import Change

    def write(first, pipe):
        records = Records(connected(sys.argv[1]), "a class")
        work = records.works()[0].id
        at = datetime(2026, 1, 1, tzinfo=UTC)
        for number in range(first, first + 100_000):
            asked = str(number)
            change = Change("adjust", "total", {"set": number}, asked, "Lee", at, work=work)
            os.write(pipe, b"?")
            records.change_all([change, change], token=asked)
            os.write(pipe, b"!")

    draw, first = random.Random(sys.argv[3]), 0
    for _ in range(int(sys.argv[2])):
        reading, writing = os.pipe()
        if not (child := os.fork()):
            write(first, writing)
        os.close(writing)
        os.read(reading, 1)
        time.sleep(draw.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open(reading, "rb") as said:
            # What was asked for and not said to be written is asked for again, as a page would.
            first += said.read().count(b"!")
    print(first)
    """
)


def _killed(address: str, rounds: int) -> int:
    """Kill writers again and again; return how many pairs of changes they said they wrote."""
    command = [sys.executable, "-c", _NURSERY, address, str(rounds), "seed"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.slow
def test_kill_9_while_writing_loses_and_doubles_nothing(records: Records, address: str) -> None:
    records.take_in(handed_in(b"1"))
    _demand_whole(records, _killed(address, KILLS))


def _demand_whole(records: Records, last: int) -> None:
    assert check(connected(records.engine.url.render_as_string(hide_password=False))) == "ok"
    written = [change.reason for change in records.works()[0].changes]
    # Both of a pair or none; each number once; none that was acknowledged is missing.
    pairs = {str(number) for number in range(last)}
    assert pairs <= set(written) <= pairs | {str(last)}
    assert all(written.count(number) == 2 for number in set(written))


def test_a_wait_for_a_connection_that_is_too_long_is_one_line(tmp_path: Path) -> None:
    engine = create_engine(
        f"sqlite:///{tmp_path / 'class.db'}", pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    with reading(engine) as first:
        first.execute(text("SELECT 1"))
        with pytest.raises(GradkitError, match="cannot be used"), reading(engine) as second:
            second.execute(text("SELECT 1"))
