"""The service as an ASGI application: one door for every page, which knows who is there.

Must never answer without a visit, take a form that is not this visit's own, nor read more of a
request than it may hold.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib import resources
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route

from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES, Language, Text
from autograder.lti.cookie import keep
from autograder.lti.launch import Launch
from autograder.lti.pages import language_of
from autograder.service import student_view, teacher_view, visits
from autograder.service.desk_door import DeskDoor
from autograder.service.following import Following
from autograder.service.intake import MOST_BYTES, Refused, Upload, take_in, too_large
from autograder.service.limits import Limits
from autograder.service.page import Asked, lone, rendered, secure
from autograder.service.site import Site
from autograder.service.teacher_view import Members
from autograder.service.visits import LASTS, Visit
from autograder.service.words import WORDS

_STATIC = {
    "base.css": ("autograder.pages", "text/css"),
    "service.css": ("autograder.service", "text/css"),
    "service.js": ("autograder.service", "text/javascript"),
}
_LARGEST_FORM = 256 * 2**10
_AROUND_A_FILE = 64 * 2**10
"""What a form holds beside the file: boundaries, headers, a few words."""
_UPLOADS_AT_A_TIME = 4

View = Callable[[Asked], Response]
Act = Callable[[Asked, Mapping[str, str]], Response]
TEACHER = ("teacher",)
STAFF = ("teacher", "assistant")
EVERYBODY = ("teacher", "assistant", "student")


def _home(asked: Asked) -> Response:
    return teacher_view.home(asked) if asked.visit.is_staff else student_view.home(asked)


_ATTEMPT = "/s/{token}/attempts/{number:int}"
_STUDENTS: dict[str, View] = {
    "/s/{token}/": _home,
    "/s/{token}/notebook": student_view.notebook,
    _ATTEMPT: student_view.attempt,
    f"{_ATTEMPT}/changes": student_view.changed,
    f"{_ATTEMPT}/file": student_view.file,
}
_STAFF: dict[str, tuple[View, Sequence[str]]] = {
    "/s/{token}/roster": (teacher_view.roster, STAFF),
    "/s/{token}/rules": (teacher_view.rules_page, TEACHER),
    "/s/{token}/grades": (teacher_view.grades, TEACHER),
    "/s/{token}/trail": (teacher_view.trail, TEACHER),
}
Endpoint = Callable[[Request], Awaitable[Response]]


class Door:
    """What all pages have in common: who is there, how often, and what may be sent."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.limits = Limits()
        self.following = Following(site)
        self.uploads = asyncio.Semaphore(_UPLOADS_AT_A_TIME)

    async def visit(self, request: Request) -> Visit | Response:
        """Return who is there; or the answer for whoever is not known, or asks too often."""
        token = str(request.path_params["token"])
        found = await run_in_threadpool(
            visits.found, self.site, token, request.cookies, claims=True
        )
        if found is None:
            return secure(lone("over", language_of(request), 403))
        if found.new_cookie:
            response = RedirectResponse(request.url.path, 303)
            _keep(self.site, response, found.id, found.new_cookie)
            return secure(response)
        if not self.limits.allows(found.person_id):
            return self._busy(found)
        wanted = request.query_params.get("lang", "")
        if wanted in LANGUAGES and wanted != found.language:
            said: Language = "ko" if wanted == "ko" else "en"
            await run_in_threadpool(visits.say_in, self.site, found, said)
            return secure(RedirectResponse(request.url.path, 303))
        return found

    def _busy(self, visit: Visit) -> Response:
        response = PlainTextResponse(WORDS["busy"].to(visit.language), 429)
        response.headers["Retry-After"] = "5"
        return secure(response, visit.frame_ancestors)

    def page(self, view: View, roles: Sequence[str] = EVERYBODY) -> Endpoint:
        """Return the endpoint of a page; for other ``roles`` it is not there."""

        async def endpoint(request: Request) -> Response:
            visit = await self.visit(request)
            if isinstance(visit, Response):
                return visit
            if visit.role not in roles:
                return secure(PlainTextResponse("", 404), visit.frame_ancestors)
            asked = Asked(self.site, visit, request.path_params, request.query_params)
            return secure(await run_in_threadpool(_safely, asked, view), visit.frame_ancestors)

        return endpoint

    def form(self, act: Act, roles: Sequence[str]) -> Endpoint:
        """Return the endpoint of a small form, which has to be of this visit's own making."""

        async def endpoint(request: Request) -> Response:
            visit = await self.visit(request)
            if isinstance(visit, Response):
                return visit
            length = request.headers.get("content-length", "")
            if visit.role not in roles:
                return secure(PlainTextResponse("", 404), visit.frame_ancestors)
            if not length.isdigit() or int(length) > _LARGEST_FORM or not visits.is_own(request):
                return secure(PlainTextResponse("", 403), visit.frame_ancestors)
            async with request.form(max_files=0, max_fields=200) as data:
                words = {name: value for name, value in data.items() if isinstance(value, str)}
            if words.get("csrf") != visit.csrf:
                return secure(PlainTextResponse("", 403), visit.frame_ancestors)
            asked = Asked(self.site, visit, request.path_params, request.query_params)
            done = await run_in_threadpool(_safely, asked, lambda asked: act(asked, words))
            return secure(done, visit.frame_ancestors)

        return endpoint

    async def hand_in(self, request: Request) -> Response:
        """Take a file; say where its attempt is, to a script in JSON."""
        visit = await self.visit(request)
        if isinstance(visit, Response):
            return visit
        asked = Asked(self.site, visit, request.path_params, request.query_params)
        if visit.is_staff or not visits.is_own(request):
            return secure(PlainTextResponse("", 403), visit.frame_ancestors)
        try:
            number = await self._taken(request, visit)
            what: dict[str, Any] = {"to": f"{visit.base}/attempts/{number}", "status": 200}
        except Refused as refused:
            what = {"problem": refused.said, "status": refused.status}
        answer = await run_in_threadpool(_told, request, asked, **what)
        return secure(answer, visit.frame_ancestors)

    async def _taken(self, request: Request, visit: Visit) -> int:
        """Take the file of a form, never more than it may be long; return the attempt's number."""
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST_BYTES + _AROUND_A_FILE:
            raise Refused(too_large(), 413)  # of which not a byte is read
        async with request.form(max_files=1, max_fields=4) as data:
            file, csrf = data.get("file"), data.get("csrf")
            if csrf != visit.csrf:
                raise Refused(WORDS["over_means"], 403)
            if not isinstance(file, UploadFile) or not file.filename:
                raise Refused(WORDS["no_file"])
            async with self.uploads:  # what comes in slowly lies on the disk until it is whole
                upload = Upload.of(file.filename, await file.read())
                return (await run_in_threadpool(take_in, self.site, visit, upload)).number

    async def events(self, request: Request) -> Response:
        """Tell how far an attempt is, as it changes."""
        visit = await self.visit(request)
        if isinstance(visit, Response):
            return visit
        work = await run_in_threadpool(student_view.own_attempts, self.site, visit)
        submission = work.get(int(request.path_params["number"]))
        if submission is None:
            return secure(PlainTextResponse("", 404), visit.frame_ancestors)
        events = self.following.events(submission)
        headers = {"X-Accel-Buffering": "no"}  # else nginx keeps it until it ends
        response = StreamingResponse(events, media_type="text/event-stream", headers=headers)
        return secure(response, visit.frame_ancestors)


