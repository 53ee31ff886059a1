"""The code cells of a submitted file, whichever editor wrote it.

Reads text and JSON and nothing else. Must never run what it reads, and whatever the bytes are,
only ``Unreadable`` leaves it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.base.language import Text, both
from autograder.submissions.encodings import declared, is_known, text_of
from autograder.submissions.ipython_syntax import as_python, script_as_python, shell_lines
from autograder.submissions.kinds import PAGE, is_zip, signed, what

_DOWNLOAD = Text(
    "in Colab use File > Download > Download .ipynb and hand that in",
    "Colab에서 파일 > 다운로드 > .ipynb 다운로드로 받은 파일을 제출하세요",
)
_AGAIN = Text(
    "download it again (in Colab: File > Download > Download .ipynb) and hand that in",
    "다시 받아 제출하세요(Colab에서는 파일 > 다운로드 > .ipynb 다운로드)",
)
_EMPTY = Text(
    "the file is empty: save your notebook, download it again and hand that in",
    "파일이 비어 있습니다. 노트북을 저장하고 다시 내려받아 제출하세요",
)
_CONFLICT = Text(
    "the notebook holds the marks of a merge conflict of Git (<<<<<<<, >>>>>>>): settle the "
    "conflict, see that it opens in Jupyter, and hand it in again",
    "Git 병합 충돌 표시(<<<<<<<, >>>>>>>)가 노트북에 남아 있습니다. 충돌을 해결하고 Jupyter에서 "
    "열리는지 확인한 뒤 다시 제출하세요",
)
_NO_CELLS = Text(
    "the file is JSON, but has no cells, so it is no Jupyter notebook: ",
    "JSON 파일이지만 셀이 없어 Jupyter 노트북이 아닙니다. ",
)
MANUAL_TAG = "gradkit-manual"
"""On a cell that answers a question for a person."""
_NO_TEXT = Text(
    "the file is not text, so neither a notebook nor Python: it is damaged or of another program; "
    "download the notebook again and hand that in",
    "텍스트가 아니어서 노트북도 파이썬 파일도 아닙니다. 손상되었거나 다른 프로그램의 파일이니 "
    "노트북을 다시 내려받아 제출하세요",
)
_TOO_MUCH = Text(
    "the notebook holds far too much: clear all outputs, save it and hand that in",
    "노트북의 내용이 너무 많습니다. 모든 출력을 지우고 저장한 뒤 다시 제출하세요",
)
_CONFLICTED = re.compile(r"^<{7} .*^={7}\s*$.*^>{7} ", re.MULTILINE | re.DOTALL)
# An empty list is two bytes in a file and over fifty in memory.
_MOST_BRACKETS = 5_000_000
# One that nothing ends is the rest of the text: its end is looked for once.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
# A number stands for itself nowhere in a cell, and an int of many digits is a ValueError.
_JSON = json.JSONDecoder(parse_int=lambda _digits: 0, parse_float=lambda _digits: 0.0)


class Unreadable(Exception):
    """A file whose cells cannot be read; ``message`` tells its writer how to mend it."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True)
class Contents:
    """What a submitted file holds."""

    cells: list[str]
    """The code cells in order, as IPython hands them to Python; a ``.py`` file is one cell."""
    text: str
    """All that the writer wrote, Markdown included: it tells the language."""
    prose: str
    """What is not in code cells."""
    not_run: list[tuple[int, int, str]]
    """Cell, line and text of what is for IPython and not run in grading: ``!pip install …``."""


def contents(data: bytes, suffix: str) -> Contents:
    """Return what a file holds; raise Unreadable."""
    suffix = suffix.lower()
    if suffix not in (".ipynb", ".py"):
        raise Unreadable(why_not(data, f"file{suffix}"))
    text = _decoded(data, suffix)
    if suffix == ".py":
        source = _mended(text)
        return _as_python([source], source, "", script_as_python)
    cells = list(_cells(text))
    written = "\n".join(source for _, source in cells)
    prose = "\n".join(source for kind, source in cells if kind != "code")
    code = [source for kind, source in cells if kind == "code"]
    return _as_python(code, written, prose, as_python)


def why_not(data: bytes, name: str) -> Text:
    """Return why a file is not graded, in a sentence for its sender."""
    if not data.strip(b"\0 \t\r\n"):
        return _EMPTY
    return _is(what(data[:PAGE], name))


def _is(kind: Text) -> Text:
    return Text(
        f"the file is {kind.en}: hand in the notebook (.ipynb) or Python file itself; in Colab use "
        "File > Download > Download .ipynb",
        f"제출한 파일은 {kind.ko}입니다. 노트북(.ipynb)이나 파이썬 파일을 제출하세요. Colab에서는 "
        "파일 > 다운로드 > .ipynb 다운로드로 받을 수 있습니다",
    )


def digest_of(source: str) -> str:
    """Return what tells whether a cell is still as it was handed out."""
    lines = [line.rstrip() for line in source.strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:20]


def _as_python(
    sources: list[str], text: str, prose: str, transform: Callable[[str], str]
) -> Contents:
    made = [transform(source) for source in sources]
    not_run = [
        (number, line, shell)
        for number, (source, cell) in enumerate(zip(sources, made, strict=True), start=1)
        for line, shell in shell_lines(source, cell)
    ]
    return Contents(made, text, prose, not_run)


