"""A class graded on this machine or on many: processes, queues, the output folder.

May import `pages` and below. Must never look into a submission beyond its bytes, nor lose a result.
"""
