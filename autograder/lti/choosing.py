"""A teacher's choice of an assignment for a link: Deep Linking 2.0.

What is open between the page and the choice is in a sealed word, which only this tool makes: it
says whom the answer goes to. Source: 1EdTech "LTI Deep Linking 2.0". Must never answer for a
learner, nor send anywhere but where the platform's signed request said.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from autograder.lti import pages, platforms
from autograder.lti.launch import Launch
from autograder.lti.refusal import Refused
from autograder.lti.token import CLAIM
from autograder.lti.tool import LtiTool, Offered
from autograder.lti.words import WORDS
from autograder.records.sentences import digits

_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
_TICKET = "lti-choice"
_OPEN = 3600
"""Seconds for which a choice stays open."""
_GOOD_FOR = 300


def page(tool: LtiTool, request: Request, launch: Launch) -> Response:
    """Return the page that offers the assignments."""
    link = launch.deep_link
    assert link is not None and launch.role != "learner"
    language = pages.language_of(request, launch.locale)
    claims = {
        "platform": launch.platform,
        "deployment": launch.deployment,
        "back": link.return_url,
        "data": link.data,
        "with_line_item": link.accepts_line_item,
        "language": language,
    }
    points = WORDS["points"].to(language)
    offered = [
        {
            "name": one.name,
            "title": one.title.to(language),
            "points": points.format(digits(one.points)),
        }
        for one in tool.offered
    ]
    ancestors = launch.frame_ancestors.split()
    ticket = tool.keys.sealed(_TICKET, claims, _OPEN)
    return pages.shown("choose.html", language, ancestors, offered=offered, ticket=ticket)


def sent_back(tool: LtiTool, ticket: str, name: str) -> Response:
    """Return the page that takes a choice back to the platform; raise Refused where it is over."""
    claims = tool.keys.opened(_TICKET, ticket)
    chosen = next((one for one in tool.offered if one.name == name), None)
    if claims is None or chosen is None:
        raise Refused("choice")
    platform = platforms.numbered(tool.engine, claims["platform"])
    back = str(claims["back"])
    return pages.shown(
        "back.html",
        claims["language"],
        (*platform.ancestors, platforms.origin(back)),
        # The platform may send the answer on to another host of its own, which a browser checks.
        form_action="",
        address=back,
        token=tool.keys.signed(_answer(tool, platform, claims, chosen)),
    )


def _answer(
    tool: LtiTool, platform: platforms.Platform, claims: dict[str, Any], chosen: Offered
) -> dict[str, Any]:
    now = int(time.time())
    answer: dict[str, Any] = {
        "iss": platform.client,
        "aud": [platform.issuer],
        "iat": now,
        "exp": now + _GOOD_FOR,
        "nonce": secrets.token_urlsafe(24),
        f"{CLAIM}deployment_id": claims["deployment"],
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": "1.3.0",
        f"{_LINKING}content_items": [
            _item(tool, chosen, claims["language"], claims["with_line_item"])
        ],
    }
    if claims["data"] is not None:
        answer[f"{_LINKING}data"] = claims["data"]
    return answer


def _item(tool: LtiTool, chosen: Offered, language: Any, with_line_item: bool) -> dict[str, Any]:
    """Return the link, and the column of the gradebook that it is to have from the beginning."""
    title = chosen.title.to(language)
    item: dict[str, Any] = {
        "type": "ltiResourceLink",
        "title": title,
        "url": tool.address("/launch"),
        "custom": {"assignment": chosen.name},
    }
    if with_line_item:
        most = int(chosen.points) if chosen.points == int(chosen.points) else float(chosen.points)
        item["lineItem"] = {"label": title, "scoreMaximum": most, "resourceId": chosen.name}
    return item
