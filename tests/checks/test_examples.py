"""What is drawn depends on the seed alone, and on no module that happens to be imported."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis.internal.conjecture import providers

from autograder import checks

DRAW = """
import sys, types
sys.path.insert(0, {place!r})
if {extra}:
    import module_of_constants
from hypothesis import given, seed, strategies as st
from autograder.checks.examples import {profile}
{profile}()
found = []
@seed(7)
@given(st.integers(), st.floats(allow_nan=False), st.text())
def drawn(a, b, c):
    found.append((a, b, c))
drawn()
print(ascii(found))
"""


def test_the_name_that_is_replaced_is_still_hypothesiss_own() -> None:
    assert callable(providers._get_local_constants)
    assert isinstance(providers.Constants(), providers.Constants)


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["judge_profile", "student_profile"])
def test_an_imported_module_changes_no_example(tmp_path: object, profile: str) -> None:
    place = str(tmp_path)
    with open(f"{place}/module_of_constants.py", "w", encoding="utf-8") as file:
        lines = (f"c{n} = ({n * 7919 + 10**6}, {n}.125, 'constant {n}')" for n in range(300))
        file.write("\n".join(lines))
    runs = [
        subprocess.run(
            [sys.executable, "-c", DRAW.format(place=place, extra=extra, profile=profile)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for extra in (False, True)
    ]
    assert runs[0] == runs[1] and "7919" not in runs[0]


def test_all_that_authors_are_promised_is_there() -> None:
    assert set(checks.__all__) == set(checks._MODULE_OF)
    assert all(getattr(checks, name) is not None for name in checks.__all__)


def test_reading_an_assignment_imports_neither_pytest_nor_hypothesis() -> None:
    code = "import sys, autograder.grading.run; print({'pytest', 'hypothesis'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
