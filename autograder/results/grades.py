"""What a teacher reads after a run: the grades as CSV and as a table on the terminal.

Everything that came from a submission is defused here: formulas for the spreadsheet, control and
bidirectional characters for the terminal. Must never interpret what it shows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text as RichText

from autograder.assignment.assignment import Assignment
from autograder.base.text import one_line
from autograder.results.result import Result, fault
from autograder.submissions.identity import Identity

_BEFORE = ["submission", "student_id", "student_name", "status"]
_AFTER = ["total", "max", "percent", "message"]
_MOST_ROWS = 200
# Where the name of a question may go on to a second line: in snake_case, in CamelCase.
_BREAKS = re.compile(r"(?<=_)|(?<=[a-z])(?=[A-Z][a-z]*$)")
# The full-width forms as well: East Asian Excel takes them for the others (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # noqa: RUF001


def grades_csv(
    assignment: Assignment,
    results: Sequence[Result],
    identities: Mapping[str, Identity],
) -> bytes:
    """Return `grades.csv`: a row for every submission, every column, sorted by submission.

    ``identities``: who handed in what, by submission.
    """
    questions = [question.name for question in assignment.all_questions]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_BEFORE, *questions, *_AFTER])
    rows = [
        _row(result, identities.get(result["submission"], Identity("folder"))) for result in results
    ]
    for row in sorted(rows, key=lambda row: str(row[0])):
        writer.writerow([cell(value) for value in row])
    return text.getvalue().encode()


def _row(result: Result, identity: Identity) -> list[object]:
    scores = [question["score"] for question in result["questions"]]
    total, most = result["score"], result["max_score"]
    percent = "" if total is None else f"{100 * total / most:.2f}"
    head = [result["submission"], identity.numbers, identity.names]
    said = message(result)
    if why := result.get("standing", {}).get("said"):
        said = one_line(f"{why}. {said}".strip())
    if remark := identity.remark():
        said = one_line(f"{remark.to(result['language'])}. {said}".strip())
    return [*head, result["status"], *scores, total, most, percent, said]


def message(result: Result) -> str:
    """Return one line that says what a result is about."""
    if result["status"] != "graded":
        return one_line(" ".join(result["notes"]) or fault(result))
    wrong = [
        f"{check['title']}: {check['message']}"
        for question in result["questions"]
        for check in question["checks"]
        if check["outcome"] != "passed"
    ]
    more = f" (+{len(wrong) - 1})" if len(wrong) > 1 else ""
    said = one_line(wrong[0], 300 - len(more)) + more if wrong else ""
    return one_line(". ".join([*result["notes"], said]).removesuffix(". "))


def cell(value: object) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    raw_is_formula = value.startswith(_FORMULA) or (value[:1] and ord(value[0]) < 32)
    text = one_line(value, 1_000)
    return f"'{text}" if raw_is_formula or text.startswith(_FORMULA) else text


_LEAST_NAME = 24
"""Letters of a submission's name: where long headings leave fewer, they are numbers."""


def _width(headings: Sequence[str]) -> int:
    """Return how wide the columns below some headings are, with what is between them."""
    return sum(2 + max(map(len, heading.split("\n"))) for heading in headings)


def print_table(
    console: Console,
    assignment: Assignment,
    results: Sequence[Result],
    names: Mapping[str, str] | None = None,
) -> None:
    """Print a row for every submission, and why some have no marks; it fits 80 columns.

    ``names`` are the students' whom the LMS's sheet names, by submission.
    """
    names = names or {}
    title = RichText(assignment.title.en)
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("submission", overflow="fold")
    questions = [question.name for question in assignment.all_questions]
    headings = [_BREAKS.sub("\n", name) for name in questions]
    if is_numbered := console.width - _width([*headings, "total"]) < _LEAST_NAME:
        headings = [str(number) for number in range(1, len(questions) + 1)]
    for heading in headings:
        table.add_column(heading, justify="right")
    table.add_column("total", justify="right")
    for result in results[:_MOST_ROWS]:
        is_graded = result["status"] == "graded"
        scores = [*(question["score"] for question in result["questions"]), result["score"]]
        cells = [f"{score:g}" if is_graded and score is not None else "-" for score in scores]
        label = names.get(result["submission"], result["submission"])
        table.add_row(RichText(one_line(label, 60)), *map(RichText, cells))
    console.print(table)
    if is_numbered:
        legend = ", ".join(
            f"{heading} {name}" for heading, name in zip(headings, questions, strict=True)
        )
        console.print(RichText(f"{legend}\n"))
    if len(results) > _MOST_ROWS:
        console.print(f"and {len(results) - _MOST_ROWS} more", highlight=False)
    told = [result for result in results if result["status"] != "graded" or result["notes"]]
    for result in told[:_MOST_ROWS]:
        is_graded = result["status"] == "graded"
        sign = "-" if is_graded or result["status"] == "not_graded" else "!"
        status = "" if is_graded else f"{result['status'].replace('_', ' ')}: "
        said = one_line(" ".join(result["notes"])) if is_graded else message(result)
        line = f"{sign} {status}{one_line(result['submission'], 60)}: {said}"
        console.print(RichText(line), soft_wrap=True)
