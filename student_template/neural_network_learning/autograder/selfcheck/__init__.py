"""The public checks in the student's own process: `pytest`, `grader.check`, `gradkit check`.

May import `checks`, `worker`, `submissions` and below: these rooms are what a student gets. Must
never need anything else of the engine.
"""
