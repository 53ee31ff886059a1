"""`gradkit lms`: grades and feedback back to an LMS; thin words around the package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.base.text import one_line
from autograder.desk.classroom import opened_class
from autograder.lms import canvas, moodle
from autograder.lms.fill import LAYOUTS, feedback_zip, filled, read_groups, summary
from autograder.lms.grade import Run, Unfinished, digits, read_run
from autograder.lms.names import keep_names
from autograder.lms.plan import Plan, Rules
from autograder.lms.push.http import address
from autograder.lms.push.ledger import Ledger
from autograder.lms.push.secret import Secret, secret
from autograder.lms.push.sending import Pushed, Service, prepared
from autograder.lms.push.sending import push as send_due
from autograder.lms.roster import described
from autograder.records.effective import seen_in

_File = click.Path(path_type=Path, dir_okay=False)
# AGS sets no limit; more places than any LMS shows.
_LTI_DECIMALS = 5
_Folder = click.Path(path_type=Path, file_okay=False)


@click.group()
def lms() -> None:
    """Return grades and feedback to Canvas, Moodle, Gradescope or Blackboard."""


def _rules_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how grades become the LMS's numbers."""
    for option in (
        click.option("--scale", help="What full marks become: a number, or `lms` for its maximum."),
        click.option(
            "--decimals", type=click.IntRange(0, 5), help="Decimal places; halves are rounded up."
        ),
        click.option(
            "--zero-unreadable", is_flag=True, help="Give 0 for a file that cannot be read."
        ),
        click.option("--force", is_flag=True, help="Write despite the problems listed."),
    ):
        command = option(command)
    return command


# What not every LMS takes back.
_EXTRAS: dict[str, Callable[..., Any]] = {
    "comments": click.option("--comments", is_flag=True, help="Fill in feedback comments too."),
    "feedback": click.option("--feedback", type=_File, help="Write a zip of the students' pages."),
    "groups": click.option("--groups", type=_File, help="The CSV of a group set."),
}
_TAKES = {
    "canvas": ("feedback", "groups"),
    "moodle": ("feedback", "comments"),
    "gradescope": (),
    "blackboard": ("comments",),
}


def rules_of(words: dict[str, Any], decimals: int) -> Rules:
    """Return the rules that the options say; raise GradkitError for a scale that is none."""
    text = words["scale"]
    try:
        scale = None if text in (None, "lms") else Decimal(text)
    except InvalidOperation:
        scale = Decimal(0)
    if scale is not None and not (scale.is_finite() and scale > 0):
        raise GradkitError(f"--scale {text}: a number above 0, or `lms`")
    places = words["decimals"]
    return Rules(
        scale,
        text == "lms",
        decimals if places is None else min(places, decimals),
        words["zero_unreadable"],
        words["force"],
    )


def _fill(lms: str, results: Path, sheet: Path, output: Path, **words: Any) -> None:
    """Fill the sheet that was downloaded with the grades in RESULTS."""
    if output.exists() and output.samefile(sheet):
        raise GradkitError(f"{output}: give -o another name, so that the download is kept")
    run = _run(results, words)
    rules = rules_of(words, LAYOUTS[lms].DECIMALS)
    try:
        data = sheet.read_bytes()
    except OSError as error:
        raise GradkitError(f"{sheet}: {error.strerror}") from error
    done = filled(lms, data, str(sheet), run, rules, words["column"], words.get("comments", False))
    echo(summary(done))
    stop_at_problems(done.plan, rules.force)
    if words.get("feedback"):
        content, missing = feedback_zip(results, run)
        echo([f"no page to send back: {name}" for name in missing])
        write(words["feedback"], content)
        click.echo(f"feedback: {words['feedback']}")
    write(output, done.content)
    click.echo(f"sheet: {output}")
    if keep_names(results, done.plan):
        with opened_class(results, click.get_current_context().obj) as room:
            hindered = room.publish()
        click.echo(f"names of the sheet: {hindered or 'used in tables and pages from now on'}")


def _run(results: Path, words: dict[str, Any]) -> Run:
    groups = words.get("groups")
    try:
        return read_run(results, read_groups(groups) if groups else None, seen_in(results))
    except Unfinished as error:
        click.echo(f"gradkit: {error}", err=True)
        sys.exit(1)


def stop_at_problems(plan: Plan, force: bool) -> None:
    """List what a person should know; end the command where a problem is not forced."""
    echo((f"- {note}" for note in plan.notes), err=True)  # one stream, so that they stay in order
    echo((f"! {problem}" for problem in plan.problems), err=True)
    if plan.problems and not force:
        click.echo("nothing was written; --force writes what can be written", err=True)
        sys.exit(1)


def echo(lines: Any, err: bool = False) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line, err=err)


def _add_fill(name: str) -> None:
    decorators: Sequence[Callable[..., Any]] = (
        _rules_options,
        *(_EXTRAS[extra] for extra in _TAKES[name]),
        click.option("--column", help="The assignment's column: title, id, or part of it."),
        click.option("-o", "--output", type=_File, required=True),
        click.option("--sheet", type=click.Path(path_type=Path, exists=True), required=True),
        click.argument("results", type=_Folder),
    )

    def command(results: Path, sheet: Path, output: Path, **words: Any) -> None:
        _fill(name, results, sheet, output, **words)

    for decorate in decorators:
        command = decorate(command)
    lms.command(name, help=f"Fill the sheet downloaded from {name.title()}.")(command)


