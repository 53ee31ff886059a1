"""Pages of the service: made on the server from templates, with headers that keep others out.

Must never be kept by a browser or a proxy, nor be shown in a frame of anybody's but the platform's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from autograder.base.language import Language, Text
from autograder.desk.headers import secured
from autograder.pages.template import environment_of, in_language
from autograder.records.sentences import digits
from autograder.service.site import Site
from autograder.service.visits import Visit
from autograder.service.words import WORDS

_MOST_TEXT = 100_000
_WEEKDAYS = Text("Mon Tue Wed Thu Fri Sat Sun", "월 화 수 목 금 토 일")


@dataclass(frozen=True)
class Asked:
    """What a visitor asks for."""

    site: Site
    visit: Visit
    path: Mapping[str, Any]
    query: Mapping[str, str]

    @property
    def language(self) -> Language:
        """The language of the answer."""
        return self.visit.language


def rendered(asked: Asked, template: str, *, status: int = 200, **content: Any) -> Response:
    """Return a page for a visitor."""
    language = asked.language
    zone = asked.site.rules(asked.visit.class_id).zone
    html = (
        _environment()
        .get_template(template)
        .render(
            visit=asked.visit,
            base=asked.visit.base,
            csrf=asked.visit.csrf,
            language=language,
            words=in_language(WORDS, language),
            say=lambda text: text.to(language),
            moment=lambda at: moment(at, zone, language),
            **content,
        )
    )
    return HTMLResponse(html, status)


def lone(what: str, language: Language, status: int) -> Response:
    """Return a page for somebody who is not known: a word of `WORDS`, and what it means."""
    words = in_language(WORDS, language)
    page = _environment().get_template("lone.html")
    return HTMLResponse(page.render(what=what, language=language, words=words), status)


def moment(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return a time on the clock of the class, as a person writes it, with its zone."""
    there = at.astimezone(zone)
    day = _WEEKDAYS.to(language).split()[there.weekday()]
    written = Text(
        f"{day} {there:%Y-%m-%d %H:%M} {there:%Z}",
        f"{there:%Y-%m-%d}({day}) {there:%H:%M} {there:%Z}",
    )
    return written.to(language)


def secure(response: Response, ancestors: str = "") -> Response:
    """Return a page with the headers that keep others out.

    ``ancestors`` are the origins of the platform, whose page alone may show ours in a frame.
    """
    return secured(response, f"'self' {ancestors}".strip())


@cache
def _environment() -> Environment:
    environment = environment_of("autograder.service", _MOST_TEXT)
    environment.filters |= {"points": digits}
    return environment
