"""Students hand in to a service whose processes are killed at random; then how fast a queue drains.

    python tests/benchmarks/service.py [--students 1000] [--seconds 600] [--kills 10]
                                       [--database URL] [--drain 200]

Prints one JSON object: p99 of requests, lost, graded twice, submissions a second against
`gradkit grade` on the same files. Must not be run beside anything else.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from lti_door import free_port
from sqlalchemy import func, select

from autograder.lti.launch import Launch
from autograder.records.database import reading
from autograder.records.schema import ResultRow, SubmissionRow
from autograder.service import queue, visits
from autograder.service.intake import Upload, take_in
from autograder.service.schema import JobRow
from autograder.service.site import Settings, Site, opened_site
from autograder.service.visits import digest

ROOT = Path(__file__).resolve().parents[2]
NAME = "neural_network_learning"
_SOURCES = sorted((ROOT / "solutions" / NAME / "corpus").rglob("*.py"))
_SOURCES += sorted((ROOT / "solutions" / NAME / "right").glob("*.py"))
_FAR = 60


def work_of(number: int) -> bytes:
    """Return what a student hands in: nobody hands in the same."""
    source = _SOURCES[number % len(_SOURCES)].read_text(encoding="utf-8")
    return f"{source}\n# handed in by {number}\n".encode()


def launch_of(number: int) -> Launch:
    """Return a student's launch."""
    return Launch(
        platform=1,
        deployment="1",
        context="load",
        context_title="Load",
        resource_link="load",
        resource_title="Load",
        user=f"student-{number}",
        name=f"Student {number}",
        email="",
        number=f"{20260000 + number}",
        role="learner",
        locale="ko" if number % 2 else "en",
        assignment=NAME,
        line_item="",
        line_items="",
        members="",
        scopes=(),
        return_url="",
        frame_ancestors="",
    )


@dataclass
class Seen:
    """What the students saw."""

    seconds: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    """From handing in to the page."""
    broken: int = 0
    """Connections that a kill ended, and that were tried again."""


async def student(
    session: aiohttp.ClientSession, seen: Seen, address: str, visit: tuple[str, str], number: int
) -> None:
    """Open the homework, hand in, follow, read the page."""
    token, cookie = visit
    base = f"{address}/s/{token}"
    headers = {"Cookie": cookie, "Accept": "application/json"}
    await _asked(session, seen, "GET", f"{base}/", headers)

    def form() -> aiohttp.FormData:
        data = aiohttp.FormData()
        data.add_field("csrf", digest(f"csrf:{token}"))
        data.add_field("file", work_of(number), filename="hw.py")
        return data

    start = time.monotonic()
    answer = json.loads(await _asked(session, seen, "POST", f"{base}/hand-in", headers, form))
    await _followed(session, seen, f"{address}{answer['to']}/events", headers)
    page = await _asked(session, seen, "GET", f"{address}{answer['to']}", headers)
    assert b"masthead" in page
    seen.waited.append(time.monotonic() - start)


async def _asked(
    session: aiohttp.ClientSession,
    seen: Seen,
    method: str,
    url: str,
    headers: dict[str, str],
    form: Any = None,
) -> bytes:
    for _ in range(_FAR):
        start = time.monotonic()
        try:
            data = form() if form else None
            async with session.request(method, url, headers=headers, data=data) as response:
                content = await response.read()
                assert response.status == 200, (response.status, content[:200])
                times = seen.uploads if form else seen.seconds
                times.append(time.monotonic() - start)
                return content
        except aiohttp.ClientError:
            seen.broken += 1
            await asyncio.sleep(0.2)
    raise AssertionError(f"{url}: no answer")


async def _followed(
    session: aiohttp.ClientSession, seen: Seen, url: str, headers: dict[str, str]
) -> None:
    """Follow as a browser does: connect again when the connection ends."""
    for _ in range(10 * _FAR):
        try:
            async with session.get(url, headers=headers) as response:
                async for line in response.content:
                    if b'"done"' in line:
                        return
        except (aiohttp.ClientError, TimeoutError):
            seen.broken += 1
        await asyncio.sleep(1)
    raise AssertionError(f"{url}: never graded")


async def load(address: str, entered: list[tuple[str, str]], seconds: float, seen: Seen) -> None:
    """Have all students come within so many seconds."""
    draw = random.Random(1)
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    timeout = aiohttp.ClientTimeout(total=900)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:

        async def come(number: int) -> None:
            await asyncio.sleep(draw.uniform(0, seconds))
            await student(session, seen, address, entered[number], number)

        await asyncio.gather(*(come(number) for number in range(len(entered))))