for _name in LAYOUTS:
    _add_fill(_name)


@lms.group()
def push() -> None:
    """Send grades over an LMS's web service; try --dry-run first."""


def _push_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--comments", is_flag=True, help="Send a few lines of feedback too."),
        click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing."),
        click.argument("results", type=_Folder),
    ):
        command = option(command)
    return _rules_options(command)


@push.command("canvas")
@click.option("--url", required=True, help="https://school.instructure.com")
@click.option("--course", required=True, help="The number after /courses/ in the address.")
@click.option("--assignment", required=True, help="The number after /assignments/.")
@_EXTRAS["groups"]
@_push_options
def push_canvas(results: Path, url: str, course: str, assignment: str, **words: Any) -> None:
    """Send grades to Canvas; the token is in GRADKIT_CANVAS_TOKEN or the keyring."""
    from autograder.lms.push.canvas import CanvasService

    _numbers(course=course, assignment=assignment)
    token = secret("GRADKIT_CANVAS_TOKEN", f"canvas {address(url)}")

    def service(rules: Rules, run: Run) -> Service:
        return CanvasService(url, course, assignment, token)

    _push(results, service, token, canvas.DECIMALS, words)


@push.command("moodle")
@click.option("--url", required=True, help="https://moodle.school.edu")
@click.option("--assignment", required=True, help="The number in its address: view.php?id=...")
@_push_options
def push_moodle(results: Path, url: str, assignment: str, **words: Any) -> None:
    """Send grades to Moodle; the token is in GRADKIT_MOODLE_TOKEN or the keyring."""
    from autograder.lms.push.moodle import MoodleService

    _numbers(assignment=assignment)
    token = secret("GRADKIT_MOODLE_TOKEN", f"moodle {address(url)}")

    def service(rules: Rules, run: Run) -> Service:
        return MoodleService(url, assignment, token, rules.force)

    _push(results, service, token, moodle.DECIMALS, words)


@push.command("lti")
@click.option("--line-item", required=True, help="The line item's address.")
@click.option("--members", required=True, help="The address of the course's members (NRPS).")
@click.option("--token-url", required=True, help="The platform's address for access tokens.")
@click.option("--client-id", required=True)
@click.option("--key-id", help="The `kid` under which the platform knows the key.")
@click.option("--audience", help="The assertion's audience, if not the token's address.")
@_push_options
def push_lti(results: Path, line_item: str, members: str, **words: Any) -> None:
    """Send scores over LTI 1.3; the key (RSA, PEM) is in GRADKIT_LTI_KEY or the keyring."""
    from autograder.lms.push.lti import LtiService, Tool

    client, token_url = words["client_id"], words["token_url"]
    tool = Tool(client, token_url, line_item, members, words["key_id"], words["audience"])
    key = secret("GRADKIT_LTI_KEY", f"lti {client}")

    def service(rules: Rules, run: Run) -> Service:
        return LtiService(tool, key, rules.scale or run.maximum)

    _push(results, service, key, _LTI_DECIMALS, words)


def _numbers(**words: str) -> None:
    for name, value in words.items():
        if not (value.isascii() and value.isdigit()):
            raise GradkitError(f"--{name} {one_line(value)}: a number is needed")


def _push(
    results: Path,
    opened: Callable[[Rules, Run], Service],
    token: Secret,
    decimals: int,
    words: dict[str, Any],
) -> None:
    """Send what is due, or say what would be; nothing that goes wrong shows the token."""
    rules = rules_of(words, decimals)
    run = _run(results, words)
    try:
        service = opened(rules, run)
        ledger = Ledger(results, service.target)
        pushed = prepared(service, run, rules, ledger, words["comments"])
        _send(service, ledger, pushed, rules.force, words["dry_run"])
    except GradkitError as error:
        raise GradkitError(token.hide_in(str(error))) from None
    except Exception as error:  # whatever a library says may hold what it was given
        reason = one_line(token.hide_in(f"{type(error).__name__}: {error}"))
        raise GradkitError(f"sending failed: {reason}") from None


def _send(service: Service, ledger: Ledger, pushed: Pushed, force: bool, dry_run: bool) -> None:
    click.echo(f"to: {service.target}")
    for change, _ in pushed.due if dry_run else []:
        there = f" (now {change.seat.current})" if change.seat.current else ""
        click.echo(f"would send {digits(change.points)}{there}: {described(change.seat.student)}")
    there_already = len(pushed.plan.changes) + len(pushed.plan.unchanged) - len(pushed.due)
    click.echo(f"to send: {len(pushed.due)}, already there or sent: {there_already}")
    stop_at_problems(pushed.plan, force)
    if dry_run:
        return
    with click.progressbar(length=len(pushed.due), label="sending", file=sys.stderr) as bar:
        try:
            send_due(service, pushed, ledger, lambda _: bar.update(1))
        finally:
            click.echo(f"sent: {pushed.sent} of {len(pushed.due)}")
    echo((f"! refused: {words}" for words in pushed.refused), err=True)
    if pushed.refused:
        sys.exit(1)
