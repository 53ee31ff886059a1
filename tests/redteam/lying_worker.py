"""A worker that lies: what an honest one says to each request, recorded once, changed as bytes say.

The judge behind it is the real one; only the place where a worker is started is taken over. Runs in
a process of its own (`fuzz_channel.py`), since a judge configures pytest and Hypothesis for itself.
"""

from __future__ import annotations

import queue
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import jsonschema
import msgpack

from autograder.assignment.assignment import Assignment, opened
from autograder.judge.judgement import Task
from autograder.judge.plugin import judge_all
from autograder.judge.rubric import Check
from autograder.protocol.channel import Channel, packed
from autograder.results.grades import grades_csv
from autograder.results.result import graded, schema
from autograder.sandbox.conversation import WorkerRunner
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose
from autograder.submissions.reading import Source

RANGE = Path(__file__).parent / "range"
ROOTS = {"range": RANGE, "nets": RANGE / "nets"}
"""Where the assignments are: one of functions, one of objects."""
_HEADER = struct.Struct(">II")
_HONEST, _ORDERLY = 8, 200
"""One message in so many is a lie, and one in so many does not even come in order."""
WORDS = ["ok", "missing", "error", "done", "replies", "eval", "gradient", "stand_in", "ready"]
WORDS += [*"aludfomxwscgz", "name", "dict", "b", "W", "predict", "NotImplementedError"]
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
    *(["stand_in", 0, told] for told in (None, 1, "ab", ["l", []], ["l", [1, "a", ["x", "y"]]])),
    *(["stand_in", lie, ["l", []]] for lie in (1, -1, None, [], True, 2**63)),
    ["stand_in", 0, ["l", [["a", "<f8", [2, 3], b"\0" * 48], ["a", "<f8", [2, 2], b"\0" * 32]]]],
    ["stand_in", 0, ["l", [["a", "|b1", [2, 3], b"\0" * 6], ["a", "|b1", [2, 2], b"\0" * 4]]]],
    ["stand_in", 0, ["l", [["a", "|i1", [2**17], b"\0" * 2**17], 1]]],
    *(["stand_in", 0], ["stand_in", 0, ["l", [["s", 1]]]], ["stand_in", 0, ["l", [["o", 1]]]]),
    *(["a", "<f8", [50], b"\0" * 400], ["a", "<f8", [50, 0], b""], ["a", "<f8", [0, 50], b""]),
    *(["l", [0.0] * 50], ["l", [["o", 1, "N", []]] * 50], ["u", [["c", "f"]] * 50], ["l", []]),
    *(["l", [["a", "<f8", [0], b""]] * 41], ["l", [float("nan")] * 41], ["l", ["a"] * 42]),
    *(
        ["s", 1],
        ["s", 2, ["l", [["s", 2]]]],
        ["s", 2**63],
        ["s", 1, ["g", "PCG64", "1", "1", 0, 0]],
    ),
    *(
        ["z", 1.0, 2.0],
        ["z", "a", None],
        ["c", "method"],
        ["c", []],
        ["g", "MT19937", b"", 0, 0, 0],
    ),
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
        """Return a number from 0 to ``bound - 1``: the last one where there are no more bytes."""
        chunk = self._data[self._place : self._place + 2]
        self._place += 2
        number = int.from_bytes(chunk, "little") if chunk else -1
        return number % bound if bound > 0 else 0

    def rest(self) -> bytes:
        """Return what has not been used."""
        return self._data[self._place :]

    def tree(self, depth: int = 0) -> Any:
        """Return something that may be sent."""
        kind = self.below(8)
        if kind == 0 and depth < 5:
            return [self.tree(depth + 1) for _ in range(self.below(5))]
        if kind == 1:
            return nested(self.below(1_500))
        if kind == 2:
            return WORDS[self.below(len(WORDS))]
        return LEAVES[self.below(len(LEAVES))]


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


def told(honest: Sequence[Any], dice: Dice) -> list[Any]:
    """Return what a worker says in the place of honest messages; mostly those."""
    messages = list(honest)
    if dice.below(_HONEST) or not messages:
        return messages
    place = dice.below(len(messages))
    match dice.below(7):
        case 0:
            return messages[:place]
        case 1:
            return [*messages[:place], *messages[place:] * 2]
        case 2:
            return [*messages[:place], dice.tree(), *messages[place:]]
        case 3:
            messages[place] = dice.rest()[:200]
        case _:
            messages[place] = changed(messages[place], dice)
    return messages


def _packed(message: Any) -> bytes:
    try:
        body: bytes = msgpack.packb(message)
    except ValueError:  # too deep for msgpack's own writer
        return b"\x91" * 1_200 + b"\x90"
    return body


