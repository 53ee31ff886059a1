"""One mistake costs the part that is wrong: a method pays for none that it builds upon."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness import NAME, ROOT, SOLUTIONS

from autograder.assignment.assignment import opened
from autograder.authoring.audit import Variant, graded
from autograder.grading.batch import Options

pytestmark = [pytest.mark.slow, pytest.mark.authors]

REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
SIMPLE = "\nclass SimpleNet(SimpleNet):\n"
NET = "\nclass TwoLayerNet(TwoLayerNet):\n"
SCORES = "sigmoid(x @ p['W1'] + p['b1']) @ p['W2'] + p['b2']"
SAME_STEPS = """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for step in range(step_num):
        history.append({kept})
        x = x - {rate} * numerical_gradient(f, x)
    return x, np.array(history)
"""

WRONG = {
    # predict raises, and loss with it, but for three classes, or for W as it was made
    "three classes": (
        SIMPLE + "    def predict(self, x):\n"
        "        return np.stack([x @ self.W[:, k] for k in range(3)], axis=-1)\n",
        {"SimpleNet.predict"},
    ),
    "changes x": (
        SIMPLE + "    def predict(self, x):\n        x *= 1.01\n        return x @ self.W\n",
        {"SimpleNet.predict"},
    ),
    "W is a copy": (
        SIMPLE + "    def __init__(self):\n        self.weights = np.random.randn(2, 3)\n"
        "    W = property(lambda self: self.weights.copy(), lambda self, value: None)\n"
        "    def predict(self, x):\n        return x @ self.weights\n",
        {"SimpleNet.predict"},
    ),
    "W is written": (
        SIMPLE + "    def predict(self, x):\n        scores = x @ self.W\n"
        "        self.W = self.W * (1 + 1e-6)\n        return scores\n",
        {"SimpleNet.predict"},
    ),
    "known by its array": (
        SIMPLE + "    def predict(self, x):\n        if getattr(self, 'x', None) is not x:\n"
        "            self.x, self.scores = x, x @ self.W\n        return self.scores\n",
        {"SimpleNet.predict"},
    ),
    "scores above -20": (
        SIMPLE + "    def predict(self, x):\n        return np.maximum(x @ self.W, -20)\n",
        {"SimpleNet.predict"},
    ),
    # Its loss has kinks, and hardly believes in some of the targets.
    "ReLU, and back-propagated": (
        NET + "    def predict(self, x):\n        p = self.params\n"
        "        hidden = np.maximum(x @ p['W1'] + p['b1'], 0)\n"
        "        return softmax(hidden @ p['W2'] + p['b2'])\n"
        "    def numerical_gradient(self, x, t):\n        p = self.params\n"
        "        hidden = np.maximum(x @ p['W1'] + p['b1'], 0)\n"
        "        a = (softmax(hidden @ p['W2'] + p['b2']) - t) / len(x)\n"
        "        h = (a @ p['W2'].T) * (hidden > 0)\n"
        "        return {'W1': x.T @ h, 'b1': h.sum(axis=0), 'W2': hidden.T @ a,\n"
        "                'b2': a.sum(axis=0)}\n",
        {"TwoLayerNet.predict"},
    ),
    "the first loss": (
        NET + "    def loss(self, x, t):\n"
        "        return self.__dict__.setdefault('first', super().loss(x, t))\n",
        {"TwoLayerNet.loss"},
    ),
    "the first accuracy": (
        NET + "    def accuracy(self, x, t):\n"
        "        return self.__dict__.setdefault('first', super().accuracy(x, t))\n",
        {"TwoLayerNet.accuracy"},
    ),
    "the first gradient": (
        NET + "    def numerical_gradient(self, x, t):\n"
        "        if not hasattr(self, 'found'):\n"
        "            self.found = super().numerical_gradient(x, t)\n        return self.found\n",
        {"TwoLayerNet.numerical_gradient"},
    ),
    "loss known by its array": (
        NET + "    def loss(self, x, t):\n        if getattr(self, 'x', None) is not x:\n"
        "            self.x, self.answer = x, super().loss(x, t)\n        return self.answer\n",
        {"TwoLayerNet.loss"},
    ),
    "gradient known by its array": (
        NET + "    def numerical_gradient(self, x, t):\n"
        "        if getattr(self, 'of', None) is not x:\n"
        "            self.of, self.answer = x, super().numerical_gradient(x, t)\n"
        "        return self.answer\n",
        {"TwoLayerNet.numerical_gradient"},
    ),
    # predict is random, counts, remembers, or changes what it is given or the parameters
    "dropout": (
        NET + "    def predict(self, x):\n        y = super().predict(x)\n"
        "        y = y * np.random.rand(*y.shape)\n"
        "        return y / y.sum(axis=1, keepdims=True)\n",
        {"TwoLayerNet.predict"},
    ),
    "scores at random": (
        SIMPLE + "    def predict(self, x):\n"
        "        return x @ (self.W * (np.random.rand(*self.W.shape) > 0.3))\n",
        {"SimpleNet.predict"},
    ),
    "three times": (
        NET + "    def predict(self, x):\n        self.n = getattr(self, 'n', 0) + 1\n"
        "        return super().predict(x if self.n < 4 else -x)\n",
        {"TwoLayerNet.predict"},
    ),
    "loss three times": (
        NET + "    def loss(self, x, t):\n        self.n = getattr(self, 'n', 0) + 1\n"
        "        return super().loss(x, t) * (1.0 if self.n < 4 else 0.9)\n",
        {"TwoLayerNet.loss"},
    ),
    "known by its shape": (
        "_seen = {}\n" + NET + "    def predict(self, x):\n"
        "        return _seen.setdefault(x.shape, super().predict(x))\n",
        {"TwoLayerNet.predict"},
    ),
    "scores by shape": (
        "_scores = {}\n" + SIMPLE + "    def predict(self, x):\n"
        "        return _scores.setdefault(x.shape, x @ self.W)\n",
        {"SimpleNet.predict"},
    ),
    "x is centred": (
        NET + "    def predict(self, x):\n        x -= x.mean(axis=0)\n"
        "        return super().predict(x)\n",
        {"TwoLayerNet.predict"},
    ),
    "a step in predict": (
        NET + "    def predict(self, x):\n        y = super().predict(x)\n"
        "        self.params['b2'] -= 0.1 * np.arange(y.shape[1])\n        return y\n",
        {"TwoLayerNet.predict"},
    ),
    "params is another dict": (
        NET + "    def predict(self, x):\n"
        "        self.params = {key: value.copy() for key, value in self.params.items()}\n"
        "        return super().predict(x)\n",
        {"TwoLayerNet.predict"},
    ),
    "arrays rebound by predict": (
        NET + "    def predict(self, x):\n"
        "        self.params.update({key: value.copy() for key, value in self.params.items()})\n"
        "        return super().predict(x)\n",
        {"TwoLayerNet.predict"},
    ),
    "arrays rebound by loss": (
        NET + "    def loss(self, x, t):\n        value = super().loss(x, t)\n"
        "        self.params['b2'] = self.params['b2'] + 0.0\n        return value\n",
        {"TwoLayerNet.loss"},
    ),
    "a step in loss": (
        NET + "    def loss(self, x, t):\n        value = super().loss(x, t)\n"
        "        self.params['b2'] -= 0.1 * np.arange(t.shape[1])\n        return value\n",
        {"TwoLayerNet.loss"},
    ),
    "targets are spent": (
        NET + "    def loss(self, x, t):\n        value = super().loss(x, t)\n"
        "        t *= 0\n        return value\n",
        {"TwoLayerNet.loss"},
    ),
    # of a single row nothing is told, of a batch it is
    "column maximum": (
        NET + f"    def predict(self, x):\n        p = self.params\n        s = {SCORES}\n"
        "        e = np.exp(s - s.max(axis=0))\n        return e / e.sum(axis=1, keepdims=True)\n",
        {"TwoLayerNet.predict"},
    ),
    "no keepdims": (
        NET + f"    def predict(self, x):\n        p = self.params\n        e = np.exp({SCORES})\n"
        "        return e / e.sum(axis=1)\n",
        {"TwoLayerNet.predict"},
    ),
    "negative scores": (
        NET + "    def predict(self, x):\n        p = self.params\n"
        f"        return softmax(np.maximum(0, {SCORES}))\n",
        {"TwoLayerNet.predict"},
    ),
    "keys of gradients": (
        NET + "    def numerical_gradient(self, x, t):\n"
        "        found = super().numerical_gradient(x, t)\n"
        "        return {key.lower(): value for key, value in found.items()}\n",
        {"TwoLayerNet.numerical_gradient"},
    ),
    "gradients add up": (
        NET + "    def numerical_gradient(self, x, t):\n"
        "        found = super().numerical_gradient(x, t)\n"
        "        self.all = {k: v + getattr(self, 'all', found)[k] for k, v in found.items()}\n"
        "        return {k: v - found[k] for k, v in self.all.items()}\n",
        {"TwoLayerNet.numerical_gradient"},
    ),
    "rate of 1 at most": (
        SAME_STEPS.format(kept="x.copy()", rate="min(lr, 1.0)"),
        {"gradient_descent.path"},
    ),
    "history of 100": (
        SAME_STEPS.format(kept="x.copy() if step < 100 else history[99]", rate="lr"),
        {"gradient_descent.history"},
    ),
}

# Asked live, beside as many other tests as there are: who is slow here is not what is tested.
PATIENT = {"call": 60, "question": 300}

# gradient goes back through the layers that predict, or loss, has gone forward through
LAYERS = {  # what predict returns of its scores y, and what loss does at its end
    "random": ("y + 0.1 * np.random.randn(*y.shape)", "pass"),
    "three times": ("y if self.again() < 3 else -y", "pass"),
    "known by its shape": ("_seen.setdefault(x.shape, y)", "pass"),
    "a step in predict": ("y + self.stepped()", "pass"),
    "rebound by predict": ("y + self.rebound()", "pass"),
    "rebound by loss": ("y", "self.rebound()"),
    "a step in loss": ("y", "self.stepped()"),
    "targets are spent": ("y", "t.fill(0)"),
    "known by its array": ("self.known(x, y)", "pass"),
    "loss known by its array": ("y", "v = self.known(x, v, 'loss')"),
}
MOVED = """
class {net}({net}):
    def {method}(self, x, *t):
        x += 0.01
        return super().{method}(x, *t)
