"""Launches as platforms make them: lti1p3platform's own, Canvas's and Moodle's documented ones."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from lms_platform import CLIENT, Platform
from lms_servers import Answer, listening
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.request import Request
from lti_door import CLAIM, ROLE, Door, Visitor, door

from autograder.lti import platforms
from autograder.lti.members import members
from autograder.lti.platforms import Registered
from autograder.lti.scores import Score, send_score


class _Asked(Request):
    def build_metadata(self, request: Any) -> Any:
        return request


class _Login(OIDCLoginAbstract):
    def set_lti_message_hint(self, **words: Any) -> None:
        self._lti_message_hint = "link-1"

    def get_redirect(self, url: str) -> str:
        return url


class _Launch(LTIAdvantageMessageLaunchAbstract):
    def render_launch_form(self, launch_data: Any, **words: Any) -> Any:
        return launch_data


@dataclass
class Campus(Platform):
    """lti1p3platform with its login and launch as well."""

    linking: bool = False

    def know(self, opened: Door) -> int:
        """Register each with the other."""
        own = self._config.get_registration()
        own.set_iss(self.url).set_deployment_id("1").set_launch_url(opened.url("/launch"))
        own.set_oidc_login_url(opened.url("/login")).set_deeplink_launch_url(opened.url("/launch"))
        own.set_tool_key_set(opened.tool.keys.public())
        urls = (f"{self.url}/{name}" for name in ("auth", "token", "jwks"))
        return platforms.add(opened.tool.engine, Registered(self.url, CLIENT, *urls), ("1",))

    def start(self) -> str:
        login = _Login(None, self._config)
        login.set_lti_message_hint()
        return str(login.initiate_login("kim"))

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        parts = urlsplit(path)
        if parts.path == "/jwks":
            return Answer(200, self._config.get_jwks())
        if parts.path == "/auth":
            return Answer(200, self._launched(parse_qs(parts.query)))
        return super().answer(method, path, headers, body)

    def _launched(self, query: dict[str, list[str]]) -> Any:
        asked = {"get_data": {name: values[0] for name, values in query.items()}}
        asked |= {"method": "GET", "path": "/auth", "form_data": {}}
        launch = _Launch(_Asked(asked), self._config)
        launch.set_user_data("kim", [f"{ROLE}membership#Instructor"], "Kim", "kim@u.kr")
        launch.set_launch_context_claim("course-1", context_title="Networks")
        if self.linking:
            launch.set_dl(f"{self.url}/chosen", extra_data={"csrf": "x"})
        else:
            launch.set_resource_link_claim("link-1", title="Homework 4")
            launch.set_ags(f"{self.url}/items", f"{self.url}/items/1?type=a")
            launch.set_nrps(f"{self.url}/members")
        return launch.lti_launch()


@pytest.fixture
def campus() -> Iterator[Campus]:
    with listening(Campus(names={"kim": "kim@u.kr", "lee": "lee@u.kr"})) as found:
        assert isinstance(found, Campus)
        yield found


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Door]:
    with door(tmp_path) as found:
        yield found


def walked(session: requests.Session, campus: Campus) -> requests.Response:
    """Follow a launch from the platform's click to what the tool answers."""
    said = session.get(campus.start(), timeout=30).json()
    return session.post(
        said["launch_url"],
        data={name: said[name] for name in ("id_token", "state")},
        timeout=30,
    )


@pytest.mark.slow
def test_lti1p3platform_from_the_click_to_the_gradebook(opened: Door, campus: Campus) -> None:
    number = campus.know(opened)
    assert walked(requests.Session(), campus).json() == {"user": "kim", "role": "instructor"}
    [launch] = opened.launches
    assert (launch.context_title, launch.resource_title) == ("Networks", "Homework 4")
    assert [one.user for one in members(opened.tool, number, launch.members)] == ["kim", "lee", "t"]
    score = Score("lee", Decimal("87.5"), Decimal(100), datetime.now(UTC), "well done")
    assert send_score(opened.tool, launch.line_item, number, score).startswith("sent: 2")
    assert campus.results == {"lee": 87.5}
    assert send_score(opened.tool, launch.line_item, number, score) == "unchanged: not sent"


def test_lti1p3platform_takes_a_choice(opened: Door, campus: Campus) -> None:
    campus.know(opened)
    campus.linking = True
    session = requests.Session()
    page = walked(session, campus)
    ticket = re.search(r'name="ticket" value="([^"]*)"', page.text)
    assert ticket
    words = {"ticket": ticket[1], "assignment": "gradients"}
    own = {"Origin": opened.base}
    back = session.post(opened.url("/deep-link"), data=words, headers=own, timeout=30)
    token = re.search(r'name="JWT" value="([^"]*)"', back.text)
    assert token
    [item] = campus._config.validate_deeplinking_resp({"JWT": html.unescape(token[1])})
    assert item["custom"] == {"assignment": "gradients"}


AGS = "https://purl.imsglobal.org/spec/lti-ags/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"


