"""The class at a glance: what it can do, what to teach again, and whom to look at.

Made from results and who they are of, as data (`class.json`, see `class.schema.json`) and as a
page. A flag here is for a person to look at; this module must never change a grade.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from statistics import mean, median
from typing import Any
from urllib.parse import quote

from autograder.assignment import Assignment
from autograder.batch import write
from autograder.language import Language, Text
from autograder.lms.identity import Identity
from autograder.misconception import catalogue
from autograder.page import in_language, is_current, rendered, source_of, write_page
from autograder.rendering import escaped, one_line
from autograder.result import Result
from autograder.similarity import groups, template_fingerprint

SCHEMA = "gradkit/class/1"
DATA, PAGE = "class.json", "report.html"
_BINS = 10
_TAUGHT_AGAIN = 5

WORDS = {
    "report": Text("Class report", "전체 채점 결과"),
    "mean": Text("mean", "평균"),
    "median": Text("median", "중앙값"),
    "graded": Text("graded", "채점 완료"),
    "unreadable": Text("unreadable", "읽을 수 없음"),
    "internal_error": Text("not judged", "채점하지 못함"),
    "distribution": Text("Total points", "총점 분포"),
    "students_axis": Text("students", "명"),
    "teach": Text("To teach again tomorrow", "내일 다시 설명할 것"),
    "teach_checks": Text(
        "No known misconception was recognised. These checks were missed most:",
        "알려진 오개념은 발견되지 않았습니다. 가장 많이 틀린 검사입니다.",
    ),
    "teach_none": Text("Nothing: every check was passed.", "없습니다. 모두 통과했습니다."),
    "exercises": Text("Exercises and checks", "문제와 검사"),
    "passed_by": Text("passed by", "통과"),
    "hidden": Text("hidden", "비공개"),
    "who": Text("Show who", "해당 학생 보기"),
    "person": Text("Needs a person", "직접 확인이 필요한 제출물"),
    "person_none": Text("None.", "없습니다."),
    "similar": Text("Near-identical work", "거의 똑같은 제출물"),
    "similar_means": Text(
        "Compared without names, comments, layout, the template and what many have in common. "
        "A reason to look, never a penalty.",
        "변수 이름, 주석, 줄 배치, 나눠 준 코드, 여럿이 똑같이 쓴 부분은 빼고 비교했습니다. "
        "살펴볼 이유일 뿐, 감점하지 않습니다.",
    ),
    "similar_none": Text("None found.", "찾지 못했습니다."),
    "same_file": Text("the same file", "같은 파일"),
    "alike": Text("alike", "일치"),
    "everyone": Text("Everyone", "전체 명단"),
    "search": Text("Search name, number or file", "이름, 학번, 파일 찾기"),
    "status": Text("Status", "상태"),
    "any_status": Text("any status", "모든 상태"),
    "shown": Text("students shown:", "표시한 학생 수:"),
    "clear": Text("Show all", "모두 보기"),
    "missed": Text("Missed", "틀린 학생"),
    "held": Text("Misconception", "오개념"),
    "student": Text("Student", "학생"),
    "number": Text("Number", "학번"),
    "total": Text("Total", "총점"),
    "scroll": Text("Table of all submissions", "모든 제출물 표"),
}
REASONS = {
    "internal_error": Text(
        "could not be judged, through a fault of the grader: no points were decided",
        "채점기의 문제로 채점하지 못했습니다. 점수를 정하지 않았습니다",
    ),
    "unreadable": Text("could not be read", "읽을 수 없습니다"),
    "crashed": Text(
        "the program ended itself or was ended while it was judged",
        "채점 도중 프로그램이 스스로 끝났거나 강제로 종료되었습니다",
    ),
    "nothing": Text(
        "none of the exercises is in it: nothing done yet, or the wrong file",
        "문제를 하나도 풀지 않았거나 다른 파일을 제출했습니다",
    ),
}


@dataclass(frozen=True)
class Member:
    """What the class's page needs to know of one submission; its result stays on disk."""

    key: str
    submission: str
    sha256: str
    language: Language
    status: str
    score: float | None
    most: float
    scores: tuple[float | None, ...]
    outcomes: tuple[tuple[str, ...], ...]
    """Of every check, by question."""
    hints: tuple[str, ...]
    fingerprint: str
    message: str
    name: str
    number: str
    source: str
    """A digest of the result, which the student's page was made from."""

    @property
    def page(self) -> str:
        """The path of the student's page."""
        return f"feedback/{self.key}.html"

    def record(self) -> dict[str, Any]:
        """Return what a program that runs a grading is told of this submission."""
        head = {"submission": self.submission, "key": self.key, "status": self.status}
        score = {"score": self.score, "max_score": self.most}
        return {**head, **score, "result": f"results/{self.key}.json", "page": self.page}


