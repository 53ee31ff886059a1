"""Measures the pages of a class of 1,000: made, found unchanged, and opened in a browser.

``python pages.py [N]``. The class is made of the graded samples, with other names and a share of
their fingerprints each.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from browser import CHROMIUM, running, window
from harness import NAME, ROOT, SAMPLES, gradkit

from autograder.assignment.assignment import opened
from autograder.pages import class_page, class_summary
from autograder.pages.student_page import write_feedback
from autograder.submissions.identity import Identity, Person


def main(count: int) -> None:
    """Print seconds and sizes."""
    with tempfile.TemporaryDirectory() as place, opened(NAME, ROOT) as assignment:
        out = Path(place)
        done = gradkit("grade", SAMPLES, "-o", out / "samples", "--quiet")
        assert done.returncode == 0, done.stderr
        class_ = _class_of(out / "samples", count)

        def write() -> None:
            everyone = class_summary.Classroom(assignment)
            for n, (result, identity) in enumerate(class_):
                source = write_feedback(out, f"k{n}", result, assignment.title, identity)
                everyone.add(f"k{n}", result, identity, source)
            class_page.write_report(out, everyone)

        print(f"{count} pages and the report, made:      {_seconds(write):6.2f} s")
        print(f"{count} pages and the report, unchanged: {_seconds(write):6.2f} s")
        print(f"report.html: {(out / 'report.html').stat().st_size / 1e6:.2f} MB")
        print(f"class.json:  {(out / 'class.json').stat().st_size / 1e6:.2f} MB")
        if CHROMIUM is None:
            print("chromium is not installed: the report was not opened")
            return
        with running() as browser, window(browser) as seen:
            own = _own_seconds(seen, out / "report.html")
            times = [_seconds(lambda: _shown(seen, out / "report.html")) for _ in range(5)]
        print(f"processor time of the page's main thread: {own:6.2f} s")
        print(f"opened and laid out in chromium: {statistics.median(times):6.2f} s (median)")


def _class_of(graded: Path, count: int) -> list[tuple[dict[str, Any], Identity]]:
    chance = random.Random(1)
    found = [json.loads(p.read_text("utf-8")) for p in sorted(graded.glob("results/*.json"))]
    members = []
    for n in range(count):
        result = dict(found[n % len(found)])
        kept = [result["fingerprint"][i : i + 8] for i in range(0, len(result["fingerprint"]), 8)]
        kept = chance.sample(kept, int(0.7 * len(kept)))
        kept += [f"{chance.randrange(2**32):08x}" for _ in range(100)]
        name, number = f"김{chr(0xAC00 + n)}{chr(0xAC00 + 7 * n % 9000)}", f"2024{n:04d}"
        result["submission"] = f"{number}_{name}_과제.ipynb"
        result["sha256"] = f"{n:064x}"
        result["fingerprint"] = "".join(sorted(kept))
        members.append((result, Identity("folder", (Person(name=name, number=number),))))
    return members


def _own_seconds(seen: Any, path: Path) -> float:
    """Return what opening a page costs its main thread, however busy the machine is."""
    session = seen.page.context.new_cdp_session(seen.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    _shown(seen, path)
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _shown(seen: Any, path: Path) -> None:
    """Open a page and wait until it is laid out and its script has run."""
    page = seen.open(path).page
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert page.locator("form.tools").is_visible()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
