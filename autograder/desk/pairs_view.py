"""Near-identical work side by side, and the same as a file of evidence."""

from __future__ import annotations

from itertools import combinations
from urllib.parse import quote

from starlette.responses import Response

from autograder.base.errors import GradkitError
from autograder.desk.alignment import aligned, share, template_lines
from autograder.desk.overview import Row
from autograder.desk.page import Desk, Page, rendered
from autograder.desk.work_view import code_of
from autograder.submissions.similarity import handed_out

_MOST_PAIRS = 60


def pairs_page(desk: Desk, page: Page) -> Response:
    """Return the clusters of near-identical work, each with its pairs."""
    clusters = [
        (group, rows, list(combinations(rows, 2))[:_MOST_PAIRS])
        for group, rows in desk.overview().alike
    ]
    return rendered(page, "pairs.html", clusters=clusters)


def pair_page(desk: Desk, page: Page) -> Response:
    """Return two works aligned, what was handed out greyed; ``?save=1``: as a file."""
    found = desk.overview()
    rows = [found.row(int(page.path[side])) for side in ("left", "right")]
    if rows[0] is None or rows[1] is None:
        raise GradkitError("there is no such pair in this class")
    left, right = rows[0], rows[1]
    assignment = desk.room.assignment
    template = template_lines(handed_out(assignment.folder)) if assignment else set()
    lines = aligned(_code(page, left), _code(page, right), template)
    is_saved = page.query.get("save") == "1"
    response = rendered(
        page,
        "evidence.html" if is_saved else "pair.html",
        left=left,
        right=right,
        lines=lines,
        share=round(100 * share(lines)),
    )
    if is_saved:
        name = quote(f"{left.work.title} - {right.work.title}.html")
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _code(page: Page, row: Row) -> str:
    attempts = row.work.attempts
    return "\n\n".join(code_of(page, attempts[-1])) if attempts else ""
