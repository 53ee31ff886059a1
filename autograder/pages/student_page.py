"""The page that a student reads: what became of every check, why, and where to go on.

Made from a result and nothing else, in the result's language. It must never show more than the
result holds, nor say anything that the result does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.base.language import Language, Text
from autograder.checks.marks import MARKS
from autograder.pages import svg as drawing
from autograder.pages.charts import ChartPicture, chart
from autograder.pages.template import (
    in_language,
    is_current,
    points,
    rendered,
    source_of,
    write_page,
)
from autograder.results.result import HIDDEN_WORDS, Result
from autograder.submissions.identity import Identity

FOLDER = "feedback"
_MOST_STATEMENTS = 8
_SAME = 0.02
"""Units of a picture within which two points are drawn as the same one."""

WORDS = {
    "feedback": Text("Feedback", "채점 결과"),
    "total": Text("Total", "총점"),
    "points_long": Text("points", "점"),
    "to_do": Text("Still to do", "다시 볼 것"),
    "done": Text("Passed", "통과"),
    "try_it": Text("Paste this into your notebook", "노트북에 붙여 넣고 실행해 보세요"),
    "on_screen": Text(
        "On screen, this page has an example for each of these.",
        "화면에서 이 페이지를 열면 항목마다 예시가 있습니다.",
    ),
    "expected": Text("Expected", "기댓값"),
    "actual": Text("Yours", "내 결과"),
    "hint": Text("Hint", "힌트"),
    "left_out": Text("Not run in grading", "채점할 때 실행하지 않은 줄"),
    "hidden": Text("hidden check", "비공개 검사"),
    "hidden_means": Text(
        "Hidden checks try other numbers and shapes. They say what they look at, never with "
        "which numbers.",
        "비공개 검사는 다른 숫자와 모양(shape)으로 시험합니다. 무엇을 보는지는 알려 주지만 어떤 "
        "값을 넣었는지는 알려 주지 않습니다.",
    ),
    "first": Text("Where to start", "여기부터 보세요"),
    "ran": Text("What failed while your notebook was run", "노트북을 실행하다 멈춘 곳"),
    "ran_more": Text("more", "곳 더 있음"),
    "yours": Text("Your path", "내 경로"),
    "right": Text("The right path", "올바른 경로"),
    "start": Text("start", "출발점"),
    "end": Text("end", "도착점"),
    "note": Text("Please read", "확인해 주세요"),
    "standing": Text("How your total came about", "총점이 정해진 과정"),
    "comments": Text("From your teacher", "선생님의 말씀"),
    "by_a_person": Text("A person grades this exercise.", "이 문제는 사람이 직접 채점합니다."),
    "bonus": Text("bonus", "가산점"),
    "bonus_to_come": Text(
        "Bonus, up to {} points, not graded yet. A person reads it; the points are then added on "
        "top of the total.",
        "가산점 문제(최대 {}점)이며 아직 채점 전입니다. 사람이 직접 읽고 채점합니다. 지금 총점에는 "
        "들어 있지 않으며, 채점이 끝나면 총점에 더합니다.",
    ),
    "exercise": Text("Exercise", "문제"),
}


@dataclass(frozen=True)
class _Group:
    """Checks that came out in the same way, of which there is the same to say."""

    outcome: str
    sign: str
    word: str
    message: str
    """Empty where it says no more than the verdict does."""
    checks: list[dict[str, Any]]


@dataclass(frozen=True)
class _Picture:
    """An exhibit on the page."""

    exhibit: dict[str, Any]
    panel: drawing.Panel
    right: drawing.Path
    own: drawing.Path | None
    sentence: str


@dataclass(frozen=True)
class _Exercise:
    """A question on the page."""

    name: str
    score: float | None
    most: float
    width: str
    """The share of the points that were earned, in percent."""
    open: list[_Group]
    passed: list[dict[str, Any]]
    pictures: list[_Picture | ChartPicture]
    is_manual: bool
    is_bonus: bool
    rubric: list[dict[str, Any]]
    """What a person gave points for; empty where nobody has yet."""
    decided: list[str]
    """Who changed its points, and why."""


def write_feedback(
    out: Path, key: str, result: Result, title: Text, identity: Identity | None = None
) -> str:
    """Write a submission's page below ``out`` unless it is there; return what it is made from."""
    path = out / FOLDER / f"{key}.html"
    source = source_of(key, result, title, asdict(identity) if identity else None)
    if not is_current(path, source):
        write_page(path, page(result, title, identity.names if identity else ""), source)
    return source


