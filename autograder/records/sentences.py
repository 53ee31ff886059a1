"""How a total came about, in a sentence: every number that rules or a person changed says so.

Must never say what the standing does not hold.
"""

from __future__ import annotations

from decimal import Decimal

from autograder.base.language import Text, both
from autograder.base.text import one_line
from autograder.records.lateness import LateRule
from autograder.records.standing import AttemptStanding, QuestionStanding, Standing
from autograder.records.work import Change


def digits(value: Decimal | None) -> str:
    """Return points without needless zeros; ``?`` where nobody has decided."""
    if value is None:
        return "?"
    text = f"{round(value, 2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sentence(found: Standing, rule: LateRule) -> Text | None:
    """Return why a total is not just what the checks gave; None where it is."""
    parts = list(_parts(found, rule))
    if not parts:
        return None
    most, score = digits(found.maximum), digits(found.score)
    head = Text(f"{score} of {most}: ", f"{most}점 만점에 {score}점: ")
    if found.score is None:
        head = both("")
    said = parts[0]
    for part in parts[1:]:
        said = said + both("; ") + part
    return head + said


def _parts(found: Standing, rule: LateRule) -> list[Text]:
    counted = found.counted
    parts = [part] if (part := _of_total(found)) else []
    if counted is None:
        return parts
    if part := _of_late(counted, rule):
        parts.append(part)
    if counted.attempt.number != len(found.attempts):
        number, count = counted.attempt.number, len(found.attempts)
        parts.append(
            Text(
                f"attempt {number} of {count} counts",
                f"제출 {count}번 가운데 {number}번째를 반영",
            )
        )
    parts += [part for q in counted.questions for part in _of_question(q)]
    bonus = [q.name for q in counted.questions if q.is_bonus]
    if waited_for := [name for name in found.to_grade if name not in bonus]:
        names = ", ".join(waited_for)
        parts.append(
            Text(
                f"{digits(counted.so_far)} so far, {names} not graded yet",
                f"현재 {digits(counted.so_far)}점, {names} 채점이 남아 있음",
            )
        )
    return parts


def _of_total(found: Standing) -> Text | None:
    change = found.total
    if change is None:
        return None
    before = digits(found.counted.score) if found.counted else "?"
    why = reason(change)
    return Text(f"{before} before {why.en}", f"조정 전 {before}점, {why.ko}")


def reason(change: Change) -> Text:
    """Return who changed what to how many points, and why."""
    who, because = one_line(change.who, 60), one_line(change.reason, 200)
    tail = f" ({because})" if because else ""
    if "set" in change.value:
        points = digits(Decimal(str(change.value["set"])))
        return Text(f"{who} set it to {points}{tail}", f"{who}이(가) {points}점으로 정함{tail}")
    if "add" in change.value:
        points = digits(Decimal(str(change.value["add"])))
        sign = "" if points.startswith("-") else "+"
        return Text(f"{who} gave {sign}{points}{tail}", f"{who}이(가) {sign}{points}점 조정{tail}")
    return Text(f"{who} graded it{tail}", f"{who}이(가) 채점함{tail}")


def _of_late(counted: AttemptStanding, rule: LateRule) -> Text | None:
    late = counted.late
    if not late.is_late:
        return None
    if late.is_unknown:
        return Text(
            "late, but not known by how much: nothing taken off",
            "늦게 냈지만 얼마나 늦었는지 알 수 없어 감점하지 않음",
        )
    if counted.waived:
        why = one_line(counted.waived, 200)
        return Text(f"late, excused ({why})", f"지각 감점 면제({why})")
    if counted.before is None:  # what it costs is not known yet
        how_late = _units(late.units, rule)
        return Text(how_late.en, f"{how_late.ko} 제출") if late.units else Text("late", "지각")
    before = digits(counted.before)
    if late.is_cut_off:
        return Text(
            f"{before}, but handed in after the final cut-off",
            f"{before}점이지만 최종 마감 뒤에 제출",
        )
    free = _free_days(late.free_days)
    if not counted.penalty:
        return Text(f"late{free.en}, nothing taken off", f"늦게 제출{free.ko}, 감점 없음")
    cost, how_late = _cost(counted, rule), _units(late.units, rule)
    return Text(
        f"{before} before {cost.en} for {how_late.en}{free.en}",
        f"{before}점에서 {how_late.ko} 감점 {cost.ko}{free.ko}",
    )


def _cost(counted: AttemptStanding, rule: LateRule) -> Text:
    most = rule.cap if rule.cap is not None else Decimal(1_000_000)
    if rule.percent:
        percent = digits(min(rule.percent * counted.late.units, most, Decimal(100)))
        of = Text(" of the maximum", "(만점 기준)") if rule.of == "maximum" else both("")
        return Text(f"{percent} %", f"{percent}%") + of
    points = digits(min(rule.points * counted.late.units, most))
    return Text(f"{points} point{'' if points == '1' else 's'}", f"{points}점")


def _units(units: int, rule: LateRule) -> Text:
    if rule.per == "once":
        return Text("being late", "지각")
    word = Text("hour", "시간") if rule.per == "hour" else Text("day", "일")
    count = "one" if units == 1 else str(units)
    return Text(f"{count} {word.en}{'' if units == 1 else 's'} late", f"{units}{word.ko} 늦어")


def _free_days(days: int) -> Text:
    if not days:
        return both("")
    noun = "free day" if days == 1 else "free days"
    return Text(f" ({days} {noun} used)", f"(여유 {days}일 사용)")


def _of_question(question: QuestionStanding) -> list[Text]:
    parts = []
    if question.is_bonus and question.score:
        bonus = digits(question.score)
        name = question.name
        parts.append(Text(f"with a bonus of {bonus} for {name}", f"{name} 가산점 {bonus}점 포함"))
    for change in question.decided:
        if change.kind == "adjust":
            name = change.target.partition(":")[2]
            parts.append(both(f"{name}: ") + reason(change))
    if question.forgiven:
        titles = one_line(", ".join(question.forgiven), 200)
        parts.append(Text(f"not counted against anyone: {titles}", f"모두에게 감점 없음: {titles}"))
    return parts
