"""What a worker takes away from itself for good: new privileges, system calls, files.

Linux only. Where a kernel has no seccomp or no Landlock less is in force, and `in_force` names
what is. What is there but cannot be applied is an error: a worker must never run with less than
is named, nor ask anybody but the kernel.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import os
import struct
import sys
from contextlib import suppress

from autograder.worker.system_calls import filter_code, has_seccomp, refuse_calls

# linux/prctl.h
_SET_DUMPABLE, _SET_NO_NEW_PRIVILEGES = 4, 38

# linux/landlock.h; these calls have the same number on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_WHICH_VERSION, _BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_MAKE_DEVICES_AND_SOCKETS = 1 << 6 | 1 << 9 | 1 << 11
_RUN, _CONTROL_DEVICES = 1, 1 << 15
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_CONNECT_AND_BIND, _REACH_OUTSIDE = 3, 3  # from version 4: TCP; from 6: sockets and signals

_SYSTEM_FILES = ("/etc/ld.so.cache", "/dev/urandom", "/dev/random", "/dev/zero")
# They bring shared libraries of the system along: a worker that imports one later finds them.
_WITH_LIBRARIES = ("_bz2", "_ctypes", "_decimal", "_hashlib", "_lzma", "numpy", "zlib")
# What no program imports: a file that nobody has open is one that workers could leave word with.
_IDLE = ("site-packages", "dist-packages", "test", "idlelib", "turtledemo", "ensurepip", "lib2to3")

_LINK_MAP = 2  # RTLD_DI_LINKMAP of <dlfcn.h>


def take_away_rights(limits: dict[str, int]) -> None:
    """Lower the limits for good and give up what this user could still gain.

    ``limits``: by the names of resource(3)'s, such as ``AS``. Windows has neither.
    """
    if os.name == "posix":
        import resource

        for name, value in limits.items():
            kind = getattr(resource, f"RLIMIT_{name}")
            hard = resource.getrlimit(kind)[1]
            lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (lowest, lowest))
    confine()


def confine() -> None:
    """Give up new privileges, and whatever else this kernel lets a process give up.

    From here on this process reads Python, its own ``sys.path`` and the working folder, and writes
    to the latter alone. Raises OSError where the kernel has a means and refuses to apply it.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    _checked("prctl", libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _checked("prctl", libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0))
    if version := _landlock_version():
        _restrict_files(libc, version)
    if has_seccomp():
        refuse_calls(libc)


def work_out() -> None:
    """Work out what every worker will need, before they are forked."""
    if sys.platform == "linux":
        _readable()
        if has_seccomp():
            filter_code()


def in_force() -> list[str]:
    """Return the names of what `confine` applies on this machine, most general first."""
    if sys.platform != "linux":
        return []
    version = _landlock_version()
    return [
        "no_new_privs",
        *(["seccomp"] if has_seccomp() else []),
        *([f"landlock {version}"] if version else []),
    ]


def _checked(what: str, result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


# -- Landlock --------------------------------------------------------------------------------------


def _landlock_version() -> int:
    """Return the version of Landlock's interface in this kernel; 0: it has none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE_RULESET, None, 0, _WHICH_VERSION)))


def _restrict_files(libc: ctypes.CDLL, version: int) -> None:
    rights = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    attributes = struct.pack("QQQ", rights, _CONNECT_AND_BIND, _REACH_OUTSIDE)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _checked("landlock", libc.syscall(_CREATE_RULESET, attributes, size, 0))
    try:
        everywhere = _RUN | _MAKE_DEVICES_AND_SOCKETS | _CONTROL_DEVICES
        _permit(libc, ruleset, os.getcwd(), rights & ~everywhere)
        _permit(libc, ruleset, os.devnull, rights & (_READ_FILE | _WRITE_FILE | _TRUNCATE))
        for place, reading in _readable():
            _permit(libc, ruleset, place, reading)
        _checked("landlock", libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


@functools.cache  # worked out once, in the parent that workers are forked from
def _readable() -> list[tuple[str, int]]:
    """Return Python's own places, what ``sys.path`` names and links to, each with its rights."""
    stdlib, all_of_it = os.path.dirname(os.__file__), _READ_FILE | _READ_FOLDER
    entries = list(os.scandir(stdlib))
    places = [*loaded(), *_SYSTEM_FILES, *(path for path in sys.path if os.path.isdir(path))]
    if any(entry.is_dir() and os.listdir(entry) for entry in entries if not in_use(entry.name)):
        # A right holds for all that is beneath.
        places = [place for place in places if place != stdlib]
        places += [entry.path for entry in entries if in_use(entry.name)]
    for folder in sys.path:
        if os.path.isdir(folder) and folder != stdlib:
            places += [entry.path for entry in os.scandir(folder) if entry.is_symlink()]
    return [(stdlib, _READ_FOLDER), *((place, all_of_it) for place in places)]


def in_use(name: str) -> bool:
    """Return whether a worker may import what has this name in the standard library."""
    return name not in _IDLE and not name.startswith("config-")


class _Library(ctypes.Structure):
    """The part of struct link_map of dlinfo(3) that is open to all."""


_Library._fields_ = (
    ("address", ctypes.c_void_p),
    ("name", ctypes.c_char_p),
    ("dynamic", ctypes.c_void_p),
    ("next", ctypes.POINTER(_Library)),
)


@functools.cache
def loaded() -> list[str]:
    """Return the paths of the shared libraries in this process, as its loader has found them.

    On Linux; elsewhere none. Not by dl_iterate_phdr(3): it calls back with the loader locked, and
    a thread that waits for the loader, to import something, has the lock of Python that the call
    has to wait for.
    """
    for name in _WITH_LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(name)
    if sys.platform != "linux":
        return []
    program = ctypes.CDLL(None)
    library = ctypes.POINTER(_Library)()
    program.dlinfo(ctypes.c_void_p(program._handle), _LINK_MAP, ctypes.byref(library))
    paths: list[str] = []
    while library:
        paths.append(os.fsdecode(library.contents.name or b""))
        library = library.contents.next
    return [path for path in paths if path.startswith("/")]


def _permit(libc: ctypes.CDLL, ruleset: int, place: str, rights: int) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there, or not for us, needs no permission
    try:
        if not os.path.isdir(place):
            rights &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        rule = struct.pack("=Qi", rights, opened)
        _checked("landlock", libc.syscall(_ADD_RULE, ruleset, _BENEATH, rule, 0))
    finally:
        os.close(opened)
