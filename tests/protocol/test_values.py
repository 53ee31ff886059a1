"""Values survive the way between judge and worker, and nothing else gets through."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.base.text import safe
from autograder.protocol.outcomes import ProtocolError
from autograder.protocol.shared import Shared
from autograder.protocol.values import (
    DTYPES,
    Budget,
    Decoder,
    Encoder,
    TrustingDecoder,
    Unknown,
    Unsendable,
)

ARRAYS = hnp.arrays(st.sampled_from(sorted(DTYPES)), hnp.array_shapes(min_dims=0, max_side=4))
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text()


EITHER_SIDE = pytest.mark.parametrize("decoder", [Decoder, TrustingDecoder])


@EITHER_SIDE
@given(ARRAYS)
def test_arrays_keep_dtype_shape_and_bytes(decoder: type[Decoder], array: np.ndarray) -> None:
    back = decoder().decode(Encoder().encode(array))
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())
    assert back.flags.writeable


@EITHER_SIDE
@given(
    st.recursive(
        PLAIN,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.tuples(inner, inner)
            | st.dictionaries(st.text() | st.integers(-5, 5), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_plain_values_come_back(decoder: type[Decoder], value: Any) -> None:
    assert repr(decoder().decode(Encoder().encode(value))) == repr(value)


@given(st.recursive(PLAIN | st.binary(), lambda i: st.lists(i), max_leaves=20))
def test_decoder_answers_garbage_with_a_value_or_a_protocol_error(tree: Any) -> None:
    try:
        Decoder().decode(tree)
    except ProtocolError:
        return


def test_broadcast_array_is_refused_before_it_is_made() -> None:
    with pytest.raises(Unsendable):
        Encoder().encode(np.broadcast_to(1.0, (10**6, 10**6)))


@EITHER_SIDE
@pytest.mark.parametrize("value", [object(), b"x", {(1,): 2}, np.array([object()]), 2**64])
def test_odd_values_travel_by_the_name_of_their_type(decoder: type[Decoder], value: Any) -> None:
    assert isinstance(decoder().decode(Encoder().encode(value)), Unknown)


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


EDGES = [  # of values: as large as they may be, and larger by one
    ([0.5] * 20_000, [0.5] * 20_001),
    ([[0.5] * 9_999] * 2, [[0.5] * 10_000] * 2),
    (dict.fromkeys(range(20_000)), dict.fromkeys(range(20_001))),
    ({"k" * 200: 0.5}, None),
    pytest.param([np.zeros(2)] * 10_000, [np.zeros(2)] * 10_001, marks=pytest.mark.slow),
    ([np.zeros(0)] * 10_000, [np.zeros(0)] * 10_001),
    (np.zeros(2**20), np.zeros(2**20 + 1)),
    (np.zeros(2**20, np.int8), np.zeros(2**20 + 1, np.int8)),
    (np.zeros(2**19, np.complex128), np.zeros(2**19 + 1, np.complex128)),
    (["k" * 1024] * 2048, ["k" * 1024] * 2049),
    (["\U0001f600" * 1024] * 512, ["\U0001f600" * 1024] * 513),
    ({f"{n:0128}": 0.5 for n in range(2**14)}, {f"{n:0128}": 0.5 for n in range(2**14 + 1)}),
]


@pytest.mark.parametrize(("most", "more"), EDGES)
def test_a_decoder_takes_what_an_encoder_sends_and_no_more(
    most: Any, more: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repr(Decoder().decode(Encoder().encode(most))) == repr(most)
    if more is None:
        return
    with pytest.raises(Unsendable):
        Encoder().encode(more)
    monkeypatch.setattr(Budget, "spend", lambda *_: None)
    tree = Encoder().encode(more)
    monkeypatch.undo()
    with pytest.raises(ProtocolError):
        Decoder().decode(tree)


@pytest.mark.parametrize("tree", ["k" * 4_001, ["l", ["k" * 4_001]], ["d", [["k" * 201, 0.5]]]])
def test_a_text_that_no_encoder_sends_is_refused(tree: Any) -> None:
    with pytest.raises(ProtocolError, match="text"):
        Decoder().decode(tree)


def test_what_has_changed_is_within_one_budget() -> None:
    ours, theirs = (Shared(lambda _: None, lambda _: None) for _ in range(2))
    lists = [[], []]
    theirs.decode(ours.encode(lists))
    with pytest.raises(ProtocolError):
        theirs.apply([[number, ["l", [0.5] * 15_000]] for number in (1, 2)])
    lists[0][:] = lists[1][:] = [0.5] * 15_000
    with pytest.raises(Unsendable):
        ours.changes()


@given(st.text())
def test_foreign_text_is_shown_with_nothing_invisible_in_it(text: str) -> None:
    shown = safe(text)
    assert all(c == "\n" or c.isprintable() or c.isspace() for c in shown)
    assert safe(shown) == shown
    assert not set(shown) & set("\x1b\u202e\u2066\u200b\x00\ufeff")


@st.composite
def laid_out(draw: st.DrawFn) -> np.ndarray:
    """An array in memory in any of the ways that NumPy knows, and its class."""
    array = draw(ARRAYS)
    if draw(st.booleans()):
        array = array.astype(array.dtype.newbyteorder(">"))
    if draw(st.booleans()):
        array = np.asfortranarray(array)
    if array.ndim and draw(st.booleans()):
        array = np.moveaxis(array, 0, -1)[::-1]
    if draw(st.booleans()):
        array = np.broadcast_to(array, (draw(st.integers(1, 3)), *array.shape))
    if array.ndim and draw(st.booleans()):
        array = array[..., ::2]
    kind = draw(st.sampled_from(["plain", "matrix", "masked", "read-only"]))
    if kind == "matrix" and array.ndim <= 2:
        return np.asmatrix(array)
    if kind == "masked":
        return np.ma.masked_array(array, mask=draw(st.booleans()))
    if kind == "read-only":
        array.flags.writeable = False
    return array


@pytest.mark.filterwarnings("ignore:the matrix subclass")
@given(laid_out())
def test_a_tree_is_that_of_the_plain_array(array: np.ndarray) -> None:
    # ``ascontiguousarray`` makes one dimension of none.
    plain = np.ascontiguousarray(np.asarray(array)).reshape(array.shape)
    plain = plain.astype(plain.dtype.newbyteorder("<"))
    before = (array.dtype, array.strides, array.flags.writeable)
    assert Encoder().encode(array) == ["a", plain.dtype.str, list(plain.shape), plain.tobytes()]
    assert (array.dtype, array.strides, array.flags.writeable) == before
    back = Decoder().decode(Encoder().encode(array))
    assert type(back) is np.ndarray and back.flags.c_contiguous and back.flags.writeable
    assert back.dtype.isnative and back.tobytes() == plain.tobytes()


@pytest.mark.parametrize(
    ("array", "tree"),
    [
        (np.array([[1, 2], [3, 4]], order="F"), np.array([1, 2, 3, 4])),
        (np.array([1.5, -2.0], dtype=">f8"), np.array([1.5, -2.0])),
        (np.broadcast_to(np.float32(7), (2, 2)), np.array([7] * 4, dtype="<f4")),
        (np.ma.masked_array([1.0, 2.0], mask=[True, False], fill_value=9), np.array([1.0, 2.0])),
        (np.array(3, dtype=">i2"), np.array(3, dtype="<i2")),
        (np.arange(6.0)[::-2], np.array([5.0, 3.0, 1.0])),
        (np.zeros((0, 3), dtype=">c16"), np.zeros(0, dtype="<c16")),
    ],
)
def test_bytes_are_in_the_order_in_which_one_reads(array: np.ndarray, tree: np.ndarray) -> None:
    assert Encoder().encode(array) == ["a", tree.dtype.str, list(array.shape), tree.tobytes()]


def test_a_large_view_is_no_larger_than_what_it_shows() -> None:
    few = np.zeros((2_000, 2_000))[::1_000, ::1_000]
    assert len(Encoder().encode(few)[3]) == 4 * 8
    with pytest.raises(Unsendable):
        Encoder().encode(np.broadcast_to(np.float16(1), (2**12, 2**11)))


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(2, "m8[s]"),
        np.zeros(2, "V4"),
        np.zeros(2, "S3"),
        np.zeros(1, "f4,i2"),
        np.zeros(2, "G"),
    ],
)
def test_an_array_of_another_kind_travels_by_its_name(array: np.ndarray) -> None:
    tree = Encoder().encode(array)
    assert tree[0] == "x" and tree[1].startswith("array of ")


def test_long_doubles_travel_as_doubles() -> None:
    decoded = Decoder().decode(Encoder().encode(np.array([0.1, 2.5], np.longdouble)))
    assert decoded.dtype == np.float64 and np.array_equal(decoded, [0.1, 2.5])
