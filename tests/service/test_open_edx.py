"""The whole way in a real browser, with a platform that is not ours: Open edX's LTI consumer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import open_edx_server
import pytest
import requests
from browser import window
from click.testing import CliRunner
from harness import NAME, ROOT
from playwright.sync_api import Browser, FrameLocator, Page
from service_site import Served, grading, notebook, served
from sqlalchemy import select

from autograder.cli.main import main
from autograder.lti.members import members
from autograder.records.database import reading
from autograder.service.schema import LinkRow
from autograder.service.sending import Sender
from autograder.service.site import FILE, Settings, opened_site
from autograder.service.tool import post_by

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not open_edx_server.is_there(), reason=open_edx_server.MISSING),
]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A service that offers the course's own homework, grades, and sends grades."""
    with ExitStack() as stack:
        settings = Settings("http://127.0.0.1", (NAME,))
        site = opened_site(tmp_path / "data", ROOT, settings, stack)
        found = stack.enter_context(served(site))
        stack.enter_context(grading(site, 2))
        sender = Sender(site, post_by(found.tool))
        sender.start()
        stack.callback(sender.stop)
        yield found


@pytest.fixture
def campus(tmp_path: Path) -> Iterator[str]:
    with open_edx_server.campus(tmp_path) as found:
        yield found


def gradebook(campus: str) -> dict[str, Any]:
    found: dict[str, Any] = requests.get(f"{campus}/gradebook", timeout=10).json()
    return found


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)


def set_up(page: Page, campus: str, small: Served) -> None:
    """Set the tool up in the platform and the platform in the tool, by what each tells."""
    page.goto(f"{campus}/enter?who=lee")
    page.goto(f"{campus}/studio")
    for name, path in (("login", "/login"), ("launch", "/launch"), ("keys", "/jwks")):
        page.fill(f"[name={name}]", small.tool.address(path))
    page.click("button")
    words = ["lti", "add", str(small.site.folder)]
    for name in ("issuer", "client", "auth", "token", "keys", "deployment"):
        words += [f"--{name}", page.locator(f"#{name}").inner_text()]
    file = small.site.folder / FILE
    file.write_text(f'address = "{small.address}"\n', encoding="utf-8")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output


def choose(page: Page, campus: str) -> None:
    """Choose the homework for the course's link."""
    page.goto(f"{campus}/choose")
    page.check(f"input[value={NAME}]")
    page.click("button")
    page.wait_for_url("**/lti-dl/response")
    assert "saved" in page.locator("body").inner_text()


def hand_in(frame: FrameLocator, content: bytes, score: str) -> None:
    """Hand in within the course's page, and see what it is worth."""
    file = {"name": "hw.ipynb", "mimeType": "application/json", "buffer": content}
    frame.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    frame.locator(".masthead .total b").wait_for(timeout=120_000)
    assert frame.locator(".masthead .total b").inner_text() == score


def members_url(small: Served) -> str:
    with reading(small.site.engine) as session:
        return session.scalars(select(LinkRow.members)).one()


def solved() -> bytes:
    sources = sorted((ROOT / "solutions" / NAME / "right").glob("*.py"))
    return notebook(sources[0].read_text(encoding="utf-8"))


def test_from_the_platforms_course_to_its_gradebook(
    small: Served, campus: str, browser: Browser
) -> None:
    with window(browser) as teacher, window(browser) as student:
        set_up(teacher.page, campus, small)
        choose(teacher.page, campus)
        teacher.page.goto(f"{campus}/course")
        home = teacher.page.frame_locator("#homework")
        home.locator("h1").wait_for()
        student.page.goto(f"{campus}/enter?who=hana")
        student.page.goto(f"{campus}/course")
        frame = student.page.frame_locator("#homework")
        hand_in(frame, solved(), "100")
        until(lambda: gradebook(campus)["grades"] == {"hana": 1.0})
        student.page.goto(f"{campus}/course")
        frame = student.page.frame_locator("#homework")
        hand_in(frame, notebook("x = 1\n"), "0")
        until(lambda: gradebook(campus)["grades"] == {"hana": 0.0})  # the last one counts
    there = {one.name: one for one in members(small.tool, 1, members_url(small))}
    assert set(there) == {"Lee Sora", "Kim Hana", "Park Minjun"}
    assert there["Lee Sora"].role == "instructor"
    assert there["Park Minjun"].role == "learner" and there["Park Minjun"].active
