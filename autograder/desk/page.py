"""A page of the desk: whom it is for, in which language, and what its form sent back.

Every text that is put into a page is made safe and escaped on its way.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES, Language
from autograder.desk.classroom import Classroom
from autograder.desk.guard import Visitor
from autograder.desk.overview import Overview, overview, version_of
from autograder.desk.words import WORDS
from autograder.pages.template import environment_of
from autograder.records.sentences import digits

_MOST_TEXT = 200_000
_COOKIE = "gradkit_language"


class Desk:
    """One class's desk: the class as it is, kept as long as nothing changes."""

    def __init__(self, room: Classroom) -> None:
        self.room = room
        self.jobs: dict[str, Any] = {}
        """What goes on in the background, by name."""
        self._lock = threading.Lock()
        self._kept: Overview | None = None
        self._dirty = threading.Event()

    def overview(self) -> Overview:
        """Return the class as it is now."""
        with self._lock:
            if self._kept is None or self._kept.version != version_of(self.room):
                self._kept = overview(self.room)
            return self._kept

    def changed(self) -> None:
        """Have tables and pages on disk follow, soon."""
        self._dirty.set()

    def publish_when_idle(self, is_over: threading.Event) -> None:
        """Write tables and pages after changes, once for many; to be run by a thread."""
        while not is_over.is_set():
            if not self._dirty.wait(0.5):
                continue
            is_over.wait(1.5)  # the next student's points are on their way
            self.publish()

    def publish(self) -> None:
        """Write tables and pages if anything changed; another run's lock is waited for."""
        if self._dirty.is_set():
            self._dirty.clear()
            try:
                self.room.publish()
            except GradkitError:
                self._dirty.set()


@dataclass(frozen=True)
class Page:
    """What a page is made for."""

    visitor: Visitor
    language: Language
    base: str
    """The address below which all pages of this desk lie."""
    path: Mapping[str, Any]
    query: Mapping[str, str]
    desk: Desk
    here: str = ""

    @classmethod
    def of(cls, request: Request, visitor: Visitor, desk: Desk) -> Page:
        """Return the page that is asked for."""
        base = str(request.scope.get("root_path", ""))
        here = request.url.path.removeprefix(base)
        return cls(
            visitor,
            visitor.language or _language(request),
            base,
            request.path_params,
            request.query_params,
            desk,
            here,
        )

    @property
    def room(self) -> Classroom:
        """The class, in the name of who is here."""
        room = self.desk.room
        return Classroom(room.out, room.records, room.assignment, self.visitor.who)


def _language(request: Request) -> Language:
    wanted = request.query_params.get("lang") or request.cookies.get(_COOKIE) or ""
    if wanted not in LANGUAGES:
        wanted = request.headers.get("accept-language", "en")[:2].lower()
    return "ko" if wanted == "ko" else "en"


@dataclass(frozen=True)
class Form:
    """What was sent: words, lists of words, and files."""

    words: Mapping[str, str]
    lists: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    def is_of(self, visitor: Visitor) -> bool:
        """Tell whether the form was made for this visitor, and not by another site."""
        return secrets.compare_digest(self("csrf").encode(), visitor.csrf.encode())

    def __call__(self, name: str) -> str:
        """Return a word; empty where there is none."""
        return self.words.get(name, "")

    def number(self, name: str) -> int | None:
        """Return a whole number; None where there is none."""
        text = self(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


async def read_form(request: Request) -> Form:
    """Read a form, files and all."""
    async with request.form(max_files=1, max_fields=5_000) as data:
        words: dict[str, str] = {}
        lists: dict[str, list[str]] = {}
        files: dict[str, tuple[str, bytes]] = {}
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            else:
                words[name] = value
                lists.setdefault(name, []).append(value)
    return Form(words, lists, files)


def rendered(page: Page, template: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    """Return a page made from a template of the desk."""
    say = page.language
    words = {name: text.to(say) for name, text in WORDS.items()}
    assignment = page.desk.room.assignment
    html = (
        _environment()
        .get_template(template)
        .render(
            page=page,
            base=page.base,
            language=say,
            words=words,
            csrf=page.visitor.csrf,
            token=secrets.token_hex(16),
            course=assignment.title.to(say) if assignment else page.desk.room.out.name,
            say=lambda text: text.to(say),
            **content,
        )
    )
    response = HTMLResponse(html, status)
    response.headers["x-frame-ancestors"] = page.visitor.frame_ancestors
    if page.query.get("lang") in LANGUAGES:
        response.set_cookie(
            _COOKIE,
            say,
            path=page.base or "/",
            httponly=True,
            samesite="strict",
            max_age=31_536_000,
        )
    return response


def to(page: Page, path: str) -> RedirectResponse:
    """Return the way to another page of the desk, to be fetched anew."""
    return RedirectResponse(f"{page.base}{path}", 303)


@cache
def _environment() -> Environment:
    environment = environment_of("autograder.desk", _MOST_TEXT)
    environment.filters |= {"points": digits}
    return environment
