"""The desk in a real browser: by keyboard, by a screen reader's rules, and under attack."""

from __future__ import annotations

import hashlib
import itertools
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Seen, window
from desk_class import DEADLINE, QUESTION, make, notebook, result
from desk_server import Running, running
from playwright.sync_api import Browser, expect

from autograder.records.store import HandedIn
from autograder.submissions.identity import Identity, Person

pytestmark = pytest.mark.system
LOOKS = {
    "light": {"color_scheme": "light", "locale": "en-US"},
    "dark": {"color_scheme": "dark", "locale": "ko-KR"},
    "phone": {"color_scheme": "light", "locale": "ko-KR", "width": 390},
}


def opened(desk: Running, seen: Seen, path: str = "") -> Seen:
    seen.page.goto(desk.address + path)
    return seen


def paths(desk: Running) -> list[str]:
    overview = desk.desk.overview()
    ((_, rows),) = overview.alike
    several = next(r for r in overview.rows if len(r.work.attempts) > 1)
    pair = f"pairs/{rows[0].work.id}/{rows[1].work.id}"
    work = f"work/{several.work.id}"
    questions = [f"question/{name}" for name in ("loss", QUESTION)]
    return ["", work, f"{work}?attempt=1", *questions, "pairs", pair, "regrade", "sheet", "rules"]


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible_fits_and_asks_nobody_else(
    look: str, desk: Running, browser: Browser
) -> None:
    with window(browser, **LOOKS[look]) as seen:  # type: ignore[arg-type]
        for path in paths(desk):
            opened(desk, seen, path)
            found = Axe().run(seen.page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
            assert seen.overflow() == 0, path
        assert seen.said == []
        own = desk.address.partition("a-token")[0]
        assert [url for url in seen.requests if not url.startswith((own, "data:"))] == []


def test_a_question_is_graded_by_three_keys_a_student_at_most(
    desk: Running, browser: Browser
) -> None:
    pressed = 0
    with window(browser) as seen:
        page = opened(desk, seen, f"question/{QUESTION}?anonymous=1").page
        for n in itertools.count():
            if page.locator("#left").inner_text() == "0":
                break
            keys = [["1", "Enter"], ["1", "2", "Enter"], ["Enter"]][n % 3]
            with page.expect_navigation():
                for key in keys:
                    page.keyboard.press(key)
            pressed += len(keys)
    rows = desk.desk.overview().rows
    assert all(row.standing.to_grade == () for row in rows)
    points = {row.standing.counted.questions[1].score for row in rows if row.standing.counted}
    assert points == {6, 10, 0}
    assert pressed <= 3 * len(rows)


def test_students_are_found_sorted_and_walked_through_by_keyboard(
    desk: Running, browser: Browser
) -> None:
    with window(browser) as seen:
        page = opened(desk, seen).page
        page.keyboard.press("/")
        page.keyboard.type("20260007")
        assert page.locator("#count").inner_text() == "1"
        assert page.locator("#rows tbody tr:visible").count() == 1
        for _ in range(8):
            page.keyboard.press("Backspace")
        page.locator("#flag").select_option("alike")
        flagged = sum("alike" in row.flags for row in desk.desk.overview().rows)
        assert page.locator("#rows tbody tr:visible").count() == flagged
        page.locator("#flag").select_option("")
        page.locator("thead button").nth(4).press("Enter")
        cells = page.locator("#rows tbody tr td:nth-of-type(4)").all_inner_texts()
        assert [float(c) for c in cells] == sorted(float(c) for c in cells)
        first, second, *_ = (row.work.id for row in desk.desk.overview().rows)
        page.goto(f"{desk.address}work/{first}")
        page.keyboard.press("j")
        page.wait_for_url(f"**/work/{second}")
        page.keyboard.press("k")
        page.wait_for_url(f"**/work/{first}")


def test_a_long_class_is_shown_by_and_by_and_searched_and_sorted_whole(
    tmp_path: Path, browser: Browser
) -> None:
    count = 230
    rows = "#rows tbody tr:visible"
    with (
        closing(make(tmp_path, count)) as records,
        running(tmp_path, records) as desk,
        window(browser) as seen,
    ):
        page = opened(desk, seen).page
        assert page.locator(rows).count() == 100
        page.locator("#rows tbody th a").last.focus()
        expect(page.locator(rows)).not_to_have_count(100)  # what comes next, before it is reached
        page.keyboard.press("Tab")
        expect(page.locator("#rows tbody tr").nth(100).locator(":focus")).to_have_count(1)
        page.keyboard.press("End")
        expect(page.locator(rows)).to_have_count(count)
        expect(page.locator("#more")).to_be_hidden()
        assert Axe().run(page).response["violations"] == []

        final = desk.desk.overview().rows[-1]
        page.locator("#rows tbody th a").last.click()
        page.wait_for_url(f"**/work/{final.work.id}")
        page.go_back()
        assert page.locator("#rows tbody th a", has_text=final.work.title).last.is_visible()

        page.locator("#search").fill(final.number)
        assert page.locator(rows).all_inner_texts()[0].startswith(final.work.title)
        assert page.locator("#count").inner_text() == "1"
        page.locator("#search").fill("")
        assert page.locator(rows).count() == 100
        page.locator("thead button").nth(1).click()
        assert page.locator("#rows tbody td").first.inner_text() == "20260000"
        page.locator("thead button").nth(1).click()
        assert page.locator("#rows tbody td").first.inner_text() == f"{20260000 + count - 1}"
        assert seen.said == []
        with window(browser, java_script_enabled=False) as plain:
            assert opened(desk, plain).page.locator(rows).count() == count
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(rows).count() == count


def test_a_person_adjusts_by_keyboard_and_two_windows_do_not_overwrite(
    desk: Running, browser: Browser
) -> None:
    work = desk.desk.overview().rows[0].work.id
    with window(browser) as one, window(browser) as two:
        for seen in (one, two):
            opened(desk, seen, f"work/{work}")
        for seen, points in ((one, "40"), (two, "60")):
            form = seen.page.locator("section[aria-labelledby=person] form").first
            form.locator("input[name=points]").focus()
            seen.page.keyboard.type(points)
            seen.page.keyboard.press("Tab")
            seen.page.keyboard.type(f"because of {points}")
            with seen.page.expect_navigation():
                seen.page.keyboard.press("Enter")
        assert one.page.locator(".top .score b").inner_text() == "40"
        assert "Lee" in two.page.locator("[role=alert]").inner_text()
        values = two.page.locator("input[name=reason]").evaluate_all("all => all.map(i => i.value)")
        assert "because of 60" in values
    assert len(desk.records.work(work).changes) == 1


def test_an_open_page_says_when_the_class_has_changed(desk: Running, browser: Browser) -> None:
    with window(browser) as seen:
        page = opened(desk, seen).page
        work = desk.desk.overview().rows[0].work
        desk.desk.room.change("adjust", "total", {"set": 1}, "elsewhere", work)
        page.locator("#news").wait_for(state="visible", timeout=20_000)
        page.locator("#news a").click()
        page.locator("text=elsewhere").first.wait_for()


ATTACK = """# <script>window.top.pwned = 1</script>
<img src=x onerror="window.top.pwned = 1"> <svg onload="top.pwned = 1">
[link](javascript:top.pwned=1) ![](http://127.0.0.1:9/leak.png) <http://127.0.0.1:9/>
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"> <a href=http://127.0.0.1:9/>x</a>
<form action="http://127.0.0.1:9/"><button>x</button></form>
"""


def test_a_hostile_answer_does_nothing_to_the_teachers_browser(
    desk: Running, browser: Browser
) -> None:
    outputs: list[dict[str, Any]] = [
        {"output_type": "display_data", "data": {"text/html": "<script>top.pwned = 1</script>"}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload='top.pwned=1'/>"}},
        {"output_type": "display_data", "data": {"image/png": "A" * 50_000_000}},
    ]
    cell = {"cell_type": "code", "metadata": {}, "source": ATTACK, "outputs": outputs}
    content = notebook(f'"""{ATTACK}"""', ATTACK, cell)
    name = "</script><script>pwned=1</script>.ipynb"
    person = Person(name="<img src=x onerror='window.pwned = 1'>", number="666")
    whose = Identity("canvas", (person,))
    found = result(name, content, [False] * 10)
    found["questions"][0]["checks"][0]["message"] = ATTACK
    digest = hashlib.sha256(content).hexdigest()
    run = desk.records.begin_run("grade", "tests")
    handed = HandedIn(name, "hostile", digest, whose, DEADLINE)
    attempt = desk.records.enter(handed, content, ".ipynb", found, run)
    work = desk.records.works_by_key()["hostile"]
    with window(browser) as seen:
        for path in (
            "",
            f"work/{work}",
            f"question/{QUESTION}?group=w{work}",
            f"answer/{attempt}/{QUESTION}",
            f"pairs/{work}/1",
        ):
            page = opened(desk, seen, path).page
            page.wait_for_timeout(300)
            assert page.evaluate("window.pwned") is None, path
            assert page.url == desk.address + path
        # In its own frame, too, as a browser sees it.
        page = opened(desk, seen, f"question/{QUESTION}?group=w{work}").page
        inner = page.frames[1]
        assert "uphill" not in inner.content() and "javascript:top" in inner.content()
        assert inner.locator("a, script, svg, form, meta[http-equiv=refresh], img").count() == 0
        own = desk.address.partition("a-token")[0]
        assert [url for url in seen.requests if not url.startswith((own, "data:"))] == []
        assert [text for text in seen.said if "pwned" in text] == []
