"""What IPython runs is what grading runs: each form in a real kernel and in a real grading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from harness import gradkit, results_in, scores, small_assignment
from nbformat.v4 import new_code_cell, new_notebook

SEVEN = "def f():\n    return 7\n"
# Cells of which it is asked whether f() is 7 after them.
FORMS: dict[str, list[str]] = {
    "plain": [SEVEN],
    "a name that a called function sets": [
        "def begin():\n    global value\n    value = 7\nbegin()",
        "def f(): return value",
    ],
    "a name that a called function sets anew": [
        "value = 6",
        "def begin():\n    global value\n    value = 7",
        "begin()\ndef f(): return value",
    ],
    "a name that a demonstration counts in": [
        "count = 7\ndef f():\n    global count\n    count, now = 7, count\n    return now",
        "f()\nprint(f())",
    ],
    "awaited": ["async def g(): return 7\nvalue = await g()", "def f(): return value"],
    "prompts of IPython": ["In [1]: def f():\n   ...:     return 7\n"],
    "shell line": ["!echo hello\nimport math\n" + SEVEN],
    "shell line continued": ["!echo a \\\n    b\nimport math\n" + SEVEN],
    "shell line with a variable": ["name = 'x'\n!echo {name} $name\n" + SEVEN],
    "line magic": ["%matplotlib inline\n" + SEVEN],
    "line magic continued": ["%time value = \\\n    7\n", "def f():\n    return value"],
    "line magic in a function": ["def f():\n    %matplotlib inline\n    return 7"],
    "time in a function": ["def f():\n    out = []\n    %time out.append(7)\n    return out[0]"],
    "shell line in an if": ["if True:\n    !echo hello\n    value = 7\ndef f(): return value"],
    "shell line in a try": ["try:\n    !echo hello\nexcept Exception:\n    pass\n" + SEVEN],
    "nothing but a shell line in a loop": ["for i in range(2):\n    !echo {i}\n" + SEVEN],
    "time": ["%time value = 7\n", "def f(): return value"],
    "time whose value is used": ["def g(): return 7\nvalue = %time g()\ndef f(): return value"],
    "cell time": ["%%time\n" + SEVEN],
    "cell time below blank lines": ["\n\n%%time\n" + SEVEN],
    "cell time with a magic inside": [
        "%%time\n!echo hello\n%time value = 7\ndef f(): return value"
    ],
    "cell time inside cell capture": ["%%capture\n%%time\n" + SEVEN],
    "capture": ["%%capture out\nprint(1)\n" + SEVEN],
    "capture, its result used": ["%%capture out\n" + SEVEN, "out.show()\ntext = out.stdout"],
    "prun": ["%prun -q value = 7\n", "def f(): return value"],
    "cell prun": ["%%prun -q\nvalue = 7\n", "def f(): return value"],
    "timeit": ["%timeit -n 1 -r 1 value = 7\n", "def f(): return value"],
    "cell timeit": ["%%timeit -n1 -r1\nvalue = 7\n", "def f(): return value"],
    "timeit of what is there": [SEVEN + "%timeit -n 1 -r 1 f()"],
    "timeit's result": [SEVEN + "t = %timeit -n 1 -r 1 -q -o f()"],
    "written file": ["%%writefile made.py\n" + SEVEN, "from made import f"],
    "written file, starred": ["%%file made_too.py\n" + SEVEN, "from made_too import *"],
    "written file, appended": [
        "%%writefile twice.py\nvalue = 7\n",
        "%%writefile -a twice.py\ndef f(): return value\n",
        "import twice\nf = twice.f",
    ],
    "written package": [
        "!mkdir -p kit\n",
        "%%writefile kit/part.py\n" + SEVEN,
        "from kit.part import f",
    ],
    "written file that is run": ["%%writefile script.py\n" + SEVEN, "%run script.py"],
    "written file that uses another": [
        "%%writefile low.py\nvalue = 7\n",
        "%%writefile high.py\nfrom low import value\ndef f(): return value\n",
        "from high import f",
    ],
    "script that uses the notebook's names": [
        "import math\n",
        "%%writefile uses.py\ndef f(): return math.floor(7.5)\n",
        "%run -i uses.py",
    ],
    "star import in a try": [
        "%%writefile tried.py\nvalue = 7\n",
        "try:\n    from tried import *\nexcept ImportError:\n    !pip install tried\n",
        "def f(): return value",
    ],
    "another language": ["%%bash\necho 'def f(): return 7'\n"],
    "a script of its own process": ["%%python\nvalue = 7\n", "def f(): return value"],
    "html": ["%%html\n<b>f</b>\n", SEVEN],
    "cell magic that is not known": ["%%nosuchmagic\n" + SEVEN],
    "skipped cell": ["%%script false --no-raise-error\n" + SEVEN],
    "automagic": ["pip --version", SEVEN],
    "automagic time": ["time value = 7", "def f(): return value"],
    "automagic among others": ["cd .\n" + SEVEN],
    "help": ["import math\nmath.cos?\n" + SEVEN + "f??\n?f\n"],
    "assigned shell output": ["files = !echo hello\nfor name in files:\n    print(name)\n" + SEVEN],
    "doctest prompts": [">>> def f():\n...     return 7\n"],
    "IPython prompts": ["In [3]: def f():\n   ...:     return 7\n"],
    "indented as a whole": ["    value = 7\n    def f():\n        return value\n"],
    "percent in an expression": ["value = (107\n    % 100)\ndef f(): return value"],
    "magic in a string": ["text = '''\n%time\n!ls\n'''\ndef f(): return len(text) and 7"],
    "called with a slash": ["got = []\n/got.append 7\ndef f(): return got[0]"],
    "await": ["async def g():\n    return 7\n", "value = await g()\ndef f(): return value"],
    "get_ipython": [
        "shell = get_ipython()\nshell.run_line_magic('matplotlib', 'inline')\n"
        "if shell is not None:\n    value = 7\ndef f(): return value"
    ],
    "get_ipython imported": [
        "from IPython import get_ipython\nget_ipython().run_line_magic('time', 'value = 7')\n",
        "def f(): return value",
    ],
    "display": ["display('hello')\ndef f():\n    display('again')\n    return 7"],
    "semicolons": ["value = 7; value;\ndef f(): return value;\n"],
    "load_ext": ["%load_ext autoreload\n%autoreload 2\n" + SEVEN],
    "environment": ["%env ANSWER=7\n" + SEVEN],
    "pylab": ["%pylab inline\n", "def f(): return int(sum(array([3, 4])))"],
    "a cell that does not parse": ["def g(:\n    pass", SEVEN],
    "syntax error below a magic": ["%time x = 1\ndef g(:\n    pass\n" + SEVEN],
    "the last value": ["3 + 4", "value = _\ndef f(): return value"],
    "the last value but one": ["3 + 4", "8", "value = __\ndef f(): return value"],
    "the last value but two": ["3 + 4", "8", "9", "value = ___\ndef f(): return value"],
    "the last value, of those shown": [
        "3 + 4",
        "None",
        "x = 1",
        "9;",
        "value = _\ndef f(): return value",
    ],
    "an underscore of its own in a loop": [
        "for _ in range(8):\n    pass\nvalue = _\ndef f(): return value"
    ],
    "an underscore of its own": ["_ = 7", "8", "value = _\ndef f(): return value"],
    "the last value in a function": ["3 + 4", "def f(): return _"],
    "Out": ["3 + 4", "value = Out[1]\ndef f(): return value"],
    "Out by its name": ["x = 1", "3 + 4", "value = _2\ndef f(): return value"],
    "Out below an empty cell": ["", "x = 1", "3 + 4", "value = Out[2]\ndef f(): return value"],
    "Out by its older name": ["3 + 4", "value = _oh[1]\ndef f(): return value"],
    "In": ["x = 1", "value = 4 + len(In)\ndef f(): return value"],
    "the last cell": ["x = 7", "exec(_i)\n", "value = x\ndef f(): return value"],
    "the first cell": ["y = 7", "exec(_i1.replace('y', 'value'))\n", "def f(): return value"],
    "the folder": ["value = 6 + len(_dh)\ndef f(): return value"],
    "shell.ex": ["get_ipython().ex('value = 7')", "def f(): return value"],
    "shell.ev": ["g = lambda: 7", "value = get_ipython().ev('g()')\ndef f(): return value"],
    "shell.push": ["get_ipython().push({'value': 7})", "def f(): return value"],
    "shell.push of a name": ["g = 7\nget_ipython().push(dict(value=g))", "def f(): return value"],
    "shell.run_cell": ["get_ipython().run_cell('value = 7')", "def f(): return value"],
    "shell.run_cell that defines": ["get_ipython().run_cell('def f(): return 7')"],
    "shell.run_cell of a variable": [
        "text = 'value = 7'",
        "get_ipython().run_cell(text)",
        "def f(): return value",
    ],
    "shell.run_cell_magic of a variable": [
        "code = 'value = 7'",
        "get_ipython().run_cell_magic('time', '', code)",
        "def f(): return value",
    ],
    "shell.user_ns": ["get_ipython().user_ns['value'] = 7", "def f(): return value"],
    "shell.user_ns read": ["g = 7", "value = get_ipython().user_ns['g']\ndef f(): return value"],
    "the shell by another name": [
        "s = get_ipython()\ns.user_ns['value'] = 7",
        "def f(): return value",
    ],
    "shell output that nothing needs": [
        "files = !ls\nn = len(files)\nvalue = 7\ndef f(): return value"
    ],
    "environment that is used": [
        "%env ANSWER 7",
        "import os\ndef f(): return int(os.environ['ANSWER'])",
    ],
    "pwd whose value is used": [
        "here = %pwd",
        "value = 7 if here + '/x' else 0\ndef f(): return value",
    ],
    "latex": ["%%latex\n$x$\n", "def f():\n    return 7\n"],
    "store": ["value = 7\n%store value", "%store -r value", "def f(): return value"],
    "display whose value is used": [
        "d = display(7)\nvalue = 7 if d is None else 6\ndef f(): return value"
    ],
    "display with a handle": [
        "d = display(7, display_id=True)\nd.update(8)\ndef f():\n    return 7\n"
    ],
    "a cell that fails in the middle": ["value = 7\n1 / 0", "def f(): return value"],
    "a cell that fails, and one that mends it": [
        "x = undefined\ndef f(): return 6",
        "def f():\n    return 7\n",
    ],
    "awaited from asyncio": [
        "import asyncio\nawait asyncio.sleep(0)\nvalue = 7",
        "def f(): return value",
    ],
    "main guard": [
        "def main():\n    global value\n    value = 7\nif __name__ == '__main__':\n    main()",
        "def f(): return value",
    ],
    "exec": ["exec('def f(): return 7')"],
    "globals updated": ["globals().update(value=7)", "def f(): return value"],
    "script with an argument": [
        "%%writefile scr2.py\nimport sys\nvalue = int(sys.argv[1])",
        "%run scr2.py 7",
        "def f(): return value",
    ],
    # Of another length: by second and length Python takes what it has compiled for up to date.
    "written module that is reloaded": [
        "%%writefile mod5.py\nvalue = 666",
        "import mod5",
        "%%writefile mod5.py\nvalue = 7",
        "import importlib\nimportlib.reload(mod5)",
        "def f(): return mod5.value",
    ],
    "module that is written by hand": [
        "with open('mod7.py', 'w') as out:\n    out.write('value = 7\\n')",
        "from mod7 import value",
        "def f(): return value",
    ],
    "array that is saved and loaded": [
        "import numpy as np\nnp.save('a.npy', np.array(7))",
        "value = int(np.load('a.npy'))\ndef f(): return value",
    ],
    "a method handed to map": [
        "vals = []\nlist(map(vals.append, range(7)))",
        "def f(): return len(vals)",
    ],
    "a list filled in a comprehension": [
        "vals = []\n[vals.append(i) for i in range(7)]",
        "def f(): return len(vals)",
    ],
    "an array filled by a function": [
        "import numpy as np\na = np.zeros(2)\nnp.copyto(a, 7)",
        "def f(): return int(a[0])",
    ],
    "a list filled by a function": [
        "vals = []\ndef fill(v): v.append(7)\nfill(vals)",
        "def f(): return vals[0]",
    ],
    "a dict filled by a function that is called": [
        "table = {}\ndef init():\n    table['n'] = 7\ninit()",
        "def f(): return table['n']",
    ],
    "a list filled by a function whose value is kept": [
        "vals = []\ndef init():\n    vals.append(7)\n    return 1\nx = init()",
        "def f(): return vals[0]",
    ],
    "a list that something is taken from": [
        "vals = [7, 9]\nlast = vals.pop()",
        "def f(): return vals[-1]",
    ],
    "functions in a table": [
        "table = {}\ndef register(g):\n    table[g.__name__] = g\n    return g",
        "@register\ndef seven(): return 7",
        "def f(): return table['seven']()",
    ],
    "classes in a table": [
        "class Base:\n    kinds = []\n    def __init_subclass__(cls): Base.kinds.append(cls)",
        "class A(Base):\n    n = 7",
        "def f(): return Base.kinds[0].n",
    ],
    "a line magic of its own": [
        "from IPython.core.magic import register_line_magic\n"
        "@register_line_magic\ndef seven(line): return 7",
        "value = %seven",
        "def f(): return value",
    ],
    "a line magic of its own that binds": [
        "from IPython.core.magic import register_line_magic\n"
        "@register_line_magic('put')\ndef _put(line):\n    global value\n    value = int(line)",
        "%put 7",
        "def f(): return value",
    ],
    "a cell magic of its own": [
        "from IPython.core.magic import register_cell_magic\n"
        "@register_cell_magic\ndef keep(line, cell): get_ipython().run_cell(cell)",
        "%%keep\nvalue = 7",
        "def f(): return value",
    ],
    "a cell magic of its own that skips": [
        "from IPython.core.magic import register_cell_magic\n"
        "@register_cell_magic\ndef skip(line, cell): return",
        SEVEN,
        "%%skip\ndef f(): return 6",
    ],
    "a function registered as a magic": [
        "def seven(line): return 7\nget_ipython().register_magic_function(seven, 'line', 'seven')",
        "value = %seven",
        "def f(): return value",
    ],
    "magics in a class": [
        "from IPython.core.magic import Magics, magics_class, line_magic\n"
        "@magics_class\nclass M(Magics):\n    @line_magic\n    def seven(self, line): return 7\n"
        "get_ipython().register_magics(M)",
        "value = %seven",
        "def f(): return value",
    ],
    "written module that is loaded anew by itself": [
        "%load_ext autoreload\n%autoreload 2",
        "%%writefile mod6.py\nvalue = 6\ndef g(): return value",
        "import mod6\nfrom mod6 import g",
        "import time\ntime.sleep(1.1)",  # IPython tells files apart by the time
        "%%writefile mod6.py\nvalue = 77777\ndef g(): return value",
        "def f(): return g() // 11111 if mod6.value == g() else 0",
    ],
    "the source of a function": [
        "import inspect\nx = 1\n\ndef g():\n    return 7",
        "value = 7 if inspect.getsource(g) == 'def g():\\n    return 7\\n' else 0",
        "def f(): return value",
    ],
    "shell.run_cell of a magic": [
        "get_ipython().run_cell('%time value = 7')",
        "def f(): return value",
    ],
    "shell.run_cell of a cell magic": [
        'get_ipython().run_cell("""%%time\nvalue = 7""")\nassert value == 7',
        "def f(): return value",
    ],
    "what is printed into a text": [
        "import io, contextlib\nb = io.StringIO()\n"
        "with contextlib.redirect_stdout(b):\n    print(7)\nvalue = int(b.getvalue())",
        "def f(): return value",
    ],
    "a function that another one registers": [
        "import functools\n@functools.singledispatch\ndef g(x): return 6\n"
        "@g.register\ndef _(x: int): return 7",
        "def f(): return g(1)",
    ],
    "a question": ["value = int(input() or 7)", "def f(): return value"],
}
# What IPython does and grading cannot, with what is said of it.
CANNOT: dict[str, tuple[list[str], str]] = {
    "the output of a program": (
        ["value = int(get_ipython().getoutput('echo 7')[0])\ndef f(): return value"],
        "grading runs no other program, so `!echo 7` has no value",
    ),
    "another program": (
        ["import subprocess\nvalue = 7 + subprocess.call('true')", "def f(): return value"],
        "grading starts no other program",
    ),
    "an event loop": (
        [
            "import asyncio\nasync def g():\n    await asyncio.sleep(0.01)\n    return 7",
            "value = await g()",
            "def f(): return value",
        ],
        "the cell waits for something that never comes",
    ),
}
# What stops a cell of IPython's and costs nothing in grading, which runs what is needed.
KINDER: dict[str, list[str]] = {
    "a definition below what fails": ["1 / 0\n" + SEVEN],
    "a definition below what fails and is needed": ["value = undefined\n" + SEVEN],
    "a cell magic below a comment": ["# a comment\n%%time\n" + SEVEN],
}


# Cells are numbered from 1, as in a kernel that has just begun.
ANEW = "get_ipython().reset(new_session=True); get_ipython().execution_count = 1"


def _notebook(cells: list[str]) -> nbformat.NotebookNode:
    made = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": ""}
    return made


@pytest.fixture(scope="module")
def in_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bool]]:
    """Whether f() is 7 after each form in a real kernel."""
    from jupyter_client.manager import start_new_kernel

    place = tmp_path_factory.mktemp("kernel")
    manager, client = start_new_kernel(cwd=str(place))
    found = {}
    try:
        others = {name: cells for name, (cells, _) in CANNOT.items()} | KINDER
        for name, cells in (FORMS | others).items():
            client.execute_interactive(ANEW, timeout=60, output_hook=_ignored)
            for cell in cells:
                client.execute_interactive(
                    cell,
                    timeout=60,
                    output_hook=_ignored,
                    stop_on_error=False,
                    allow_stdin=False,
                )
            reply = client.execute_interactive(
                "", user_expressions={"is": "f()"}, timeout=60, output_hook=_ignored
            )
            data = reply["content"]["user_expressions"]["is"].get("data", {})
            found[name] = data.get("text/plain") == "7"
        yield found
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _ignored(_message: dict[str, Any]) -> None:
    pass


def _graded(place: Path, notebooks: dict[str, Any]) -> dict[str, Any]:
    checks = (
        '\n\n@check("f", points=10)\ndef test_f(student):\n'
        '    """Seven\n\n    칠\n    """\n    assert student.f() == 7\n'
    )
    root = small_assignment(place, checks)
    (root / "solutions" / "mini" / "reference.py").write_text(SEVEN, encoding="utf-8")
    handed_in = place / "handed_in"
    handed_in.mkdir()
    for name, content in notebooks.items():
        text = content if isinstance(content, str) else nbformat.writes(content)
        (handed_in / name).write_text(text, encoding="utf-8")
    done = gradkit("--root", root, "grade", handed_in, "-o", place / "out")
    assert done.returncode == 0, done.stderr
    return results_in(place / "out")


@pytest.mark.slow
def test_grading_runs_what_ipython_runs(tmp_path: Path, in_kernel: dict[str, bool]) -> None:
    numbered = dict(enumerate(FORMS.items()))
    results = _graded(
        tmp_path, {f"{n:03d}.ipynb": _notebook(cells) for n, (_, cells) in numbered.items()}
    )
    graded = {
        name: scores(results[f"{n:03d}.ipynb"]) == {"f": 10} for n, (name, _) in numbered.items()
    }
    assert graded == {name: in_kernel[name] for name in FORMS}
    assert sum(graded.values()) > len(FORMS) // 2


@pytest.mark.slow
def test_what_grading_cannot_do_is_said(tmp_path: Path, in_kernel: dict[str, bool]) -> None:
    notebooks = {f"{n}.ipynb": _notebook(cells) for n, (cells, _) in enumerate(CANNOT.values())}
    results = _graded(tmp_path, notebooks)
    for number, (name, (_, said)) in enumerate(CANNOT.items()):
        (question,) = results[f"{number}.ipynb"]["questions"]
        assert (in_kernel[name], question["score"]) == (True, 0), (name, question["checks"])
        assert said in question["checks"][0]["message"]


@pytest.mark.slow
def test_what_fails_in_a_cell_takes_no_definition_with_it(
    tmp_path: Path, in_kernel: dict[str, bool]
) -> None:
    notebooks = {f"{n}.ipynb": _notebook(cells) for n, cells in enumerate(KINDER.values())}
    assert [scores(result) for result in _graded(tmp_path, notebooks).values()] == [{"f": 10}] * 3
    assert not any(in_kernel[name] for name in KINDER)


EXPORTED = (
    "plain",
    "shell line",
    "shell line continued",
    "line magic in a function",
    "time",
    "cell time",
    "capture",
    "written file",
    "automagic",
    "help",
)


@pytest.mark.slow
def test_exports_mean_what_the_notebook_means(tmp_path: Path) -> None:
    import jupytext  # type: ignore[import-untyped]
    from nbconvert import PythonExporter

    files = {}
    for number, name in enumerate(EXPORTED):
        notebook = _notebook(FORMS[name])
        nbconvert = PythonExporter().from_notebook_node(notebook)[0]  # type: ignore[no-untyped-call]
        files[f"{number}-nbconvert.py"] = nbconvert
        files[f"{number}-vscode.py"] = nbconvert.replace("# In[ ]:\n\n", "# %%")
        files[f"{number}-percent.py"] = jupytext.writes(notebook, "py:percent")
        files[f"{number}-light.py"] = jupytext.writes(notebook, "py:light")
        files[f"{number}-colab.py"] = _as_colab_does(FORMS[name])
    results = _graded(tmp_path, files)
    lost = [name for name, result in results.items() if scores(result) != {"f": 10}]
    assert lost == []


def _as_colab_does(cells: list[str]) -> str:
    said = "# Commented out IPython magic to ensure Python compatibility.\n"
    made = ['# -*- coding: utf-8 -*-\n"""hw4\n\nAutomatically generated by Colab.\n"""\n']
    for cell in cells:
        if cell.startswith("%%"):
            cell = said + "".join(f"# {line}\n" for line in cell.splitlines())
        elif "\n%" in f"\n{cell}":
            lines = (f"# {line}" if line.startswith("%") else line for line in cell.splitlines())
            cell = said + "\n".join(lines)
        made.append(cell)
    return "\n\n".join(made)
