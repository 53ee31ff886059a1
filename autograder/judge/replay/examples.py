"""The examples of a check, drawn once per run, with what the reference answers to each.

With a fixed seed Hypothesis draws the same for every submission, so both are known before the
first one comes. Must never keep anything that a submission has touched.
"""

from __future__ import annotations

import copy
import itertools
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import hypothesis
from hypothesis.strategies import DataObject

from autograder.checks.examples import written_out
from autograder.checks.loading import Program, prepare
from autograder.checks.student import Student
from autograder.checks.transport import Answer, Transport
from autograder.judge.replay.choice import chosen
from autograder.judge.replay.dependence import follows_answers, says_something_new
from autograder.judge.replay.differences import Stencil
from autograder.judge.replay.habits import Habit
from autograder.protocol.channel import extended, packed
from autograder.protocol.sealed_answers import sealed
from autograder.protocol.values import Known, Table
from autograder.worker.given import compiled_given
from autograder.worker.questions import Foreseen
from autograder.worker.session import Session

HABITS = (
    Habit(1e-4, is_in_place=False),  # in place it is the lesson's, and the reference's own
    *(Habit(1e-4, is_in_place, is_by_row=True) for is_in_place in (True, False)),
    *(Habit(h, is_in_place) for h in (1e-3, 1e-5, 1e-6, 1e-7) for is_in_place in (True, False)),
    *(Habit(1e-4, is_in_place=True, way=way) for way in ("on", "back", "through")),
    # Of formulas that take two steps: half of one, or twice as much.
    *(Habit(h, is_in_place=True) for h in (5e-5, 2e-4, 5e-4, 2e-3)),
)
"""How else differences are taken: the answers are kept for whoever is seen to do it so."""


_SOME_ELEMENTS, _MORE_ELEMENTS = 2**17, 4
"""A wrong shape is told by its check, within these bounds."""


@dataclass
class Prompt:
    """What a habit asks in an example: the sealed answers by a request's index, and receipts."""

    tables: dict[int, bytes] = field(default_factory=dict)
    receipts: tuple[bytes, ...] = ()


@dataclass
class Example:
    """What a check is shown once, and how the reference fares with it.

    ``requests`` are the messages a check sends to a worker, each packed, the first one a
    ``release``; ``ahead`` the same with the answers to the reference's questions sealed in;
    ``replies`` the reference's.
    """

    keywords: dict[str, Any]
    requests: list[bytes] = field(default_factory=list)
    ahead: list[bytes] = field(default_factory=list)
    replies: list[bytes] = field(default_factory=list)
    is_led: bool = False
    """Whether what is asked may depend on what was answered: nothing is sent before its turn."""
    receipts: tuple[bytes, ...] = ()
    """What only who asks one of the sealed questions can show."""
    methods: tuple[str, ...] = ()
    """The methods that are called, of whatever object."""
    prompts: dict[Habit, Prompt] = field(default_factory=dict)
    """What else is sealed in for those who do not take differences as the reference does."""

    def messages(self, habits: Collection[Habit]) -> list[bytes]:
        """Return what is sent ahead to one who has been seen to have these habits."""
        prompts = self._prompts_of(habits)
        if not prompts:
            return self.ahead
        return [
            extended(message, [p.tables[index] for p in prompts if index in p.tables])
            for index, message in enumerate(self.ahead)
        ]

    def receipts_of(self, habits: Collection[Habit]) -> Collection[bytes]:
        """Return the receipts for all that `messages` answers."""
        more = (prompt.receipts for prompt in self._prompts_of(habits))
        return {*self.receipts, *itertools.chain.from_iterable(more)}

    def _prompts_of(self, habits: Collection[Habit]) -> list[Prompt]:
        return [self.prompts[habit] for habit in habits if habit in self.prompts]


@dataclass
class Rehearsed:
    """A check's examples: those of Hypothesis, or the one of a plain test."""

    inner: Callable[..., None]
    examples: list[Example]
    is_property: bool
    fault: BaseException | None = None
    """What the check raised on the reference: a fault of ours."""

    @property
    def most_elements(self) -> int:
        """Of all arrays that come back in an example; some times what the reference's have."""
        most = (
            max(sum(map(len, example.replies)) for example in self.examples) if self.examples else 0
        )
        return _SOME_ELEMENTS + _MORE_ELEMENTS * most // 8

    def show(self, example: Example, fixtures: Mapping[str, Any]) -> None:
        """Run the check on an example; it raises what the check raises."""
        if not self.is_property:  # Hypothesis' examples begin by themselves
            fixtures["student"].begin_example()
        self.inner(**fixtures, **copy.deepcopy(example.keywords))


