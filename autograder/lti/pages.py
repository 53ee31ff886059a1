"""The few pages of the door, each from a template; nothing of a token is in them but to be sent on.

Must never be shown in the frame of anybody but the platform that it is for, where it has a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from autograder.base.language import Language
from autograder.lti.refusal import Refused
from autograder.lti.words import WORDS
from autograder.pages.template import environment_of, in_language

_STATIC = {"base.css": "text/css", "door.css": "text/css", "door.js": "text/javascript"}
_LONGEST = 300_000


def language_of(request: Request, locale: str = "") -> Language:
    """Return the language of the LMS, else the one that the browser asks for first."""
    wanted = locale or request.headers.get("accept-language", "en")
    return "ko" if wanted[:2].lower() == "ko" else "en"


def shown(
    template: str,
    language: Language,
    ancestors: Sequence[str] | None,
    *,
    status: int = 200,
    form_action: str = "'self'",
    **content: Any,
) -> Response:
    """Return a page; ``ancestors`` may show it in a frame, anybody where it is None."""
    page = _environment().get_template(template)
    html = page.render(language=language, words=in_language(WORDS, language), **content)
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:"
    policy += "; base-uri 'none'"
    policy += f"; form-action {form_action}" if form_action else ""
    if ancestors is not None:
        policy += f"; frame-ancestors {' '.join(ancestors) or chr(39) + 'none' + chr(39)}"
    return HTMLResponse(html, status, headers=_headers(policy))


def refusal(
    request: Request, error: Refused, ancestors: Sequence[str] | None = None, locale: str = ""
) -> Response:
    """Return the page that says why; it has nothing to press, so any frame may show it."""
    language = language_of(request, locale)
    said = error.text.to(language)
    return shown("refused.html", language, ancestors, status=403, said=said)


def static(name: str) -> Response:
    """Return a style sheet or a script."""
    if name not in _STATIC:
        return PlainTextResponse("", 404)
    room = "autograder.pages" if name == "base.css" else "autograder.lti"
    content = resources.files(room).joinpath(name).read_text("utf-8")
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
    return Response(content, media_type=_STATIC[name], headers=headers)


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        # Without it a browser would not say of our own forms that they are ours.
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


@cache
def _environment() -> Environment:
    return environment_of("autograder.lti", _LONGEST)
