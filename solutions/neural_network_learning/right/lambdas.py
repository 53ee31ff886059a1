"""Nothing but lambdas: functions and methods alike, with the classes made by `type`."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

put = lambda x, i, v: x.__setitem__(i, v)
f_at = lambda f, x, i, v: (lambda old: (put(x, i, v), f(x), put(x, i, old))[1])(x[i])

numerical_gradient = lambda f, x, h=1e-4: np.array(
    [(f_at(f, x, i, x[i] + h) - f_at(f, x, i, x[i] - h)) / (2 * h) for i in np.ndindex(x.shape)]
).reshape(x.shape)

gradient_descent = lambda f, init_x, lr=0.01, step_num=100: (
    lambda steps: (steps[-1], np.array(steps[:-1]))
)(
    (
        lambda steps: (
            [
                steps.append(steps[-1] - lr * numerical_gradient(f, steps[-1]))
                for _ in range(step_num)
            ]
            and steps
        )
    )([init_x.copy()])
)

SimpleNet = type(
    "SimpleNet",
    (),
    {
        "__init__": lambda self: setattr(self, "W", np.random.randn(2, 3)),
        "predict": lambda self, x: x @ self.W,
        "loss": lambda self, x, t: cross_entropy_error(softmax(self.predict(x)), t),
    },
)

TwoLayerNet = type(
    "TwoLayerNet",
    (),
    {
        "__init__": lambda self, input_size, hidden_size, output_size, weight_init_std=0.01: (
            setattr(
                self,
                "params",
                {
                    "W1": weight_init_std * np.random.randn(input_size, hidden_size),
                    "b1": np.zeros(hidden_size),
                    "W2": weight_init_std * np.random.randn(hidden_size, output_size),
                    "b2": np.zeros(output_size),
                },
            )
        ),
        "hidden": lambda self, x: sigmoid(x @ self.params["W1"] + self.params["b1"]),
        "predict": lambda self, x: softmax(self.hidden(x) @ self.params["W2"] + self.params["b2"]),
        "loss": lambda self, x, t: cross_entropy_error(self.predict(x), t),
        "accuracy": lambda self, x, t: np.mean(self.predict(x).argmax(-1) == t.argmax(-1)),
        "numerical_gradient": lambda self, x, t: {
            key: numerical_gradient(lambda _: self.loss(x, t), self.params[key])
            for key in self.params
        },
    },
)
