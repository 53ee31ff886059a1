"""A confined process for a worker, and the line to it.

May import `assignment` and below. Must never fall to a weaker level than was asked for.
"""