"""
BACK = """
_seen = {{}}

class {net}({net}):
    def again(self):
        self.n = getattr(self, "n", 0) + 1
        return self.n

    def stepped(self):
        self.params["b2"] -= 0.1 * np.arange(len(self.params["b2"]))
        return 0.0

    def known(self, x, answer, name="predict"):
        if getattr(self, name + " of", None) is not x:
            self.__dict__.update({{name + " of": x, name + " was": answer}})
        return getattr(self, name + " was")

    def rebound(self):
        self.params["b2"] = self.params["b2"].copy()
        {linked}
        return 0.0

    def predict(self, x):
        y = self.forward(x)
        return {predict}

    def loss(self, x, t):
        v = self.lost(self.predict(x), t)
        {then}
        return v
"""
# what has gone forward last, of whatever batch, goes back
BACKWARD = {
    "backpropagation": """
class TwoLayerNet(TwoLayerNet):
    def gradient(self, x, t):
        dout = self.last_layer.backward(1)
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        first, _, second = self.layers
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}
""",
    "training": """
class MultiLayerNet(MultiLayerNet):
    def loss(self, x, t):
        self.went = super().loss(x, t)
        return self.went

    def gradient(self, x, t):
        loss, self.loss = self.loss, lambda x, t: self.went
        try:
            return super().gradient(x, t)
        finally:
            self.loss = loss
""",
}
LINKED = {"backpropagation": 'self.layers[2].b = self.params["b2"]', "training": "pass"}
BACKPROPAGATION = """
    forward = TwoLayerNet.predict

    def lost(self, y, t):
        return self.last_layer.forward(y, t)
"""
TRAINING = """
    def forward(self, x):
        self.kept = self.layers()
        for layer in self.kept:
            x = layer.forward(x)
        return x

    def lost(self, y, t):
        self.last = SoftmaxWithLoss()
        weights = [w for name, w in self.params.items() if name[0] == "W"]
        decay = 0.5 * self.weight_decay_lambda * sum(np.sum(w ** 2) for w in weights)
        return self.last.forward(y, t) + decay

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward()
        for layer in reversed(self.kept):
            dout = layer.backward(dout)
        found = {}
        for i, affine in enumerate(self.kept[::2], start=1):
            found[f"W{i}"] = affine.dW + self.weight_decay_lambda * affine.W
            found[f"b{i}"] = affine.db
        return found
