"""The table that a student reads: exercise by exercise, what passes, what is missing, what is next.

It must never show more of a check than its title and what it asked of the student's own code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.base.language import Language, Text
from autograder.base.text import safe
from autograder.checks.info import CheckInfo
from autograder.checks.loading import reason
from autograder.checks.marks import MARKS
from autograder.checks.verdict import Verdict
from autograder.protocol.outcomes import Place


@dataclass(frozen=True)
class Outcome:
    """A check and what became of it."""

    info: CheckInfo
    verdict: Verdict
    leans_on: tuple[str, ...] = ()
    """The student's own functions that it called, where grading has right ones."""

    @property
    def has_passed(self) -> bool:
        """Whether nothing is left to do."""
        return self.verdict.outcome == "passed"


_COLOURS = {"✓": "32", "✗": "31", "!": "31", "…": "33", "?": "35"}
_MARKED = re.compile(rf"^  ([{''.join(map(re.escape, _COLOURS))}]) (?=\S)")
_PUBLIC_ONLY = Text(
    "The rest of the points is decided by hidden checks: they ask the same with other numbers.",
    "나머지 점수는 비공개 검사로 정해집니다. 같은 내용을 다른 숫자로 검사합니다.",
)


def points_of(outcomes: Sequence[Outcome]) -> Text:
    """Return the points that were got, of how many."""
    got = sum(outcome.info.points for outcome in outcomes if outcome.has_passed)
    most = sum(outcome.info.points for outcome in outcomes)
    return Text(f"{got:g} of {most:g} points", f"{most:g}점 중 {got:g}점")


