"""What an older NumPy took and a newer one refuses: names, and arrays of one element for a number.

A right answer must not depend on the NumPy that grades. Must never change what an older NumPy
would have done.
"""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

NUMBER, ELEMENT = "__number__", "__element__"
_FUNCTIONS = ("float", "int", "complex")
_OF_SEVERAL = ("dist", "fsum", "prod", "sumprod")
"""Functions of `math` that take what holds numbers."""

# Names that went with NumPy 2.0 to 2.4 (its release notes, "Expired deprecations"), and what they
# were names of.
_RENAMED = {
    "alltrue": "all",
    "cfloat": "complex128",
    "complex_": "complex128",
    "cumproduct": "cumprod",
    "float_": "float64",
    "Inf": "inf",
    "Infinity": "inf",
    "infty": "inf",
    "longfloat": "longdouble",
    "mat": "asmatrix",
    "NaN": "nan",
    "product": "prod",
    "round_": "round",
    "row_stack": "vstack",
    "singlecomplex": "complex64",
    "sometrue": "any",
    "string_": "bytes_",
    "trapz": "trapezoid",
    "unicode_": "str_",
}


def _asfarray(a: Any, dtype: Any = np.float64) -> np.ndarray:
    return np.asarray(a, dtype=dtype)


def _in1d(ar1: Any, ar2: Any, **options: Any) -> np.ndarray:
    return np.isin(np.ravel(ar1), ar2, **options)


def _msort(a: Any) -> np.ndarray:
    return np.sort(a, axis=0)


_REMADE = {"asfarray": _asfarray, "in1d": _in1d, "msort": _msort, "NINF": -np.inf, "PINF": np.inf}


def with_older_names() -> None:
    """Let NumPy have the names that it had from 1.26 on, where it has them no more."""
    there = vars(np)
    for name, value in _REMADE.items():
        there.setdefault(name, value)
    for name, today in _RENAMED.items():
        if today in there:
            there.setdefault(name, there[today])


def number(value: Any) -> Any:
    """Return an array of one element as that element, and everything else as it is."""
    is_single = isinstance(value, np.ndarray) and value.size == 1 and value.ndim > 0
    return value.item() if is_single else value


def element(target: Any, value: Any) -> Any:
    """Return what is put into ``target``: into an array, an array of one element as a number."""
    return number(value) if isinstance(target, np.ndarray) else value


def with_conversions(node: ast.stmt) -> ast.stmt:
    """Return a statement that converts where NumPy no longer does by itself."""
    return _Conversions().visit(node)  # type: ignore[no-any-return]


class _Conversions(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`float(a)`, `math.exp(a)`."""
        self.generic_visit(node)
        function = node.func
        is_known = isinstance(function, ast.Name) and function.id in _FUNCTIONS
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            is_known = function.value.id == "math" and function.attr not in _OF_SEVERAL
        if (
            is_known
            and not node.keywords
            and not any(isinstance(a, ast.Starred) for a in node.args)
        ):
            node.args = [_called(NUMBER, argument) for argument in node.args]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """`x[i] = a`."""
        self.generic_visit(node)
        if len(node.targets) == 1:
            node.value = _fitted(node.targets[0], node.value)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """`x[i] += a`."""
        self.generic_visit(node)
        node.value = _fitted(node.target, node.value)
        return node


def _fitted(target: ast.expr, value: ast.expr) -> ast.expr:
    if not isinstance(target, ast.Subscript) or not _is_plain(target.value):
        return value
    if isinstance(value, ast.Constant):
        return value
    owner = ast.parse(ast.unparse(target.value), mode="eval").body
    return _called(ELEMENT, ast.copy_location(owner, value), value)


def _is_plain(node: ast.expr) -> bool:
    """Return whether to evaluate an expression twice changes nothing."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _called(name: str, *arguments: ast.expr) -> ast.expr:
    call = ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
    return ast.fix_missing_locations(ast.copy_location(call, arguments[-1]))
