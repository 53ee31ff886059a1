"""The pages that students and teachers read: in a real browser, and whatever texts they hold."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from browser import window
from harness import failed, gradkit, results_in, small_assignment
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from autograder.assignment.assignment import Assignment
from autograder.base.language import Text
from autograder.pages import class_page, class_summary, student_page
from autograder.results.result import schema
from autograder.submissions.identity import Identity, Person

TITLE = Text("How a neural network learns", "신경망 학습")
HOSTILE = [
    "<script>window.pwned = 1</script>",
    "\"><img src=x onerror='window.pwned = 1'>",
    "</style></title></pre></svg><svg onload='window.pwned = 1'>",
    "{{ 7 * 7 }}{% raw %} ${window.pwned = 1}",
    "javascript:window.pwned=1",
    "<!-- --><a href='https://example.com'>\x1b[31m\u202e\0",
    "]]><iframe srcdoc='<script>parent.pwned = 1</script>'>",
]


@pytest.fixture(scope="module")
def samples(graded_samples: Path) -> dict[str, dict[str, Any]]:
    return results_in(graded_samples)


def _pages(out: Path) -> list[Path]:
    return [out / "report.html", *sorted(out.glob("feedback/*.html"))]


# -- in a browser --------------------------------------------------------------------------------


@pytest.mark.system
def test_every_page_opens_from_disk_and_asks_for_nothing(
    browser: Browser, graded_samples: Path, samples: dict[str, Any]
) -> None:
    pages = _pages(graded_samples)
    assert len(pages) == 1 + len(samples)
    with window(browser, 360) as seen:
        for path in pages:
            seen.open(path)
            assert seen.requests == [path.as_uri()]
            assert seen.said == []
            assert seen.overflow() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.system
def test_no_serious_violation_of_accessibility(
    browser: Browser, graded_samples: Path, scheme: str, width: int
) -> None:
    names = ["윤서준", "HW4.ipynb", "hw4_backup", "kang"]
    paths = [graded_samples / "report.html"]
    paths += [next(graded_samples.glob(f"feedback/{name}*.html")) for name in names]
    with window(browser, width, color_scheme=scheme) as seen:
        for path in paths:
            assert seen.open(path).violations() == []


@pytest.mark.system
def test_a_page_is_printed_on_two_sheets_and_the_longest_on_three(
    browser: Browser, graded_samples: Path, samples: dict[str, Any]
) -> None:
    keys = {path.stem: path for path in graded_samples.glob("feedback/*.html")}
    names = {p.stem: json.loads(p.read_text("utf-8")) for p in graded_samples.glob("results/*")}
    by_length = sorted(names, key=lambda key: len(keys[key].read_bytes()))
    middle = len(by_length) // 2
    with window(browser) as seen:
        assert all(seen.open(keys[key]).sheets() <= 2 for key in by_length[middle - 2 : middle])
        assert all(seen.open(keys[key]).sheets() <= 3 for key in by_length[-6:])


@pytest.mark.system
def test_the_table_is_sorted_searched_and_filtered(
    browser: Browser, graded_samples: Path, samples: dict[str, Any]
) -> None:
    report = json.loads((graded_samples / "class.json").read_text(encoding="utf-8"))
    scores = [s["score"] for s in report["students"] if s["score"] is not None]
    with window(browser) as seen:
        page = seen.open(graded_samples / "report.html").page
        rows = page.locator("#students tbody tr:visible")
        totals = page.locator("#students tbody tr:visible td.total")
        assert rows.count() == len(report["students"]) == len(samples)

        header = page.locator("#students thead th").nth(2)
        header.get_by_role("button").click()
        assert header.get_attribute("aria-sort") == "descending"
        assert [float(t) for t in totals.all_inner_texts() if t != "-"] == sorted(scores)[::-1]
        header.get_by_role("button").press("Enter")
        assert header.get_attribute("aria-sort") == "ascending"
        assert [float(t) for t in totals.all_inner_texts() if t != "-"] == sorted(scores)

        page.get_by_role("searchbox").fill("20221015")
        assert rows.count() == 1 and "노은채" in rows.first.inner_text()
        assert page.locator("#counted").inner_text() == "1"
        page.get_by_role("searchbox").fill("")
        page.get_by_role("combobox").select_option("unreadable")
        assert rows.count() == report["status"]["unreadable"] > 0
        page.get_by_role("combobox").select_option("")

        held = report["misconceptions"][0]
        page.locator("button[data-only=m0]").click()
        shown = {a.get_attribute("href") for a in page.locator("tbody tr:visible a").all()}
        assert len(shown) == held["count"] == len(held["submissions"])
        page.locator("#clear").click()
        assert rows.count() == len(samples)
        assert seen.said == []


@pytest.mark.system
def test_a_total_with_a_remark_is_sorted_by_its_points(
    browser: Browser, graded_samples: Path, tmp_path: Path
) -> None:
    report = json.loads((graded_samples / "class.json").read_text(encoding="utf-8"))
    for student in report["students"]:
        student["said"] = "10 points off: 2 days late"
    (tmp_path / "report.html").write_text(class_page.page(report), encoding="utf-8")
    points = {s["submission"]: -1 if s["score"] is None else s["score"] for s in report["students"]}
    with window(browser) as seen:
        shown = seen.open(tmp_path / "report.html").page
        header = shown.locator("#students thead th").nth(2)
        for direction in ("descending", "ascending"):
            header.get_by_role("button").click()
            assert header.get_attribute("aria-sort") == direction
            files = shown.locator("#students tbody th").evaluate_all(
                "all => all.map(th => (th.querySelector('.file') || th).textContent)"
            )
            assert len(files) == len(points)
            found = [points[file] for file in files]
            assert found == sorted(points.values(), reverse=direction == "descending")


@pytest.mark.system
def test_links_lead_to_the_students_pages(
    browser: Browser, graded_samples: Path, samples: dict[str, Any]
) -> None:
    with window(browser) as seen:
        page = seen.open(graded_samples / "report.html").page
        found = page.eval_on_selector_all("#students tbody a", "all => all.map(a => a.href)")
        assert sorted(found) == sorted(p.as_uri() for p in graded_samples.glob("feedback/*.html"))


@pytest.mark.system
def test_the_table_is_read_without_a_script(browser: Browser, graded_samples: Path) -> None:
    with window(browser, java_script_enabled=False) as seen:
        page = seen.open(graded_samples / "report.html").page
        rows = len(list(graded_samples.glob("results/*.json")))
        assert page.locator("#students tbody tr:visible").count() == rows
        assert page.locator("button:visible, form:visible, input:visible").count() == 0


@pytest.mark.system
def test_a_hostile_result_injects_nothing(
    browser: Browser, samples: dict[str, Any], assignment: Assignment, tmp_path: Path
) -> None:
    hostile = [_with_texts(samples["윤서준_20221107.ipynb"], text) for text in HOSTILE]
    for result in hostile:
        jsonschema.validate(result, schema())
    everyone = class_summary.Classroom(assignment)
    for n, (result, text) in enumerate(zip(hostile, HOSTILE, strict=True)):
        everyone.add(f"key{n}", result, _identity(text))
        student_page.write_feedback(tmp_path, f"key{n}", result, TITLE, _identity(text))
    class_page.write_report(tmp_path, everyone)
    with window(browser) as seen:
        for path in _pages(tmp_path):
            seen.open(path)
            assert seen.requests == [path.as_uri()]
            assert seen.said == []
            assert seen.page.evaluate("typeof window.pwned") == "undefined"
            assert seen.page.locator("iframe, img, object, embed, a[href^=http]").count() == 0


# -- whatever texts they hold ---------------------------------------------------------------------


def _with_texts(result: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a result that holds ``text`` wherever a submission's text may be."""
    result = copy.deepcopy(result) | {"submission": f"{text}.ipynb", "notes": [text]}
    result["execution"] = [{"cell": 1, "line": 1, "error": text}]
    for check in (check for question in result["questions"] for check in question["checks"]):
        check["message"] = text
        if check["outcome"] != "passed":
            check["counterexample"] = {"code": text, "expected": text, "actual": text}
            check["hint"] = {"id": text, "tier": 1, "title": text, "text": text}
    return result


