"""Lies to a judge for a while: ``fuzz_channel.py SECONDS NAME``; ends with 1 where it faltered.

What is lied about are the functions of ``range`` or the objects of ``nets``.

Coverage-guided by atheris where that is installed, else by chance with a fixed seed.
"""

from __future__ import annotations

import random
import sys
import time

sys.path[:0] = [str(__import__("pathlib").Path(__file__).parent)]


def main(seconds: float, name: str) -> int:
    """Print how many workers lied."""
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is not None:
        include = [f"autograder.{room}" for room in ("protocol", "checks", "judge", "sandbox")]
        with atheris.instrument_imports(include=include):
            from lying_worker import Liar
    else:
        from lying_worker import Liar
    liar = Liar(name)
    end = time.monotonic() + seconds
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        liar.judge(data)
        if time.monotonic() > end:
            print(f"{count} lying workers, no fault ({'atheris' if atheris else 'by chance'})")
            sys.stdout.flush()
            __import__("os")._exit(0)

    if atheris is not None:
        atheris.Setup(
            [
                "fuzz",
                "-max_len=400",
                "-len_control=0",
                "-seed=1",
                "-rss_limit_mb=4096",
                "-timeout=60",
            ],
            one,
        )
        atheris.Fuzz()
    dice = random.Random(1)
    while True:
        one(dice.randbytes(dice.randrange(400)))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2]))
