"""The platforms that are registered, and the places of them where the tool was put.

Must never take an address that is not of TLS, nor a platform that two registrations could mean.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import Engine, select, update

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.push.http import address
from autograder.lti.refusal import Refused
from autograder.lti.schema import DeploymentRow, InvitationRow, PlatformRow
from autograder.records.database import reading, writing
from autograder.records.schema import now

_INVITED = timedelta(days=7)
# All schools in Instructure's cloud are one issuer, and each has a host of its own
# (developerdocs.instructure.com, "LTI Launch Overview").
_CANVAS = ("https://canvas.instructure.com", "https://*.instructure.com")


@dataclass(frozen=True)
class Registered:
    """What a platform said of itself when this tool was registered there."""

    issuer: str
    client: str
    auth_url: str
    token_url: str
    keys_url: str
    name: str = ""
    audience: str = ""
    origins: tuple[str, ...] = ()
    """Who else may show the tool in a frame: the issuer and the login's origin may anyway."""

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Who may show the tool in a frame, as origins."""
        own = (origin(self.issuer), origin(self.auth_url), *self.origins)
        if self.issuer == _CANVAS[0]:
            own += (_CANVAS[1],)
        return tuple(dict.fromkeys(filter(None, own)))


@dataclass(frozen=True)
class Platform(Registered):
    """A registered platform, with the number of its row."""

    id: int = 0


def origin(url: str) -> str:
    """Return scheme, host and port of an address, as browsers write them; empty if it is none."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or not _is_host(host):
        return ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _bare(text: str) -> str:
    """Return an origin without the star that stands for all hosts below one."""
    return text.replace("://*.", "://", 1)


def _is_host(text: str) -> bool:
    """Tell whether a host can stand in a header: no blank, quote or semicolon ends it early."""
    return text.isascii() and all(c.isalnum() or c in "-._:" for c in text)


def add(engine: Engine, said: Registered, deployments: tuple[str, ...] = ()) -> int:
    """Enter a platform, or what it says of itself now; return its row's number.

    Raises GradkitError where an address is not one of TLS.
    """
    for url in (said.auth_url, said.token_url, said.keys_url):
        address(url)
    if not said.issuer or not said.client:
        raise GradkitError("a platform has an issuer and a client id: give both")
    wrong = [text for text in said.origins if origin(_bare(text)) != _bare(text)]
    if wrong:
        raise GradkitError(f"{wrong[0]}: an origin is https://HOST, without a path")
    own = (PlatformRow.issuer == said.issuer, PlatformRow.client == said.client)
    with writing(engine) as session:
        row = session.scalar(select(PlatformRow).where(*own))
        if row is None:
            row = PlatformRow(issuer=said.issuer, client=said.client)
            session.add(row)
        row.name = one_line(said.name or origin(said.issuer), 200)
        row.auth_url, row.token_url, row.keys_url = said.auth_url, said.token_url, said.keys_url
        row.audience, row.origins = said.audience, " ".join(said.origins)
        session.flush()
        for deployment in deployments:
            session.merge(DeploymentRow(platform_id=row.id, deployment=deployment))
        return row.id


def all_of(engine: Engine) -> list[tuple[Platform, list[str]]]:
    """Return every platform with its deployments."""
    with reading(engine) as session:
        found = [_platform(row) for row in session.scalars(select(PlatformRow))]
        places = session.execute(select(DeploymentRow.platform_id, DeploymentRow.deployment)).all()
    return [(p, [place for number, place in places if number == p.id]) for p in found]


def numbered(engine: Engine, number: int) -> Platform:
    """Return a platform by its row's number; raise GradkitError where there is none."""
    with reading(engine) as session:
        row = session.get(PlatformRow, number)
    if row is None:
        raise GradkitError(f"there is no platform {number}: see `gradkit lti list`")
    return _platform(row)


def meant(engine: Engine, issuer: str, client: str) -> Platform:
    """Return the platform that begins a launch; raise Refused where it is none, or could be two."""
    wanted = select(PlatformRow).where(PlatformRow.issuer == issuer)
    if client:
        wanted = wanted.where(PlatformRow.client == client)
    with reading(engine) as session:
        rows = session.scalars(wanted).all()
    if len(rows) != 1:
        raise Refused("several" if rows else "platform", issuer)
    return _platform(rows[0])


def check_deployment(engine: Engine, platform: Platform, deployment: str) -> None:
    """Raise Refused where the tool was not put there.

    A platform that was registered without any (Canvas tells it only when it launches) is bound to
    the first that comes; others are added by hand.
    """
    own = select(DeploymentRow.deployment).where(DeploymentRow.platform_id == platform.id)
    with reading(engine) as session:
        if session.scalar(own.where(DeploymentRow.deployment == deployment)):
            return
    with writing(engine) as session:
        if session.scalar(own.limit(1)) is not None or not 0 < len(deployment) <= 255:
            raise Refused("deployment", deployment)
        session.add(DeploymentRow(platform_id=platform.id, deployment=deployment))


def invite(engine: Engine) -> str:
    """Return the secret of an address that registers one platform, within a week."""
    secret = secrets.token_urlsafe(24)
    with writing(engine) as session:
        session.add(InvitationRow(digest=_digest(secret), until=now() + _INVITED))
    return secret


def is_invited(engine: Engine, secret: str) -> bool:
    """Tell whether an invitation is still open."""
    with reading(engine) as session:
        row = session.get(InvitationRow, _digest(secret))
        return row is not None and row.used_at is None and row.until > now()


def take_invitation(engine: Engine, secret: str) -> None:
    """Use an invitation up; raise Refused where another was faster."""
    own = (InvitationRow.digest == _digest(secret), InvitationRow.used_at.is_(None))
    with writing(engine) as session:
        done = session.execute(
            update(InvitationRow).where(*own, InvitationRow.until > now()).values(used_at=now())
        )
        if done.rowcount != 1:  # type: ignore[attr-defined]
            raise Refused("invitation")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _platform(row: PlatformRow) -> Platform:
    return Platform(
        issuer=row.issuer,
        client=row.client,
        auth_url=row.auth_url,
        token_url=row.token_url,
        keys_url=row.keys_url,
        name=row.name,
        audience=row.audience,
        origins=tuple(row.origins.split()),
        id=row.id,
    )
