"""The LTI door beside a test, and platforms that sign whatever a test has them sign."""

from __future__ import annotations

import base64
import hmac
import html
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from joserfc.jwk import RSAKey
from lms_servers import Answer, Lms
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from autograder.base.files import write
from autograder.base.language import Text
from autograder.lti import platforms
from autograder.lti.keys import Keys
from autograder.lti.launch import Launch
from autograder.lti.platforms import Registered
from autograder.lti.routes import lti_routes
from autograder.lti.tool import LtiTool, Offered
from autograder.records.database import connected

CLIENT, DEPLOYMENT = "gradkit-client", "deployment-1"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/"
OFFERED = (
    Offered("gradients", Text("Gradients", "기울기"), Decimal(100)),
    Offered("training", Text("Training", "학습"), Decimal("12.5")),
)


@cache
def rsa(name: str) -> RSAKey:
    """Return a key pair, the same for all tests."""
    key = RSAKey.generate_key(2048)
    return RSAKey.import_key(key.as_pem(private=True), {"kid": name})


@cache
def _tools_key() -> tuple[str, bytes]:
    """Return the name and the content of a file of a tool's key: one is made for all doors."""
    with TemporaryDirectory() as folder:
        Keys(Path(folder, "keys"))
        [file] = Path(folder).rglob("*.pem")
        return file.name, file.read_bytes()


def _with_key(folder: Path) -> Path:
    """Return a folder of keys, with one in it where there was none."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        name, content = _tools_key()
        write(folder / name, content, 0o600)
    return folder


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(app: Starlette, listening: socket.socket, **words: Any) -> Iterator[None]:
    """Serve an application in a thread, on a socket that listens already."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, **words))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@dataclass
class Door:
    """A door that is open, and who came through it."""

    tool: LtiTool
    launches: list[Launch] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.tool.base

    def url(self, path: str) -> str:
        return self.tool.address(path)


@contextmanager
def door(
    folder: Path,
    *,
    inside: tuple[str, ...] = ("127.0.0.1",),
    host: str = "127.0.0.1",
    tls: bool = False,
) -> Iterator[Door]:
    """Open the door; what comes through it is answered with its own words."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        address = f"http{'s' * tls}://{host}:{listening.getsockname()[1]}"
        engine = connected(f"sqlite:///{folder / 'lti.db'}")
        tool = LtiTool(engine, _with_key(folder / "keys"), address, OFFERED, inside)
        opened = Door(tool)

        def launched(_request: Request, launch: Launch) -> Response:
            opened.launches.append(launch)
            return JSONResponse({"user": launch.user, "role": launch.role})

        app = Starlette(routes=[Mount("/lti", routes=lti_routes(tool, launched))])
        with served(app, listening, **(_certificate(folder, host) if tls else {})):
            yield opened
        engine.dispose()


def _certificate(folder: Path, host: str) -> dict[str, Any]:
    """Make a certificate that nobody vouches for; return what the server needs of it."""
    key, name = rsa("tls").private_key, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    begins = datetime.now(UTC) - timedelta(minutes=5)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "private.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(rsa("tls").as_pem(private=True))
    return {"ssl_certfile": certificate, "ssl_keyfile": private}


@dataclass
class Forger(Lms):
    """A platform's key set, and tokens that hold and are signed with what a test wants."""

    keys: list[str] = field(default_factory=lambda: ["platform-1"])

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        assert (method, urlsplit(path).path) == ("GET", "/jwks")
        public = [rsa(name).as_dict(private=False, use="sig", alg="RS256") for name in self.keys]
        return Answer(200, {"keys": public})

    def register(self, tool: LtiTool, *deployments: str, client: str = CLIENT) -> int:
        said = Registered(
            self.url, client, f"{self.url}/auth", f"{self.url}/token", f"{self.url}/jwks"
        )
        return platforms.add(tool.engine, said, deployments or (DEPLOYMENT,))

    def claims(self, door: Door, nonce: str) -> dict[str, Any]:
        """Return claims that nothing is wrong with."""
        now = int(time.time())
        return {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "student-1",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "name": "김하나",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}target_link_uri": door.url("/launch"),
            f"{CLAIM}resource_link": {"id": "link-1", "title": "Homework 4"},
            f"{CLAIM}context": {"id": "course-1", "title": "Networks"},
            f"{CLAIM}roles": [f"{ROLE}membership#Learner"],
            f"{CLAIM}custom": {"assignment": "gradients"},
        }


