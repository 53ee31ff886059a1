"""In a platform's frame: who may show the service, and a window of its own out of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests
from browser import window
from playwright.sync_api import Browser
from service_site import KIM, TEACHER, Served, csrf_of

pytestmark = pytest.mark.system


class Lms(HTTPServer):
    """A page of a platform with the service in a frame."""

    shown = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Page(BaseHTTPRequestHandler):
    server: Lms

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        frame = f'<iframe src="{self.server.shown}" width="700" height="600"></iframe>'
        self.wfile.write(f"<!doctype html><title>LMS</title>{frame}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def lms() -> Iterator[Lms]:
    with Lms(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_window_of_its_own_is_the_browsers_that_opens_it(
    idle: Served, lms: Lms, browser: Browser
) -> None:
    lms.shown = idle.launch(replace(TEACHER, frame_ancestors=lms.address))
    with window(browser) as seen, window(browser) as other:
        seen.page.goto(lms.address)
        button = seen.page.frame_locator("iframe").get_by_text("Open in a window of its own")
        with seen.page.context.expect_page() as opened:
            button.click()
        page = opened.value
        page.get_by_role("link", name="Roster").first.wait_for()
        assert page.get_by_text("Open in a window of its own").is_hidden()
        page.get_by_role("link", name="Desk").first.click()
        page.locator("#rows").wait_for()
        other.page.goto(page.url.partition("desk")[0])
        assert "expired" in other.page.locator("h1").inner_text()


def test_a_window_that_nobody_opened_is_gone_after_the_first_claim(idle: Served) -> None:
    home = idle.enter(KIM)

    to = idle.post(home, "window", {"csrf": csrf_of(home)}).json()["to"]
    one, two = requests.Session(), requests.Session()
    assert two.get(f"{idle.address}{to}desk/").status_code == 404
    assert one.get(f"{idle.address}{to}").status_code == 200
    assert two.get(f"{idle.address}{to}").status_code == 403
    assert one.get(f"{idle.address}{to}").status_code == 200


def test_another_sites_frame_shows_nothing(idle: Served, lms: Lms, browser: Browser) -> None:
    lms.shown = idle.launch(replace(KIM, frame_ancestors="https://lms.example"))
    with window(browser) as seen:
        with seen.page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            seen.page.goto(lms.address)
        assert seen.page.frame_locator("iframe").locator("#upload").count() == 0
