"""LTI 1.3 Assignment and Grade Services: scores for one line item, from a registered tool.

Sources: 1EdTech "LTI Assignment and Grade Services 2.0", "LTI Names and Role Provisioning
Services 2.0", "Security Framework 1.0" section 4 (client credentials with a signed assertion).
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.comment import plain
from autograder.lms.grade import digits
from autograder.lms.plan import Change
from autograder.lms.push.http import (
    Rejected,
    Unavailable,
    address,
    call,
    json_of,
    missing_extra,
    patient_session,
)
from autograder.lms.push.secret import Secret
from autograder.lms.roster import Seat
from autograder.submissions.identity import Person

if TYPE_CHECKING:
    import requests

_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
_RESULTS = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly"
_MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
_SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
_RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json"
_MEMBERS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_SECONDS = 300
_MOST_PAGES = 1_000


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
        for url in (tool.token_url, tool.line_item, tool.members):
            address(url)
        self._tool = tool
        self._key = key
        self._full = full
        self._session = patient_session()
        self._tokens: dict[str, tuple[Secret, float]] = {}
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
            for page in self._pages(self._tool.members, _MEMBERS, _MEMBERS_TYPE)
            for person in page["members"]
            if any(role.endswith("Learner") for role in person.get("roles", []))
        ]

    def _results(self) -> dict[str, str]:
        """Return the grades that are there, on the scale of those to be sent."""
        url = _below(self._tool.line_item, "results")
        found: dict[str, str] = {}
        for page in self._pages(url, _RESULTS, _RESULTS_TYPE):
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
        url = _below(self._tool.line_item, "scores")
        response = self._call("POST", url, _SCORE, {"Content-Type": _SCORE_TYPE}, json=body)
        if not response.ok:
            raise Rejected(self._words(response))

    def _pages(self, url: str, scope: str, media: str) -> Iterator[Any]:
        home = urlsplit(url)[:2]
        for _ in range(_MOST_PAGES):
            response = self._call("GET", url, scope, {"Accept": media})
            if not response.ok:
                raise Unavailable(f"{url}: {self._words(response)}")
            yield json_of(response)
            url = response.links.get("next", {}).get("url", "")
            if not url:
                return
            if urlsplit(url)[:2] != home:
                raise Unavailable(f"{urlsplit(url).netloc}: the next page is on another server")

    def _call(
        self, method: str, url: str, scope: str, headers: dict[str, str], **words: Any
    ) -> requests.Response:
        """Make a request with a token; one that is no longer accepted is asked for again once."""
        for fresh in (False, True):
            token = self._token(scope, fresh)
            bearer = {"Authorization": f"Bearer {token.reveal()}"}
            response = call(self._session, method, url, headers=headers | bearer, **words)
            if response.status_code != 401:
                return response
        raise Unavailable(f"{urlsplit(url).netloc}: the token is not accepted (401)")

    def _token(self, scope: str, fresh: bool) -> Secret:
        if not fresh and scope in self._tokens:
            token, until = self._tokens[scope]
            if time.time() < until:
                return token
        data = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION_TYPE,
            "client_assertion": self._assertion(),
            "scope": scope,
        }
        response = call(self._session, "POST", self._tool.token_url, data=data)
        if not response.ok:
            raise Unavailable(
                f"{self._tool.token_url}: no token for {scope.rpartition('/')[2]}: "
                f"{self._words(response)}"
            )
        answer = json_of(response)
        try:
            token = Secret(str(answer["access_token"]))
            until = time.time() + float(answer.get("expires_in", 0)) - 30
        except (KeyError, TypeError, ValueError):
            raise Unavailable(f"{self._tool.token_url}: the answer holds no token") from None
        self._tokens[scope] = token, until
        return token

    def _assertion(self) -> str:
        """Return the client's own signed word for who it is (RFC 7523, RS256)."""
        try:
            import jwt
        except ImportError as error:
            missing_extra(error)
        now = int(time.time())
        claims = {
            "iss": self._tool.client,
            "sub": self._tool.client,
            "aud": self._tool.audience or self._tool.token_url,
            "iat": now,
            "exp": now + _ASSERTION_SECONDS,
            "jti": str(uuid.uuid4()),
        }
        headers = {"kid": self._tool.key_id} if self._tool.key_id else None
        try:
            return jwt.encode(claims, self._key.reveal(), algorithm="RS256", headers=headers)
        except (jwt.PyJWTError, ValueError, TypeError):
            raise GradkitError("the key is not an RSA private key in PEM form") from None

    def _words(self, response: requests.Response) -> str:
        text = response.text
        for known in (self._key, *(token for token, _ in self._tokens.values())):
            text = known.hide_in(text)
        return one_line(f"{response.status_code} {response.reason}: {text}", 200)


def _below(url: str, name: str) -> str:
    """Return an address with a name below its path: a query stays behind it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))
