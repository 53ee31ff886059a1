"""The student's side: answers what the judge asks of a student's names and objects.

Lives in the worker where work is graded and in the student's own process in a self-check. It
must never import anything of the judge's, and nothing in it is a secret.
"""

from __future__ import annotations

import difflib
import inspect
import io
import marshal
import types
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from functools import partial, partialmethod
from typing import Any

import numpy as np

from autograder.protocol.shared import Shared
from autograder.protocol.values import (
    MAX_KEYS,
    MAX_METHODS,
    MAX_TEXT,
    Encoder,
    Tree,
    TrustingDecoder,
    Unsendable,
    built_in_name,
    is_key,
    plain_key,
    type_name,
)
from autograder.worker.arguments import arranged
from autograder.worker.parameters import sharing, written_in_place
from autograder.worker.questions import Ask, JudgeFunction, Questions
from autograder.worker.returned import Returned
from autograder.worker.workspace import Absent, Given, Workspace

MAX_OBJECTS = 2_000
MAX_ERROR_TEXT = 600
_PLAIN = 2  # marshal's last version in which equal values are equal bytes
_ROUTINES = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    classmethod,
    staticmethod,
    partialmethod,
)


class Session:
    """One student's names and objects, and the operations that the judge may ask for.

    Every operation returns ``["ok", ...]``, ``["missing", what, name, suggestion]`` or
    ``["error", type, built_in, text, cell, line]``: the built-in exception that it is one of, and
    places of 0 where they are not known.
    """

    def __init__(self, ask: Ask, given: Mapping[str, Given], namespace: dict[str, Any]) -> None:
        self.workspace = Workspace(given, namespace)
        self._objects: dict[int, Any] = {}
        self._identities: dict[int, int] = {}
        self._heard: io.StringIO | None = None
        self._methods: dict[type, list[str]] = {}
        self._next_object = 0
        self._encoder = Encoder(self._register)
        self._decoder = TrustingDecoder(self._resolve)
        self._shared = Shared(self._register, self._resolve, is_trusting=True)
        self._returned = Returned()
        self.questions = Questions(ask, self._shared, self._encoder, self._decoder)

    def handle(self, operation: str, *arguments: Any) -> list[Any]:
        """Carry out one operation for the judge."""
        try:
            return ["ok", *getattr(self, f"do_{operation}")(*arguments)]
        except Absent as absent:
            close = difflib.get_close_matches(absent.name, absent.there, n=1, cutoff=0.6)
            lower = [name for name in absent.there if name.lower() == absent.name.lower()]
            return ["missing", absent.what, absent.name, (lower + close + [""])[0]]
        except Unsendable:
            return ["error", "TooLarge", "Exception", "", 0, 0]
        except BaseException as error:
            return _described(error)

    def do_load(self, *program: Any) -> list[Any]:
        """Take the cells apart, as ``Workspace.load`` says."""
        return self.workspace.load(*program)

    def do_execute(self, index: int) -> list[Any]:
        """Run one statement."""
        return self.workspace.execute(index)

    def do_finish(self) -> list[Any]:
        """Return whether a name is missing that only running the whole notebook could bind."""
        return self.workspace.finish()

    # -- calls ---------------------------------------------------------------------------------

    def do_call(self, target: list[Any], arguments: Tree, keywords: Tree) -> list[Any]:
        """Call a function, a class or a method.

        Return its value, the arrays it changed, for each of the judge's functions the receipts of
        what was answered without asking, and the numbers of earlier calls whose results it changed.
        """
        self._returned.begin()
        function = self._target(target)
        values = self._shared.decode(arguments)
        named = self._shared.decode(keywords)
        watched = self._shared.arrays_among([*values, *named.values()])
        values, named = arranged(function, values, named)
        with self.questions.during(watched), self._listening():
            result = function(*values, **named)
        receipts = self.questions.receipts()
        overwritten = self._returned.overwritten(self._shared.arrays)
        self._returned.keep(result)
        value = self._object(result) if _is_made(result, function) else self._encoder.encode(result)
        return [value, self._shared.changes(), receipts, overwritten]

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
        self._returned.written()
        self._shared.apply(changes)
        return []

    def do_forget(self, numbers: list[int]) -> list[Any]:
        """Hold no longer what the judge has let go of."""
        self._shared.forget(numbers)
        return []

    def _target(self, target: list[Any]) -> Callable[..., Any]:
        if target[0] == "name":
            function = self.workspace.lookup(target[1])
        else:
            function = self._attribute(self._owner(target[1]), target[2])
        if not callable(function):
            raise TypeError(f"{target[-1]} is a {type_name(function)}, not a function")
        return function  # type: ignore[no-any-return]

    def do_get(self, owner: int | str, attribute: str) -> list[Any]:
        """Return an attribute of an object, or of what has the name ``owner``."""
        value = self._attribute(self._owner(owner), attribute)
        if inspect.isroutine(value) or isinstance(value, (type, partial)):
            return [["c", type_name(value)]]  # it is called by its name
        if isinstance(value, (list, tuple)) and callable(value):
            return [self._object(value)]  # an object like any other: it may be asked for either way
        return [self._told(value)]

    def do_many(self, name: str, attribute: str, count: int) -> list[Any]:
        """Make many objects of a class, and return what an attribute of each holds then.

        Arrays that are alike come as one, of a dimension more.
        """
        make = self._target(["name", name])
        made = [make() for _ in range(count)]
        values = [self._attribute(each, attribute) for each in made]
        return [self._encoder.encode(np.array(values) if _are_alike(values) else values)]

    def do_again(self, target: list[Any], arguments: Tree, count: int) -> list[Any]:
        """Call a method again and again with the same arrays; return every answer, each once."""
        function = self._target(target)
        given, _ = arranged(function, self._decoder.decode(arguments), {})
        answers: dict[bytes, Tree] = {}
        last: tuple[Any, ...] | None = None
        with self.questions.during([]), self._listening():
            for _ in range(count):
                answer = function(*(array.copy() for array in given))
                before, last = last, _whole(answer)
                if last is not None and last == before:
                    continue  # as nearly always: it need not be encoded to be told apart
                tree = self._encoder.encode(answer)
                answers.setdefault(marshal.dumps(tree, _PLAIN), tree)
        self._returned.written()  # what these calls have overwritten is not the next one's doing
        return [["l", list(answers.values())]]

    def do_variable(self, name: str) -> list[Any]:
        """Return the value of a variable."""
        return [self._told(self.workspace.lookup(name))]

    def do_item(self, owner: int, key: str | int) -> list[Any]:
        """Return an entry of a dict."""
        return [self._told(self._entry(self._objects[owner], key))]

    def do_put(self, owner: int | str, attribute: str, tree: Tree) -> list[Any]:
        """Set an attribute, in place where its shape allows it; it may be one of another shape.

        One that is not there is made, unless another is called nearly so: that is a slip.
        """
        self._returned.written()
        holder, value = self._owner(owner), self._decoder.decode(tree)
        is_there = hasattr(holder, attribute)
        if not is_there and _alike(attribute, names := _members(holder)):
            raise Absent(type_name(holder), attribute, names)
        current = partial(getattr, holder, attribute, None)
        has_its_shape = getattr(current(), "shape", ()) == getattr(value, "shape", None)
        if not has_its_shape or not written_in_place(current, value, self._roots(holder)):
            setattr(holder, attribute, value)
        return []

    def _roots(self, holder: Any) -> list[Any]:
        """Return what holds all arrays that an object calculates with, directly or not."""
        return [holder, *self._objects.values()]

    def do_meant(self, owner: int, attribute: str) -> list[Any]:
        """Return what an object calls an array or a dict, or "" where that is not sure.

        That is the name itself, or the only one that is so but for a letter or their size.
        """
        holder = self._objects[owner]
        if hasattr(holder, attribute):
            return [attribute]
        alike = _alike(attribute, _members(holder))
        found = [name for name in alike if isinstance(getattr(holder, name), (np.ndarray, dict))]
        return [plain_key(found[0]) if len(found) == 1 else ""]

    def do_stand_in(
        self, owner: int, method: str, identity: int, attributes: list[str]
    ) -> list[Any]:
        """Have the judge answer in the place of a method of an object's."""
        holder = self._objects[owner]
        setattr(holder, method, self.questions.stand_in(identity, holder, method, attributes))
        return []

    def _owner(self, owner: int | str) -> Any:
        return self.workspace.lookup(owner) if isinstance(owner, str) else self._objects[owner]

    def do_items(self, owner: int) -> list[Any]:
        """Return all entries of a dict."""
        return [self._encoder.encode(dict(self._objects[owner]))]

    def do_put_items(self, owner: int, tree: Tree) -> list[Any]:
        """Set entries of a dict, each in place: layers may hold it, whatever its type and shape.

        One that is not there is made, unless another differs from it in the size of letters alone.
        Of entries that lie in the same memory each gets an array of its own: written in place, one
        would undo the other.
        """
        self._returned.written()
        holder = self._objects[owner]
        values = self._decoder.decode(tree)
        for key in sharing([(key, holder[key]) for key in values if key in holder]):
            holder[key] = holder[key].copy()
        for key, value in values.items():
            names = [name for name in holder if isinstance(name, str)]
            if key not in holder and str(key).lower() in (name.lower() for name in names):
                raise Absent("dict", str(key), names)
            current = partial(holder.get, key)
            if not written_in_place(current, value, self._roots(holder)):
                holder[key] = value
        return []

    def do_held(self, owner: int) -> list[Any]:
        """Return another dict of the very arrays that a dict holds now."""
        return [self._told(dict(self._objects[owner]))]

    def do_release(self) -> list[Any]:
        """Begin an example: no objects yet, and the same random numbers as for any other."""
        self._objects.clear()
        self._identities.clear()
        self._shared.clear()
        self._returned.clear()
        self._heard = None
        self._next_object = 0
        self.workspace.reseed()
        return []

    def _attribute(self, owner: Any, name: str) -> Any:
        if not hasattr(owner, name):
            raise Absent(type_name(owner), name, _members(owner))
        return getattr(owner, name)

    @staticmethod
    def _entry(owner: Any, key: str | int) -> Any:
        if key not in owner:
            raise Absent("dict", str(key), [k for k in owner if isinstance(k, str)])
        return owner[key]

    def _told(self, value: Any) -> Tree:
        """A dict is told by its keys, so that its entries can be written."""
        if isinstance(value, dict):
            keys = [plain_key(key) for key in list(value)[:MAX_KEYS] if is_key(key)]
            return ["m", self._identity(value), keys]
        return self._encoder.encode(value)

    def _register(self, value: Any) -> Tree | None:
        if isinstance(value, (list, tuple, dict, complex, bytes)):
            return None
        return self._object(value)

    def _object(self, value: Any) -> Tree:
        methods = dict.fromkeys([*self._methods_of(type(value)), *_routines(value)])
        names = [plain_key(name) for name in list(methods)[:MAX_METHODS]]
        return ["o", self._identity(value), type_name(value), names]

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
        return JudgeFunction(self.questions, tree[1]) if tree[0] == "f" else self._objects[tree[1]]


