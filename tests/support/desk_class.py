"""A class as `gradkit grade` leaves it, of any size, without judging: results made, not found."""

from __future__ import annotations

import base64
import copy
import hashlib
import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from autograder.base.files import write
from autograder.records.store import HandedIn, Records
from autograder.results.result import SCHEMA
from autograder.results.store import as_json
from autograder.submissions import register
from autograder.submissions.identity import Identity, Person
from autograder.submissions.notebook import answer_marks
from autograder.submissions.reading import key_of

QUESTION = "explain"
DEADLINE = datetime(2026, 10, 5, 14, 59, tzinfo=UTC)
_FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = ("민준", "서연", "도윤", "하은", "시우", "지우", "예준", "수아", "주원", "채원", "지호")
_ANSWERS = (
    "The gradient points **uphill**, so we step *against* it.\n\n- small steps\n- many of them",
    "기울기는 가장 가파르게 올라가는 방향입니다. 그래서 반대쪽으로 갑니다.",
    "Because $\\eta$ is small, `x - lr * grad` goes down.",
)
_COPIED = "".join(f"{n:08x}" for n in range(40))
"""The fingerprint of those who handed in the same."""
RUBRIC = [
    {"id": "direction", "title": "says that the step goes against the gradient", "points": 6},
    {"id": "step", "title": "says what the step's length does", "points": 4},
]


def png(size: int = 40) -> str:
    """A picture as a notebook holds it."""
    data = io.BytesIO()
    Image.new("RGB", (size, size), (0, 98, 154)).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


def notebook(code: str, answer: str, *cells: dict[str, Any]) -> bytes:
    """A student's notebook with an exercise and an answer for a person."""
    start, end = answer_marks(QUESTION)
    made = [
        {"cell_type": "code", "metadata": {}, "source": code, "outputs": []},
        {"cell_type": "markdown", "metadata": {}, "source": f"## Why?\n{start}"},
        {"cell_type": "markdown", "metadata": {"exercise": QUESTION}, "source": answer},
        *cells,
        {"cell_type": "markdown", "metadata": {}, "source": end},
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4}).encode()


def result(name: str, content: bytes, passed: list[bool], fingerprint: str = "") -> dict[str, Any]:
    """What the judge would have found: ten checks, and a question for a person."""
    checks = [
        {
            "id": f"public/test_loss::test_{n}",
            "part": "loss",
            "title": f"the loss is right for case {n}",
            "points": 9,
            "earned": 9 if good else 0,
            "visibility": "hidden" if n % 2 else "public",
            "outcome": "passed" if good else "failed",
            "message": "" if good else "the value is off by a factor of 2 (cell 1, line 3)",
            "counterexample": None
            if good or n % 2
            else {"code": "loss(np.array([1.0, 2.0]))", "expected": "0.5", "actual": "1.0"},
            "hint": None,
        }
        for n, good in enumerate(passed)
    ]
    score = sum(check["earned"] for check in checks)
    manual = {"checks": [], "manual": True, "rubric": RUBRIC}
    return {
        "schema": SCHEMA,
        "submission": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "assignment": "an_assignment",
        "bundle": "b" * 64,
        "isolation": "bwrap",
        "language": "ko",
        "fingerprint": fingerprint,
        "status": "graded",
        "score": None,
        "max_score": 100,
        "questions": [
            {"name": "loss", "score": score, "max_score": 90, "checks": checks},
            {"name": QUESTION, "score": None, "max_score": 10, **copy.deepcopy(manual)},
        ],
        "execution": [],
        "exhibits": [],
        "notes": [],
    }


def make(out: Path, count: int, seed: int = 1) -> Records:
    """Fill an output folder with a class of ``count`` and return its records."""
    draw = random.Random(seed)
    (out / "results").mkdir(parents=True, exist_ok=True)
    records = Records.open(out)
    run = records.begin_run("grade", "tests")
    entries = []
    for number in range(count):
        person = Person(
            name=draw.choice(_FAMILY) + draw.choice(_GIVEN), number=str(20260000 + number)
        )
        name = f"{person.name}_{person.number}.ipynb"
        whose = Identity("canvas", (person,), late=None)
        answer = f"{draw.choice(_ANSWERS)}" + ("" if number % 3 else f"\n\n{number}")
        code = f"import numpy as np\ndef loss(x):\n    return np.sum(x ** 2) * {number}\n"
        content = notebook(code, answer if number % 17 else "")
        passed = [draw.random() < 0.4 + number / (2 * count) for _ in range(10)]
        print_ = "".join(f"{draw.randrange(2**32):08x}" for _ in range(40))
        found = result(name, content, passed, print_ if number % 9 else _COPIED)
        at = DEADLINE + timedelta(hours=draw.uniform(-60, 20))
        handed = HandedIn(name, key_of(name), found["sha256"], whose, at)
        if number % 5 == 0:
            first = notebook("def loss(x):\n    return 0\n", "")
            earlier = result(name, first, [False] * 10)
            early = HandedIn(name, key_of(name), earlier["sha256"], whose, at - timedelta(hours=9))
            records.enter(early, first, ".ipynb", earlier, run)
        records.enter(handed, content, ".ipynb", found, run)
        write(out / "results" / f"{handed.key}.json", as_json(found))
        entries.append(register.Entry(name, handed.key, whose))
    titles = ("An assignment", "과제")
    now = register.Register("an_assignment", titles, tuple(entries))
    write(out / register.FILE, register.as_json(now))
    (out / "class.toml").write_text(
        'timezone = "Asia/Seoul"\ndeadline = 2026-10-05T23:59:00\n[late]\npercent = 5\n',
        encoding="utf-8",
    )
    return records
