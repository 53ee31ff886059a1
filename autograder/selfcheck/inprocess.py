"""A student's side in this very process: what a self-check asks in place of a confined worker.

Keeps time limits with interrupts, on Windows, macOS and Linux alike. Must never be used for work
that is graded: nothing is confined here, since the code is the student's own.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # what `signal` wraps, at 3 us a call
import _thread
import contextlib
import functools
import io
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.checks.transport import Answer
from autograder.protocol.outcomes import Crashed, TimeLimit
from autograder.selfcheck.refusals import Refused
from autograder.worker.questions import JudgeFunction
from autograder.worker.session import Session
from autograder.worker.workspace import Given

_SIGINT = int(signal.SIGINT)
_POLL = 0.05
# A bare ``except`` in a loop swallows most interrupts; one soon falls between two rounds.
_POLL_AGAIN = 0.002


@dataclass(frozen=True)
class Allowance:
    """Seconds: for one statement at top level, one call, and one question in all."""

    statement: float = 4.0
    call: float = 4.0
    question: float = 20.0


def _is_lacking(root: str) -> bool:
    """Return whether a library is installed here, and not where work is graded."""
    return root != "numpy" and root not in sys.modules and _is_installed(root)


@functools.cache
def _is_installed(root: str) -> bool:
    spec = None
    with contextlib.suppress(ImportError, ValueError):
        spec = PathFinder.find_spec(root)
    places = [] if spec is None else [spec.origin or "", *(spec.submodule_search_locations or ())]
    parts = {part for place in places for part in Path(place).parts}
    return bool(parts & {"site-packages", "dist-packages"})


class _Expired(KeyboardInterrupt):
    """Thrown into code that has run too long; an ``except Exception`` does not stop it."""


class _Watch:
    """Interrupts the main thread once a deadline has passed, again and again until disarmed."""

    def __init__(self) -> None:
        self.expired = False
        self._deadline: float | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        threading.Thread(target=self._poll, daemon=True, name="gradkit time limit").start()

    def arm(self, seconds: float) -> None:
        """Start the time."""
        with self._lock:
            self.expired = False
            self._deadline = time.monotonic() + seconds

    def disarm(self) -> None:
        """Stop the time; no interrupt is sent after this."""
        with self._lock:
            self._deadline = None

    def close(self) -> None:
        """End the thread."""
        self._closed.set()

    def _poll(self) -> None:
        while not self._closed.wait(_POLL_AGAIN if self.expired else _POLL):
            with self._lock:
                if self._deadline is not None and time.monotonic() >= self._deadline:
                    self.expired = True
                    _interrupt_main_thread()


def _interrupt_main_thread() -> None:
    # A real signal ends a sleep as well; Windows has none, there loops alone can be ended.
    kill = getattr(signal, "pthread_kill", None)
    if kill is None:
        _thread.interrupt_main()
    else:
        kill(threading.main_thread().ident, signal.SIGINT)


class InProcess:
    """A student's side in this very process: a ``Runner`` and a ``Transport``.

    ``namespace`` is where the statements run: a fresh one, or the notebook's own. Outside the
    main thread there is no time limit, since nothing there can be interrupted.
    """

    receipts: Collection[bytes] = ()

    def __init__(
        self,
        given: Mapping[str, Given],
        limits: Allowance,
        namespace: dict[str, Any] | None = None,
        spent: Callable[[float], float] = lambda _seconds: 0.0,
        own_folders: Sequence[str] = (),
    ) -> None:
        self.is_lost = False
        self._limits = limits
        self._spent = spent
        self._answer: Answer | None = None
        self._fault: BaseException | None = None
        self._inside = False
        self._interrupted = False
        self._modules: dict[str, ModuleType] = {}
        self._watch = _Watch()
        main = ModuleType("__main__")
        self._session = Session(self._ask, given, vars(main) if namespace is None else namespace)
        self._installed: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext
        self._refused: AbstractContextManager[None] = contextlib.nullcontext()
        self._as_main: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext
        if namespace is None:
            self._as_main = functools.partial(_standing_as_main, main)
            libraries = self._session.workspace.libraries
            libraries.own_folders = own_folders
            libraries.refuses = _is_lacking
            self._installed, self._refused = libraries.installed, Refused()

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return the reply of the session; raise TimeLimit, or what answering it has raised."""
        if self.is_lost:
            raise Crashed(Text("the program has ended before", "프로그램이 이미 끝났습니다"))
        self._answer, self._fault = answer, None
        limit = self._limits.statement if statement else self._limits.call
        left = self._limits.question - self._spent(0.0)
        if left <= 0:
            raise TimeLimit(_used_up(self._limits.question))
        start = time.monotonic()
        with _Quiet(), self._installed(), self._refused, self._as_main():
            sys.modules.update(self._modules)
            reply = self._limited(min(limit, left), operation, arguments)
        self._spent(time.monotonic() - start)
        if operation == "load":
            own = arguments[2]
            self._modules = {name: sys.modules[name] for name in own if name in sys.modules}
        if self._interrupted:
            raise KeyboardInterrupt
        if self._watch.expired:
            self.close()
            raise TimeLimit(_too_long(limit) if limit <= left else _used_up(self._limits.question))
        if self._fault is not None:
            raise self._fault
        return reply

    def close(self) -> None:
        """End it."""
        self.is_lost = True
        self._watch.close()

    def _ask(self, question: list[Any]) -> list[Any]:
        """Answer the session; what goes wrong here ends the request, whatever the student does."""
        assert self._answer is not None
        if self._watch.expired:
            raise _Expired
        if self._fault is not None:
            raise self._fault
        try:
            return self._answer(question)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._fault = error
            raise

    def _limited(self, seconds: float, operation: str, arguments: list[Any]) -> list[Any]:
        if threading.current_thread() is not threading.main_thread():
            return self._session.handle(operation, *arguments)
        previous = _signal.signal(_SIGINT, self._on_interrupt)
        self._watch.arm(seconds)
        reply: list[Any] = []
        try:
            try:
                self._inside = True
                reply = self._session.handle(operation, *arguments)
            finally:
                self._inside = False
        except KeyboardInterrupt:
            self._inside = False
        finally:
            self._watch.disarm()
            # Python runs our handler for what is still pending before it puts the other back.
            _signal.signal(_SIGINT, previous or signal.default_int_handler)
        return reply

    def _on_interrupt(self, _number: int, frame: FrameType | None) -> None:
        if self._watch.expired and frame is not None and "hypothesis" in frame.f_code.co_filename:
            return  # its callback of the garbage collector; the next interrupt comes at once
        if not self._watch.expired:
            self._interrupted = True  # a person pressed Ctrl-C
            if self._inside:
                raise KeyboardInterrupt
        elif self._inside:
            raise _Expired


