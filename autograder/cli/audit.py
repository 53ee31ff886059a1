"""`gradkit audit`."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.assignment.assignment import Assignment, opened
from autograder.assignment.meant import all_meant, meant
from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.base.levels import LEVELS
from autograder.grading.batch import Options
from autograder.grading.progress import Progress
from autograder.results.store import as_json
from autograder.submissions.reading import find

if TYPE_CHECKING:
    from autograder.authoring.audit import Finding, Variant


@click.command()
@click.argument("assignment", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for audit.md and audit.json (default: dist/ASSIGNMENT/audit).",
)
@click.option("--only", default="*", help="Only variants with this name or part: 'KMeans.*'.")
@click.option(
    "--mutants", is_flag=True, help="Use machine-made mutants instead of the known misconceptions."
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Measure hints on a folder of files that each say what is wrong with them.",
)
@click.option(
    "--without-catalogue",
    is_flag=True,
    help="With --corpus: as if the assignment had no misconceptions of its own.",
)
@click.option(
    "--reach",
    is_flag=True,
    help="Only how far the checks reach, and what trivial answers are worth.",
)
@click.option("--every", type=click.IntRange(1), default=1, help="Only every Nth of them.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1)
@click.option("--isolation", type=click.Choice(["auto", *LEVELS]), default="auto")
@click.option("--lang", type=click.Choice(["en", "ko"]), default="en")
@click.pass_obj
def audit(root: Path, /, assignment: str | None, out: Path | None, **words: Any) -> None:
    """Measure how well a rubric tells right work from wrong."""
    names = [assignment] if assignment else all_meant(root)
    if words["corpus"] and not assignment:
        names = [meant(root, find([words["corpus"]]))]
    outs = [out or Path("dist") / name / "audit" for name in names]
    if out is not None and len(names) > 1:
        outs = [out / name for name in names]
    sound = [_audited(root, *each, words) for each in zip(names, outs, strict=True)]
    sys.exit(0 if all(sound) else 1)


def _audited(root: Path, name: str, out: Path, words: dict[str, Any]) -> bool:
    """Audit one assignment; return whether its rubric is sound."""
    options = Options(words["isolation"], words["jobs"], words["lang"])
    if words["corpus"]:
        _of_strangers(name, root, out, options, **words)
        return True
    with opened(name, root) as found:
        known = None if words["reach"] else _of_known(found, options, words)
        is_whole = words["only"] == "*" and words["every"] == 1 and not words["mutants"]
        far = _reached(found, options, words) if words["reach"] or is_whole else None
    texts = [text for _, text, _ in filter(None, (known, far))]
    data = {**(known[0] if known else {}), **({"reach": far[0]} if far else {})}
    out.mkdir(parents=True, exist_ok=True)
    write(out / "audit.md", "\n".join(texts).encode())
    write(out / "audit.json", as_json(data))
    click.echo("\n".join(texts))
    click.echo(f"written: {out / 'audit.md'}, {out / 'audit.json'}")
    return all(is_sound for *_, is_sound in filter(None, (known, far)))


Told = tuple[dict[str, Any], str, bool]
"""Data, text, and whether all is well."""


def _of_known(found: Assignment, options: Options, words: dict[str, Any]) -> Told:
    """Report what the rubric makes of solutions whose faults are known."""
    from autograder.authoring import audit as audits
    from autograder.authoring.mutants import mutants

    everything = mutants(found) if words["mutants"] else audits.variants(found)
    chosen = [v for v in everything if _fits(words["only"], v.name, v.part)][:: words["every"]]
    if not chosen:
        raise GradkitError(f"--only {words['only']}: no variant has such a name or part")
    findings = _graded(found, chosen, options)
    asked = set(chosen)
    made = audits.summed_up(found, findings, [v for v in everything if v not in asked])
    return audits.as_data(made), audits.as_markdown(made, words["lang"]), made.is_sound


def _reached(found: Assignment, options: Options, words: dict[str, Any]) -> Told:
    """Report how far the checks reach, and what trivial answers are worth."""
    from autograder.authoring import reach

    found = replace(found, gives_hints=False)
    idle = reach.for_nothing(found)
    trivial = _graded(found, idle[:1], options)  # which has the examples drawn
    seen = reach.seen_in(found)
    trivial += _graded(found, idle[1:], options)
    chosen = [each for each in reach.reaches(seen) if _fits(words["only"], each.name)]
    chosen = chosen[:: words["every"]]
    made = {reach.variant_of(found, each): each for each in chosen}
    tried = [(made[f.variant], f) for f in _graded(found, list(made), options)]
    data = reach.as_data(found, tried, trivial, seen)
    return data, reach.as_markdown(data, words["lang"]), reach.is_sound(data)


def _graded(found: Assignment, chosen: list[Variant], options: Options) -> list[Finding]:
    from autograder.authoring import audit as audits

    findings: list[Finding] = []
    if not chosen:
        return findings
    with Progress(len(chosen), doing="auditing") as progress:
        for finding in audits.graded(found, chosen, options):
            audits.ensure_judged(finding)
            findings.append(finding)
            progress.advance()
    return findings


def _of_strangers(name: str, root: Path, out: Path, options: Options, **words: Any) -> None:
    """Report what diagnosis makes of a corpus from outside."""
    from autograder.authoring import corpus

    with ExitStack() as stack:
        found = stack.enter_context(opened(name, root))
        everything = corpus.strangers(words["corpus"], found)
        chosen = [s for s in everything if _fits(words["only"], s.variant.name, s.variant.part)]
        chosen = chosen[:: words["every"]]
        if not chosen:
            raise GradkitError(f"--only {words['only']}: no file has such a name or part")
        with Progress(2 * len(chosen), doing="auditing") as progress:
            if words["without_catalogue"]:
                found = corpus.without_catalogue(found, stack)
            made = corpus.told(found, chosen, options, progress.advance)
        data = corpus.as_data(found, made)
    text = corpus.as_markdown(data, words["lang"])
    out.mkdir(parents=True, exist_ok=True)
    write(out / "corpus.md", text.encode())
    write(out / "corpus.json", as_json(data))
    click.echo(text)
    click.echo(f"written: {out / 'corpus.md'}, {out / 'corpus.json'}")


def _fits(pattern: str, *names: str) -> bool:
    return any(fnmatch(name, pattern) for name in names)
