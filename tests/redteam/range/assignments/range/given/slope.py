"""The right slope."""


def slope(f, x):
    """Return the central difference of `f` at a point of one number."""
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4
