"""A platform registers this tool by itself: an administrator pastes one address, once.

The address holds an invitation, so that nobody else can have this service talk to a server of
theirs. Sources: 1EdTech "LTI Dynamic Registration 1.0"; Canvas's forms are those of
developerdocs.instructure.com ("LTI Registration"), Moodle's of its `registration_helper.php`.
Must never enter a platform whose word about itself is not from its own host.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from autograder.base.errors import GradkitError
from autograder.lms.push.lti import LINE_ITEM, MEMBERS, RESULTS, SCORE
from autograder.lti import outside, pages, platforms
from autograder.lti.platforms import Registered, origin
from autograder.lti.refusal import Refused
from autograder.lti.token import DEEP_LINKING, RESOURCE_LINK
from autograder.lti.tool import LtiTool
from autograder.lti.words import WORDS

_PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
_TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
_CANVAS = "https://canvas.instructure.com/lti/"
_NAME = "gradkit"
# Where Canvas lets a teacher put homework.
_PLACEMENTS = ("assignment_selection", "link_selection")
_LONGEST_TOKEN = 8_000


def address(tool: LtiTool, secret: str) -> str:
    """Return what an administrator pastes into the platform."""
    return tool.address(f"/register?invitation={secret}")


def register(tool: LtiTool, request: Request, words: Mapping[str, str]) -> Response:
    """Register at the platform that asks, and enter it; raise Refused where anything fails."""
    secret = words.get("invitation", "")
    if not platforms.is_invited(tool.engine, secret):
        raise Refused("invitation")
    where, token = words.get("openid_configuration", ""), words.get("registration_token", "")
    if not where or len(token) > _LONGEST_TOKEN:
        raise Refused("registration", "paste the address into the LMS, which opens it")
    try:
        said, places = _registered(tool, where, token)
        platforms.take_invitation(tool.engine, secret)
        platforms.add(tool.engine, said, places)
    except GradkitError as error:
        raise Refused("registration", str(error)) from error
    language = pages.language_of(request)
    told = WORDS["registered_means"].to(language).format(said.name)
    return pages.shown("registered.html", language, said.ancestors, said=told)


def _registered(tool: LtiTool, where: str, token: str) -> tuple[Registered, tuple[str, ...]]:
    """Return what the platform says of itself now, and where it put the tool if it says so."""
    found = outside.fetched(tool.inside, where, token)
    issuer = str(found.get("issuer", ""))
    if urlsplit(issuer).hostname != urlsplit(where).hostname:
        raise GradkitError(f"{where} speaks for {issuer}, which is another host")
    endpoint = str(found.get("registration_endpoint", ""))
    answer = outside.posted(tool.inside, endpoint, token, _asked(tool, found))
    if not isinstance(answer.get("client_id"), str | int):
        raise GradkitError(f"{endpoint}: the response contains no client_id")
    about = found.get(_PLATFORM)
    said = Registered(
        issuer=issuer,
        client=str(answer["client_id"]),
        auth_url=str(found.get("authorization_endpoint", "")),
        token_url=str(found.get("token_endpoint", "")),
        keys_url=str(found.get("jwks_uri", "")),
        name=_named(about if isinstance(about, dict) else {}, issuer),
        audience=_audience(found),
        origins=tuple({origin(where), origin(endpoint)} - {""}),
    )
    made = answer.get(_TOOL)
    place = made.get("deployment_id") if isinstance(made, dict) else None
    return said, (str(place),) if place else ()


def _audience(found: dict[str, Any]) -> str:
    """Return whom our word to the token's server is for, where the platform names another.

    `authorization_server` of the specification; Canvas writes a host there and takes the address.
    """
    said = str(found.get("authorization_server", ""))
    return said if said.startswith("https://") else ""


def _named(about: dict[str, Any], issuer: str) -> str:
    school = about.get(f"{_CANVAS}account_name")
    return school[:200] if isinstance(school, str) and school else origin(issuer)


def _asked(tool: LtiTool, found: dict[str, Any]) -> dict[str, Any]:
    """Return what this tool says of itself (OpenID Connect Dynamic Client Registration 1.0)."""
    launch = tool.address("/launch")
    about = found.get(_PLATFORM)
    is_canvas = isinstance(about, dict) and about.get("product_family_code") == "canvas"
    linking: dict[str, Any] = {"type": DEEP_LINKING, "target_link_uri": launch, "label": _NAME}
    own: dict[str, Any] = {
        "domain": urlsplit(tool.base).netloc,
        "description": "Homework that is graded as it is handed in",
        "target_link_uri": launch,
        "claims": ["iss", "sub", "name", "given_name", "family_name", "email", "locale"],
        "messages": [{"type": RESOURCE_LINK, "target_link_uri": launch}, linking],
    }
    if is_canvas:
        linking["placements"] = list(_PLACEMENTS)
        own[f"{_CANVAS}privacy_level"] = "public"
    scopes = (LINE_ITEM, SCORE, RESULTS, MEMBERS)
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "initiate_login_uri": tool.address("/login"),
        "redirect_uris": [launch],
        "client_name": _NAME,
        "jwks_uri": tool.address("/jwks"),
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(scopes),
        _TOOL: own,
    }
