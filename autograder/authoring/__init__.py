"""An author's tools: build an assignment, prove it, measure its rubric.

May import `hosts` and below. Must never let out what solves or grades an assignment.
"""
