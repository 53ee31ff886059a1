"""The door's addresses: login, launch, key set, a teacher's choice, registration.

Must never answer with a traceback, take a body without an end, or log what a request holds.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from autograder.base.errors import GradkitError
from autograder.lti import choosing, cookie, login, pages, platforms, registration
from autograder.lti.launch import Launch
from autograder.lti.login import Login, State
from autograder.lti.reading import launch_of
from autograder.lti.refusal import Refused
from autograder.lti.token import CLAIM, claims_of
from autograder.lti.tool import LtiTool

Launched = Callable[[Request, Launch], Response]
Words = Mapping[str, str]

_LARGEST = 512 * 2**10
_FIELDS = 60
_PROBE = "gradkit_lti"
_log = logging.getLogger(__name__)


def lti_routes(tool: LtiTool, launched: Launched) -> list[Route]:
    """Return the routes to be mounted at `/lti`; ``launched`` answers a launch to a link."""

    def launch(request: Request, words: Words) -> Response:
        return _launch(tool, request, words, launched)

    def on(answer: Callable[[LtiTool, Request, Words], Response]) -> Awaited:
        return _endpoint(lambda request, words: answer(tool, request, words))

    return [
        Route("/login", on(_login), methods=["GET", "POST"]),
        Route("/launch", _endpoint(launch), methods=["POST"]),
        Route("/deep-link", on(_chosen), methods=["POST"]),
        Route("/register", on(_register), methods=["GET"]),
        Route("/jwks", on(_keys), methods=["GET"]),
        Route("/static/{name}", lambda r: pages.static(r.path_params["name"]), methods=["GET"]),
    ]


Awaited = Callable[[Request], Awaitable[Response]]


def _endpoint(answer: Callable[[Request, Words], Response]) -> Awaited:
    """Return an endpoint that reads a form of a bounded size and answers outside the loop."""

    async def endpoint(request: Request) -> Response:
        try:
            words = dict(request.query_params) if request.method == "GET" else await _form(request)
            return await run_in_threadpool(answer, request, words)
        except Refused as error:
            _log.warning("%s: %s", request.url.path, error)
            return pages.refusal(request, error)
        except GradkitError as error:
            _log.warning("%s: %s", request.url.path, error)
            return pages.refusal(request, Refused("trouble", str(error)))

    return endpoint


async def _form(request: Request) -> Words:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            raise Refused("too_large")
    try:
        found = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:  # too many fields, or not UTF-8
        raise Refused("too_large") from None
    return {name: values[0] for name, values in found.items()}


def _login(tool: LtiTool, request: Request, words: Words) -> Response:
    """Begin a launch, once it is known whether the browser keeps a cookie here."""
    begun = login.begin(tool, words)
    response: Response
    if request.cookies.get(_name(tool, _PROBE)):
        response = RedirectResponse(login.platform_login(tool, begun), 302)
        _keep(tool, response, login.cookie_name(begun.nonce), begun.mark)
    elif words.get("probed"):
        response = _without_cookies(tool, request, begun, words)
    else:
        asked = {**begun.given, "probed": "1"}
        asked |= {name: words[name] for name in ("lti_storage_target", "alone") if name in words}
        response = RedirectResponse(tool.address(f"/login?{urlencode(asked)}"), 303)
        _keep(tool, response, _PROBE, "1")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _without_cookies(tool: LtiTool, request: Request, begun: Login, words: Words) -> Response:
    """Have the platform keep the browser's secret, else offer a window of its own."""
    if words.get("alone"):
        raise Refused("cookies", tool.base)
    store = None
    if begun.storage:
        store = _place(begun.platform, begun.storage, begun.nonce)
        store |= {"value": begun.mark, "next": login.platform_login(tool, begun)}
    return pages.shown(
        "window.html",
        pages.language_of(request),
        begun.platform.ancestors,
        store=store,
        address=tool.address(f"/login?{urlencode({**begun.given, 'alone': '1'})}"),
    )


