"""Scores for a platform's gradebook: Assignment and Grade Services 2.0, said once and in order.

What a platform took is remembered, so that the same is not said again, an older score does not
replace a newer one, and a grade is not lowered unless somebody wants it. Source: 1EdTech "LTI
Assignment and Grade Services 2.0", section 3.4. Must never write over what a person typed into the
gradebook.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import quote

from autograder.lms.grade import digits
from autograder.lms.push.access import Access, below
from autograder.lms.push.http import Rejected
from autograder.lms.push.lti import RESULTS, RESULTS_TYPE, SCORE, SCORE_TYPE
from autograder.lti.schema import ScoreRow
from autograder.lti.tool import LtiTool
from autograder.records.database import reading, writing
from autograder.records.schema import now

Progress = Literal["Initialized", "Started", "InProgress", "Submitted", "Completed"]

_CENT = Decimal("0.01")
"""Grades are compared as LMSs show them."""
_NEXT_SECOND = 1.1
"""Moodle compares timestamps in whole seconds (`gradebookservices`, `scores.php`)."""


@dataclass(frozen=True)
class Score:
    """What one person is to have on a line item."""

    user: str
    given: Decimal | None
    """None: handed in, and not graded yet."""
    maximum: Decimal
    at: datetime
    """When it was decided, with a zone."""
    comment: str = ""
    may_lower: bool = False
    """Whether a higher grade that is there may go: after a re-grade, say."""
    progress: Progress = "Completed"
    final: bool = True
    """False: a person still has to grade part of it."""

    @property
    def digest(self) -> str:
        """All that a platform is told, but for the time."""
        said = [str(self.given), str(self.maximum), self.comment, self.progress, self.final]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def send_score(tool: LtiTool, line_item: str, platform: int, score: Score) -> str:
    """Send a score unless there is a reason not to; return what came of it, for the log.

    Raises Rejected where the platform does not take this one, Unavailable where it cannot be
    reached for now. Sent twice, it is written once.
    """
    _, access = tool.access(platform)
    key = (platform, hashlib.sha256(line_item.encode()).hexdigest(), score.user)
    with reading(tool.engine) as session:
        last = session.get(ScoreRow, key)
    if last is not None and last.said == score.digest:
        return "unchanged: not sent"
    if last is not None and last.decided_at > score.at:
        return "a newer one was sent before: not sent"
    if reason := _objection(score, last, _there(access, line_item, score.user)):
        return f"{reason}: not sent"
    at, answer = _post(access, line_item, score, last.sent_at if last else None)
    with writing(tool.engine) as session:
        session.merge(
            ScoreRow(
                platform_id=platform,
                line_item=key[1],
                user=score.user,
                said=score.digest,
                given="" if score.given is None else str(score.given),
                maximum=str(score.maximum),
                decided_at=score.at,
                sent_at=at,
            )
        )
    return answer


def _objection(score: Score, last: ScoreRow | None, there: Decimal | None) -> str:
    """Return why a score should not be sent; empty where it should."""
    before = _share(Decimal(last.given), Decimal(last.maximum)) if last and last.given else None
    if before is not None and there is not None and _is_typed(there, before, score.maximum):
        return f"{_shown(there, score)} was typed into the gradebook"
    if score.given is None:
        return ""
    mine = _share(score.given, score.maximum)
    if before is None and there is not None and _lower(mine, there, score.maximum):
        return f"{_shown(there, score)} is in the gradebook, which is higher and not from here"
    if before is not None and not score.may_lower and _lower(mine, before, score.maximum):
        return f"{_shown(before, score)} was sent before, which is higher"
    return ""


def _share(given: Decimal, maximum: Decimal) -> Decimal:
    return given / maximum if maximum else Decimal(0)


def _is_typed(there: Decimal, before: Decimal, maximum: Decimal) -> bool:
    """Return whether a grade is not what was sent, nor what a platform makes of a bonus.

    Platforms have to take more than the maximum (AGS 2.0, "scoreGiven and scoreMaximum"); Moodle
    and Brightspace show the maximum then, unless they are set up to show more.
    """
    return _differ(there, before, maximum) and _differ(there, min(before, Decimal(1)), maximum)


def _differ(one: Decimal, other: Decimal, maximum: Decimal) -> bool:
    return (one * maximum).quantize(_CENT) != (other * maximum).quantize(_CENT)


def _lower(one: Decimal, other: Decimal, maximum: Decimal) -> bool:
    return one < other and _differ(one, other, maximum)


def _shown(share: Decimal, score: Score) -> str:
    return f"{digits((share * score.maximum).quantize(_CENT))} of {digits(score.maximum)}"


def _there(access: Access, line_item: str, user: str) -> Decimal | None:
    """Return the share of full marks that the gradebook shows; None where it shows none.

    Some platforms pass over the filter (Open edX), so that others' results are skipped here.
    """
    for page in access.pages(_asking(below(line_item, "results"), user), RESULTS, RESULTS_TYPE):
        for result in page if isinstance(page, list) else ():
            if str(result.get("userId")) == user and result.get("resultScore") is not None:
                most = Decimal(str(result.get("resultMaximum") or 1))
                return _share(Decimal(str(result["resultScore"])), most)
    return None


def _asking(url: str, user: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}user_id={quote(user, safe='')}"


def _post(
    access: Access, line_item: str, score: Score, last: datetime | None
) -> tuple[datetime, str]:
    """Post a score; return the time it was told with, and what the platform answered."""
    url = below(line_item, "scores")
    for is_last_try in (False, True):
        at = now() if last is None else max(now(), last + timedelta(microseconds=1))
        headers = {"Content-Type": SCORE_TYPE}
        response = access.call("POST", url, SCORE, headers, json=_body(score, at))
        if response.ok:
            return at, f"sent: {response.status_code} {response.reason}"
        # 409: one that is as new is there (AGS 2.0, section 3.4.9).
        if response.status_code != 409 or is_last_try:
            break
        time.sleep(_NEXT_SECOND)
    raise Rejected(access.words(response))


def _body(score: Score, at: datetime) -> dict[str, Any]:
    is_graded = score.given is not None and score.final
    body: dict[str, Any] = {
        "userId": score.user,
        "activityProgress": score.progress,
        "gradingProgress": "FullyGraded" if is_graded else "PendingManual",
        "timestamp": at.isoformat(timespec="microseconds"),
    }
    if score.given is not None:
        body |= {"scoreGiven": float(score.given), "scoreMaximum": float(score.maximum)}
    if score.comment:
        body["comment"] = score.comment
    return body
