"""Takes the picture in the README: a student's page beside the class's, of the sample submissions.

``python picture.py GRADED OUT.png``, where GRADED is what `gradkit grade --lang en` wrote of them.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from browser import running, window
from PIL import Image

STUDENT = "윤서준"
_WIDTH, _HEIGHT, _GAP = 820, 1010, 24


def main(graded: Path, target: Path) -> None:
    """Write the picture, in few colours."""
    pages = [next(graded.glob(f"feedback/*{STUDENT}*.html")), graded / "report.html"]
    picture = Image.new("RGB", (2 * _WIDTH + _GAP, _HEIGHT), "#d3dae2")
    with running() as browser, window(browser, _WIDTH) as seen:
        seen.page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
        for place, path in enumerate(pages):
            shot = seen.open(path).page.screenshot()
            picture.paste(Image.open(io.BytesIO(shot)), (place * (_WIDTH + _GAP), 0))
    few = picture.quantize(160, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