def part(value: object) -> str:
    """Return a part of a token: JSON in the alphabet of addresses."""
    return _text(json.dumps(value).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signed(claims: dict[str, Any], key: str | RSAKey = "platform-1", **header: Any) -> str:
    """Sign claims as RS256 does, whatever the header says."""
    own = rsa(key) if isinstance(key, str) else key
    head = {"alg": "RS256", "typ": "JWT", "kid": key if isinstance(key, str) else "platform-1"}
    said = f"{part(head | header)}.{part(claims)}"
    return f"{said}.{_text(own.private_key.sign(said.encode(), PKCS1v15(), SHA256()))}"


def signed_with_secret(claims: dict[str, Any], secret: bytes, kid: str) -> str:
    """Sign claims with what the platform made public, as if it were a shared secret."""
    said = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': kid})}.{part(claims)}"
    return f"{said}.{_text(hmac.digest(secret, said.encode(), 'sha256'))}"


@dataclass
class Visitor:
    """A browser without scripts: follows what the door says, keeps its cookies."""

    door: Door
    forger: Forger
    language: str = "en"
    session: requests.Session = field(default_factory=requests.Session)

    def login(self, **changes: str | None) -> requests.Response:
        """Begin a launch, as the platform would; follow redirects within the door."""
        said: dict[str, str | None] = {
            "iss": self.forger.url,
            "login_hint": "user-1",
            "target_link_uri": self.door.url("/launch"),
            "client_id": CLIENT,
            "lti_message_hint": "hint",
        }
        given = {name: value for name, value in (said | changes).items() if value is not None}
        response = self._get(self.door.url("/login"), given)
        if response.status_code == 303:
            response = self._get(response.headers["Location"], {})
        return response

    def asked(self, **changes: str | None) -> dict[str, str]:
        """Begin a launch; return what the platform's login is asked."""
        response = self.login(**changes)
        assert response.status_code == 302, response.text
        parts = urlsplit(response.headers["Location"])
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.forger.url}/auth"
        return {name: values[0] for name, values in parse_qs(parts.query).items()}

    def post(self, path: str = "/launch", origin: str = "", **words: str) -> requests.Response:
        """Post from a page of the platform, of ours, or of whoever ``origin`` is."""
        own = self.forger.url if path == "/launch" else self.door.base
        headers = {"Accept-Language": self.language, "Origin": origin or own}
        return self.session.post(
            self.door.url(path), data=words, headers=headers, allow_redirects=False, timeout=30
        )

    def launch(
        self,
        change: Callable[[dict[str, Any]], None] = lambda claims: None,
        sign: Callable[[dict[str, Any]], str] = signed,
    ) -> requests.Response:
        """Begin a launch and come back with claims that were changed, signed by ``sign``."""
        asked = self.asked()
        claims = self.forger.claims(self.door, asked["nonce"])
        change(claims)
        return self.post(id_token=sign(claims), state=asked["state"])

    def _get(self, url: str, words: dict[str, str]) -> requests.Response:
        headers = {"Accept-Language": self.language}
        return self.session.get(
            url, params=words, headers=headers, allow_redirects=False, timeout=30
        )

    def refused(self, response: requests.Response) -> str:
        """Return the one line of a refusal, and see that nobody came in and nothing was told."""
        assert response.status_code == 403, response.text
        found = re.findall(r'<p role="alert">(.*?)</p>', response.text, re.S)
        assert len(found) == 1 and "\n" not in found[0]
        assert "Traceback" not in response.text and "eyJ" not in response.text
        assert self.door.launches == []
        return html.unescape(found[0])
