"""A Docker engine and a base image for the tests: those that are there, or ones made for the run.

Nothing of the machine is changed: an engine that is started keeps its data, its socket and the
client's plugins in a folder of its own. Where the machine's registry settings are needed in a
container they are read at that moment and written nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BASE_IMAGE = "gradkit-test-base"
# Tried in this order where images can be pulled; the first is small and has a Python.
PULLED = "python:3.13-slim"
_ENGINE_SECONDS, _PULL_SECONDS = 60, 120

# Debian's engine comes without the plugin that `otter grade` calls. This one answers its few
# questions and hands `build` on to the classic builder.
_BUILDX = """#!/bin/sh
[ "$1" = docker-cli-plugin-metadata ] && {
  echo '{"SchemaVersion": "0.1.0", "Vendor": "gradkit tests", "Version": "0.0.0"}'; exit 0; }
[ "$1" = buildx ] && shift
case "$1" in
  version) echo "buildx 0.0.0" ;;
  inspect) printf 'Name: default\\nDriver: docker\\n\\nNodes:\\nName: default\\n' ;;
  ls) echo '{"Name": "default", "Driver": "docker", "Current": true, "Nodes": []}' ;;
  build)
    shift
    for word; do
      shift
      case "$word" in --load|--progress*|--builder*) ;; *) set -- "$@" "$word" ;; esac
    done
    DOCKER_BUILDKIT=0 exec docker build --network host "$@" ;;
  *) echo "the stand-in for buildx knows no $1" >&2; exit 1 ;;
esac
"""


class NoEngine(Exception):
    """Why no engine can be had here."""


@dataclass(frozen=True)
class Engine:
    """A running engine: the environment in which `docker` and `otter grade` find it."""

    environment: dict[str, str]

    def docker(self, *arguments: object, seconds: float = 600) -> str:
        """Run the client and return what it says; raise CalledProcessError where it fails."""
        done = subprocess.run(
            ["docker", *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=True,
        )
        return done.stdout.strip()

    def has_image(self, name: str) -> bool:
        """Return whether the engine holds an image."""
        return bool(self.docker("images", "--quiet", name))


@contextlib.contextmanager
def engine() -> Iterator[Engine]:
    """Find a running engine or start one; raise NoEngine with the reason where none can be had."""
    if shutil.which("docker") is None:
        raise NoEngine("no `docker` command (Debian, Ubuntu: apt-get install docker.io)")
    with tempfile.TemporaryDirectory(prefix="gradkit-docker-") as place:
        environment = dict(os.environ)
        found = Engine(environment)
        if not _works(found, "buildx", "version"):
            _write_plugin(Path(place), environment)
        if _works(found, "info"):
            yield found
            return
        with _started(Path(place), found):
            yield found


def _works(found: Engine, *arguments: str) -> bool:
    try:
        found.docker(*arguments, seconds=30)
    except (subprocess.SubprocessError, OSError):
        return False
    return True


def _write_plugin(place: Path, environment: dict[str, str]) -> None:
    plugin = place / "client" / "cli-plugins" / "docker-buildx"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(_BUILDX, encoding="ascii")
    plugin.chmod(0o755)
    environment["DOCKER_CONFIG"] = str(plugin.parents[1])


@contextlib.contextmanager
def _started(place: Path, found: Engine) -> Iterator[None]:
    if os.geteuid() != 0 or shutil.which("dockerd") is None:
        raise NoEngine("no engine answers, and only root with `dockerd` could start one")
    host = f"unix://{place}/engine.sock"
    found.environment["DOCKER_HOST"] = host
    words = ["dockerd", "--host", host, "--data-root", f"{place}/data", "--exec-root", f"{place}/x"]
    with open(place / "engine.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen([*words, "--pidfile", f"{place}/pid"], stdout=log, stderr=log)
    try:
        end = time.monotonic() + _ENGINE_SECONDS
        while not _works(found, "info"):
            if process.poll() is not None or time.monotonic() > end:
                last = (place / "engine.log").read_text(encoding="utf-8", errors="replace")
                raise NoEngine(f"dockerd did not start: {last.splitlines()[-1:]}")
            time.sleep(0.5)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)
        _unmount_below(place)


def _unmount_below(place: Path) -> None:
    """Unmount what an engine has left, such as the network namespace of its containers."""
    mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    for point in reversed([line.split()[1] for line in mounts]):
        if point.startswith(f"{place}/"):
            subprocess.run(["umount", "--lazy", point], check=False)


def base_image(found: Engine) -> str:
    """Return an image to build on: the one that is named, one that is here, pulled, or made."""
    if named := os.environ.get("GRADKIT_BASE_IMAGE"):
        return named
    for image in (BASE_IMAGE, PULLED):
        if found.has_image(image):
            return image
    with contextlib.suppress(subprocess.SubprocessError):
        found.docker("pull", "--quiet", PULLED, seconds=_PULL_SECONDS)
        return PULLED
    _make_base_image(found)
    return BASE_IMAGE


def _make_base_image(found: Engine) -> None:
    """Make a small Debian of the machine's own package source."""
    if shutil.which("debootstrap") is None or os.geteuid() != 0:
        raise NoEngine("no image can be pulled, and only root with debootstrap could make one")
    release = _os_release()
    with tempfile.TemporaryDirectory(prefix="gradkit-base-") as place:
        root = Path(place) / "root"
        words = ["--variant=minbase", "--include=ca-certificates", release, str(root)]
        subprocess.run(["debootstrap", *words], check=True, capture_output=True)
        shutil.rmtree(root / "var/cache/apt/archives")
        for folder in ("doc", "locale", "man"):
            shutil.rmtree(root / "usr/share" / folder, ignore_errors=True)
        _copy_settings(root)
        subprocess.run(["tar", "-C", root, "-cf", f"{place}/base.tar", "."], check=True)
        changes = [f"ENV {name}={value}" for name, value in _certificate_settings().items()]
        words = [word for change in changes for word in ("--change", change)]
        found.docker("import", *words, f"{place}/base.tar", BASE_IMAGE)


