"""Downloads and grade sheets of Canvas, Moodle, Gradescope and Blackboard.

May import `submissions` and `base`. Must never turn what could not be judged into a number.
"""
