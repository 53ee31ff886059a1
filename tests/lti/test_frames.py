"""A launch in the platform's frame, in a real browser, with and without third parties' cookies."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browser import another, window
from lti_door import CLIENT, Door, Forger, door, rsa, served, signed
from playwright.sync_api import Browser, Page, TimeoutError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from autograder.lti import platforms
from autograder.lti.platforms import Registered

pytestmark = pytest.mark.system

# What 1EdTech's "LTI Client Side postMessages" has a platform do, for whoever is in its frame.
STORAGE = """
const kept = {};
addEventListener("message", (event) => {
  const said = event.data, id = event.origin + said.key;
  if (!["lti.put_data", "lti.get_data"].includes(said.subject)) return;
  asked.push(said.subject);
  if (said.subject === "lti.put_data") kept[id] = said.value;
  const answer = { ...said, subject: `${said.subject}.response` };
  event.source.postMessage({ ...answer, value: ALTERED ? "x" : kept[id] }, event.origin);
});
"""


class Course:
    """A platform on another site than the door: its pages, its login, its keys."""

    def __init__(self) -> None:
        self.address = ""
        self.login: dict[str, str] = {}
        self.storage = ""
        self.door: Door | None = None

    def page(self, _request: Request) -> Response:
        """The course: the homework in a frame."""
        start = (
            f"{self.login['url']}?{urlencode({k: v for k, v in self.login.items() if k != 'url'})}"
        )
        return HTMLResponse(
            f'<!doctype html><html lang="en"><title>Course</title><h1>Course</h1>'
            f"<script>const asked = [];{self.storage}</script>"
            f'<iframe id="homework" title="Homework" width="700" src={json.dumps(start)}></iframe>'
        )

    def auth(self, request: Request) -> Response:
        """The platform's login: signs, and posts to the tool."""
        assert self.door is not None
        forger = Forger(url=self.address)
        token = signed(forger.claims(self.door, request.query_params["nonce"]))
        fields = {"id_token": token, "state": request.query_params["state"]}
        inputs = "".join(f'<input type="hidden" name="{n}" value="{v}">' for n, v in fields.items())
        return HTMLResponse(
            f'<form method="post" action="{request.query_params["redirect_uri"]}">{inputs}</form>'
            "<script>document.forms[0].submit()</script>"
        )

    def keys(self, _request: Request) -> Response:
        public = rsa("platform-1").as_dict(private=False, use="sig", alg="RS256")
        return JSONResponse({"keys": [public]})


@contextmanager
def course() -> Iterator[Course]:
    found = Course()
    routes = [Route("/course", found.page), Route("/auth", found.auth), Route("/jwks", found.keys)]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        found.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with served(Starlette(routes=routes), listening):
            yield found


def _introduce(platform: Course, opened: Door) -> None:
    own = platform.address
    said = Registered(own, CLIENT, f"{own}/auth", f"{own}/token", f"{own}/jwks")
    platforms.add(opened.tool.engine, said, ("deployment-1",))
    platform.door = opened
    platform.login = {
        "url": opened.url("/login"),
        "iss": own,
        "login_hint": "u",
        "client_id": CLIENT,
        "target_link_uri": opened.url("/launch"),
    }


@pytest.fixture
def together(tmp_path: Path) -> Iterator[tuple[Course, Door]]:
    """The door is at `localhost`, which is another site than the platform's 127.0.0.1."""
    with course() as platform, door(tmp_path, host="localhost") as opened:
        _introduce(platform, opened)
        yield platform, opened


@pytest.mark.parametrize("third_parties", ["kept", "blocked"])
def test_over_tls_the_cookie_of_the_launch_is_kept_in_the_frame(
    third_parties: str, browser: Browser, tmp_path: Path
) -> None:
    """Blocked as Chrome blocks them: cookies that are partitioned (CHIPS) are not."""
    with course() as platform, door(tmp_path, host="localhost", tls=True) as opened:
        _introduce(platform, opened)
        settings = {"ignore_https_errors": True}
        if third_parties == "kept":
            with window(browser, **settings) as seen:
                _launched_in_frame(seen.page, platform, opened)
        else:
            strict = another(browser, "--test-third-party-cookie-phaseout")
            with strict as blocking, window(blocking, **settings) as seen:
                _launched_in_frame(seen.page, platform, opened)
                kept = seen.page.context.cookies()
                assert kept and all("partitionKey" in cookie for cookie in kept)


