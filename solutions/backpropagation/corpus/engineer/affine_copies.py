"""Copies W and b, so a later change does not count."""

PART = "Affine.holds"
IS = "affine_holds_copies"


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W.copy(), b.copy()

    def forward(self, x):
        self.shape = x.shape
        self.rows = x.reshape(len(x), -1)
        return self.rows @ self.W + self.b

    def backward(self, dout):
        self.dW = self.rows.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.shape)
