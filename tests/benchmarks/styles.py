"""What grading costs by how a right solution is written: one judge, one submission after the other.

A judge and its worker take turns on one core, so seconds by the clock are seconds of that core.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.assignment.assignment import Assignment
from autograder.grading.order import Order
from autograder.grading.pool import Pool

_HEAD = {"sha256": "", "isolation": "", "language": "en", "limits": {}}


def seconds(assignment: Assignment, paths: Sequence[Path], repeats: int) -> dict[Path, float]:
    """Return the least seconds that each takes; all once before, to warm up.

    Raises SystemExit where a right one does not get full marks.
    """
    pool = Pool(assignment, "auto").made_ready()
    judge = pool.judge()
    took = dict.fromkeys(paths, float("inf"))
    for _ in range(1 + repeats):
        for path in paths:
            order = Order({**_HEAD, "submission": path.name}, None, path.read_bytes(), path.suffix)
            start = time.perf_counter()
            result = judge.grade(order)
            took[path] = min(took[path], time.perf_counter() - start)
            if result["score"] != result["max_score"]:
                raise SystemExit(f"{path}: a right submission got {result['score']}")
    judge.close()
    pool.close()
    return took


def shown(took: Mapping[Path, float]) -> dict[str, Path]:
    """Return the fastest, the median, and the slowest tenth's fastest and slowest."""
    order = sorted(took, key=lambda path: took[path])
    count = len(order)
    return {
        "fastest": order[0],
        "median": order[count // 2],
        "where the slowest tenth begins": order[min(count - 1, count * 9 // 10)],
        "slowest": order[-1],
    }