def _decoded(data: bytes, suffix: str) -> str:
    if not data.strip(b"\0 \t\r\n") or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(_EMPTY)
    if (known := signed(data[:PAGE])) and not _is_code_all_the_same(data, suffix):
        raise Unreadable(_is(known))
    if is_zip(data):
        raise Unreadable(_is(Text("a zip archive", "zip 압축 파일")))
    encoding = declared(data) if suffix == ".py" else ""
    if encoding and not is_known(encoding):
        raise Unreadable(
            Text(
                f"the file says that it is in {encoding}, which Python does not know: save it as "
                "UTF-8 and hand that in",
                f"파일이 파이썬이 모르는 인코딩({encoding})으로 되어 있다고 합니다. UTF-8로 다시 "
                "저장해서 제출하세요",
            )
        )
    if (text := text_of(data, encoding)) is None:
        raise Unreadable(_NO_TEXT)
    if not text.strip("\0 \t\r\n\ufeff"):
        raise Unreadable(_EMPTY)
    return text.removeprefix("\ufeff")


def _is_code_all_the_same(data: bytes, suffix: str) -> bool:
    """Tell whether text that looks like something else is Python or JSON with cells after all."""
    if suffix == ".py":
        return is_python(text_of(data) or "")
    return b'"cells"' in data or b'"worksheets"' in data


# A tree takes up to 500 bytes for each letter of its source.
_MOST_PARSED = 200_000
_LONGEST_WORD = len("\\ud83d")
"""Of a JSON file that ends in the middle, what is left of the word that it ends in."""


def is_python(text: str) -> bool:
    """Tell whether text is Python that defines something or uses a library.

    Longer than anybody writes by hand, it is not looked at and none.
    """
    if len(text) > _MOST_PARSED:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return any(isinstance(node, kinds) for node in body)


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Yield (cell type, source) of what is a cell, and pass over what is not."""
    for cell in _raw_cells(_parsed(text)):
        if isinstance(cell, dict) and isinstance(cell.get("cell_type"), str):
            source = cell.get("source", cell.get("input", cell.get("code")))  # nbformat 3, 2, 1
            if isinstance(source, list):
                source = "".join(line for line in source if isinstance(line, str))
            if isinstance(source, str):
                yield cell["cell_type"], "" if _is_for_a_person(cell) else _mended(source)


def _is_for_a_person(cell: dict[str, Any]) -> bool:
    """Tell whether a code cell answers a question that a person grades: it is never run."""
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    is_tagged = isinstance(tags, list) and MANUAL_TAG in tags
    return is_tagged and cell["cell_type"] == "code"


def answer_marks(question: str) -> tuple[str, str]:
    """Return the comments that stand before and after the answer to a question for a person."""
    return f"<!-- question for a person: {question} -->", f"<!-- end of question: {question} -->"


def raw_cells(data: bytes) -> list[dict[str, Any]]:
    """Return a notebook's cells as they are, outputs included; raise Unreadable.

    Nothing in them is to be trusted but that each is a mapping.
    """
    text = _decoded(data, ".ipynb")
    return [cell for cell in _raw_cells(_parsed(text)) if isinstance(cell, dict)]


def _parsed(text: str) -> Any:
    if _brackets(text) > _MOST_BRACKETS and _brackets(_STRING.sub("", text)) > _MOST_BRACKETS:
        raise Unreadable(_TOO_MUCH)
    try:
        return _JSON.decode(text)
    except (RecursionError, MemoryError):
        raise Unreadable(_TOO_MUCH) from None
    except ValueError as error:
        raise Unreadable(_damaged(text, error)) from None


def _damaged(text: str, error: ValueError) -> Text:
    """Return why a text is no JSON, as its writer would have to know it."""
    if _CONFLICTED.search(text):
        return _CONFLICT
    if not text.lstrip().startswith(("{", "[")):
        return _is(Text("a text", "텍스트"))
    if not isinstance(error, json.JSONDecodeError):
        return _NO_CELLS + _DOWNLOAD
    line, rest = both(f"{error.lineno}"), text[error.pos :].strip("\0 \t\r\n")
    is_word = len(rest) < _LONGEST_WORD and not {*rest} & {*"]}"}
    if error.msg.startswith("Unterminated string") or is_word:
        size = both(f"{len(text.rstrip(chr(0)).encode('utf-8', 'replace')):,}")
        why = Text("the notebook is cut off after ", "노트북이 ") + size
        why += Text(" bytes, in the middle", "바이트에서 중간에 잘렸습니다")
    elif error.msg.startswith("Extra data"):
        why = Text("more follows after the notebook's end, in line ", "노트북이 끝난 뒤 ") + line
        why += Text("", "번째 줄부터 다른 내용이 더 있습니다")
    else:
        why = Text("the notebook is damaged in line ", "노트북 파일의 ") + line
        why += Text(" of the file", "번째 줄이 손상되었습니다")
    return why + Text(": ", ". ") + _AGAIN


def _brackets(text: str) -> int:
    return text.count("[") + text.count("{")


def _raw_cells(notebook: Any) -> list[Any]:
    if isinstance(notebook, dict):
        if isinstance(notebook.get("cells"), list):
            return list(notebook["cells"])
        if isinstance(notebook.get("worksheets"), list):  # nbformat 3
            sheets = [s for s in notebook["worksheets"] if isinstance(s, dict)]
            return [c for s in sheets if isinstance(s.get("cells"), list) for c in s["cells"]]
    raise Unreadable(_NO_CELLS + _DOWNLOAD)


def _mended(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
