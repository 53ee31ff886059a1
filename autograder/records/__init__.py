"""A class's memory: what was handed in, what came of it, and what a person decided about it.

Rows are added, never replaced. It must never judge anything, nor store what rules can derive.
"""