def page(result: Result, title: Text, student: str = "", home: str = "") -> str:
    """Return a result as a page; ``title`` is the assignment's, ``student`` whose work it is.

    ``home`` is the address of the homework, where a service shows the page.
    """
    language: Language = result["language"]
    exercises = [_exercise(question, result, language) for question in result["questions"]]
    stem = PurePosixPath(result["submission"]).stem or result["submission"]
    shares = " ".join(f"{max(exercise.most, 1):g}fr" for exercise in exercises)
    rules = f"@media (min-width: 46rem) {{ .scores {{ grid-template-columns: {shares}; }} }}"
    return rendered(
        "feedback.html",
        language,
        styles=("base.css", "feedback.css"),
        rules=rules,
        words=in_language(WORDS, language),
        title=title.to(language),
        student=student or stem,
        home=home,
        result=result,
        exercises=exercises,
        summary=_summary(result, exercises, language),
        statements=result["execution"][:_MOST_STATEMENTS],
        more=max(0, len(result["execution"]) - _MOST_STATEMENTS),
        left_out=result.get("not_run", [])[:_MOST_STATEMENTS],
        versions=result.get("versions"),
        place=lambda error: _place(error, language),
        has_hidden=any(
            check["visibility"] == "hidden"
            for exercise in exercises
            for group in exercise.open
            for check in group.checks
        ),
    )


def _exercise(question: dict[str, Any], result: Result, language: Language) -> _Exercise:
    checks = question["checks"]
    share = 100 * (question["score"] or 0) / question["max_score"] if question["max_score"] else 0
    return _Exercise(
        name=question["name"],
        score=question["score"],
        most=question["max_score"],
        width=f"{share:.1f}%",
        open=_groups([c for c in checks if c["outcome"] != "passed"], language),
        passed=[c for c in checks if c["outcome"] == "passed"],
        pictures=[
            _picture(exhibit, language)
            for exhibit in result.get("exhibits", [])
            if exhibit["question"] == question["name"]
        ],
        is_manual=question.get("manual", False),
        is_bonus=question.get("bonus", False),
        rubric=[item for item in question.get("rubric", []) if item.get("is_given")],
        decided=question.get("decided", []),
    )


def _groups(checks: Sequence[dict[str, Any]], language: Language) -> list[_Group]:
    """Put neighbours together that have the same outcome and message, and nothing of their own."""
    found: list[_Group] = []
    for check in _hinted_once(checks):
        sign, word = MARKS[check["outcome"]]
        said_already = check["message"] in (*HIDDEN_WORDS.get(check["outcome"], ()), *word)
        message = "" if said_already else check["message"]
        last = found[-1] if found else None
        same = last is not None and (last.outcome, last.message) == (check["outcome"], message)
        if last is not None and same and _is_plain(check) and _is_plain(last.checks[0]):
            last.checks.append(check)
        else:
            found.append(_Group(check["outcome"], sign, word.to(language), message, [check]))
    return found


