"""Pages as a browser shows them: opened from disk in chromium, and what they ask for meanwhile."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "chromium is not installed: the pages are NOT tested in a browser (make browser)"
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def running() -> Iterator[Browser]:
    """Run a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def another(browser: Browser, *arguments: str) -> Iterator[Browser]:
    """Run a second browser beside the first, with more words on its command line."""
    words = [*_ARGUMENTS, *arguments]
    found = browser.browser_type.launch(executable_path=CHROMIUM, args=words)
    yield found
    found.close()


@dataclass
class Seen:
    """A page that is open, and what it did meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Console messages and errors."""

    def open(self, path: Path) -> Seen:
        """Open a file, forgetting what the page before did."""
        self.requests.clear()
        self.said.clear()
        self.page.goto(path.resolve().as_uri())
        return self

    def violations(self) -> list[str]:
        """Return what axe-core finds that is serious or critical."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{v['id']}: {v['help']}: {node['html'][:200]}"
            for v in found
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"]
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider

    def sheets(self) -> int:
        """Return on how many sheets of paper the page is printed."""
        printed = self.page.pdf(prefer_css_page_size=True, print_background=True)
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


@contextmanager
def window(browser: Browser, width: int = 1280, **settings: Any) -> Iterator[Seen]:
    """Open a window that records requests, console messages and errors."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    page = context.new_page()
    seen = Seen(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("dialog", lambda dialog: (seen.said.append(dialog.message), dialog.dismiss()))
    yield seen
    context.close()
