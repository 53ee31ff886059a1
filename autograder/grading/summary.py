"""What a run says on a terminal at its end."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder.assignment.assignment import Assignment
from autograder.grading.run import Run, news
from autograder.results.grades import print_table


def print_summary(assignment: Assignment, run: Run, out: Path) -> None:
    """Print the table of all rows, what this run changed, and where what was written lies."""
    console = Console()
    print_table(console, assignment, run.results, run.results.register.sheet_names)
    _print_news(console, run)
    print_places(console, out)


def _print_news(console: Console, run: Run) -> None:
    """Say what this run changed in the class, and what is not as it should be."""
    for line in news(run):
        console.print(Text(line), soft_wrap=True)


def print_places(console: Console, out: Path) -> None:
    """Say where what was written lies."""
    places = {"grades": "grades.csv", "report": "report.html", "class": "class.json"}
    for name, file in {**places, "pages": "feedback", "results": "results"}.items():
        console.print(f"{name + ':':<9}{out / file}", highlight=False, markup=False, soft_wrap=True)