@contextlib.contextmanager
def _standing_as_main(module: ModuleType) -> Iterator[None]:
    """Have ``__main__`` be a module: a dataclass looks up there what its annotations say."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def _too_long(limit: float) -> Text:
    return Text(f"did not finish within {limit:g} s", f"{limit:g}초 안에 끝나지 않았습니다")


def _used_up(seconds: float) -> Text:
    return Text(
        f"the {seconds:g} s for this question are used up",
        f"이 문제에 주어진 {seconds:g}초를 다 썼습니다",
    )


class _Quiet:
    """Lets the student's code print, warn and ask without a person seeing or answering it."""

    def __enter__(self) -> None:
        self._streams = sys.stdin, sys.stdout, sys.stderr
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        warnings.simplefilter("ignore")
        sys.stdout = sys.stderr = io.StringIO()
        sys.stdin = io.StringIO("")

    def __exit__(self, *_: object) -> None:
        sys.stdin, sys.stdout, sys.stderr = self._streams
        self._warnings.__exit__(None, None, None)


def known_or_own(
    name: str, called: Callable[[str], None], stands: Callable[[str], None] | None = None
) -> Given:
    """Return what makes the stand-in for a student's own function ``name`` in later exercises.

    It knows the gradient of the checks' functions, and leaves every other one to the student's,
    which is then told to ``called``: in grading a right one has that place. A class of the
    student's stays where it is, told to ``stands``.
    """

    def stand_in(own: Any) -> Callable[..., Any]:
        if isinstance(own, type):
            (stands or called)(name)
            return own

        def known(*arguments: Any, **keywords: Any) -> Any:
            values = [*arguments, *keywords.values()]
            functions = [v for v in values if isinstance(v, JudgeFunction)]
            arrays = [value for value in values if isinstance(value, np.ndarray)]
            if functions and arrays:
                gradient = functions[0].questions.known_gradient(functions[0], arrays[0])
                if gradient is not None:
                    return gradient
            called(name)
            if own is None:
                raise NameError(f"name {name!r} is not defined")
            return own(*arguments, **keywords)

        known.__name__ = known.__qualname__ = name
        return known

    return stand_in
