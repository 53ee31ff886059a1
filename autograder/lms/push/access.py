"""A registered tool's way to a platform's services: tokens for a signed word, and pages of answers.

Source: 1EdTech "Security Framework 1.0" section 4 (client credentials with a signed assertion,
RFC 7523). Must never show a key or a token, nor send a token to another server than was asked for.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lms.push.http import Unavailable, address, call, json_of, missing_extra
from autograder.lms.push.secret import Secret

if TYPE_CHECKING:
    import requests

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_SECONDS = 300
_MOST_PAGES = 1_000


@dataclass(frozen=True)
class Client:
    """What the platform gave this tool when it was registered."""

    id: str
    token_url: str
    audience: str = ""
    """Whom the assertion is for; empty: the token's address, as most platforms want it."""


class Access:
    """Requests to one platform's services, each with a token of just the scope that it needs."""

    def __init__(
        self, client: Client, key: Secret, key_id: str | None, session: requests.Session
    ) -> None:
        address(client.token_url)
        self._client, self._key, self._key_id = client, key, key_id
        self._session = session
        self._tokens: dict[str, tuple[Secret, float]] = {}
        self._lock = threading.Lock()

    def call(
        self, method: str, url: str, scope: str, headers: dict[str, str], **words: Any
    ) -> requests.Response:
        """Make a request; a token that is no longer accepted is asked for again once.

        Raises Unavailable where there is no answer, no token, or none that is accepted.
        """
        address(url)
        for fresh in (False, True):
            token = self._token(scope, fresh)
            bearer = {"Authorization": f"Bearer {token.reveal()}"}
            response = call(self._session, method, url, headers=headers | bearer, **words)
            if response.status_code != 401:
                return response
        raise Unavailable(f"{urlsplit(url).netloc}: the token is not accepted (401)")

    def pages(self, url: str, scope: str, media: str) -> Iterator[Any]:
        """Return what each page holds; the next one's address is in the header `Link`."""
        home = urlsplit(url)[:2]
        for _ in range(_MOST_PAGES):
            response = self.call("GET", url, scope, {"Accept": media})
            if not response.ok:
                raise Unavailable(f"{url}: {self.words(response)}")
            yield json_of(response)
            url = response.links.get("next", {}).get("url", "")
            if not url:
                return
            if urlsplit(url)[:2] != home:
                raise Unavailable(f"{urlsplit(url).netloc}: the next page is on another server")

    def words(self, response: requests.Response) -> str:
        """Return what a server said, on one line and without a key or a token."""
        text = response.text
        for known in (self._key, *(token for token, _ in list(self._tokens.values()))):
            text = known.hide_in(text)
        return one_line(f"{response.status_code} {response.reason}: {text}", 200)

    def _token(self, scope: str, fresh: bool) -> Secret:
        with self._lock:
            token, until = self._tokens.get(scope, (None, 0.0))
            if token is None or fresh or time.time() >= until:
                token, until = self._asked_for(scope)
                self._tokens[scope] = token, until
            return token

    def _asked_for(self, scope: str) -> tuple[Secret, float]:
        url = self._client.token_url
        data = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION_TYPE,
            "client_assertion": self._assertion(),
            "scope": scope,
        }
        response = call(self._session, "POST", url, data=data)
        if not response.ok:
            raise Unavailable(
                f"{url}: no token for {scope.rpartition('/')[2]}: {self.words(response)}"
            )
        answer = json_of(response)
        try:
            token = Secret(str(answer["access_token"]))
            return token, time.time() + float(answer.get("expires_in", 0)) - 30
        except (KeyError, TypeError, ValueError):
            raise Unavailable(f"{url}: the response contains no token") from None

    def _assertion(self) -> str:
        """Return the client's own signed word for who it is (RFC 7523, RS256)."""
        now = int(time.time())
        claims = {
            "iss": self._client.id,
            "sub": self._client.id,
            "aud": self._client.audience or self._client.token_url,
            "iat": now,
            "exp": now + _ASSERTION_SECONDS,
            "jti": str(uuid.uuid4()),
        }
        header = {"alg": "RS256"} | ({"kid": self._key_id} if self._key_id else {})
        try:
            from joserfc import jwt
            from joserfc.errors import JoseError
            from joserfc.jwk import RSAKey
        except ImportError as error:
            missing_extra(error)
        try:
            return jwt.encode(header, claims, RSAKey.import_key(self._key.reveal()))
        except (JoseError, ValueError, TypeError):
            raise GradkitError("the key is not an RSA private key in PEM form") from None


def below(url: str, name: str) -> str:
    """Return an address with a name below its path: a query stays behind it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))