def _os_release() -> str:
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    known = dict(line.split("=", 1) for line in lines if "=" in line)
    if known.get("ID") != "debian":
        raise NoEngine("no image can be pulled, and one is only made of Debian on Debian")
    return known["VERSION_CODENAME"]


def _certificate_settings() -> dict[str, str]:
    names = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_INDEX_URL", "PIP_TRUSTED_HOST")
    return {name: os.environ[name] for name in names if name in os.environ}


def _copy_settings(root: Path) -> None:
    """Copy how this machine reaches its package sources: apt's, pip's and the certificates."""
    places = ["/etc/apt/sources.list", "/etc/ssl/certs/ca-certificates.crt"]
    for folder, names in (("sources.list.d", "*"), ("apt.conf.d", "99*")):
        places += [str(path) for path in Path("/etc/apt", folder).glob(names) if path.is_file()]
    for place in filter(Path.is_file, map(Path, places)):
        target = root / place.relative_to("/")
        target.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place, target)
    for listed in (root / "etc/apt/sources.list.d").glob("*"):
        if listed.suffix not in (".list", ".sources"):
            listed.unlink()
    (root / "etc/pip.conf").write_text(_pip_settings(), encoding="utf-8")


def _pip_settings() -> str:
    """Return pip's settings of this machine that mean something in a container."""
    done = subprocess.run(
        ["pip", "config", "list"], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    settings = {}
    for line in done.stdout.splitlines():
        name, _, value = line.partition("=")
        key = name.rpartition(".")[2]
        addresses = [w for w in json.loads(value.replace("'", '"')).split() if "://" in w]
        kept = " ".join(word for word in addresses if not word.startswith("file:"))
        if key in ("index-url", "extra-index-url", "proxy") and kept:
            settings[key] = kept
        elif key in ("trusted-host", "timeout", "cert"):
            settings[key] = json.loads(value.replace("'", '"'))
    return "\n".join(["[global]", *(f"{key} = {value}" for key, value in settings.items())]) + "\n"