def packed(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain data, which can go from one process to another."""
    return {
        "info": [outcome.info.part, outcome.info.points, list(outcome.info.title)],
        "verdict": {**vars(outcome.verdict), "message": list(outcome.verdict.message)},
        "leans_on": list(outcome.leans_on),
    }


def _unpacked(data: Mapping[str, Any]) -> Outcome:
    part, points, title = data["info"]
    verdict = {**data["verdict"], "message": Text(*data["verdict"]["message"])}
    return Outcome(
        CheckInfo(part, points, Text(*title)), Verdict(**verdict), tuple(data["leans_on"])
    )


@dataclass
class Report:
    """What a student reads of one self-check."""

    order: Sequence[str] = ()
    """The exercises, as they are listed."""
    language: Language = "en"
    heading: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_interrupted: bool = False
    _errors: set[tuple[int, int, str]] = field(default_factory=set)

    def begin(self, heading: Iterable[str], language: Language) -> None:
        """Say which notebook it is."""
        self.heading, self.language = list(heading), language

    def add(self, data: Mapping[str, Any]) -> None:
        """Take in an outcome as `packed` makes it, with what is known of the notebook."""
        heading, language, errors = data["run"]
        self.begin(heading, language)
        self._errors.update(tuple(error) for error in errors)
        self.outcomes.append(_unpacked(data))

    @property
    def has_passed(self) -> bool:
        """Whether there were checks, and all have passed."""
        return bool(self.outcomes) and not self.problems and not self._wrong()

    def text(self, *, in_colour: bool = False) -> str:
        """Return the table, for a terminal that shows colours or for one that does not."""
        lines = self._text().split("\n")
        return "\n".join([self._painted(line) for line in lines] if in_colour else lines)

    def _painted(self, line: str) -> str:
        if line in self.order:
            return f"\x1b[1m{line}\x1b[0m"
        if (mark := _MARKED.match(line)) is None:
            return line
        return f"\x1b[{_COLOURS[mark[1]]}m{mark[0]}\x1b[0m{line[mark.end() :]}"

    def _text(self) -> str:
        language = self.language
        problems = [*self.problems]
        if self.is_interrupted:
            words = Text("Stopped before all checks had run.", "검사가 중간에 멈추었습니다.")
            problems.append(words.to(language))
        if not self.outcomes:
            nothing = Text("No check was run.", "실행된 검사가 없습니다.").to(language)
            return "\n".join(problems or [nothing])
        place = {name: number for number, name in enumerate(self.order)}
        self.outcomes.sort(key=lambda o: place.get(o.info.question, len(place)))
        lines = [*map(safe, self.heading), ""]
        for question in dict.fromkeys(outcome.info.question for outcome in self.outcomes):
            own = [outcome for outcome in self.outcomes if outcome.info.question == question]
            lines += [question, *_question_lines(own, language, self._wrong()), ""]
        if self._errors:
            lines.append(Text("Cells that failed to run", "실행하지 못한 셀").to(language))
            for cell, line, error in sorted(self._errors):
                spot = Place(cell, line).text().to(language)
                lines.append(f"  {spot}: {reason(error).to(language)}")
            lines.append("")
        return "\n".join([*lines, *_closing_lines(self.outcomes, language), *problems])

    def _wrong(self) -> set[str]:
        return {outcome.info.question for outcome in self.outcomes if not outcome.has_passed}


def _question_lines(
    outcomes: Sequence[Outcome], language: Language, wrong: Collection[str]
) -> Iterator[str]:
    width = max(_width(words.to(language)) for _mark, words in MARKS.values())
    explained = False
    for outcome in outcomes:
        mark, words = MARKS[outcome.verdict.outcome]
        word = words.to(language)
        blanks = " " * (width - _width(word))
        yield f"  {mark} {word}{blanks}  {outcome.info.title.to(language)}"
        if not outcome.has_passed and not explained:
            explained = True
            yield from (f"      {line}" for line in explanation(outcome, language))
            for name in (name for name in outcome.leans_on if name in wrong):
                yield f"      {_falls_with(name).to(language)}"


def _falls_with(name: str) -> Text:
    return Text(
        f"This uses your `{name}`, which is not right yet: fix that first. (Grading uses a right "
        "one here.)",
        f"여기서는 아직 맞지 않은 여러분의 `{name}`을(를) 씁니다. 그것부터 고치세요. (채점할 때는 "
        "여기에 올바른 것을 넣습니다.)",
    )


def words_of(outcome: Outcome, language: Language) -> str:
    """Return an outcome as a paragraph: verdict and title, then what is wrong."""
    mark, verdict = MARKS[outcome.verdict.outcome]
    head = f"{mark} {verdict.to(language)}: {outcome.info.title.to(language)}"
    return "\n".join([head, *(f"    {line}" for line in explanation(outcome, language))])


def explanation(outcome: Outcome, language: Language) -> list[str]:
    """Return what is wrong, the smallest example to paste, and the two values, as lines."""
    verdict = outcome.verdict
    lines = safe(verdict.message.to(language), 6_000).splitlines()
    if verdict.code:
        lines.append(Text("Try it:", "직접 실행해 보세요:").to(language))
        lines += [f"    {line}" for line in verdict.code.splitlines()]
    names = [Text("expected:", "기댓값:"), Text("yours:", "내 결과:")]
    words = [name.to(language) for name in names]
    width = max(map(_width, words))
    for word, value in zip(words, (verdict.expected, verdict.actual), strict=True):
        for place, line in enumerate(safe(value).splitlines()):  # none of what a check leaves out
            head = "" if place else word
            lines.append(head + " " * (width - _width(head) + 1) + line)
    return lines


def _closing_lines(outcomes: Sequence[Outcome], language: Language) -> list[str]:
    passed = [outcome for outcome in outcomes if outcome.has_passed]
    points = points_of(outcomes)
    lines = [
        Text(
            f"{len(passed)} of {len(outcomes)} public checks pass ({points.en}).",
            f"공개 검사 {len(outcomes)}개 중 {len(passed)}개 통과 ({points.ko}).",
        ).to(language)
    ]
    if len(passed) < len(outcomes):
        info = next(outcome for outcome in outcomes if not outcome.has_passed).info
        first = f"{info.question} ({info.title.to(language)})"
        lines.append(Text(f"Next: {first}", f"다음 할 일: {first}").to(language))
    return [*lines, _PUBLIC_ONLY.to(language)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
