"""What stands in for a student's own function or class: the kit's, called as theirs is called.

It is put in the place of the student's at the moment theirs is defined. Must never hold more than
the sources that a question gives: nothing in a worker is a secret.
"""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from autograder.worker.questions import JudgeFunction
from autograder.worker.workspace import Given

IS_GRADIENT = "IS_GRADIENT"
"""Says in its module that a function gives the gradient of ``f`` at ``x``."""


def compiled_given(source: str, name: str) -> Given:
    """Return what gives a student the kit's own function or class ``name``, whatever theirs is."""
    spec = importlib.util.spec_from_loader(f"given_{name}", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    exec(compile(source, f"<given {name}>", "exec"), module.__dict__)
    given = getattr(module, name)
    if isinstance(given, type):
        return lambda own: _standing_in(given, own)
    if vars(module).get(IS_GRADIENT):
        given = _answered_at_once(given)
    return lambda own: called_like(own, given)


def _answered_at_once(gradient: Callable[..., Any]) -> Callable[..., Any]:
    """Return a gradient that asks the judge for that of its own functions, where it is known.

    One question then takes the place of two evaluations for every element.
    """

    def stand_in(f: Any, x: Any) -> Any:
        known = f.questions.known_gradient(f, x) if isinstance(f, JudgeFunction) else None
        return gradient(f, x) if known is None else known

    stand_in.__qualname__ = gradient.__name__  # a wrong call's message tells it
    return stand_in


class _Standing(type):
    """A class that stands in: its own methods stay, whatever a submission assigns to them.

    It is made with the arguments that the student's own class takes.
    """

    def __setattr__(cls, name: str, value: Any) -> None:
        if name not in vars(cls.__base__):
            super().__setattr__(name, value)

    def __call__(cls, *values: Any, **named: Any) -> Any:
        if "_own" not in vars(cls):  # a submission's own subclass
            return super().__call__(*values, **named)
        return called_like(vars(cls)["_own"], super().__call__, cls.__base__)(*values, **named)


def _standing_in(given: type, own: Any) -> type:
    return _Standing(given.__name__, (given,), {"_own": own, "__module__": "__main__"})


def called_like(
    own: Any, stand_in: Callable[..., Any], signed: Callable[..., Any] | None = None
) -> Callable[..., Any]:
    """Return ``stand_in``, called by the names that the student's ``own`` parameters have.

    A step ``h`` or whatever else their own takes besides means nothing to it. ``signed`` has the
    parameters of ``stand_in``, where it has none of its own.
    """
    own_signature, signature = _signature(own), _signature(signed or stand_in)
    names = [] if signature is None else list(signature.parameters)

    def called(*values: Any, **named: Any) -> Any:
        if named and own_signature is not None:
            with suppress(TypeError):  # their own would refuse it: no mistake of the caller's
                values, named = own_signature.bind(*values, **named).args, {}
        return stand_in(*values[: len(names)], **{n: v for n, v in named.items() if n in names})

    called.__qualname__ = getattr(stand_in, "__qualname__", "")
    return called


def _signature(function: Any) -> inspect.Signature | None:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None
