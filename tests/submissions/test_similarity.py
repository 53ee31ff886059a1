"""Near-identical work is found through new names and layout; honest work is left alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from harness import NAME, ROOT, SAMPLES, SOLUTIONS
from hypothesis import given
from hypothesis import strategies as st

from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read
from autograder.submissions.similarity import fingerprint, groups, template_fingerprint

TEMPLATE = template_fingerprint(ROOT / "assignments" / NAME)
FOUND = [*sorted((SOLUTIONS / "right").glob("*.py")), *sorted(SAMPLES.glob("*.*"))]


def _cells(path: Path) -> list[str]:
    try:
        return read(path.read_bytes(), path.suffix).cells
    except Unreadable:
        return []


@cache
def honest() -> dict[str, str]:
    """Return the prints of a class of honest work."""
    return {path.name: fingerprint(_cells(path)) for path in FOUND}


FILES = {path.name: f"file of {path.name}" for path in FOUND}


def _found(cells: list[str], file: str = "another file") -> list[tuple[str, ...]]:
    prints = {**honest(), "copy.py": fingerprint(cells)}
    return [group.members for group in groups(prints, {**FILES, "copy.py": file}, TEMPLATE)]


def test_honest_work_is_not_grouped() -> None:
    assert groups(honest(), FILES, TEMPLATE) == []


@pytest.mark.parametrize("name", ["closures.py", "layers_hold_arrays.py", "python_loops.py"])
def test_a_copy_with_other_names_and_layout_is_found(name: str) -> None:
    source = (SOLUTIONS / "right" / name).read_text(encoding="utf-8")
    renamed = re.sub(r"\b(grad|x|net|history|h)\b", r"my_\1", re.sub(r" *#.*", "", source))
    assert renamed != source
    cells = [f"# 내가 짠 코드\n{part}" for part in re.split(r"\n\n\n(?=def |class )", renamed)]
    assert _found(cells) == [tuple(sorted([name, "copy.py"]))]


def test_the_untouched_template_is_nobodys_copy() -> None:
    handed_out = _cells(SAMPLES / "HW4.ipynb")
    assert _found(handed_out) == []
    assert _found(handed_out, FILES["HW4.ipynb"]) == []


def test_what_a_whole_class_writes_is_common_property() -> None:
    textbook = honest()["textbook_korean.py"]
    prints = {**honest(), **{f"{n}.py": textbook for n in range(20)}}
    assert groups(prints, {name: name for name in prints}, TEMPLATE) == []


def test_the_same_file_is_told_apart_from_the_like() -> None:
    prints = dict.fromkeys(("a.py", "b.py", "c.py"), honest()["golf.py"])
    (group,) = groups(prints, dict.fromkeys(prints, "one"), TEMPLATE)
    assert group.is_same_file and group.members == ("a.py", "b.py", "c.py")
    (group,) = groups(prints, {"a.py": "1", "b.py": "2", "c.py": "3"}, TEMPLATE)
    assert not group.is_same_file and group.similarity == 1.0


@given(st.lists(st.text(), max_size=4))
def test_any_text_has_a_fingerprint(cells: list[str]) -> None:
    assert re.fullmatch("([0-9a-f]{8})*", fingerprint(cells))


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_string_without_an_end_is_looked_for_once(quote: str) -> None:
    """At every quote anew, it would keep a judge for an hour."""
    endless = quote + f"\\{quote}" * 150_000
    assert fingerprint([endless]) == ""
    # It ends with its line: of the code below nothing is lost.
    code = "\n".join(_cells(FOUND[0]))
    assert len(fingerprint([f"{endless[:99]}\n{code}"])) >= len(fingerprint([code])) - 80
