import numpy as np


class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        p = np.atleast_2d(self.predict(x))
        q = np.exp(p)
        q /= q.sum(axis=1)[:, None]
        return -np.log(q[np.arange(len(q)), np.argmax(np.atleast_2d(t), axis=1)]).mean()
