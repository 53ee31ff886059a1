"""What a student's code asks the judge while a call runs: the values of the judge's functions.

Must never answer by itself but with what the judge has sealed for the very same question.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.protocol.shared import Shared
from autograder.protocol.values import Decoder, Encoder, Known, Table, Tree, type_name

if TYPE_CHECKING:  # it takes what grading needs and a student need not install
    from autograder.protocol.sealed_answers import Opener

Ask = Callable[[list[Any]], list[Any]]
Foreseen = Callable[[list[Any]], Known]
"""Knows the judge's answer to any question, where judge and reference are in one process."""

_MOST_MISSED = 3
"""Whoever asks other questions than were foreseen a few times over will go on to."""
_OFTEN, _AT_FIRST = 4, 64
"""So often each known answer may be asked for, and a few more, before the judge counts each."""


def _a_function(x: Any) -> Any:
    return x


_a_function.__name__ = _a_function.__qualname__ = "f"  # as who calls it otherwise is told


_ROOM = tuple(f"_room_{number}" for number in range(40))


class JudgeFunction:
    """What stands for a function of the judge's in the student's code.

    It has what every function has: a name, a module, a docstring, a signature; what goes wrong with
    it is said as it is of every function. And one that is gone leaves its ``id`` to the next, as
    functions do: nothing else in a worker is of its size.
    """

    __slots__ = (*_ROOM, "__dict__", "__weakref__")

    def __init__(self, questions: Questions, identity: int) -> None:
        self._questions = questions
        self.id = identity
        self.__name__ = self.__qualname__ = "f"
        self.__module__ = "__main__"
        self.__doc__ = "Return the value of f at x."
        self.__defaults__, self.__kwdefaults__ = None, None
        self.__annotations__: dict[str, Any] = {}
        self.__code__ = _a_function.__code__

    @property
    def questions(self) -> Questions:
        """What asks the judge about it."""
        return self._questions

    def __call__(self, *words: Any, **named: Any) -> float:
        """Evaluate in the judge."""
        return self._questions.evaluate(self.id, _a_function(*words, **named))

    def __repr__(self) -> str:
        return "<function f>"


JudgeFunction.__name__ = JudgeFunction.__qualname__ = "function"


