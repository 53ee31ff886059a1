"""The student's side: runs the statements, keeps what they define, and answers calls.

Lives in the worker where work is graded and in the student's own process in a self-check. It
must never import anything of the judge's, and nothing in it is a secret.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import functools
import importlib
import inspect
import io
import random
import sys
import threading
import types
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout, suppress
from functools import partial
from typing import Any

import numpy as np

from autograder.protocol.shared import Shared
from autograder.protocol.values import (
    MAX_TEXT,
    Decoder,
    Encoder,
    Known,
    Table,
    Tree,
    Unsendable,
    is_key,
    plain_key,
    type_name,
)
from autograder.worker.conversions import ELEMENT, NUMBER, element, number, with_conversions
from autograder.worker.libraries import Inert, Libraries
from autograder.worker.magics import Shell
from autograder.worker.statements import Statement, needed, parse, uses_dynamic_binding

Ask = Callable[[list[Any]], list[Any]]
Foreseen = Callable[[list[Any]], Known | None]
"""Knows the judge's answer to some questions beforehand."""
Given = Callable[[Any], Callable[..., Any]]
"""Makes what stands in for a student's own function or class out of that one (or None)."""

MAX_OBJECTS = 2_000
MAX_ERROR_TEXT = 600
_INNERMOST = "_gradkit_stands_in"
_MOST_MISSED = 3
"""Whoever asks other questions than were foreseen a few times over will go on to."""


class _Absent(Exception):
    """A name, an attribute or a key that was asked for is not there."""

    def __init__(self, what: str, name: str, there: Sequence[str]) -> None:
        super().__init__(name)
        self.what = what
        self.name = name
        self.there = there


def _a_function(x: Any) -> float:
    return float(x)


class JudgeFunction:
    """What stands for a function of the judge's in the student's code.

    It has what every function has: a name, a module, a docstring, a signature.
    """

    def __init__(self, session: Session, identity: int) -> None:
        self._session = session
        self.id = identity
        self.__name__ = self.__qualname__ = "f"
        self.__module__ = "__main__"
        self.__doc__ = "Return the value of f at x."
        self.__defaults__, self.__kwdefaults__ = None, None
        self.__annotations__: dict[str, Any] = {}
        self.__code__ = _a_function.__code__

    @property
    def session(self) -> Session:
        """The session that can ask the judge about it."""
        return self._session

    def __call__(self, x: Any) -> float:
        """Evaluate in the judge."""
        return self._session.evaluate(self.id, x)

    def __repr__(self) -> str:
        return "<function f>"


