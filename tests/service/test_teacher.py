"""A teacher's way in a real browser: roster, rules, desk, grades, and who may what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import window
from playwright.sync_api import Browser
from service_site import KIM, LEE, RIGHT, TEACHER, Served, csrf_of, graded

pytestmark = pytest.mark.system
ASSISTANT = replace(TEACHER, user="sub-ta", name="Choi", role="assistant", locale="ko")


@pytest.mark.parametrize(
    "look",
    [{"locale": "en-US"}, {"color_scheme": "dark", "width": 390}],
    ids=["light", "dark phone"],
)
def test_every_page_of_a_teacher_is_accessible_and_fits(
    look: dict[str, str], small: Served, browser: Browser
) -> None:
    graded(small, KIM, RIGHT)
    small.enter(LEE)
    with window(browser, **look) as seen:  # type: ignore[arg-type]
        page = seen.page
        page.goto(small.launch(TEACHER))
        home = page.url
        for path in ("", "roster", "rules", "grades", "trail", "desk/", "desk/regrade"):
            page.goto(home + path)
            assert page.locator("h1").count() == 1, path
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
            assert seen.overflow() == 0, path
        assert seen.said == []


def test_a_teacher_sees_who_is_missing_and_extends_before_anything_is_handed_in(
    small: Served, browser: Browser
) -> None:
    graded(small, KIM, RIGHT)
    small.enter(LEE)
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(TEACHER))
        page.get_by_role("link", name="Roster").first.click()
        rows = page.locator("tbody tr")
        assert "missing" in rows.nth(0).inner_text() and LEE.name in rows.nth(0).inner_text()
        assert "10" in rows.nth(1).inner_text() and KIM.name in rows.nth(1).inner_text()
        rows.nth(0).locator("summary").click()
        rows.nth(0).locator("[name=until]").fill("2026-10-08T23:59")
        rows.nth(0).locator("[name=reason]").fill("ill")
        rows.nth(0).locator("button").click()
        assert "2026-10-08 23:59" in rows.nth(0).inner_text()
        page.goto(small.launch(LEE))
        assert "2026-10-08 23:59" in page.locator(".due").inner_text()
        assert "your own extension" in page.locator(".due").inner_text()


def test_rules_hold_at_once_and_what_cannot_be_read_is_said(
    small: Served, browser: Browser
) -> None:
    graded(small, KIM, RIGHT)
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(TEACHER))
        page.get_by_role("link", name="Rules").click()
        page.locator("#text").fill("[attempts]\nmoost = 1")
        page.get_by_role("button", name="Save").click()
        assert "moost" in page.locator("[role=alert]").inner_text()
        assert page.locator("#text").input_value().startswith("[attempts]")
        page.locator("#text").fill('timezone = "Asia/Seoul"\n[attempts]\nmost = 1\nfeedback = 0')
        page.get_by_role("button", name="Save").click()
        assert page.locator("[role=alert]").count() == 0
        page.goto(small.launch(KIM))
        assert "결과는 마감 뒤에" in page.locator(".attempts").inner_text()
        assert page.locator(".top .total").count() == 0
        assert small.hand_in(KIM, "x = 1").status_code == 403


def test_the_desk_is_the_teachers_and_an_assistant_decides_nothing_for_the_class(
    small: Served, browser: Browser
) -> None:
    graded(small, KIM, RIGHT)
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(TEACHER))
        page.get_by_role("link", name="Desk").click()
        page.get_by_role("link", name=KIM.name).click()
        form = page.locator("section[aria-labelledby=person] form").first
        form.locator("[name=points]").fill("7")
        form.locator("[name=reason]").fill("oral exam")
        form.locator("button").first.click()
        assert page.locator(".top .score b").inner_text() == "7"
        page.goto(small.launch(KIM))
        assert page.locator(".top .total b").inner_text() == "7"
        assert "oral exam" in page.locator(".why-total").inner_text()
    home = small.enter(ASSISTANT)
    assert small.get(home, "desk/rules").status_code == 200
    sent = {"csrf": csrf_of(home), "how": "full", "check": "public/test_f::test_public"}
    assert small.post(home, "desk/forgive", sent).status_code == 404
    assert small.post(home, "rules", {"csrf": csrf_of(home), "text": ""}).status_code == 404
    assert small.get(home, "trail").status_code == 404
    student = small.enter(KIM)
    for path in ("desk/", "roster", "rules", "grades", "trail"):
        assert small.get(student, path).status_code == 404, path


def test_grading_again_is_previewed_in_the_service_too(small: Served, browser: Browser) -> None:
    graded(small, KIM, RIGHT)
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(TEACHER))
        page.goto(f"{page.url}desk/regrade")
        page.get_by_role("button", name="See what would change").click()
        page.get_by_text("Nobody's total would change").wait_for(timeout=60_000)
        page.locator("[name=reason]").first.fill("to be sure")
        page.get_by_role("button", name="Apply").click()
        assert "regrade" in page.locator("main").inner_text()
