"""Who may come in: on one's own machine, whoever has the address; in a service, its own guard.

Must never let in a guess, another site's page, or a name that leads to this machine.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from autograder.base.language import Language

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Visitor:
    """Who is at the desk."""

    who: str
    csrf: str
    """What every form of theirs carries, and no other page knows."""
    frame_ancestors: str = "'none'"
    """Who may show the desk in a frame: a service's platforms."""
    language: Language | None = None
    """The one they are known to read; None: as their browser says."""
    home: str = ""
    """Where a service's own pages begin."""


Guard = Callable[[Request], "Visitor | None"]
"""Tells who a request is from; None: nobody who may come in."""


def local_guard(token: str, who: str) -> Guard:
    """Return the guard of a desk on one's own machine: the address holds a token.

    No cookie is set, so none can be used by another site; a page that reached this machine by
    another name (DNS rebinding) or that posts from elsewhere is turned away.
    """

    def guard(request: Request) -> Visitor | None:
        given = str(request.path_params.get("token", ""))
        if not secrets.compare_digest(given.encode(), token.encode()):
            return None
        host = request.headers.get("host", "").rpartition(":")[0]
        if host not in LOCAL or not _is_own_page(request):
            return None
        return Visitor(who, token)

    return guard


def _is_own_page(request: Request) -> bool:
    """Tell whether what posts is a page of ours; browsers say where a post comes from."""
    if request.method in ("GET", "HEAD"):
        return True
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return site in ("same-origin", "none") and origin in (None, own)
