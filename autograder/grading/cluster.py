"""Grading on a Dask cluster: nodes hold the judges, the client the submissions and the results.

Scheduler, nodes and client unpickle what the others send, so they have to be one another's alone,
on a private network. Of a submission its bytes go over, and of a result its JSON; the bundle goes
to each node once. Must never write a result anywhere but where the client is.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import platform
import queue
import shutil
import tempfile
import threading
import uuid
import zipfile
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import distributed

from autograder.assignment.assignment import (
    REFERENCE,
    Assignment,
    bundle_files,
    load,
    solution_files,
)
from autograder.assignment.limits import Limits
from autograder.base.errors import GradkitError
from autograder.base.zips import packed
from autograder.grading.batch import Options, order
from autograder.grading.order import Order
from autograder.grading.pool import Judge, Pool
from autograder.judge.replay import store
from autograder.judge.rubric import Check
from autograder.results.result import Result, faulty
from autograder.results.store import as_json
from autograder.sandbox.levels import choose
from autograder.submissions.reading import Submission

_CONNECT_SECONDS = 30
_AT_A_TIME = 2  # submissions for each thread: one is judged, the next is on its way


class _Sent(NamedTuple):
    """What is on a node, or on its way there."""

    future: Any
    submission: Submission
    order: Order
    place: str


class Cluster:
    """The connection to a scheduler, on whose nodes a class is graded."""

    def __init__(self, address: str, assignment: Assignment, options: Options) -> None:
        """Connect; raise GradkitError where nobody answers or there are no nodes."""
        try:
            self._client = distributed.Client(address, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise GradkitError(f"--cluster {address}: no Dask scheduler answers there") from error
        self._address = address
        if not self._client.nthreads():
            self.close()
            raise GradkitError(f"--cluster {address}: the scheduler has no workers yet")
        self._bundle = _packed(assignment)
        limits = assignment.limits.changed(options.limits)
        self._assignment, self._options = replace(assignment, limits=limits), options

    @functools.cached_property
    def level(self) -> str:
        """The isolation level that all nodes have, ``auto`` being the strongest of each.

        Raises GradkitError where a node cannot have it, or nodes differ in it or in what results
        depend on.
        """
        wanted = self._options.isolation
        found: dict[str, str | GradkitError] = self._client.run(_level, wanted, _versions())
        for node, level in found.items():
            if isinstance(level, GradkitError):
                raise GradkitError(f"{node}: {level}")
        levels = sorted({str(level) for level in found.values()})
        if len(levels) > 1:
            raise GradkitError(
                f"the nodes differ ({', '.join(levels)}): say with --isolation which to use"
            )
        return levels[0]

    def grade(self, submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Result]]:
        """Grade submissions on the nodes; yield each result as soon as it is here.

        What a node had when it was lost goes to another one.
        """
        replays, limits = self._options.replay, self._assignment.limits
        node = Node(self._bundle, self.level, limits, replays=replays)
        self._client.register_plugin(node, name=node.name)
        try:
            checks: list[Check] = self._answer(self._client.submit(_checks, node.name, pure=False))
            yield from self._graded(node.name, checks, submissions)
        finally:
            self._client.unregister_worker_plugin(node.name)

    def _graded(
        self, node: str, checks: list[Check], submissions: Sequence[Submission]
    ) -> Iterator[tuple[Submission, Result]]:
        left = deque(submissions)
        sent: dict[Any, _Sent] = {}
        arriving = distributed.as_completed()
        try:
            while True:
                while left and (place := self._place(len(left), sent.values())) is not None:
                    one = self._send(node, left.popleft(), place)
                    sent[one.future] = one
                    arriving.add(one.future)
                if not sent:
                    return
                done = sent.pop(next(arriving))
                yield done.submission, self._result(done.future, checks, done.order)
        finally:
            self._client.cancel(list(sent))

    def _send(self, node: str, submission: Submission, place: str) -> _Sent:
        """Send a submission to a place, which another one may take over if that is lost."""
        given = order(submission, self.level, self._options)
        key = f"{submission.key}-{uuid.uuid4().hex}"
        where = {"workers": [place], "allow_other_workers": True} if place else {}
        future = self._client.submit(_grade, node, given, key=key, pure=False, **where)
        return _Sent(future, submission, given, place)

    def _place(self, left: int, sent: Collection[_Sent]) -> str | None:
        """Return the address of who is to have the next one; None where nobody has room.

        Of the last ones each thread has one: what waits behind another would not go to a node
        that has nothing to do. Without any node it is the first that comes, an empty address.
        """
        threads: dict[str, int] = self._client.nthreads()
        each = 1 if left <= _AT_A_TIME * sum(threads.values()) else _AT_A_TIME
        had = Counter(one.place for one in sent)
        room = {place: each * count - had[place] for place, count in threads.items()}
        if not room:
            return None if sent else ""
        best = max(room, key=lambda place: room[place])
        return best if room[best] > 0 else None

    def _result(self, future: Any, checks: list[Check], given: Order) -> Result:
        try:
            result: Result = json.loads(self._answer(future))
            if not given.is_answered_by(result):
                raise GradkitError(f"--cluster {self._address}: a result of another submission")
        except distributed.KilledWorker:
            what = "every node that had it was lost"
            return faulty(given.head, self._assignment, checks, what)
        finally:
            future.release()
        return result

    def _answer(self, future: Any) -> Any:
        try:
            return future.result()
        except (GradkitError, distributed.KilledWorker):
            raise
        except Exception as error:
            raise GradkitError(
                f"--cluster {self._address}: {type(error).__name__}: {error}"
            ) from error

    def close(self) -> None:
        """Hang up; the cluster stays."""
        self._client.close()


class Node(distributed.WorkerPlugin):  # type: ignore[misc]
    """What a Dask worker holds for a run: the bundle, a pool, and a judge for each thread."""

    def __init__(self, bundle: bytes, level: str, limits: Limits, *, replays: bool) -> None:
        digest = hashlib.sha256(bundle + repr((level, limits, replays)).encode()).hexdigest()
        self.name = f"gradkit-{digest[:16]}-{uuid.uuid4().hex[:8]}"
        self._bundle = bundle
        self._level = level
        self._limits = limits
        self._replays = replays
        self._versions = _versions()

    def setup(self, worker: Any) -> None:
        """Unpack the bundle; nothing is started before there is something to judge."""
        self._lock = threading.Lock()
        self._idle: queue.SimpleQueue[Judge] = queue.SimpleQueue()
        self._pool: Pool | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="gradkit-node-"))
        with zipfile.ZipFile(io.BytesIO(self._bundle)) as archive:
            archive.extractall(self._folder)

    def teardown(self, worker: Any) -> None:
        """End the judges and remove the bundle."""
        while not self._idle.empty():
            self._idle.get().close()
        if self._pool is not None:
            self._pool.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def pool(self) -> Pool:
        """Return the node's pool; raise GradkitError where it cannot judge as the client would."""
        with self._lock:
            if self._pool is None:
                level = _level(self._level, self._versions)
                if isinstance(level, GradkitError):
                    raise level
                assignment = load(self._folder, self._folder / REFERENCE)
                limited = replace(assignment, limits=self._limits)
                self._pool = Pool(limited, level, replays=self._replays).made_ready()
            return self._pool

    def grade(self, given: Order) -> bytes:
        """Return the JSON of a result."""
        pool = self.pool()
        try:
            judge = self._idle.get_nowait()
        except queue.Empty:
            judge = pool.judge()
        try:
            return as_json(judge.grade(given))
        finally:
            self._idle.put(judge)


def _packed(assignment: Assignment) -> bytes:
    ours = [*bundle_files(assignment.folder), *solution_files(assignment.reference)]
    files = {name: path.read_bytes() for name, path in ours}
    if (examples := store.kept(assignment)) is not None:
        files[store.FILE] = examples
    return packed(files)


def _versions() -> dict[str, str]:
    """Return what examples, and so results, depend on."""
    packages = ("gradkit", "hypothesis", "numpy", "pytest")
    return {"Python": platform.python_version(), **{p: metadata.version(p) for p in packages}}


# -- run on a node ---------------------------------------------------------------------------------


def _level(wanted: str, versions: dict[str, str]) -> str | GradkitError:
    for name, version in _versions().items():
        if versions[name] != version:
            return GradkitError(f"has {name} {version}, the client {versions[name]}")
    try:
        return choose(wanted)
    except GradkitError as error:
        return error


def _node(name: str) -> Node:
    plugin = distributed.get_worker().plugins[name]
    assert isinstance(plugin, Node)
    return plugin


def _checks(name: str) -> list[Check]:
    return _node(name).pool().checks


def _grade(name: str, given: Order) -> bytes:
    return _node(name).grade(given)
