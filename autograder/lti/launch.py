"""A launch that passed every check: who comes, from which course, and what the platform offers.

Must never be made from anything but claims whose signature and context were checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["instructor", "assistant", "learner"]


@dataclass(frozen=True)
class DeepLink:
    """Where the teacher's choice of an assignment is sent back to."""

    return_url: str
    data: Any
    """The platform's own word, sent back as it came; None where it said none."""
    accepts_line_item: bool


@dataclass(frozen=True)
class Launch:
    """What a platform said of one click; empty where it said nothing."""

    platform: int
    """The row of the platform."""
    deployment: str
    context: str
    """The course."""
    context_title: str
    resource_link: str
    """The link in the course, and with it one class's homework."""
    resource_title: str
    user: str
    """The platform's own name for the person: the claim `sub`."""
    name: str
    email: str
    number: str
    """The student's number: `lis_person_sourcedid`."""
    role: Role
    locale: str
    """As BCP 47 writes it: ``ko``, ``pt-BR``."""
    assignment: str
    """The assignment's name that a teacher chose for the link."""
    line_item: str
    line_items: str
    members: str
    scopes: tuple[str, ...]
    """What the platform lets this tool do with its line items."""
    return_url: str
    frame_ancestors: str
    """Who may show the tool in a frame, as a Content-Security-Policy writes it."""
    deep_link: DeepLink | None = None
