"""A worker that lies: an honest one's messages, recorded once, then changed as bytes say.

The judge behind it is the real one; only the place where a worker is started is taken over. Runs in
a process of its own (`fuzz_channel.py`), since a judge configures pytest and Hypothesis for itself.
"""

from __future__ import annotations

import queue
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import msgpack

from autograder.assignment.assignment import Assignment, opened
from autograder.judge.judgement import Task
from autograder.judge.plugin import judge_all
from autograder.judge.rubric import Check
from autograder.protocol.channel import Channel
from autograder.results.grades import grades_csv
from autograder.results.result import graded, schema
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose
from autograder.submissions.reading import Source

RANGE = Path(__file__).parent / "range"
WORDS = ["ok", "missing", "error", "done", "replies", "eval", "gradient", "ready"]
WORDS += ["a", "l", "u", "d", "f", "o", "m", "x", "w", "name", "NotImplementedError"]
LEAVES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2**63, 2**64 - 1, -(2**63), 0.0, 1.5, 1e308),
    *(float("nan"), float("inf"), "", "x" * 5_000, "\u202e\x1b[31m=1+1", b"", b"\0" * 8),
    *([], [[]], {}, {"a": 1}, {b"k": b"v"}, ["a", "<f8", [1], b"\0" * 8]),
    *(["a", "<f8", [], b"\0" * 8], ["a", "<f8", [0, 2**22, 2**22], b""], ["a", "|b1", [1], b"\2"]),
    *(
        ["a", "<c16", [1], b"\1" * 16],
        ["a", "<f8", [2**62, 2**62], b""],
        ["a", "O", [1], b"\0" * 8],
    ),
    *(["a", "<f8", [-1], b""], ["a", "<f8", [True], b"\0" * 8], ["a", "<f2", [1], b"\xff\xff"]),
    *(["o", 1, "Net", []], ["o", 2**63, "\0" * 90, [[[]]]], ["o", 1, [[[]]], "abc"], ["o", 1, "N"]),
    *(["m", 1, ["W1"]], ["m", -1, [None, [], 3]], ["x", "thing"], ["x", 3], ["f", 0], ["f", 99]),
    *(["l", [1, ["l", []]]], ["u", []], ["d", [["k", 1]]], ["d", [[1, 1]]], ["d", [[]]], ["w", 0]),
    *(["w", 99], ["eval", 0, 1.0, []], ["eval", 0, ["w", 0], [None]], ["gradient", 0, ["w", 0]]),
    *(["eval", [], [], []], ["ok"], ["ok", None, [None], [0]], ["ok", 6.0, [None, None], [10**9]]),
    *(["ok", 6.0, [], [], lie] for lie in (None, ["1"], [10**9], [True], {1: 1}, [[1]])),
    *(["missing", "name", "slope", ""], ["missing", [], {}, 1], ["error", "E", "E", "t", 1, 1]),
    *(["error", "E", "E", "t", -1, 2**63], ["error", 1, 2, 3, 4, 5]),
    ["error", "E", [], "t", 1.0, True],
    *([[1.5, float("inf"), "x", [[]]]], [[0, 1, 1, ["slope"]]], [[2**40, 2**40, 2**40, "s"]]),
]


def nested(depth: int) -> Any:
    """Return a list in a list in a list."""
    tree: list[Any] = []
    for _ in range(depth):
        tree = [tree]
    return tree


