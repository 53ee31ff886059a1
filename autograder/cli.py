"""The command line: thin words around the engine; errors are one line that says what to do."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console

from autograder import pool
from autograder.assignment import Assignment, Limits, only_assignment, opened
from autograder.batch import Grade, Options, Stored, as_json, grade_all, grade_into, held, write
from autograder.faults import GradkitError
from autograder.language import Language
from autograder.lms.cli import lms
from autograder.lms.download import collect
from autograder.lms.identity import SOURCES
from autograder.progress import Progress, say
from autograder.report import grades_csv, print_table
from autograder.sandbox import LEVELS, choose, why_not
from autograder.submission import Submission, find

_LIMITS_HELP = (
    f"What a submission may use, in place of the assignment's: {', '.join(vars(Limits()))}."
)

# How click shows the help of a group without a command; not there before click 8.2.
_NO_ARGUMENTS = "NoArgsIsHelpError"


class _OneLine(click.ClickException):
    """A mistake of the person at the command line, in one line; exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it in place of click's three lines."""
        click.echo(f"gradkit: {self.message}", file=file, err=file is None)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn a GradkitError, and what click says of usage, into one line."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, getattr(click.exceptions, _NO_ARGUMENTS, ())):
            raise
        path = error.ctx.command_path if error.ctx else "gradkit"
        raise _OneLine(f"{error.format_message()} See `{path} --help`.") from error
    except GradkitError as error:
        raise _OneLine(str(error)) from error


class _Commands(click.Group):
    """A group whose commands end with one line instead of a traceback or three."""

    def make_context(self, *words: Any, **others: Any) -> click.Context:
        """Read what stands before the command's name."""
        with _one_line():
            return super().make_context(*words, **others)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the rest and run the command."""
        with _one_line():
            return super().invoke(ctx)


@click.group(cls=_Commands)
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path("."),
    help="The folder that holds assignments/ and solutions/ (default: here).",
)
@click.version_option(package_name="gradkit")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Build and grade autograded assignments."""
    if not root.is_dir():
        raise GradkitError(
            f"--root {root}: there is no such folder; name the one that holds assignments/ and "
            "solutions/"
        )
    ctx.obj = root


main.add_command(lms)


@main.command()
@click.argument("assignment", required=False)
@click.option("--prove/--no-prove", default=True, help="Grade the reference and the stubs.")
@click.pass_obj
def build(root: Path, assignment: str | None, prove: bool) -> None:
    """Make the student's folder and the autograder's bundle of an ASSIGNMENT."""
    from autograder.build import build as run

    built = run(root, assignment or only_assignment(root), prove=prove, echo=click.echo)
    click.echo(f"for students:  {built.student_zip}")
    click.echo(f"for grading:   {built.autograder_zip}")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for grades, pages and results; an earlier run's is gone on with.",
)
@click.option("-a", "--assignment", help="An assignment's name, or a bundle of `gradkit build`.")
@click.option(
    "--from",
    "source",
    type=click.Choice(["auto", *SOURCES]),
    default="auto",
    help="Whose download it is (default: looked at).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    help="Submissions at a time (default: one for each core).",
)
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler, whose workers grade.")
@click.option(
    "--isolation",
    type=click.Choice(["auto", *LEVELS]),
    default="auto",
    help="What keeps the students' code away from this machine (default: the strongest there is).",
)
@click.option("--timeout", type=click.FloatRange(1.0), help="The same as --limit question=S.")
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help=_LIMITS_HELP)
@click.option("--lang", type=click.Choice(["en", "ko"]), help="Language of the results.")
@click.option("--quiet", "voice", flag_value="quiet", help="Say nothing but what went wrong.")
@click.option("--json", "voice", flag_value="json", help="One JSON object a line, as it happens.")
@click.pass_obj
def grade(
    root: Path, /, paths: Sequence[Path], out: Path, assignment: str | None, **words: Any
) -> None:
    """Grade notebooks, .py files, zips, folders and LMS downloads into OUT."""
    submissions = collect(paths, None if words["source"] == "auto" else words["source"])
    limits = _numbers(words["limits"])
    if words["timeout"] is not None:
        limits["question"] = words["timeout"]
    options = Options(words["isolation"], words["jobs"], words["lang"], limits, words["cluster"])
    with opened(assignment or only_assignment(root), root) as found:
        results = _graded(found, submissions, out, options, words["voice"])
        if words["voice"] is None:
            console = Console()
            print_table(console, found, results)
            _print_places(console, out)
    gc.freeze()  # half of a second's imports need not be looked through to end
    sys.exit(1 if results.has_fault else 0)


def _print_places(console: Console, out: Path) -> None:
    places = {"grades": "grades.csv", "report": "report.html", "class": "class.json"}
    for name, file in {**places, "pages": "feedback", "results": "results"}.items():
        console.print(f"{name + ':':<9}{out / file}", highlight=False, markup=False, soft_wrap=True)


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


@contextmanager
def _grader(options: Options) -> Iterator[tuple[Options, Grade]]:
    """Give who grades, this machine or a cluster, and the options with the level decided."""
    if options.cluster is None:
        level, grade = choose(options.isolation), grade_all
        _warn_of(level)
        yield replace(options, isolation=level), grade
        return
    try:
        from autograder.cluster import Cluster
    except ImportError:
        raise GradkitError(
            "--cluster needs Dask: pip install '.[cluster]' in gradkit's folder"
        ) from None
    with closing(Cluster(options.cluster)) as cluster:
        level = cluster.level(options.isolation)
        _warn_of(level)
        yield replace(options, isolation=level), cluster.grade_all