class Recording:
    """What a worker has said after each thing that it was told, in one exchange after the other."""

    def __init__(self) -> None:
        self.said: dict[tuple[bytes, int], list[Any]] = {}
        self._place = (b"", 0)

    def heard(self, body: bytes) -> tuple[bytes, int]:
        """Take note of what the judge says: a request, or the next answer within an exchange."""
        is_request = body[1:4] == b"\xa2do"
        self._place = (body, 0) if is_request else (self._place[0], self._place[1] + 1)
        return self._place

    def keep(self, message: list[Any]) -> None:
        """Keep what the worker has said."""
        self.said[self._place].append(message)


class _Connection:
    """A socket at whose other end somebody lies about what an honest worker would say."""

    def __init__(self, recording: Recording, dice: Dice) -> None:
        self._recording = recording
        self._dice = dice
        self._told = b""
        self._stream = b""
        self._number = 0
        self._say([["ready"]])  # which a sandbox waits for: no code of a submission runs before

    def settimeout(self, _seconds: float | None) -> None:
        """Nothing here takes time."""

    def send(self, data: bytes) -> int:
        """Take all, and answer each message that is whole."""
        self._told += bytes(data)
        while len(self._told) >= _HEADER.size:
            size, _ = _HEADER.unpack_from(self._told)
            if len(self._told) < _HEADER.size + size:
                break
            body, self._told = self._told[_HEADER.size :][:size], self._told[_HEADER.size + size :]
            place = self._recording.heard(body)
            self._say(told(self._recording.said.get(place, [["done", ["ok"]]]), self._dice))
        return len(data)

    def _say(self, messages: list[Any]) -> None:
        for message in messages:
            body = message if isinstance(message, bytes) else _packed(message)
            odd = self._dice.below(_ORDERLY) if self._number else 0
            frame = _HEADER.pack(len(body), self._number + (odd == 1)) + body
            self._stream += frame[:-1] if odd == 2 else frame
            self._number += 1

    def recv(self, size: int) -> bytes:
        """Return what comes next; nothing at the end, as from a closed socket."""
        part, self._stream = self._stream[:size], self._stream[size:]
        return part

    def close(self) -> None:
        """Nothing is open."""


class _Worker:
    def __init__(self, recording: Recording, dice: Dice) -> None:
        self.channel = Channel(_Connection(recording, dice))  # type: ignore[arg-type]
        self.channel.receive()
        self.process = None

    def exit_status(self) -> int:
        return 0

    def stop(self) -> None:
        """Nothing runs."""


@contextmanager
def _diverging() -> Iterator[None]:
    """Have nothing sent ahead: every example is asked live."""
    send_ahead = WorkerRunner.send_ahead
    WorkerRunner.send_ahead = lambda runner, _requests: runner.diverged()  # type: ignore[method-assign]
    try:
        yield
    finally:
        WorkerRunner.send_ahead = send_ahead  # type: ignore[method-assign]


class Liar:
    """Judges what a lying worker says to the checks of an assignment, again and again."""

    def __init__(self, name: str) -> None:
        self._tasks: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._recording = Recording()
        self._dice: Dice | None = None
        self._context = opened(name, ROOTS[name])
        self.assignment: Assignment = self._context.__enter__()
        self._source = Source([self.assignment.reference.read_text(encoding="utf-8")], "")
        threading.Thread(target=self._run, daemon=True).start()
        self._checks: list[Check] = self._done.get()
        self._schema = jsonschema.Draft202012Validator(schema())
        for is_live in (False, True):
            with _diverging() if is_live else nullcontext():
                result = self._judged()
            assert result["score"] == result["max_score"], result
        honest = self.judge(b"")
        assert honest["score"] == honest["max_score"], honest

    def _run(self) -> None:
        liar = self

        class Taken(Sandbox):
            def start(self, *arguments: Any) -> Any:
                if liar._dice is None:
                    return liar._recorded(super().start(*arguments))
                return _Worker(liar._recording, liar._dice)

        sandbox = Taken(choose("auto"), self.assignment.support, self.assignment.limits)
        try:
            judge_all(self.assignment, sandbox, self._done.put, self._sources())
        except BaseException as error:
            self._done.put(error)
            raise
        self._done.put(RuntimeError("the judge ended"))

    def _recorded(self, worker: Any) -> Any:
        recording, channel = self._recording, worker.channel
        send, receive = channel.send, channel.receive

        def sending(message: list[Any], left: Any = None) -> None:
            recording.said[recording.heard(packed(message))] = []
            send(message, left)

        def receiving(left: Any = None) -> list[Any]:
            message: list[Any] = receive(left)
            recording.keep(message)
            return message

        channel.send, channel.receive = sending, receiving
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
        self._dice = Dice(data)
        result = self._judged()
        self._schema.validate(result)
        outcomes = {c["outcome"]: c["message"] for q in result["questions"] for c in q["checks"]}
        assert "internal_error" not in outcomes, outcomes
        assert result["status"] == "graded"
        assert len(grades_csv(self.assignment, [result], {})) < 20_000
        assert len(repr(result)) < 200_000
        return result
