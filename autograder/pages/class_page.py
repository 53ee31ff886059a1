"""The class at a glance, as a page made of `class.json`. Must never change a grade."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.base.files import write
from autograder.base.language import Language, Text
from autograder.base.text import escaped
from autograder.pages.class_summary import (
    _TAUGHT_AGAIN,
    DATA,
    PAGE,
    Classroom,
    summary,
)
from autograder.pages.template import in_language, is_current, rendered, source_of, write_page

WORDS = {
    "report": Text("Class report", "전체 채점 결과"),
    "mean": Text("mean", "평균"),
    "bonus": Text("bonus", "가산점"),
    "median": Text("median", "중앙값"),
    "graded": Text("graded", "채점 완료"),
    "unreadable": Text("unreadable", "읽을 수 없음"),
    "internal_error": Text("not judged", "채점하지 못함"),
    "not_graded": Text("not graded yet", "아직 채점 안 함"),
    "distribution": Text("Total points", "총점 분포"),
    "students_axis": Text("students", "명"),
    "teach": Text("To teach again tomorrow", "내일 다시 설명할 것"),
    "teach_checks": Text(
        "No known misconception was recognised. These checks failed most often:",
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


def write_report(out: Path, classroom: Classroom) -> dict[str, Any]:
    """Write `class.json` and `report.html` below ``out`` unless they are current; return the data.

    What they are made from is read off the results, so nothing is computed again in vain.
    """
    digest = classroom.assignment.digest
    members = [(m.key, m.status, m.source) for m in classroom.members]
    source = source_of(digest, classroom.language, members)
    if is_current(out / PAGE, source):
        with suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads((out / DATA).read_text(encoding="utf-8"))
            return found
    report = summary(classroom)
    write(out / DATA, escaped(json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    write_page(out / PAGE, page(report), source)
    return report


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
        of_all=_of_all(report["status"]["graded"]).to(language),
        heading=_submissions(report["submissions"]).to(language),
        unfinished=_unfinished(report).to(language) if report["status"]["not_graded"] else "",
        full=lambda count: Text(f"{count} with all points", f"만점 {count}명").to(language),
    )


def _submissions(count: int) -> Text:
    noun = "submission" if count == 1 else "submissions"
    return Text(f"{count:,} {noun}", f"제출물 {count:,}개")


def _unfinished(report: Mapping[str, Any]) -> Text:
    there, most = report["submissions"] - report["status"]["not_graded"], report["submissions"]
    return Text(
        f"{there} of {most} graded: run the same command again",
        f"{most}개 가운데 {there}개를 채점했습니다. 같은 명령을 다시 실행하세요",
    )


def _of_all(graded: int) -> Text:
    """Return what stands behind the number of those who missed something."""
    return Text(f"of {graded}", f"/ {graded}명")


def _most_missed(checks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    missed = [check for check in checks if check["passed"] < check["judged"]]
    by_most = sorted(missed, key=lambda c: (c["passed"] - c["judged"], -c["points"]))
    return by_most[:_TAUGHT_AGAIN]


def _share(part: float | None, whole: float) -> str:
    return f"{100 * (part or 0) / whole:.1f}%" if whole else "0%"


def _average(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
