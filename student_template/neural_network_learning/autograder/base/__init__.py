"""Words, files, time: what every room needs and what knows nothing of grading.

May import nothing of the engine. Must never know a submission, a check or an assignment.
"""
