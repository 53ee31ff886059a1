"""A token or a key: read from the environment or the system's keyring, and never shown.

Must never be written to a file, a log, an error message, or a `repr`.
"""

from __future__ import annotations

import os

from autograder.base.errors import GradkitError

_SERVICE = "gradkit"


class Secret:
    """A string that prints as three stars."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the secret itself, for the request that needs it."""
        return self._value

    def hide_in(self, text: str) -> str:
        """Return the text without the secret, should someone have written it there."""
        return text.replace(self._value, "***")

    def __repr__(self) -> str:
        return "***"


def secret(variable: str, account: str) -> Secret:
    """Return the secret from an environment variable, else the keyring's of `gradkit`.

    Raises GradkitError that says where it can be put.
    """
    value = os.environ.get(variable, "").strip() or _from_keyring(account)
    if not value:
        raise GradkitError(
            f"no token: set {variable} in the environment, or keep it in the system's keyring "
            f"with `keyring set {_SERVICE} '{account}'`"
        )
    return Secret(value)


def _from_keyring(account: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return (keyring.get_password(_SERVICE, account) or "").strip()
    except KeyringError:  # no keyring on this machine, or it is locked
        return ""