def _told(
    request: Request, asked: Asked, *, status: int, to: str = "", problem: Text | None = None
) -> Response:
    """Return what came of handing in, as a script or as a browser without one wants it."""
    said = problem.to(asked.language) if problem else ""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"problem": said} if problem else {"to": to}, status)
    if problem is None:
        return RedirectResponse(to, 303)
    return student_view.home(asked, problem=said, status=status)


def _safely(asked: Asked, view: View) -> Response:
    """Answer, or say in one line what is wrong with what was asked."""
    try:
        return view(asked)
    except GradkitError as error:
        return rendered(asked, "problem.html", status=400, problem=str(error))


def opened(site: Site, launch: Launch) -> Response:
    """Begin a visit for a launch that passed every check; send the browser on to it."""
    token, cookie, number = visits.begin(site, launch)
    response = RedirectResponse(f"/s/{token}/", 303)
    _keep(site, response, number, cookie)
    return secure(response)


def _keep(site: Site, response: Response, visit: int, cookie: str) -> None:
    """Have the browser keep a visit's cookie, as far as it does that in a frame."""
    seconds = int(LASTS.total_seconds())
    name, base = visits.cookie_name(visit), site.settings.address
    keep(response, name, cookie, base=base, seconds=seconds, path="/s/")


def _own_window(asked: Asked, words: Mapping[str, str]) -> Response:
    """Return the address for a window of the visitor's own."""
    return JSONResponse({"to": f"/s/{visits.for_window(asked.site, asked.visit)}/"})


async def _static(request: Request) -> Response:
    if (found := _STATIC.get(request.path_params["name"])) is None:
        return secure(PlainTextResponse("", 404))
    room, media = found
    content = resources.files(room).joinpath(request.path_params["name"]).read_text("utf-8")
    headers = {"Cache-Control": "max-age=300"}
    return secure(Response(content, media_type=media, headers=headers))


async def _front(request: Request) -> Response:
    """Tell whoever opens the bare address that it is up, and where its door is."""
    return secure(lone("front", language_of(request), 200))


async def _not_there(request: Request, _error: Exception) -> Response:
    return secure(PlainTextResponse("", 404))


def service_app(
    site: Site, routes: Sequence[Route | Mount] = (), members: Members | None = None
) -> Starlette:
    """Return the service; ``routes`` are those that launches come in by."""
    door = Door(site)
    pages = [Route(path, door.page(view)) for path, view in _STUDENTS.items()]
    pages += [Route(path, door.page(view, roles)) for path, (view, roles) in _STAFF.items()]
    forms = {
        "/window": (_own_window, EVERYBODY),
        "/counts": (student_view.choose, ("student",)),
        "/choose": (teacher_view.choose, TEACHER),
        "/extend": (teacher_view.extend, STAFF),
        "/rules": (teacher_view.set_rules, TEACHER),
        "/grades": (teacher_view.send_now, TEACHER),
        "/roster": (_fetching(members), STAFF),
    }
    posts = [
        Route(f"/s/{{token}}{path}", door.form(act, roles), methods=["POST"])
        for path, (act, roles) in forms.items()
    ]
    return Starlette(
        routes=[
            *routes,
            Route("/", _front),
            Route("/static/{name}", _static),
            *posts,
            *pages,
            Route(f"{_ATTEMPT}/events", door.events),
            Route("/s/{token}/hand-in", door.hand_in, methods=["POST"]),
            Mount("/s/{token}/desk", DeskDoor(site)),
        ],
        exception_handlers={404: _not_there, 405: _not_there},
    )


def _fetching(members: Members | None) -> Act:
    """Return what asks the platform for the course's members."""

    def act(asked: Asked, words: Mapping[str, str]) -> Response:
        return teacher_view.fetch(asked, members or (lambda link: ()))

    return act
