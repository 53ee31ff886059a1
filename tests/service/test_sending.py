"""Grades to a gradebook, on both databases: each once, what changed again, what failed later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from service_site import KIM, LEE, judged, launched
from sqlalchemy import select, update

from autograder.lms.push.http import Rejected, Unavailable
from autograder.records.database import reading, writing
from autograder.records.schema import now
from autograder.records.work import TOTAL, Change
from autograder.service.schema import LinkRow, RulesRow, SendRow
from autograder.service.sending import Sender, due, enter, send
from autograder.service.site import Site

WITH_COLUMN = {"line_item": "https://lms.example/column/1"}


class Gradebook:
    """What a platform holds, and how it answers; a message with it is counted."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str, str]] = []
        self.fault: Exception | None = None

    def __call__(self, link: LinkRow, row: SendRow) -> str:
        if self.fault is not None:
            raise self.fault
        self.got.append((row.user, row.score, row.maximum))
        return "200"


def looked(site: Site, sender: Sender, post: Gradebook) -> None:
    sender.look()
    while send(site, post):
        pass


def test_a_grade_is_sent_once_and_again_only_when_it_changes(site: Site) -> None:
    post, kim = Gradebook(), launched(site, replace(KIM, **WITH_COLUMN))
    launched(site, replace(LEE, **WITH_COLUMN))  # who hands in nothing, and gets no 0
    sender = Sender(site, post)
    work = judged(site, kim, 6)
    for _ in range(3):
        looked(site, sender, post)
    looked(site, Sender(site, post), post)  # of a service that was started again
    assert post.got == [("sub-kim", "6", "10")]
    records = site.records(kim.class_id)
    records.change(Change("adjust", TOTAL, {"set": 8}, "oral", "Park", now(), work=work))
    looked(site, sender, post)
    assert post.got[1:] == [("sub-kim", "8", "10")]
    judged(site, kim, 9, "other = 1")  # what a person gave stays, so nothing changes
    looked(site, sender, post)
    assert len(post.got) == 2


def test_what_could_not_be_judged_is_not_sent(site: Site) -> None:
    post, kim = Gradebook(), launched(site, replace(KIM, **WITH_COLUMN))
    judged(site, kim, None)
    looked(site, Sender(site, post), post)
    assert post.got == []


def test_a_platform_that_is_away_gets_it_later_and_a_refusal_is_kept(site: Site) -> None:
    post, kim = Gradebook(), launched(site, replace(KIM, **WITH_COLUMN))
    sender = Sender(site, post)
    judged(site, kim, 6)
    post.fault = Unavailable("lms.example: busy (503)")
    looked(site, sender, post)
    with reading(site.engine) as session:
        row = session.scalars(select(SendRow)).one()
    assert (row.state, row.tries, row.answer) == ("due", 1, "lms.example: busy (503)")
    assert row.due_at > now() + timedelta(seconds=5)
    looked(site, sender, post)  # not before its time
    post.fault = None
    with writing(site.engine) as session:
        session.execute(update(SendRow).values(due_at=now()))
    looked(site, sender, post)
    assert post.got == [("sub-kim", "6", "10")]
    post.fault = Rejected("no such user")
    judged(site, kim, 7, "other = 1")
    looked(site, sender, post)
    looked(site, sender, post)
    with reading(site.engine) as session:
        states = session.scalars(select(SendRow.state).order_by(SendRow.id)).all()
    assert states == ["sent", "refused"]


@pytest.mark.parametrize(
    "rule", ['grades = "by hand"', "grades = 2199-01-01T00:00:00"], ids=["by hand", "at a date"]
)
def test_a_teacher_says_when(rule: str, site: Site) -> None:
    post, kim = Gradebook(), launched(site, replace(KIM, **WITH_COLUMN))
    with writing(site.engine) as session:
        session.add(RulesRow(class_id=kim.class_id, text=rule, who="Park"))
    sender = Sender(site, post)
    judged(site, kim, 6)
    looked(site, sender, post)
    assert post.got == []
    assert enter(site, kim.class_id, due(site, kim.class_id), "Park") == 1
    looked(site, sender, post)
    assert post.got == [("sub-kim", "6", "10")]


def test_a_newer_grade_takes_the_place_of_one_that_waits(site: Site) -> None:
    post, kim = Gradebook(), launched(site, replace(KIM, **WITH_COLUMN))
    sender = Sender(site, post)
    post.fault = Unavailable("away")
    for score, code in ((6, "a = 1"), (8, "a = 2")):
        judged(site, kim, score, code)
        looked(site, sender, post)
    post.fault = None
    with writing(site.engine) as session:
        session.execute(update(SendRow).where(SendRow.state == "due").values(due_at=now()))
    looked(site, sender, post)
    assert post.got == [("sub-kim", "8", "10")]
