"""Attacks of every class, at every level that claims to stop them: nothing gained, nothing told."""

from __future__ import annotations

import csv
import json
import re
import secrets
import socket
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS, DOUBLE, HEAD, SLOPE, Attack
from harness import ROOT, found_once, gradkit, results_in, scores
from table import CLAIMS, table, written

from autograder.sandbox.levels import why_not

pytestmark = [pytest.mark.walls, pytest.mark.slow]

RANGE = Path(__file__).parent / "range"
SHARED_PLACES = ("/tmp", "/dev/shm", "/var/tmp")
CANARIES = ["CANARY_HIDDEN_3f1c", "CANARY_REFERENCE_77ab", "CANARY_NEIGHBOUR", "CANARY_ENVIRONMENT"]
TELLTALES = ["LEFT_BEHIND", "CONNECTED", "ATTACHED", "WROTE", "ROOT", "7306155284016631"]
LIMITS = ("--limit", "call=2", "--limit", "statement=2", "--limit", "question=6")
HIDDEN = re.compile(
    r"passed|not right yet|not deterministic: .*|did not finish within .*|the program .*"
    r"|the 6 s for .*|f was called .*|`slope` is not (defined|there).*"
    r"|(an exception|TooLarge|[A-Z]\w+(Error|Exit|Interrupt|Group))( \(cell 1, line \d{1,3}\))?"
)


@dataclass
class Run:
    """What a run over all attacks that a level claims to stop has left."""

    level: str
    attacks: dict[str, Attack]
    results: dict[str, dict[str, Any]]
    everything: str
    """All that the run has written for people or printed: what a submission could speak through."""
    records: str
    """The database as it lies on the disk, what is no text in it replaced: nobody is shown it."""
    outside: list[str]
    """What lies outside the scratch folders and was not there before."""
    honest: bytes
    pages: dict[str, str]
    table: str


def put(place: Path, source: str, **words: object) -> None:
    for word, value in words.items():
        source = source.replace(f"{{{word}}}", str(value))
    place.write_text(source, encoding="utf-8")


def graded(place: Path, out: Path, level: str) -> str:
    done = gradkit("--root", RANGE, "grade", place, "-o", out, "--isolation", level, *LIMITS)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


# The strongest level on every run, the others with `make redteam`.
LEVELS = [pytest.param(level, marks=pytest.mark.exhaustive) for level in CLAIMS]
LEVELS[0] = pytest.param("bwrap")


