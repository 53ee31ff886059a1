"""What is written down of a verdict: results, the grade table, their schema.

May import `judge` and below. Must never hold a clock time, nor who handed a submission in.
"""
