"""A PostgreSQL of the tests' own, from Debian's package, on this machine's loopback alone."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_count = iter(range(1, 10_000))
ABSENT = "no PostgreSQL here: apt-get install postgresql"


def is_there() -> bool:
    """Tell whether the server's programs are installed."""
    return bool(BINARIES) and (os.getuid() != 0 or shutil.which("setpriv") is not None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server with a new password; give the address of its first database."""
    place = Path(tempfile.mkdtemp(prefix="gradkit-postgres-"))
    password = secrets.token_hex(16)
    (place / "password").write_text(password, encoding="utf-8")
    if os.getuid() == 0:  # which the server refuses to be run by
        place.chmod(0o755)
        shutil.chown(place, "nobody", "nogroup")
        shutil.chown(place / "password", "nobody", "nogroup")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = place / "data"
    made = ("--auth=scram-sha-256", "-U", "tests", f"--pwfile={place / 'password'}")
    _run("initdb", "-D", str(data), "-E", "UTF8", "--locale=C.UTF-8", *made)
    settings = f"-h 127.0.0.1 -p {port} -k {place} -c fsync=off -c full_page_writes=off"
    _run("pg_ctl", "-D", str(data), "-l", str(place / "log"), "-w", "-o", settings, "start")
    try:
        yield f"postgresql://tests:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def new_database(server: str) -> str:
    """Make an empty database on a server; return its address."""
    given = make_url(server)
    name = f"test{next(_count)}"
    engine = create_engine(given.set(drivername="postgresql+psycopg"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return given.set(database=name).render_as_string(hide_password=False)


def _run(program: str, *words: str) -> None:
    other = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    before = other if os.getuid() == 0 else ()
    command = [*before, str(BINARIES[-1] / program), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