@pytest.fixture(scope="module", params=LEVELS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    level: str = request.param
    if reason := why_not(level):
        pytest.skip(f"NOT TESTED: isolation level {level}: {reason}")

    def find() -> Run:
        return attacked(level, tmp_path_factory.mktemp(f"redteam-{level}"))

    return found_once(tmp_path_factory, f"attacked-{level}", find)


def attacked(level: str, place: Path) -> Run:
    """Grade all attacks that a level claims to stop; return what that has left."""
    token = f"gradkit-{secrets.token_hex(4)}"
    (place / "in").mkdir()
    bounds = place / "out_of_bounds"
    bounds.mkdir()
    bounds.chmod(0o777)
    (bounds / "kept").write_text("CANARY_NEIGHBOUR", encoding="utf-8")
    attacks = {name: a for name, a in ATTACKS.items() if a.kind in CLAIMS[level]}
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADKIT_CANARY", "CANARY_ENVIRONMENT")
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        words = {"OUT": bounds, "ROOT": ROOT, "TOKEN": token, "PORT": server.getsockname()[1]}
        words["CACHE"] = cache = place / "cache" / "gradkit"
        for name, attack in attacks.items():
            put(place / "in" / f"{name}.py", attack.source, **words)
        honest = f"{HEAD}{DOUBLE}{SLOPE}# CANARY_NEIGHBOUR\n"
        put(place / "in" / "zz.py", honest)
        graded(place / "in" / "zz.py", place / "alone", level)
        examples = {f: f.read_bytes() for f in cache.rglob("*") if f.is_file()}
        said = graded(place / "in", place / "out", level)
    files = [f for f in (place / "out").rglob("*") if f.is_file() and not f.match("class.db*")]
    outside = [str(f) for f in bounds.iterdir() if f.name != "kept"]
    outside += [str(f) for top in SHARED_PLACES for f in Path(top).glob(f"{token}*")]
    outside += [str(f) for f in (ROOT / "marker",) if f.exists()]
    assert examples, "nothing was kept that an attack could have reached for"
    # Beside the examples the judge keeps what its hints are told from, under the same name.
    ours = {*examples, *(cache / "hints" / f.name for f in examples)}
    outside += [str(f) for f in cache.rglob("*") if f.is_file() and f not in ours]
    outside += [str(f) for f, data in examples.items() if not f.exists() or f.read_bytes() != data]
    outside += [str(f) for f in Path.home().glob(f".cache/gradkit/**/{token}*")]
    [alone] = (place / "alone" / "results").glob("*.json")
    return Run(
        level,
        attacks,
        results_in(place / "out"),
        said + "".join(f.read_text(encoding="utf-8") for f in files),
        (place / "out" / "class.db").read_text(encoding="utf-8", errors="replace"),
        outside,
        alone.read_bytes(),
        {f.name: f.read_text(encoding="utf-8") for f in files if f.suffix == ".html"},
        (place / "out" / "grades.csv").read_text(encoding="utf-8"),
    )


def unjust(run: Run) -> dict[str, dict[str, float]]:
    """Return the attacks that brought more than they deserve, or cost what they should not."""
    wrong = {}
    for name, attack in run.attacks.items():
        result = run.results[f"{name}.py"]
        found = scores(result)
        is_just = found["slope"] <= attack.slope and found["double"] <= attack.double
        if not is_just or (attack.exact and found["double"] != attack.double):
            wrong[name] = found
        if result["status"] != "graded":
            wrong[name] = {"status": 0, **found}
    return wrong


def test_no_attack_gains_or_harms(run: Run) -> None:
    assert unjust(run) == {}
    assert run.results["zz.py"]["score"] == 7


def test_nothing_is_read_that_should_not_be(run: Run) -> None:
    told = [word for word in [*CANARIES, *TELLTALES] if word in run.everything + run.records]
    assert told == []


def test_nothing_is_left_outside(run: Run) -> None:
    assert run.outside == []


def test_hidden_checks_tell_nothing_of_a_submissions_choosing(run: Run) -> None:
    for result in run.results.values():
        hidden = result["questions"][0]["checks"][1]
        assert HIDDEN.fullmatch(hidden["message"]), hidden["message"]
        assert hidden["counterexample"] is None


def test_reports_hold_no_character_that_acts(run: Run) -> None:
    for character in run.everything:
        assert character in "\n\t" or not (ord(character) < 32 or 127 <= ord(character) < 160)
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"


def test_pages_hold_no_tag_of_a_submissions(run: Run) -> None:
    assert run.pages
    assert [name for name, text in run.pages.items() if "<img src=x" in text] == []


def test_no_cell_of_the_table_is_a_formula(run: Run) -> None:
    cells = [cell for row in csv.reader(run.table.splitlines()) for cell in row]
    assert [c for c in cells if c.strip()[:1] in tuple("=+-@|%\uff1d\uff0b\uff0d\uff20")] == []


def test_neighbour_is_graded_the_same_bytes(run: Run) -> None:
    result = run.results["zz.py"]
    alone = json.loads(run.honest)
    assert json.dumps(result) == json.dumps(alone)


def test_there_are_enough_attacks_of_every_class() -> None:
    kinds = Counter(attack.kind for attack in ATTACKS.values())
    assert sum(kinds.values()) >= 60
    assert min(kinds.values()) >= 2


def test_readme_says_what_this_suite_holds() -> None:
    assert written() == table()


@pytest.mark.exhaustive
def test_a_tenth_of_hostile_ones_changes_no_byte_of_the_rest(tmp_path: Path) -> None:
    place, bounds = tmp_path / "in", tmp_path / "out_of_bounds"
    place.mkdir()
    bounds.mkdir()
    for number in range(180):
        body = ["", "def slope(f, x): return 0.0\n", "def double(x): raise ValueError(x)\n"][
            number % 3
        ]
        put(place / f"{number:03}.py", f"{HEAD}{DOUBLE}{SLOPE}{body}# {number}\n")
    graded(place, tmp_path / "without", "auto")
    words = {"OUT": bounds, "ROOT": ROOT, "TOKEN": "gradkit-tenth", "PORT": 1, "CACHE": bounds}
    for name, attack in list(ATTACKS.items())[:: len(ATTACKS) // 20][:20]:
        put(place / f"{secrets.randbelow(180):03}{name}.py", attack.source, **words)
    graded(place, tmp_path / "with", "auto")
    results = list((tmp_path / "without" / "results").glob("*.json"))
    assert len(results) == 180
    for result in results:
        assert (tmp_path / "with" / "results" / result.name).read_bytes() == result.read_bytes()