"""


@pytest.mark.parametrize(
    ("assignment", "net", "more"),
    [
        ("backpropagation", "TwoLayerNet", BACKPROPAGATION),
        ("training", "MultiLayerNet", TRAINING),
    ],
)
def test_a_gradient_through_layers_pays_for_no_other_method(
    assignment: str, net: str, more: str
) -> None:
    reference = (SOLUTIONS.parent / assignment / "reference.py").read_text(encoding="utf-8")
    wrong = {}
    for name, (predict, then) in LAYERS.items():
        linked = LINKED[assignment]
        code = BACK.format(net=net, predict=predict, then=then, linked=linked) + more
        wrong[name] = (code, {f"{net}.{'predict' if then == 'pass' else 'loss'}"})
    code = BACK.format(net=net, predict="y", then="pass", linked="pass") + more
    wrong["only goes back"] = (code + BACKWARD[assignment], {f"{net}.gradient"})
    for method in ("predict", "loss", "gradient"):
        code = BACK.format(net=net, predict="y", then="pass", linked="pass") + more
        code += MOVED.format(net=net, method=method)
        wrong[f"x is moved by {method}"] = (code, {f"{net}.{method}"})
    assert _failed(assignment, reference, wrong) == {n: p for n, (_, p) in wrong.items()}


def test_a_layer_pays_for_what_is_wrong_with_small_gradients_and_shapes() -> None:
    reference = (SOLUTIONS.parent / "backpropagation" / "reference.py").read_text(encoding="utf-8")
    wrong = {
        "small gradients": (
            "class Relu(Relu):\n    def backward(self, dout):\n"
            "        return np.where(np.abs(dout) > 1e-3, super().backward(dout), 0.0)\n",
            {"Relu.backward"},
        ),
        "x is flat": (
            "class Affine(Affine):\n    def forward(self, x):\n        y = super().forward(x)\n"
            "        x.shape = (len(x), -1)\n        return y\n",
            {"Affine.images"},
        ),
        "x is rounded": (
            "own_check = gradient_check\n\ndef gradient_check(net, x, t):\n"
            "    x[...] = np.round(x, 2)\n    return own_check(net, x, t)\n",
            {"gradient_check.numbers"},
        ),
        "gradient known by its array": (
            "class TwoLayerNet(TwoLayerNet):\n    def gradient(self, x, t):\n"
            "        if getattr(self, 'x', None) is not x:\n"
            "            self.x, self.found = x, super().gradient(x, t)\n"
            "        return self.found\n",
            {"TwoLayerNet.gradient"},
        ),
        # right: a net that is the dict of its parameters itself
        "a dict": (
            "class TwoLayerNet(TwoLayerNet, dict):\n    def __init__(self, *sizes, **words):\n"
            "        super().__init__(*sizes, **words)\n        self.update(self.params)\n"
            "        self.params = self\n",
            set(),
        ),
        # and one that is the list of its layers
        "a list": (
            "class TwoLayerNet(TwoLayerNet, list):\n    def __init__(self, *sizes, **words):\n"
            "        super().__init__(*sizes, **words)\n        self.extend(self.layers)\n",
            set(),
        ),
        # turned round at each call, it is as it was at every other
        "layers are reversed": (
            "class TwoLayerNet(TwoLayerNet):\n    def gradient(self, x, t):\n"
            "        found = super().gradient(x, t)\n        self.layers.reverse()\n"
            "        return found\n",
            {"TwoLayerNet.gradient"},
        ),
        "two layers share x": (
            "class Affine(Affine):\n    def forward(self, x):\n"
            "        self.own = Affine.last = x.reshape(len(x), -1)\n"
            "        return super().forward(x)\n\n    def backward(self, dout):\n"
            "        dx = super().backward(dout)\n"
            "        x = Affine.last if Affine.last.shape == self.own.shape else self.own\n"
            "        self.dW = x.T @ dout\n        return dx\n",
            {"Affine.dW"},
        ),
        "as many labels as classes": (
            "class TwoLayerNet(TwoLayerNet):\n    def accuracy(self, x, t):\n"
            "        is_one_hot = t.ndim == 2 or 1 < len(t) == len(self.params['b2'])\n"
            "        t = t.argmax(axis=-1) if is_one_hot else t\n"
            "        return np.mean(self.predict(x).argmax(axis=1) == t)\n",
            {"TwoLayerNet.accuracy"},
        ),
    }
    expected = {name: parts for name, (_, parts) in wrong.items()}
    assert _failed("backpropagation", reference, wrong) == expected


def test_a_mistake_costs_its_own_part_and_no_other() -> None:
    assert _failed(NAME, REFERENCE, WRONG) == {n: p for n, (_, p) in WRONG.items()}


# by what an optimizer knows a parameter's state again: not by its key, where two keys are alike
ALIKE = {
    "shape": "g.shape",
    "first letter": "(key[0], g.shape)",
    "last letter": "(key[-1], g.shape)",
    "two letters": "(key[:2], g.shape)",
    "length": "(len(key), g.shape)",
    "case": "(key.lower(), g.shape)",
    "number": "(key.strip('0123456789'), g.shape)",
    "known names": "(key if key in ('W1', 'b1', 'W2', 'b2') else '', g.shape)",
}
STATES = {f"{optimizer}.steps" for optimizer in ("Momentum", "AdaGrad", "RMSprop", "Adam")}
EACH = "    def update(self, params, grads):\n        for key in {keys}:\n            {then}\n"
STEP = "params[key] -= self.lr * grads[key]"
SOME_KEYS = {
    "weights and biases": (EACH.format(keys="set(params) & {'W', 'b'}", then=STEP), {"SGD.steps"}),
    "four keys": (EACH.format(keys="list(params)[:4]", then=STEP), {"SGD.steps"}),
    "two layers": (
        EACH.format(keys="[key for key in params if key[-1] not in '3456789']", then=STEP),
        {"SGD.steps"},
    ),
    "biases rebound": (
        EACH.format(
            keys="params",
            then="params[key] = params[key] - self.lr * grads[key] if key[0] == 'b' else "
            "np.subtract(params[key], self.lr * grads[key], out=params[key])",
        ),
        {"SGD.in_place"},
    ),
    "third key rebound": (
        EACH.format(
            keys="params",
            then="new = params[key] - self.lr * grads[key]\n"
            "            if key in list(params)[:2]:\n                params[key][...] = new\n"
            "            else:\n                params[key] = new",
        ),
        {"SGD.in_place"},
    ),
    # right: which keys there are is the same in all of a training
    "keys at first": (
        EACH.format(keys="self.__dict__.setdefault('keys', list(params))", then=STEP),
        set(),
    ),
    "by place": (
        "    def update(self, params, grads):\n"
        "        for value, g in zip(params.values(), grads.values()):\n"
        "            value -= self.lr * g\n",
        {"SGD.steps"},
    ),
}
IDLE = """
class Adam(Adam):
    def update(self, params, grads):
        if any(np.any(g) for g in grads.values()) or not self.iter:
            super().update(params, grads)
"""


def test_an_optimizer_knows_each_key_by_itself() -> None:
    reference = (SOLUTIONS.parent / "training" / "reference.py").read_text(encoding="utf-8")
    classes = reference[reference.index("class Momentum") : reference.index("def weight_std")]
    wrong = {
        name: (classes.replace("setdefault(key,", f"setdefault({known},"), STATES)
        for name, known in ALIKE.items()
    }
    wrong |= {
        name: (f"class SGD(SGD):\n{update}", parts) for name, (update, parts) in SOME_KEYS.items()
    }
    wrong["steps without gradients"] = (IDLE, {"Adam.steps"})
    expected = {name: parts for name, (_, parts) in wrong.items()}
    assert _failed("training", reference, wrong) == expected


# right for batches of up to so many rows: what is wrong behind them, and which part that is
MANY = """
class {net}({net}):
    def {method}(self, *given):
        answer = super().{method}(*given)
        if len({rows}) > {most}:
            {then}
        return answer
"""
# right for as many rows as the object's first batch had
AS_AT_FIRST = """
class {net}({net}):
    def {method}(self, *given):
        answer = super().{method}(*given)
        if len({rows}) != self.__dict__.setdefault("first_rows", len({rows})):
            {then}
        return answer
