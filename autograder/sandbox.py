"""Starting a worker with as little as it needs: the isolation levels.

Every level gives the worker an empty environment, a scratch folder of its own that is gone when
it is, closed descriptors and limits. A level that was asked for and cannot be had is an error;
this module must never fall to a weaker one by itself unless it was told to choose.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Protocol

from autograder.assignment import Limits
from autograder.channel import Channel, ChannelClosed
from autograder.clock import Deadline, note_senders, sender
from autograder.faults import GradkitError, ProtocolError

LEVELS = ("bwrap", "setuid", "process")
# The modules that run on the student's side; a test holds their imports to this list.
WORKER_MODULES = (
    "channel",
    "confinement",
    "faults",
    "forkserver",
    "language",
    "sealed",
    "session",
    "statements",
    "values",
    "warmup",
    "worker",
)
_LIBRARIES = ("numpy", "numpy.libs", "msgpack")
_KIT = "/kit"
_SCRATCH = "/scratch"
_WRITABLE = (_SCRATCH, "/tmp", "/dev/shm")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_WRITABLE_BYTES = 64 * 2**20
_START_SECONDS, _END_SECONDS = 30.0, 2.0
_MEBIBYTE = 2**20
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class SandboxError(Exception):
    """A worker could not be started: a fault of the machine or ours, never of the submission."""


class Worker:
    """A running worker process, its channel, and what has to be cleaned up after it."""

    def __init__(
        self, handle: _Process, channel: Channel, clean: Callable[[], None], process: int | None
    ) -> None:
        self._process = handle
        self.channel = channel
        self._clean = clean
        self.process = process
        """Its process id, where the system tells it."""

    def exit_status(self) -> int:
        """Wait for a worker that has closed its channel; its exit status, or -signal."""
        return self._process.status(1.0) or 0

    def stop(self) -> None:
        """Kill the worker and all that it started, and remove its scratch folder."""
        self._process.kill()  # before it learns that the judge has hung up
        self.channel.close()
        self._clean()


class _Process(Protocol):
    """A process that can be waited for and killed."""

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        ...

    def kill(self) -> None:
        """Kill it and all that it started, and wait until it is gone."""
        ...


class _Started:
    """A process that was started for one worker alone."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        try:
            return self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Kill its group and wait for it."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()
        self._process.wait()


class _ForkServer:
    """The way to a prepared parent, which forks workers."""

    def __init__(self, process: _Started, control: socket.socket, *, is_exposed: bool) -> None:
        self.is_exposed = is_exposed
        """Whether its workers could end it."""
        self.is_gone = False
        self._process = process
        self._control = control
        self._channel = Channel(control, is_shared=True)

    def start(self, descriptor: int, scratch: str, user: int | None) -> _Forked:
        """Fork a worker that has ``descriptor`` as its channel."""
        send = partial(socket.send_fds, self._control, [b"\0"], [descriptor])
        return _Forked(self, int(self.ask(["start", scratch, user], send)))

    def ask(self, request: list[Any], also: Callable[[], Any] = lambda: None) -> Any:
        """Return the answer to a request; raise SandboxError, and be gone, where there is none."""
        left = Deadline(_START_SECONDS).left
        try:
            self._channel.send(request, left)
            also()
            return self._channel.receive(left)[1]
        except (TimeoutError, OSError, ChannelClosed, ProtocolError) as error:
            self.close()
            raise SandboxError("the workers' parent ended") from error

    def close(self) -> None:
        """End it and all its workers."""
        if not self.is_gone:
            self.is_gone = True
            self._channel.close()
            self._process.status(_END_SECONDS)  # ending by itself, it is counted with its workers
            self._process.kill()