class Session:
    """One student's names and objects, and the operations that the judge may ask for.

    Every operation returns ``["ok", ...]``, ``["missing", what, name, suggestion]`` or
    ``["error", type, text, cell, line]``; places that are not known are 0.
    """

    def __init__(self, ask: Ask, given: Mapping[str, Given], namespace: dict[str, Any]) -> None:
        self.ask = ask
        self._given = given
        self._stand_ins: dict[str, Any] = {}
        self._namespace = namespace
        self.libraries = Libraries()
        self._shell = Shell(namespace, self.libraries.written, self._run_file)
        if "__builtins__" not in namespace:  # a notebook's own has IPython's already
            shown = {"get_ipython": lambda: self._shell, "display": Inert("display")}
            namespace["__builtins__"] = {**vars(builtins), **shown}
            namespace["__builtins__"] |= {NUMBER: number, ELEMENT: element}
        self.libraries.builtins = namespace["__builtins__"]
        self._statements: list[Statement] = []
        self._chosen: list[int] = []
        self._wanted: set[str] = set()
        self._aliases: dict[str, list[str]] = {}
        self._bound_at: dict[str, int] = {}
        self._helpers: Mapping[str, str] = {}
        self._objects: dict[int, Any] = {}
        self._identities: dict[int, int] = {}
        self._heard: io.StringIO | None = None
        self._methods: dict[type, list[str]] = {}
        self._next_object = 0
        self._seed = 0
        self._watched: list[tuple[int, np.ndarray]] = []
        """The arrays among this call's arguments, each with its number."""
        self._receipts: list[tuple[int, dict[bytes, None]]] = []
        """Of each function: how often it was answered without asking, and the receipts."""
        self._missed = 0
        """Questions of this call that were not foreseen."""
        self._is_called = False
        self._one_question = threading.Lock()
        self.foreseen: Foreseen | None = None
        self.unseal: Callable[[list[Any], Table], Known | None] = _sealed_for_good
        self._beside: Table = {}
        """Sealed answers that came along with others in this call."""
        self._encoder = Encoder(self._register)
        self._decoder = Decoder(self._resolve)
        self._shared = Shared(self._register, self._resolve)

    def handle(self, operation: str, *arguments: Any) -> list[Any]:
        """Carry out one operation for the judge."""
        try:
            return ["ok", *getattr(self, f"do_{operation}")(*arguments)]
        except _Absent as absent:
            close = difflib.get_close_matches(absent.name, absent.there, n=1, cutoff=0.6)
            lower = [name for name in absent.there if name.lower() == absent.name.lower()]
            return ["missing", absent.what, absent.name, (lower + close + [""])[0]]
        except Unsendable:
            return ["error", "TooLarge", "", 0, 0]
        except BaseException as error:
            return _described(error)

    # -- the program ---------------------------------------------------------------------------

    def do_load(
        self,
        cells: list[str],
        targets: dict[str, list[str]],
        own_modules: dict[str, list[str]],
        whole: bool,
        seed: int,
        helpers: Mapping[str, str] = types.MappingProxyType({}),
        looking: list[str] | None = None,
    ) -> list[Any]:
        """Take the cells apart; return what will be run, and what does not parse, with places."""
        self._helpers = helpers
        self._statements, unparsed = parse(cells)
        self._aliases = targets
        names = {name for target, others in targets.items() for name in (target, *others)}
        decorated = {
            s.node.name
            for s in self._statements
            if isinstance(s.node, ast.FunctionDef) and s.node.decorator_list
        }
        chosen, self._wanted = needed(self._statements, names | (decorated & set(self._given)))
        if whole:
            chosen = list(range(len(self._statements)))
        self._chosen = chosen
        if looking is not None:
            self.libraries.looking = frozenset(looking)
        self._provide_modules(own_modules)
        for name in self._given:
            self._stand_in(name)
        self._seed = seed
        self._reseed()
        plan = [
            [i, s.place.cell, s.place.line, sorted(s.binds)[:50]]
            for i, s in ((i, self._statements[i]) for i in chosen)
        ]
        mentioned = [[name for name in names if name in u.source] for u in unparsed]
        broken = [
            [u.place.cell, u.place.line, u.error, hurt]
            for u, hurt in zip(unparsed, mentioned, strict=True)
        ]
        return [plan, broken]

    def _reseed(self) -> None:
        np.random.seed(self._seed)
        random.seed(self._seed)

    def do_execute(self, index: int) -> list[Any]:
        """Run one statement."""
        statement = self._statements[index]
        self._execute(statement)
        for name in statement.binds:
            self._bound_at[name] = index
        for name in self._given:
            self._stand_in(name)
        return []

    def _execute(self, statement: Statement) -> None:
        node = with_conversions(statement.node)
        if isinstance(node, ast.FunctionDef) and node.decorator_list and node.name in self._given:
            # What the student's own decorators get, and may register somewhere, stands in as well.
            self._namespace[_INNERMOST] = self._given[node.name]
            innermost = ast.Name(_INNERMOST, ast.Load())
            node.decorator_list.append(ast.copy_location(innermost, node.decorator_list[-1]))
        module = ast.Module(body=[node], type_ignores=[])
        flags = statement.future | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        place = f"<cell {statement.place.cell}>"
        code = compile(module, place, "exec", flags, dont_inherit=True)
        if code.co_flags & inspect.CO_COROUTINE:  # as in IPython, which waits for it
            _waited_for(eval(code, self._namespace))
        else:
            exec(code, self._namespace)

    def _run_file(self, path: str) -> None:
        """Run a script of the submission's in its own namespace, as ``%run`` does."""
        if path in self.libraries.written:
            source = self.libraries.written[path]
        else:
            with open(path, encoding="utf-8-sig") as file:
                source = file.read()
        exec(compile(source, f"<{path}>", "exec", dont_inherit=True), self._namespace)

    def do_finish(self) -> list[Any]:
        """Return whether a name is missing that only running the whole notebook could bind."""
        missing = {
            name
            for name in self._wanted
            if name not in self._namespace and name not in self.libraries.builtins
        }
        missing -= {alias for others in self._aliases.values() for alias in others}
        left_out = [s for i, s in enumerate(self._statements) if i not in set(self._chosen)]
        would_bind = any(s.binds & missing or uses_dynamic_binding(s) for s in left_out)
        return [bool(missing) and would_bind]

    def _provide_modules(self, own_modules: dict[str, list[str]]) -> None:
        """Make modules such as ``common.gradient``, whose names are the submission's own.

        What else is in one is what the support package has in its module of that name.
        """
        for name, exported in own_modules.items():
            module = types.ModuleType(name)
            rest = module.__dict__["_rest"] = _of_the_support(name)
            module.__dict__["__getattr__"] = partial(_exported, self._namespace, exported, rest)
            sys.modules[name] = module
            package, _, short = name.rpartition(".")
            if package in sys.modules:
                setattr(sys.modules[package], short, module)

    def _stand_in(self, name: str) -> None:
        """Put the right function in place of the student's, at the moment theirs is defined."""
        own = self._namespace.get(name)
        if name in self._stand_ins and own is self._stand_ins[name]:
            return
        self._stand_ins[name] = self._given[name](own)
        self._namespace[name] = self._stand_ins[name]

    # -- calls ---------------------------------------------------------------------------------

    def do_call(self, target: list[Any], arguments: Tree, keywords: Tree) -> list[Any]:
        """Call a function, a class or a method.

        Return its value, the arrays it changed, and for each of the judge's functions the receipts
        of what was answered without asking.
        """
        function = self._target(target)
        self._receipts, self._missed, self._beside = [], 0, {}
        values = self._shared.decode(arguments)
        named = self._shared.decode(keywords)
        self._watched = self._shared.arrays_among([*values, *named.values()])
        values, named = arranged(function, values, named)
        self._is_called = True
        try:
            with self._listening():
                result = function(*values, **named)
        finally:
            with self._one_question:
                self._is_called = False
                self._watched = []
        receipts = [[count, list(shown)] for count, shown in self._receipts]
        return [self._encoder.encode(result), self._shared.changes(), receipts]

    def _listening(self) -> AbstractContextManager[Any]:
        return nullcontext() if self._heard is None else redirect_stdout(self._heard)

    def do_listen(self) -> list[Any]:
        """Keep what calls print from now on."""
        self._heard = io.StringIO()
        return []

    def do_heard(self) -> list[Any]:
        """Return what was printed, and keep nothing further."""
        heard, self._heard = self._heard, None
        return ["" if heard is None else heard.getvalue()[:MAX_TEXT]]

    def do_write(self, changes: list[Any]) -> list[Any]:
        """Make what both sides hold what the judge has made of it."""
        self._shared.apply(changes)
        return []

    def do_forget(self, numbers: list[int]) -> list[Any]:
        """Hold no longer what the judge has let go of."""
        self._shared.forget(numbers)
        return []

    def evaluate(self, identity: int, x: Any) -> float:
        """Have the judge evaluate its function at ``x``, with the arrays as they are now."""
        with self._one_question:
            return self._evaluated(identity, x)

    def _evaluated(self, identity: int, x: Any) -> float:
        if not self._is_called:
            raise RuntimeError("f can only be called while your function runs")
        known = self._known(identity, x)
        if known is not None:
            answer, receipt = known
            while len(self._receipts) <= identity:
                self._receipts.append((0, {}))
            count, shown = self._receipts[identity]
            shown[receipt] = None
            self._receipts[identity] = (count + 1, shown)
            return self._answer(answer)
        states = [self._shared.change_of(number) for number, _ in self._watched]
        watched = (["w", i] for i, (_, array) in enumerate(self._watched) if array is x)
        argument = next(watched, None) or self._plain(x)
        answer = self.ask(["eval", identity, argument, states])
        if len(answer) == 3:
            self._beside.update(answer[2])
        return self._answer(answer)

    def _known(self, identity: int, x: Any) -> Known | None:
        """Return the answer where it is known without asking."""
        foreseen = self.foreseen if self._missed < _MOST_MISSED else None
        if foreseen is None and not self._beside:
            return None
        arrays = [self._encoder.encode(array) for _, array in self._watched]
        pairs = zip(arrays, self._watched, strict=True)
        same = (tree for tree, (_, array) in pairs if array is x)
        question = ["eval", identity, next(same, None) or self._plain(x), arrays]
        known = foreseen(question) if foreseen is not None else None
        self._missed += foreseen is not None and known is None
        if known is None and self._beside:
            known = self.unseal(question, self._beside)
        return known

    def known_gradient(self, function: JudgeFunction, x: Any) -> np.ndarray | None:
        """Ask the judge for the derivative of its own function; None where it knows none."""
        question = ["gradient", function.id, self._plain(x)]
        known = self.foreseen(question) if self.foreseen is not None else None
        reply = known[0] if known is not None else self.ask(question)
        return self._decoder.decode(reply[1]) if reply[0] == "value" else None

    def _plain(self, value: Any) -> Tree:
        if value is None or isinstance(value, (bool, int, float, np.ndarray, np.generic)):
            return self._encoder.encode(value)
        return ["x", type_name(value)]

    @staticmethod
    def _answer(reply: list[Any]) -> float:
        if reply[0] == "refused":
            raise TypeError(reply[1])
        return float(reply[1])

    def _target(self, target: list[Any]) -> Callable[..., Any]:
        if target[0] == "name":
            function = self._lookup(target[1])
        else:
            function = self._attribute(self._owner(target[1]), target[2])
        if not callable(function):
            raise TypeError(f"{target[-1]} is a {type_name(function)}, not a function")
        return function  # type: ignore[no-any-return]

    def _lookup(self, name: str) -> Any:
        candidates = [n for n in (name, *self._aliases.get(name, [])) if n in self._namespace]
        if not candidates and name in self._helpers:
            return getattr(importlib.import_module(self._helpers[name]), name)
        if not candidates:
            there = [n for n, v in self._namespace.items() if callable(v) and n[:1] != "_"]
            made = (ast.FunctionDef, ast.ClassDef)  # also what was not needed and has not run
            there += [s.node.name for s in self._statements if isinstance(s.node, made)]
            raise _Absent("name", name, there)
        return self._namespace[max(candidates, key=lambda n: self._bound_at.get(n, -1))]

    def do_get(self, owner: int | str, attribute: str) -> list[Any]:
        """Return an attribute of an object, or of what has the name ``owner``."""
        value = self._attribute(self._owner(owner), attribute)
        if inspect.isroutine(value) or isinstance(value, (type, partial)):
            return [["c", type_name(value)]]  # it is called by its name
        return [self._told(value)]

    def do_variable(self, name: str) -> list[Any]:
        """Return the value of a variable."""
        return [self._told(self._lookup(name))]

    def do_item(self, owner: int, key: str | int) -> list[Any]:
        """Return an entry of a dict."""
        return [self._told(self._entry(self._objects[owner], key))]

    def do_put(self, owner: int | str, attribute: str, tree: Tree) -> list[Any]:
        """Set an attribute, in place where its shape allows it.

        One that is not there is made, unless another is called nearly so: that is a slip.
        """
        holder, value = self._owner(owner), self._decoder.decode(tree)
        is_there = hasattr(holder, attribute)
        if not is_there and _misspelt(attribute, names := _members(holder)):
            raise _Absent(type_name(holder), attribute, names)
        if not is_there or not _written_in_place(getattr(holder, attribute), value):
            setattr(holder, attribute, value)
        return []

    def _owner(self, owner: int | str) -> Any:
        return self._lookup(owner) if isinstance(owner, str) else self._objects[owner]

    def do_items(self, owner: int) -> list[Any]:
        """Return all entries of a dict."""
        return [self._encoder.encode(dict(self._objects[owner]))]

    def do_put_items(self, owner: int, tree: Tree) -> list[Any]:
        """Set entries of a dict, each in place where its shape allows it.

        One that is not there is made, unless another differs from it in the size of letters alone.
        """
        holder = self._objects[owner]
        for key, value in self._decoder.decode(tree).items():
            names = [name for name in holder if isinstance(name, str)]
            if key not in holder and str(key).lower() in (name.lower() for name in names):
                raise _Absent("dict", str(key), names)
            if key not in holder or not _written_in_place(holder[key], value):
                holder[key] = value
        return []

    def do_release(self) -> list[Any]:
        """Begin an example: no objects yet, and the same random numbers as for any other."""
        self._objects.clear()
        self._identities.clear()
        self._shared.clear()
        self._heard = None
        self._next_object = 0
        self._reseed()
        return []

    def _attribute(self, owner: Any, name: str) -> Any:
        if not hasattr(owner, name):
            raise _Absent(type_name(owner), name, _members(owner))
        return getattr(owner, name)

    @staticmethod
    def _entry(owner: Any, key: str | int) -> Any:
        if key not in owner:
            raise _Absent("dict", str(key), [k for k in owner if isinstance(k, str)])
        return owner[key]

    def _told(self, value: Any) -> Tree:
        """A dict is told by its keys, so that its entries can be written."""
        if isinstance(value, dict):
            keys = [plain_key(key) for key in list(value)[:200] if is_key(key)]
            return ["m", self._identity(value), keys]
        return self._encoder.encode(value)

    def _register(self, value: Any) -> Tree | None:
        if isinstance(value, (list, tuple, dict, complex, bytes)):
            return None
        methods = dict.fromkeys([*self._methods_of(type(value)), *_routines(value)])
        return ["o", self._identity(value), type_name(value), list(methods)[:100]]

    def _methods_of(self, kind: type) -> list[str]:
        """Return the names of a class's methods; what it gains after that is asked for by name."""
        if kind not in self._methods:
            places = reversed(kind.__mro__[:-1])
            self._methods[kind] = [name for place in places for name in _routines(place)]
        return self._methods[kind]

    def _identity(self, value: Any) -> int:
        known = self._identities.get(id(value))
        if known is not None:
            return known
        if len(self._objects) >= MAX_OBJECTS:
            raise Unsendable
        self._next_object += 1
        self._objects[self._next_object] = value
        self._identities[id(value)] = self._next_object
        return self._next_object

    def _resolve(self, tree: list[Any]) -> Any:
        return JudgeFunction(self, tree[1]) if tree[0] == "f" else self._objects[tree[1]]


