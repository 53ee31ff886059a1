"""The code cells of a submitted file, whichever editor wrote it.

Reads text and JSON and nothing else. Must never run what it reads, and whatever the bytes are,
only ``Unreadable`` leaves it.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.base.language import Text
from autograder.submissions.ipython_syntax import as_python, script_as_python, shell_lines

_DAMAGED = Text(
    "the file is cut off or damaged: download it again from Colab with "
    "File > Download > Download .ipynb and hand that in",
    "파일이 잘렸거나 손상되었습니다. Colab에서 파일 > 다운로드 > .ipynb 다운로드로 "
    "다시 받아 제출하세요",
)
_EMPTY = Text(
    "the file is empty: save your notebook, download it again and hand that in",
    "파일이 비어 있습니다. 노트북을 저장하고 다시 내려받아 제출하세요",
)
_NO_NOTEBOOK = Text(
    "the file is not a Jupyter notebook, whatever its name says: in Colab use "
    "File > Download > Download .ipynb and hand that in",
    "이름과 달리 Jupyter 노트북 파일이 아닙니다. Colab에서 파일 > 다운로드 > .ipynb 다운로드로 "
    "받은 파일을 제출하세요",
)
_NO_CODE = Text(
    "neither a notebook (.ipynb) nor a Python file (.py): in Colab use "
    "File > Download > Download .ipynb and hand that in",
    "노트북(.ipynb)이나 파이썬 파일(.py)이 아닙니다. Colab에서 파일 > 다운로드 > .ipynb 다운로드로 "
    "받은 파일을 제출하세요",
)
MANUAL_TAG = "gradkit-manual"
"""On a cell that answers a question for a person."""
_NO_TEXT = Text(
    "the file is not text in UTF-8, UTF-16 or CP949: save it again as UTF-8 and hand that in",
    "UTF-8, UTF-16, CP949 가운데 어느 것으로도 읽을 수 없는 파일입니다. "
    "UTF-8로 다시 저장해서 제출하세요",
)
_TOO_MUCH = Text(
    "the notebook holds far too much: clear all outputs, save it and hand that in",
    "노트북의 내용이 너무 많습니다. 모든 출력을 지우고 저장한 뒤 다시 제출하세요",
)
# An empty list is two bytes in a file and over fifty in memory.
_MOST_BRACKETS = 5_000_000
# One that nothing ends is the rest of the text: its end is looked for once.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)


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
    if suffix.lower() not in (".ipynb", ".py"):
        raise Unreadable(_NO_CODE)
    text = _decoded(data)
    if suffix.lower() == ".py":
        source = _mended(text)
        return _as_python([source], source, "", script_as_python)
    cells = list(_cells(text))
    written = "\n".join(source for _, source in cells)
    prose = "\n".join(source for kind, source in cells if kind != "code")
    code = [source for kind, source in cells if kind == "code"]
    return _as_python(code, written, prose, as_python)


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


def _decoded(data: bytes) -> str:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip("\0 \t\r\n\ufeff"):
            raise Unreadable(_EMPTY)
        return text
    raise Unreadable(_NO_TEXT)


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Yield (cell type, source) of what is a cell, and pass over what is not."""
    for cell in _raw_cells(_parsed(text)):
        if isinstance(cell, dict) and isinstance(cell.get("cell_type"), str):
            source = cell.get("source", cell.get("input"))
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
    return [cell for cell in _raw_cells(_parsed(_decoded(data))) if isinstance(cell, dict)]


def _parsed(text: str) -> Any:
    if _brackets(text) > _MOST_BRACKETS and _brackets(_STRING.sub("", text)) > _MOST_BRACKETS:
        raise Unreadable(_TOO_MUCH)
    try:
        # No number in a notebook matters here, and an int of many digits is a ValueError.
        return json.loads(text, parse_int=lambda _digits: 0, parse_float=lambda _digits: 0.0)
    except (ValueError, RecursionError, MemoryError):
        is_json = text.lstrip().startswith("{")
        raise Unreadable(_DAMAGED if is_json else _NO_NOTEBOOK) from None


def _brackets(text: str) -> int:
    return text.count("[") + text.count("{")


def _raw_cells(notebook: Any) -> list[Any]:
    if isinstance(notebook, dict):
        if isinstance(notebook.get("cells"), list):
            return list(notebook["cells"])
        if isinstance(notebook.get("worksheets"), list):  # nbformat 3
            sheets = [s for s in notebook["worksheets"] if isinstance(s, dict)]
            return [c for s in sheets if isinstance(s.get("cells"), list) for c in s["cells"]]
    raise Unreadable(_NO_NOTEBOOK)


def _mended(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
