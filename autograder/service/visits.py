"""A visit: what a launch opens, for one person on one link, for half a day.

The token is in the address, since a page in an LMS's frame often may keep no cookie; a browser
that keeps one has to show it from then on, so that an address that was copied opens nothing.
Every launch begins a new visit with new secrets: there is nothing to fixate. Must never be
logged, nor be in the database in clear.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.requests import Request

from autograder.base.language import Language
from autograder.base.text import one_line
from autograder.lti.launch import Launch
from autograder.records.database import reading, writing
from autograder.records.schema import ClassRow, PersonRow, now
from autograder.service.schema import LinkRow, TrailRow, VisitRow
from autograder.service.site import Site
from autograder.submissions.identity import Person

LASTS = timedelta(hours=12)
_TO_BE_OPENED = timedelta(minutes=1)
ROLES = {"instructor": "teacher", "assistant": "assistant", "learner": "student"}


@dataclass(frozen=True)
class Visit:
    """Who is here, in which class."""

    id: int
    token: str
    role: str
    """``teacher``, ``assistant`` or ``student``."""
    language: Language
    frame_ancestors: str
    return_url: str
    link: LinkRow
    person_id: int
    person: Person
    new_cookie: str = ""
    """What the browser has to keep from now on; empty where it was told before."""

    @property
    def class_id(self) -> int:
        """The class's number in the tables."""
        return self.link.class_id

    @property
    def is_staff(self) -> bool:
        """Whether they see the whole class."""
        return self.role in ("teacher", "assistant")

    @property
    def who(self) -> str:
        """Their name, as it is written beside what they decide."""
        return self.person.name or self.person.email or f"{self.role} {self.person_id}"

    @property
    def key(self) -> str:
        """What the records know them by."""
        return key_of(self.person.user)

    @property
    def base(self) -> str:
        """The address below which all their pages lie."""
        return f"/s/{self.token}"

    @property
    def csrf(self) -> str:
        """What every form of theirs carries: made of the token, which it does not tell."""
        return digest(f"csrf:{self.token}")


def digest(secret: str) -> str:
    """Return a secret of 256 random bits as the tables hold it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(user: str) -> str:
    """Return what the records know a user of a platform by, as `records.store.people_of` does."""
    return f"user:{user}"


def begin(site: Site, launch: Launch) -> tuple[str, str, int]:
    """Enter a launch; return the token of its visit, the cookie's secret and the visit's number."""
    class_id = _class_of(site, launch)
    person = Person(
        name=one_line(launch.name, 200),
        user=launch.user,
        number=one_line(launch.number, 100),
        email=one_line(launch.email, 200),
    )
    role = ROLES[launch.role]
    whose = site.records(class_id).person(person, key_of(launch.user), role)
    token, cookie = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with writing(site.engine) as session:
        link = session.scalars(select(LinkRow).where(LinkRow.class_id == class_id)).one()
        session.execute(delete(VisitRow).where(VisitRow.until < now()))
        row = VisitRow(
            token=digest(token),
            cookie=digest(cookie),
            link_id=link.id,
            person_id=whose,
            role=role,
            language="ko" if launch.locale.lower().startswith("ko") else "en",
            frame_ancestors=launch.frame_ancestors,
            return_url=launch.return_url,
            until=now() + LASTS,
        )
        session.add(row)
        came = {"class_id": class_id, "person_id": whose, "role": role}
        session.add(TrailRow(deed="open", detail="", **came))
        session.flush()
        return token, cookie, row.id


def _class_of(site: Site, launch: Launch) -> int:
    """Return the class of a link, made at its first launch; what the platform tells is kept."""
    place = (launch.platform, launch.deployment, launch.context, launch.resource_link)
    name = "lti:" + digest("\0".join(map(str, place)))
    names = list(site.assignments)
    chosen = launch.assignment if launch.assignment in names else ""
    if not chosen and len(names) == 1:
        chosen = names[0]
    try:
        return _kept_class(site, launch, name, chosen)
    except IntegrityError:  # two first launches at the same moment: the other one made it
        return _kept_class(site, launch, name, chosen)


def _kept_class(site: Site, launch: Launch, name: str, chosen: str) -> int:
    with writing(site.engine) as session:
        row = session.scalar(_link(launch))
        if row is None:
            found = ClassRow(name=name, assignment=chosen)
            session.add(found)
            session.flush()
            row = LinkRow(
                class_id=found.id,
                platform=launch.platform,
                deployment=launch.deployment,
                context=launch.context,
                resource=launch.resource_link,
                assignment=chosen,
                line_item="",
                line_items="",
                members="",
                scopes=[],
            )
        _keep(row, launch)
        row.assignment = row.assignment or chosen
        session.add(row)
        return row.class_id


def _keep(row: LinkRow, launch: Launch) -> None:
    """Keep the newest titles and service addresses; what one launch leaves out, stays."""
    row.course = one_line(launch.context_title, 300) or row.course or ""
    row.title = one_line(launch.resource_title, 300) or row.title or ""
    row.line_item = launch.line_item or row.line_item
    row.line_items = launch.line_items or row.line_items
    row.members = launch.members or row.members
    row.scopes = list(launch.scopes) or row.scopes


def _link(launch: Launch) -> Select[LinkRow]:
    return (
        select(LinkRow)
        .where(
            LinkRow.platform == launch.platform,
            LinkRow.deployment == launch.deployment,
            LinkRow.context == launch.context,
            LinkRow.resource == launch.resource_link,
        )
        .with_for_update()
    )


def link_of(site: Site, launch: Launch) -> LinkRow:
    """Return the link that a launch came from, once it is known."""
    with reading(site.engine) as session:
        return session.scalars(_link(launch)).one()


def keep_line_item(site: Site, link: LinkRow, url: str) -> None:
    """Remember where a link's grades go."""
    if link.line_item != url:
        with writing(site.engine) as session:
            session.get_one(LinkRow, link.id).line_item = url


