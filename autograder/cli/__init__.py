"""The command line: words only, one file a command.

May import every room. Must never hold what another room could use.
"""
