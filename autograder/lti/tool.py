"""The tool as one service runs it: its keys, its address, what it offers, the platforms' keys.

Must never ask a platform for its keys more often than once a minute, whoever knocks.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from sqlalchemy import Engine

from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.lms.push.access import Access, Client
from autograder.lms.push.secret import Secret
from autograder.lti import outside, platforms
from autograder.lti.keys import Keys
from autograder.lti.platforms import Platform
from autograder.lti.refusal import Refused

_FRESH = 3600.0
"""Seconds after which a key set is fetched again, so that a withdrawn key is not taken longer."""
_PATIENT = 60.0
"""Seconds for which a key set is not fetched again, found or not."""
_BITS = 2048
"""The least that RS256 may be used with (RFC 7518, section 3.3)."""


@dataclass(frozen=True)
class Offered:
    """An assignment that a teacher can put into a course."""

    name: str
    title: Text
    points: Decimal


class LtiTool:
    """This service as an LTI tool; ``base`` is its address, below which `/lti` lies.

    ``inside`` are hosts that may be on the service's own network, such as a campus's LMS.
    """

    def __init__(
        self,
        engine: Engine,
        keys: Path,
        base: str,
        offered: Sequence[Offered],
        inside: Sequence[str] = (),
    ) -> None:
        self.engine = engine
        self.keys = Keys(keys)
        self.base = base.rstrip("/")
        self.offered = tuple(offered)
        self.inside = frozenset(inside)
        self._known: dict[int, _PlatformKeys] = {}
        self._accesses: dict[int, tuple[tuple[Platform, str | None], Access]] = {}
        self._lock = threading.Lock()

    def address(self, path: str) -> str:
        """Return the address of one of the tool's own pages."""
        return f"{self.base}/lti{path}"

    def key_of(self, platform: Platform, kid: str) -> RSAKey:
        """Return a platform's key by its name; raise Refused where it has none of that name."""
        with self._lock:
            kept = self._known.get(platform.id)
            if kept is None or kept.url != platform.keys_url:
                kept = self._known[platform.id] = _PlatformKeys(platform.keys_url, self.inside)
        return kept.named(kid)

    def access(self, number: int) -> tuple[Platform, Access]:
        """Return a platform and the way to its services."""
        platform = platforms.numbered(self.engine, number)
        key = self.keys.current()
        made_for = (platform, key.kid)
        with self._lock:
            if number not in self._accesses or self._accesses[number][0] != made_for:
                client = Client(platform.client, platform.token_url, platform.audience)
                session = outside.session_to(self.inside, outside.SERVICE)
                secret = Secret(key.as_pem(private=True).decode())
                self._accesses[number] = made_for, Access(client, secret, key.kid, session)
            return platform, self._accesses[number][1]


class _PlatformKeys:
    """The key set of one platform, as it was when it was last fetched."""

    def __init__(self, url: str, inside: frozenset[str]) -> None:
        self.url = url
        self._inside = inside
        self._keys: dict[str, RSAKey] = {}
        self._problem = ""
        self._at = self._good_at = float("-inf")
        self._lock = threading.Lock()

    def named(self, kid: str) -> RSAKey:
        with self._lock:
            age = time.monotonic() - self._at
            if age > _FRESH or (kid not in self._keys and age > _PATIENT):
                self._fetch()
            if kid in self._keys:
                return self._keys[kid]
            raise Refused("keys", self._problem) if self._problem else Refused("key", kid)

    def _fetch(self) -> None:
        """Fetch the key set; where that fails, the keys that are known hold an hour longer."""
        self._at = time.monotonic()
        try:
            self._keys = _rsa_keys(outside.fetched(self._inside, self.url))
            self._problem, self._good_at = "", self._at
        except GradkitError as error:
            self._problem = str(error)
            if self._at - self._good_at > 2 * _FRESH:
                self._keys = {}


def _rsa_keys(found: dict[str, Any]) -> dict[str, RSAKey]:
    """Return the keys of a key set (RFC 7517) that can sign with RS256; others are passed over."""
    keys = {}
    for data in found.get("keys") or ():
        try:
            if data["kty"] != "RSA" or data.get("use", "sig") != "sig":
                continue
            key = RSAKey.import_key({name: data[name] for name in ("kty", "n", "e")})
            if data.get("alg", "RS256") == "RS256" and key.public_key.key_size >= _BITS:
                keys[str(data["kid"])] = key
        except (JoseError, KeyError, TypeError, ValueError, AttributeError):
            continue
    return keys
