"""The isolation levels by name, for whoever lists them without starting anything."""

LEVELS = ("bwrap", "setuid", "process")
"""The strongest first."""
