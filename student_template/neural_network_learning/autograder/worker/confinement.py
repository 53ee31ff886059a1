"""What a worker takes away from itself for good: new privileges, system calls, files.

Linux only. Where a kernel has no seccomp or no Landlock less is in force, and `in_force` names
what is. What is there but cannot be applied is an error: a worker must never run with less than
is named, nor ask anybody but the kernel.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import struct
import sys
from collections.abc import Iterable

# linux/prctl.h
_SET_DUMPABLE, _SET_NO_NEW_PRIVILEGES = 4, 38

# linux/seccomp.h, linux/filter.h
_SET_FILTER, _IS_ACTION_THERE = 1, 2
_ALL_THREADS, _NO_SLOWER_SPECULATION = 1, 4
_KILL, _ERROR, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_NOTHING, _EPERM, _ENOSYS = 0, 1, 38
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X32_CALLS = 0x40000000
# The CLONE_NEW… flags: whoever is alone in a user namespace is root in it.
_NEW_NAMESPACES = 0x7E020000

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, linux/audit.h
# The numbers of the calls that are refused, on x86_64 and aarch64: asm/unistd.h, which the tests
# compare. No network, no other program, no other process's memory, no IPC that outlives its maker
# (a worker could leave word for the next), no namespaces, none of the kernel's more adventurous
# doors. What takes a capability anyway is not listed. Who may read a file, and its attributes, are
# no rights of Landlock's: a worker of the teacher's own user could open the teacher's files to all.
REFUSED = {
    "accept": (43, 202),
    "accept4": (288, 242),
    "add_key": (248, 217),
    "bind": (49, 200),
    "bpf": (321, 280),
    "connect": (42, 203),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fremovexattr": (199, 16),
    "fsetxattr": (190, 7),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "listen": (50, 201),
    "lremovexattr": (198, 15),
    "lsetxattr": (189, 6),
    "mount_setattr": (442, 442),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "msgctl": (71, 187),
    "msgget": (68, 186),
    "msgrcv": (70, 188),
    "msgsnd": (69, 189),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "removexattr": (197, 14),
    "removexattrat": (466, 466),
    "request_key": (249, 218),
    "semctl": (66, 191),
    "semget": (64, 190),
    "semop": (65, 193),
    "setns": (308, 268),
    "setxattr": (188, 5),
    "setxattrat": (463, 463),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "shmget": (29, 194),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}
# Those that report success and do nothing: whoever copies a file also copies who may read it.
PRETENDED = {
    "chmod": (90, 53),  # aarch64 has `fchmodat` for it
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
}
_SECCOMP, _CLONE, _CLONE3 = (317, 277), (56, 220), (435, 435)

# linux/landlock.h; these calls have the same number on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_WHICH_VERSION, _BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_MAKE_DEVICES_AND_SOCKETS = 1 << 6 | 1 << 9 | 1 << 11
_RUN, _CONTROL_DEVICES = 1, 1 << 15
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_CONNECT_AND_BIND, _REACH_OUTSIDE = 3, 3  # from version 4: TCP; from 6: sockets and signals

_SYSTEM_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/random", "/dev/zero")


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
    if _has_seccomp():
        _refuse_calls(libc)


def work_out() -> None:
    """Work out what every worker will need, before they are forked."""
    if sys.platform == "linux" and _has_seccomp():
        _filter(*_MACHINES[platform.machine()])


def in_force() -> list[str]:
    """Return the names of what `confine` applies on this machine, most general first."""
    if sys.platform != "linux":
        return []
    version = _landlock_version()
    return [
        "no_new_privs",
        *(["seccomp"] if _has_seccomp() else []),
        *([f"landlock {version}"] if version else []),
    ]


def _checked(what: str, result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


# -- seccomp ---------------------------------------------------------------------------------------


def _has_seccomp() -> bool:
    if platform.machine() not in _MACHINES or sys.maxsize < 2**32:
        return False
    column = _MACHINES[platform.machine()][0]
    action = ctypes.c_uint32(_ERROR)
    libc = ctypes.CDLL(None, use_errno=True)
    found: int = libc.syscall(_SECCOMP[column], _IS_ACTION_THERE, 0, ctypes.byref(action))
    return found == 0


def _refuse_calls(libc: ctypes.CDLL) -> None:
    """Install the filter: seccomp(2), with classic BPF."""
    column, architecture = _MACHINES[platform.machine()]
    code = _filter(column, architecture)
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    flags = _ALL_THREADS | _NO_SLOWER_SPECULATION
    _checked("seccomp", libc.syscall(_SECCOMP[column], _SET_FILTER, flags, program))


@functools.cache  # made once, in the parent that workers are forked from
def _filter(column: int, architecture: int) -> bytes:
    return b"".join(_steps(column, architecture))


def _steps(column: int, architecture: int) -> Iterable[bytes]:
    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    refuse = step(_RETURN, _ERROR | _EPERM)
    yield step(_LOAD, _ARCHITECTURE)
    yield from (step(_IF_EQUAL, architecture, 1, 0), step(_RETURN, _KILL))
    yield step(_LOAD, _NUMBER)
    yield from (step(_IF_AT_LEAST, _X32_CALLS, 0, 1), refuse)
    for numbers in REFUSED.values():
        yield from (step(_IF_EQUAL, numbers[column], 0, 1), refuse)
    for numbers in PRETENDED.values():
        yield from (step(_IF_EQUAL, numbers[column], 0, 1), step(_RETURN, _ERROR | _NOTHING))
    # Its flags are in memory, where no filter can look; the C library then takes `clone`.
    yield from (step(_IF_EQUAL, _CLONE3[column], 0, 1), step(_RETURN, _ERROR | _ENOSYS))
    yield step(_IF_EQUAL, _CLONE[column], 0, 3)
    yield from (step(_LOAD, _FIRST_ARGUMENT), step(_IF_ANY_BIT, _NEW_NAMESPACES, 0, 1), refuse)
    yield step(_RETURN, _ALLOW)


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
        for place in _readable():
            _permit(libc, ruleset, place, _READ_FILE | _READ_FOLDER)
        _checked("landlock", libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _readable() -> Iterable[str]:
    """Yield Python's own places, what ``sys.path`` names, and what is linked into that."""
    folders = [path for path in sys.path if os.path.isdir(path)]
    yield from {*_SYSTEM_FOLDERS, *_SYSTEM_FILES, os.path.dirname(os.__file__), *folders}
    for folder in folders:
        yield from (entry.path for entry in os.scandir(folder) if entry.is_symlink())


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
