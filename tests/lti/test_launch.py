"""A launch is let in when everything is right; whatever is broken is refused in one line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from lms_servers import listening
from lti_door import CLIENT, Browser, Door, Forger, door


@pytest.fixture
def platform() -> Iterator[Forger]:
    with listening(Forger()) as found:
        assert isinstance(found, Forger)
        yield found


@pytest.fixture
def opened(tmp_path: Path, platform: Forger) -> Iterator[Door]:
    with door(tmp_path) as found:
        platform.register(found.tool)
        yield found


@pytest.fixture
def browser(opened: Door, platform: Forger) -> Browser:
    return Browser(opened, platform)


def said(response: requests.Response) -> str:
    """Return the one line of a refusal."""
    assert response.status_code == 403, response.text
    found = re.findall(r'<p role="alert">(.*?)</p>', response.text, re.S)
    assert len(found) == 1 and "\n" not in found[0]
    assert "Traceback" not in response.text and "eyJ" not in response.text
    return html.unescape(found[0])


def test_a_launch_that_is_right_is_let_in(browser: Browser, opened: Door) -> None:
    response = browser.launch()
    assert (response.status_code, response.json()) == (
        200,
        {"user": "student-1", "role": "learner"},
    )
    [launch] = opened.launches
    assert (launch.context, launch.resource_link, launch.assignment) == (
        "course-1",
        "link-1",
        "gradients",
    )
    assert launch.name == "김하나"


def test_the_platforms_login_is_asked_what_the_specification_wants(browser: Browser) -> None:
    asked = browser.asked()
    assert asked.pop("state") and asked.pop("nonce")
    assert asked == {
        "response_type": "id_token",
        "response_mode": "form_post",
        "scope": "openid",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": browser.door.url("/launch"),
        "login_hint": "user-1",
        "lti_message_hint": "hint",
    }
