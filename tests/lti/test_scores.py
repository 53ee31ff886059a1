"""Scores are said once, in order, never over what somebody typed; columns and members follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lms_servers import Answer, listening
from lti_door import Door, Forger

from autograder.lms.push import http as web
from autograder.lms.push.http import Rejected, Unavailable
from autograder.lti import scores as module
from autograder.lti.launch import Launch
from autograder.lti.line_items import line_item
from autograder.lti.members import members
from autograder.lti.scores import Score, send_score

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCOPES = tuple(AGS + name for name in ("lineitem", "score", "result.readonly"))
AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@dataclass
class Gradebook(Forger):
    """Line items, scores, results and members, as the specifications have them, with odd ways.

    ``moodle``: addresses with a query and timestamps in whole seconds
    (`mod/lti/service/gradebookservices`). ``canvas``: members over pages with `Link`
    (`doc/api/names_and_role.md`).
    """

    odd: str = ""
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    scores: list[dict[str, Any]] = field(default_factory=list)
    grades: dict[str, float] = field(default_factory=dict)
    """What the gradebook shows, out of 100."""
    seconds: dict[str, int] = field(default_factory=dict)
    scopes: list[str] = field(default_factory=list)

    @property
    def query(self) -> str:
        return "?type_id=3" if self.odd == "moodle" else ""

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/token":
            scope = parse_qs(body.decode())["scope"][0]
            self.scopes.append(scope)
            return Answer(200, {"access_token": f"for {scope}", "expires_in": 3600})
        if parts.path == "/jwks":
            return super().answer(method, path, headers, body)
        assert headers["Authorization"].startswith("Bearer for ")
        if self.odd == "moodle":
            assert query["type_id"] == "3"
        if parts.path == "/members":
            return self._members(query)
        return self._graded(method, parts.path, query, headers, body)

    def _graded(self, method: str, path: str, query: Any, headers: Any, body: bytes) -> Answer:
        if (method, path) == ("GET", "/items"):
            return Answer(200, list(self.items.values()))
        if (method, path) == ("POST", "/items"):
            return self._keep(f"{self.url}/items/{len(self.items) + 1}{self.query}", body)
        own = f"{self.url}{path}"
        if method == "PUT":
            return self._keep(f"{own}{self.query}", body)
        if path.endswith("/results"):
            found = [
                {"userId": user, "resultScore": score, "resultMaximum": 100}
                for user, score in self.grades.items()
                if user == query["user_id"] or not self.odd  # Open edX passes over the filter
            ]
            return Answer(200, found)
        if path.endswith("/scores"):
            assert headers["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
            return self._taken(json.loads(body))
        return Answer(200, self.items[f"{own}{self.query}"])

    def _keep(self, url: str, body: bytes) -> Answer:
        self.items[url] = json.loads(body) | {"id": url}
        return Answer(201, self.items[url])

    def _taken(self, score: dict[str, Any]) -> Answer:
        at = datetime.fromisoformat(score["timestamp"])
        if self.odd == "moodle":
            if self.seconds.get(score["userId"], 0) >= int(at.timestamp()):
                return Answer(409, {"reason": "Refusing score with an earlier timestamp"})
            self.seconds[score["userId"]] = int(at.timestamp())
        self.scores.append(score)
        if score["gradingProgress"] == "FullyGraded":
            shown = 100 * score["scoreGiven"] / score["scoreMaximum"]
            self.grades[score["userId"]] = min(shown, 100) if self.odd == "moodle" else shown
        return Answer(200, "" if self.odd == "moodle" else {})

    def _members(self, query: dict[str, str]) -> Answer:
        member = "http://purl.imsglobal.org/vocab/lis/v2/membership"
        people = [
            {"user_id": "s1", "name": "김하나", "roles": [f"{member}#Learner"]},
            {"user_id": "s2", "given_name": "Bo", "family_name": "Lee", "roles": ["Learner"]},
            {"user_id": "s3", "status": "Inactive", "roles": [f"{member}#Learner"]},
            {
                "user_id": "t",
                "roles": [f"{member}#Instructor", f"{member}/Instructor#TeachingAssistant"],
            },
        ]
        page = int(query.get("page", "1"))
        links = {}
        if self.odd == "canvas" and page < 4:
            links = {"Link": f'<{self.url}/members?page={page + 1}>; rel="next"'}
            people = people[page - 1 : page]
        elif self.odd == "canvas":
            people = people[3:]
        return Answer(200, {"id": "x", "context": {"id": "1"}, "members": people}, links)


@dataclass
class Sent:
    door: Door
    book: Gradebook
    item: str
    platform: int

    def send(self, given: float | None, minutes: int = 0, **more: Any) -> str:
        points = None if given is None else Decimal(str(given))
        score = Score("s1", points, Decimal(10), AT + timedelta(minutes=minutes), **more)
        return send_score(self.door.tool, self.item, self.platform, score)


# Whoever has timestamps in whole seconds makes a test wait for the next one.
@pytest.fixture(params=["", pytest.param("moodle", marks=pytest.mark.slow), "canvas"])
def sent(request: pytest.FixtureRequest, standing: tuple[Door, Forger]) -> Iterator[Sent]:
    """A platform of its own for each test, at the door that stands."""
    with listening(Gradebook(odd=request.param)) as book:
        assert isinstance(book, Gradebook)
        number = book.register(standing[0].tool)
        yield Sent(standing[0], book, f"{book.url}/items/1{book.query}", number)


def launched(sent: Sent, **changes: Any) -> Launch:
    found = Launch(
        platform=sent.platform,
        deployment="deployment-1",
        context="course-1",
        context_title="",
        resource_link="link-1",
        resource_title="",
        user="t",
        name="",
        email="",
        number="",
        role="instructor",
        locale="",
        assignment="gradients",
        line_item="",
        line_items=f"{sent.book.url}/items{sent.book.query}",
        members=f"{sent.book.url}/members{sent.book.query}",
        scopes=SCOPES,
        return_url="",
        frame_ancestors="",
    )
    return replace(found, **changes)


def test_a_score_is_said_once(sent: Sent) -> None:
    assert sent.send(7, comment="well done").startswith("sent: 200")
    [said] = sent.book.scores
    assert (said["userId"], said["scoreGiven"], said["scoreMaximum"]) == ("s1", 7, 10)
    assert (said["activityProgress"], said["gradingProgress"]) == ("Completed", "FullyGraded")
    assert said["comment"] == "well done"
    asked = len(sent.book.asked)
    assert sent.send(7, comment="well done") == "unchanged: not sent"
    assert sent.send(7, minutes=5, comment="well done") == "unchanged: not sent"
    assert len(sent.book.asked) == asked  # not even a question


def test_a_grade_is_not_lowered_by_accident(sent: Sent) -> None:
    sent.send(7)
    assert sent.send(5, minutes=1) == "7 of 10 was sent before, which is higher: not sent"
    assert sent.book.grades == {"s1": 70}
    assert sent.send(5, minutes=1, may_lower=True).startswith("sent")
    assert sent.send(8, minutes=2).startswith("sent")
    assert sent.book.grades == {"s1": 80}


def test_a_bonus_is_sent_above_the_maximum_and_may_change(sent: Sent) -> None:
    """Also where the platform shows full marks in its place, which nobody typed."""
    sent.send(11.5)
    assert sent.book.scores[-1]["scoreGiven"] == 11.5
    assert sent.send(12, minutes=1).startswith("sent")
    assert sent.send(9, minutes=2, may_lower=True).startswith("sent")
    assert sent.book.grades == {"s1": 90}
    sent.send(11, minutes=3)
    sent.book.grades["s1"] = 95.0
    assert "9.5 of 10 was typed" in sent.send(12, minutes=4)


def test_an_older_score_that_is_late_does_not_replace_a_newer_one(sent: Sent) -> None:
    sent.send(5, minutes=10)
    assert sent.send(9, minutes=3) == "a newer one was sent before: not sent"
    assert [score["scoreGiven"] for score in sent.book.scores] == [5]


def test_what_a_person_typed_into_the_gradebook_stays(sent: Sent) -> None:
    sent.send(5)
    sent.book.grades["s1"] = 95.0
    assert sent.send(8, minutes=1, may_lower=True) == (
        "9.5 of 10 was typed into the gradebook: not sent"
    )
    sent.book.grades["s1"] = 50.004  # as the LMS rounds it
    assert sent.send(8, minutes=2).startswith("sent")


def test_a_grade_that_was_there_before_us_stays_where_it_is_higher(sent: Sent) -> None:
    sent.book.grades |= {"s1": 90.0, "s2": 10.0}
    assert "90" not in sent.send(8) and sent.book.scores == []
    sent.book.grades["s1"] = 20.0
    assert sent.send(8).startswith("sent")


def test_timestamps_grow_whatever_the_clock_says(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_NEXT_SECOND", 1.1 if sent.book.odd == "moodle" else 0.0)
    for number in range(3):
        assert sent.send(number + 1, minutes=number).startswith("sent")
    times = [score["timestamp"] for score in sent.book.scores]
    assert len(times) == 3 and times == sorted(set(times))


def test_work_that_a_person_still_grades_is_said_to_wait(sent: Sent) -> None:
    sent.send(None, progress="Submitted", final=False)
    [said] = sent.book.scores
    assert "scoreGiven" not in said
    assert (said["activityProgress"], said["gradingProgress"]) == ("Submitted", "PendingManual")
    assert sent.send(6, minutes=1).startswith("sent")


def test_a_platform_that_refuses_or_is_away(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_BACK_OFF", 0.01)
    sent.door.tool._accesses.clear()  # made anew, with the shorter pause
    results, no = Answer(200, []), Answer(400, {"error": "no such user"})
    token = Answer(200, {"access_token": "for all", "expires_in": 3600})
    sent.book.troubles = [token, results, token, no]
    with pytest.raises(Rejected, match="400.*no such user"):
        sent.send(7)
    sent.book.troubles = [Answer(503, "later")] * 10
    with pytest.raises(Unavailable, match="busy"):
        sent.send(7)
    sent.book.troubles = [Answer(503, "later"), Answer(502, "")]
    assert sent.send(7).startswith("sent")  # tried again, a little later
    assert len(sent.book.scores) == 1


def test_a_token_that_ran_out_is_asked_for_again(sent: Sent) -> None:
    sent.send(5)
    sent.book.troubles = [Answer(401, {})]
    assert sent.send(6, minutes=1).startswith("sent")


def test_each_request_has_a_token_for_no_more_than_it_needs(sent: Sent) -> None:
    sent.send(5)
    assert sent.book.scopes == [f"{AGS}result.readonly", f"{AGS}score"]


def test_a_column_is_made_once_and_follows(sent: Sent) -> None:
    launch = launched(sent)
    url = line_item(sent.door.tool, launch, "Homework 4", Decimal(100))
    [made] = sent.book.items.values()
    assert (url, made["label"], made["scoreMaximum"]) == (made["id"], "Homework 4", 100)
    assert made["resourceLinkId"] == "link-1"
    asked = len(sent.book.asked)
    assert line_item(sent.door.tool, launch, "Homework 4", Decimal(100)) == url
    assert len(sent.book.asked) == asked
    assert line_item(sent.door.tool, launch, "Homework four", Decimal("12.5")) == url
    [made] = sent.book.items.values()
    assert (made["label"], made["scoreMaximum"]) == ("Homework four", 12.5)
    assert made["resourceLinkId"] == "link-1"  # what else it says stays


def test_a_column_that_the_platform_made_is_taken(sent: Sent) -> None:
    own = f"{sent.book.url}/items/1{sent.book.query}"
    sent.book.items[own] = {"id": own, "label": "x", "scoreMaximum": 1, "resourceLinkId": "link-1"}
    launch = launched(sent, line_item=own)
    assert line_item(sent.door.tool, launch, "Homework 4", Decimal(100)) == own
    assert sent.book.items[own]["scoreMaximum"] == 100
    sent.book.items.clear()
    sent.book.items[own] = {"id": own, "label": "x", "scoreMaximum": 1, "resourceLinkId": "other"}
    other = launched(sent, resource_link="link-2")
    assert line_item(sent.door.tool, other, "Homework 5", Decimal(10)) != own


@pytest.mark.parametrize("scopes", [(), SCOPES[1:]])
def test_where_columns_are_the_platforms_own_nothing_is_changed(
    sent: Sent, scopes: tuple[str, ...]
) -> None:
    own = f"{sent.book.url}/items/1{sent.book.query}"
    launch = launched(sent, line_item=own, scopes=scopes)
    assert line_item(sent.door.tool, launch, "Homework 4", Decimal(100)) == own
    assert (
        line_item(sent.door.tool, launched(sent, scopes=scopes, resource_link="2"), "x", Decimal(1))
        == ""
    )
    assert sent.book.asked == []


def test_members_over_all_pages(sent: Sent) -> None:
    found = list(members(sent.door.tool, sent.platform, launched(sent).members))
    assert [one.user for one in found] == ["s1", "s2", "s3", "t"]
    assert [one.name for one in found] == ["김하나", "Bo Lee", "", ""]
    assert [one.active for one in found] == [True, True, False, True]
    assert [one.role for one in found] == ["learner"] * 3 + ["assistant"]


def test_a_next_page_on_another_server_gets_no_token(sent: Sent) -> None:
    link = {"Link": '<https://evil.example/members>; rel="next"'}
    token = Answer(200, {"access_token": "for all", "expires_in": 3600})
    sent.book.troubles = [token, Answer(200, {"members": []}, link)]
    with pytest.raises(Unavailable, match="another server"):
        list(members(sent.door.tool, sent.platform, launched(sent).members))


def test_nothing_of_a_key_or_token_is_said(sent: Sent) -> None:
    key = sent.door.tool.keys.current().as_pem(private=True).decode()
    token = Answer(200, {"access_token": "verysecrettoken", "expires_in": 3600})
    said = f"bad token verysecrettoken of {key}"
    sent.book.troubles = [token, Answer(200, []), token, Answer(400, said)]
    with pytest.raises(Rejected) as told:
        sent.send(7)
    assert "verysecrettoken" not in str(told.value) and "PRIVATE" not in str(told.value)
