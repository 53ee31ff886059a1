"""The token of a launch, and every check that it has to pass before a word of it is believed.

Sources: 1EdTech "Security Framework 1.0" section 5.1.3, "Learning Tools Interoperability Core 1.3"
section 5.3, OpenID Connect Core 1.0 section 3.1.3.7. Must never look at a claim before the
signature was checked, nor let the token say how it is to be checked.
"""

from __future__ import annotations

import base64
import json
import math
import time
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from autograder.lti.platforms import Platform
from autograder.lti.refusal import Refused
from autograder.lti.tool import LtiTool

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
RESOURCE_LINK, DEEP_LINKING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"

_ALGORITHM = "RS256"
_LEEWAY = 60
"""Seconds that clocks may differ by."""
_OLDEST = 3600
"""Seconds after which a token is too old, however long it says that it is good for."""


def claims_of(tool: LtiTool, platform: Platform, token: str) -> dict[str, Any]:
    """Return what a platform signed for this tool, now; raise Refused where anything is amiss."""
    claims = _signed(tool, platform, token)
    if claims.get("iss") != platform.issuer:
        raise Refused("issuer", str(claims.get("iss")))
    _check_audience(claims, platform)
    _check_time(claims)
    if claims.get(f"{CLAIM}version") != "1.3.0":
        raise Refused("version", str(claims.get(f"{CLAIM}version")))
    if claims.get(f"{CLAIM}message_type") not in (RESOURCE_LINK, DEEP_LINKING):
        raise Refused("message", str(claims.get(f"{CLAIM}message_type")))
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise Refused("nobody")
    return claims


def _signed(tool: LtiTool, platform: Platform, token: str) -> dict[str, Any]:
    """Return the claims, whose signature is that of a key of the platform's."""
    header = _header(token)
    if header.get("alg") != _ALGORITHM:
        raise Refused("algorithm", str(header.get("alg")))
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise Refused("token", "no kid")
    key = tool.key_of(platform, kid)
    registry = jws.JWSRegistry(algorithms=[_ALGORITHM], strict_check_header=False)
    try:
        return jwt.decode(token, key, algorithms=[_ALGORITHM], registry=registry).claims
    except (JoseError, ValueError, RecursionError) as error:
        raise Refused("signature") from error


def _header(token: str) -> dict[str, Any]:
    """Return what the token says of itself, which chooses a key by name and nothing else."""
    first = token.partition(".")[0]
    if token.count(".") != 2 or len(first) > 1024:
        raise Refused("token", f"{token.count('.') + 1} parts")
    try:
        found = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused("token", "no header")
    return found


def _check_audience(claims: dict[str, Any], platform: Platform) -> None:
    said = claims.get("aud")
    audience = said if isinstance(said, list) else [said]
    if platform.client not in audience:
        raise Refused("audience")
    party = claims.get("azp")
    if party != platform.client and (party is not None or len(audience) > 1):
        raise Refused("party")


def _check_time(claims: dict[str, Any]) -> None:
    now = time.time()
    ends, begins = _moment(claims, "exp"), _moment(claims, "iat")
    if ends is None or ends <= now - _LEEWAY:
        raise Refused("expired")
    if begins is None or begins > now + _LEEWAY:
        raise Refused("time", "in the future" if begins else "never")
    if begins < now - _OLDEST:
        raise Refused("expired")


def _moment(claims: dict[str, Any], name: str) -> float | None:
    """Return a time as a number; None where there is none, or one that is no number (NaN)."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:  # a whole number of more digits than any time has
        return None
