"""A student's way in a real browser: the homework, handing in, what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import window
from playwright.sync_api import Browser, Page
from service_site import (
    HALF,
    KIM,
    LEE,
    RIGHT,
    WRONG,
    Served,
    csrf_of,
    enter,
    judged,
    launched,
    notebook,
    rule,
)

from autograder.records.schema import now
from autograder.records.work import Change
from autograder.service import queue

pytestmark = pytest.mark.system
LOOKS = {
    "light": {"color_scheme": "light", "width": 1280},
    "dark": {"color_scheme": "dark", "width": 1280},
    "phone": {"color_scheme": "light", "width": 390},
}


def hand_in(page: Page, code: str, name: str = "과제 4.ipynb") -> None:
    """Hand in from the homework's page, and wait for the result."""
    file = {"name": name, "mimeType": "application/json", "buffer": notebook(code)}
    page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    page.wait_for_selector(".masthead .total", timeout=60_000)


def test_a_student_hands_in_and_reads_the_page_in_their_own_language(
    small: Served, browser: Browser
) -> None:
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(KIM))
        assert page.locator("html").get_attribute("lang") == "ko"
        assert page.locator("h1").inner_text() == "과제 4"
        hand_in(page, RIGHT)
        assert page.locator(".masthead .total b").inner_text() == "10"
        assert page.locator("h1").inner_text() == KIM.name
        assert page.locator(".masthead .file").inner_text() == "과제 4.ipynb"
        page.locator(".kicker a").click()
        hand_in(page, HALF)
        assert page.locator(".masthead .total b").inner_text() == "6"
        page.locator(".kicker a").click()
        rows = page.locator(".attempts li")
        assert rows.count() == 2
        assert "이 제출을 반영함" in rows.nth(0).inner_text()
        assert "이 제출을 반영함" not in rows.nth(1).inner_text()
        rows.nth(0).get_by_text("달라진 점").click()
        assert "+    n.append(1)" in page.locator(".diff .plus").all_inner_texts()
        assert seen.said == []


def test_students_never_see_one_another(small: Served, browser: Browser) -> None:
    with window(browser) as one, window(browser) as two:
        one.page.goto(small.launch(KIM))
        hand_in(one.page, RIGHT)
        two.page.goto(small.launch(LEE))
        home = two.page.url
        assert two.page.locator(".attempts li").count() == 0
        two.page.goto(f"{home}attempts/1")
        assert two.page.url == home  # there is no such attempt of hers
        two.page.goto(f"{home}attempts/1/file")
        assert two.page.url == home
        two.page.goto(one.page.url)  # an address of his, in another browser
        assert "expired" in two.page.locator("h1").inner_text()


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible_and_fits(look: str, small: Served, browser: Browser) -> None:
    with window(browser, **LOOKS[look]) as seen:  # type: ignore[arg-type]
        page = seen.page
        page.goto(small.launch(KIM))
        home = page.url
        for code in (RIGHT, WRONG):
            page.goto(home)
            hand_in(page, code)
        for path in ("", "attempts/1", "attempts/2/changes"):
            page.goto(home + path)
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
            assert seen.overflow() == 0, path
        assert [url for url in seen.requests if not url.startswith((small.address, "data:"))] == []


def test_a_file_of_no_use_is_refused_where_it_was_chosen(
    small: Served, browser: Browser, tmp_path: Path
) -> None:
    with window(browser) as seen:
        page = seen.page
        page.goto(small.launch(LEE))
        large = tmp_path / "large.ipynb"
        with large.open("wb") as file:
            file.truncate(40 * 2**20)
        for given, word in (
            ({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}, ".ipynb"),
            ({"name": "a.ipynb", "mimeType": "application/json", "buffer": b""}, "empty"),
            (large, "larger than 32 MB"),
        ):
            page.locator("#file").set_input_files(given)  # type: ignore[arg-type]
            page.wait_for_selector("#problem:not([hidden])")
            assert word in page.locator("#problem").inner_text()


def test_the_keyboard_alone_hands_in_and_javascript_is_not_needed(
    small: Served, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "hw4.ipynb"
    path.write_bytes(notebook(RIGHT))
    with window(browser, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(small.launch(LEE))
        page.locator("#file").set_input_files(path)
        page.locator("#send").press("Enter")
        page.wait_for_url("**/attempts/1")
        page.wait_for_selector(".masthead .total", timeout=60_000)  # it asks again by itself
        assert page.locator(".masthead .total b").inner_text() == "10"


def test_a_notebook_is_dropped_onto_the_page_and_followed_until_it_is_graded(
    idle: Served, browser: Browser
) -> None:
    with window(browser) as seen:
        page = seen.page
        page.goto(idle.launch(LEE))
        page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.items.add(new File([text], "hw4.py"));
                document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
            }""",
            RIGHT,
        )
        page.wait_for_url("**/attempts/1")
        page.get_by_text("Waiting to be graded").wait_for()
        job = queue.take(idle.site.engine, idle.site.assignments)
        assert job is not None
        queue.report(idle.site.engine, job, {"f": [1, 2]})
        page.get_by_text("Being graded").wait_for()
        page.get_by_text("1 / 2").wait_for()
        assert page.locator("progress").evaluate("bar => bar.position") == 0.5
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
        enter(idle.site, job, 10)
        page.wait_for_selector(".masthead .total")


def test_the_notebook_comes_in_the_students_language(idle: Served) -> None:
    built = idle.site.root / "dist" / "mini"
    built.mkdir(parents=True)
    for language in ("en", "ko"):
        (built / f"mini_{language}.ipynb").write_text(language, encoding="utf-8")
    for who, language in ((KIM, "ko"), (LEE, "en")):
        got = idle.get(idle.enter(who), "notebook")
        assert got.text == language
        assert got.headers["Content-Disposition"].endswith(f"mini_{language}.ipynb")


def test_after_the_deadline_the_page_says_what_being_late_means(idle: Served) -> None:
    rule(idle.site, KIM, 'timezone = "Asia/Seoul"\ndeadline = 2020-03-01T23:59:00')
    text = idle.get(idle.enter(KIM), "").text
    assert "2020-03-01(일) 23:59 KST" in text
    assert "지금 내면 지각으로 처리됩니다." in text
    assert "지각" not in idle.get(idle.enter(KIM), "").text.replace("지각으로 처리", "")


def test_a_student_says_which_attempt_counts_until_a_teacher_does(idle: Served) -> None:
    rule(idle.site, KIM, '[attempts]\ncounts = "chosen"')
    visit = launched(idle.site, KIM)
    for n, score in enumerate((3, 8, 5)):
        work = judged(idle.site, visit, score, f"a = {n}")
    home = idle.enter(KIM)
    assert ">5</b><span" in idle.get(home, "").text  # the last one, while nobody has said
    idle.post(home, "counts", {"csrf": csrf_of(home), "attempt": "2"})
    assert ">8</b><span" in idle.get(home, "").text.partition("attempts")[0]
    records = idle.site.records(visit.class_id)
    first = records.work(work).attempts[0].id
    said = Change("counts", "", {"submission": first}, "talked", "Park", now(), work=work)
    records.change(said)
    idle.post(home, "counts", {"csrf": csrf_of(home), "attempt": "3"})
    assert ">3</b><span" in idle.get(home, "").text.partition("attempts")[0]
