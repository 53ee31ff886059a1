"""The tool's own keys: RSA keys in files, the newest signs, the older ones stay known for a while.

Must never be readable by others, be shown, or leave this machine but for their public half.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey

from autograder.base.errors import GradkitError
from autograder.base.files import write

_BITS = 2048
_KEPT = 30 * 86_400
"""Seconds for which a key that was replaced stays published: a platform's copy is older."""
_SEAL = "seal"


class Keys:
    """A folder of keys; the first is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _private(folder, "700")
        self._seen: tuple[tuple[str, int], ...] = ()
        self._keys: list[RSAKey] = []
        if not self._paths():
            self.rotate()
        self._seal = self._read_seal()

    def rotate(self) -> str:
        """Make a new key that signs from now on; return its name. Keys long replaced are removed.

        A platform that meets a name it does not know fetches the key set again.
        """
        paths = self._paths()
        for old, newer in zip(paths, paths[1:], strict=False):
            if newer.stat().st_mtime < time.time() - _KEPT:
                old.unlink()
        key = RSAKey.generate_key(_BITS)
        name = key.thumbprint()
        # Nanoseconds, so that names sort by age whatever copies do to the files' times.
        path = self._folder / f"{time.time_ns()}-{name}.pem"
        write(path, key.as_pem(private=True), 0o600)
        return name

    def current(self) -> RSAKey:
        """Return the key that signs."""
        return self._all()[-1]

    def public(self) -> dict[str, Any]:
        """Return the key set that platforms fetch (RFC 7517): nothing private is in it."""
        found = []
        for key in self._all():
            own = key.as_dict(private=False, use="sig", alg="RS256")
            found.append({name: own[name] for name in ("kty", "n", "e", "kid", "use", "alg")})
        return {"keys": found}

    def signed(self, claims: dict[str, Any]) -> str:
        """Return claims as a token for a platform (RS256)."""
        key = self.current()
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    def sealed(self, kind: str, claims: dict[str, Any], seconds: int) -> str:
        """Return claims that only this tool can make, and reads again within ``seconds``."""
        own = claims | {"exp": int(time.time()) + seconds}
        return jwt.encode({"alg": "HS256", "typ": kind}, own, self._seal)

    def opened(self, kind: str, text: str) -> dict[str, Any] | None:
        """Return what was sealed; None where it is another's, of another kind, or old."""
        try:
            token = jwt.decode(text, self._seal, algorithms=["HS256"])
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(token.claims)
        except (JoseError, ValueError):
            return None
        return token.claims if token.header.get("typ") == kind else None

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*-*.pem"))

    def _all(self) -> list[RSAKey]:
        """Return all keys, the newest last; another process may have made one meanwhile."""
        paths = self._paths()
        if not paths:
            raise GradkitError(f"{self._folder}: no key is left in it: start the service again")
        seen = tuple((path.name, path.stat().st_mtime_ns) for path in paths)
        if seen != self._seen:
            self._keys = [_read(path) for path in paths]
            self._seen = seen
        return self._keys

    def _read_seal(self) -> OctKey:
        path = self._folder / _SEAL
        if not path.exists():
            write(path, secrets.token_hex(32).encode(), 0o600)
        _private(path, "600")
        return OctKey.import_key(path.read_bytes())


def _read(path: Path) -> RSAKey:
    _private(path, "600")
    try:
        key = RSAKey.import_key(path.read_bytes())
        if not key.is_private:
            raise ValueError("only the public half")
        return RSAKey.import_key(key.as_pem(private=True), {"kid": key.thumbprint()})
    except (JoseError, ValueError, TypeError) as error:
        raise GradkitError(f"{path}: no RSA private key; put back its copy or remove it") from error


def _private(path: Path, mode: str) -> None:
    """Refuse what others than its owner may read."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise GradkitError(f"{path}: others can read it: chmod {mode} {path}")