def _summary(assignment: Assignment, results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    everyone = class_summary.Classroom(assignment)
    for number, result in enumerate(results):
        everyone.add(f"key{number}", result)
    return class_summary.summary(everyone)


def _identity(text: str) -> Identity:
    return Identity("folder", (Person(name=text, number=text),))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag} {' '.join(sorted(name for name, _ in attrs))}")

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment")

    def handle_pi(self, data: str) -> None:
        self.found.append("an instruction")


def _tags(html: str) -> list[str]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return [tag for tag in parser.found if tag != "wbr "]


def _report_with(report: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a class's data that hold ``text`` wherever a submission's text may be."""
    report = copy.deepcopy(report)
    for student in report["students"]:
        student |= {"submission": text, "name": text, "number": text, "key": text, "page": text}
    for item in report["attention"]:
        item |= {"submission": text, "message": text}
    for item in [*report["misconceptions"], *report["similar"]]:
        item["submissions"] = [text]
    return report


def test_no_text_makes_a_tag(samples: dict[str, Any], assignment: Assignment) -> None:
    result = samples["윤서준_20221107.ipynb"]
    broken, twin = samples["hw4_backup.ipynb"], result | {"submission": "twin"}
    report = _summary(assignment, [result, broken, twin])
    assert report["similar"] and report["attention"] and report["misconceptions"]
    student = _tags(student_page.page(_with_texts(result, "plain"), TITLE, "plain"))
    everyone = _tags(class_page.page(_report_with(report, "plain")))

    @settings(max_examples=60)
    @given(st.text(min_size=1).filter(str.strip) | st.sampled_from(HOSTILE))
    def check(text: str) -> None:
        assert _tags(student_page.page(_with_texts(result, f"x{text}"), TITLE, text)) == student
        assert _tags(class_page.page(_report_with(report, f"x{text}"))) == everyone

    check()


# -- what they say --------------------------------------------------------------------------------


def test_class_data_follows_its_schema_and_adds_up(
    graded_samples: Path, samples: dict[str, Any]
) -> None:
    report = json.loads((graded_samples / "class.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(class_summary.schema()).validate(report)
    assert report["submissions"] == len(report["students"]) == len(samples)
    graded = report["status"]["graded"]
    assert sum(bin_["count"] for bin_ in report["score"]["distribution"]) == graded
    for place, question in enumerate(report["questions"]):
        for n, check in enumerate(question["checks"]):
            outcomes = [
                result["questions"][place]["checks"][n]["outcome"]
                for result in samples.values()
                if result["status"] == "graded"
            ]
            assert (check["passed"], check["judged"]) == (outcomes.count("passed"), graded)
    reasons = {item["submission"]: item["reasons"] for item in report["attention"]}
    assert reasons["hw4_backup.ipynb"] == ["unreadable"]
    assert reasons["HW4.ipynb"] == ["nothing"]
    assert reasons["조하늘_hw4.ipynb"] == ["crashed"]
    assert "lee_seoyeon_hw4.ipynb" not in reasons
    assert report["similar"] == []


def test_near_identical_work_is_shown_and_costs_nothing(
    samples: dict[str, Any], assignment: Assignment
) -> None:
    copied = samples["lee_seoyeon_hw4.ipynb"]
    results = [*samples.values(), copied | {"submission": "copy.ipynb", "sha256": "0" * 64}]
    report = _summary(assignment, results)
    (group,) = report["similar"]
    assert group["submissions"] == ["copy.ipynb", "lee_seoyeon_hw4.ipynb"]
    assert {s["score"] for s in report["students"] if s["submission"] in group["submissions"]} == {
        100
    }


def test_a_page_tells_each_hint_once(samples: dict[str, Any]) -> None:
    result = samples["윤서준_20221107.ipynb"]
    hints = [check["hint"]["text"] for check in failed(result) if check["hint"]]
    assert len(hints) > len(set(hints))
    html = student_page.page(result, TITLE)
    assert [html.count(f"</strong> {hint}") for hint in set(hints)] == [1] * len(set(hints))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_pages_speak_the_language_of_the_result(samples: dict[str, Any], language: str) -> None:
    result = samples["김민준_20231234_과제.ipynb"] | {"language": language}
    html = student_page.page(result, TITLE)
    assert f'<html lang="{language}">' in html
    assert TITLE._asdict()[language] in html


def test_pages_are_written_anew_only_where_something_changed(
    samples: dict[str, Any], assignment: Assignment, tmp_path: Path
) -> None:
    results = list(samples.values())[:3]

    def write() -> dict[str, int]:
        everyone = class_summary.Classroom(assignment)
        for n, result in enumerate(results):
            source = student_page.write_feedback(tmp_path, f"k{n}", result, TITLE)
            everyone.add(f"k{n}", result, None, source)
        class_page.write_report(tmp_path, everyone)
        return {path.name: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}

    first = write()
    assert write() == first
    (tmp_path / "feedback" / "k0.html").write_text("cut sho", encoding="utf-8")
    results[1] = results[1] | {"score": 1}
    changed = {name for name, when in write().items() if when != first[name]}
    assert changed == {"k0.html", "k1.html", "report.html"}


# -- what is said meanwhile -----------------------------------------------------------------------


def _graded(place: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return gradkit("--root", place, "grade", place / "in", "-o", place / "out", *words)


@pytest.fixture(scope="module")
def one_graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("one")
    (place / "in").mkdir()
    (place / "in/kim.py").write_text("def f(): return 2\n", encoding="utf-8")
    (place / "in/lee.ipynb").write_text('{"cells": [', encoding="utf-8")
    small_assignment(place)
    done = _graded(place, "--jobs", 1)
    assert done.returncode == 0
    assert [line.split(",")[0] for line in done.stderr.splitlines()][-1] == "grading: 2 of 2"
    return place, done.stdout


@pytest.mark.slow
def test_where_the_pages_are_is_told(one_graded: tuple[Path, str]) -> None:
    place, said = one_graded
    for file in ("grades.csv", "report.html", "class.json", "feedback", "results"):
        assert str(place / "out" / file) in said
        assert (place / "out" / file).exists()


@pytest.mark.slow
def test_quiet_says_nothing(one_graded: tuple[Path, str]) -> None:
    place, _ = one_graded
    done = _graded(place, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_json_is_an_object_a_line(one_graded: tuple[Path, str]) -> None:
    place, _ = one_graded
    done = _graded(place, "--json")
    *each, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["submission"]: line["status"] for line in each} == {
        "kim.py": "graded",
        "lee.ipynb": "unreadable",
    }
    assert all(
        (place / "out" / line[name]).exists() for line in each for name in ("result", "page")
    )
    assert all(line["earlier"] for line in each)
    assert last["submissions"] == 2 and last["status"]["unreadable"] == 1
    assert done.stderr == ""
