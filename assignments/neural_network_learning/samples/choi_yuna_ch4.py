#!/usr/bin/env python
# coding: utf-8

# # How a neural network learns
#
# Choi Yuna, section B

# In[1]:


get_ipython().system('pip install numpy matplotlib')
get_ipython().run_line_magic('matplotlib', 'inline')
get_ipython().run_line_magic('load_ext', 'autoreload')
get_ipython().run_line_magic('autoreload', '2')


# In[2]:


import os, sys
sys.path.append(os.getcwd())

import numpy as np
import matplotlib.pyplot as plt
from common import functions as F


# ## Exercise 1. The gradient, by differences (25 points)

# In[5]:


H = 1e-4

def central(f, x, v, i):
    """(f(x + h e_i) - f(x - h e_i)) / 2h, where v is a flat view of x."""
    old = v[i]
    try:
        v[i] = old + H
        hi = f(x)
        v[i] = old - H
        lo = f(x)
    finally:
        v[i] = old
    return (hi - lo) / (2 * H)

def numerical_gradient(f, x):
    v = x.reshape(-1)
    return np.array([central(f, x, v, i) for i in range(x.size)]).reshape(x.shape)


# In[6]:


numerical_gradient(lambda x: x[0] ** 2 + 3 * x[0] * x[1], np.array([3.0, 4.0]))


# ## Exercise 2. Gradient descent (20 points)

# In[9]:


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = np.empty((step_num, *init_x.shape))
    for k in range(step_num):
        history[k] = x
        x[...] = x - lr * numerical_gradient(f, x)
    return x, history


# In[10]:


x, path = gradient_descent(lambda x: np.sum(x ** 2), np.array([-3.0, 4.0]), 0.1, 20)
plt.plot(path[:, 0], path[:, 1], "x-")
plt.show()


# ## Exercise 3. A very small network, `SimpleNet` (20 points)

# In[12]:


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.matmul(x, self.W)

    def loss(self, x, t):
        return F.cross_entropy_error(F.softmax(self.predict(x)), t)


# ## Exercise 4. `TwoLayerNet` (35 points)

# In[14]:


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        sizes = {"1": (input_size, hidden_size), "2": (hidden_size, output_size)}
        self.params = {}
        for n, (rows, cols) in sizes.items():
            self.params["W" + n] = np.random.normal(scale=weight_init_std, size=(rows, cols))
            self.params["b" + n] = np.zeros(cols)

    def predict(self, x):
        z = F.sigmoid(x @ self.params["W1"] + self.params["b1"])
        return F.softmax(z @ self.params["W2"] + self.params["b2"])

    def loss(self, x, t):
        return float(F.cross_entropy_error(self.predict(x), t))

    def accuracy(self, x, t):
        hits = [int(np.argmax(y) == np.argmax(target)) for y, target in zip(self.predict(x), t)]
        return sum(hits) / len(hits)

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}


# In[17]:


get_ipython().run_line_magic('timeit', 'TwoLayerNet(784, 50, 10).predict(np.random.rand(10, 784))')


# In[18]:


get_ipython().run_cell_magic('bash', '', 'ls -l\n')
