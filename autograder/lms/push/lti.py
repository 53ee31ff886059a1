"""LTI 1.3 Assignment and Grade Services: scores for one line item, from a registered tool.

Sources: 1EdTech "LTI Assignment and Grade Services 2.0", "LTI Names and Role Provisioning
Services 2.0".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from autograder.lms.comment import plain
from autograder.lms.grade import digits
from autograder.lms.plan import Change
from autograder.lms.push.access import Access, Client, below
from autograder.lms.push.http import Rejected, address, patient_session
from autograder.lms.push.secret import Secret
from autograder.lms.roster import Seat
from autograder.submissions.identity import Person

LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
RESULTS = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly"
MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json"
MEMBERS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


@dataclass(frozen=True)
class Tool:
    """What the platform gave this tool when it was registered."""

    client: str
    token_url: str
    line_item: str
    members: str
    """The address of the course's members (NRPS), by which students are known."""
    key_id: str | None = None
    audience: str | None = None
    """Whom the assertion is for; None: the token's address, as most platforms want it."""


class LtiService:
    """A line item of a platform; ``full`` is what full marks are worth in the grades sent."""

    def __init__(self, tool: Tool, key: Secret, full: Decimal) -> None:
        for url in (tool.line_item, tool.members):
            address(url)
        self._tool = tool
        self._full = full
        client = Client(tool.client, tool.token_url, tool.audience or "")
        self._access = Access(client, key, tool.key_id, patient_session())
        self.target = f"lti {tool.line_item} client {tool.client}"

    def seats(self) -> list[Seat]:
        """Return the course's learners and the results that the platform shows."""
        there = self._results()
        return [
            Seat(
                f"member {person['user_id']}",
                Person(
                    name=person.get("name", ""),
                    user=str(person["user_id"]),
                    number=person.get("lis_person_sourcedid", ""),
                    email=person.get("email", ""),
                ),
                there.get(str(person["user_id"]), ""),
            )
            for page in self._access.pages(self._tool.members, MEMBERS, MEMBERS_TYPE)
            for person in page["members"]
            if any(role.endswith("Learner") for role in person.get("roles", []))
        ]

    def _results(self) -> dict[str, str]:
        """Return the grades that are there, on the scale of those to be sent."""
        url = below(self._tool.line_item, "results")
        found: dict[str, str] = {}
        for page in self._access.pages(url, RESULTS, RESULTS_TYPE):
            for result in page:
                score, most = result.get("resultScore"), result.get("resultMaximum") or 1
                if score is not None:
                    points = Decimal(str(score)) * self._full / Decimal(str(most))
                    found[str(result["userId"])] = digits(points.quantize(Decimal("0.00001")))
        return found

    def comment(self, result: dict[str, Any]) -> str:
        """Return plain text, the only kind that every platform shows."""
        return plain(result)

    def send(self, change: Change, comment: str, at: str) -> None:
        """Post one score to the line item's `scores`, before any query."""
        body: dict[str, Any] = {
            "userId": change.seat.student.user,
            "scoreGiven": float(change.points),
            "scoreMaximum": float(change.maximum),
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "timestamp": at,
        }
        if comment:
            body["comment"] = comment
        url = below(self._tool.line_item, "scores")
        response = self._access.call("POST", url, SCORE, {"Content-Type": SCORE_TYPE}, json=body)
        if not response.ok:
            raise Rejected(self._access.words(response))
