"""A confined process has lost what `in_force` names, and goes on computing."""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from harness import ROOT

from autograder.worker.confinement import in_force
from autograder.worker.system_calls import PRETENDED, REFUSED

IN_FORCE = in_force()
for _means in ("seccomp", "landlock"):
    if not any(name.startswith(_means) for name in IN_FORCE):
        warnings.warn(f"NOT TESTED: this kernel has no {_means}", stacklevel=1)

# What a process may try; each returns something true if it came through.
ATTEMPTS = {
    "seccomp": {
        "a socket": "socket.socket()",
        "a pair of sockets": "socket.socketpair()",
        "another program": "os.execv(sys.executable, ['python', '-c', 'print(1)'])",
        "a user namespace": "libc.unshare(0x10000000) == 0",
        "a cloned namespace": "(libc.syscall({clone}, 0x10000011, 0, 0, 0, 0) or os._exit(0)) > 0",
        "shared memory that stays": "libc.shmget(4711, 4096, 0o1666) >= 0",
        "io_uring": "libc.syscall(425, 8, ctypes.create_string_buffer(256)) >= 0",
        "the rights of a file beside": "os.chmod({beside!r}, 0o600) or mode({beside!r}) == 0o600",
        "of an open file": "os.fchmod(os.open('.', os.O_RDONLY), 0o750) or mode('.') == 0o750",
        "another way": "os.chmod('.', 0o751, dir_fd=os.open('.', 0)) or mode('.') == 0o751",
        "the newest way": "libc.syscall(452, -100, b'.', 0o711, 0) + 1 and mode('.') == 0o711",
        "the attributes of a file beside": "os.setxattr({beside!r}, 'user.a', b'b') or True",
        "a debugger": "libc.ptrace(0, 0, None, None) >= 0",
        "a child": "os.waitpid(os.fork() or os._exit(0), 0)",
        "another core": "os.sched_setaffinity(0, os.sched_getaffinity(0)) or True",
        "dropped pages": "os.posix_fadvise(library(), 0, 0, os.POSIX_FADV_DONTNEED) or True",
        "pages read ahead": "libc.readahead(library(), 0, 4096) == 0",
        "whether a page is there": "os.preadv(library(), [bytearray(1)], 0, os.RWF_NOWAIT)",
        "the same of a mapping": "libc.mincore(mapped(), 4096, room) == 0",
        "how many pages are there": "libc.syscall(451, library(), numpy.zeros(2, 'u8').ctypes, "
        "numpy.zeros(5, 'u8').ctypes, 0) == 0",
        "mapped pages put out": "libc.madvise(mapped(), 4096, 21) == 0",
        "mapped pages fetched": "libc.madvise(mapped(), 4096, 22) == 0",
        "pages shared with others": "libc.madvise(mapped(), 4096, 12) == 0",
        "a lock on a library": "fcntl.flock(library(), fcntl.LOCK_EX) or True",
        "another kind of lock": "fcntl.lockf(library(), fcntl.LOCK_SH) or True",
        "a watch": "libc.inotify_init1(0) >= 0",
        "the old watch": "fcntl.fcntl(os.open('.', 0), fcntl.F_NOTIFY, fcntl.DN_ACCESS) or True",
        "who waits at a shared address": "libc.syscall({futex}, mapped(), 1, 1, 0, 0, 0) == 0",
        "a numbered pipe": "os.pipe()",
        "a numbered file in memory": "os.memfd_create('x')",
        "free memory": "libc.sysinfo(room) == 0",
        "free disk": "os.statvfs('/').f_bfree >= 0",
    },
    "landlock": {
        "the system's users": "open('/etc/passwd').read()",
        "other processes": "os.listdir('/proc')",
        "a file beside": "open({beside!r}).read()",
        "a file elsewhere": "open({outside!r}, 'w')",
        "a link to elsewhere": "os.symlink({beside!r}, 'link') or open('link').read()",
        "a library that nobody uses": "open({idle!r}, 'rb').read(1)",
        "time zones": "os.listdir('/usr/share/zoneinfo')",
        "tests of the standard library": "open(json.__file__[:-16] + 'test/__init__.py').read()",
    },
    "none": {
        "a file of its own": "open('own', 'w').write('x')",
        "a folder of its own": "os.makedirs('a/b') or os.rename('a/b', 'c') or True",
        "a copy of it": "shutil.copy('own', 'copied') and shutil.copy2('own', 'copied')",
        "the null device": "open(os.devnull, 'w').write('x')",
        "a thread": "threading.Thread(target=int).start() or True",
        "a thread to wait for": "[t.start() or t.join() for t in [threading.Thread(target=int)]]",
        "a crowd of threads": "list(concurrent.futures.ThreadPoolExecutor(4).map(abs, range(99)))",
        "memory of its own": "numpy.ones(2**24)[::4096].sum() == 4096",
        "a late import": "[__import__(n) for n in ('decimal', 'lzma', 'bz2', "
        "'numpy.fft', 'numpy.polynomial', 'statistics', 'hashlib', 'csv')]",
        "a temporary file": "tempfile.TemporaryFile().write(b'x')",
        "arithmetic": "numpy.linalg.svd(numpy.eye(50))[1].sum() == 50",
    },
}
PROGRAM = """
import concurrent.futures, ctypes, fcntl, json, mmap, os, shutil, socket, sys, tempfile, threading
import numpy
from autograder.worker.confinement import confine
libc = ctypes.CDLL(None)
mode = lambda place: os.stat(place).st_mode & 0o777
library = lambda: os.open(numpy.__file__, os.O_RDONLY)
map_shared = ctypes.CDLL(None).mmap
map_shared.restype = ctypes.c_void_p
shared, reading, room = mmap.MAP_SHARED, mmap.PROT_READ, ctypes.create_string_buffer(4096)
mapped = lambda: ctypes.c_void_p(map_shared(None, 4096, reading, shared, library(), 0))
confine()
came_through = []
for name, attempt in {attempts!r}:
    try:
        if eval(attempt):
            came_through.append(name)
    except (OSError, ImportError):
        pass
print(json.dumps(came_through))
"""


