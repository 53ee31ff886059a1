"""The kit inside an LMS: students hand in and read their pages, teachers have their desk.

Grades are given by processes that share a queue in the database. It must never show anybody the
work of another student, nor lose or grade twice what was handed in.
"""
