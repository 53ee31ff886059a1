"""What a submission's page shows beside its verdicts: where its gradient descent walks."""

import numpy as np
from cases import path

from autograder.checks import Function, Paths, exhibit

# The valley of the lesson: flat along x0, steep along x1. With this learning rate the right path
# crosses the valley's floor at each step and still gets nearer, so that a wrong sign, rate, order
# or number of steps is seen at once.
START = np.array([-7.0, 2.0])
LEARNING_RATE = 0.9
STEPS = 30


@exhibit("gradient_descent")
def descent_into_a_valley(student):
    """30 steps with lr = 0.9 on x0²/20 + x1², from (-7, 2)

    x0²/20 + x1² 위를 (-7, 2)에서 lr = 0.9로 30걸음
    """
    f = Function("x[0] ** 2 / 20 + x[1] ** 2", gradient="x * np.array([0.1, 2.0])", shape=(2,))
    return Paths(
        f,
        across=(-8.0, 3.0),
        up=(-3.0, 3.0),
        right=path(f, START, LEARNING_RATE, STEPS),
        own=lambda: walked(
            student.gradient_descent(f, START.copy(), lr=LEARNING_RATE, step_num=STEPS)
        ),
    )


def walked(answer):
    """Return the points of ``(x, history)`` in their order; x alone is one point."""
    if isinstance(answer, (tuple, list)) and len(answer) == 2:
        end, history = answer
        return [history, end]
    return answer
