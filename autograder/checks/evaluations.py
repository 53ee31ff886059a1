"""The values of a check's functions, told to a student's side that asks for them, and counted.

Must never count what the other side says of itself, nor let one call ask without an end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from autograder.base.language import Language, Text
from autograder.checks.function import Function
from autograder.protocol.outcomes import ProtocolError, Refused, StudentException, TimeLimit
from autograder.protocol.shared import ShapeChanged, Shared
from autograder.protocol.values import Decoder, Encoder, Tree

DEFAULT_EVALUATIONS = 200_000
_MOST_STANDING_IN = 2**16
"""Elements of what a stand-in is told: a product of two arrays is a long way from the memory."""
StandIn = Callable[..., np.ndarray | float]
"""What answers in the place of a method: told the object's attributes, then the arguments."""


class Passed(NamedTuple):
    """What a call is passed that its evaluations hang on, each kind in the arguments' order."""

    arrays: Sequence[np.ndarray] = ()
    functions: Sequence[Function] = ()
    numbers: Sequence[float] = ()


NOTHING = Passed()


class Foresight(Protocol):
    """Knows what else will be asked of a check's function, and answers it at once, sealed."""

    receipts: set[bytes]
    """What only who asks one of the questions since `begin` can show."""

    def begin(self, passed: Passed) -> None:
        """Begin a call that is passed these."""
        ...

    def beside(self, identity: int, point: np.ndarray) -> dict[bytes, bytes]:
        """Return sealed answers to what is asked beside ``point``."""
        ...

    def used(self, receipts: Sequence[bytes]) -> None:
        """Hear which of its answers have been asked for, by their receipts."""
        ...


