"""What LTI remembers of platforms: registrations, nonces, line items, scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003_lti"
down_revision = "r0002_service"


def _short(name: str, size: int = 500, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False, primary_key=key)


def _long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str = "at", nullable: bool = False, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable, index=index)


def _platform() -> sa.Column[int]:
    key = sa.ForeignKey("lti_platforms.id")
    return sa.Column("platform_id", sa.Integer(), key, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lti_platforms",
        sa.Column("id", sa.Integer(), primary_key=True),
        _short("name", 200),
        _short("issuer"),
        _short("client", 255),
        *map(_long, ("auth_url", "token_url", "keys_url", "audience", "origins")),
        _moment(),
        sa.UniqueConstraint("issuer", "client"),
    )
    op.create_table("lti_deployments", _platform(), _short("deployment", 255, True), _moment())
    op.create_table("lti_nonces", _short("nonce", 64, True), _moment("until", index=True))
    op.create_table(
        "lti_invitations",
        _short("digest", 64, True),
        _moment("until"),
        _moment("used_at", nullable=True),
    )
    op.create_table(
        "lti_line_items",
        _platform(),
        _short("link", 64, True),
        _long("url"),
        _short("label"),
        _short("maximum", 40),
    )
    op.create_table(
        "lti_scores",
        _platform(),
        _short("line_item", 64, True),
        _short("user", 255, True),
        _short("said", 64),
        *(_short(name, 40) for name in ("given", "maximum")),
        _moment("decided_at"),
        _moment("sent_at"),
    )


def downgrade() -> None:
    """Nothing is ever taken away."""
    raise NotImplementedError("records are not taken back to an older version")