def canvas(role: str) -> dict[str, Any]:
    """A launch of an assignment as Canvas makes it (its documentation, "LTI Launch Overview").

    Roles in the institution come along, variables that were not filled in stay as they are, and
    behind a proxy `lineitems` can be an address without TLS.
    """
    course = "https://school.example/api/lti/courses/3"
    return {
        "azp": "gradkit-client",
        "email": "hana@school.example",
        "name": "Hana Kim",
        "given_name": "Hana",
        "family_name": "Kim",
        "locale": "ko",
        "picture": "https://school.example/images/thumbnails/3/x",
        f"{CLAIM}resource_link": {
            "id": "8aa641d1-b4d4-4fea-8a9b-e9fedfb62b1e",
            "description": "<p>Homework</p>",
            "title": "Homework 4",
        },
        f"{AGS}claim/endpoint": {
            "lineitem": f"{course}/line_items/1",
            "lineitems": "http://school.example/api/lti/courses/3/line_items",
            "scope": [f"{AGS}scope/lineitem", f"{AGS}scope/score"],
        },
        f"{CLAIM}lis": {
            "person_sourcedid": "$Person.sourcedId",
            "course_offering_sourcedid": "$CourseSection.sourcedId",
        },
        f"{CLAIM}context": {
            "id": "d3a2504bba5184799a38f141e8df2335cfa8206d",
            "label": "NN",
            "title": "Neural networks",
            "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
        },
        f"{CLAIM}launch_presentation": {
            "document_target": "iframe",
            "return_url": "https://school.example/courses/3/assignments",
            "locale": "ko",
        },
        f"{CLAIM}roles": [
            f"{ROLE}institution/person#Instructor",
            f"{ROLE}institution/person#Student",
            f"{ROLE}membership#{role}",
            f"{ROLE}system/person#User",
        ],
        f"{CLAIM}custom": {"assignment": "gradients"},
        f"{CLAIM}lti11_legacy_user_id": "535fa085f22b4655f48cd5a36a9215f64c062838",
        NRPS: {
            "context_memberships_url": f"{course}/names_and_roles",
            "service_versions": ["2.0"],
        },
        "https://www.instructure.com/placement": None,
    }


def moodle(role: str) -> dict[str, Any]:
    """A launch as Moodle makes it (`mod/lti/locallib.php`): services' addresses have a query."""
    services = "https://moodle.example/mod/lti/services.php"
    return {
        "sub": "4",
        "given_name": "Hana",
        "family_name": "Kim",
        "name": "Hana Kim",
        "email": "hana@school.example",
        f"{CLAIM}resource_link": {"id": "12", "title": "Homework 4", "description": ""},
        f"{CLAIM}context": {"id": "2", "label": "NN", "title": "Neural networks"},
        f"{CLAIM}lis": {"person_sourcedid": "20260001", "course_section_sourcedid": ""},
        f"{CLAIM}ext": {"user_username": "hana", "lms": "moodle-2"},
        f"{CLAIM}launch_presentation": {
            "locale": "ko",
            "document_target": "iframe",
            "return_url": "https://moodle.example/mod/lti/return.php?course=2&instanceid=12",
        },
        f"{CLAIM}roles": [f"{ROLE}membership#{role}"],
        f"{CLAIM}custom": {"assignment": "gradients"},
        f"{AGS}claim/endpoint": {
            "scope": [f"{AGS}scope/lineitem.readonly", f"{AGS}scope/score"],
            "lineitems": f"{services}/2/lineitems?type_id=1",
            "lineitem": f"{services}/2/lineitems/26/lineitem?type_id=1",
        },
        NRPS: {
            "context_memberships_url": f"{services}/CourseSection/2/bindings/1/memberships",
            "service_versions": ["1.0", "2.0"],
        },
    }


FORMS = {"canvas": canvas, "moodle": moodle}


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
@pytest.mark.parametrize("kind", FORMS)
def test_documented_launches_are_read(kind: str, role: str, visitor: Visitor) -> None:
    response = visitor.launch(lambda claims: claims.update(FORMS[kind](role)))
    assert response.ok, response.text
    [launch] = visitor.door.launches
    assert launch.role == role.lower()
    assert (launch.name, launch.locale, launch.assignment) == ("Hana Kim", "ko", "gradients")
    assert launch.context_title == "Neural networks"
    if kind == "canvas":
        assert (launch.number, launch.line_items) == ("", "")
        assert launch.line_item == "https://school.example/api/lti/courses/3/line_items/1"
        assert launch.frame_ancestors.split()[-1] == "https://school.example"
    else:
        assert (launch.user, launch.number) == ("4", "20260001")
        assert launch.line_item.endswith("/lineitem?type_id=1")


def test_canvass_cloud_may_frame_its_schools() -> None:
    urls = (f"https://sso.canvaslms.com/{name}" for name in ("auth", "token", "jwks"))
    said = Registered("https://canvas.instructure.com", "1", *urls)
    assert said.ancestors == (
        "https://canvas.instructure.com",
        "https://sso.canvaslms.com",
        "https://*.instructure.com",
    )
