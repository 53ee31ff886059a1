"""What judge and worker say to each other: values, messages, and the ways a call can end.

May import `base`. Must never unpickle, evaluate or import anything that was received.
"""
