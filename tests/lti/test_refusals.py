"""Every check of a launch, broken one at a time: one line, nobody in, nothing told."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from joserfc.jwk import RSAKey
from lti_door import (
    CLAIM,
    CLIENT,
    Door,
    Forger,
    Visitor,
    part,
    rsa,
    signed,
    signed_with_secret,
)

from autograder.lti import login

Claims = dict[str, Any]


def setting(**changes: Any) -> Callable[[Claims], None]:
    """Return a change that sets claims, or removes those that are None."""

    def change(claims: Claims) -> None:
        for name, value in changes.items():
            full = name if name in _PLAIN else CLAIM + name
            claims[full] = value
            if value is None:
                del claims[full]

    return change


_PLAIN = {"iss", "aud", "azp", "sub", "exp", "iat", "nonce"}
NOW = int(time.time())
BROKEN: dict[str, tuple[Callable[[Claims], None], str]] = {
    "issuer of another": (setting(iss="https://evil.example"), "issued by https://evil.example"),
    "no issuer": (setting(iss=None), "issued by None"),
    "audience of another": (setting(aud="other-tool"), "for another tool (aud)"),
    "no audience": (setting(aud=None), "for another tool (aud)"),
    "a part of the client's name": (setting(aud=CLIENT + "x"), "for another tool (aud)"),
    "audiences without this one": (setting(aud=["a", "b"]), "for another tool (aud)"),
    "two audiences, no party": (setting(aud=[CLIENT, "b"]), "another party (azp)"),
    "party of another": (setting(azp="other-tool"), "another party (azp)"),
    "two audiences, another party": (setting(aud=[CLIENT, "b"], azp="b"), "another party (azp)"),
    "run out": (setting(exp=NOW - 3600), "expired (exp)"),
    "no end": (setting(exp=None), "expired (exp)"),
    "an end that is a text": (setting(exp="9999999999"), "expired (exp)"),
    "an end that is no number": (setting(exp=float("nan")), "expired (exp)"),
    "an end that is true": (setting(exp=True), "expired (exp)"),
    "an end of a thousand digits": (setting(exp=10**1000), "expired (exp)"),
    "a beginning of a thousand digits": (setting(iat=10**1000), "clocks"),
    "a person who is not text": (setting(sub="\ud800"), "does not say who you are"),
    "a person with a null": (setting(sub="a\x00b"), "does not say who you are"),
    "a course with a null": (setting(context={"id": "a\x00b"}), "invisible characters"),
    "from the future": (setting(iat=NOW + 3600, exp=NOW + 7200), "clocks"),
    "no beginning": (setting(iat=None), "clocks"),
    "from yesterday, good for a year": (
        setting(iat=NOW - 86_400, exp=NOW + 31_536_000),
        "expired (exp)",
    ),
    "nonce of another launch": (setting(nonce="x" * 32), "another launch (nonce)"),
    "no nonce": (setting(nonce=None), "another launch (nonce)"),
    "deployment of another": (setting(deployment_id="deployment-2"), "(deployment-2)"),
    "no deployment": (setting(deployment_id=None), "deployment"),
    "deployment that is a list": (setting(deployment_id=["deployment-1"]), "deployment"),
    "version 1.1": (setting(version="LTI-1p0"), "speaks LTI LTI-1p0"),
    "no version": (setting(version=None), "speaks LTI None"),
    "another message": (setting(message_type="LtiStartProctoring"), "LtiStartProctoring"),
    "no message": (setting(message_type=None), "asks for None"),
    "nobody": (setting(sub=None), "does not say who you are"),
    "nobody in words": (setting(sub=""), "does not say who you are"),
    "a person who is a number": (setting(sub=7), "does not say who you are"),
    "a person without an end": (setting(sub="x" * 300), "does not say who you are"),
    "a target elsewhere": (setting(target_link_uri="https://evil.example/"), "leads to"),
    "no target": (setting(target_link_uri=None), "leads to None"),
    "no link": (setting(resource_link=None), "resource_link"),
    "a link without an end": (setting(resource_link={"id": "x" * 300}), "longer than 255"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_claim_that_is_wrong(name: str, visitor: Visitor) -> None:
    change, words = BROKEN[name]
    assert words in visitor.refused(visitor.launch(change))


def unsigned(claims: Claims) -> str:
    return f"{part({'alg': 'none', 'kid': 'platform-1'})}.{part(claims)}."


def by_a_stranger_in_the_platforms_name(claims: Claims) -> str:
    return signed(claims, RSAKey.generate_key(2048))


def bringing_its_own_key(claims: Claims) -> str:
    key = RSAKey.generate_key(2048)
    public = key.as_dict(private=False)
    return signed(claims, key, jwk={name: public[name] for name in ("kty", "n", "e")})


def with_the_public_key_as_secret(claims: Claims) -> str:
    return signed_with_secret(claims, rsa("platform-1").as_pem(private=False), "platform-1")


def with_other_claims_inside(claims: Claims) -> str:
    head, _, signature = signed(claims).split(".")
    return ".".join((head, part(claims | {"sub": "teacher"}), signature))


SIGNED: dict[str, tuple[Callable[[Claims], str], str]] = {
    "alg none": (unsigned, "signed with none"),
    "the public key as a shared secret": (with_the_public_key_as_secret, "signed with HS256"),
    "a key of a stranger's": (by_a_stranger_in_the_platforms_name, "signature is not valid"),
    "a key that comes along": (bringing_its_own_key, "signature is not valid"),
    "other claims under a right signature": (with_other_claims_inside, "signature is not valid"),
    "a key that is in no set": (lambda c: signed(c, "platform-9"), "kid platform-9"),
    "no name of a key": (lambda c: signed(c, kid=""), "no kid"),
    "PS256": (lambda c: signed(c, alg="PS256"), "signed with PS256"),
    "a critical header": (lambda c: signed(c, crit=["exp"], exp=1), "signature is not valid"),
    "no token": (lambda c: "", "not a signed token"),
    "no JSON in it": (lambda c: "a.b.c", "not a signed token"),
    "five parts": (lambda c: "a.b.c.d.e", "not a signed token"),
    "a header without an end": (lambda c: f"{'a' * 9_000}.b.c", "not a signed token"),
    "a header that is a list": (lambda c: f"{part([1])}.b.c", "not a signed token"),
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_signature_that_is_wrong(name: str, visitor: Visitor) -> None:
    sign, words = SIGNED[name]
    assert words in visitor.refused(visitor.launch(sign=sign))


def test_a_state_that_was_not_made_here(visitor: Visitor) -> None:
    asked = visitor.asked()
    token = signed(visitor.forger.claims(visitor.door, asked["nonce"]))
    for state in ("", "x", asked["state"][:-3] + "AAA", unsigned({"nonce": asked["nonce"]})):
        assert "did not start here" in visitor.refused(visitor.post(id_token=token, state=state))


def test_a_sealed_word_of_another_kind_is_no_state(visitor: Visitor) -> None:
    asked = visitor.asked()
    claims = {"platform": 1, "nonce": asked["nonce"], "mark": "x"}
    state = visitor.door.tool.keys.sealed("lti-choice", claims, 600)
    token = signed(visitor.forger.claims(visitor.door, asked["nonce"]))
    assert "did not start here" in visitor.refused(visitor.post(id_token=token, state=state))


def test_a_state_that_is_too_old(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "SECONDS", -1)
    asked = visitor.asked()
    token = signed(visitor.forger.claims(visitor.door, asked["nonce"]))
    response = visitor.post(id_token=token, state=asked["state"])
    assert "took too long" in visitor.refused(response)


def test_a_launch_that_began_in_another_browser(
    guest: Visitor, opened: Door, platform: Forger
) -> None:
    asked = Visitor(opened, platform).asked()
    token = signed(platform.claims(opened, asked["nonce"]))
    assert "another browser" in guest.refused(guest.post(id_token=token, state=asked["state"]))
    guest.asked()  # who has a launch of its own going on
    assert "another browser" in guest.refused(guest.post(id_token=token, state=asked["state"]))
    guessed = guest.post(id_token=token, state=asked["state"], stored="x" * 32)
    assert "another browser" in guest.refused(guessed)


def test_a_stored_secret_that_another_site_sends(
    guest: Visitor, opened: Door, platform: Forger
) -> None:
    """Whoever began a launch knows its secret, and would have somebody else be in it."""
    begun = login.begin(opened.tool, _said(opened, platform) | {"lti_storage_target": "_parent"})
    token = signed(platform.claims(opened, begun.nonce))
    words = {"id_token": token, "state": begun.state, "stored": begun.mark}
    for origin in ("", "https://evil.example", "null"):
        assert "another browser" in guest.refused(guest.post("/launch", origin, **words))
    assert guest.post("/launch", opened.base, **words).ok  # our own page, which asked for it


def _said(opened: Door, platform: Forger) -> dict[str, str]:
    target = opened.url("/launch")
    return {"iss": platform.url, "login_hint": "u", "target_link_uri": target, "client_id": CLIENT}


def test_of_many_at_once_one_is_let_in(guest: Visitor, opened: Door) -> None:
    asked = guest.asked()
    token = signed(guest.forger.claims(opened, asked["nonce"]))
    cookies = guest.session.cookies.get_dict()

    def post(_number: int) -> int:
        response = requests.post(
            opened.url("/launch"),
            data={"id_token": token, "state": asked["state"]},
            cookies=cookies,
            timeout=60,
        )
        return response.status_code

    with ThreadPoolExecutor(12) as pool:
        codes = sorted(pool.map(post, range(12)))
    assert codes == [200] + [403] * 11
    assert len(opened.launches) == 1


def test_a_launch_that_is_played_again(guest: Visitor, opened: Door) -> None:
    asked = guest.asked()
    token = signed(guest.forger.claims(opened, asked["nonce"]))
    cookies = guest.session.cookies.copy()
    assert guest.post(id_token=token, state=asked["state"]).ok
    opened.launches.clear()
    assert "another browser" in guest.refused(guest.post(id_token=token, state=asked["state"]))
    guest.session.cookies = cookies  # whoever copied the cookie as well
    assert "been used" in guest.refused(guest.post(id_token=token, state=asked["state"]))


def test_a_platforms_token_for_the_launch_of_another_platform(
    guest: Visitor, opened: Door, platform: Forger
) -> None:
    platform.register(opened.tool, client="second-client")
    asked = guest.asked(client_id="second-client")
    token = signed(platform.claims(opened, asked["nonce"]))
    assert "another tool" in guest.refused(guest.post(id_token=token, state=asked["state"]))


def test_a_platform_that_nobody_registered(guest: Visitor) -> None:
    line = guest.refused(guest.login(iss="https://evil.example"))
    assert "https://evil.example is not registered" in line
    assert "not registered" in guest.refused(guest.login(client_id="other-tool"))


def test_a_platform_that_could_be_two(guest: Visitor, opened: Door, platform: Forger) -> None:
    platform.register(opened.tool, client="second-client")
    assert "more than once" in guest.refused(guest.login(client_id=None))


@pytest.mark.parametrize("name", ["iss", "login_hint", "target_link_uri"])
def test_a_login_that_lacks_something(name: str, visitor: Visitor) -> None:
    assert name in visitor.refused(visitor.login(**{name: None}))


@pytest.mark.parametrize("start", ["https://evil.example/", "//evil.example/", "javascript:x", "x"])
def test_a_login_that_leads_elsewhere(start: str, visitor: Visitor) -> None:
    assert "leads to" in visitor.refused(visitor.login(target_link_uri=start))


def test_what_the_platform_says_instead_is_passed_on(guest: Visitor) -> None:
    asked = guest.asked()
    said = "<script>alert(1)</script> login_required"
    response = guest.post(state=asked["state"], error="login_required", error_description=said)
    assert "login_required" in guest.refused(response)
    assert "<script>alert" not in response.text


def test_more_than_a_launch_can_be_is_not_read(visitor: Visitor) -> None:
    assert "too much" in visitor.refused(visitor.post(id_token="x" * 600_000, state="x"))
    many = {f"field{i}": "x" for i in range(100)}
    assert "too much" in visitor.refused(visitor.post(**many))
    assert "too much" in visitor.refused(visitor.login(lti_message_hint="x" * 5_000))


def test_refusals_are_in_korean_too(opened: Door, platform: Forger) -> None:
    visitor = Visitor(opened, platform, "ko-KR,ko;q=0.9")
    response = visitor.launch(setting(aud="other-tool"))
    assert (
        Visitor(opened, platform).refused(response).startswith("다른 도구를 위한 토큰입니다(aud).")
    )
    assert 'lang="ko"' in response.text