def for_window(site: Site, visit: Visit) -> str:
    """Begin another visit of the same person, for a window of its own; return its token.

    What a browser keeps in an LMS's frame it does not show in a window. This one is to be opened
    within a minute, and is then the browser's that has opened it.
    """
    token = secrets.token_urlsafe(32)
    with writing(site.engine) as session:
        session.add(
            VisitRow(
                token=digest(token),
                cookie="",
                link_id=visit.link.id,
                person_id=visit.person_id,
                role=visit.role,
                language=visit.language,
                frame_ancestors=visit.frame_ancestors,
                return_url=visit.return_url,
                until=now() + _TO_BE_OPENED,
            )
        )
    return token


def found(
    site: Site, token: str, cookies: Mapping[str, str], *, claims: bool = False
) -> Visit | None:
    """Return the visit of a token; None where there is none, or where its cookie is missing.

    One for a window is taken by the first that ``claims`` it.
    """
    with reading(site.engine) as session:
        row = session.scalar(select(VisitRow).where(VisitRow.token == digest(token)))
        if row is None or row.until < now():
            return None
        visit = _visit(session, row, token)
    if not row.cookie:
        return _claimed(site, visit) if claims else None
    has_cookie = secrets.compare_digest(digest(cookies.get(cookie_name(row.id), "")), row.cookie)
    if row.is_bound and not has_cookie:
        return None
    if has_cookie and not row.is_bound:
        with writing(site.engine) as session:
            session.get_one(VisitRow, row.id).is_bound = True
    return visit


def _claimed(site: Site, visit: Visit) -> Visit | None:
    """Give a window its cookie; None where another one was faster."""
    cookie = secrets.token_urlsafe(32)
    with writing(site.engine) as session:
        row = session.scalar(
            select(VisitRow).where(VisitRow.id == visit.id, VisitRow.cookie == "").with_for_update()
        )
        if row is None:
            return None
        row.cookie, row.is_bound, row.until = digest(cookie), True, now() + LASTS
    return replace(visit, new_cookie=cookie)


def is_own(request: Request) -> bool:
    """Tell whether what is sent comes from a page of ours; browsers say where a form is from."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    own = request.headers.get("host", "")
    is_ours = origin is None or origin.partition("://")[2] == own
    return site in ("same-origin", "none") and is_ours


def cookie_name(visit: int) -> str:
    """Return the name of a visit's cookie."""
    return f"gradkit_{visit}"


def _visit(session: Session, row: VisitRow, token: str) -> Visit:
    link = session.get_one(LinkRow, row.link_id)
    person = session.get_one(PersonRow, row.person_id)
    names = ("name", "user", "login", "number", "email", "participant")
    return Visit(
        row.id,
        token,
        row.role,
        "ko" if row.language == "ko" else "en",
        row.frame_ancestors,
        row.return_url,
        link,
        row.person_id,
        Person(**{name: getattr(person, name) for name in names}),
    )


def say_in(site: Site, visit: Visit, language: Language) -> None:
    """Remember the language that a visitor has asked for."""
    with writing(site.engine) as session:
        session.get_one(VisitRow, visit.id).language = language