class Classroom:
    """The submissions of a run, added one by one."""

    def __init__(self, assignment: Assignment, language: Language | None = None) -> None:
        self.assignment = assignment
        self._language = language
        self._members: list[Member] = []
        self._rubrics: dict[Language, list[dict[str, Any]]] = {}

    def add(
        self, key: str, result: Result, identity: Identity | None = None, source: str = ""
    ) -> Member:
        """Take a submission in; ``source`` is a digest of all that is known of it."""
        students = identity.students if identity else ()
        language: Language = result["language"]
        # A check's title is in its result's language.
        self._rubrics.setdefault(language, result["questions"])
        member = Member(
            key=key,
            **{name: result[name] for name in ("submission", "sha256", "status", "score")},
            language=language,
            most=result["max_score"],
            scores=tuple(question["score"] for question in result["questions"]),
            outcomes=tuple(
                tuple(sys.intern(check["outcome"]) for check in question["checks"])
                for question in result["questions"]
            ),
            hints=tuple(_hints(result)),
            fingerprint=result.get("fingerprint", ""),
            message=one_line(" ".join(result["notes"])),
            name=", ".join(filter(None, (s.name for s in students))),
            number=", ".join(filter(None, (s.number or s.login or s.user for s in students))),
            source=source,
        )
        self._members.append(member)
        return member

    @property
    def members(self) -> list[Member]:
        """All of them, sorted by submission."""
        return sorted(self._members, key=lambda member: member.submission)

    @property
    def language(self) -> Language:
        """The language that was asked for, or that of most results."""
        count = Counter(member.language for member in self._members)
        return self._language or ("ko" if count["ko"] > count["en"] else "en")

    @property
    def rubric(self) -> list[dict[str, Any]]:
        """The questions of a result in the class's language, or any other one."""
        found = self._rubrics.get(self.language) or next(iter(self._rubrics.values()), [])
        return list(found)


