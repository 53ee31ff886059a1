"""Canvas's web service, through `canvasapi`: one assignment's submissions and their grades."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

from autograder.base.text import one_line
from autograder.lms.comment import plain
from autograder.lms.grade import digits
from autograder.lms.plan import Change
from autograder.lms.push.http import Rejected, Unavailable, address, missing_extra, patient_session
from autograder.lms.push.secret import Secret
from autograder.lms.roster import Seat
from autograder.submissions.identity import Person

_THROTTLED_TRIES = 5


class CanvasService:
    """An assignment in Canvas."""

    def __init__(self, base: str, course: str, assignment: str, token: Secret) -> None:
        try:
            from canvasapi.course import Course
            from canvasapi.requester import Requester
        except ImportError as error:
            missing_extra(error)

        self._base = address(base)
        self.target = f"canvas {self._base} course {course} assignment {assignment}"
        self._token = token
        requester = Requester(self._base, token.reveal())
        requester._session = patient_session()  # canvasapi has no other door for one
        opened = Course(requester, {"id": int(course)})
        self._assignment = self._asked(lambda: opened.get_assignment(int(assignment)))
        self._submissions: dict[str, Any] = {}

    def seats(self) -> list[Seat]:
        """Return the assignment's submissions, one for every student in the course."""
        found = self._asked(
            lambda: list(self._assignment.get_submissions(include=["user"], per_page=100))
        )
        self._submissions = {str(submission.user_id): submission for submission in found}
        possible = getattr(self._assignment, "points_possible", None)
        maximum = None if possible is None else Decimal(str(possible))
        return [_seat(submission, maximum) for submission in found]

    def comment(self, result: dict[str, Any]) -> str:
        """Return plain text: Canvas shows a comment as it stands."""
        return plain(result)

    def send(self, change: Change, comment: str, at: str) -> None:
        """Post one grade; Canvas gives it to the whole group where groups are graded together."""
        words: dict[str, Any] = {"submission": {"posted_grade": digits(change.points)}}
        if comment:
            words["comment"] = {"text_comment": comment}
        submission = self._submissions[change.seat.student.user]
        self._asked(lambda: submission.edit(**words), one=True)

    def _asked(self, ask: Any, one: bool = False) -> Any:
        """Ask; a fault of ``one`` student is Rejected, else Unavailable; no token in it."""
        import requests
        from canvasapi import exceptions as canvas

        refusals = (
            canvas.BadRequest,
            canvas.Conflict,
            canvas.Forbidden,
            canvas.ResourceDoesNotExist,
            canvas.UnprocessableEntity,
        )
        for again in range(_THROTTLED_TRIES):
            try:
                return ask()
            except (canvas.InvalidAccessToken, canvas.Unauthorized) as error:
                words = f"Canvas does not accept the token ({self._words(error)})"
            except refusals as error:
                words = self._words(error)
                # Canvas's throttle answers 403, which means "no" everywhere else.
                if "rate limit" in words.lower() and not isinstance(
                    error, canvas.RateLimitExceeded
                ):
                    time.sleep(2.0**again / 2)
                    continue
                if one and not isinstance(error, canvas.RateLimitExceeded):
                    raise Rejected(words) from None
            except (canvas.CanvasException, requests.RequestException) as error:
                words = self._words(error)
            break
        raise Unavailable(
            f"{self._base}: {words}; what was sent is remembered: run the same command again"
        )

    def _words(self, error: Exception) -> str:
        return one_line(self._token.hide_in(f"{type(error).__name__}: {error}"), 200)


def _seat(submission: Any, maximum: Decimal | None) -> Seat:
    user = getattr(submission, "user", None) or {}
    student = Person(
        name=str(user.get("sortable_name") or user.get("name") or ""),
        user=str(submission.user_id),
        login=str(user.get("login_id") or ""),
        number=str(user.get("sis_user_id") or ""),
    )
    # What was entered, before Canvas takes points off for being late.
    score = getattr(submission, "entered_score", None)
    score = getattr(submission, "score", None) if score is None else score
    is_excused = bool(getattr(submission, "excused", False))
    return Seat(
        f"account {submission.user_id}",
        student,
        "" if score is None else digits(Decimal(str(score))),
        maximum,
        "excused" if is_excused else "",
        takes_more=True,
    )
