"""Pages for people: a student's feedback, the class at a glance; the templates lie beside the code.

May import `results` and below. Must never let a submission's text be anything but text.
"""
