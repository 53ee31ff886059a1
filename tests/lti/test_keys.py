"""The tool's keys: files of their owner's alone, rotated, public only in their public half."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from joserfc import jwt
from joserfc.jwk import KeySet
from lti_door import Door

from autograder.base.errors import GradkitError
from autograder.cli.main import main
from autograder.lti import platforms
from autograder.lti.keys import Keys


def pems(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pem"))


def test_what_is_published_is_public(standing: tuple[Door, object]) -> None:
    found = requests.get(standing[0].url("/jwks"), timeout=30).json()
    for key in found["keys"]:
        assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}
        assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")


def test_a_new_key_signs_and_the_old_one_is_still_known(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    before = keys.signed({"a": 1})
    name = keys.rotate()
    after = keys.signed({"a": 2})
    published = KeySet.import_key_set(keys.public())  # type: ignore[arg-type]
    assert jwt.decode(before, published, algorithms=["RS256"]).claims == {"a": 1}
    assert jwt.decode(after, published, algorithms=["RS256"]).header["kid"] == name
    assert Keys(tmp_path / "keys").current().kid == name  # also in another process


def test_a_key_that_was_replaced_long_ago_goes(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.rotate()
    long_ago = time.time() - 31 * 86_400
    for path in pems(tmp_path / "keys"):
        os.utime(path, (long_ago, long_ago))
    keys.rotate()
    # The first was replaced a month ago; the second only now.
    assert len(keys.public()["keys"]) == 2


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_files_that_others_can_read_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    Keys(folder)
    for path in (folder, *pems(folder), folder / "seal"):
        assert path.stat().st_mode & 0o077 == 0
        mode = path.stat().st_mode
        path.chmod(mode | 0o040)
        with pytest.raises(GradkitError, match=f"others can read it: chmod .*{path.name}") as told:
            Keys(folder).current()
        assert "\n" not in str(told.value)
        path.chmod(mode)
    Keys(folder).current()


@pytest.mark.parametrize("content", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\nx\n"])
def test_a_file_that_is_no_key_is_named(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "keys"
    keys = Keys(folder)
    [path] = pems(folder)
    path.write_bytes(content)
    with pytest.raises(GradkitError, match=f"{path.name}: no RSA private key"):
        keys.current()


def test_a_public_half_does_not_sign(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    public = keys.current().as_pem(private=False)
    [path] = pems(tmp_path / "keys")
    path.write_bytes(public)
    with pytest.raises(GradkitError, match="no RSA private key"):
        keys.current()


def test_what_was_sealed_is_opened_by_this_tool_alone(tmp_path: Path) -> None:
    keys, other = Keys(tmp_path / "keys"), Keys(tmp_path / "other")
    text = keys.sealed("kind", {"a": 1}, 60)
    opened = keys.opened("kind", text)
    assert opened is not None and opened["a"] == 1
    assert Keys(tmp_path / "keys").opened("kind", text) == opened
    for read in (other.opened("kind", text), keys.opened("other", text), keys.opened("kind", "")):
        assert read is None
    assert keys.opened("kind", keys.sealed("kind", {}, -1)) is None
    assert keys.opened("kind", keys.signed({"exp": time.time() + 60})) is None


def command(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["lti", *map(str, words)])
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    return done.output


def test_the_commands_of_an_administrator(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "service.toml").write_text('address = "https://homework.example"\n', "utf-8")
    invited = command("invite", folder).strip()
    assert invited.startswith("https://homework.example/lti/register?invitation=")
    words = ["--issuer", "https://lms.example", "--client", "c", "--keys", "https://lms.example/k"]
    words += ["--auth", "https://lms.example/a", "--token", "https://lms.example/t"]
    command("add", folder, *words, "--deployment", "1")
    command("add", folder, *words, "--name", "Campus", "--origin", "https://*.lms.example")
    command("place", folder, 1, "2")
    listed = command("list", folder)
    assert "1: Campus: https://lms.example client c, deployments: 1, 2" in listed
    assert "login: https://homework.example/lti/login" in listed
    assert command("rotate", folder).startswith("new signing key: ")
    assert len(pems(folder / "keys")) == 2
    assert "no platform 9" in command("place", folder, 9, "2", code=2)
    bad = [*words[:-1], "http://lms.example/t"]
    assert "an https:// address is needed" in command("add", folder, *bad, code=2)
    for origin in ("https://lms.example/path", "*", "https://a; script-src *"):
        said = command("add", folder, *words, "--origin", origin, code=2)
        assert "an origin is https://HOST" in said


def test_an_invitation_is_kept_as_a_digest_only(standing: tuple[Door, object]) -> None:
    engine = standing[0].tool.engine
    secret = platforms.invite(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM lti_invitations").fetchall()
    assert rows and secret not in str(rows)