@contextmanager
def serving(site: Site, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """Run `gradkit serve` on a site's folder."""
    code = "from autograder.cli.main import main; main()"
    command = [sys.executable, "-c", code, "--root", ROOT, "serve", site.folder, *words]
    given = ["--address", site.settings.address]
    given += ["--database", site.settings.database] if site.settings.database else []
    process = subprocess.Popen(list(map(str, [*command, *given])), cwd=ROOT)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def children(process: int) -> list[tuple[int, str]]:
    """Return the service's processes below the one that looks after them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(re.sub(r"^.*\) ", "", path.read_text()).split()[1])
            words = (path.parent / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            continue
        if parent == process and len(words) > 4:
            found.append((int(path.parent.name), words[3].decode()))
    return sorted(found)


async def kill_at_random(process: int, count: int, seconds: float, killed: Counter[str]) -> None:
    """Kill a process of the service now and then, one that answers or one that grades."""
    draw = random.Random(2)
    for _ in range(count):
        await asyncio.sleep(seconds / (count + 1))
        chosen = draw.choice(["web", "grader"])
        there = [number for number, kind in children(process) if kind == chosen]
        if there:
            os.kill(there[0], signal.SIGKILL)
            killed[chosen] += 1


def enter_all(site: Site, count: int) -> list[tuple[str, str]]:
    """Launch so many students; return the token and the cookie of each."""
    found = []
    for number in range(count):
        token, cookie, visit = visits.begin(site, launch_of(number))
        found.append((token, f"{visits.cookie_name(visit)}={cookie}"))
    return found


def under_load(site: Site, students: int, seconds: float, kills: int) -> dict[str, Any]:
    """Have students hand in while processes are killed; return what came of it."""
    entered = enter_all(site, students)
    seen, killed = Seen(), Counter[str]()
    port = int(site.settings.address.rpartition(":")[2])
    with serving(site, "--port", port) as process:
        time.sleep(20)  # until the checks are warm

        async def both() -> None:
            killing = kill_at_random(process.pid, kills, seconds, killed)
            await asyncio.gather(load(site.settings.address, entered, seconds, seen), killing)

        start = time.monotonic()
        asyncio.run(both())
        wall = time.monotonic() - start
    with reading(site.engine) as session:
        attempts = session.scalars(select(SubmissionRow.id)).all()
        results = Counter(session.scalars(select(ResultRow.submission_id)))
        taken = session.scalars(select(func.sum(JobRow.tries))).one()
    return {
        "students": students,
        "seconds": round(wall),
        "killed": dict(killed),
        "broken": seen.broken,
        "requests": len(seen.seconds),
        "p50": _part(seen.seconds, 0.5),
        "p99": _part(seen.seconds, 0.99),
        "longest": _part(seen.seconds, 1),
        "upload_p99": _part(seen.uploads, 0.99),
        "waited_p50": _part(seen.waited, 0.5),
        "waited_longest": _part(seen.waited, 1),
        "lost": students - len(set(results) & set(attempts)),
        "attempts": len(attempts),
        "twice": sum(count > 1 for count in results.values()),
        "taken_again": taken - len(attempts),
    }


def _part(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3) if ordered else 0.0


def drained(site: Site, count: int, place: Path) -> dict[str, Any]:
    """Compare a queue's speed with `gradkit grade` on the same files; both start warm caches."""
    files = place / "files"
    files.mkdir()
    for number in range(count):
        (files / f"{number}.py").write_bytes(work_of(number))
    for number in range(count):
        launch = launch_of(number)
        token, cookie, visit = visits.begin(site, launch)
        found = visits.found(site, token, {visits.cookie_name(visit): cookie})
        assert found is not None
        take_in(site, found, Upload("hw.py", work_of(number)))
    start = time.monotonic()
    with serving(site, "--grading-only"):
        while queue.left(site.engine):
            time.sleep(0.05)
        service = time.monotonic() - start
    code = "from autograder.cli.main import main; main()"
    command = [sys.executable, "-c", code, "grade", files, "-o", place / "out", "-a", NAME]
    start = time.monotonic()
    subprocess.run(list(map(str, [*command, "--quiet"])), cwd=ROOT, check=False)
    grade = time.monotonic() - start
    return {
        "drain": count,
        "service_a_second": round(count / service, 2),
        "grade_a_second": round(count / grade, 2),
        "ratio": round(grade / service, 3),
    }


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--drain", type=int, default=200)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    told: dict[str, Any] = {}
    for part in ("load", "drain"):
        with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
            place = Path(name)
            settings = Settings(f"http://127.0.0.1:{free_port()}", (NAME,), given.database)
            (place / "data").mkdir(mode=0o700)
            (place / "data" / "service.toml").write_text(f'assignments = ["{NAME}"]\n')
            site = opened_site(place / "data", ROOT, settings, stack)
            if part == "load" and given.students:
                told |= under_load(site, given.students, given.seconds, given.kills)
            elif part == "drain" and given.drain and not given.database:
                told |= drained(site, given.drain, place)
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
