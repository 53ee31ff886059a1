"""From a platform's launch to the grade in its gradebook, with a platform of the tests' own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from lms_servers import Answer, listening
from lti_door import CLAIM, ROLE, Door, Forger, Visitor
from service_site import (
    RIGHT,
    WRONG,
    Served,
    csrf_of,
    grading,
    notebook,
    opened_small,
    served,
    wait,
)

from autograder.service.sending import Sender
from autograder.service.tool import post_by

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope"
_SERVICES = f"{AGS}/score {AGS}/lineitem {AGS}/result.readonly"


@dataclass
class Course(Forger):
    """A platform with a gradebook of one column and a list of members."""

    scores: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        name = path.partition("?")[0]
        if name == "/token":
            return Answer(200, {"access_token": "t", "token_type": "bearer", "expires_in": 3600})
        if name == "/column/results":
            return Answer(200, self.results())
        if name == "/column/scores":
            self.scores.append(json.loads(body))
            return Answer(200, {})
        if name == "/column":
            return Answer(200, {"id": f"{self.url}/column", "label": "x", "scoreMaximum": 1})
        if name == "/members":
            people = [("student-1", "김하나", "Learner"), ("student-2", "Late Lee", "Learner")]
            found = [
                {"user_id": user, "name": name, "roles": [role], "status": "Active"}
                for user, name, role in people
            ]
            return Answer(200, {"id": self.url, "members": found})
        return super().answer(method, path, headers, body)

    def results(self) -> list[dict[str, Any]]:
        last = {score["userId"]: score for score in self.scores}
        return [
            {"userId": u, "resultScore": s["scoreGiven"], "resultMaximum": s["scoreMaximum"]}
            for u, s in last.items()
        ]


def of_course(course: Course, role: str, user: str) -> Callable[[dict[str, Any]], None]:
    """Return the claims of somebody in a course with services."""

    def change(claims: dict[str, Any]) -> None:
        claims["sub"] = user
        claims[f"{CLAIM}roles"] = [f"{ROLE}membership#{role}"]
        claims[f"{CLAIM}custom"] = {"assignment": "mini"}
        claims[f"{CLAIM}launch_presentation"] = {"locale": "ko"}
        claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = {
            "scope": _SERVICES.split(),
            "lineitem": f"{course.url}/column",
            "lineitems": f"{course.url}/columns",
        }
        claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = {
            "context_memberships_url": f"{course.url}/members",
            "service_versions": ["2.0"],
        }

    return change


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def handed_in(small: Served, launch: requests.Response, code: str) -> None:
    home = f"{small.address}{launch.headers['Location']}"
    done = small.session.post(
        f"{home}hand-in",
        data={"csrf": csrf_of(home)},
        files={"file": ("hw.ipynb", notebook(code))},
        headers={"Accept": "application/json"},
    )
    assert done.status_code == 200, done.text


@pytest.mark.slow
def test_a_launch_a_notebook_and_a_minute_later_the_grade(tmp_path: Path) -> None:
    with (
        listening(Course()) as course,
        opened_small(tmp_path) as site,
        served(site) as small,
        grading(site),
    ):
        assert isinstance(course, Course)
        course.register(small.tool)
        visitor = Visitor(Door(small.tool), course, session=small.session)
        sender = Sender(site, post_by(small.tool))
        sender.start()
        try:
            teacher = visitor.launch(of_course(course, "Instructor", "teacher-1"))
            assert teacher.status_code == 303
            student = visitor.launch(of_course(course, "Learner", "student-1"))
            handed_in(small, student, RIGHT)
            until(lambda: len(course.scores) == 1)
            assert course.scores[0]["userId"] == "student-1"
            assert course.scores[0]["scoreGiven"] == course.scores[0]["scoreMaximum"] == 10
            home = f"{small.address}{teacher.headers['Location']}"
            small.post(
                home, "rules", {"csrf": csrf_of(home), "text": '[attempts]\ncounts = "best"'}
            )
            handed_in(small, student, WRONG)
            wait(site)
            time.sleep(2.5)  # longer than the sender's look
            assert len(course.scores) == 1  # the best one counts, and it is there already
            small.post(home, "roster", {"csrf": csrf_of(home)})
            roster = small.get(home, "roster").text
            assert "Late Lee" in roster and "미제출" in roster
            assert "sent: 200" in small.get(home, "grades").text
        finally:
            sender.stop()


def test_the_bare_address_says_that_it_is_up_and_where_its_door_is(idle: Served) -> None:
    for language, word in (("en-GB", "Open your homework"), ("ko", "과제 링크로")):
        answer = requests.get(f"{idle.address}/", headers={"Accept-Language": language}, timeout=9)
        assert (answer.status_code, word in answer.text) == (200, True)
