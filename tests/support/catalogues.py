"""Brings the catalogues up to date with the engine's sentences; with a code, begins a new one.

    python tests/support/catalogues.py        # all that there are
    python tests/support/catalogues.py de     # and German

A sentence is the first argument of `Text(…)`; its Korean stands beside it in the code, and in the
catalogue as a comment for whoever translates.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parents[2] / "autograder"
CATALOGUES = HOUSE / "base" / "catalogues"
_HEADER = """msgid ""
msgstr ""
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# What instructors, authors and administrators read is in English and Korean.
_NOT_FOR_STUDENTS = {"authoring", "cli", "desk", "grading", "lms", "lti", "sandbox", "service"}


def messages(house: Path = HOUSE) -> Catalog:
    """Return the sentences that students read, as a catalogue without translations."""
    found = Catalog(project="gradkit", charset="utf-8")
    for path in sorted(house.rglob("*.py")):
        if path.relative_to(house).parts[0] in _NOT_FOR_STUDENTS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_text = isinstance(node, ast.Call) and ast.unparse(node.func) == "Text"
            if is_text and isinstance(node, ast.Call) and len(node.args) == 2:
                place = path.relative_to(house.parent).as_posix()
                korean = " | ".join(_sentences(node.args[1]))
                for sentence in _sentences(node.args[0]):
                    if any(letter.isalpha() for letter in _without_places(sentence)):
                        found.add(sentence, locations=[(place, None)], auto_comments=[korean])
    return found


def _without_places(sentence: str) -> str:
    return "".join(part.partition("}")[2] for part in f"}}{sentence}".split("{"))


def _sentences(node: ast.expr) -> Iterator[str]:
    """Yield what an expression may say; what is not known before is a place with a name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_sentences(node.body), *_sentences(node.orelse))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "format":
            yield from _sentences(node.func.value)
    elif isinstance(node, ast.JoinedStr | ast.BinOp):
        taken: list[str] = []
        yield "".join(_pieces(node, taken))


def _pieces(node: ast.expr, taken: list[str]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _pieces(value, taken)
    elif isinstance(node, ast.BinOp):
        yield from (*_pieces(node.left, taken), *_pieces(node.right, taken))
    else:
        inner = node.value if isinstance(node, ast.FormattedValue) else node
        yield f"{{{_place(inner, taken)}}}"


def _place(node: ast.expr, taken: list[str]) -> str:
    """Return a name for a place: the variable's in it, numbered from the second on."""
    if isinstance(node, ast.Attribute) and node.attr == "en":
        node = node.value
    words = [
        n.attr if isinstance(n, ast.Attribute) else n.id
        for n in ast.walk(node)
        if isinstance(n, ast.Attribute | ast.Name)
    ]
    words = [word for word in words if word not in ("len", "join", "map", "str", "int")]
    name = words[0].strip("_") if words else "more"
    taken.append(name)
    return name if taken.count(name) == 1 else f"{name}{taken.count(name)}"


def main(codes: list[str]) -> None:
    """Write the catalogues."""
    CATALOGUES.mkdir(exist_ok=True)
    for code in sorted({*codes, *(path.stem for path in CATALOGUES.glob("*.po"))}):
        path = CATALOGUES / f"{code}.po"
        catalogue = Catalog(locale=code, project="gradkit", charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=code)
        catalogue.update(messages(), no_fuzzy_matching=True)
        with path.open("wb") as file:
            file.write(_HEADER.format(code).encode())
            write_po(file, catalogue, omit_header=True, sort_output=True, ignore_obsolete=True)
        said = sum(bool(message.string) for message in catalogue if message.id)
        print(f"{path.name}: {said} of {len(catalogue)} sentences")


if __name__ == "__main__":
    main(sys.argv[1:])
