"""The LMS's sheet at the desk: every cell that would change, before it is filled in.

A grade that somebody typed in the sheet is offered as an adjustment, and kept unless it is taken
over. Must never send anything, nor overwrite what a person typed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from autograder.base.errors import GradkitError
from autograder.desk.page import Desk, Form, Page, rendered
from autograder.lms.fill import LAYOUTS, Filled, filled
from autograder.lms.grade import digits, number, read_run
from autograder.lms.plan import Change as Cell
from autograder.lms.plan import Rules as SheetRules
from autograder.records.effective import seen_by
from autograder.records.schema import now
from autograder.records.work import TOTAL, Change

_KEPT = 5


@dataclass(frozen=True)
class Sheet:
    """A sheet that was given, and what would become of it."""

    lms: str
    name: str
    data: bytes
    result: Filled

    @property
    def typed(self) -> list[Cell]:
        """The cells where somebody typed another grade than the class's."""
        return [cell for cell in self.result.plan.changes if number(cell.seat.current) is not None]

    @property
    def problems(self) -> list[str]:
        """What to decide first, but for the typed grades, which have a table of their own."""
        places = [cell.seat.place for cell in self.typed]
        return [
            text
            for text in self.result.plan.problems
            if not (text.startswith("would be lowered") and text.endswith(tuple(places)))
        ]

    @property
    def empty(self) -> list[Cell]:
        """The cells that are filled in."""
        return [cell for cell in self.result.plan.changes if number(cell.seat.current) is None]


def sheet_page(desk: Desk, page: Page) -> Response:
    """Return the form for a sheet."""
    return rendered(page, "sheet.html", sheet=None, given="", layouts=list(LAYOUTS), digits=digits)


def act(desk: Desk, page: Page, form: Form) -> Response:
    """Show what a sheet would become, or give it filled in."""
    sheets: dict[str, Sheet] = desk.jobs.setdefault("sheets", {})
    given = sheets.get(form("given"))
    if given is None:
        given = _read(page, form)
        key = secrets.token_hex(16)
        sheets[key] = given
        while len(sheets) > _KEPT:
            del sheets[next(iter(sheets))]
        return rendered(
            page, "sheet.html", sheet=given, given=key, layouts=list(LAYOUTS), digits=digits
        )
    _take_over(desk, page, form, given)
    desk.changed()
    again = _filled(page, given.lms, given.name, given.data, is_preview=False)
    _enter(page, given, again)
    name = Path(given.name).name
    stem, _, suffix = name.rpartition(".")
    disposition = f"attachment; filename*=UTF-8''{quote(f'{stem or name}-filled.{suffix}')}"
    return Response(
        again.content, media_type="text/csv", headers={"Content-Disposition": disposition}
    )


def _read(page: Page, form: Form) -> Sheet:
    name, data = form.files.get("sheet", ("", b""))
    if not data:
        raise GradkitError("choose the sheet that you downloaded from the LMS")
    lms = form("lms")
    if lms not in LAYOUTS:
        raise GradkitError(f"{lms or '?'}: choose one of {', '.join(LAYOUTS)}")
    return Sheet(lms, name, data, _filled(page, lms, name, data, is_preview=True))


def _filled(page: Page, lms: str, name: str, data: bytes, *, is_preview: bool) -> Filled:
    """Return the sheet filled in; a grade that somebody typed stays, but for the preview.

    What we gave the LMS ourselves, somebody typed not.
    """
    room = page.room
    run = read_run(room.out, seen=seen_by(room.records, room.rules))
    exported, works = room.records.exported(), room.records.works_by_key()

    def is_typed(key: str, there: Decimal) -> bool:
        return (works.get(key, 0), digits(there)) not in exported

    rules = SheetRules(
        decimals=LAYOUTS[lms].DECIMALS,
        to_own_maximum=True,
        force=True,
        keep=None if is_preview else is_typed,
    )
    return filled(lms, data, name, run, rules, None, False)


def _take_over(desk: Desk, page: Page, form: Form, sheet: Sheet) -> None:
    """Enter the typed grades that were chosen as adjustments of the students' totals."""
    chosen = set(form.lists.get("take", []))
    works = {row.work.id: row.work for row in desk.overview().rows}
    by_key = page.room.records.works_by_key()
    for cell in sheet.typed:
        typed = number(cell.seat.current)
        work = works.get(by_key.get(cell.graded.entry.key, 0))
        if cell.seat.place not in chosen or typed is None or work is None or not cell.maximum:
            continue
        points = typed * Decimal(str(cell.graded.maximum)) / cell.maximum
        change = Change(
            "adjust",
            TOTAL,
            {"set": float(round(points, 4))},
            f"{sheet.lms}: {Path(sheet.name).name}",
            page.visitor.who,
            now(),
            work=work.id,
        )
        page.room.records.change(change, token=f"{form('given')}.{work.id}")


def _enter(page: Page, sheet: Sheet, result: Filled) -> None:
    """Keep in the records what goes to the LMS."""
    by_key = page.room.records.works_by_key()
    for cell in (*result.plan.changes, *result.plan.unchanged):
        work = by_key.get(cell.graded.entry.key)
        if work is not None:
            page.room.records.export(
                work,
                f"{sheet.lms}: {Path(sheet.name).name}",
                digits(cell.points),
                digits(cell.maximum),
                page.visitor.who,
            )
