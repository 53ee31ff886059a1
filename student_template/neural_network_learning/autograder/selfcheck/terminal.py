"""The table that a student reads: exercise by exercise, what passes, what is missing, what is next.

It must never show more of a check than its title and what it asked of the student's own code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.base.language import Language, Text
from autograder.base.text import one_line, safe
from autograder.checks.assertions import CheckInfo
from autograder.checks.loading import ExecutionError
from autograder.checks.marks import MARKS
from autograder.checks.verdict import Verdict


@dataclass(frozen=True)
class Outcome:
    """A check and what became of it."""

    info: CheckInfo
    verdict: Verdict

    @property
    def has_passed(self) -> bool:
        """Whether nothing is left to do."""
        return self.verdict.outcome == "passed"


_PUBLIC_ONLY = Text(
    "These are the public checks. The grade is decided by these and by hidden ones, which try "
    "other cases.",
    "여기 나온 것은 공개 검사입니다. 점수는 공개 검사와, 다른 경우를 시험하는 비공개 검사로 "
    "정해집니다.",
)


def report(
    outcomes: Sequence[Outcome],
    language: Language,
    *,
    heading: str = "",
    execution: Sequence[ExecutionError] = (),
) -> str:
    """Return the outcomes as a table to read: exercise by exercise, then what to do next."""
    lines = [heading, ""] if heading else []
    for question in dict.fromkeys(outcome.info.question for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.info.question == question]
        lines += [question, *_question_lines(own, language), ""]
    if execution:
        lines.append(Text("Cells that failed to run", "실행하지 못한 셀").to(language))
        for error in execution:
            lines.append(f"  {error.place.text().to(language)}: {one_line(error.error)}")
        lines.append("")
    return "\n".join([*lines, *_closing_lines(outcomes, language)])


def _question_lines(outcomes: Sequence[Outcome], language: Language) -> Iterator[str]:
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
    if verdict.expected or verdict.actual:
        names = [Text("expected:", "기댓값:"), Text("yours:", "내 결과:")]
        values = [verdict.expected, verdict.actual]
        width = max(_width(name.to(language)) for name in names)
        for name, value in zip(names, values, strict=True):
            word = name.to(language)
            first, *rest = safe(value).splitlines() or [""]
            lines.append(word + " " * (width - _width(word) + 1) + first)
            lines += [" " * (width + 1) + line for line in rest]
    return lines


def _closing_lines(outcomes: Sequence[Outcome], language: Language) -> list[str]:
    passed = sum(outcome.has_passed for outcome in outcomes)
    of = len(outcomes)
    lines = [
        Text(f"{passed} of {of} public checks passed.", f"공개 검사 {of}개 중 {passed}개 통과.").to(
            language
        )
    ]
    unfinished = [outcome for outcome in outcomes if not outcome.has_passed]
    if unfinished:
        info = unfinished[0].info
        first = f"{info.question} ({info.title.to(language)})"
        lines.append(Text(f"Next: {first}", f"다음 할 일: {first}").to(language))
    return [*lines, _PUBLIC_ONLY.to(language)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
