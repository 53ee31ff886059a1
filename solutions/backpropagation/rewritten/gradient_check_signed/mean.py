def gradient_check(net, x, t):
    slow, fast = net.numerical_gradient(x, t), net.gradient(x, t)
    return {name: (fast[name] - slow[name]).mean() for name in slow}
