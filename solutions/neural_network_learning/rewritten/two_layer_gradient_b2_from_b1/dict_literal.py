def gradients(self, x, t):
    def f(_):
        return self.loss(x, t)

    W1, b1, W2, b2 = (self.params[key] for key in ("W1", "b1", "W2", "b2"))
    dW1, db1, dW2 = (numerical_gradient(f, p) for p in (W1, b1, W2))
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db1}


TwoLayerNet.numerical_gradient = gradients
