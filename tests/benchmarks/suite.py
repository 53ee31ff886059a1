"""Measures what one right submission costs, and a notebook whose top level would train for long.

Prints; asserts nothing. Run it with `make bench`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "neural_network_learning"
REPEATS = 8


def main() -> None:
    """Grade the reference again and again in one judge process, and print the times."""
    from autograder.assignment import opened
    from autograder.batch import Options, _Judge
    from autograder.judge import MAX_EXAMPLES
    from autograder.sandbox import choose
    from autograder.submission import find

    level = choose("auto")
    with opened(NAME, ROOT) as assignment, tempfile.TemporaryDirectory() as place:
        trains = Path(place) / "trains.py"
        reference = ROOT / "solutions" / NAME / "reference.py"
        training = "\nnet = TwoLayerNet(784, 50, 10)\nfor _ in range(10**6):\n    net.loss(x, t)\n"
        trains.write_text(reference.read_text(encoding="utf-8") + training, encoding="utf-8")
        start = time.perf_counter()
        judge = _Judge(assignment, level, Options(isolation=level))
        print(f"judge process, once per run:        {time.perf_counter() - start:6.2f} s")
        for label, path in (("right submission", reference), ("one that trains", trains)):
            times = []
            for _ in range(REPEATS):
                start = time.perf_counter()
                result = judge.grade(find([path])[0])
                times.append(time.perf_counter() - start)
            print(
                f"{label}: median {statistics.median(times):6.2f} s, worst {max(times):.2f} s, "
                f"score {result['score']} ({MAX_EXAMPLES} examples per property, level {level})"
            )
        judge.close()


if __name__ == "__main__":
    sys.exit(main())