def _waited_for(coroutine: Any) -> None:
    """Run a coroutine to its end; raise RuntimeError where it waits for anything but coroutines."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("the cell waits for something that never comes")


def _members(owner: Any) -> list[str]:
    return [name for name in dir(owner) if not name.startswith("_")]


def _misspelt(name: str, there: Sequence[str]) -> bool:
    """Return whether something is there that is called so but for a letter or their size."""
    is_same = any(other.lower() == name.lower() for other in there)
    return is_same or bool(difflib.get_close_matches(name, there, n=1, cutoff=0.8))


def _sealed_for_good(_question: list[Any], _table: Table) -> Known | None:
    return None  # where nobody seals anything


def _routines(place: Any) -> list[str]:
    # Functions only: to look at anything else could run a property.
    members = getattr(place, "__dict__", {}).items()
    return [
        name
        for name, member in members
        if type(name) is str and not name.startswith("_") and inspect.isroutine(member)
    ]


def _of_the_support(name: str) -> types.ModuleType | None:
    """Return the support package's own module of that name."""
    found = sys.modules.get(name)
    if found is None:
        with suppress(ImportError):
            found = importlib.import_module(name)
    return vars(found).get("_rest", found) if found is not None else None


def _exported(
    namespace: dict[str, Any], names: list[str], rest: types.ModuleType | None, attribute: str
) -> Any:
    if attribute == "__all__":
        others = [name for name in vars(rest) if name[:1] != "_"] if rest is not None else []
        return [*(name for name in names if name in namespace), *others]
    if attribute in names and attribute in namespace:
        return namespace[attribute]
    if rest is not None and attribute in vars(rest):
        return vars(rest)[attribute]
    raise AttributeError(attribute)


