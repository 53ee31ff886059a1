"""An LTI 1.3 platform on this machine: `lti1p3platform` checks what the tool says and asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lms_servers import Answer, Lms
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService

CLIENT = "gradkit-client"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope"


@cache
def key_pair(name: str) -> tuple[str, str]:
    """Return a private and a public key in PEM form."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


class _Config(LTI1P3PlatformConfAbstract):
    def init_platform_config(self, **words: Any) -> None:
        private, public = key_pair("platform")
        tool_key = Registration.get_jwk(key_pair("tool")[1]) | {"kid": "tool-1"}
        registration = Registration()
        registration.set_iss("https://platform.example").set_client_id(CLIENT)
        registration.set_platform_public_key(public).set_platform_private_key(private)
        registration.set_tool_key_set({"keys": [tool_key]})
        self._registration = registration

    def get_registration_by_params(self, **words: Any) -> Registration:
        assert self._registration is not None
        return self._registration


class _Asked(Request):
    def build_metadata(self, request: Any) -> Any:
        return request


@dataclass
class Platform(Lms):
    """One course with one line item, `/items/1?type=a`, whose address has a query."""

    names: dict[str, str] = field(default_factory=dict)
    """The address of each member, by user."""
    scores: list[dict[str, Any]] = field(default_factory=list)
    results: dict[str, float] = field(default_factory=dict)
    """What is there, out of 100."""
    tokens: int = 0
    expire: int = 0
    """How many requests find their token run out."""

    def __post_init__(self) -> None:
        self._config = _Config()
        self._seen: set[str] = set()

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        asked = {"method": method, "headers": headers, "get_data": query, "path": parts.path}
        if parts.path == "/token":
            return self._token({n: v[0] for n, v in parse_qs(body.decode()).items()})
        if self.expire:
            self.expire -= 1
            return Answer(401, {"error": "invalid_token"})
        if parts.path.startswith("/items/1/"):
            assert query.pop("type") == "a"
            return self._item(parts.path, asked, headers, body)
        assert parts.path == "/members"
        assert "membershipcontainer+json" in headers["Accept"]
        return self._members(asked)

    def _token(self, form: dict[str, str]) -> Answer:
        """Let the library check the assertion's signature, and check its claims here."""
        try:
            answer = self._config.get_access_token(form)
        except Exception as error:
            return Answer(400, {"error": "invalid_client", "why": str(error)})
        claims = jwt.decode(form["client_assertion"], options={"verify_signature": False})
        assert form["client_assertion_type"].endswith(":jwt-bearer")
        assert (claims["iss"], claims["sub"]) == (CLIENT, CLIENT)
        assert claims["aud"] == f"{self.url}/token"
        assert claims["iat"] < claims["exp"] <= claims["iat"] + 3600
        assert claims["jti"] not in self._seen
        self._seen.add(claims["jti"])
        self.tokens += 1
        return Answer(200, answer)

    def _item(self, path: str, asked: Any, headers: Any, body: bytes) -> Answer:
        service = self._service(asked, is_score=path.endswith("/scores"))
        if path.endswith("/results"):
            assert "resultcontainer+json" in headers["Accept"]
            found = service.handle_get_results("1")
            return Answer(found.code, found.result["content"] if found.result else [])
        assert headers["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
        asked["json"] = json.loads(body)
        answer = service.handle_update_score("1")
        return Answer(answer.code, {"said": answer.message})

    def _service(self, asked: Any, is_score: bool) -> AssignmentsGradesService:
        """Return the library's service, which takes tokens of just the scope that is needed."""
        platform = self

        class Service(AssignmentsGradesService):
            def update_score(self, line_item_id: str, score: Any) -> UpdateScoreStatus:
                return platform._taken(score)

            def get_results(self, line_item_id: str, *_: Any, **__: Any) -> Any:
                content = [
                    {"userId": user, "resultScore": score, "resultMaximum": 100}
                    for user, score in platform.results.items()
                ]
                return {"content": content, "has_next": False}

            find_lineitems = find_lineitem = create_lineitem = None
            update_lineitem = delete_lineitem = None

        addresses = (f"{self.url}/items", f"{self.url}/items/1")
        service = Service(_Asked(asked), self._config, *addresses)
        scope = "score" if is_score else "result.readonly"
        service.ags.get_available_scopes = lambda: [f"{AGS}/{scope}"]
        return service

    def _taken(self, score: dict[str, Any]) -> UpdateScoreStatus:
        """Take a score as the specification has it: of a known user, and later than the last."""
        assert score["activityProgress"] == "Completed"
        assert score["gradingProgress"] == "FullyGraded"
        at = datetime.fromisoformat(score["timestamp"])
        assert at.tzinfo is not None and "." in score["timestamp"]
        if score["userId"] not in self.names:
            return UpdateScoreStatus.NOTAPPLIED
        before = [s["timestamp"] for s in self.scores if s["userId"] == score["userId"]]
        if before and at <= datetime.fromisoformat(max(before)):
            return UpdateScoreStatus.OLD_TIMESTAMP
        self.scores.append(score)
        self.results[score["userId"]] = 100 * score["scoreGiven"] / score["scoreMaximum"]
        return UpdateScoreStatus.SUCCESS

    def _members(self, asked: Any) -> Answer:
        platform = self

        class Members(NamesRoleProvisioningService):
            def get_member_data_page(self, *_: Any, **__: Any) -> Any:
                learner = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
                teacher = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
                content = [
                    {"user_id": user, "email": mail, "roles": [learner]}
                    for user, mail in platform.names.items()
                ]
                content.append({"user_id": "t", "email": "t@u.kr", "roles": [teacher]})
                return {"content": content, "has_next": False}

            def get_context_by_id(self) -> Any:
                from lti1p3platform.membership import Context

                return Context("1", "nn", "Networks")

        members = Members(_Asked(asked), self._config, f"{self.url}/members")
        answer = members.handle_get_members()
        return Answer(answer.code, answer.result)
