"""The class at the desk: its table, its rules, and what goes out of it."""

from __future__ import annotations

from statistics import mean, median
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from autograder.base.errors import GradkitError
from autograder.desk.overview import FLAGS, Overview, version_of
from autograder.desk.page import Desk, Form, Page, rendered, to
from autograder.lms.fill import feedback_zip
from autograder.records.standing import forgiven_checks
from autograder.records.work import checks_of

_BINS = 10


def class_page(desk: Desk, page: Page) -> Response:
    """Return the class: search, filter, sort, distribution."""
    found = desk.overview()
    scores = [float(row.standing.score) for row in found.rows if row.standing.score is not None]
    counts = {flag: sum(flag in row.flags for row in found.rows) for flag in FLAGS}
    return rendered(
        page,
        "class.html",
        overview=found,
        counts=counts,
        bins=_bins(found, scores),
        mean=round(mean(scores), 1) if scores else None,
        median=round(median(scores), 1) if scores else None,
        count=len(scores),
        quote=quote,
    )


def _bins(found: Overview, scores: list[float]) -> list[tuple[float, int]]:
    """Return how many are in each tenth; all points are a bin of their own."""
    maxima = [float(r.standing.maximum) for r in found.rows if r.standing.maximum is not None]
    most = max(maxima, default=100.0) or 100.0
    width = most / _BINS
    bins = [0] * (_BINS + 1)
    for score in scores:
        bins[max(0, min(_BINS, int(score / width + 1e-9)))] += 1
    return [(round(width * n, 2), count) for n, count in enumerate(bins)]


def version(desk: Desk, page: Page) -> Response:
    """Return what changes whenever the class does, for pages that are open."""
    return JSONResponse({"version": version_of(desk.room)})


def rules_page(desk: Desk, page: Page) -> Response:
    """Return the class's rules in words, and the checks that can be forgiven."""
    room = page.room
    path = room.out / "class.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    results = (a.result for r in desk.overview().rows for a in r.work.attempts if a.result)
    checks = [dict(check) for check in checks_of(next(results, {"questions": []}))]
    forgiven = forgiven_checks(room.rules, room.records.class_changes())
    return rendered(
        page, "rules.html", rules=room.rules, text=text, checks=checks, forgiven=forgiven
    )


def forgive(desk: Desk, page: Page, form: Form) -> Response:
    """Hold a check against nobody, or count it again."""
    how, check = form("how"), form("check")
    if how not in ("full", "uncounted", "no") or not check:
        raise GradkitError(f"{how or '?'}: no way to forgive a check")
    page.room.change("forgive", check, {"how": how}, form("reason"), token=form("token"))
    desk.changed()
    return to(page, "/rules")


def class_pdf(desk: Desk, page: Page) -> Response:
    """Return all students' pages as one PDF."""
    from autograder.desk.pdf import class_pdf as made

    desk.publish()
    return _file(made(desk.room.out), "application/pdf", f"{desk.room.out.resolve().name}.pdf")


def feedback(desk: Desk, page: Page) -> Response:
    """Return a zip of all pages under names that the LMS maps back."""
    from autograder.lms.grade import read_run

    desk.publish()
    content, _missing = feedback_zip(desk.room.out, read_run(desk.room.out))
    return _file(content, "application/zip", "feedback.zip")


def _file(content: bytes, media: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media, headers={"Content-Disposition": disposition})
