from common.functions import softmax


def predict(net, x):
    hidden = x.dot(net.params["W1"]) + net.params["b1"]
    hidden = hidden * (hidden > 0)
    return softmax(hidden.dot(net.params["W2"]) + net.params["b2"])


TwoLayerNet.predict = predict