def _idle_library() -> str:
    """Return a shared library of the system that no Python loads."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    folders = {Path(line.split()[-1]).parent for line in maps.splitlines() if "libc.so" in line}
    return str(
        next(f for top in folders for f in sorted(top.glob("lib*.so*")) if str(f) not in maps)
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED: confinement is Linux's")
def test_confined_process_can_compute_and_little_else(tmp_path: Path) -> None:
    outside, scratch = tmp_path / "outside", tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / "beside").write_text("x", encoding="ascii")
    words = {
        "beside": str(tmp_path / "beside"),
        "outside": str(outside),
        "clone": {"x86_64": 56, "aarch64": 220}.get(platform.machine(), -1),
        "futex": {"x86_64": 202, "aarch64": 98}.get(platform.machine(), -1),
        "idle": _idle_library(),
    }
    attempts = [
        (name, attempt.format(**words))
        for group in ATTEMPTS.values()
        for name, attempt in group.items()
    ]
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM.format(attempts=attempts)],
        cwd=scratch,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    applied = {name.split()[0] for name in IN_FORCE}
    allowed = {n for means, group in ATTEMPTS.items() if means not in applied for n in group}
    came_through = set(json.loads(done.stdout))
    assert came_through <= allowed
    assert set(ATTEMPTS["none"]) <= came_through


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        (0, "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        (1, "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_refused_calls_have_the_kernels_numbers(machine: int, header: str) -> None:
    if not Path(header).exists():
        pytest.skip(f"NOT TESTED: {header} is not installed (linux-libc-dev)")
    text = Path(header).read_text(encoding="utf-8")
    known = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text))
    for name, numbers in {**REFUSED, **PRETENDED}.items():
        if name in known:
            assert numbers[machine] == int(known[name]), name
    assert len(REFUSED.keys() & known.keys()) > 30


def test_libraries_are_listed_while_another_thread_loads_some() -> None:
    """Each waits for the other's lock, for ever, where Python's own is let go in between."""
    program = (
        "import _ctypes, glob, sys, sysconfig, threading\n"
        "from autograder.worker.confinement import loaded; loaded()\n"
        "sys.setswitchinterval(1e-6)\n"
        "def go_on():\n"
        "    while not is_done: loaded.__wrapped__()\n"
        "is_done = False\n"
        "threading.Thread(target=go_on).start()\n"
        "for file in glob.glob(sysconfig.get_config_var('DESTSHARED') + '/*.so'):\n"
        "    _ctypes.dlopen(file, 1)\n"
        "is_done = True\n"
        "print('done')"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "done\n", done.stderr