def _launched_in_frame(page: Page, platform: Course, opened: Door) -> None:
    page.goto(f"{platform.address}/course")
    page.frame_locator("#homework").get_by_text("student-1").wait_for()
    assert len(opened.launches) == 1


_MOST_LAUNCHES, _MILLISECONDS = 5, 10_000


def launched_until(page: Page, platform: Course, opened: Door, wanted: str) -> None:
    """Launch until it ends as wanted: whose answer takes three seconds is not waited for.

    So much a browser takes now and then where the machine has much else to do; and a frame that
    goes from one site to another, back and again may be lost to whoever looks at it from outside.
    """
    frame = page.frame_locator("#homework")
    for _ in range(_MOST_LAUNCHES):
        opened.launches.clear()
        page.goto(f"{platform.address}/course")
        end = frame.locator(f"{wanted}, a.button:visible, [role=alert]:visible").first
        with suppress(TimeoutError):
            end.wait_for(timeout=_MILLISECONDS)
            if frame.locator(wanted).count():
                return
    raise AssertionError(page.frames[-1].url)


def said_in_frame(page: Page) -> str:
    return page.frame_locator("#homework").locator("body").inner_text()


def test_without_cookies_one_click_opens_a_window(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, opened = together
    with window(browser, locale="ko-KR") as seen:
        seen.page.goto(f"{platform.address}/course")
        press = seen.page.frame_locator("#homework").locator("a.button")
        press.wait_for()
        assert "쿠키" in said_in_frame(seen.page)
        assert seen.violations() == []
        with seen.page.context.expect_page() as opening:
            press.click()
        opening.value.wait_for_url("**/lti/launch")
        assert json.loads(opening.value.inner_text("body"))["user"] == "student-1"
        assert len(opened.launches) == 1


def test_the_platforms_storage_stands_in_for_a_cookie(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, opened = together
    platform.login["lti_storage_target"] = "_parent"
    platform.storage = STORAGE.replace("ALTERED", "false")
    with window(browser) as seen:
        launched_until(seen.page, platform, opened, ':text("student-1")')
        assert seen.page.evaluate("asked") == ["lti.put_data", "lti.get_data"]
        assert len(opened.launches) == 1


def test_another_value_than_was_stored_lets_nobody_in(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, opened = together
    platform.login["lti_storage_target"] = "_parent"
    platform.storage = STORAGE.replace("ALTERED", "true")
    with window(browser) as seen:
        launched_until(seen.page, platform, opened, "[role=alert]:visible")
        assert "another browser or window" in said_in_frame(seen.page)
        assert opened.launches == []


def test_a_platform_that_says_it_stores_and_does_not_answer(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, _ = together
    platform.login["lti_storage_target"] = "post_message_forwarding"
    with window(browser) as seen:
        seen.page.goto(f"{platform.address}/course")
        seen.page.frame_locator("#homework").locator("a.button").wait_for()


def test_the_page_with_the_click_is_shown_in_no_other_frame(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, opened = together
    platforms.add(
        opened.tool.engine,
        Registered(
            "https://lms.example",
            "c",
            "https://lms.example/a",
            "https://lms.example/t",
            "https://lms.example/k",
        ),
    )
    platform.login |= {"iss": "https://lms.example", "client_id": "c"}
    with window(browser) as seen:
        seen.page.goto(f"{platform.address}/course")
        seen.page.wait_for_timeout(500)
        assert any("frame-ancestors" in line for line in seen.said)


def test_where_no_window_keeps_a_cookie_the_page_says_so(
    browser: Browser, together: tuple[Course, Door]
) -> None:
    platform, opened = together
    words = {k: v for k, v in platform.login.items() if k != "url"} | {"alone": "1", "probed": "1"}
    with window(browser) as seen:
        seen.page.goto(f"{opened.url('/login')}?{urlencode(words)}")
        assert "keeps no cookie" in seen.page.get_by_role("alert").inner_text()