def drawn(test: Any, fixtures: Sequence[str], seeds: Sequence[int] = ()) -> Rehearsed | None:
    """Draw the examples of a test and choose among them; None where it draws in its body.

    Once with each of the ``seeds``, for as many as the test asks for once; what an author has
    written out is asked besides. Without seeds it is drawn as it is and all are kept, as of a
    public check: each is seen by who checks themselves.
    """
    handle = getattr(test, "hypothesis", None)
    if handle is None:
        return with_examples(test, [Example({})])
    inner = handle.inner_test
    runs: list[list[Example]] = []

    def record(**keywords: Any) -> None:
        runs[-1].append(Example({n: v for n, v in keywords.items() if n not in fixtures}))

    handle.inner_test = record
    try:
        for seed in reversed(seeds):  # the first one's stays with the test
            hypothesis.seed(seed)(test)
            runs.append([])
            test(**dict.fromkeys(fixtures))
        if not seeds:
            runs.append([])
            test(**dict.fromkeys(fixtures))
    finally:
        handle.inner_test = inner
    examples = list(itertools.chain(*runs))
    if any(isinstance(value, DataObject) for e in examples for value in e.keywords.values()):
        return None
    if seeds:
        first = written_out(test)  # they come first, in each run
        free = [each for run in runs for each in run[first:]]
        places = chosen([each.keywords for each in free], len(runs[0]) - first)
        examples = runs[0][:first] + [free[place] for place in places]
    return with_examples(test, examples)


def with_examples(test: Any, examples: list[Example]) -> Rehearsed:
    """Return a test with its examples."""
    handle = getattr(test, "hypothesis", None)
    inner = test if handle is None else handle.inner_test
    return Rehearsed(inner, examples, is_property=handle is not None)


class Understudy:
    """The reference in the place of a submission, in the judge's own process."""

    def __init__(self, program: Program, key: bytes) -> None:
        """Run what is needed of the reference; receipts are made with ``key``."""
        self._key = key
        self._answer: Answer = _no_questions
        given = {name: compiled_given(text, name) for name, text in program.given.items()}
        module = ModuleType("understudy")
        sys.modules[module.__name__] = module  # who defines a dataclass looks it up
        self._session = Session(lambda question: self._answer(question), given, vars(module))
        self._script: Example | None = None
        self._student: Student | None = None
        self.receipts: set[bytes] = set()
        self._methods: set[str] = set()
        self._stencil = Stencil(key)
        prepare(lambda: self, program)

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Carry out a request, and keep it with its reply."""
        self._answer = answer
        table: Table = {}
        request = packed([operation, arguments])
        self._session.questions.foreseen = self._keeping(table)
        reply = self._session.handle(operation, *arguments)
        if self._script is not None:
            self._script.requests.append(request)
            self._script.ahead.append(packed([operation, arguments, table]))
            self._script.replies.append(packed(reply))
            if operation == "call" and arguments[0][0] == "o":
                self._methods.add(arguments[0][2])
            if operation == "call" and reply[0] == "ok":
                self._prompt(self._script, reply[3])
        return reply

    def _prompt(self, script: Example, evaluated: list[Any]) -> None:
        """Seal in what other habits ask, in a call in which the reference has asked f."""
        index = len(script.ahead) - 1
        for habit in HABITS:
            self._stencil.receipts.clear()
            table: Table = {}
            for identity in (i for i, (count, _) in enumerate(evaluated) if count):
                table |= self._stencil.of(habit, identity)
            if table:
                prompt = script.prompts.setdefault(habit, Prompt())
                prompt.tables[index] = packed(table)
                receipts = {*prompt.receipts, *self._stencil.receipts}
                prompt.receipts = tuple(sorted(receipts))

    def _keeping(self, table: Table) -> Foreseen | None:
        """Return what answers the reference at once, and seals each answer into ``table``."""
        student = self._student
        if student is None:
            return None

        def foreseen(question: list[Any]) -> Known:
            answer = student.aside(question)
            tag, hidden, receipt = sealed(packed(question), answer, self._key)
            table[tag] = hidden
            self.receipts.add(receipt)
            return answer, receipt

        return foreseen

    def close(self) -> None:
        """Nothing is held that would have to be ended."""

    def rehearse(
        self,
        check: Rehearsed,
        fixtures: Mapping[str, Any],
        student: Callable[..., Student],
    ) -> None:
        """Run a check on the reference; fill in what it asks and what it gets."""
        for example in check.examples:
            self._script = example
            self.receipts.clear()
            self._methods.clear()
            self._student = subject = student(self, "en", foresight=self._stencil)
            try:
                check.show(example, {**fixtures, "student": subject})
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                check.fault = error
                return
            finally:
                self._script = None
            example.receipts = tuple(sorted(self.receipts))
            example.methods = tuple(sorted(self._methods))
        self._student = None
        is_led = any(self._is_led(check, example, fixtures, student) for example in check.examples)
        for example in check.examples:
            example.is_led = is_led

    def _is_led(
        self,
        check: Rehearsed,
        example: Example,
        fixtures: Mapping[str, Any],
        student: Callable[..., Student],
    ) -> bool:
        """Return whether what a check asks may depend on what it was answered before."""

        def show(transport: Transport) -> None:
            check.show(example, {**fixtures, "student": student(transport, "en")})

        return says_something_new(example) or follows_answers(example, show, self)


def _no_questions(_question: list[Any]) -> list[Any]:
    raise AssertionError("a question while no function is out")
