from common.functions import cross_entropy_error, softmax


class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)  # 확률로 변환
        loss = cross_entropy_error(y, t)
        return loss
