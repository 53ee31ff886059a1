"""The system calls that a worker may not make: seccomp's filter, installed for good.

Linux only, on the machines named here. Must never be installed in a process that has yet to start
another one.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import struct
import sys
from collections.abc import Iterable

# linux/seccomp.h, linux/filter.h
_SET_FILTER, _IS_ACTION_THERE = 1, 2
_ALL_THREADS, _NO_SLOWER_SPECULATION = 1, 4
_KILL, _ERROR, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_NOTHING, _EPERM, _ENOSYS = 0, 1, 38
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AND = 0x54
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, (16, 24, 32)  # the lower half of each argument
_X32_CALLS = 0x40000000
_NO_CALL = 0x3FFFFFFF
# The CLONE_NEW… flags: whoever is alone in a user namespace is root in it.
_NEW_NAMESPACES = 0x7E020000

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, linux/audit.h
# The numbers of the calls that are refused, on x86_64 and aarch64: asm/unistd.h, which the tests
# compare. No network, no other program, no other process's memory, no IPC that outlives its maker
# (a worker could leave word for the next), no namespaces, none of the kernel's more adventurous
# doors. What takes a capability anyway is not listed. Who may read a file, and its attributes, are
# no rights of Landlock's: a worker of the teacher's own user could open the teacher's files to all.
# No other process either: a crowd of them would make its parent wait, which a limit then waits for.
#
# Nor what asks about, or changes, what two workers share by sharing a kernel (docs/security.md):
# which pages of a file are in memory, locks on files and watches of them, free memory and disk, and
# the numbers that the kernel hands out in order, such as those of pipes.
REFUSED = {
    "accept": (43, 202),
    "accept4": (288, 242),
    "add_key": (248, 217),
    "bind": (49, 200),
    "bpf": (321, 280),
    "cachestat": (451, 451),
    "connect": (42, 203),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fadvise64": (221, 223),
    "fanotify_init": (300, 262),
    "flock": (73, 32),
    "fork": (57, _NO_CALL),
    "fremovexattr": (199, 16),
    "fsetxattr": (190, 7),
    "fstatfs": (138, 44),
    "futex_requeue": (456, 456),
    "futex_wake": (454, 454),
    "inotify_add_watch": (254, 27),
    "inotify_init": (253, _NO_CALL),
    "inotify_init1": (294, 26),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "listen": (50, 201),
    "lremovexattr": (198, 15),
    "lsetxattr": (189, 6),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "mincore": (27, 232),
    "mount_setattr": (442, 442),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "msgctl": (71, 187),
    "msgget": (68, 186),
    "msgrcv": (70, 188),
    "msgsnd": (69, 189),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pipe": (22, _NO_CALL),
    "pipe2": (293, 59),
    "preadv2": (327, 286),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "pwritev2": (328, 287),
    "readahead": (187, 213),
    "removexattr": (197, 14),
    "removexattrat": (466, 466),
    "request_key": (249, 218),
    "sched_setaffinity": (203, 122),
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
    "statfs": (137, 43),
    "sysinfo": (99, 179),
    "syslog": (103, 116),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "vfork": (58, _NO_CALL),
}
# Those that report success and do nothing: whoever copies a file also copies who may read it.
PRETENDED = {
    "chmod": (90, 53),  # aarch64 has `fchmodat` for it
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
}
_SECCOMP, _CLONE, _CLONE3 = (317, 277), (56, 220), (435, 435)
_FCNTL, _FUTEX, _MADVISE = (72, 25), (202, 98), (28, 233)
# Of their many uses these are permitted; linux/fcntl.h, asm-generic/mman-common.h, linux/futex.h.
# Not: locks, leases and news of a file; what fetches pages, drops them or merges those of two
# processes; to wake who waits at an address of a shared file.
_FCNTL_USES = (0, 1, 2, 3, 4, 1030)  # duplicates and flags of a descriptor
_MADVISE_USES = (4, 8, 10, 11, 14, 15, 16, 17, 18, 19)  # what concerns the caller's own pages
# Waiting, and all uses of memory that nobody shares; who waits for a thread the kernel wakes.
_FUTEX_USES = (0, 9, *range(128, 142))
_FUTEX_USE = 0xFF  # without FUTEX_CLOCK_REALTIME
_THREAD = 0x10000  # CLONE_THREAD


def has_seccomp() -> bool:
    """Return whether this kernel can refuse calls to a process, and their numbers are known."""
    if platform.machine() not in _MACHINES or sys.maxsize < 2**32:
        return False
    column = _MACHINES[platform.machine()][0]
    action = ctypes.c_uint32(_ERROR)
    libc = ctypes.CDLL(None, use_errno=True)
    found: int = libc.syscall(_SECCOMP[column], _IS_ACTION_THERE, 0, ctypes.byref(action))
    return found == 0


def refuse_calls(libc: ctypes.CDLL) -> None:
    """Install the filter: seccomp(2), with classic BPF; raise OSError where it is refused."""
    column = _MACHINES[platform.machine()][0]
    code = filter_code()
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    flags = _ALL_THREADS | _NO_SLOWER_SPECULATION
    if libc.syscall(_SECCOMP[column], _SET_FILTER, flags, program) < 0:
        raise OSError(ctypes.get_errno(), f"seccomp: {os.strerror(ctypes.get_errno())}")


@functools.cache  # made once, in the parent that workers are forked from
def filter_code() -> bytes:
    """Return the filter for this machine."""
    return b"".join(_steps(*_MACHINES[platform.machine()]))


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _steps(column: int, architecture: int) -> Iterable[bytes]:
    refuse = _step(_RETURN, _ERROR | _EPERM)
    yield _step(_LOAD, _ARCHITECTURE)
    yield from (_step(_IF_EQUAL, architecture, 1, 0), _step(_RETURN, _KILL))
    yield _step(_LOAD, _NUMBER)
    yield from (_step(_IF_AT_LEAST, _X32_CALLS, 0, 1), refuse)
    for numbers in REFUSED.values():
        yield from (_step(_IF_EQUAL, numbers[column], 0, 1), refuse)
    for numbers in PRETENDED.values():
        yield from (_step(_IF_EQUAL, numbers[column], 0, 1), _step(_RETURN, _ERROR | _NOTHING))
    # Its flags are in memory, where no filter can look; the C library then takes `clone`.
    yield from (_step(_IF_EQUAL, _CLONE3[column], 0, 1), _step(_RETURN, _ERROR | _ENOSYS))
    yield _step(_IF_EQUAL, _CLONE[column], 0, 5)
    yield from (_step(_LOAD, _ARGUMENTS[0]), _step(_IF_ANY_BIT, _NEW_NAMESPACES, 2, 0))
    yield from (_step(_IF_ANY_BIT, _THREAD, 0, 1), _step(_RETURN, _ALLOW), refuse)
    yield from _permitted(_FCNTL[column], _FCNTL_USES)
    yield from _permitted(_MADVISE[column], _MADVISE_USES, argument=2)
    yield from _permitted(_FUTEX[column], _FUTEX_USES, mask=_FUTEX_USE)
    yield _step(_RETURN, _ALLOW)


def _permitted(
    call: int, uses: Iterable[int], argument: int = 1, mask: int = 0xFFFFFFFF
) -> Iterable[bytes]:
    """Yield the steps that refuse a call but where an argument is one of some ``uses``."""
    body = [_step(_LOAD, _ARGUMENTS[argument]), _step(_AND, mask)]
    for use in uses:
        body += [_step(_IF_EQUAL, use, 0, 1), _step(_RETURN, _ALLOW)]
    body.append(_step(_RETURN, _ERROR | _EPERM))
    yield from (_step(_IF_EQUAL, call, 0, len(body)), *body)
