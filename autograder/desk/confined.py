"""A submission's own words and pictures as HTML in which nothing can run, load or lead anywhere.

Markdown is turned into a short list of harmless tags, pictures are decoded and encoded anew. Must
never let a byte through that a student chose and a browser would obey.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache

import nh3
from markdown_it import MarkdownIt

from autograder.base.text import safe
from autograder.desk.answers import Answer, Piece
from autograder.desk.pictures import Darkroom

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
"""What a browser is told of such a page: no script, no form, no network, no origin."""
_TAGS = {
    *("p", "br", "hr", "em", "strong", "del", "s", "sub", "sup", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_DARKROOM = Darkroom()
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; margin: .8rem 1rem; overflow-wrap: anywhere; }
body:lang(ko) { word-break: keep-all; }
img { max-width: 100%; height: auto; background: #fff; }
pre, code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .88em; }
pre { white-space: pre-wrap; padding: .6rem .8rem; border: 1px solid #8886; border-radius: 4px; }
table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .2rem .5rem; }
.left { opacity: .75; font-size: .85rem; } h1, h2, h3, h4, h5, h6 { font-size: 1.1rem; }
summary { cursor: pointer; }
"""


@cache
def _markdown() -> MarkdownIt:
    # Raw HTML stays text; links and pictures by address are not made at all.
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    return parser.enable("table").disable(["image", "link", "autolink", "reference"])


def page(answer: Answer, language: str, nothing: str, not_shown: str, code: str) -> str:
    """Return an answer as a page of its own, to be put into a frame that may do nothing."""
    body = fragment(answer, not_shown, code) or f"<p>{html.escape(nothing)}</p>"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.removesuffix("; sandbox")}">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def fragment(answer: Answer, not_shown: str, code: str) -> str:
    """Return the answer's pieces as harmless HTML; ``code`` heads what drew a picture."""
    pictures = [picture for piece in answer.pieces for picture in piece.pictures]
    encoded = iter(_DARKROOM.encoded_anew(pictures))
    return "".join(_piece(piece, encoded, not_shown, code) for piece in answer.pieces)


def _piece(piece: Piece, pictures: Iterator[str | None], not_shown: str, code: str) -> str:
    source = _prose(piece.source) if piece.kind == "markdown" else _code(piece.source)
    printed = _code(piece.text) if piece.text.strip() else ""
    drawn, left_out = [], list(piece.left_out)
    for picture, encoded in zip(piece.pictures, pictures, strict=False):
        if encoded is None:
            left_out.append(picture.kind)
        else:
            drawn.append(f'<p><img alt="" src="data:image/png;base64,{encoded}"></p>')
    if drawn and piece.kind == "code":  # the picture is what was asked for
        head = f"<summary>{html.escape(code)}</summary>"
        parts = [*drawn, printed, f"<details>{head}{source}</details>"]
    else:
        parts = [source, printed, *drawn]
    if left_out:
        kinds = html.escape(safe(", ".join(left_out), 200))
        parts.append(f'<p class="left">{html.escape(not_shown)}: {kinds}</p>')
    return "".join(parts)


def _prose(source: str) -> str:
    rendered = _markdown().render(safe(source, 40_000))
    return nh3.clean(rendered, tags=_TAGS, attributes={}, strip_comments=True)


def _code(source: str) -> str:
    text = safe(source, 40_000).strip("\n")
    return f"<pre>{html.escape(text)}</pre>" if text else ""