class Evaluations:
    """Answers what a student's side asks while a call of its runs.

    Gradients of the functions are told only where it ``tells_gradients``. An evaluation that the
    other side made by itself counts where it shows the receipt; ``foresight`` knows some that it
    may make.
    """

    def __init__(
        self,
        shared: Shared,
        language: Language,
        *,
        tells_gradients: bool,
        most: int,
        foresight: Foresight | None,
    ) -> None:
        self._shared = shared
        self._language = language
        self._tells_gradients = tells_gradients
        self._most = most
        self._foresight = foresight
        self._spent = 0
        self.forget()

    def forget(self) -> None:
        """Begin an example: no functions, and no place at which one was evaluated."""
        self._places: set[tuple[int, bytes]] = set()
        self._stand_ins: list[StandIn] = []
        self.begin(NOTHING)

    def stand_in(self, function: StandIn) -> int:
        """Let a function answer in the place of a method in this example; return its number."""
        self._stand_ins.append(function)
        return len(self._stand_ins) - 1

    def begin(self, passed: Passed) -> None:
        """Begin a call that is passed these."""
        self.functions, self._arrays = passed.functions, passed.arrays
        self.refusal: Text | None = None
        """What an argument of this call was refused with."""
        if self._foresight is not None and passed.functions:
            self._foresight.begin(passed)

    def answer(self, question: list[Any]) -> list[Any]:
        """Answer what the student's side asks, and what it will ask beside that."""
        answer = self._told(question)
        if self._foresight is not None and question[0] == "eval" and answer[0] == "value":
            argument = self._argument(question[2])
            if isinstance(argument, np.ndarray):
                answer.append(self._foresight.beside(question[1], argument))
        return answer

    def _told(self, question: list[Any]) -> list[Any]:
        """Evaluate one of the check's functions where the student's code asks for it."""
        if question[:1] == ["eval"] and len(question) == 4:
            try:
                self._update(question[3])
            except StudentException as changed:
                return ["refused", changed.text]
            return self._evaluated(self._function(question[1]), self._argument(question[2]))
        if question[:1] == ["gradient"] and len(question) == 3:
            gradient = None
            x = self._argument(question[2])
            function = self._function(question[1])
            is_argument = isinstance(x, np.ndarray) and x.shape == function.shape
            if is_argument and self._tells_gradients:
                gradient = function.gradient(x)
            return ["unknown"] if gradient is None else ["value", Encoder().encode(gradient)]
        if question[:1] == ["stand_in"] and len(question) == 3:
            return self._stood_in(question[1], question[2])
        raise ProtocolError("not a question")

    def _stood_in(self, identity: Any, tree: Tree) -> list[Any]:
        if type(identity) is not int or not 0 <= identity < len(self._stand_ins):
            raise ProtocolError("not a stand-in")
        self._spend(1)
        left = [_MOST_STANDING_IN]

        def spend(elements: int) -> None:
            left[0] -= elements
            if left[0] < 0:
                raise ProtocolError("too much for a stand-in")

        told = Decoder(spend=spend).decode(tree)
        try:
            return ["value", Encoder().encode(self._stand_ins[identity](*told))]
        except Exception as error:  # whatever the student's code has made of the arguments
            return ["refused", f"{type(error).__name__}: {error}"[:200]]

    def aside(self, question: list[Any]) -> list[Any]:
        """Answer as though it had not been asked: nothing counts, the arrays stay as they are."""
        before = self._shared.before(self._arrays)
        counts = [function.calls for function in self.functions]
        spent, places = self._spent, self._places.copy()
        try:
            return self._told(question)
        finally:
            self._places = places
            self._shared.as_before(before)
            for function, count in zip(self.functions, counts, strict=True):
                function.calls = count
            self._spent = spent

    def count(self, receipts: Any, known: Collection[bytes]) -> None:
        """Count the evaluations whose answers the student's side had beforehand.

        What a submission says of itself counts towards the limit; each question counts as a call
        once, and only with a receipt that nobody has who has not asked it: a ``known`` one.
        """
        if not isinstance(receipts, list) or len(receipts) > len(self.functions):
            raise ProtocolError("not receipts for each function")
        for function, (count, shown) in zip(self.functions, receipts, strict=False):
            if type(count) is not int or not all(isinstance(r, bytes) for r in shown):
                raise ProtocolError("not receipts")
            self._spend(max(count, len(shown)))
            real = {each for each in shown if each in known}
            if self._foresight is not None:
                foreseen = [each for each in shown if each in self._foresight.receipts]
                self._foresight.used(foreseen)
                real.update(foreseen)
            function.calls += len(real)

    def _evaluated(self, function: Function, argument: Any) -> list[Any]:
        self._spend(1)
        try:
            calls, value = function.calls, function(argument)
            if self._is_known(function):
                function.calls = calls
            return ["value", value]
        except Refused as refused:
            self.refusal = refused.message
            return ["refused", refused.message.to(self._language)]

    def _is_known(self, function: Function) -> bool:
        """Return whether a function that reads its own arrays was asked about them as they are.

        Who moves nothing asks once.
        """
        if function.shape is not None:
            return False
        arrays = (v for v in function.constants.values() if isinstance(v, np.ndarray))
        digest = hashlib.blake2b(digest_size=16)  # of arrays: there may be many places
        for array in arrays:
            digest.update(array.tobytes())
        place = (id(function), digest.digest())
        known = place in self._places
        self._places.add(place)
        return known

    def _spend(self, count: int) -> None:
        self._spent += count
        if self._spent > (most := self._most):
            raise TimeLimit(
                Text(
                    f"f was called more than {most:,} times",
                    f"f를 {most:,}번 넘게 호출했습니다",
                )
            )

    def _function(self, identity: Any) -> Function:
        if type(identity) is not int or not 0 <= identity < len(self.functions):
            raise ProtocolError("not a function")
        return self.functions[identity]

    def _argument(self, tree: Tree) -> Any:
        if isinstance(tree, list) and tree[:1] == ["w"] and len(tree) == 2:
            if type(tree[1]) is not int or not 0 <= tree[1] < len(self._arrays):
                raise ProtocolError("not an array")
            return self._arrays[tree[1]]
        return Decoder().decode(tree)

    def _update(self, states: Any) -> None:
        """Make the arrays of this call what the student's code has made of them."""
        if not isinstance(states, list) or len(states) != len(self._arrays):
            raise ProtocolError("not the arrays of this call")
        numbers = map(self._shared.number, self._arrays)
        changes = zip(numbers, states, strict=True)
        take_over(self._shared, [[n, tree] for n, tree in changes if tree is not None])


def take_over(shared: Shared, changes: Any) -> None:
    """Make what both sides hold what the other has made of it; raise StudentException for less."""
    try:
        shared.apply(changes)
    except ShapeChanged:
        text = "an argument's shape was changed"
        raise StudentException("ValueError", text, None) from None
