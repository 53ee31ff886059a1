"""One address registers Moodle or Canvas, by the forms that they document; nobody else's server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from lms_servers import Answer, listening
from lti_door import Door, Forger, Visitor, door, signed

from autograder.lti import platforms
from autograder.lti.registration import address
from autograder.lti.schema import InvitationRow
from autograder.records.database import writing
from autograder.records.schema import now

PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
TOKEN = "registration-token-of-the-platform"


@dataclass
class Campus(Forger):
    """A platform that registers tools.

    Moodle: `mod/lti/openid-configuration.php` and `registration_helper.php` (what it insists on,
    and that it answers with a deployment). Canvas: `doc/api/registration.md` (the configuration
    needs the token, placements, no deployment in the answer).
    """

    kind: str = "moodle"
    issuer: str = ""
    answer_with: Callable[[dict[str, Any]], Answer] | None = None
    registered: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        if path.startswith("/openid"):
            if self.kind == "canvas" and headers.get("Authorization") != f"Bearer {TOKEN}":
                return Answer(401, {"error": "no token"})
            return Answer(200, self.configuration())
        if path == "/register":
            assert method == "POST" and headers["Authorization"] == f"Bearer {TOKEN}"
            assert headers["Content-Type"] == "application/json"
            said = json.loads(body)
            return self.answer_with(said) if self.answer_with else self.taken(said)
        return super().answer(method, path, headers, body)

    def configuration(self) -> dict[str, Any]:
        about: dict[str, Any] = {"product_family_code": self.kind, "version": "5.0"}
        found = {
            "issuer": self.issuer or self.url,
            "authorization_endpoint": f"{self.url}/auth",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "registration_endpoint": f"{self.url}/register",
            PLATFORM: about,
        }
        if self.kind == "canvas":
            about["https://canvas.instructure.com/lti/account_name"] = "Test University"
            found["authorization_server"] = "canvas.instructure.com"
        return found

    def taken(self, said: dict[str, Any]) -> Answer:
        own = said[TOOL]
        assert said["token_endpoint_auth_method"] == "private_key_jwt"
        assert "id_token" in said["response_types"] and said["application_type"] == "web"
        for name in ("initiate_login_uri", "redirect_uris", "client_name", "jwks_uri"):
            assert said[name]
        assert own["domain"] and own["target_link_uri"] in said["redirect_uris"]
        assert {"name", "email"} <= set(own["claims"])
        kinds = {message["type"] for message in own["messages"]}
        assert kinds == {"LtiResourceLinkRequest", "LtiDeepLinkingRequest"}
        if self.kind == "canvas":
            assert own["https://canvas.instructure.com/lti/privacy_level"] == "public"
            placements = [message.get("placements") for message in own["messages"]]
            assert ["assignment_selection", "link_selection"] in placements
        self.registered.append(said)
        answer = said | {"client_id": "gradkit-client"}
        if self.kind == "moodle":
            answer[TOOL] = own | {"deployment_id": "7"}
        return Answer(200, answer)


@pytest.fixture(params=["moodle", "canvas"])
def campus(request: pytest.FixtureRequest) -> Iterator[Campus]:
    with listening(Campus(kind=request.param)) as found:
        assert isinstance(found, Campus)
        yield found


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Door]:
    with door(tmp_path) as found:
        yield found


def pasted(opened: Door, campus: Campus, pasting: str = "", **changes: str) -> requests.Response:
    """Open the address as a platform does that it was pasted into."""
    pasting = pasting or address(opened.tool, platforms.invite(opened.tool.engine))
    said = {"openid_configuration": f"{campus.url}/openid", "registration_token": TOKEN} | changes
    return requests.get(pasting, params=said, timeout=30)


def test_one_address_registers_a_platform(opened: Door, campus: Campus) -> None:
    response = pasted(opened, campus)
    assert response.status_code == 200, response.text
    [(found, places)] = platforms.all_of(opened.tool.engine)
    assert (found.issuer, found.client) == (campus.url, "gradkit-client")
    assert found.keys_url == f"{campus.url}/jwks"
    assert places == (["7"] if campus.kind == "moodle" else [])
    assert found.name == ("Test University" if campus.kind == "canvas" else campus.url)
    policy = response.headers["Content-Security-Policy"]
    assert f"frame-ancestors {campus.url}" in policy
    [said] = campus.registered
    assert parse_qs(urlsplit(said["scope"]).path) == {}
    assert len(said["scope"].split()) == 4


def test_the_first_launch_after_it_is_let_in(opened: Door, campus: Campus) -> None:
    """Canvas says of a deployment only when it launches: the first one counts, others do not."""
    pasted(opened, campus)
    visitor = Visitor(opened, campus)
    first = "7" if campus.kind == "moodle" else "5:d3a2504bba51"

    def launched(deployment: str) -> requests.Response:
        claim = "https://purl.imsglobal.org/spec/lti/claim/deployment_id"
        return visitor.launch(lambda claims: claims.__setitem__(claim, deployment))

    assert launched(first).ok
    opened.launches.clear()
    assert "(8:other)" in visitor.refused(launched("8:other"))
    assert launched(first).ok


def test_an_address_is_good_once(opened: Door, campus: Campus) -> None:
    pasting = address(opened.tool, platforms.invite(opened.tool.engine))
    assert pasted(opened, campus, pasting).ok
    response = pasted(opened, campus, pasting)
    assert "has been used or is too old" in Visitor(opened, campus).refused(response)
    assert len(campus.registered) == 1


def test_an_address_is_good_for_a_week(opened: Door, campus: Campus) -> None:
    pasting = address(opened.tool, platforms.invite(opened.tool.engine))
    with writing(opened.tool.engine) as session:
        session.query(InvitationRow).update({"until": now() - timedelta(seconds=1)})
    assert pasted(opened, campus, pasting).status_code == 403
    assert campus.asked == []


@pytest.mark.parametrize("pasting", ["invitation=x", "invitation=", ""])
def test_whoever_is_not_invited_has_nothing_asked(
    pasting: str, opened: Door, campus: Campus
) -> None:
    response = pasted(opened, campus, opened.url(f"/register?{pasting}"))
    assert response.status_code == 403
    assert campus.asked == []


def test_a_platform_that_speaks_for_another_is_refused(opened: Door, campus: Campus) -> None:
    campus.issuer = "https://lms.example"
    line = Visitor(opened, campus).refused(pasted(opened, campus))
    assert "speaks for https://lms.example" in line and "Nothing was registered" in line
    assert platforms.all_of(opened.tool.engine) == [] and campus.registered == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(400, {"error": "token_already_used"}),
        Answer(200, {}),
        Answer(200, []),
        Answer(200, "<html>"),
        Answer(302, {}, {"Location": "http://127.0.0.1:1/"}),
    ],
)
def test_a_registration_that_fails_enters_nothing_and_can_be_tried_again(
    answer: Answer, opened: Door, campus: Campus
) -> None:
    pasting = address(opened.tool, platforms.invite(opened.tool.engine))
    campus.answer_with = lambda said: answer
    line = Visitor(opened, campus).refused(pasted(opened, campus, pasting))
    assert "Nothing was registered" in line and TOKEN not in line
    assert platforms.all_of(opened.tool.engine) == []
    campus.answer_with = None
    assert pasted(opened, campus, pasting).ok


def test_addresses_within_the_services_own_network_are_refused(
    tmp_path: Path, campus: Campus
) -> None:
    with door(tmp_path, inside=()) as opened:
        line = Visitor(opened, campus).refused(pasted(opened, campus))
        assert "a private address" in line
        assert campus.asked == []


def test_signed_in_by_a_platform_that_was_registered_twice(opened: Door, campus: Campus) -> None:
    """Registered anew (a new client), the old registration goes on to work."""
    pasted(opened, campus)
    campus.answer_with = lambda said: Answer(200, said | {"client_id": "second"})
    assert pasted(opened, campus).ok
    visitor = Visitor(opened, campus)
    asked = visitor.asked(client_id="second")
    claims = campus.claims(opened, asked["nonce"]) | {"aud": "second"}
    assert visitor.post(id_token=signed(claims), state=asked["state"]).ok
