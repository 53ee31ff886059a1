"""A verdict for one submission after the other: checks, reference, hints, pictures.

May import `sandbox` and below. Must never execute, import or unpickle anything of a submission's.
Begin with `judge` (the order of things), `judging` (one check on one submission) and `trial` (its
workers and verdicts); `plugin` is all that knows pytest's hooks.
"""