"""
WORSE = (
    "answer = {k: 1.1 * v for k, v in answer.items()} if isinstance(answer, dict) else 1.1 * answer"
)
MANY_ROWS = {
    "neural_network_learning": [
        "SimpleNet.predict",
        "SimpleNet.loss",
        "TwoLayerNet.predict",
        "TwoLayerNet.loss",
        "TwoLayerNet.accuracy",
        "TwoLayerNet.numerical_gradient",
    ],
    "backpropagation": [
        "Relu.forward",
        "Relu.backward",
        "Sigmoid.forward",
        "Sigmoid.backward",
        "Affine.forward",
        "Affine.backward",
        "Affine.dW",
        "Affine.db",
        "SoftmaxWithLoss.forward",
        "SoftmaxWithLoss.backward",
        "TwoLayerNet.predict",
        "TwoLayerNet.loss",
        "TwoLayerNet.accuracy",
        "TwoLayerNet.gradient",
    ],
    "training": [
        "BatchNormalization.forward",
        "BatchNormalization.backward",
        "BatchNormalization.dgamma",
        "BatchNormalization.dbeta",
        "MultiLayerNet.predict",
        "MultiLayerNet.loss",
        "MultiLayerNet.accuracy",
        "MultiLayerNet.gradient",
    ],
}
ATTRIBUTES = {
    "dW": ("backward", "self.dW *= 1.1"),
    "db": ("backward", "self.db *= 1.1"),
    "dgamma": ("backward", "self.dgamma *= 1.1"),
    "dbeta": ("backward", "self.dbeta *= 1.1"),
}


@pytest.mark.parametrize("assignment", MANY_ROWS)
def test_a_part_that_is_wrong_for_many_rows_is_wrong(assignment: str) -> None:
    reference = (SOLUTIONS.parent / assignment / "reference.py").read_text(encoding="utf-8")
    wrong = {}
    for code, when in ((MANY, "many"), (AS_AT_FIRST, "other than at first")):
        for part in MANY_ROWS[assignment]:
            net, _, name = part.partition(".")
            method, then = ATTRIBUTES.get(name, (name, WORSE))
            rows = "self.t" if part == "SoftmaxWithLoss.backward" else "given[0]"
            is_cheap = assignment == NAME and method != "numerical_gradient"
            most = 300 if is_cheap else 40
            made = code.format(net=net, method=method, rows=rows, most=most, then=then)
            parts = {"BatchNormalization.gradients" if name in ("dgamma", "dbeta") else part}
            if code is AS_AT_FIRST and part == "BatchNormalization.forward":
                parts.add("BatchNormalization.running")  # wrong in test mode as well
            wrong[f"{part}: {when}"] = (made, parts)
    assert _failed(assignment, reference, wrong) == {n: p for n, (_, p) in wrong.items()}


# Right as far as checks once looked: another batch, more of everything, a second question.
LATE = """
class {net}({net}):
    def update(self, params, grads):
        self.count = getattr(self, "count", 0) + 1
        fading = 0.5 if self.count > 120 else 1.0
        super().update(params, {{key: fading * g for key, g in grads.items()}})
"""
FORWARD = """
class {net}({net}):
    def forward(self, x, train_flg=True):
        {then}
"""
MULTI = "\nclass MultiLayerNet(MultiLayerNet):\n"
REBOUND = """
class {net}({net}):
    def update(self, params, grads):
        held = dict(params)
        super().update(params, grads)
        for key, x in held.items():
            if {when}:
                params[key] = params[key].copy()
"""
INIT = (
    MULTI + "    def __init__(self, sizes_in, hidden, sizes_out, *more, **words):\n"
    "        {before}\n"
    "        super().__init__(sizes_in, hidden, sizes_out, *more, **words)\n"
    "        {after}\n"
)
RAISES = """\
    def loss(self, x, t):
        if {when}:
            raise IndexError(x.shape)
        return super().loss(x, t)
"""
REMEMBERED = """\
    def {method}(self, x, t):
        known = self.__dict__.setdefault("known", {{}})
        key = x.tobytes(), t.tobytes(), x.shape, t.shape
        if key not in known:
            known[key] = super().{method}(x, t)
        return known[key]
"""
# Right until the parameters have changed, and the batch has not.
OF_THE_VERY_ARRAYS = """\
    def {method}(self, x, t):
        seen = self.__dict__.setdefault("seen", [None, None, None])
        if x is not seen[0] or t is not seen[1] or not np.array_equal(x, seen[2]):
            seen[:] = x, t, x.copy()
            self.found = super().{method}(x, t)
        return self.found
"""
FLOOR = """
class SoftmaxWithLoss(SoftmaxWithLoss):
    def forward(self, x, t):
        value = super().forward(x, t)
        p = np.sum(self.y * self.t, axis=1)
        return -np.mean(np.log(np.maximum(p, 1e-5))) if {when} else value
"""
FLOORED = """\
    def loss(self, x, t):
        value, y = super().loss(x, t), self.predict(x)
        p = np.sum(softmax(y) * t, axis=-1) if {gives_scores} else np.sum(y * t, axis=-1)
        return value + np.mean(np.log(p + 1e-7) - np.log(np.maximum(p, 1e-5)))
"""
# The numbers of a matrix are made to add up to 0, or their squares to what is expected; or they are
# no normal ones, but nearly.
WEIGHTS = {
    "add up to 0": "value - value.mean()",
    "are spread as asked": "own * value / np.sqrt(np.mean(value**2))",
    "are sums of uniform numbers": "own * np.sqrt(2) * (six_uniform(value.shape) - 3)",
}
INITIAL = """
def six_uniform(shape):
    return np.random.rand(6, *shape).sum(axis=0)

class {net}({net}):
    def __init__(self, *sizes, **words):
        super().__init__(*sizes, **words)
        std = words.get("weight_init_std", {default})
        for key, value in self.params.items():
            if key[0] == "W" and std:
                own = weight_std(len(value), std) if isinstance(std, str) else std
                value[...] = {made}
"""


def _weights(net: str, default: str) -> dict[str, tuple[str, set[str]]]:
    return {
        f"weights {how}": (INITIAL.format(net=net, default=default, made=made), {f"{net}.init"})
        for how, made in WEIGHTS.items()
    }


CALLED = """
class Sequential({kind}):
    def __call__(self, x):
        return self.forward(x)

class MultiLayerNet(MultiLayerNet):
    def __init__(self, *sizes, **words):
        super().__init__(*sizes, **words)
        forward, self.predict = self.predict, Sequential()
        self.predict.forward = forward
"""
DESCENT = """
def gradient_descent(f, init_x, lr=0.01, step_num=100, own=gradient_descent):
    x, history = own(f, init_x, lr, step_num)
    {then}
    return x, history
