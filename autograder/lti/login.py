"""The beginning of a launch: which platform, which browser, and a state that only this tool makes.

A launch is bound to the browser that it began in: by a cookie for this launch alone, or, where
the browser keeps none in a frame, by the platform's own storage (1EdTech "LTI Client Side
postMessages"). A state without either lets nobody in. Nothing is written before a platform's
signature was seen. Sources: 1EdTech "Security Framework 1.0" section 5.1, OpenID Connect Core 1.0
section 4. Must never send a browser anywhere but to a registered platform's login.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from autograder.lti import platforms
from autograder.lti.platforms import Platform
from autograder.lti.refusal import Refused
from autograder.lti.schema import NonceRow
from autograder.lti.tool import LtiTool
from autograder.records.database import writing
from autograder.records.schema import now

SECONDS = 600
"""From the click to the launch: time to sign in at the platform."""
_STATE = "lti-state"
# A token is at most an hour and a minute old, and may be a minute ahead.
_NONCE_KEPT = timedelta(hours=1, minutes=10)
_LONGEST = 4_000


@dataclass(frozen=True)
class Login:
    """A launch that has begun."""

    platform: Platform
    state: str
    nonce: str
    mark: str
    """The secret that the browser is known by."""
    storage: str
    """The frame of the platform that keeps a value for us; empty where it offers none."""
    given: Mapping[str, str]
    """What the platform said, to say it again in a window of its own."""


def begin(tool: LtiTool, given: Mapping[str, str]) -> Login:
    """Begin a launch; raise Refused where it is not one of a registered platform to this tool."""
    for name in ("iss", "login_hint", "target_link_uri"):
        if not given.get(name):
            raise Refused("incomplete", name)
    kept = {name: given[name] for name in _KEPT if given.get(name)}
    if any(len(value) > _LONGEST for value in kept.values()):
        raise Refused("too_large")
    platform = platforms.meant(tool.engine, given["iss"], given.get("client_id", ""))
    target = given["target_link_uri"]
    if not is_ours(tool, target):
        raise Refused("target", target)
    nonce, mark = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    claims = {"platform": platform.id, "nonce": nonce, "mark": _digest(mark)}
    storage = given.get("lti_storage_target", "")[:100]
    if storage:
        claims["storage"] = storage
    state = tool.keys.sealed(_STATE, claims, SECONDS)
    return Login(platform, state, nonce, mark, storage, kept)


_KEPT = (
    "iss",
    "login_hint",
    "target_link_uri",
    "client_id",
    "lti_message_hint",
    "lti_deployment_id",
)


def platform_login(tool: LtiTool, login: Login) -> str:
    """Return the address at the platform where the launch goes on (OIDC implicit, form_post)."""
    asked = {
        "response_type": "id_token",
        "response_mode": "form_post",
        "scope": "openid",
        "prompt": "none",
        "client_id": login.platform.client,
        "redirect_uri": tool.address("/launch"),
        "login_hint": login.given["login_hint"],
        "state": login.state,
        "nonce": login.nonce,
    }
    for name in ("lti_message_hint", "lti_deployment_id"):
        if name in login.given:
            asked[name] = login.given[name]
    parts = urlsplit(login.platform.auth_url)
    query = [(n, v) for n, v in parse_qsl(parts.query, True) if n not in asked]
    return urlunsplit(parts._replace(query=urlencode([*query, *asked.items()])))


@dataclass(frozen=True)
class State:
    """What comes back from the platform, opened."""

    platform: Platform
    nonce: str
    mark: str
    """SHA-256 of the browser's secret."""
    storage: str

    def is_marked(self, secret: str) -> bool:
        """Tell whether this is the browser that the launch began in."""
        return bool(secret) and hmac.compare_digest(_digest(secret), self.mark)

    @property
    def cookie(self) -> str:
        """The name of the cookie of this launch alone: two can go on at once."""
        return cookie_name(self.nonce)


def state_of(tool: LtiTool, text: str) -> State:
    """Open a state; raise Refused where this tool did not make it, or too long ago."""
    claims = tool.keys.opened(_STATE, text)
    if claims is None:
        raise Refused("state")
    platform = platforms.numbered(tool.engine, claims["platform"])
    return State(platform, claims["nonce"], claims["mark"], claims.get("storage", ""))


def use_up(tool: LtiTool, nonce: str) -> None:
    """Enter a nonce; raise Refused where it was there: a launch is let in once."""
    try:
        with writing(tool.engine) as session:
            session.execute(delete(NonceRow).where(NonceRow.until < now()))
            session.add(NonceRow(nonce=nonce, until=now() + _NONCE_KEPT))
    except IntegrityError:
        raise Refused("used") from None


def is_ours(tool: LtiTool, url: str) -> bool:
    """Tell whether an address is one of this service's."""
    try:
        mine, other = urlsplit(tool.base), urlsplit(url)
        return (mine.scheme, mine.netloc) == (other.scheme, other.netloc)
    except ValueError:
        return False


def cookie_name(nonce: str) -> str:
    """Return the name of the cookie of one launch."""
    return f"gradkit_lti_{_digest(nonce)[:16]}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
