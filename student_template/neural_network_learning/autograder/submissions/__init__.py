"""The bytes that were handed in, what is in them, and who handed them in.

May import `base`. Must never execute a submission, nor follow a path that stands in one.
"""