@dataclass(frozen=True)
class _Forked:
    """A worker that a prepared parent has forked."""

    parent: _ForkServer
    pid: int

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        try:
            status: int | None = self.parent.ask(["status", self.pid, seconds])
        except SandboxError:
            if self.parent.is_exposed:
                return -signal.SIGKILL  # it has ended its parent, and so itself
            raise
        return status

    def kill(self) -> None:
        """Have it killed; with its parent gone, so is it."""
        with suppress(SandboxError):
            self.parent.ask(["stop", self.pid])


class Sandbox:
    """Starts workers at one isolation level.

    Where the system allows it they are forked by a prepared parent, which costs a fraction of a
    start; it is confined as they are, and each of them has namespaces or a user of its own.
    """

    def __init__(self, level: str, support: Path | None, limits: Limits) -> None:
        self.level = level
        self._most_bytes = limits.message_mib * _MEBIBYTE
        self._server: _ForkServer | None = None
        self._forks = sys.platform == "linux"
        if support is not None:
            # A copy: the folder beside it holds the checks, and may be closed to the worker.
            copy = _worker_copy() / "support" / support.name
            if not copy.exists():
                shutil.copytree(support, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if level != "bwrap":
            _libraries()  # now: judges that are forked later share it, and would each make it
        self._limits = {
            "AS": limits.memory_mib * _MEBIBYTE,
            "CPU": math.ceil(limits.cpu),
            "FSIZE": limits.file_mib * _MEBIBYTE,
            "NOFILE": 64,
            "CORE": 0,
        }
        if sys.platform == "linux" and level != "process":
            # Counted per user: at the level `process` that is the teacher with all they run.
            self._limits["NPROC"] = limits.processes

    def start(self, given: dict[str, str], files: dict[str, bytes]) -> Worker:
        """Start a worker that holds the ``given`` functions and the submission's own modules."""
        if self._forks and self._server is None:
            self._forks = self._can_fork()
        return self._started(given, files)

    def close(self) -> None:
        """End the prepared parent, and any worker that is left."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _can_fork(self) -> bool:
        """Return whether a parent can be had here that forks workers confined as they must be."""
        try:
            self._started({}, {}).stop()
        except SandboxError:
            self.close()
            return False
        return True

    def _started(self, given: dict[str, str], files: dict[str, bytes]) -> Worker:
        ours, theirs = socket.socketpair()
        note_senders(ours)
        clean: Callable[[], None] = _nothing
        try:
            scratch, user, clean = self._place()
            process = self._process(theirs.fileno(), scratch, user)
        except (OSError, SandboxError) as error:
            ours.close()
            clean()
            raise SandboxError(f"a worker could not be started: {error}") from error
        finally:
            theirs.close()
        worker = Worker(process, Channel(ours, self._most_bytes), clean, None)
        left = Deadline(_START_SECONDS).left
        try:
            worker.channel.send(["begin", given, files], left)
            ours.settimeout(left())
            worker.process = sender(ours)
            worker.channel.receive(left)
        except (OSError, ChannelClosed, ProtocolError) as error:
            worker.stop()
            raise SandboxError("a worker did not start") from error
        return worker

    def _place(self) -> tuple[str, int | None, Callable[[], None]]:
        """Return a worker's scratch folder, its user, and what removes both when it is gone."""
        if self.level == "bwrap":
            return _SCRATCH, None, _nothing
        from autograder.users import User  # not on Windows, where `gradkit check` gets here too

        user = User() if self.level == "setuid" else None
        scratch = tempfile.mkdtemp(prefix="gradkit-")
        if user is not None:
            os.chown(scratch, user.number, user.number)

        def clean() -> None:
            if user is not None:
                user.give_back()
            shutil.rmtree(scratch, ignore_errors=True)

        return scratch, None if user is None else user.number, clean

    def _process(self, descriptor: int, scratch: str, user: int | None) -> _Process:
        if not self._forks:
            return self._launched("worker", descriptor, cwd=scratch, user=user)
        if self._server is not None and not self._server.is_gone:
            with suppress(SandboxError):
                return self._server.start(descriptor, scratch, user)
        self._server = self._prepared()
        return self._server.start(descriptor, scratch, user)

    def _prepared(self) -> _ForkServer:
        ours, theirs = socket.socketpair()
        with theirs:
            parent = self._launched("forkserver", theirs.fileno(), cwd="/", user=None)
        return _ForkServer(parent, ours, is_exposed=self.level == "process")

    def _launched(self, module: str, descriptor: int, *, cwd: str, user: int | None) -> _Started:
        """Start Python, confined, with one of the two programs that a sandbox runs."""
        arguments: list[Any] = [descriptor, self._limits]
        if self.level == "bwrap":
            path, command, cwd = [f"{_KIT}/lib"], _bwrap(forks=module == "forkserver"), "/"
            arguments.append([f"{_KIT}/support"])
        else:
            path, command = [str(_worker_copy()), str(_libraries())], []
            arguments.append([str(_worker_copy() / "support")])
        if module == "forkserver":
            folders = _WRITABLE if self.level == "bwrap" else ()
            devices = [place for place in _DEVICES if folders and os.path.exists(place)]
            arguments += [list(folders), _WRITABLE_BYTES, devices]
        start = (
            f"import os, sys; sys.path[:1] = {path!r}; os.environ.update({_ONE_THREAD!r}); "
            f"from autograder.{module} import main; main(*{arguments!r})"
        )
        python = _open_interpreter() if self.level == "setuid" else _interpreter()
        command += [python or _interpreter(), "-s", "-S", "-B", "-c", start]
        return _Started(_popen(command, descriptor, cwd=cwd, user=user))


def _popen(
    arguments: Sequence[str], descriptor: int, *, cwd: str, user: int | None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        pass_fds=(descriptor,),
        env={"PYTHONHASHSEED": "0"},  # a set must have the same order in every run
        cwd=cwd,
        start_new_session=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )


def _nothing() -> None:
    return None


@functools.cache
def _interpreter() -> str:
    return os.path.realpath(sys.executable)


@functools.cache
def _library_folders() -> list[str]:
    spec = importlib.util.find_spec("numpy")
    packed = importlib.util.find_spec("msgpack")
    assert spec is not None and spec.origin and packed is not None and packed.origin
    folders = [str(Path(spec.origin).parents[1]), str(Path(packed.origin).parents[1])]
    return list(dict.fromkeys(folders))


@functools.cache
def _libraries() -> Path:
    """Return a folder that holds what a worker may import, and nothing else that is installed."""
    folder = _worker_copy() / "lib"
    folder.mkdir()
    folder.chmod(0o755)
    for name in _LIBRARIES:
        places = (Path(found) / name for found in _library_folders())
        place = next(filter(Path.is_dir, places), None)
        if place is not None and _open_to_all(str(place / "_")):
            (folder / name).symlink_to(place)
        elif place is not None:
            shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("tests"))
    return folder