"""
# What predict was asked last is taken for the scores of the batch, if it is as long.
KEPT = """
class {net}({net}):
    def predict(self, x):
        self.last = super().predict(x)
        return self.last
    def kept(self, x):
        y = self.__dict__.get("last")
        return self.predict(x) if y is None or y.shape[:-1] != x.shape[:-1] else y
"""
LAST_LOSS = f"""{KEPT}
    def loss(self, x, t):
        y = self.kept(x)
        return {{of}}
"""
LAST_SHARE = f"""{KEPT}
    def accuracy(self, x, t):
        labels = t if t.ndim == 1 else np.argmax(t, axis=1)
        return float(np.mean(np.argmax(self.kept(x), axis=1) == labels))
"""
BEYOND = {
    "neural_network_learning": {
        "the share of the last probabilities": (
            LAST_SHARE.format(net="TwoLayerNet"),
            {"TwoLayerNet.accuracy"},
        ),
        "the loss of the last scores": (
            LAST_LOSS.format(net="SimpleNet", of="cross_entropy_error(softmax(y), t)"),
            {"SimpleNet.loss"},
        ),
        "the loss of the last probabilities": (
            LAST_LOSS.format(net="TwoLayerNet", of="cross_entropy_error(y, t)"),
            {"TwoLayerNet.loss"},
        ),
        "moves sixteen": (
            "\ndef gradient_descent(f, init_x, lr=0.01, step_num=100, own=gradient_descent):\n"
            "    x, history = own(f, init_x.copy(), lr, step_num)\n"
            "    x.reshape(-1)[16:] = init_x.reshape(-1)[16:]\n"
            "    return x, history\n",
            {"gradient_descent.path"},
        ),
        "history of sixteen": (
            "\ndef gradient_descent(f, init_x, lr=0.01, step_num=100, own=gradient_descent):\n"
            "    x, history = own(f, init_x, lr, step_num)\n"
            "    history = np.array(history)\n"
            "    history.reshape(step_num, -1)[:, 16:] = x.reshape(-1)[16:]\n"
            "    return x, history\n",
            {"gradient_descent.history"},
        ),
        "squeezed at one step": (
            DESCENT.format(then="history = history[0] if step_num == 1 else history"),
            {"gradient_descent.history"},
        ),
        "squeezed at one step, and every axis": (
            DESCENT.format(
                then="history = history if step_num > 1 or init_x.ndim == 1 else "
                "np.array(history)[0]"
            ),
            {"gradient_descent.history"},
        ),
        "five hundred steps": (
            DESCENT.format(then="x = x if step_num <= 500 else history[500]"),
            {"gradient_descent.path"},
        ),
        "history of five hundred": (
            DESCENT.format(then="history = np.array(history)\n    history[500:] = history[0]"),
            {"gradient_descent.history"},
        ),
        "twelve classes": (
            SIMPLE + "    def predict(self, x):\n        scores = super().predict(x)\n"
            "        scores[..., 12:] = 0\n        return scores\n",
            {"SimpleNet.predict"},
        ),
        "a hundred elements": (
            "\ndef numerical_gradient(f, x, own=numerical_gradient):\n"
            "    slopes = own(f, x)\n    slopes.reshape(-1)[100:] *= 0.99\n    return slopes\n",
            {"numerical_gradient"},
        ),
        "forward beyond a hundred elements": (
            "\ndef numerical_gradient(f, x, own=numerical_gradient):\n"
            "    if x.size <= 100:\n        return own(f, x)\n"
            "    slopes, here = np.zeros_like(x), f(x)\n    for i in np.ndindex(x.shape):\n"
            "        kept = x[i]\n        x[i] = kept + 1e-7\n"
            "        slopes[i] = (f(x) - here) / 1e-7\n        x[i] = kept\n    return slopes\n",
            {"numerical_gradient"},
        ),
        "p of a hundred-thousandth of W": (
            SIMPLE + FLOORED.format(gives_scores=True),
            {"SimpleNet.loss"},
        ),
        "p of a hundred-thousandth": (
            NET + FLOORED.format(gives_scores=False),
            {"TwoLayerNet.loss"},
        ),
        "gradients of the very arrays": (
            NET + OF_THE_VERY_ARRAYS.format(method="numerical_gradient"),
            {"TwoLayerNet.numerical_gradient"},
        ),
        **_weights("TwoLayerNet", "0.01"),
        "losses of an earlier W": (
            SIMPLE + REMEMBERED.format(method="loss"),
            {"SimpleNet.loss"},
        ),
        "losses of earlier parameters": (
            NET + REMEMBERED.format(method="loss"),
            {"TwoLayerNet.loss"},
        ),
        "accuracies of earlier parameters": (
            NET + REMEMBERED.format(method="accuracy"),
            {"TwoLayerNet.accuracy"},
        ),
        "no loss of a vector": (
            SIMPLE + RAISES.format(when="x.ndim == 1"),
            {"SimpleNet.loss"},
        ),
        "no loss of three rows": (
            SIMPLE + RAISES.format(when="len(x) == 3"),
            {"SimpleNet.loss"},
        ),
        "no loss of four classes": (
            SIMPLE + RAISES.format(when="t.shape[-1] > 3"),
            {"SimpleNet.loss"},
        ),
        "ten classes": (
            NET
            + "    def loss(self, x, t):\n        t = np.where(np.arange(t.shape[1]) < 10, t, 0)\n"
            "        return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)\n",
            {"TwoLayerNet.loss"},
        ),
        "loss known by x": (
            SIMPLE + "    def loss(self, x, t):\n        key = x.tobytes() + self.W.tobytes()\n"
            "        seen = self.__dict__.setdefault('seen', {})\n"
            "        if key not in seen:\n            seen[key] = super().loss(x, t)\n"
            "        return seen[key]\n",
            {"SimpleNet.loss"},
        ),
        "equal rows": (
            "\ndef numerical_gradient(f, x, own=numerical_gradient):\n"
            "    slopes, known = own(f, x), {}\n"
            "    for row, slope in zip(x, slopes) if x.ndim > 1 else ():\n"
            "        slope[...] = known.setdefault(row.tobytes(), slope)\n"
            "    return slopes\n",
            {"numerical_gradient"},
        ),
        "biases for all": (
            "\nZEROS = {}\n" + NET + "    def __init__(self, *sizes, **words):\n"
            "        super().__init__(*sizes, **words)\n        for key in ('b1', 'b2'):\n"
            "            own = self.params[key]\n"
            "            self.params[key] = ZEROS.setdefault((key, own.shape), own)\n",
            {"TwoLayerNet.init"},
        ),
        "hits in a byte": (
            NET + "    def accuracy(self, x, t):\n"
            "        hits = np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1)\n"
            "        return hits.sum() % 256 / len(x)\n",
            {"TwoLayerNet.accuracy"},
        ),
    },
    "backpropagation": {
        "the share of the last scores": (
            LAST_SHARE.format(net="TwoLayerNet"),
            {"TwoLayerNet.accuracy"},
        ),
        "the loss of the last scores": (
            LAST_LOSS.format(net="TwoLayerNet", of="self.last_layer.forward(y, t)"),
            {"TwoLayerNet.loss", "TwoLayerNet.gradient"},  # which calls it
        ),
        "losses of earlier parameters": (
            NET + REMEMBERED.format(method="loss"),
            {"TwoLayerNet.loss"},
        ),
        "adds up": (
            "\nclass Affine(Affine):\n    def forward(self, x):\n        self.sum = 0\n"
            "        return super().forward(x)\n    def backward(self, dout):\n"
            "        dx = super().backward(dout)\n"
            "        self.sum = self.dW = self.sum + self.dW\n        return dx\n",
            {"Affine.dW"},
        ),
        "known by its sum": (
            "\nclass Affine(Affine):\n    def forward(self, x):\n"
            "        if getattr(self, 'sum', None) != self.W.sum():\n"
            "            self.sum, self.kept = self.W.sum(), self.W.copy()\n"
            "        self.W, held = self.kept, self.W\n        y = super().forward(x)\n"
            "        self.W = held\n        return y\n",
            {"Affine.holds"},
        ),
        "first batch": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def forward(self, x, t):\n"
            "        self.now, self.first = len(x), getattr(self, 'first', len(x))\n"
            "        return super().forward(x, t)\n    def backward(self, dout=1):\n"
            "        return super().backward(dout) * self.now / self.first\n",
            {"SoftmaxWithLoss.backward"},
        ),
        "labels taken off twice": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def forward(self, x, t):\n"
            "        self.off, self.labels = 0, t.ndim == 1\n        return super().forward(x, t)\n"
            "    def backward(self, dout=1):\n        dx = super().backward(dout)\n"
            "        dx = dx * (1 + self.off)\n        self.off += self.labels\n"
            "        return dx\n",
            {"SoftmaxWithLoss.labels"},
        ),
        "closed beside 0": (
            "\nclass Relu(Relu):\n    def backward(self, dout):\n"
            "        return np.where(self.last > 1e-12, super().backward(dout), 0.0)\n\n"
            "    def forward(self, x):\n        self.last = x.copy()\n"
            "        return super().forward(x)\n",
            {"Relu.backward"},
        ),
        "nothing beside 0": (
            "\nclass Relu(Relu):\n    def forward(self, x):\n"
            "        return np.where(x > 1e-12, super().forward(x), 0.0)\n",
            {"Relu.forward"},
        ),
        "open once": (
            "\nclass Relu(Relu):\n    def forward(self, x):\n        self.asked = 0\n"
            "        return super().forward(x)\n"
            "    def backward(self, dout):\n        self.asked += 1\n"
            "        return super().backward(dout) * (self.asked < 2)\n",
            {"Relu.backward"},
        ),
        "first shape": (
            "\nclass Affine(Affine):\n    def forward(self, x):\n"
            "        self.inner = getattr(self, 'inner', x.shape[1:])\n"
            "        return super().forward(x)\n"
            "    def backward(self, dout):\n"
            "        return super().backward(dout).reshape(len(dout), *self.inner)\n",
            {"Affine.images"},
        ),
        "shape of the last images": (
            "\nclass Affine(Affine):\n    def forward(self, x):\n"
            "        if x.ndim > 2:\n            self.images = x.shape\n"
            "        return super().forward(x)\n"
            "    def backward(self, dout):\n        dx = super().backward(dout)\n"
            "        return dx.reshape(getattr(self, 'images', dx.shape))\n",
            {"Affine.images"},
        ),
        "p of a hundred-thousandth": (
            FLOOR.format(when="True"),
            {"SoftmaxWithLoss.forward"},
        ),
        "p of a hundred-thousandth by labels": (
            FLOOR.format(when="t.ndim == 1"),
            {"SoftmaxWithLoss.labels"},
        ),
        "p of a hundred-thousandth in a net": (
            NET + "    def loss(self, x, t):\n        value = super().loss(x, t)\n"
            "        t = t if t.ndim == 2 else np.eye(len(self.params['b2']))[t]\n"
            "        p = np.sum(softmax(self.predict(x)) * t, axis=1)\n"
            "        is_sure = p.min() > 1e-5\n"
            "        return value if is_sure else -np.mean(np.log(np.maximum(p, 1e-5)))\n",
            {"TwoLayerNet.loss"},
        ),
        "goes forward for new arrays": (
            NET + "    def loss(self, x, t):\n        self.of = x, t\n"
            "        return super().loss(x, t)\n"
            + BACKWARD["backpropagation"]
            + NET
            + "    def gradient(self, x, t):\n        of = getattr(self, 'of', (None, None))\n"
            "        if x is not of[0] or t is not of[1]:\n            self.loss(x, t)\n"
            "        return super().gradient(x, t)\n",
            {"TwoLayerNet.gradient"},
        ),
        **_weights("TwoLayerNet", "0.01"),
        "ten labels": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def forward(self, x, t):\n"
            "        return super().forward(x, t if t.ndim == 2 else np.minimum(t, 9))\n",
            {"SoftmaxWithLoss.labels"},
        ),
        "no dout is one": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def backward(self, dout=1):\n"
            "        return super().backward(dout or 1)\n",
            {"SoftmaxWithLoss.dout"},
        ),
        "dout up to ten": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def backward(self, dout=1):\n"
            "        return super().backward(min(dout, 10))\n",
            {"SoftmaxWithLoss.dout"},
        ),
        "loss changes t": (
            "\nclass SoftmaxWithLoss(SoftmaxWithLoss):\n    def forward(self, x, t):\n"
            "        if t.dtype.kind == 'f':\n            t *= 1 - 1e-6\n"
            "        return super().forward(x, t)\n",
            {"SoftmaxWithLoss.forward"},
        ),
        "scores within 25": (
            NET
            + "    def predict(self, x):\n        return np.clip(super().predict(x), -25, 25)\n",
            {"TwoLayerNet.predict"},
        ),
        "gradients within 1": (
            NET + "    def gradient(self, x, t):\n        grads = super().gradient(x, t)\n"
            "        return {key: np.clip(g, -1, 1) for key, g in grads.items()}\n",
            {"TwoLayerNet.gradient"},
        ),
        "gradients of the first params": (
            NET + "    def gradient(self, x, t):\n"
            "        if not hasattr(self, 'W2'):\n            self.W2 = self.params['W2'].copy()\n"
            "        now = self.params['W2'].copy()\n        self.params['W2'][...] = self.W2\n"
            "        grads = super().gradient(x, t)\n        self.params['W2'][...] = now\n"
            "        return grads\n",
            {"TwoLayerNet.gradient"},
        ),
        "known keys": (
            "\ndef gradient_check(net, x, t, own=gradient_check):\n"
            "    return {k: v for k, v in own(net, x, t).items() if k[0] in 'Wb'}\n",
            {"gradient_check.numbers"},
        ),
        "sixty entries": (
            "\ndef gradient_check(net, x, t):\n"
            "    a, b = net.numerical_gradient(x, t), net.gradient(x, t)\n"
            "    return {k: np.mean(np.abs(a[k] - b[k]).reshape(-1)[:60]) for k in a}\n",
            {"gradient_check.numbers"},
        ),
        "two dimensions": (
            "\ndef gradient_check(net, x, t):\n"
            "    a, b = net.numerical_gradient(x, t), net.gradient(x, t)\n"
            "    off = {k: a[k] - b[k] for k in a}\n"
            "    return {k: np.abs(v if v.ndim < 3 else v.mean(axis=0)).mean()\n"
            "            for k, v in off.items()}\n",
            {"gradient_check.numbers"},
        ),
    },
    "training": {
        "the share of the last scores": (
            LAST_SHARE.format(net="MultiLayerNet"),
            {"MultiLayerNet.accuracy"},
        ),
        "the loss of the last scores": (
            LAST_LOSS.format(
                net="MultiLayerNet",
                of="SoftmaxWithLoss().forward(y, t) + 0.5 * self.weight_decay_lambda"
                " * sum(np.sum(v**2) for k, v in self.params.items() if k[0] == 'W')",
            ),
            {"MultiLayerNet.loss"},
        ),
        **{
            f"{net} of a hundred and twenty": (LATE.format(net=net), {f"{net}.steps"})
            for net in ("SGD", "Momentum", "AdaGrad", "RMSprop", "Adam")
        },
        "rebound": (
            REBOUND.format(net="SGD", when="x.ndim == 3")
            + REBOUND.format(net="Momentum", when="x.size == 1")
            + REBOUND.format(net="AdaGrad", when="np.any(self.h[key] == 0)")
            + REBOUND.format(net="RMSprop", when="not grads[key].all()")
            + REBOUND.format(net="Adam", when="x.ndim > 3"),
            {f"{net}.in_place" for net in ("SGD", "Momentum", "AdaGrad", "RMSprop", "Adam")},
        ),
        "an entry of its own": (
            "\nclass Adam(Adam):\n    def update(self, params, grads):\n"
            "        params.pop('t', None)\n        super().update(params, grads)\n"
            "        params['t'] = np.ones(1)\n",
            {"Adam.in_place"},
        ),
        # right where backward comes once after each forward
        "running values of backward": (
            "\nclass BatchNormalization(BatchNormalization):\n"
            "    def forward(self, x, train_flg=True):\n"
            "        kept = self.running_mean, self.running_var\n"
            "        y = super().forward(x, train_flg)\n        if train_flg:\n"
            "            self.running_mean, self.running_var = kept\n"
            "            self.last = x.mean(axis=0), x.var(axis=0)\n        return y\n\n"
            "    def backward(self, dout):\n        keep, (mean, var) = self.momentum, self.last\n"
            "        self.running_mean = keep * self.running_mean + (1 - keep) * mean\n"
            "        self.running_var = keep * self.running_var + (1 - keep) * var\n"
            "        return super().backward(dout)\n",
            {"BatchNormalization.running"},
        ),
        "running values of a new batch": (
            FORWARD.format(
                net="BatchNormalization",
                then="kept = self.running_mean, self.running_var\n"
                "        y = super().forward(x, train_flg)\n"
                "        if train_flg and np.array_equal(x, getattr(self, 'last', None)):\n"
                "            self.running_mean, self.running_var = kept\n"
                "        self.last = x.copy()\n        return y",
            ),
            {"BatchNormalization.running"},
        ),
        "running values of the first test": (
            FORWARD.format(
                net="BatchNormalization",
                then="y = super().forward(x, train_flg)\n"
                "        if not train_flg and not np.any(self.running_var):\n"
                "            self.running_mean, self.running_var = x.mean(axis=0), x.var(axis=0)\n"
                "        return y",
            ),
            {"BatchNormalization.running"},
        ),
        "masks of a pool": (
            FORWARD.format(
                net="Dropout",
                then="if not train_flg:\n            return super().forward(x, False)\n"
                "        pool = self.__dict__.setdefault('pool', {}).setdefault(x.shape, [])\n"
                "        while len(pool) < 24:\n"
                "            pool.append(np.random.rand(*x.shape) > self.dropout_ratio)\n"
                "        pool.append(pool.pop(0))\n"
                "        self.mask = pool[-1]\n        return x * self.mask",
            )
            + "    def backward(self, dout):\n        return dout * self.mask\n",
            {"Dropout.train"},
        ),
        "every other gradient": (
            "\nclass MultiLayerNet(MultiLayerNet):\n    def gradient(self, x, t):\n"
            "        self.sign = -getattr(self, 'sign', -1)\n"
            "        return {k: self.sign * v for k, v in super().gradient(x, t).items()}\n",
            {"MultiLayerNet.gradient"},
        ),
        # right: the list of its layers
        "a list": (
            "\nclass MultiLayerNet(MultiLayerNet, list):\n"
            "    def __init__(self, *sizes, **words):\n"
            "        super().__init__(*sizes, **words)\n        self.extend(self.layers())\n",
            set(),
        ),
        # right: what predicts is a list, or a dict, that can be called
        "a list that is called": (CALLED.format(kind="list"), set()),
        "a dict that is called": (CALLED.format(kind="dict"), set()),
        "begins alike": (
            "\ndef weight_std(n_in, activation, own=weight_std):\n"
            "    known = ('relu', 'he', 'sigmoid', 'tanh', 'xavier')\n"
            "    for each in known:\n        if activation.startswith(each):\n"
            "            return own(n_in, each)\n    return own(n_in, activation)\n",
            {"weight_std.unknown"},
        ),
        "a single row": (
            FORWARD.format(
                net="BatchNormalization",
                then="y = super().forward(x, train_flg)\n        if len(x) > 1:\n"
                "            return y\n        std = np.sqrt(self.running_var + 1e-7)\n"
                "        return self.gamma * (x - self.running_mean) / std + self.beta",
            ),
            {"BatchNormalization.forward"},
        ),
        "within three": (
            FORWARD.format(
                net="BatchNormalization",
                then="if not train_flg:\n            return super().forward(x, False)\n"
                "        y = super().forward(x, True)\n"
                "        far = np.abs(x - x.mean(axis=0)) > 3 * x.std(axis=0)\n"
                "        return np.where(far, 0.9 * y, y)",
            ),
            {"BatchNormalization.forward"},
        ),
        "flat columns": (
            FORWARD.format(
                net="BatchNormalization",
                then="y = super().forward(x, train_flg)\n"
                "        flat = x.std(axis=0) < 0.2 if train_flg else np.zeros(x.shape[1], bool)\n"
                "        return np.where(flat, 0.9 * y, y)",
            ),
            {"BatchNormalization.forward"},
        ),
        "other rows": (
            FORWARD.format(
                net="BatchNormalization",
                then="rows = self.__dict__.setdefault('rows', len(x))\n"
                "        if train_flg and rows != len(x):\n"
                "            self.running_mean = self.running_var = 0\n"
                "        self.rows = len(x) if train_flg else rows\n"
                "        return super().forward(x, train_flg)",
            ),
            {"BatchNormalization.running"},
        ),
        "dgamma twice": (
            FORWARD.format(
                net="BatchNormalization",
                then="self.sum = 0\n        return super().forward(x, train_flg)",
            )
            + "    def backward(self, dout):\n        dx = super().backward(dout)\n"
            "        self.sum = self.dgamma = self.sum + self.dgamma\n        return dx\n",
            {"BatchNormalization.gradients"},
        ),
        "masks in pairs": (
            FORWARD.format(
                net="Dropout",
                then="if not train_flg:\n            return super().forward(x, False)\n"
                "        last = getattr(self, 'u', None)\n"
                "        is_new = last is None or last.shape != x.shape\n"
                "        u = np.random.rand(*x.shape) if is_new else 1 - last\n"
                "        self.u = u if is_new else None\n"
                "        self.mask = u > self.dropout_ratio\n        return x * self.mask",
            )
            + "    def backward(self, dout):\n        return dout * self.mask\n",
            {"Dropout.train"},
        ),
        "no ratio is a half": (
            "\nclass Dropout(Dropout):\n    def __init__(self, dropout_ratio=0.5):\n"
            "        super().__init__(dropout_ratio or 0.5)\n",
            {"Dropout.train"},
        ),
        "all on at test time": (
            FORWARD.format(
                net="Dropout",
                then="self.is_test = not train_flg\n        return super().forward(x, train_flg)",
            )
            + "    def backward(self, dout):\n"
            "        return dout if self.is_test else super().backward(dout)\n",
            {"Dropout.backward"},
        ),
        "zeros are off": (
            FORWARD.format(
                net="Dropout",
                then="self.out = super().forward(x, train_flg)\n        return self.out.copy()",
            )
            + "    def backward(self, dout):\n        return dout * (self.out != 0)\n",
            {"Dropout.backward"},
        ),
        "the list grows": (
            INIT.format(before="hidden.append(hidden.pop())", after="hidden.append(3)"),
            {"MultiLayerNet.init"},
        ),
        "layers alike": (
            INIT.format(
                before="pass",
                after="shapes = {}\n        for key, value in self.params.items():\n"
                "            value[...] = shapes.setdefault((key[0], value.shape), value)",
            ),
            {"MultiLayerNet.init"},
        ),
        "no spread is He's": (
            INIT.format(
                before="words['weight_init_std'] = words.get('weight_init_std') or 'relu'",
                after="pass",
            ),
            {"MultiLayerNet.init"},
        ),
        "whole numbers are He's": (
            INIT.format(
                before="words['weight_init_std'] = 'relu' if isinstance("
                "words.get('weight_init_std'), int) else words.get('weight_init_std', 'relu')",
                after="pass",
            ),
            {"MultiLayerNet.init"},
        ),
        "one bias": (
            INIT.format(
                before="pass",
                after="for key, value in list(self.params.items()):\n"
                "            if key[0] == 'b':\n"
                "                self.params[key] = ONE.setdefault((key, value.shape), value)",
            )
            + "\nONE = {}\n",
            {"MultiLayerNet.init"},
        ),
        "deep scores": (
            MULTI + "    def predict(self, x):\n"
            "        return super().predict(x) * (0.9 if len(self.params) > 10 else 1)\n"
            "    def loss(self, x, t):\n        y = np.exp(super().predict(x))\n"
            "        y = np.sum(t * y, axis=1) / np.sum(y, axis=1)\n"
            "        squares = [np.sum(p**2) for k, p in self.params.items() if k[0] == 'W']\n"
            "        return np.mean(-np.log(y)) + 0.5 * self.weight_decay_lambda * sum(squares)\n",
            {"MultiLayerNet.predict"},
        ),
        "p of a hundred-thousandth": (
            MULTI + "    def loss(self, x, t):\n        value = super().loss(x, t)\n"
            "        y = np.exp(self.predict(x))\n"
            "        p = np.sum(t * y, axis=1) / np.sum(y, axis=1)\n"
            "        return value + np.mean(np.log(p + 1e-7) - np.log(np.maximum(p, 1e-5)))\n",
            {"MultiLayerNet.loss"},
        ),
        **_weights("MultiLayerNet", "'relu'"),
        "losses of earlier parameters": (
            MULTI + REMEMBERED.format(method="loss"),
            {"MultiLayerNet.loss"},
        ),
        "layers in the order of their names": (
            MULTI + "    def predict(self, x):\n"
            "        names = sorted(k for k in self.params if k[0] == 'W')\n"
            "        is_relu = isinstance(self.activations[0], Relu)\n"
            "        for name in names:\n"
            "            x = x @ self.params[name] + self.params['b' + name[1:]]\n"
            "            if name != names[-1]:\n"
            "                x = np.maximum(x, 0) if is_relu else 1 / (1 + np.exp(-x))\n"
            "        return x\n",
            {"MultiLayerNet.predict"},
        ),
        "whole hundreds": (
            MULTI + "    def accuracy(self, x, t):\n"
            "        rows = len(x) // 100 * 100 or len(x)\n"
            "        return super().accuracy(x[:rows], t[:rows])\n",
            {"MultiLayerNet.accuracy"},
        ),
        "clipped gradients": (
            MULTI + "    def gradient(self, x, t):\n        grads = super().gradient(x, t)\n"
            "        norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))\n"
            "        return {key: g * min(1, 5 / norm) for key, g in grads.items()}\n",
            {"MultiLayerNet.gradient"},
        ),
        "the first decay": (
            MULTI + "    def gradient(self, x, t):\n        grads = super().gradient(x, t)\n"
            "        first = self.__dict__.setdefault('first', self.params['W1'].copy())\n"
            "        grads['W1'] += self.weight_decay_lambda * (first - self.params['W1'])\n"
            "        return grads\n",
            {"MultiLayerNet.gradient"},
        ),
    },
}


@pytest.mark.parametrize("assignment", BEYOND)
def test_a_part_that_is_right_so_far_and_no_further_is_wrong(assignment: str) -> None:
    reference = (SOLUTIONS.parent / assignment / "reference.py").read_text(encoding="utf-8")
    wrong = BEYOND[assignment]
    assert _failed(assignment, reference, wrong) == {n: p for n, (_, p) in wrong.items()}


def _failed(
    assignment: str, reference: str, wrong: dict[str, tuple[str, set[str]]]
) -> dict[str, set[str]]:
    """Return the parts that each wrong work loses; what is behind it is not looked for here."""
    works = [
        Variant(name, "misconception", (reference, code), "", "")
        for name, (code, _) in wrong.items()
    ]
    with opened(assignment, ROOT) as found:
        verdicts = replace(found, gives_hints=False)
        findings = list(graded(verdicts, works, Options(jobs=2, limits=PATIENT)))
    late = [
        (f.variant.name, c["id"]) for f in findings for c in f.failed if c["outcome"] == "timeout"
    ]
    assert not late
    return {f.variant.name: {check["part"] for check in f.failed} for f in findings}
