"""`gradkit grade`: its options. Must begin a judge process before it imports what takes time."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.assignment.limits import Limits
from autograder.base.errors import GradkitError
from autograder.base.language import spoken
from autograder.base.levels import LEVELS
from autograder.grading.starting import begin
from autograder.submissions.identity import SOURCES, Source

if TYPE_CHECKING:
    from autograder.grading.batch import Options
    from autograder.grading.run import Run

_LIMITS_HELP = f"Override one of the assignment's limits: {', '.join(vars(Limits()))}."


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for grades, pages and results; an earlier run in it is continued.",
)
@click.option("-a", "--assignment", help="An assignment's name, or a bundle of `gradkit build`.")
@click.option(
    "--from",
    "source",
    type=click.Choice(["auto", *SOURCES]),
    default="auto",
    help="Which LMS it comes from (default: detected).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    help="How many submissions to grade at a time (default: one per core).",
)
@click.option("--cluster", metavar="ADDRESS", help="Grade on the workers of this Dask scheduler.")
@click.option(
    "--isolation",
    type=click.Choice(["auto", *LEVELS]),
    default="auto",
    help="How students' code is isolated (default: the strongest way available).",
)
@click.option("--timeout", type=click.FloatRange(1.0), help="The same as --limit question=S.")
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help=_LIMITS_HELP)
@click.option("--lang", type=click.Choice(spoken()), help="Language of the results.")
@click.option(
    "--replay/--no-replay",
    default=True,
    help="--no-replay runs every example live: slower, same verdicts.",
)
@click.option("--quiet", "voice", flag_value="quiet", help="Print only errors.")
@click.option(
    "--json", "voice", flag_value="json", help="Print one JSON object per line, as it happens."
)
@click.pass_obj
def grade(
    root: Path, /, paths: Sequence[Path], out: Path, assignment: str | None, **words: Any
) -> None:
    """Grade notebooks, .py files, zips, folders and LMS downloads."""
    limits = _numbers(words["limits"])
    if words["timeout"] is not None:
        limits["question"] = words["timeout"]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended politely: as by Ctrl-C
    if words["cluster"] is None:
        begin()
    from autograder.grading.batch import Options  # and the rest below, while the judge starts

    where = {"cluster": words["cluster"], "replay": words["replay"]}
    options = Options(words["isolation"], words["jobs"], words["lang"], limits, **where)
    source = None if words["source"] == "auto" else words["source"]
    run = _graded(root, paths, out, assignment, source, options, words["voice"])
    gc.freeze()  # half of a second's imports need not be looked through to end
    sys.exit(0 if run.is_whole else 1)


def _graded(
    root: Path,
    paths: Sequence[Path],
    out: Path,
    assignment: str | None,
    source: Source | None,
    options: Options,
    voice: str | None,
) -> Run:
    """Grade what lies at some paths into a class's folder, and say what came of it."""
    from autograder.assignment.assignment import opened
    from autograder.assignment.meant import handout_below, meant
    from autograder.grading.run import grade_class
    from autograder.lms.download import collect

    arrived = None
    if assignment is None:
        arrived = collect(paths, source, handout_below(root))
        assignment = meant(root, arrived.submissions)
    with opened(assignment, root) as found:
        arrived = arrived or collect(paths, source, found.handout)
        run = grade_class(found, arrived.submissions, out, options, voice, arrived.left_out)
        if voice is None:
            from autograder.grading.summary import print_summary

            print_summary(found, run, out)
    return run


def _numbers(settings: Sequence[str]) -> dict[str, float]:
    """Return the limits of ``--limit NAME=N``; whole numbers stay whole."""
    found: dict[str, float] = {}
    for setting in settings:
        name, _, text = setting.partition("=")
        try:
            found[name] = float(text) if "." in text else int(text)
        except ValueError:
            raise GradkitError(f"--limit {setting}: write NAME=NUMBER, such as call=5") from None
    Limits().changed(found)
    return found
