"""The words that relations are made of: what can be done to an answer, and what that is called.

Must never know an assignment, nor call probable what is only the usual cause.
"""
