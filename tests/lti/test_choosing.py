"""A teacher chooses the homework for a link; the answer is one that the platform takes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet
from lti_door import CLAIM, CLIENT, DEPLOYMENT, ROLE, Visitor

LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
BACK = "https://school.example/courses/3/deep_linking_response?placement=x&modal=true"


def linking(**changes: Any) -> Callable[[dict[str, Any]], None]:
    """Return the change that makes a request for a choice, as Canvas and Moodle send it."""

    def change(claims: dict[str, Any]) -> None:
        role = changes.pop("role", "Instructor")
        claims[f"{CLAIM}message_type"] = "LtiDeepLinkingRequest"
        claims[f"{CLAIM}roles"] = [f"{ROLE}membership#{role}"]
        del claims[f"{CLAIM}resource_link"]
        claims[f"{LINKING}deep_linking_settings"] = {
            "deep_link_return_url": BACK,
            "accept_types": ["ltiResourceLink", "link"],
            "accept_presentation_document_targets": ["iframe", "window"],
            "accept_multiple": False,
            "auto_create": False,
            **changes,
        }

    return change


def fields(response: requests.Response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.text)
    return {name: html.unescape(value) for name, value in found}


def chosen(visitor: Visitor, name: str = "training", **changes: Any) -> dict[str, Any]:
    """Choose, and return what the platform reads, checked with the published keys."""
    page = visitor.launch(linking(**changes))
    assert page.ok, page.text
    response = visitor.post("/deep-link", ticket=fields(page)["ticket"], assignment=name)
    assert response.ok, response.text
    action = re.search(r'action="([^"]*)"', response.text)
    assert action and html.unescape(action[1]) == BACK
    keys = KeySet.import_key_set(requests.get(visitor.door.url("/jwks"), timeout=30).json())
    claims: dict[str, Any] = jwt.decode(fields(response)["JWT"], keys, algorithms=["RS256"]).claims
    return claims


def test_what_goes_back_is_what_the_specification_wants(visitor: Visitor) -> None:
    claims = chosen(visitor, data="csrf-of-the-platform")
    assert (claims["iss"], claims["aud"]) == (CLIENT, [visitor.forger.url])
    assert claims["exp"] > claims["iat"] and claims["nonce"]
    assert claims[f"{CLAIM}message_type"] == "LtiDeepLinkingResponse"
    assert claims[f"{CLAIM}version"] == "1.3.0"
    assert claims[f"{CLAIM}deployment_id"] == DEPLOYMENT
    assert claims[f"{LINKING}data"] == "csrf-of-the-platform"
    [item] = claims[f"{LINKING}content_items"]
    assert item == {
        "type": "ltiResourceLink",
        "title": "Training",
        "url": visitor.door.url("/launch"),
        "custom": {"assignment": "training"},
        "lineItem": {"label": "Training", "scoreMaximum": 12.5, "resourceId": "training"},
    }
    assert visitor.door.launches == []  # nobody opens a homework by choosing one


def test_the_column_is_left_out_where_the_platform_takes_none(visitor: Visitor) -> None:
    claims = chosen(visitor, accept_lineitem=False)
    [item] = claims[f"{LINKING}content_items"]
    assert "lineItem" not in item
    assert f"{LINKING}data" not in claims


def test_data_that_is_no_text_comes_back_as_it_was(visitor: Visitor) -> None:
    assert chosen(visitor, data={"a": [1]})[f"{LINKING}data"] == {"a": [1]}


def test_the_page_is_in_the_lmss_language_and_framed_by_it_alone(visitor: Visitor) -> None:
    def korean(claims: dict[str, Any]) -> None:
        linking()(claims)
        claims[f"{CLAIM}launch_presentation"] = {"locale": "ko"}

    page = visitor.launch(korean)
    assert 'lang="ko"' in page.text and "어떤 과제를 링크할까요?" in page.text
    assert "기울기" in page.text and "12.5점" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {visitor.forger.url}")


def test_a_student_chooses_nothing(visitor: Visitor) -> None:
    line = visitor.refused(visitor.launch(linking(role="Learner")))
    assert "Only a teacher" in line


@pytest.mark.parametrize("name", ["", "../etc/passwd", "other"])
def test_a_choice_that_is_not_offered(name: str, visitor: Visitor) -> None:
    page = visitor.launch(linking())
    response = visitor.post("/deep-link", ticket=fields(page)["ticket"], assignment=name)
    assert "no longer open" in visitor.refused(response)


def test_a_choice_without_a_request(visitor: Visitor) -> None:
    state = visitor.asked()["state"]
    for ticket in ("", "x", state):
        response = visitor.post("/deep-link", ticket=ticket, assignment="training")
        assert "no longer open" in visitor.refused(response)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_choice_that_another_site_makes(origin: str, visitor: Visitor) -> None:
    ticket = fields(visitor.launch(linking()))["ticket"]
    response = visitor.post("/deep-link", origin, ticket=ticket, assignment="training")
    assert "no longer open" in visitor.refused(response)


@pytest.mark.parametrize("back", ["", "javascript:alert(1)", "http://evil.example/", None, 7])
def test_an_answer_only_goes_over_tls(back: object, visitor: Visitor) -> None:
    response = visitor.launch(linking(deep_link_return_url=back))
    assert "deep_link_return_url" in visitor.refused(response)


def test_a_platform_that_takes_no_links(visitor: Visitor) -> None:
    response = visitor.launch(linking(accept_types=["file"]))
    assert "another type" in visitor.refused(response)
