"""The instructor's desk: a class in a browser, where a person has the last word.

Nothing of a submission may ever run in it, and it must never answer anybody but who was let in.
"""
