"""HTTP to an LMS: patient with a busy server, and careful where a token goes.

Must never send a token over plain HTTP to another machine, or follow a redirect with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from autograder.base.errors import GradkitError
from autograder.base.text import one_line

if TYPE_CHECKING:
    import requests

_SECONDS = 30.0
_TRIES = 6
# 1, 2, 4, ... seconds between tries, unless the server says how long (Retry-After).
_BACK_OFF = 0.5
_LONGEST = 60.0
_LONGEST_ASKED = 300.0
_BUSY = (429, 500, 502, 503, 504)


class Rejected(Exception):
    """The LMS does not take one student's grade; the others go on."""


class Unavailable(GradkitError):
    """The LMS cannot be reached, or does not accept the token: nothing goes on."""


def missing_extra(error: ImportError) -> NoReturn:
    """Say how to install what pushing needs."""
    raise GradkitError(
        f"{error.name} is not installed: pip install '.[lms]' in gradkit's folder"
    ) from error


def address(text: str) -> str:
    """Return an LMS's address without its last slash; raise GradkitError where it is not safe."""
    parts = urlsplit(text.strip())
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise GradkitError(f"{one_line(text)}: an https:// address is needed")
    if parts.username or parts.password:
        raise GradkitError("leave user name and password out of the address")
    return text.strip().rstrip("/")


def patient_session(tries: int = _TRIES) -> requests.Session:
    """Return a session that tries again when the server is busy, for as long as it asks for."""
    try:
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry
    except ImportError as error:
        missing_extra(error)

    class Patient(HTTPAdapter):
        """Ends what hangs, and tries again what the server was too busy for."""

        def send(
            self,
            request: requests.PreparedRequest,
            stream: bool = False,
            timeout: Any = None,
            verify: Any = True,
            cert: Any = None,
            proxies: Any = None,
        ) -> requests.Response:
            return super().send(request, stream, timeout or _SECONDS, verify, cert, proxies)

    class PatientRetry(Retry):
        """Waits as long as the server asks for, within reason."""

        def get_retry_after(self, response: Any) -> float | None:
            asked = super().get_retry_after(response)
            return None if asked is None else min(asked, _LONGEST_ASKED)

    retry = PatientRetry(
        total=tries,
        backoff_factor=_BACK_OFF,
        backoff_max=_LONGEST,
        status_forcelist=_BUSY,
        allowed_methods=None,  # a grade that is written twice is the same grade
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    session = requests.Session()
    for scheme in ("https://", "http://"):
        session.mount(scheme, Patient(max_retries=retry))
    session.auth = _as_it_is  # else requests puts a password from ~/.netrc in the token's place
    return session


def _as_it_is(request: Any) -> Any:
    return request


def call(session: requests.Session, method: str, url: str, **words: Any) -> requests.Response:
    """Make a request; raise Unavailable where there is no answer, or none but "later"."""
    import requests

    try:
        response = session.request(method, url, allow_redirects=False, **words)
    except requests.RequestException as error:
        host = urlsplit(url).netloc
        reason = type(error).__name__
        raise Unavailable(f"{host}: no answer ({reason}); run the same command again") from None
    if response.status_code in _BUSY:
        # 500 is how a server says that it failed at what it was asked, not that it is busy.
        failed = "has an internal error" if response.status_code == 500 else "busy"
        raise Unavailable(
            f"{urlsplit(url).netloc}: {failed} ({response.status_code}); what was sent is "
            "remembered: run the same command again later"
        )
    if response.is_redirect:
        raise Unavailable(f"{urlsplit(url).netloc}: redirects elsewhere; give the final address")
    return response


def json_of(response: requests.Response) -> Any:
    """Return what a response holds; raise Unavailable where it is no JSON."""
    try:
        return response.json()
    except ValueError:
        raise Unavailable(
            f"{urlsplit(response.url).netloc}: answered {response.status_code} with something "
            "that is not JSON; is the address right?"
        ) from None
