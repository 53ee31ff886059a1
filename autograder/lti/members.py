"""Who is in a course: Names and Role Provisioning Services 2.0.

Must never take somebody who has left for a member.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.base.text import safe
from autograder.lms.push.http import Unavailable
from autograder.lms.push.lti import MEMBERS, MEMBERS_TYPE
from autograder.lti.launch import Role
from autograder.lti.reading import role_of
from autograder.lti.tool import LtiTool


@dataclass(frozen=True)
class Member:
    """Somebody in a course, as far as the platform tells; empty where it does not."""

    user: str
    name: str
    email: str
    number: str
    role: Role
    active: bool


def members(tool: LtiTool, platform: int, url: str) -> Iterator[Member]:
    """Return the members of a course, page by page; raise Unavailable where that fails."""
    _, access = tool.access(platform)
    for page in access.pages(url, MEMBERS, MEMBERS_TYPE):
        found = page.get("members") if isinstance(page, dict) else None
        if not isinstance(found, list):
            raise Unavailable(f"{url}: the response contains no members")
        yield from (_member(one) for one in found if isinstance(one, dict) and one.get("user_id"))


def _member(said: dict[str, Any]) -> Member:
    def word(name: str) -> str:
        value = said.get(name)
        return safe(value[:500]) if isinstance(value, str) else ""

    parts = (word("given_name"), word("family_name"))
    return Member(
        user=str(said["user_id"]),
        name=word("name") or " ".join(filter(None, parts)),
        email=word("email"),
        number=word("lis_person_sourcedid"),
        role=role_of(said.get("roles")),
        # NRPS 2.0, section 2.2: who is not Active has no access; said of nobody, all have.
        active=said.get("status", "Active") == "Active",
    )
