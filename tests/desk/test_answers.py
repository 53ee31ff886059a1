"""Answers for a person: found wherever they went, shown so that nothing of them can run."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

import pytest
from desk_class import QUESTION, notebook, png
from hypothesis import given
from hypothesis import strategies as st

from autograder.desk.answers import NONE, Picture, found
from autograder.desk.confined import fragment, page
from autograder.desk.pictures import Darkroom
from autograder.submissions.notebook import answer_marks

TEXT = "Because the gradient points uphill."


def cells(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)["cells"]
    return found


def packed(cells: list[dict[str, Any]]) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}).encode()


def markdown(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def said(data: bytes, *given: str) -> list[str]:
    return [piece.source for piece in found(data, ".ipynb", QUESTION, given).pieces]


def test_an_answer_is_found_in_its_cell() -> None:
    assert said(notebook("x = 1", TEXT)) == [TEXT]


def test_an_answer_split_in_two_is_found_whole() -> None:
    assert said(notebook("x = 1", TEXT, markdown("And more."))) == [TEXT, "And more."]


def test_an_answer_in_a_cell_of_another_kind_is_found() -> None:
    code = {"cell_type": "code", "metadata": {}, "source": TEXT, "outputs": []}
    raw = {"cell_type": "raw", "metadata": {}, "source": "raw"}
    assert said(notebook("x = 1", "", code, raw)) == [TEXT, "raw"]


def test_an_answer_that_was_moved_is_found_by_its_mark() -> None:
    own = cells(notebook("x = 1", TEXT))
    assert said(packed([own[2], own[0], own[1], own[3]])) == [TEXT]


def test_an_editor_that_drops_metadata_changes_nothing() -> None:
    plain = [{**cell, "metadata": {}} for cell in cells(notebook("x = 1", TEXT))]
    assert said(packed(plain)) == [TEXT]


@pytest.mark.parametrize("left", ["", "  \n", "_Write here._", "_Write  here._\n"])
def test_what_the_template_had_is_no_answer(left: str) -> None:
    assert not found(notebook("x = 1", left), ".ipynb", QUESTION, ["_Write here._"]).is_there


def test_a_deleted_cell_is_a_question_with_no_answer() -> None:
    own = cells(notebook("x = 1", TEXT))
    assert found(packed([own[0], own[1], own[3]]), ".ipynb", QUESTION) == NONE
    assert found(packed([own[0]]), ".ipynb", QUESTION) == NONE


def test_what_follows_an_answer_whose_end_is_gone_is_another_questions() -> None:
    own = cells(notebook("x = 1", TEXT))
    other = markdown(answer_marks("another")[0])
    assert said(packed([*own[:3], other, markdown("Not mine.")])) == [TEXT]


def test_blanks_make_no_other_answer() -> None:
    one, other = (found(notebook("", text), ".ipynb", QUESTION) for text in (TEXT, f"  {TEXT}\n\n"))
    assert one.digest == other.digest
    assert one.digest != found(notebook("", TEXT + "!"), ".ipynb", QUESTION).digest


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><use href='data:image/svg+xml;base64,PHN2Zz4='/></svg>",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example>",
    "[a]: http://evil.example\n[a]",
    "<iframe srcdoc='<script>parent.x=1</script>'></iframe><base href='http://evil.example'>",
    "<style>body{display:none}</style><link rel=stylesheet href=http://evil.example>",
    "<form action=http://evil.example><button autofocus onfocus=alert(1)>",
    "`</code><script>1</script>`\n\n```\n</pre><script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt; <!--<script>alert(1)</script>-->",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
]


def tags_in(html: str) -> set[str]:
    from html.parser import HTMLParser

    seen: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.add(tag)
            seen.update(f"{tag}@{name}={(value or '')[:22]}" for name, value in attrs)

    Reader().feed(html)
    return seen


_HARMLESS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li"),
    *(f"h{n}" for n in range(1, 7)),
    *("table", "thead", "tbody", "tr", "th", "td", "del", "s", "sub", "sup"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_browser_obeys_comes_through(attack: str) -> None:
    answer = found(notebook("", attack), ".ipynb", QUESTION)
    assert tags_in(fragment(answer, "not shown", "code")) <= _HARMLESS


@given(st.text(alphabet="<>/&\"'`!()[]:= \nabcdefsimgvroncriptjl#*_|-", max_size=200))
def test_no_markdown_makes_anything_but_harmless_tags(text: str) -> None:
    answer = found(notebook("", text), ".ipynb", QUESTION)
    assert tags_in(fragment(answer, "not shown", "code")) <= _HARMLESS


def output(kind: str, data: str) -> dict[str, Any]:
    outputs = [{"output_type": "display_data", "data": {kind: data}}]
    return {"cell_type": "code", "metadata": {}, "source": "plot()", "outputs": outputs}


def test_a_plot_is_shown_encoded_anew() -> None:
    data = png()
    answer = found(notebook("", "", output("image/png", data)), ".ipynb", QUESTION)
    shown = tags_in(fragment(answer, "not shown", "code"))
    assert {"img", "img@src=data:image/png;base64,"} <= shown
    assert answer.is_there


def test_what_hides_behind_a_picture_is_gone() -> None:
    tail = base64.b64encode(base64.b64decode(png()) + b"<script>alert(1)</script>").decode()
    [anew] = Darkroom().encoded_anew([Picture("image/png", tail)])
    assert anew is not None
    assert b"script" not in base64.b64decode(anew)


def _bomb(thousands: int = 60) -> str:
    """Return a black picture of so many thousand rows, which was never decoded here.

    A thousand rows are compressed once: after a full flush the same rows are the same bytes.
    """
    rows = bytes((1 + 60_000 // 8) * 1_000)  # each begins with its filter: none (PNG, section 9)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    block = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(thousands):
        check = zlib.adler32(rows, check)
    stream = b"\x78\x9c" + block * thousands + b"\x03\x00" + check.to_bytes(4, "big")
    size = struct.pack(">IIBBBBB", 60_000, thousands * 1_000, 1, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", size), (b"IDAT", stream), (b"IEND", b"")):
        checked = kind + body
        data += struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("image/svg+xml", "<svg onload='alert(1)'/>"),
        ("text/html", "<script>alert(1)</script>"),
        ("application/javascript", "alert(1)"),
        ("image/png", "A" * 50_000_000),
        ("image/png", "no base64!"),
        ("image/jpeg", base64.b64encode(b"\xff\xd8\xff\xe0 broken").decode()),
        ("image/png", base64.b64encode(b"GIF89a" + b"\0" * 99).decode()),
    ],
)
def test_what_is_no_picture_is_named_and_not_shown(kind: str, data: str) -> None:
    answer = found(notebook("", "", output(kind, data)), ".ipynb", QUESTION)
    html = fragment(answer, "not shown", "code")
    assert "not shown: " + kind in html
    assert tags_in(html) <= {*_HARMLESS, "p@class=left"}


@pytest.mark.slow
def test_a_picture_of_four_gigapixels_is_not_decoded() -> None:
    assert Darkroom().encoded_anew([Picture("image/png", _bomb())]) == [None]


def test_the_page_itself_allows_nothing() -> None:
    html = page(NONE, "en", "nothing", "not shown", "code")
    assert "default-src 'none'" in html
    assert "<script" not in html


@pytest.mark.slow
@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), st.lists, max_leaves=5))
def test_whatever_a_notebook_holds_an_answer_is_found_or_not(value: Any) -> None:
    cell = {"cell_type": "code", "source": value, "metadata": value, "outputs": value}
    odd = {"cell_type": value, "source": answer_marks(QUESTION)[0], "attachments": value}
    other = {**cell, "outputs": [{"data": {"image/png": value, "text/plain": value}}]}
    answer = found(packed([odd, cell, other]), ".ipynb", QUESTION)
    assert tags_in(fragment(answer, "not shown", "code")) <= {*_HARMLESS, "p@class=left"}
