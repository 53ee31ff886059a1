"""Claims that were checked, read as a launch: whatever is not as it should be counts as not said.

Must never believe a role that is not of this course, nor keep an address that is not of TLS.
"""

from __future__ import annotations

from typing import Any

from autograder.base.errors import GradkitError
from autograder.base.text import safe
from autograder.lms.push.http import address
from autograder.lti.launch import DeepLink, Launch, Role
from autograder.lti.platforms import Platform, origin
from autograder.lti.refusal import Refused
from autograder.lti.token import CLAIM, DEEP_LINKING

_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
_GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_NAMES = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
# LTI Core 1.3, appendix A.2.
_VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/"
_MEMBER = "membership#"
_ASSISTANT = "membership/instructor#teachingassistant"
_ADMINISTRATORS = ("institution/person#administrator", "system/person#administrator")


def launch_of(claims: dict[str, Any], platform: Platform) -> Launch:
    """Return the launch that claims tell; raise Refused where it says not what it is about."""
    is_linking = claims[f"{CLAIM}message_type"] == DEEP_LINKING
    link, course = _part(claims, f"{CLAIM}resource_link"), _part(claims, f"{CLAIM}context")
    shown = _part(claims, f"{CLAIM}launch_presentation")
    grades, names = _part(claims, _GRADES), _part(claims, _NAMES)
    lis, custom = _part(claims, f"{CLAIM}lis"), _part(claims, f"{CLAIM}custom")
    resource = _id(link, "id")
    if not resource and not is_linking:
        raise Refused("incomplete", "resource_link")
    back = _url(shown, "return_url")
    return Launch(
        platform=platform.id,
        deployment=_id(claims, f"{CLAIM}deployment_id"),
        context=_id(course, "id"),
        context_title=_word(course, "title") or _word(course, "label"),
        resource_link=resource,
        resource_title=_word(link, "title"),
        user=claims["sub"],
        name=_name(claims),
        email=_word(claims, "email"),
        number=_word(lis, "person_sourcedid"),
        role=role_of(claims.get(f"{CLAIM}roles")),
        locale=_word(shown, "locale", 35) or _word(claims, "locale", 35),
        assignment=_word(custom, "assignment", 200),
        line_item=_url(grades, "lineitem"),
        line_items=_url(grades, "lineitems"),
        members=_url(names, "context_memberships_url"),
        scopes=tuple(filter(None, map(_text, _list(grades.get("scope"))))),
        return_url=back,
        frame_ancestors=" ".join(dict.fromkeys(filter(None, (*platform.ancestors, origin(back))))),
        deep_link=_deep_link(claims) if is_linking else None,
    )


def role_of(said: object) -> Role:
    """Return what somebody is in the course.

    Roles in the institution do not count here (Canvas sends `institution/person#Instructor` for a
    student who teaches another course), but for an administrator who is nothing in the course.
    An assistant comes with the role Instructor as well (LTI Core 1.3, A.2.3.1); where a Learner
    carries only the sub-role, as Open edX says of a forum's moderators, they stay a learner.
    """
    roles = {
        role.removeprefix(_VOCABULARY).casefold() for role in _list(said) if isinstance(role, str)
    }
    # Short names are of the course (LTI Core 1.3, section 5.3.7).
    roles |= {_MEMBER + role for role in roles if role.isalpha()}
    teaches = bool(roles & {f"{_MEMBER}instructor", f"{_MEMBER}administrator"})
    learns = bool(roles & {f"{_MEMBER}learner", f"{_MEMBER}mentor"})
    if _ASSISTANT in roles and (teaches or not learns):
        return "assistant"
    if teaches:
        return "instructor"
    is_member = any(role.startswith("membership") for role in roles)
    if not is_member and roles & set(_ADMINISTRATORS):
        return "instructor"
    return "learner"


def _deep_link(claims: dict[str, Any]) -> DeepLink:
    settings = _part(claims, _LINKING)
    back = _url(settings, "deep_link_return_url")
    if not back:
        raise Refused("incomplete", "deep_link_return_url")
    if "ltiResourceLink" not in _list(settings.get("accept_types")):
        raise Refused("message", "a deep link of another type than ltiResourceLink")
    return DeepLink(back, settings.get("data"), settings.get("accept_lineitem") is not False)


def _name(claims: dict[str, Any]) -> str:
    parts = (_word(claims, "given_name"), _word(claims, "family_name"))
    return _word(claims, "name") or " ".join(filter(None, parts))


def _part(claims: dict[str, Any], name: str) -> dict[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _id(part: dict[str, Any], name: str) -> str:
    """Return an identifier as it is, a number as text; raise Refused for one not to be kept."""
    value = part.get(name)
    text = str(value) if isinstance(value, int) else _text(value)
    if len(text) > 255:
        raise Refused("incomplete", f"{name}: longer than 255 characters")
    if not text.isprintable():
        raise Refused("incomplete", f"{name}: invisible characters")
    return text


def _word(part: dict[str, Any], name: str, longest: int = 500) -> str:
    """Return a text, safe to show and short enough to keep."""
    text = _text(part.get(name)).strip()
    # A variable that the platform did not fill in says nothing: "$Person.name.full".
    return "" if text.startswith("$") else safe(text[:longest])


def _url(part: dict[str, Any], name: str) -> str:
    text = _text(part.get(name))
    try:
        address(text)
    except (GradkitError, ValueError):
        return ""
    return text if len(text) <= 2_000 else ""
