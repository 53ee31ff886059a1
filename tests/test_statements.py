"""What a submission's definitions need is run, and nothing else is."""

from __future__ import annotations

from autograder.statements import needed, parse


def lines_run(cells: list[str], *targets: str) -> list[tuple[int, int]]:
    statements, _ = parse(cells)
    chosen, _ = needed(statements, targets)
    return [(statements[i].place.cell, statements[i].place.line) for i in chosen]


def test_training_and_plots_are_left_out() -> None:
    cells = [
        "import numpy as np, matplotlib.pyplot as plt",
        "class Net:\n    def loss(self, x): return np.sum(x * h)",
        "h = 2\nnet = Net()\nfor i in range(10**9):\n    h2 = net.loss(np.ones(3))\nplt.show()",
    ]
    assert lines_run(cells, "Net") == [(1, 1), (2, 1), (3, 1)]


def test_later_changes_count() -> None:
    cells = ["C = {}\ndef f(): return C['a'] + h", "h = 1", "C['a'] = 1\nC.update(b=2)\nf.x = 3"]
    assert lines_run(cells, "f") == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (3, 3)]


def test_shell_lines_and_magics_cost_only_themselves() -> None:
    cell = (
        "%matplotlib inline\n!pip install x\nfiles = !ls\nimport os\nos.path?\ndef f():\n    !ls\n"
    )
    statements, unparsed = parse([cell])
    assert not unparsed
    assert {"os", "f"} <= {name for s in statements for name in s.binds}


def test_magic_in_a_string_stays() -> None:
    statements, _ = parse(["text = '''\n%d items\n!\n'''\n"])
    assert len(statements) == 1 and not statements[0].is_shell


def test_cell_in_another_language_is_passed_over() -> None:
    assert parse(["%%bash\nrm -rf x\n", "%%time\nx = 1"])[0][0].binds == {"x"}


def test_cell_that_does_not_parse_takes_nothing_else_with_it() -> None:
    statements, unparsed = parse(["def f(:\n", "def g(): return 1"])
    assert [s.binds for s in statements] == [{"g"}]
    assert (unparsed[0].place.cell, unparsed[0].place.line) == (1, 1)


def test_hostile_nesting_is_an_error_of_its_cell() -> None:
    statements, unparsed = parse(["(" * 100_000, "-" * 100_000 + "1", "x = 1"])
    assert [s.binds for s in statements][-1] == {"x"}
    assert unparsed
