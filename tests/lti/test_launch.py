"""A launch that is right is let in, and read as its claims say."""

from __future__ import annotations

from typing import Any

import pytest
from lti_door import CLAIM, CLIENT, ROLE, Visitor

from autograder.lti.reading import role_of

MEMBER = f"{ROLE}membership#"
ASSISTANT = f"{ROLE}membership/Instructor#TeachingAssistant"


def test_a_launch_that_is_right_is_let_in(visitor: Visitor) -> None:
    response = visitor.launch()
    assert response.json() == {"user": "student-1", "role": "learner"}
    [launch] = visitor.door.launches
    assert (launch.context, launch.resource_link) == ("course-1", "link-1")
    assert (launch.assignment, launch.name) == ("gradients", "김하나")


def test_the_platforms_login_is_asked_what_the_specification_wants(visitor: Visitor) -> None:
    asked = visitor.asked()
    assert asked.pop("state") and asked.pop("nonce")
    assert asked == {
        "response_type": "id_token",
        "response_mode": "form_post",
        "scope": "openid",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": visitor.door.url("/launch"),
        "login_hint": "user-1",
        "lti_message_hint": "hint",
    }


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ([f"{MEMBER}Learner"], "learner"),
        ([f"{MEMBER}Instructor"], "instructor"),
        ([f"{MEMBER}Administrator"], "instructor"),
        ([f"{MEMBER}Instructor", ASSISTANT], "assistant"),
        ([ASSISTANT], "assistant"),
        # Canvas spelled it so for years: `substitutions_helper.rb`.
        ([f"{ROLE}membership/instructor#TeachingAssistant", f"{MEMBER}Instructor"], "assistant"),
        # Open edX says so of a forum's moderators: `lti_1p3/constants.py`.
        ([f"{MEMBER}Learner", ASSISTANT], "learner"),
        (["Instructor"], "instructor"),
        (["Learner"], "learner"),
        # Canvas: a student here who teaches elsewhere.
        ([f"{ROLE}institution/person#Instructor", f"{MEMBER}Learner"], "learner"),
        ([f"{ROLE}institution/person#Instructor"], "learner"),
        ([f"{ROLE}institution/person#Administrator", f"{MEMBER}Learner"], "learner"),
        ([f"{ROLE}institution/person#Administrator"], "instructor"),
        ([f"{ROLE}system/person#Administrator", f"{ROLE}system/person#None"], "instructor"),
        ([f"{MEMBER}Mentor"], "learner"),
        ([f"{MEMBER}ContentDeveloper"], "learner"),
        ([], "learner"),
        ("Instructor", "learner"),
        ([["Instructor"], 7, None], "learner"),
    ],
)
def test_roles_of_the_course_count(roles: object, role: str) -> None:
    assert role_of(roles) == role


def test_what_a_platform_does_not_say_is_empty(visitor: Visitor) -> None:
    def bare(claims: dict[str, Any]) -> None:
        for name in ("name", f"{CLAIM}context", f"{CLAIM}custom", f"{CLAIM}roles"):
            del claims[name]

    assert visitor.launch(bare).ok
    [launch] = visitor.door.launches
    assert launch.role == "learner"
    said = (launch.name, launch.email, launch.context, launch.assignment, launch.line_item)
    assert said == ("", "", "", "", "")
    assert launch.scopes == ()


def test_claims_of_odd_shapes_count_as_not_said(visitor: Visitor) -> None:
    def odd(claims: dict[str, Any]) -> None:
        claims["name"], claims["email"] = {"a": 1}, 7
        claims[f"{CLAIM}context"] = ["course"]
        claims[f"{CLAIM}custom"] = {"assignment": ["gradients"]}
        claims[f"{CLAIM}launch_presentation"] = {"return_url": "javascript:alert(1)", "locale": 3}
        claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = {
            "lineitem": "http://lms.example/item",
            "scope": "https://purl.imsglobal.org/spec/lti-ags/scope/score",
        }

    assert visitor.launch(odd).ok
    [launch] = visitor.door.launches
    said = (launch.name, launch.email, launch.context, launch.assignment, launch.line_item)
    assert said == ("", "", "", "", "")
    assert (launch.return_url, launch.locale, launch.scopes) == ("", "", ())


def test_who_may_show_it_in_a_frame_is_the_platform(visitor: Visitor) -> None:
    def back(claims: dict[str, Any]) -> None:
        claims[f"{CLAIM}launch_presentation"] = {"return_url": "https://school.example:8443/c/1"}

    assert visitor.launch(back).ok
    [launch] = visitor.door.launches
    assert launch.frame_ancestors == f"{visitor.forger.url} https://school.example:8443"


def test_a_return_address_cannot_end_the_header(visitor: Visitor) -> None:
    def back(claims: dict[str, Any]) -> None:
        url = "https://a.example; script-src *.evil/x"
        claims[f"{CLAIM}launch_presentation"] = {"return_url": url}

    assert visitor.launch(back).ok
    [launch] = visitor.door.launches
    assert launch.frame_ancestors == visitor.forger.url