class Dice:
    """Choices that a string of bytes makes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def below(self, bound: int) -> int:
        """Return a number from 0 to ``bound - 1``."""
        chunk = self._data[self._place : self._place + 2]
        self._place += 2
        return int.from_bytes(chunk, "little") % bound if bound > 0 else 0

    def rest(self) -> bytes:
        """Return what has not been used."""
        return self._data[self._place :]

    @property
    def is_used_up(self) -> bool:
        """Whether there are no more bytes."""
        return self._place >= len(self._data)

    def tree(self, depth: int = 0) -> Any:
        """Return something that may be sent."""
        kind = self.below(8)
        if kind < 5 or depth > 4:
            return LEAVES[self.below(len(LEAVES))]
        if kind == 5:
            return nested(self.below(1_500))
        if kind == 6:
            return WORDS[self.below(len(WORDS))]
        return [self.tree(depth + 1) for _ in range(self.below(5))]


def changed(tree: Any, dice: Dice) -> Any:
    """Return a message with a part of it replaced, added or taken away."""
    if isinstance(tree, list) and tree and dice.below(5):
        place = dice.below(len(tree))
        part, rest = tree[place], tree[place + 1 :]
        new = [changed(part, dice)] if dice.below(8) else [part, dice.tree()][: dice.below(3)]
        return [*tree[:place], *new, *rest]
    if isinstance(tree, bytes) and dice.below(2):
        with suppress(ValueError, msgpack.UnpackException):
            return msgpack.packb(changed(msgpack.unpackb(tree), dice))
        return tree[: dice.below(len(tree) + 1)]
    return dice.tree()


def lies(honest: list[Any], data: bytes) -> bytes:
    """Return the stream of frames that the bytes make of honest messages."""
    dice = Dice(data)
    messages: list[Any] = list(honest)
    while not dice.is_used_up and len(messages) > 1:
        place = 1 + dice.below(len(messages) - 1)
        match dice.below(6):
            case 0:
                del messages[place]
            case 1:
                messages.insert(place, messages[dice.below(len(messages))])
            case 2:
                messages.insert(place, dice.tree())
            case 3:
                messages[place] = dice.rest()[:200]
            case _:
                messages[place] = changed(messages[place], dice)
    odd = dice.below(40)
    stream = b""
    for number, message in enumerate(messages):
        body = message if isinstance(message, bytes) else _packed(message)
        frame = struct.pack(">II", len(body), number + (odd == 1 and number > 3)) + body
        stream += frame[:-1] if odd == 2 and number == 5 else frame
    return stream


def _packed(message: Any) -> bytes:
    try:
        body: bytes = msgpack.packb(message)
    except ValueError:  # too deep for msgpack's own writer
        return b"\x91" * 1_200 + b"\x90"
    return body


class _Connection:
    """A socket whose other end has said all it ever will."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._place = 0

    def settimeout(self, _seconds: float | None) -> None:
        """Nothing here takes time."""

    def send(self, data: bytes) -> int:
        """Return how much was taken: all, by nobody."""
        return len(data)

    def recv(self, size: int) -> bytes:
        """Return what comes next; nothing at the end, as from a closed socket."""
        part = self._stream[self._place : self._place + size]
        self._place += size
        return part

    def close(self) -> None:
        """Nothing is open."""


class _Worker:
    def __init__(self, stream: bytes) -> None:
        self.channel = Channel(_Connection(stream))  # type: ignore[arg-type]
        self.channel.receive()  # "ready", which a sandbox waits for
        self.process = None

    def exit_status(self) -> int:
        return 0

    def stop(self) -> None:
        """Nothing runs."""


class Liar:
    """Judges what a lying worker says, again and again."""

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._honest: list[list[Any]] = []
        self._data: bytes | None = None
        self._started = 0
        self._context = opened("range", RANGE)
        self.assignment: Assignment = self._context.__enter__()
        self._source = Source([self.assignment.reference.read_text(encoding="utf-8")], "")
        threading.Thread(target=self._run, daemon=True).start()
        self._checks: list[Check] = self._done.get()
        self._schema = jsonschema.Draft202012Validator(schema())
        result = self._judged()
        assert result["score"] == 7, result
        assert self._honest

    def _run(self) -> None:
        liar = self

        class Taken(Sandbox):
            def start(self, *arguments: Any) -> Any:
                if liar._data is None:
                    return liar._recorded(super().start(*arguments))
                honest = liar._honest[liar._started % len(liar._honest)]
                liar._started += 1
                return _Worker(lies(honest, liar._data))

        sandbox = Taken(choose("auto"), self.assignment.support, self.assignment.limits)
        try:
            judge_all(self.assignment, sandbox, self._done.put, self._sources())
        except BaseException as error:
            self._done.put(error)
            raise
        self._done.put(RuntimeError("the judge ended"))

    def _recorded(self, worker: Any) -> Any:
        messages: list[Any] = [["ready"]]
        self._honest.append(messages)
        receive = worker.channel.receive

        def recording(deadline: float | None = None) -> list[Any]:
            message: list[Any] = receive(deadline)
            messages.append(message)
            return message

        worker.channel.receive = recording
        return worker

    def _sources(self) -> Iterator[Task]:
        while True:
            self._tasks.get()
            yield Task(self._source, self._done.put)

    def _judged(self) -> dict[str, Any]:
        self._tasks.put(None)
        judgement = self._done.get(timeout=60)
        if isinstance(judgement, BaseException):
            raise judgement
        head = {"submission": "a.py", "sha256": "", "isolation": "bwrap", "language": "en"}
        return graded(head, self.assignment, self._checks, judgement)

    def judge(self, data: bytes) -> dict[str, Any]:
        """Return the result for a worker that lies as the bytes say; it holds for any worker."""
        self._data, self._started = data, 0
        result = self._judged()
        self._schema.validate(result)
        outcomes = {c["outcome"]: c["message"] for q in result["questions"] for c in q["checks"]}
        assert "internal_error" not in outcomes, outcomes
        assert result["status"] == "graded"
        assert len(grades_csv(self.assignment, [result], {})) < 20_000
        assert len(repr(result)) < 200_000
        return result
