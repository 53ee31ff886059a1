"""The desk as an ASGI application: pages made on the server, one guard before all of them.

Starlette and Jinja2: every page is HTML from a template, and what a form sends is a handful of
words; models and generated documentation of an API would have nothing to describe. Must never
answer without the guard, nor send a header short.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from importlib import resources

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from autograder.base.errors import GradkitError
from autograder.desk import class_view, pairs_view, question_view, regrade_view, sheet_view
from autograder.desk import work_view as works
from autograder.desk.guard import Guard
from autograder.desk.headers import secured
from autograder.desk.page import Desk, Form, Page, read_form, rendered

_STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "base.css": "text/css"}
_LARGEST_FORM = 64 * 2**20

View = Callable[[Desk, Page], Response]
Post = Callable[[Desk, Page, Form], Response]

_GET: dict[str, View] = {
    "/": class_view.class_page,
    "/version": class_view.version,
    "/rules": class_view.rules_page,
    "/class.pdf": class_view.class_pdf,
    "/feedback.zip": class_view.feedback,
    "/work/{work:int}": works.work_page,
    "/work/{work:int}.pdf": works.work_pdf,
    "/answer/{submission:int}/{question}": question_view.answer_page,
    "/question/{question}": question_view.question_page,
    "/pairs": pairs_view.pairs_page,
    "/pairs/{left:int}/{right:int}": pairs_view.pair_page,
    "/regrade": regrade_view.regrade_page,
    "/sheet": sheet_view.sheet_page,
}
_POST: dict[str, Post] = {
    "/forgive": class_view.forgive,
    "/work/{work:int}": works.change,
    "/question/{question}": question_view.mark,
    "/regrade": regrade_view.act,
    "/sheet": sheet_view.act,
}


def desk_app(desk: Desk, guard: Guard) -> Starlette:
    """Return the desk of one class, for a guard that tells who may come in.

    A service mounts it below an address of its own; all its links are relative to that.
    """
    routes = [Route("/static/{name}", _static, methods=["GET"])]
    routes += [Route(path, _getting(desk, guard, view)) for path, view in _GET.items()]
    routes += [
        Route(path, _posting(desk, guard, post), methods=["POST"]) for path, post in _POST.items()
    ]
    return Starlette(routes=routes, exception_handlers={404: _not_there, 405: _not_there})


def _getting(desk: Desk, guard: Guard, view: View) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        visitor = guard(request)
        if visitor is None:
            return _secure(PlainTextResponse("", 404))
        page = Page.of(request, visitor, desk)
        return _secure(await run_in_threadpool(_safely, page, functools.partial(view, desk, page)))

    return endpoint


def _posting(desk: Desk, guard: Guard, post: Post) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        visitor = guard(request)
        length = request.headers.get("content-length", "")
        if visitor is None or not length.isdigit() or int(length) > _LARGEST_FORM:
            return _secure(PlainTextResponse("", 404 if visitor is None else 413))
        page = Page.of(request, visitor, desk)
        form = await read_form(request)
        if not form.is_of(visitor):
            return _secure(PlainTextResponse("", 403))
        todo = functools.partial(post, desk, page, form)
        return _secure(await run_in_threadpool(_safely, page, todo))

    return endpoint


def _safely(page: Page, answer: Callable[[], Response]) -> Response:
    """Answer, or say in one line what is wrong with what was asked."""
    try:
        return answer()
    except GradkitError as error:
        return rendered(page, "problem.html", status=400, problem=str(error))


def _secure(response: Response) -> Response:
    """Return a page of the desk with the headers that keep others out."""
    ancestors = response.headers.get("x-frame-ancestors", "'none'")
    if "x-frame-ancestors" in response.headers:
        del response.headers["x-frame-ancestors"]
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return secured(response, ancestors)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return _secure(PlainTextResponse("", 404))
    room = "autograder.pages" if name == "base.css" else "autograder.desk"
    content = resources.files(room).joinpath(name).read_text("utf-8")
    return _secure(Response(content, media_type=_STATIC[name]))


async def _not_there(_request: Request, _error: Exception) -> Response:
    return _secure(PlainTextResponse("", 404))