def _warn_of(level: str) -> None:
    if level == "process":
        click.echo(
            "warning: isolation level `process` only limits resources; a hostile submission could "
            f"read your files. For `bwrap`: {why_not('bwrap') or 'use --isolation bwrap'}",
            err=True,
        )


def _graded(
    assignment: Assignment,
    submissions: Sequence[Submission],
    out: Path,
    options: Options,
    voice: str | None = None,
) -> Stored:
    """Grade, and write what is made of results; ``voice`` is how much is said meanwhile."""
    if options.cluster is None and not (out / "results").exists():
        pool.begin()  # beside all that comes before the first submission
    from autograder.classroom import Classroom, write_report
    from autograder.feedback import write_feedback

    results = Stored(out)
    classroom = Classroom(assignment, options.language)
    with held(out):
        try:
            with (
                _grader(options) as (options, grade),
                Progress(len(submissions), quiet=voice is not None) as progress,
            ):
                graded = grade_into(out, assignment, submissions, options, grade)
                for submission, result, was_there in graded:
                    results.add(submission, result)
                    key, identity = submission.key, submission.identity
                    source = write_feedback(out, key, result, assignment.title, identity)
                    member = classroom.add(key, result, identity, source)
                    if voice == "json":
                        say(member.record() | {"earlier": was_there})
                    progress.advance(was_there=was_there)
        finally:
            if results:
                identities = {s.name: s.identity for s in submissions}
                write(out / "grades.csv", grades_csv(assignment, results, identities))
                report = write_report(out, classroom)
    if voice == "json":
        say({name: report[name] for name in ("submissions", "status", "score")} | {"out": str(out)})
    return results


@main.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-a", "--assignment", help="An assignment's name.")
@click.option("--question", help="Only this exercise.")
@click.option("--lang", type=click.Choice(["en", "ko"]))
@click.pass_obj
def check(
    root: Path, notebook: Path, assignment: str | None, question: str | None, lang: Language | None
) -> None:
    """Run the public checks on a NOTEBOOK, as a student does."""
    from autograder.selfcheck import check_notebook, settings_of

    if not notebook.exists():
        raise GradkitError(f"{notebook}: there is no such file")
    if notebook.suffix.lower() == ".zip":
        raise GradkitError(f"{notebook}: unpack the zip and check the notebook in it")
    folder = notebook.resolve().parent
    if not (folder / "assignment.toml").exists():
        folder = (root / "assignments" / (assignment or only_assignment(root))).resolve()
    names = [known.name for known in settings_of(folder).questions]
    if question is not None and question not in names:
        raise GradkitError(f"--question {question}: the exercises are {', '.join(names)}")
    text, passed = check_notebook(notebook.resolve(), folder, lang, question)
    click.echo(text)
    sys.exit(0 if passed else 1)


@main.command()
@click.argument("assignment", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for audit.md and audit.json (default: dist/ASSIGNMENT/audit).",
)
@click.option("--only", default="*", help="Only variants whose name or part fits: 'SimpleNet.*'.")
@click.option("--mutants", is_flag=True, help="Machine-made mutants in place of known faults.")
@click.option("--every", type=click.IntRange(1), default=1, help="Only each Nth of them.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1)
@click.option("--isolation", type=click.Choice(["auto", *LEVELS]), default="auto")
@click.option("--lang", type=click.Choice(["en", "ko"]), default="en")
@click.pass_obj
def audit(root: Path, /, assignment: str | None, out: Path | None, **words: Any) -> None:
    """Measure the rubric of an ASSIGNMENT on solutions whose faults are known."""
    from autograder import audit as audits
    from autograder.mutation import mutants

    name = assignment or only_assignment(root)
    options = Options(words["isolation"], words["jobs"], words["lang"])
    with opened(name, root) as found:
        everything = mutants(found) if words["mutants"] else audits.variants(found)
        chosen = [v for v in everything if _fits(words["only"], v.name, v.part)]
        chosen = chosen[:: words["every"]]
        if not chosen:
            raise GradkitError(f"--only {words['only']}: no variant has such a name or part")
        findings = []
        with Progress(len(chosen), doing="auditing") as progress:
            for finding in audits.graded(found, chosen, options):
                findings.append(finding)
                progress.advance()
        asked = set(chosen)
        made = audits.summed_up(found, findings, [v for v in everything if v not in asked])
    text = audits.as_markdown(made, words["lang"])
    out = out or Path("dist") / name / "audit"
    out.mkdir(parents=True, exist_ok=True)
    write(out / "audit.md", text.encode())
    write(out / "audit.json", as_json(audits.as_data(made)))
    click.echo(text)
    click.echo(f"written: {out / 'audit.md'}, {out / 'audit.json'}")
    sys.exit(0 if made.is_sound else 1)


def _fits(pattern: str, *names: str) -> bool:
    return any(fnmatch(name, pattern) for name in names)


@main.command()
@click.argument("assignment", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist/demo"),
    help="The folder for the results (default: dist/demo).",
)
@click.pass_obj
def demo(root: Path, assignment: str | None, out: Path) -> None:
    """Build an assignment, grade its sample submissions and show the table."""
    from autograder.build import build as run

    name = assignment or only_assignment(root)
    built = run(root, name, echo=click.echo)
    console = Console()
    with opened(built.autograder_zip, root) as bundle:
        samples = find([root / "assignments" / name / "samples"])
        results = _graded(bundle, samples, out, Options(jobs=os.cpu_count() or 1))
        print_table(console, bundle, results)
        level = results[0]["isolation"]
    console.print(f"isolation level: {level}", highlight=False)
    _print_places(console, out)
    sys.exit(1 if results.has_fault else 0)