class Questions:
    """The questions of one call at a time, and the receipts for those that needed no asking.

    ``sealed`` holds the judge's answers to some of them, ``foreseen`` knows them all.
    """

    def __init__(self, ask: Ask, shared: Shared, encoder: Encoder, decoder: Decoder) -> None:
        self.ask = ask
        self.foreseen: Foreseen | None = None
        self.sealed: Table = {}
        self.opener: Opener | None = None
        """Opens what is sealed; None in a self-check, where nothing is."""
        self._shared, self._encoder, self._decoder = shared, encoder, decoder
        self._watched: list[tuple[int, np.ndarray]] = []
        """The arrays among this call's arguments, each with its number."""
        self._receipts: list[tuple[int, dict[bytes, None]]] = []
        """Of each function: how often it was answered without asking, and the receipts."""
        self._missed = 0
        """Questions of this call that were not foreseen."""
        self._beside: Table = {}
        """Sealed answers that came along with others in this call."""
        self._is_called = False
        self._one_question = threading.Lock()

    def during(self, watched: list[tuple[int, np.ndarray]]) -> Questions:
        """Answer while the block runs that this is for, which is a call with these arrays."""
        self._receipts, self._missed, self._beside = [], 0, {}
        self._watched = watched
        self._is_called = True
        return self

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, *_raised: object) -> None:
        """Answer no longer: the call has returned, though a thread of its may go on."""
        with self._one_question:
            self._is_called = False
            self._watched = []

    def receipts(self) -> list[list[Any]]:
        """Return of each function how often it was answered without asking, and the receipts."""
        return [[count, list(shown)] for count, shown in self._receipts]

    def evaluate(self, identity: int, x: Any) -> float:
        """Have the judge evaluate its function at ``x``, with the arrays as they are now."""
        with self._one_question:
            return self._evaluated(identity, x)

    def _evaluated(self, identity: int, x: Any) -> float:
        if not self._is_called:
            raise RuntimeError("f can only be called while your function runs")
        known = self._known(identity, x)
        if known is not None and not self._goes_on(identity):
            answer, receipt = known
            while len(self._receipts) <= identity:
                self._receipts.append((0, {}))
            count, shown = self._receipts[identity]
            shown[receipt] = None
            self._receipts[identity] = (count + 1, shown)
            return self._answer(answer)
        states = self._shared.changes_of(number for number, _ in self._watched)
        watched = (["w", i] for i, (_, array) in enumerate(self._watched) if array is x)
        argument = next(watched, None) or self._plain(x)
        answer = self.ask(["eval", identity, argument, states])
        if len(answer) == 3:
            self._beside.update(answer[2])
        return self._answer(answer)

    def _goes_on(self, identity: int) -> bool:
        """Return whether the same answers of a function are asked for over and over."""
        if identity >= len(self._receipts):
            return False
        count, shown = self._receipts[identity]
        return count >= _OFTEN * len(shown) + _AT_FIRST

    def _known(self, identity: int, x: Any) -> Known | None:
        """Return the answer where it is known without asking."""
        if self.foreseen is not None:
            return self.foreseen(self._question(identity, x))
        sealed = self.sealed if self._missed < _MOST_MISSED else None
        if self.opener is None or not (sealed or self._beside):
            return None
        asked = self._packed(self.opener, identity, x)
        known = self.opener.opened(asked, *([sealed, self._beside] if sealed else [self._beside]))
        # Who has to ask for one step of a formula may find those with another one sealed.
        self._missed += bool(sealed) and known is None
        return known

    def _question(self, identity: int, x: Any) -> list[Any]:
        arrays = [self._encoder.encode(array) for _, array in self._watched]
        pairs = zip(arrays, self._watched, strict=True)
        same = (tree for tree, (_, array) in pairs if array is x)
        return ["eval", identity, next(same, None) or self._plain(x), arrays]

    def _packed(self, opener: Opener, identity: int, x: Any) -> bytes:
        if len(self._watched) == 1 and opener.frames.fit(x, array := self._watched[0][1]):
            return opener.frames.packed(identity, x, array)
        return opener.packed(self._question(identity, x))

    def known_gradient(self, function: JudgeFunction, x: Any) -> np.ndarray | None:
        """Ask the judge for the derivative of its own function; None where it knows none."""
        known: Known | None = None
        if self.foreseen is not None:
            known = self.foreseen(self._about_gradient(function, x))
        elif self.opener is not None and self.sealed:
            known = self.opener.opened(self._packed_gradient(self.opener, function, x), self.sealed)
        reply = self.ask(self._about_gradient(function, x)) if known is None else known[0]
        return self._decoder.decode(reply[1]) if reply[0] == "value" else None

    def _about_gradient(self, function: JudgeFunction, x: Any) -> list[Any]:
        return ["gradient", function.id, self._plain(x)]

    def _packed_gradient(self, opener: Opener, function: JudgeFunction, x: Any) -> bytes:
        if opener.frames.fit(x, x):
            return opener.frames.packed_gradient(function.id, x)
        return opener.packed(self._about_gradient(function, x))

    def stand_in(
        self, identity: int, owner: Any, method: str, attributes: list[str]
    ) -> Callable[..., Any]:
        """Return what has the judge answer in the place of a method of ``owner``'s.

        The judge is told what the ``attributes`` hold then, and the arguments. The own method runs
        before, with the very arguments: others may build on what it leaves in the object, as on the
        batch that its layers have seen. What it answers counts no more, nor what it does to
        attributes and arguments.
        """
        own: Any = getattr(owner, method, None)

        def answer(*arguments: Any, **named: Any) -> Any:
            with _kept(owner, attributes, [*arguments, *named.values()]), suppress(Exception):
                own(*arguments, **named)
            state = [getattr(owner, name) for name in attributes]
            told = self._encoder.encode([*state, *arguments, *named.values()])
            with self._one_question:
                reply = self.ask(["stand_in", identity, told])
            if reply[0] == "refused":
                raise ValueError(reply[1])
            return self._decoder.decode(reply[1])

        return answer

    def _plain(self, value: Any) -> Tree:
        if value is None or isinstance(value, (bool, int, float, np.ndarray, np.generic)):
            return self._encoder.encode(value)
        return ["x", type_name(value)]

    @staticmethod
    def _answer(reply: list[Any]) -> float:
        if reply[0] == "refused":
            raise TypeError(reply[1])
        return float(reply[1])


@contextmanager
def _kept(owner: Any, attributes: list[str], arguments: list[Any]) -> Iterator[None]:
    """Put arrays back afterwards, and dicts of arrays; each stays the object that it was."""
    held = [(name, getattr(owner, name)) for name in attributes]
    dicts = [(value, dict(value)) for _, value in held if isinstance(value, dict)]
    values = arguments + [value for _, value in held]
    values += [each for _, was in dicts for each in was.values()]
    arrays = [(each, each.copy()) for each in values if isinstance(each, np.ndarray)]
    try:
        yield
    finally:
        for name, value in held:
            if getattr(owner, name, None) is not value:
                with suppress(AttributeError):  # a property that only gives
                    setattr(owner, name, value)
        for entries, was in dicts:
            entries.clear()
            entries.update(was)
        for array, content in arrays:
            with suppress(AttributeError, ValueError):  # resized, or for reading only
                array.shape = content.shape
                array[...] = content
