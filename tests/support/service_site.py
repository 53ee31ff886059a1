"""A service of the tests' own: a small assignment, launches by hand, a server and graders."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import requests
import uvicorn
from harness import small_assignment
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from autograder.lti.launch import Launch
from autograder.lti.tool import LtiTool
from autograder.records.database import writing
from autograder.service import queue, visits
from autograder.service.app import opened
from autograder.service.grader import Grader
from autograder.service.intake import Upload, own_work, take_in
from autograder.service.queue import Job
from autograder.service.schema import RulesRow
from autograder.service.site import Settings, Site, opened_site
from autograder.service.tool import tool_of, whole_service
from autograder.service.visits import Visit, digest

CHECKS = '''
@check("f", points=6)
def test_public(student):
    """f returns 1

    f는 1을 돌려줍니다"""
    assert student.f() == 1
'''
HIDDEN = '''
from autograder.checks import check

@check("f", points=4)
def test_hidden(student):
    """f returns 1 again

    f는 다시 불러도 1을 돌려줍니다"""
    assert [student.f(), student.f()] == [1, 1]
'''
RIGHT = "def f():\n    return 1\n"
WRONG = "def f():\n    return 2\n"
HALF = "n = []\ndef f():\n    n.append(1)\n    return 1 if len(n) < 2 else 2\n"

KIM = Launch(
    platform=1,
    deployment="1",
    context="course-1",
    context_title="신경망 입문",
    resource_link="link-1",
    resource_title="Homework 4",
    user="sub-kim",
    name="김민준",
    email="kim@example.edu",
    number="20260001",
    role="learner",
    locale="ko-KR",
    assignment="mini",
    line_item="",
    line_items="",
    members="",
    scopes=(),
    return_url="",
    frame_ancestors="http://127.0.0.1:8123",
)
LEE = replace(KIM, user="sub-lee", name="Lee Seoyeon", number="20260002", locale="en", email="")
TEACHER = replace(
    KIM, user="sub-teacher", name="Park", number="", role="instructor", locale="en", email=""
)


def notebook(code: str) -> bytes:
    """A notebook of one code cell."""
    cell = {"cell_type": "code", "metadata": {}, "source": code, "outputs": []}
    return json.dumps(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def small_root(place: Path) -> Path:
    """A folder with one assignment, `mini`, of which 6 points are public and 4 hidden."""
    root = small_assignment(place, CHECKS)
    hidden = root / "assignments" / "mini" / "checks" / "hidden"
    hidden.mkdir()
    (hidden / "test_g.py").write_text(HIDDEN, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Served:
    """A service that runs beside a test."""

    address: str
    site: Site
    tool: LtiTool
    session: requests.Session

    def launch(self, launch: Launch) -> str:
        """Return where a browser is to go to be launched so."""
        name = f"{len(LAUNCHES)}"
        LAUNCHES[name] = launch
        return f"{self.address}/test-launch/{name}"

    def enter(self, launch: Launch) -> str:
        """Be launched, without a browser; return the address of the first page."""
        return self.session.get(self.launch(launch)).url

    def get(self, home: str, path: str) -> requests.Response:
        """Ask for a page of a visit."""
        return self.session.get(home + path, allow_redirects=False)

    def post(self, home: str, path: str, words: dict[str, str]) -> requests.Response:
        """Send a form of a visit."""
        return self.session.post(home + path, data=words, allow_redirects=False)

    def hand_in(self, launch: Launch, code: str, name: str = "hw.ipynb") -> requests.Response:
        """Hand in without a browser."""
        home = self.enter(launch)
        file = (name, notebook(code))
        return self.session.post(
            f"{home}hand-in",
            data={"csrf": csrf_of(home)},
            files={"file": file},
            headers={"Accept": "application/json"},
        )


def launched(site: Site, launch: Launch) -> Visit:
    """Return the visit of a launch, without a server."""
    token, cookie, number = visits.begin(site, launch)
    found = visits.found(site, token, {visits.cookie_name(number): cookie})
    assert found is not None
    return found


def judged(site: Site, visit: Visit, score: float | None, code: str = RIGHT) -> int:
    """Hand in, and have it judged to be worth so much; return the work."""
    taken = take_in(site, visit, Upload("hw.ipynb", notebook(code)))
    job = queue.take(site.engine, site.assignments)
    assert job is not None and job.submission == taken.id
    enter(site, job, score)
    return own_work(site, visit).id


def enter(site: Site, job: Job, score: float | None) -> None:
    """Enter a result that nobody judged, worth so much; None: it could not be."""
    question = {"name": "f", "score": score, "max_score": 10, "checks": []}
    result = {
        "bundle": "b",
        "status": "graded" if score is not None else "internal_error",
        "language": "en",
        "notes": [],
        "execution": [],
        "sha256": job.sha256,
        "submission": job.name,
        "score": score,
        "max_score": 10,
        "questions": [question],
    }
    records = site.records(job.class_id)
    run = records.begin_run("service", "tests")
    records.add_result(job.submission, result, run, lambda session, _: queue.finish(session, job))


def rule(site: Site, launch: Launch, text: str) -> None:
    """Give the class of a launch these rules."""
    class_id = launched(site, launch).class_id
    with writing(site.engine) as session:
        session.add(RulesRow(class_id=class_id, text=text, who="tests"))


def csrf_of(home: str) -> str:
    """Return what the forms of a visit carry."""
    return digest(f"csrf:{home.rstrip('/').rpartition('/')[2]}")


def graded(served: Served, launch: Launch, code: str) -> None:
    """Hand in and wait until it is graded."""
    assert served.hand_in(launch, code).status_code == 200
    wait(served.site)


def wait(site: Site) -> None:
    """Wait until everything is graded."""
    while queue.left(site.engine):
        time.sleep(0.05)


LAUNCHES: dict[str, Launch] = {}


@contextmanager
def opened_small(place: Path, database: str = "", data: str = "data") -> Iterator[Site]:
    """Open a service's folder with the small assignment."""
    settings = Settings("http://127.0.0.1", (), database)
    root = small_root(place / "root") if not (place / "root").exists() else place / "root"
    with ExitStack() as stack:
        yield opened_site(place / data, root, settings, stack)


@contextmanager
def served(site: Site) -> Iterator[Served]:
    """Serve a site on a port of its own; launches also come in by a route that only tests have."""

    def by_hand(request: Request) -> Response:
        return opened(site, LAUNCHES[request.path_params["name"]])

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        site.settings = replace(site.settings, address=address, inside=("127.0.0.1",))
        tool = tool_of(site)
        app = whole_service(site, tool)
        app.router.routes.insert(0, Route("/test-launch/{name}", by_hand))
        words = {"log_level": "warning", "access_log": False, "timeout_graceful_shutdown": 1}
        server = uvicorn.Server(uvicorn.Config(app, **words))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(address, site, tool, requests.Session())
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def grading(site: Site, count: int = 1) -> Iterator[Grader]:
    """Have what waits graded meanwhile."""
    grader = Grader(site, count)
    grader.start()
    try:
        yield grader
    finally:
        grader.stop()
