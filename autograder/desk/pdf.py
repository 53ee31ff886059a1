"""The students' pages as PDF, with text that can be selected, Korean too.

Made from the pages on disk, which hold all they need: nothing is fetched while it is made.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.base.errors import GradkitError
from autograder.pages.student_page import FOLDER

# Chromium's print would make Type 3 fonts of Korean text, whose order is lost. NanumGothicCoding
# is no monospace here: HarfBuzz does not always make a part of it, and the whole is a megabyte.
_STYLE = """
:root { --sans: "Noto Sans KR", "Noto Sans CJK KR", NanumGothic, "DejaVu Sans", sans-serif;
  --mono: "D2Coding", "Noto Sans Mono CJK KR", "DejaVu Sans Mono", NanumGothic, monospace; }
:lang(ko) { --sans: "Noto Sans KR", "Noto Sans CJK KR", NanumGothic, sans-serif; }
/* Two columns are laid out again and again to balance them: three quarters of a page's time. */
.passed { columns: auto !important; }
"""
# A drawing in a page is styled by the page; WeasyPrint styles it by what stands inside it alone.
_DRAWN = """<style>
.rest { fill: #f3f5f8; } .got { fill: #00548a; } .hatch { stroke: #b9c3ce; stroke-width: 2; }
.contour { fill: #00548a; fill-opacity: .055; stroke: #444c55; stroke-opacity: .38;
  stroke-width: .7; }
.frame { fill: none; stroke: #c5ccd4; } text { fill: #444c55; font: 14px sans-serif; }
.variable { font-style: italic; } .way { fill: none; stroke-width: 1.6; }
.yours .way { stroke: #943400; } .yours circle { fill: #943400; }
.right .way { stroke: #00548a; } .right rect { fill: #00548a; }
.ghost { fill: none; stroke: #00548a; stroke-dasharray: 4 3; opacity: .75; }
.from { fill: none; stroke: #000; stroke-width: 1.5; } .to { fill: none; stroke: #000;
  stroke-width: 2; }
</style>"""
_DRAWING = re.compile(r"<svg\b[^>]*>")


def student_pdf(out: Path, keys: Sequence[str]) -> bytes:
    """Return a student's page as a PDF, of the first key that has one.

    Raises GradkitError where there is none, or where the library is missing.
    """
    for key in keys:
        path = out / FOLDER / f"{key}.html"
        if path.is_file():
            content: bytes = _document(path).write_pdf(pdf_variant="pdf/ua-1")
            return content
    raise GradkitError(f"{out / FOLDER}: no page for this student yet; grade again")


def class_pdf(out: Path) -> bytes:
    """Return all students' pages as one PDF, in the order of their names."""
    paths = sorted((out / FOLDER).glob("*.html"))
    if not paths:
        raise GradkitError(f"{out / FOLDER}: no pages there; grade again")
    documents = [_document(path).render() for path in paths]
    pages = [page for document in documents for page in document.pages]
    content: bytes = documents[0].copy(pages).write_pdf()
    return content


def _document(path: Path) -> Any:
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]
    except (ImportError, OSError) as error:
        raise GradkitError(
            "PDF needs WeasyPrint and pango: pip install '.[desk]', apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 fonts-nanum"
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # of CSS that only browsers know
    text = _DRAWING.sub(lambda tag: tag[0] + _DRAWN, path.read_text(encoding="utf-8"))
    text = text.replace("</head>", f"<style>{_STYLE}</style></head>", 1)  # the last word counts
    return HTML(string=text, url_fetcher=_nothing)


def _nothing(url: str, *_words: Any, **_options: Any) -> Any:
    raise ValueError(f"nothing is fetched: {url[:60]}")
