"""Measures the desk with a class of 1,000 in a browser: how long it takes to open and to filter.

``python desk.py [N]``. The main thread's own time is told beside the clock's: a busy machine does
not change it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from browser import CHROMIUM, window
from browser import running as browsing
from desk_class import make
from desk_server import Running, running

_PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_WORDS = ("김민준", "20260", "서연", "")


def main(count: int) -> None:
    """Print seconds."""
    if CHROMIUM is None:
        sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as place:
        records = make(Path(place), count)
        with (
            running(Path(place), records) as desk,
            browsing() as browser,
            window(browser) as seen,
        ):
            page = seen.page

            def opened() -> tuple[float, float]:
                return _cost(page, lambda: page.goto(desk.address))

            _tell("opened, with nothing read before", [opened()])
            _tell("opened again", [opened() for _ in range(5)])
            _tell("opened after a change", [opened() for _ in range(5) if _changed(desk)])
            typed = [_cost(page, lambda w=word: page.fill("#search", w)) for word in _WORDS * 3]
            _tell("filtered", typed)


def _changed(desk: Running) -> bool:
    """Adjust a student's total: what the class's page is made of is read anew."""
    work = desk.desk.overview().rows[0].work
    desk.desk.room.change("adjust", "total", {"set": 1}, "by the benchmark", work)
    return True


def _cost(page: Any, act: Callable[[], object]) -> tuple[float, float]:
    """Return seconds until what is done can be seen, and those of the page's main thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before, start = _busy(session), time.perf_counter()
    act()
    page.evaluate(_PAINTED)
    wall = time.perf_counter() - start
    after = _busy(session)
    return wall, after - before if after > before else after


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _tell(what: str, costs: list[tuple[float, float]]) -> None:
    wall, own = (statistics.median(each) for each in zip(*costs, strict=True))
    print(f"{what}: {wall:.3f} s (main thread {own:.3f} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