_CONTAINERS = (dict, list, tuple)


def _is_made(value: Any, function: Any) -> bool:
    """Return whether a container is an object of a class with methods of its own, which was called.

    It may be the dict of its own parameters, or the list of its layers; where it is handed over as
    such it is a dict or a list.
    """
    if type(value) is not function or not isinstance(value, _CONTAINERS):
        return False
    return any(_routines(place) for place in function.__mro__ if place not in _CONTAINERS)


def _whole(value: Any) -> tuple[Any, ...] | None:
    """Return all that makes a plain array what it is; None for anything else."""
    if type(value) is np.ndarray and value.dtype.kind in "biuf":
        return value.dtype, value.shape, value.tobytes()
    return None


def _are_alike(values: Sequence[Any]) -> bool:
    if not all(type(value) is np.ndarray for value in values):
        return False
    return len({(value.shape, value.dtype) for value in values}) == 1


def _members(owner: Any) -> list[str]:
    return [name for name in dir(owner) if not name.startswith("_")]


def _alike(name: str, there: Sequence[str]) -> list[str]:
    """Return what is called so but for the size of letters, or else but for a letter."""
    same = [other for other in there if other.lower() == name.lower()]
    return same or difflib.get_close_matches(name, there, n=len(there) or 1, cutoff=0.8)


def _routines(place: Any) -> list[str]:
    # Functions only: to look at anything else could run a property, or a descriptor of their own.
    members = getattr(place, "__dict__", {}).items()
    return [
        name
        for name, member in members
        if type(name) is str and not name.startswith("_") and isinstance(member, _ROUTINES)
    ]


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
    return ["error", type_name(error), built_in_name(error), text, cell, line]
