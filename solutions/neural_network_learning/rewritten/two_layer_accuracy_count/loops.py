class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        hits = 0
        for probabilities, target in zip(self.predict(x), t):
            best = max(range(len(probabilities)), key=lambda k: probabilities[k])
            if target[best] == 1:
                hits += 1
        return hits
