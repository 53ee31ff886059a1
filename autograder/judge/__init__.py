"""A verdict for one submission after the other: checks, reference, hints, pictures.

May import `sandbox` and below. Must never execute, import or unpickle anything of a submission's.
Begin with `plugin` (pytest's hooks) and `trial` (one submission's workers and verdicts).
"""
