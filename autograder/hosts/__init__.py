"""Others that start the judge: Otter, Gradescope, a container.

May import `grading` and below. Must never leave anything of a submission where a host would run it.
"""