@functools.cache
def _worker_copy() -> Path:
    """Return a folder that holds the worker's modules and none of the engine's others."""
    here = Path(__file__).parent
    folder = Path(tempfile.mkdtemp(prefix="gradkit-worker-"))
    package = folder / "autograder"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in WORKER_MODULES:
        shutil.copy(here / f"{name}.py", package)
    (folder / "support").mkdir()
    for path in (folder, package, folder / "support"):
        path.chmod(0o755)
    # atexit alone is not enough: the children of multiprocessing end without it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=1)
    return folder


def _bwrap(*, forks: bool) -> list[str]:
    """Return the bubblewrap command for a worker, or for a parent that ``forks`` them.

    See bwrap(1) for each word. Such a parent keeps, within its own user namespace, the rights to
    make more namespaces; nothing that its workers have in common can be written to.
    """
    command = [_bubblewrap() or "bwrap", "--unshare-all", "--unshare-user", "--die-with-parent"]
    command += ["--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534"]
    command += ["--hostname", "worker"]
    for folder in _system_folders():
        command += ["--ro-bind", folder, folder]
    for folder in _site_folders():
        command += ["--tmpfs", folder, "--remount-ro", folder]
    for name in _LIBRARIES:
        for place in _library_folders():
            if os.path.isdir(f"{place}/{name}"):
                command += ["--ro-bind", f"{place}/{name}", f"{_KIT}/lib/{name}"]
    command += ["--ro-bind", f"{_worker_copy()}/autograder", f"{_KIT}/lib/autograder"]
    command += ["--ro-bind", f"{_worker_copy()}/support", f"{_KIT}/support"]
    # Not `--dev`: its terminals are mounted by a user namespace that then owns all the others.
    command += ["--tmpfs", "/dev", "--dir", "/dev/shm"]
    for device in filter(os.path.exists, _DEVICES):
        command += ["--dev-bind", device, device]
    command += ["--remount-ro", "/dev"]
    for folder in _WRITABLE:
        command += ["--size", str(_WRITABLE_BYTES), "--tmpfs", folder]
    command += ["--remount-ro", "/"]
    if forks:
        command += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
        for folder in _WRITABLE:
            command += ["--remount-ro", folder]
    return [*command, "--chdir", "/" if forks else _SCRATCH, "--"]


