"""All that shares a process with a student's code: it runs statements and answers the judge.

May import `protocol` and `base`. Must never hold a check, a reference or a score: whatever is in
this room and below it, a submission can read.
"""
