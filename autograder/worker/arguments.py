"""How a judge's arguments are passed to a student's function.

Must never call what it looks at.
"""

from __future__ import annotations

import dis
import functools
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def arranged(
    function: Callable[..., Any], values: Sequence[Any], named: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Pass keywords by name where the function has the name, else to the next free parameter."""
    if not named:
        return list(values), {}
    try:
        parameters = _parameters(function)
    except (TypeError, ValueError):
        return list(values), dict(named)
    rest = [p.name for p in parameters if p.kind is p.VAR_KEYWORD]
    if rest and _reads(function, rest[0]):
        return list(values), dict(named)
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = [p.name for p in parameters]
    free = [
        p.name for p in parameters[len(values) :] if p.kind in positional and p.name not in named
    ]
    result: dict[str, Any] = {}
    for name, value in named.items():
        if name not in names and free:
            name = free.pop(0)
        result[name] = value
    return list(values), result


def _parameters(function: Callable[..., Any]) -> Sequence[inspect.Parameter]:
    """Return what can be passed; raise TypeError or ValueError where that cannot be told."""
    if isinstance(function, types.FunctionType):
        return _of_function(function)
    if isinstance(function, types.MethodType) and isinstance(function.__func__, types.FunctionType):
        found = _of_function(function.__func__)
        is_itself = bool(found) and found[0].kind is not inspect.Parameter.VAR_POSITIONAL
        return found[1:] if is_itself else found
    if (begin := _plain_init(function)) is not None:
        return _of_function(begin)[1:]
    return list(inspect.signature(function).parameters.values())


def _plain_init(made: Any) -> types.FunctionType | None:
    """Return what a class is called with, where nothing but its ``__init__`` has a part in that."""
    if type(made) is not type:
        return None
    for place in made.__mro__[:-1]:
        own = vars(place)
        if "__new__" in own or "__signature__" in own:
            return None
    found = next((vars(p)["__init__"] for p in made.__mro__ if "__init__" in vars(p)), None)
    return found if type(found) is types.FunctionType else None


@functools.lru_cache(maxsize=64)
def _of_function(function: types.FunctionType) -> Sequence[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())


def _reads(function: Any, name: str) -> bool:
    """Return whether the code looks at its ``**name``, which otherwise is thrown away."""
    called = inspect.getattr_static(function, "__init__") if inspect.isclass(function) else function
    own = inspect.unwrap(called)
    code = getattr(own, "__code__", None)
    if code is None or name in code.co_cellvars:
        return True
    # From Python 3.13 on one instruction can load two variables.
    return any(
        name in (step.argval if isinstance(step.argval, tuple) else (step.argval,))
        for step in dis.get_instructions(code)
    )