@functools.cache
def _system_folders() -> list[str]:
    """Return the interpreter, its standard library and the system's shared libraries."""
    executable = _interpreter()
    stdlib = sysconfig.get_paths()["stdlib"]
    shared = str(Path(stdlib).parent)
    candidates = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", executable, stdlib]
    if not shared.startswith("/usr/lib"):
        candidates += [str(path) for path in Path(shared).glob("libpython*")]
    return [place for place in dict.fromkeys(candidates) if os.path.exists(place)]


@functools.cache
def _site_folders() -> list[str]:
    """Return the folders of installed packages below the system folders, which are hidden."""
    stdlib = sysconfig.get_paths()["stdlib"]
    candidates = [f"{stdlib}/site-packages", f"{stdlib}/dist-packages"]
    candidates += ["/usr/lib/python3/dist-packages"]
    return [folder for folder in candidates if os.path.isdir(folder)]


@functools.cache
def _bubblewrap() -> str | None:
    return shutil.which("bwrap", path=os.environ.get("PATH", "") + ":/usr/bin:/usr/local/bin")


@functools.cache
def why_not(level: str) -> str | None:
    """Return why a level cannot be had on this machine, or None if it can."""
    if level == "bwrap":
        if sys.platform != "linux" or _bubblewrap() is None:
            return "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)"
    elif level == "setuid":
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return "it needs root, as in a grading container"
        if _open_interpreter() is None:
            return f"the interpreter {_interpreter()} lies where only root can read it"
    elif os.name != "posix":
        return "workers need Linux or macOS; on Windows use WSL"
    sandbox = Sandbox(level, None, Limits())
    try:
        sandbox.start({}, {}).stop()
    except SandboxError as error:
        return f"a trial worker failed: {error}"
    finally:
        sandbox.close()
    return None


@functools.cache
def _open_interpreter() -> str | None:
    """Return this Python, or the system's of the same version, where every user can run it."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (_interpreter(), f"/usr/local/bin/{name}", f"/usr/bin/{name}"):
        if os.path.exists(path) and _open_to_all(path):
            return path
    return None


def _open_to_all(path: str) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in Path(path).parents)


def choose(wanted: str) -> str:
    """Return the level to use: ``wanted``, or the strongest there is for ``auto``.

    Raises GradkitError where the level that was asked for cannot be had.
    """
    if wanted != "auto":
        reason = why_not(wanted)
        if reason is not None:
            raise GradkitError(f"--isolation {wanted}: {reason}")
        return wanted
    for level in LEVELS:
        if why_not(level) is None:
            return level
    raise GradkitError(f"no worker can be started here: {why_not('process')}")
