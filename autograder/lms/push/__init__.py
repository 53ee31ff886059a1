"""Grades sent to an LMS's web service.

May import `lms` and below. Must never send the same grade twice, nor write a secret down.
"""
