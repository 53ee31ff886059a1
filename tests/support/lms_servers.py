"""LMSs that answer on this machine, by the contracts of their web services.

Canvas: its REST API's documents (assignments, submissions; Link headers; a 403 that means "slow
down"). Moodle: `mod/assign/externallib.php` (errors are 200 with an exception). LTI: the 1EdTech
specifications, with `lti1p3platform` as the platform that checks assertions, tokens and scopes.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    code: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Lms:
    """A server's state: what was asked, and which answers come before the right ones."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    """Every request's method and address, and nothing of its headers or body."""
    troubles: list[Answer] = field(default_factory=list)
    """Answered first, one for each request."""

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        raise NotImplementedError


@contextmanager
def listening(lms: Lms) -> Iterator[Lms]:
    """Serve an LMS on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else a body waits 40 ms for its headers to be acknowledged

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            lms.asked.append(f"{self.command} {self.path}")
            if lms.troubles:
                answer = lms.troubles.pop(0)
            else:
                answer = lms.answer(self.command, self.path, self.headers, body)
            content = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            self.send_response(answer.code)
            for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content.encode())))
            self.end_headers()
            self.wfile.write(content.encode())

        do_GET = do_POST = do_PUT = _any

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    lms.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield lms
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Canvas(Lms):
    token: str = ""
    scores: dict[int, float | None] = field(default_factory=dict)
    comments: dict[int, list[str]] = field(default_factory=dict)
    writes: list[tuple[int, str]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    page: int = 2

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        if headers.get("Authorization") != f"Bearer {self.token}":
            said = {"errors": [{"message": f"Invalid access token {headers['Authorization']}"}]}
            return Answer(401, said, {"WWW-Authenticate": "Bearer"})
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        home = "/api/v1/courses/7/assignments/70"
        if (method, parts.path) == ("GET", home):
            return Answer(200, {"id": 70, "course_id": 7, "points_possible": 10.0})
        if (method, parts.path) == ("GET", f"{home}/submissions"):
            return self._listed(query, home)
        if match := re.fullmatch(rf"{home}/submissions/(\d+)", parts.path):
            user = int(match[1])
            if user in self.gone:
                return Answer(404, {"errors": [{"message": "not here"}]})
            if method == "PUT":
                self._write(user, parse_qs(body.decode()))
            return Answer(200, self._submission(user, []))
        return Answer(404, {"errors": [{"message": "no such page"}]})

    def _write(self, user: int, words: dict[str, list[str]]) -> None:
        grade = words["submission[posted_grade]"][0]
        self.writes.append((user, grade))
        self.scores[user] = float(grade)
        self.comments.setdefault(user, []).extend(words.get("comment[text_comment]", []))

    def _listed(self, query: dict[str, list[str]], home: str) -> Answer:
        """Answer a page, with a Link to the next one, as Canvas does."""
        number = int(query.get("page", ["1"])[0])
        users = sorted(self.scores)
        own = users[(number - 1) * self.page : number * self.page]
        links = {}
        if number * self.page < len(users):
            include = "&".join(f"include[]={name}" for name in query.get("include[]", []))
            following = f"{self.url}{home}/submissions?page={number + 1}&{include}"
            links = {"Link": f'<{following}>; rel="next"'}
        include = query.get("include[]", [])
        return Answer(200, [self._submission(user, include) for user in own], links)

    def _submission(self, user: int, include: list[str]) -> dict[str, Any]:
        found = {"id": user + 5000, "assignment_id": 70, "user_id": user}
        found |= {"score": self.scores[user], "entered_score": self.scores[user]}
        found["excused"] = False
        if "user" in include:
            found["user"] = {"id": user, "sortable_name": f"Kim, {user}", "login_id": f"u{user}"}
        return found


@dataclass
class Moodle(Lms):
    token: str = ""
    people: dict[int, int] = field(default_factory=dict)
    """The participant's number of each account."""
    grades: dict[int, str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    writes: list[tuple[int, str]] = field(default_factory=list)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        words = {name: values[0] for name, values in parse_qs(body.decode(), True).items()}
        if (method, path) != ("POST", "/webservice/rest/server.php"):
            return Answer(404, "<html>not here</html>")
        if words["wstoken"] != self.token:
            said = f"Invalid token - token {words['wstoken']} not found"
            return self._error("invalidtoken", said)
        assert words["moodlewsrestformat"] == "json"
        return Answer(200, getattr(self, f"_{words['wsfunction']}")(words))

    def _error(self, code: str, message: str) -> Answer:
        return Answer(200, {"exception": "e", "errorcode": code, "message": message})

    def _mod_assign_get_assignments(self, words: dict[str, str]) -> Any:
        config = {"plugin": "comments", "subtype": "assignfeedback", "name": "enabled"}
        own = {"id": 3, "cmid": 30, "grade": 10, "configs": [config | {"value": "1"}]}
        return {"courses": [{"assignments": [{"id": 30, "cmid": 9, "grade": 5}, own]}]}

    def _mod_assign_list_participants(self, words: dict[str, str]) -> Any:
        assert (words["assignid"], words["groupid"], words["filter"]) == ("3", "0", "")
        return [{"id": user, "fullname": f"Kim {user}"} for user in self.people]

    def _mod_assign_get_user_mappings(self, words: dict[str, str]) -> Any:
        assert words["assignmentids[0]"] == "3"
        mappings = [{"id": number, "userid": user} for user, number in self.people.items()]
        return {"assignments": [{"assignmentid": 3, "mappings": mappings}], "warnings": []}

    def _mod_assign_get_grades(self, words: dict[str, str]) -> Any:
        grades = [
            {"userid": user, "attemptnumber": 0, "grade": grade}
            for user, grade in self.grades.items()
        ]
        return {"assignments": [{"assignmentid": 3, "grades": grades}] if grades else []}

    def _mod_assign_get_submission_status(self, words: dict[str, str]) -> Any:
        text = self.comments.get(int(words["userid"]))
        if text is None:
            return {"warnings": []}
        plugin = {"type": "comments", "editorfields": [{"name": "comments", "text": text}]}
        return {"feedback": {"plugins": [{"type": "file"}, plugin]}}

    def _mod_assign_save_grade(self, words: dict[str, str]) -> Any:
        user = int(words["userid"])
        if user not in self.people:
            return self._error("notexist", "no such user").body
        fixed = ("attemptnumber", "addattempt", "workflowstate", "applytoall")
        assert [words[name] for name in fixed] == ["-1", "0", "", "0"]
        assert words["plugindata[assignfeedbackcomments_editor][format]"] == "1"
        self.writes.append((user, words["grade"]))
        self.grades[user] = f"{float(words['grade']):.5f}"
        self.comments[user] = words["plugindata[assignfeedbackcomments_editor][text]"]
        return None