def _stored(tool: LtiTool, request: Request, words: Words) -> str:
    """Return what the platform's storage held, if our own page read it.

    From a page of another site it would be that site's launch, which it wants somebody to be in.
    """
    return words.get("stored", "") if _is_own_page(tool, request) else ""


def _is_own_page(tool: LtiTool, request: Request) -> bool:
    """Tell whether what posts is a page of ours; browsers say so with every post."""
    return request.headers.get("origin") == platforms.origin(tool.base)


def _place(platform: platforms.Platform, frame: str, nonce: str) -> dict[str, str]:
    """Return where a platform keeps a value for us: only its login's origin may hear of it."""
    name = login.cookie_name(nonce)
    return {"frame": frame, "origin": platforms.origin(platform.auth_url), "key": name}


def _keep(
    tool: LtiTool, response: Response, name: str, value: str, seconds: int = login.SECONDS
) -> None:
    cookie.keep(response, _name(tool, name), value, base=tool.base, seconds=seconds)


def _name(tool: LtiTool, name: str) -> str:
    """Return a cookie's full name: with this prefix no neighbouring host can set it for us."""
    return f"__Host-{name}" if tool.base.startswith("https:") else name


def _launch(tool: LtiTool, request: Request, words: Words, launched: Launched) -> Response:
    """Let somebody in whose platform says so, in the browser that asked, once."""
    state = login.state_of(tool, words.get("state", ""))
    try:
        if "error" in words:
            said = words.get("error_description") or words["error"]
            raise Refused("platform_said", said)
        launch = _checked(tool, state, words)
        secret = request.cookies.get(_name(tool, state.cookie), "") or _stored(tool, request, words)
        if not secret and state.storage and "stored" not in words:
            return _recall(request, state, words)
        if not state.is_marked(secret):
            raise Refused("browser")
        login.use_up(tool, state.nonce)
    except Refused as error:
        _log.warning("launch from %s: %s", state.platform.name, error)
        return pages.refusal(request, error)
    response = _welcomed(tool, request, launch, launched)
    _keep(tool, response, state.cookie, "", 0)
    return response


def _checked(tool: LtiTool, state: State, words: Words) -> Launch:
    claims = claims_of(tool, state.platform, words.get("id_token", ""))
    if claims.get("nonce") != state.nonce:
        raise Refused("nonce")
    target = claims.get(f"{CLAIM}target_link_uri")
    if not isinstance(target, str) or not login.is_ours(tool, target):
        raise Refused("target", str(target))
    launch = launch_of(claims, state.platform)
    platforms.check_deployment(tool.engine, state.platform, launch.deployment)
    return launch


def _recall(request: Request, state: State, words: Words) -> Response:
    """Ask the platform's storage for the browser's secret, and have the same come again."""
    language = pages.language_of(request)
    return pages.shown(
        "recall.html",
        language,
        state.platform.ancestors,
        store=_place(state.platform, state.storage, state.nonce),
        token=words["id_token"],
        state=words["state"],
        without_scripts=Refused("browser").text.to(language),
    )


def _welcomed(tool: LtiTool, request: Request, launch: Launch, launched: Launched) -> Response:
    if launch.deep_link is None:
        return launched(request, launch)
    if launch.role == "learner":
        return pages.refusal(request, Refused("role"), locale=launch.locale)
    return choosing.page(tool, request, launch)


def _chosen(tool: LtiTool, request: Request, words: Words) -> Response:
    if not _is_own_page(tool, request):
        raise Refused("choice")
    return choosing.sent_back(tool, words.get("ticket", ""), words.get("assignment", ""))


def _register(tool: LtiTool, request: Request, words: Words) -> Response:
    return registration.register(tool, request, words)


def _keys(tool: LtiTool, _request: Request, _words: Words) -> Response:
    return JSONResponse(tool.keys.public(), headers={"Cache-Control": "max-age=600"})