def _hints(result: Result) -> Iterator[str]:
    """Yield the misconceptions that hints name, each once."""
    checks = [check for question in result["questions"] for check in question["checks"]]
    yield from dict.fromkeys(check["hint"]["id"] for check in checks if check["hint"])


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of `class.json`."""
    text = resources.files("autograder").joinpath("class.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def write_report(out: Path, classroom: Classroom) -> dict[str, Any]:
    """Write `class.json` and `report.html` below ``out`` unless they are current; return the data.

    What they are made from is read off the results, so nothing is computed again in vain.
    """
    digest = classroom.assignment.digest
    source = source_of(digest, classroom.language, [m.source for m in classroom.members])
    if is_current(out / PAGE, source):
        with suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads((out / DATA).read_text(encoding="utf-8"))
            return found
    report = summary(classroom)
    write(out / DATA, escaped(json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    write_page(out / PAGE, page(report), source)
    return report


def summary(classroom: Classroom) -> dict[str, Any]:
    """Return what `class.json` holds."""
    assignment, language, members = classroom.assignment, classroom.language, classroom.members
    graded = [member for member in members if member.status == "graded"]
    status = Counter(member.status for member in members)
    rubric = classroom.rubric
    checks = [check["id"] for question in rubric for check in question["checks"]]
    return {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "title": assignment.title.to(language),
        "language": language,
        "submissions": len(members),
        "status": {name: status[name] for name in ("graded", "unreadable", "internal_error")},
        "score": _scores([m.score for m in graded if m.score is not None], assignment.max_score),
        "questions": [_question(n, graded, question) for n, question in enumerate(rubric)],
        "misconceptions": _misconceptions(assignment, graded, language),
        "attention": [
            {"submission": member.submission, "reasons": why, "message": member.message}
            for member in members
            if (why := _reasons(member))
        ],
        "similar": _similar(assignment, members),
        "students": [_student(member, checks) for member in members],
    }


def _scores(scores: Sequence[float], most: float) -> dict[str, Any]:
    """Return mean, median and how many are in each tenth; all points are a bin of their own."""
    width = most / _BINS
    bins: Counter[int] = Counter(min(_BINS, int(score / width + 1e-9)) for score in scores)
    return {
        "max": _round(most),
        "mean": _round(mean(scores)) if scores else None,
        "median": _round(median(scores)) if scores else None,
        "distribution": [
            {
                "from": _round(width * n),
                "below": _round(width * (n + 1)) if n < _BINS else None,
                "count": bins[n],
            }
            for n in range(_BINS + 1)
        ],
    }


def _round(value: float) -> float | int:
    value = round(float(value), 2)
    return int(value) if value.is_integer() else value


def _question(place: int, graded: Sequence[Member], rubric: dict[str, Any]) -> dict[str, Any]:
    scores = [score for member in graded if (score := member.scores[place]) is not None]
    outcomes = [member.outcomes[place] for member in graded]
    words = ("id", "part", "title", "visibility", "points")
    return {
        "name": rubric["name"],
        "max_score": rubric["max_score"],
        "mean": _round(mean(scores)) if scores else None,
        "full": sum(score == rubric["max_score"] for score in scores),
        "checks": [
            {
                **{word: check[word] for word in words},
                "passed": sum(own[n] == "passed" for own in outcomes),
                "judged": len(outcomes),
            }
            for n, check in enumerate(rubric["checks"])
        ],
    }


def _misconceptions(
    assignment: Assignment, graded: Sequence[Member], language: Language
) -> list[dict[str, Any]]:
    """Return the misconceptions that hints name, the most frequent first."""
    holders: dict[str, list[str]] = {}
    for member in graded:
        for name in member.hints:
            holders.setdefault(name, []).append(member.submission)
    known = catalogue(assignment.misconceptions) if holders else {}
    found = [
        {
            "id": name,
            "title": known[name].title.to(language) if name in known else name,
            "part": known[name].part if name in known else None,
            "count": len(who),
            "submissions": who,
        }
        for name, who in holders.items()
    ]
    return sorted(found, key=lambda m: (-len(m["submissions"]), m["id"]))


def _reasons(member: Member) -> list[str]:
    """Return why a person should look at a submission."""
    if member.status != "graded":
        return [member.status]
    outcomes = {outcome for question in member.outcomes for outcome in question}
    found = ["crashed"] if "crashed" in outcomes else []
    return [*found, "nothing"] if outcomes == {"missing"} else found


def _similar(assignment: Assignment, members: Sequence[Member]) -> list[dict[str, Any]]:
    found = groups(
        {member.submission: member.fingerprint for member in members},
        {member.submission: member.sha256 for member in members},
        template_fingerprint(assignment.folder),
    )
    return [
        {
            "submissions": list(group.members),
            "similarity": group.similarity,
            "same_file": group.is_same_file,
        }
        for group in found
    ]


def _student(member: Member, checks: Sequence[str]) -> dict[str, Any]:
    outcomes = [outcome for question in member.outcomes for outcome in question]
    pairs = zip(checks, outcomes, strict=True) if member.status == "graded" else []
    names = ("submission", "key", "name", "number", "status", "score", "page")
    return {
        **{name: getattr(member, name) for name in names},
        "questions": list(member.scores),
        "missed": [check for check, outcome in pairs if outcome != "passed"],
    }


def page(report: Mapping[str, Any]) -> str:
    """Return what `class.json` holds as a page."""
    language: Language = report["language"]
    checks = [check for question in report["questions"] for check in question["checks"]]
    tokens = {check["id"]: f"c{n}" for n, check in enumerate(checks)}
    held: dict[str, list[str]] = {}
    for n, misconception in enumerate(report["misconceptions"]):
        for name in misconception["submissions"]:
            held.setdefault(name, []).append(f"m{n}")
    links = {student["submission"]: student for student in report["students"]}
    most = max((bin_["count"] for bin_ in report["score"]["distribution"]), default=0)
    return rendered(
        "classroom.html",
        language,
        styles=("base.css", "classroom.css"),
        scripts=("classroom.js",),
        report=report,
        words=in_language(WORDS, language),
        reasons=in_language(REASONS, language),
        tokens=tokens,
        marks={
            student["submission"]: " ".join(
                [*(tokens[check] for check in student["missed"] if check in tokens)]
                + held.get(student["submission"], [])
            )
            for student in report["students"]
        },
        links=links,
        href=lambda student: quote(student["page"]),
        tallest=max(most, 1),
        missed=_most_missed(checks),
        most=_TAUGHT_AGAIN,
        share=_share,
        average=_average,
        heading=_submissions(report["submissions"]).to(language),
        full=lambda count: Text(f"{count} with all points", f"만점 {count}명").to(language),
    )


def _submissions(count: int) -> Text:
    noun = "submission" if count == 1 else "submissions"
    return Text(f"{count:,} {noun}", f"제출물 {count:,}개")


def _most_missed(checks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    missed = [check for check in checks if check["passed"] < check["judged"]]
    return sorted(missed, key=lambda c: (c["passed"] / c["judged"], -c["points"]))[:_TAUGHT_AGAIN]


def _share(part: float | None, whole: float) -> str:
    return f"{100 * (part or 0) / whole:.1f}%" if whole else "0%"


def _average(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
