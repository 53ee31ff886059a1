"""What is remembered of platforms: who they are, which launches came, what was sent to them.

Must never hold a secret in clear: of an invitation only a digest is here, keys are files.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from autograder.records.schema import Base, Moment, now


class PlatformRow(Base):
    """One registration of this tool at one platform."""

    __tablename__ = "lti_platforms"
    __table_args__ = (UniqueConstraint("issuer", "client"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(500))
    client: Mapped[str] = mapped_column(String(255))
    auth_url: Mapped[str] = mapped_column(Text)
    token_url: Mapped[str] = mapped_column(Text)
    keys_url: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(Text, default="")
    """Whom our word to the token's server is for; empty: its address."""
    origins: Mapped[str] = mapped_column(Text, default="")
    """Who else may show the tool in a frame, with blanks between."""
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class DeploymentRow(Base):
    """One place of a platform where the tool was put; launches from others are refused."""

    __tablename__ = "lti_deployments"
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platforms.id"), primary_key=True)
    deployment: Mapped[str] = mapped_column(String(255), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class NonceRow(Base):
    """The nonce of a launch that was let in, until no token with it could be valid."""

    __tablename__ = "lti_nonces"
    nonce: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment, index=True)


class InvitationRow(Base):
    """An address that registers one platform, once."""

    __tablename__ = "lti_invitations"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class LineItemRow(Base):
    """A line item as this tool last made it or brought it up to date."""

    __tablename__ = "lti_line_items"
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platforms.id"), primary_key=True)
    link: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of deployment, context and resource link."""
    url: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(String(500))
    maximum: Mapped[str] = mapped_column(String(40))


class ScoreRow(Base):
    """The last score of one person on one line item that the platform took."""

    __tablename__ = "lti_scores"
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platforms.id"), primary_key=True)
    line_item: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of its address."""
    user: Mapped[str] = mapped_column(String(255), primary_key=True)
    said: Mapped[str] = mapped_column(String(64))
    """SHA-256 of all that was said, so that the same is not said again."""
    given: Mapped[str] = mapped_column(String(40))
    """Empty where no score was given yet."""
    maximum: Mapped[str] = mapped_column(String(40))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    """When the score was made: an older one that is late does not replace it."""
    sent_at: Mapped[datetime] = mapped_column(Moment)
    """The timestamp that the platform was told, which has to grow."""
