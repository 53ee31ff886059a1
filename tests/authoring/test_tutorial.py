"""The tutorial for authors, word for word: its files are written and its commands run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import gradkit, results_in

pytestmark = pytest.mark.authors

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^(?P<fence>`{3,})(?P<kind>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


def steps() -> Iterator[tuple[str, str]]:
    """Yield a file's name and its text, or ``$`` and a console's."""
    for block in _BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if block["kind"] == "console":
            yield "$", block["text"]
        else:
            assert block["file"], f"which file is this? {block['text'][:80]}"
            yield block["file"], block["text"]


def _run(console: str, folder: Path) -> None:
    """Run the commands of a console; each line below one has to be said, word by word."""
    for command, said in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE):
        program, *arguments = command.split()
        if program == "rm":
            (folder / arguments[0]).unlink()
            continue
        assert program == "gradkit", command
        done = gradkit(*arguments, cwd=folder)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
        for line in said.splitlines():
            wanted = " ".join(line.split())
            assert any(line.startswith(wanted) for line in lines), f"{wanted}\n{done.stdout}"


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    for name, text in steps():
        if name == "$":
            _run(text, tmp_path)
            continue
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _hint_and_picture_are_there(tmp_path)


def _hint_and_picture_are_there(folder: Path) -> None:
    """See that the page shows what the tutorial promises."""
    result = results_in(folder / "dist/signals/watch")["wrong.py"]
    hints = [hint["id"] for question in result["questions"] for hint in question.get("hints", [])]
    hints = hints or re.findall(r"mean_is_padded", str(result))
    assert "mean_is_padded" in hints, result
    (page,) = (folder / "dist/signals/watch/feedback").glob("wrong*")
    html = page.read_text(encoding="utf-8")
    assert "A rough signal, smoothed" in html and "How many groups of" in html


def test_it_shows_each_kind_of_exercise() -> None:
    text = "\n".join(source for name, source in steps() if name != "$")
    for kind in ("student.moving_mean(", "student.Average(", "student.shrink(", "assert_normal("):
        assert kind in text
    assert "Curves(" in text
