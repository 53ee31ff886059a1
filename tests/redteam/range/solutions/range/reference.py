"""The reference of the range, with a canary: CANARY_REFERENCE_77ab."""


def slope(f, x):
    """Return the central difference of `f` at `x`, an array of one number."""
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4


def double(x):
    """Return twice `x`."""
    return 2 * x