def _hinted_once(checks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the checks, each hint only where it comes first: one mistake fails many checks."""
    told = set()
    for check in checks:
        hint = check["hint"]
        if hint and hint["id"] in told:
            yield {**check, "hint": None}
            continue
        if hint:
            told.add(hint["id"])
        yield check


def _is_plain(check: dict[str, Any]) -> bool:
    return not check["counterexample"] and not check["hint"]


def _summary(result: Result, exercises: Sequence[_Exercise], language: Language) -> str:
    """Return one or two sentences: how much is done, and where most is to be gained."""
    if result["status"] != "graded":
        return ""
    most = sum(len(question["checks"]) for question in result["questions"])
    passed = sum(len(exercise.passed) for exercise in exercises)
    if passed == most:
        return Text(
            f"All {most} checks passed. Nothing is left to do.",
            f"검사 {most}개를 모두 통과했습니다. 더 고칠 것이 없습니다.",
        ).to(language)
    left = {e.name: max(0, e.most - (e.score or 0)) for e in exercises if not e.is_manual}
    if not any(left.values()):
        return ""
    name = max(left, key=lambda question: left[question]) if passed else exercises[0].name
    lost = points(left[name])
    noun = "point is" if left[name] == 1 else "points are"
    return Text(
        f"{passed} of {most} checks passed. Start with {name}: {lost} {noun} left there.",
        f"검사 {most}개 중 {passed}개를 통과했습니다. {name}부터 보세요. "
        f"이 문제에서 {lost}점을 더 얻을 수 있습니다.",
    ).to(language)


def _place(error: dict[str, Any], language: Language) -> str:
    return Text(
        f"cell {error['cell']}, line {error['line']}",
        f"{error['cell']}번 코드 셀 {error['line']}번째 줄",
    ).to(language)


def _picture(exhibit: dict[str, Any], language: Language) -> _Picture | ChartPicture:
    if "kind" in exhibit:
        return chart(exhibit, language)
    right = drawing.path(exhibit["right"], exhibit)
    own = drawing.path(exhibit["own"], exhibit) if exhibit["own"] else None
    sentence = _compared(exhibit, own).to(language)
    return _Picture(exhibit, drawing.panel(exhibit), right, own, sentence)


def _compared(exhibit: dict[str, Any], own: drawing.Path | None) -> Text:
    """Return a sentence that says what the two paths show."""
    yours, right = exhibit["own"], exhibit["right"]
    if own is None:
        return Text(
            "Your code gave no path that could be drawn, so only the right one is here.",
            "그릴 수 있는 경로가 나오지 않아 올바른 경로만 그렸습니다.",
        )
    if len(yours) == 1:
        return Text(
            "Your code gave only one point, its end. The path to it is the history, which is "
            "missing.",
            "점 하나(도착점)만 반환했습니다. 거기까지의 경로인 history가 없습니다.",
        )
    if len(yours) == len(right) and _distance(yours, right) < _SAME:
        return Text(
            "Step by step, your path is the right one.",
            "한 걸음 한 걸음 올바른 경로와 똑같습니다.",
        )
    if own.leaves_after is not None:
        return Text(
            f"Your path leaves the picture at step {own.leaves_after}.",
            f"내 경로는 {own.leaves_after}번째 걸음에서 그림 밖으로 나갑니다.",
        )
    if len(yours) != len(right):
        return Text(
            f"Your path has {len(yours)} points, the right one has {len(right)}.",
            f"내 경로는 점이 {len(yours)}개, 올바른 경로는 {len(right)}개입니다.",
        )
    first = next(k for k in range(len(yours)) if _distance(yours[k : k + 1], right[k:]) >= _SAME)
    if first == 0:
        return Text(
            "Your path begins at another point than the right one.",
            "출발점부터 올바른 경로와 다릅니다.",
        )
    return Text(
        f"Your path leaves the right one at step {first}.",
        f"{first}번째 걸음부터 올바른 경로와 달라집니다.",
    )


def _distance(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> float:
    pairs = zip(one, other, strict=False)
    return max(max(abs(a - b) for a, b in zip(p, q, strict=True)) for p, q in pairs)
