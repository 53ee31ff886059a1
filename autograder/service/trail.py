"""The trail: who did what, when, for whoever has to answer for it later.

Must never hold what was handed in, a secret, or an address of a machine.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.base.text import one_line
from autograder.records.database import reading, writing
from autograder.records.schema import PersonRow
from autograder.service.schema import TrailRow
from autograder.service.site import Site
from autograder.service.visits import Visit


def note(site: Site, visit: Visit, deed: str, detail: str = "") -> None:
    """Enter what a visitor did."""
    with writing(site.engine) as session:
        note_in(session, visit, deed, detail)


def note_in(session: Session, visit: Visit, deed: str, detail: str = "") -> None:
    """Enter it in the transaction of the deed itself."""
    session.add(
        TrailRow(
            class_id=visit.class_id,
            person_id=visit.person_id,
            role=visit.role,
            deed=deed,
            detail=one_line(detail, 500),
        )
    )


def newest(site: Site, class_id: int, most: int = 500) -> list[tuple[TrailRow, str]]:
    """Return the last deeds in a class with the names of who did them, the newest first."""
    with reading(site.engine) as session:
        rows = session.execute(
            select(TrailRow, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == TrailRow.person_id)
            .where(TrailRow.class_id == class_id)
            .order_by(TrailRow.id.desc())
            .limit(most)
        ).all()
        return [(row, name or "") for row, name in rows]
