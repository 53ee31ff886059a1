"""All that can be asked of objects: of many at once, again and again, beside a right method."""

import numpy as np

from autograder.checks import (
    Text,
    assert_close,
    assert_number,
    assert_same_again,
    check,
    expect,
    of_many,
    stand_in,
)

WHAT = Text("it", "값")
X = np.array([[1.0, -2.0], [0.5, 3.0]])


def scores(W, x):
    """Return the right scores where there is no bias."""
    if np.shape(W) != (2, 3) or np.shape(x) != (2, 2):
        raise ValueError("another shape")
    return x @ W


def numbers(value):
    """Demand weights of two rows of three numbers."""
    is_array = isinstance(value, np.ndarray) and value.dtype.kind in "iuf"
    expect(is_array and value.shape == (2, 3), otherwise=WHAT)
    return value.astype(float)


@check("Net", points=1)
def test_many(student):
    """New nets differ

    새 신경망은 서로 다르다
    """
    first, second, *_ = [numbers(W) for W in of_many(student.Net, "W", 50)]
    expect(not np.array_equal(first, second), otherwise=WHAT)


@check("Net", points=1)
def test_again(student):
    """The same x has the same scores

    같은 x의 점수는 같다
    """
    assert_same_again(student.Net().predict, X, what=WHAT)


@check("Net", points=1)
def test_beside(student):
    """The loss is right beside a right predict

    손실이 옳다
    """
    net = student.Net()
    stand_in(net, "predict", scores, "W")
    W = numbers(net.W)
    expected = float(np.mean(scores(W, X) ** 2))
    assert_number(net.loss(X), expected=expected, tolerance=1e-9, what=WHAT)


@check("Net", points=1)
def test_kept(student):
    """What was returned stays what it was

    돌려준 값은 그대로 남는다
    """
    net = student.Net()
    net.W = np.ones((2, 3))
    first, second = net.predict(X + 1), net.predict(-X)
    assert_close(first, expected=scores(np.ones((2, 3)), X + 1), tolerance=1e-9, what=WHAT)
    assert_close(second, expected=scores(np.ones((2, 3)), -X), tolerance=1e-9, what=WHAT)


@check("Net", points=1)
def test_params(student):
    """The bias is added

    편향을 더한다
    """
    net = student.Net()
    net.params.update({"b": np.arange(3.0)})
    net.params["b"] = np.ones(3)
    b = net.params.copy().get("b")
    assert_close(b, expected=np.ones(3), tolerance=1e-9, what=WHAT)
    assert_close(net.params["b"], expected=b, tolerance=1e-9, what=WHAT)
    expected = scores(numbers(net.W), X) + 1
    assert_close(net.predict(X), expected=expected, tolerance=1e-9, what=WHAT)


@check("Net", points=1)
def test_taken(student):
    """What was taken is doubled, kept and told

    받은 값을 두 배로 만들어 보관한다
    """
    net, x = student.Net(), X.copy()
    with student.printed() as printed:
        net.take(x)
    expect(printed.text == "taken\n", otherwise=WHAT)
    expect(len(net) == 1, otherwise=WHAT)
    assert_close(net[0], expected=2 * X, tolerance=1e-9, what=WHAT)
    assert_close(x, expected=2 * X, tolerance=1e-9, what=WHAT)
