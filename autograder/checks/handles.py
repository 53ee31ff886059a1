"""What a check holds of a submission: a name, an object, a dict, each only a way to ask for more.

Must never hold anything of the student's own: what is read comes as a copy, or as another handle.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from autograder.base.language import Text
from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

if TYPE_CHECKING:
    from autograder.checks.student import Student


class StudentName:
    """A name of the submission's: a function or a class to be called, and a class's attributes."""

    def __init__(self, student: Student, name: str) -> None:
        self.__dict__.update(_student=student, _identity=name, _variable=name, _own_names={})

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call what has the name."""
        target = ["name", self._identity]
        return self._student._call(target, self._variable, arguments, keywords)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Hypothesis and pytest look for hooks of theirs
            raise AttributeError(name)
        return self._student._attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._student._put(self, name, value)

    def call(self, name: str, *arguments: Any, **keywords: Any) -> Any:
        """Call a class method or a static method."""
        return _called(self, name, arguments, keywords)

    def __repr__(self) -> str:
        return f"<{self._variable} of the submission>"


class StudentObject:
    """An object of the student's, such as a network."""

    def __init__(
        self,
        student: Student,
        identity: int,
        kind: str,
        variable: str,
        methods: Collection[str] = (),
    ) -> None:
        self.__dict__.update(_student=student, _identity=identity, _kind=kind, _variable=variable)
        self.__dict__.update(_methods=methods, _own_names={})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Hypothesis and pytest look for hooks of theirs
            raise AttributeError(name)
        if name in self._methods:
            return StudentMethod(self, name)
        return self._student._attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._student._put(self, name, value)

    def call(self, name: str, *arguments: Any, **keywords: Any) -> Any:
        """Call a method."""
        return _called(self, name, arguments, keywords)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the object."""
        target = ["o", self._identity, "__call__"]
        return self._student._call(target, self._variable, arguments, keywords)

    def __len__(self) -> int:
        size = self._student._special(self, "__len__", f"len({self._variable})")
        if type(size) is not int or size < 0:
            raise CheckFailure(
                Text(
                    f"len({self._variable}) is not a number",
                    f"len({self._variable}): 수가 아닙니다",
                )
            )
        return size

    def __bool__(self) -> bool:
        return True  # it is there

    def __getitem__(self, key: Any) -> Any:
        return self._student._special(self, "__getitem__", f"{self._variable}[{key!r}]", key)

    __iter__ = None  # one item at a time: whoever wants all of them asks how many there are

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StudentObject):
            return NotImplemented
        return bool(other._student is self._student and other._identity == self._identity)

    def __hash__(self) -> int:
        return hash(self._identity)

    def __repr__(self) -> str:
        return f"<{self._kind} object>"


class StudentMethod:
    """A method of the student's, to be called. A check that takes it for a value fails."""

    def __init__(self, owner: StudentName | StudentObject, name: str) -> None:
        self._owner = owner
        self._name = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it."""
        return self._owner.call(self._name, *arguments, **keywords)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Hypothesis, NumPy and pytest look for hooks of theirs
            raise AttributeError(name)
        self._is_no_value()

    def _is_no_value(self, *_: Any, **__: Any) -> NoReturn:
        label = f"{self._owner._variable}.{self._name}"
        raise CheckFailure(
            Text(f"`{label}` is a method, not a value", f"`{label}`: 값이 아니라 메서드입니다")
        )

    __getitem__ = __setitem__ = __len__ = __iter__ = __float__ = __array__ = _is_no_value

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<method {self._name}>"


def _called(
    owner: StudentName | StudentObject,
    name: str,
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
) -> Any:
    target = ["o", owner._identity, name]
    return owner._student._call(target, f"{owner._variable}.{name}", arguments, keywords)


def of_many(make: StudentName, attribute: str, count: int) -> list[Any]:
    """Return what an attribute holds of each of ``count`` new objects, once all of them are made.

    One request for all: random weights are judged on many.
    """
    values: list[Any] = make._student._many(make._identity, attribute, count)
    return values


def answers_of_many(
    method: StudentMethod | StudentObject, *arrays: np.ndarray, count: int
) -> list[Any]:
    """Return what a method answers when it is asked ``count`` times with copies of the same arrays.

    One request for all, and each answer once: of a method that always says the same, that alone.
    """
    is_object = isinstance(method, StudentObject)
    owner, name = (method, "__call__") if is_object else (method._owner, method._name)
    answers: list[Any] = owner._student._again(owner, name, arrays, count)
    return answers


def by_own_names(owner: Any, *attributes: str) -> Any:
    """Return an object of the student's whose attributes may be called nearly as they should be.

    What `param` is for `params` costs the part that names it, which asks without this; all else is
    judged with what is there. Another `owner` is returned as it is.
    """
    if isinstance(owner, StudentObject):
        owner.__dict__["_own_names"] = {name: "" for name in attributes} | owner._own_names
    return owner


def stand_in(
    owner: StudentObject, method: str, function: Callable[..., Any], *attributes: str
) -> None:
    """Have ``function`` answer in the place of an object's method, for the rest of the example.

    It is called here, with what the object's ``attributes`` hold then and the arguments of the
    call, whatever they are: it must look at their shapes before it computes with them. What it
    raises, the caller gets as a ValueError.
    """
    owner._student._stand_in(owner, method, function, attributes)


def attempt(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a call of the student's gives, or None where it raises or is missing."""
    try:
        return function(*arguments)
    except (StudentException, Missing):
        return None


class StudentDict:
    """A dict of the student's, such as ``net.params``; entries are read as copies."""

    def __init__(
        self, student: Student, identity: int, keys: list[str | int], variable: str
    ) -> None:
        self._student = student
        self._identity = identity
        self._keys = keys
        self._variable = variable

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it, where its class says what that does."""
        target = ["o", self._identity, "__call__"]
        return self._student._call(target, self._variable, arguments, keywords)

    def keys(self) -> list[str | int]:
        """Return its keys, as they were when it was read."""
        return list(self._keys)

    def copy(self) -> dict[Any, Any]:
        """Return all entries, as copies."""
        return self._student._entries(self)

    def held(self) -> StudentDict:
        """Return a dict of the very arrays that are its entries now: see `assert_held`."""
        return self._student._held(self)

    def update(self, values: dict[Any, Any]) -> None:
        """Set entries, each in place: layers may hold them, whatever their type and shape."""
        self._student._put_entries(self, values)

    def items(self) -> list[tuple[str | int, Any]]:
        """Return its keys and entries."""
        return [(key, self[key]) for key in self._keys]

    def values(self) -> list[Any]:
        """Return its entries."""
        return [self[key] for key in self._keys]

    def __getitem__(self, key: str | int) -> Any:
        return self._student._entry(self, key)

    def __setitem__(self, key: str | int, value: Any) -> None:
        self._student._put_entries(self, {key: value})

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str | int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"dict with the keys {', '.join(map(repr, self._keys))}"
