"""An assignment in a language that no sentence of the engine's code is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit, results_in

pytestmark = pytest.mark.authors


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    assert gradkit("new", "tiny", cwd=tmp_path).returncode == 0
    folder = tmp_path / "assignments/tiny"
    settings = folder / "assignment.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('languages = ["en"]', 'languages = ["de"]').replace("title.en", "title.de")
    settings.write_text(text.replace('"tiny"\nlang', '"Mittelwerte"\nlang'), encoding="utf-8")
    (folder / "lesson.en.md").rename(folder / "lesson.de.md")
    return tmp_path


@pytest.mark.slow
def test_its_results_and_pages_are_in_german(tiny: Path) -> None:
    done = gradkit("validate", "tiny", cwd=tiny)
    assert done.returncode == 0, done.stdout
    done = gradkit("grade", "-o", "out", "assignments/tiny/samples", cwd=tiny)
    assert done.returncode == 0, done.stderr
    result = results_in(tiny / "out")["wrong.py"]
    assert result["language"] == "de"
    messages = [c["message"] for q in result["questions"] for c in q["checks"] if c["message"]]
    assert any("mean_square(x) ist falsch" in message for message in messages), messages
    (page,) = (tiny / "out/feedback").glob("wrong*")
    html = page.read_text(encoding="utf-8")
    assert '<html lang="de"' in html
    for word in ("Mittelwerte", "Rückmeldung", "Erwartet", "verdeckte Prüfung"):
        assert word in html, word


@pytest.mark.slow
def test_its_self_check_speaks_german(tiny: Path) -> None:
    done = gradkit("build", "tiny", "--no-prove", cwd=tiny)
    assert done.returncode == 0, done.stderr
    notebook = tiny / "dist/tiny/tiny_de.ipynb"
    done = gradkit("check", str(notebook), cwd=tiny)
    assert "0 von 3 öffentlichen Prüfungen bestanden" in done.stdout, done.stdout + done.stderr
