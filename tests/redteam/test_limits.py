"""Whatever a submission uses up is its own: the verdict says what, its other question is right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, once, results_in, scores

pytestmark = [pytest.mark.walls, pytest.mark.slow]

RANGE = Path(__file__).parent / "range"
RIGHT = (RANGE / "solutions" / "range" / "reference.py").read_text(encoding="utf-8")
# What `slope` does, with the outcome and a word of the message of its public check.
WASTERS = {
    "loop": ("while True: pass", "timeout", "did not finish within 1.5 s"),
    "loop_in_c": ("sum(itertools.count())", "timeout", "did not finish within 1.5 s"),
    "sleep": ("time.sleep(99)", "timeout", "did not finish within 1.5 s"),
    "flood_of_output": ("while True: print('x' * 10**6)", "timeout", "did not finish"),
    "many_calls_of_f": ("while True: f(x)", "timeout", "f was called more than 500 times"),
    "many_messages": (
        "for _ in range(10**9): f.questions.ask(['gradient', 0, None])",
        "timeout",
        "sent more than 3,000 messages",
    ),
    "giant_message": ("f.questions.ask(['eval', b'x' * 2**22])", "crashed", "more than 3 MiB"),
    # Less than a message may hold, and more than the reference's answers have by far.
    "large_answer": ("return np.ones(2**18)", "failed", "far larger than what is asked for"),
    "large_argument": (
        "x.resize(2**18, refcheck=False); f(x)",
        "failed",
        "far larger than what is asked for",
    ),
    "giant_array": ("return np.ones(10**11)", "error", "MemoryError"),
    "little_by_little": ("hoard = [np.empty(2**20) for _ in range(10**6)]", "error", "Memory"),
    "broadcast": ("return np.broadcast_to(1.0, (10**6, 10**6))", "error", "TooLarge"),
    "fork_bomb": ("while True: os.fork()", "", ""),  # its children speak as well: any outcome
    "thread_bomb": (
        "while True: threading.Thread(target=time.sleep, args=(99,)).start()",
        "error",
        "can't start new thread",
    ),
    "large_file": ("open('big', 'wb').write(bytes(2**24))", "error", "OSError"),
    "many_files": ("hoard = [open('f', 'w') for _ in range(10**4)]", "error", "OSError"),
    "deep_recursion": ("return slope(f, x)", "error", "RecursionError"),
    "long_message": ("raise ValueError('x' * 10**8)", "error", "ValueError"),
}
LIMITS = {
    "call": 1.5,
    "statement": 1.5,
    "question": 4,
    "evaluations": 500,
    "messages": 3_000,
    "message_mib": 3,
    "memory_mib": 1024,
    "processes": 6,
    "file_mib": 4,
}
HEAD = "import itertools, os, threading, time\nimport numpy as np\n"


def run(out: Path, *places: object, limits: dict[str, float] = LIMITS) -> dict[str, Any]:
    words = [word for name, n in limits.items() for word in ("--limit", f"{name}={n}")]
    done = gradkit("--root", RANGE, "grade", *places, "-o", out, *words)
    assert done.returncode == 0, done.stderr
    return results_in(out)


@pytest.fixture(scope="module")
def wasted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    sources = {name: f"def slope(f, x):\n    {body}\n" for name, (body, _, _) in WASTERS.items()}
    sources["statement"] = "H = sum(itertools.count())\ndef slope(f, x):\n    return f(x) / H\n"

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        for name, source in sources.items():
            (place / f"{name}.py").write_text(f"{HEAD}{RIGHT}\n{source}", encoding="utf-8")
        run(out, place)

    return results_in(once(tmp_path_factory, "limits", make))


@pytest.mark.parametrize("name", WASTERS)
def test_waste_costs_its_own_question_and_is_named(wasted: dict[str, Any], name: str) -> None:
    _, outcome, word = WASTERS[name]
    result = wasted[f"{name}.py"]
    assert scores(result) == {"slope": 0, "double": 2}
    public, hidden = result["questions"][0]["checks"]
    if outcome:
        assert public["outcome"] == outcome
    assert word in public["message"]
    assert hidden["outcome"] in ("timeout", "error", "crashed", outcome)
    assert len(public["message"]) < 1_000
    assert result["limits"] == LIMITS


def test_endless_statement_is_named_with_its_place(wasted: dict[str, Any]) -> None:
    result = wasted["statement.py"]
    assert scores(result) == {"slope": 0, "double": 2}
    line = result["execution"][0]["line"]
    assert result["execution"][0]["error"] == "did not finish within 1.5 s"
    assert line == (HEAD + RIGHT).count("\n") + 2
    assert "NameError" in result["questions"][0]["checks"][0]["message"]


def test_question_as_a_whole_has_a_limit(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(RIGHT + "\nimport time\ndef slope(f, x): time.sleep(0.8)\n", encoding="utf-8")
    limits = {"call": 2, "question": 1.5}
    result = run(tmp_path / "out", slow, limits=limits)["slow.py"]
    assert "1.5 s for this question are used up" in result["questions"][0]["checks"][1]["message"]


def test_question_used_up_before_its_checks_spoils_no_later_submission(tmp_path: Path) -> None:
    slow = "\nimport time\nH = time.sleep(9)\ndef slope(f, x): return H\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.py").write_text(RIGHT + slow, encoding="utf-8")
    (tmp_path / "in" / "2.py").write_text(RIGHT, encoding="utf-8")
    found = run(tmp_path / "out", tmp_path / "in", "--jobs", 1, limits={"question": 2})
    assert [scores(found[name])["slope"] for name in ("1.py", "2.py")] == [0, 5]
    assert {c["outcome"] for c in found["1.py"]["questions"][0]["checks"]} == {"timeout"}


def test_processor_time_has_a_limit(tmp_path: Path) -> None:
    busy = tmp_path / "busy.py"
    busy.write_text(RIGHT + "\ndef slope(f, x):\n    while True: pass\n", encoding="utf-8")
    limits = {"call": 30, "question": 40, "cpu": 1}
    result = run(tmp_path / "out", busy, limits=limits)["busy.py"]
    check = result["questions"][0]["checks"][0]
    assert (check["outcome"], scores(result)["double"]) == ("crashed", 2)
    assert "processor time" in check["message"]


def test_other_limits_grade_anew(tmp_path: Path) -> None:
    right = tmp_path / "right.py"
    right.write_text(RIGHT, encoding="utf-8")
    first = run(tmp_path / "out", right, limits={})
    assert "limits" not in first["right.py"]
    second = run(tmp_path / "out", right, limits={"call": 2})
    assert second["right.py"]["limits"] == {"call": 2}
    assert first["right.py"]["score"] == second["right.py"]["score"] == 7


@pytest.mark.parametrize(
    ("setting", "word"),
    [("wall=3", "no limit wall"), ("call", "NAME=NUMBER"), ("call=0", "positive")]
    + [("processes=1.5", "whole number"), ("call=nan", "NAME=NUMBER"), ("call=inf.", "NAME")],
)
def test_limit_that_is_none_is_told(tmp_path: Path, setting: str, word: str) -> None:
    file = tmp_path / "a.py"
    file.write_text(RIGHT, encoding="utf-8")
    done = gradkit("--root", RANGE, "grade", file, "-o", tmp_path / "out", "--limit", setting)
    assert done.returncode == 2
    assert word in done.stderr and len(done.stderr.splitlines()) == 1


def test_limits_of_an_assignment_are_checked(tmp_path: Path) -> None:
    from autograder.assignment.assignment import load
    from autograder.base.errors import GradkitError

    text = (RANGE / "assignments/range/assignment.toml").read_text(encoding="utf-8")
    assert "limits" not in tomllib.loads(text)
    (tmp_path / "assignment.toml").write_text(f"{text}[limits]\nmemory_mib = -1\n", "utf-8")
    with pytest.raises(GradkitError, match="memory_mib"):
        load(tmp_path, RANGE / "solutions/range/reference.py")
