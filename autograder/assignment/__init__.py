"""An assignment as its author wrote it: `assignment.toml`, limits, misconceptions, the files.

May import `checks` and below. Must never run a check or a submission.
"""
