"""Values survive the way between judge and worker, and nothing else gets through."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.faults import ProtocolError
from autograder.rendering import safe
from autograder.values import DTYPES, Decoder, Encoder, Unknown, Unsendable

ARRAYS = hnp.arrays(st.sampled_from(sorted(DTYPES)), hnp.array_shapes(min_dims=0, max_side=4))
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text()


@given(ARRAYS)
def test_arrays_keep_dtype_shape_and_bytes(array: np.ndarray) -> None:
    back = Decoder().decode(Encoder().encode(array))
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())
    assert back.flags.writeable


@given(st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3), max_leaves=10))
def test_plain_values_come_back(value: Any) -> None:
    assert repr(Decoder().decode(Encoder().encode(value))) == repr(value)


@given(st.recursive(PLAIN | st.binary(), lambda i: st.lists(i), max_leaves=20))
def test_decoder_answers_garbage_with_a_value_or_a_protocol_error(tree: Any) -> None:
    try:
        Decoder().decode(tree)
    except ProtocolError:
        return


def test_broadcast_array_is_refused_before_it_is_made() -> None:
    with pytest.raises(Unsendable):
        Encoder().encode(np.broadcast_to(1.0, (10**6, 10**6)))


@pytest.mark.parametrize("value", [object(), 3j, b"x", {1: 2}, np.array([object()]), 2**64])
def test_odd_values_travel_by_the_name_of_their_type(value: Any) -> None:
    assert isinstance(Decoder().decode(Encoder().encode(value)), Unknown)


@pytest.mark.parametrize(
    "tree",
    [
        ["a", "<f8", [2], b"1234567"],
        ["a", "|O", [1], b"12345678"],
        ["a", "<f8", [-1], b""],
        ["a", "<f8", [2**62, 2**62], b""],
        ["a", "|b1", [1], b"\x07"],
        ["l", 3],
        ["d", [["k"]]],
        ["o", 1, "x"],
        {"a": 1},
        b"x",
    ],
)
def test_lying_trees_are_refused(tree: Any) -> None:
    with pytest.raises(ProtocolError):
        Decoder().decode(tree)


@given(st.text())
def test_foreign_text_is_shown_with_nothing_invisible_in_it(text: str) -> None:
    shown = safe(text)
    assert all(c == "\n" or c.isprintable() or c.isspace() for c in shown)
    assert safe(shown) == shown
    assert not set(shown) & set("\x1b\u202e\u2066\u200b\x00\ufeff")
