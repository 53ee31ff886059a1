"""The desk inside the service: one for each class, for its teachers and assistants alone.

Must never let a student in, nor an assistant decide for the whole class.
"""

from __future__ import annotations

import threading

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from autograder.desk.app import desk_app
from autograder.desk.guard import Visitor
from autograder.service import visits
from autograder.service.page import secure
from autograder.service.room import ClassDesk, follow_rules, room_of
from autograder.service.site import Site
from autograder.service.visits import Visit

_VISIT = "gradkit_visit"
_TEACHERS_ALONE = ("/forgive", "/regrade", "/sheet")


class DeskDoor:
    """Finds a visitor's class and hands them on to its desk."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._desks: dict[tuple[int, str], tuple[ClassDesk, Starlette]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        token = str(request.path_params.get("token", ""))
        visit = await run_in_threadpool(visits.found, self._site, token, request.cookies)
        if visit is None or not visit.is_staff or not visit.link.assignment:
            await secure(PlainTextResponse("", 404))(scope, receive, send)
            return
        app = await run_in_threadpool(self._desk, visit)
        scope[_VISIT] = visit
        await app(scope, receive, send)

    def _desk(self, visit: Visit) -> Starlette:
        place = visit.class_id, visit.link.assignment
        with self._lock:
            if place not in self._desks:
                desk = ClassDesk(room_of(self._site, visit.class_id))
                self._desks[place] = desk, desk_app(desk, guard)
            desk, app = self._desks[place]
        follow_rules(desk.room.out, self._site.rules_text(visit.class_id))
        return app


def guard(request: Request) -> Visitor | None:
    """Return who is at the desk, as the service found them; None where they may not do that."""
    visit: Visit = request.scope[_VISIT]
    path = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
    if visit.role != "teacher" and request.method == "POST" and path in _TEACHERS_ALONE:
        return None
    if request.method == "POST" and not visits.is_own(request):
        return None
    return Visitor(
        visit.who,
        visit.csrf,
        f"'self' {visit.frame_ancestors}",
        visit.language,
        f"{visit.base}/",
    )
