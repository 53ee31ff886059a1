"""Moodle's web service (REST, JSON): one assignment's participants and their grades.

Source: Moodle `mod/assign/externallib.php`. The token goes in the body, never in an address,
which servers and proxies log.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.comment import comment as as_html
from autograder.lms.grade import digits
from autograder.lms.plan import Change
from autograder.lms.push.http import Rejected, Unavailable, address, call, json_of, patient_session
from autograder.lms.push.secret import Secret
from autograder.lms.roster import Seat
from autograder.submissions.identity import Person

_HTML = 1  # Moodle's FORMAT_HTML
# What is wrong with the token or the service, for every student alike.
_FATAL = ("invalidtoken", "accessexception", "servicenotavailable", "enablewsdescription")


class MoodleService:
    """An assignment in Moodle, by the id in its page's address (`view.php?id=...`)."""

    def __init__(self, base: str, page: str, token: Secret, force: bool = False) -> None:
        self._base = address(base)
        self._token = token
        self._force = force
        self._session = patient_session()
        self.target = f"moodle {self._base} page {page}"
        self._assignment = self._found(int(page))

    def _found(self, page: int) -> dict[str, Any]:
        courses = self._ask("mod_assign_get_assignments")["courses"]
        for course in courses:
            for assignment in course["assignments"]:
                if assignment["cmid"] == page:
                    return dict(assignment)
        raise GradkitError(
            f"{self._base}: no assignment at view.php?id={page} that the token's owner may see"
        )

    @property
    def _has_comments(self) -> bool:
        return any(
            (c.get("plugin"), c.get("subtype"), c.get("name"), c.get("value"))
            == ("comments", "assignfeedback", "enabled", "1")
            for c in self._assignment.get("configs", [])
        )

    def seats(self) -> list[Seat]:
        """Return the participants with their accounts, their numbers and their grades."""
        id = self._assignment["id"]
        maximum = Decimal(str(self._assignment["grade"]))
        if maximum < 0:
            raise GradkitError(f"{self.target}: graded with a scale of words, not with points")
        listed = self._ask("mod_assign_list_participants", assignid=id, groupid=0, filter="")
        mappings = self._first("mod_assign_get_user_mappings", id, "mappings")
        numbers = {m["userid"]: str(m["id"]) for m in mappings}
        grades = self._first("mod_assign_get_grades", id, "grades")
        newest = sorted(grades, key=lambda grade: int(grade.get("attemptnumber", 0)))
        there = {g["userid"]: Decimal(str(g["grade"])) for g in newest if g["grade"] != ""}
        return [
            Seat(
                f"account {person['id']}",
                Person(
                    person.get("fullname", ""),
                    str(person["id"]),
                    person.get("username", ""),
                    person.get("idnumber", ""),
                    person.get("email", ""),
                    numbers.get(person["id"], ""),
                ),
                # -1: opened by a grader, and not graded
                digits(there[person["id"]]) if there.get(person["id"], -1) >= 0 else "",
                maximum,
            )
            for person in listed
        ]

    def _first(self, function: str, id: int, what: str) -> list[dict[str, Any]]:
        """Return what a function lists for the assignment; nothing is no answer at all."""
        words: dict[str, Any] = {"assignmentids[0]": id}
        answer = self._ask(function, **words)
        found: list[dict[str, Any]] = [
            item for one in answer["assignments"] for item in one.get(what, [])
        ]
        return found

    def comment(self, result: dict[str, Any]) -> str:
        """Return HTML, as Moodle's feedback comments are."""
        return as_html(result)

    def send(self, change: Change, comment: str, at: str) -> None:
        """Save one grade. Without the comment that is there Moodle would empty it."""
        user = change.seat.student.user
        words: dict[str, Any] = {
            "assignmentid": self._assignment["id"],
            "userid": user,
            "grade": digits(change.points),
            "attemptnumber": -1,
            "addattempt": 0,
            "workflowstate": "",
            "applytoall": 0,
        }
        if self._has_comments:
            there = self._comment_there(user)
            text = comment if comment and (self._force or not there.strip()) else there
            words["plugindata[assignfeedbackcomments_editor][text]"] = text
            words["plugindata[assignfeedbackcomments_editor][format]"] = _HTML
        self._ask("mod_assign_save_grade", one=True, **words)

    def _comment_there(self, user: str) -> str:
        status = self._ask(
            "mod_assign_get_submission_status",
            one=True,
            assignid=self._assignment["id"],
            userid=user,
        )
        plugins = (status.get("feedback") or {}).get("plugins", [])
        fields = [f for p in plugins if p["type"] == "comments" for f in p.get("editorfields", [])]
        return str(fields[0]["text"]) if fields else ""

    def _ask(self, function: str, one: bool = False, **words: Any) -> Any:
        data = {
            "wstoken": self._token.reveal(),
            "wsfunction": function,
            "moodlewsrestformat": "json",
        }
        url = f"{self._base}/webservice/rest/server.php"
        response = call(self._session, "POST", url, data=data | words)
        answer = json_of(response)
        if not isinstance(answer, dict) or "exception" not in answer:
            return answer
        code = str(answer.get("errorcode", ""))
        message = f"{function}: {answer.get('message', '')} ({code})"
        message = one_line(self._token.hide_in(message), 200)
        if one and code not in _FATAL:
            raise Rejected(message)
        raise Unavailable(f"{self._base}: {message}")
