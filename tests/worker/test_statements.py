"""What a submission's definitions need is run, and nothing else is."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from harness import ROOT

from autograder.submissions.ipython_syntax import as_python
from autograder.submissions.reading import read
from autograder.worker.statements import Statement, needed, parse


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


def test_a_class_that_is_looked_up_by_a_name_made_up_is_there() -> None:
    cells = [
        "class Relu: pass\ndef plot(): pass\nnet = 3",
        "class Net:\n    def __init__(self, kind): self.layer = globals()[kind.capitalize()]()",
    ]
    assert lines_run(cells, "Net") == [(1, 1), (2, 1)]


NET = "class Net: pass\nclass Other: pass\ndef loss(self, x): return x"


@pytest.mark.parametrize(
    "completion",
    [
        "K = Net\nK.loss = loss",
        "K, L = Net, Other\nK.loss = L.loss = loss",
        "for c in [Other, Net]: c.loss = loss",
        "for c, f in ((Other, loss), (Net, loss)):\n    c.loss = f",
        "for c, f in {Net: loss}.items():\n    c.loss = f",
        "for c, f in zip((Net, Other), [loss] * 2): setattr(c, 'loss', f)",
        "[setattr(c, 'loss', loss) for c in (Net,)]",
        "nets = {'a': Net}\nnets['a'].loss = loss",
        "nets = {}\nnets['a'] = Net\nfor c in nets.values(): c.loss = loss",
        "for n in ['Net']: globals()[n].loss = loss",
        "def put(c, f): c.loss = f\nput(Net, loss)",
        "def put(f, *, to): to.loss = f\nput(loss, to=Net)",
        "def put(): Net.loss = loss\nput()",
        "def to(c):\n    def put(f): setattr(c, f.__name__, f)\n    return put\n"
        "@to(Net)\ndef loss(self, x): return -x",
    ],
)
def test_what_completes_a_class_by_another_name_is_run(completion: str) -> None:
    number = len(parse([completion])[0])
    run = lines_run([NET, completion, "x = 1"], "Net")
    assert [cell for cell, _ in run].count(2) == number
    assert (3, 1) not in run


def test_what_changes_a_setting_by_another_name_is_run() -> None:
    cells = ["CONFIG = {'h': 0.1}\ndef f(): return CONFIG['h']", "c = CONFIG", "c['h'] = 1e-4"]
    assert lines_run(cells, "f") == [(1, 1), (1, 2), (2, 1), (3, 1)]


@pytest.mark.parametrize(
    "experiment",
    [
        "nets = [Net() for _ in range(3)]\nfor net in nets: net.lr = train(net)",
        "for make in (Net, Other):\n    net = make()\n    net.lr = 0.1\n    train(net)",
        "for name, net in {'a': Net()}.items(): net.lr = train(net)",
        "for ax, f in zip(axes, (Net.loss, loss)): ax.plot(f(1))",
        "found = [net for net in (Net, Other)]\nnet = Net()\nnet.lr = train(net)",
        "results = {}\nresults['a'] = train(Net)",
        "def train(net):\n    best = net\n    best.lr = 1\ntrain(Net())",
    ],
)
def test_what_is_done_with_objects_completes_no_class(experiment: str) -> None:
    assert {cell for cell, _ in lines_run([NET, experiment], "Net")} == {1}


def test_what_is_looked_up_by_its_name_in_a_string_is_run() -> None:
    cells = ["def helper(x): return x", "K = 3", "print('never')"]
    cells += ["def f(x): return globals()['helper'](x) + eval('K * 2')"]
    assert lines_run(cells, "f") == [(1, 1), (2, 1), (4, 1)]


def test_shell_lines_and_magics_cost_only_themselves() -> None:
    cell = (
        "%matplotlib inline\n!pip install x\nfiles = !ls\nimport os\nos.path?\ndef f():\n    !ls\n"
    )
    statements, unparsed = parse([as_python(cell)])
    assert not unparsed
    assert {"os", "f"} <= {name for s in statements for name in s.binds}


def test_magic_in_a_string_stays() -> None:
    cell = "text = '''\n%d items\n!\n'''\n"
    assert as_python(cell) == cell


def test_cell_in_another_language_is_passed_over() -> None:
    cells = list(map(as_python, ["%%bash\nrm -rf x\n", "%%time\nx = 1"]))
    assert [names for s in parse(cells)[0] for names in s.binds] == ["x"]


def test_cell_that_does_not_parse_takes_nothing_else_with_it() -> None:
    statements, unparsed = parse(["def f(:\n", "def g(): return 1"])
    assert [s.binds for s in statements] == [{"g"}]
    assert (unparsed[0].place.cell, unparsed[0].place.line) == (1, 1)


def test_hostile_nesting_is_an_error_of_its_cell() -> None:
    statements, unparsed = parse(["(" * 100_000, "-" * 100_000 + "1", "x = 1"])
    assert [s.binds for s in statements][-1] == {"x"}
    assert unparsed


# -- names are those of the statement, however it is written ---------------------------------------


def names(statement: Statement) -> dict[str, Any]:
    kinds = ("binds", "touches", "uses", "uses_now", "writes_module")
    return {kind: getattr(statement, kind) for kind in kinds}


def alone(statement: Statement) -> dict[str, Any]:
    """Return the names of the same statement as Python would write it, in a cell of its own."""
    ((again,), unparsed) = parse([ast.unparse(statement.node)])
    assert not unparsed
    return names(again)


@pytest.mark.parametrize("step", [16, pytest.param(1, marks=pytest.mark.slow)])
def test_every_statement_that_was_written_has_its_names(step: int) -> None:
    count, files = 0, sorted(ROOT.glob("solutions/*/**/*.py"))[::step]
    for path in files:
        statements, _ = parse(read(path.read_bytes(), path.suffix).cells)
        for statement in statements:
            found, by_itself = names(statement), alone(statement)
            # What a name stands for is known from the statements before it.
            assert by_itself.pop("touches") <= found.pop("touches"), (path.name, statement.place)
            assert found == by_itself, (path.name, statement.place)
            count += 1
    assert len(files) > 200 / step and count > 5 * len(files)


CELLS = {
    "one line": "a = 1; b = a",
    "one line, then another": "a = 1; b = 2\nc = a",
    "semicolon at the end": "a = 1;\nb = a ;  # c = d\n",
    "after a string of several lines": 'x = """\ny = 1\n"""; y = 2\nz = y',
    "before one": 'y = 2; x = f"""\n{y}\nz = 1\n"""\nw = x',
    "string like code": 'x = """\ndef f():\n    global g\n    g = h\n@d\n"""\ny = x',
    "decorator": "@a\n@b.c(d,\n     e)\ndef f(x=g): return h\n",
    "decorator in brackets": "@(\n  a\n)\ndef f(): return b\nc = f",
    "decorator in brackets below another": "@(\n  a\n)\n@b\nclass C: d = e\n",
    "decorator on the next line": "@\\\na\ndef f(): return b\nc = f",
    "decorator below a comment": "@a(  # why\n  b)\n# x = y\n\n@c\nasync def f(): return d\n",
    "three decorated": "@a\ndef f(): pass\n@(\n b)\ndef g(): pass\n@c\ndef h(): pass\n",
    "decorator after a semicolon": "a = 1; b = 2\n@(\n c)\ndef f(): return a\n",
    "backslashes": "a = b + \\\n    c\nd = \\\n e\n\\\nf = g\n",
    "backslash between statements": "a = 1; \\\nb = a\nc = b",
    "backslash before a semicolon": "a = 1 \\\n; b = a\nc = b \\\n\nd = c",
    "comments": "a = b  # c = d\n# e = f\ng = [h,  # i\n     j]  # k\n# coding: latin-1\nl = 1",
    "encoding named within": "def f():\n    # coding: latin-1\n    return 값 + é\n",
    "nested": "if a:\n    def f():\n        global g\n        g = h\n        def k():\n"
    "            global m\n            m = n\nelse:\n    class C:\n        x = y\nz = 1",
    "nonlocal": "def f():\n    a = 1\n    def g():\n        nonlocal a\n        a = b\n",
    "form feeds": "a = b\n\x0c\nc = a\n\x0cdef f():\n    return d\n\x0c\x0ce = f; g = e\x0c\n",
    "carriage returns": 'a = b\r\ndef f():\r\n    return """\r\nx = 1\r\n"""\r\nc = f; d = c\r\n',
    "old carriage returns": "a = b\rc = a; d = c\rdef f():\r    return d\r",
    "magics": "%matplotlib inline\na = b\n!pip install x\nc = a; d = c\nfiles = !ls\n%time e = d\n"
    "def f():\n    !ls\n    return e\nf?\ng = f\n",
    "a cell magic": "%%time\na = b\nc = a; d = c\n",
    "line separators": "a = 'x\u2028y\u2029\x0b\x1c\x85'\nb = a\ndef f():\n    return b\n",
    "blank lines": "\n\n  \na = b\n\n\nc = a\n\n",
    "brackets of several lines": "(\n  a\n).b = (\n c\n)\n(\n  d.append(e)\n)\n[\n f\n][0] = g\n",
    "imports": "import a, b.c as d\nfrom e import (\n  f,\n  g as h,\n)\nfrom i import *\n",
    "futures": "from __future__ import annotations\nx: a = b\ndef f(y: c) -> d: return e\n",
    "compounds on a line": "if a: b = c; d = e\nfor i in j: k = l\nelse: m = n\nwith o as p: q",
    "try": "try:\n    import a\nexcept ImportError as e: a = None\nelse: b = 1\nfinally: c = d",
    "match": "match a:\n    case [b, C(d=e), *f]: g = h\n    case {'x': i, **j}: pass\n",
    "walrus": "a = [(b := c) for d in e if f]; g = lambda h: h + i\nj = {k: l\n for k in m}",
    "private names": "class A:\n    __x = y\n    def f(self): return __z\n",
    "touched": "a.b = c; d[e] = f\ng.h(i)\ndel j, k[l]\nsetattr(\n  m, 'n', o)\n",
    "no line at the end": "def f():\n    return a  # b",
    "string within a class": 'class A:\n    """\n  x = 1\n"""\n    y = z',
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS.keys())
def test_a_statement_has_its_names_however_it_is_written(cell: str) -> None:
    statements, unparsed = parse([as_python(cell)])
    assert statements and not unparsed
    for statement in statements:
        assert names(statement) == alone(statement), ast.unparse(statement.node)
    assert any(statement.binds | statement.touches for statement in statements)


def test_a_function_below_a_decorator_in_brackets_is_run() -> None:
    assert lines_run(["@(\n    a\n)\ndef f(): return b\n", "b = 1\na = b"], "f") == [
        (1, 4),
        (2, 1),
        (2, 2),
    ]