def arranged(
    function: Callable[..., Any], values: Sequence[Any], named: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Pass keywords by name where the function has the name, else to the next free parameter."""
    if not named:
        return list(values), {}
    try:
        is_plain = isinstance(function, types.FunctionType)
        signature = _signature(function) if is_plain else inspect.signature(function)
        parameters = signature.parameters.values()
    except (TypeError, ValueError):
        return list(values), dict(named)
    if any(p.kind is p.VAR_KEYWORD for p in parameters):
        return list(values), dict(named)
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = [p.name for p in parameters]
    free = [
        p.name
        for p in list(parameters)[len(values) :]
        if p.kind in positional and p.name not in named
    ]
    result: dict[str, Any] = {}
    for name, value in named.items():
        if name not in names and free:
            name = free.pop(0)
        result[name] = value
    return list(values), result


@functools.lru_cache(maxsize=64)
def _signature(function: types.FunctionType) -> inspect.Signature:
    return inspect.signature(function)


def _written_in_place(current: Any, value: Any) -> bool:
    if not isinstance(current, np.ndarray) or not isinstance(value, np.ndarray):
        return False
    if current.shape != value.shape or current.dtype != value.dtype or not current.flags.writeable:
        return False
    current[...] = value
    return True


def _described(error: BaseException) -> list[Any]:
    """Return what an exception is, without trusting its ``__str__``."""
    try:
        text = str(error)[:MAX_ERROR_TEXT]
    except BaseException:
        text = ""
    cell, line = 0, 0
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("<cell ") and name[6:-1].isdigit():
            cell, line = int(name[6:-1]), trace.tb_lineno
        trace = trace.tb_next
    text = text.encode("utf-8", "replace").decode("utf-8")
    return ["error", type_name(error), text, cell, line]
