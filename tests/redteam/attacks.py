"""What submissions try, class by class, each with the most that it deserves."""

from __future__ import annotations

from attack import DOUBLE, HEAD, SLOPE, Attack, slope, whole
from disguises import DISGUISES
from sabotage import SABOTAGE

__all__ = ["ATTACKS", "DOUBLE", "HEAD", "SLOPE", "Attack"]

# Reports what was found through the text of an exception, and through its class's name.
TELL = """
def tell(found):
    found = ascii(found)[:500]
    raise type("E" + "".join(c for c in found if c.isalnum() or c == "_")[:50], (Exception,), {})(found)
"""
SEARCH = """
def matches(data):
    word, found, at = b"CAN" + b"ARY_", [], 0
    while (at := data.find(word, at)) >= 0 and len(found) < 50:
        found.append(data[at:at + 24]); at += 5
    return found
"""
SAME_INTERPRETER = {
    "patched_numpy": slope(
        "interpreter",
        "np.allclose = np.isclose = lambda *a, **k: True\nnp.abs = lambda *a: 0.0\n"
        "np.isfinite = lambda *a: True\nnp.testing.assert_allclose = print\nreturn 0.0",
    ),
    "patched_builtins": slope(
        "interpreter",
        "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.isinstance = lambda *a: True\n"
        "builtins.AssertionError = SystemExit\nreturn 0.0",
    ),
    "patched_test_tools": slope(
        "interpreter",
        "for name in ('pytest', 'hypothesis', 'autograder.checks', 'autograder.judge'):\n"
        "    module = sys.modules.get(name)\n"
        "    if module is not None:\n"
        "        for key in list(vars(module)): setattr(module, key, lambda *a, **k: None)\n"
        "import pytest\npytest.fail = print\nreturn 0.0",
    ),
    "lying_float": slope(
        "interpreter",
        "return Lie(1)",
        "class Lie(float):\n"
        "    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = lambda *a: True\n"
        "    __sub__ = __rsub__ = __abs__ = lambda *a: 0.0\n    __hash__ = None\n",
    ),
    "lying_array": slope(
        "interpreter",
        "return np.zeros(()).view(Lie)",
        "class Lie(np.ndarray):\n"
        "    def __array_function__(self, *a): return True\n"
        "    def __array_ufunc__(self, *a, **k): return True\n"
        "    item = __float__ = __sub__ = lambda *a: 6.0\n    __le__ = lambda *a: True\n",
    ),
    "proxy": slope(
        "interpreter",
        "return Proxy()",
        "class Proxy:\n    __class__ = property(lambda self: float)\n"
        "    __getattr__ = lambda self, name: lambda *a, **k: 5.0\n    __float__ = lambda self: 5.0\n",
    ),
    "proxy_that_unpacks_itself": slope(
        "interpreter",
        "return Bomb()",
        "class Bomb:\n    def __reduce__(self): return (os.system, ('touch {OUT}/pickled',))\n"
        "    def __repr__(self): open('{OUT}/shown', 'w')\n    __str__ = __format__ = __repr__\n",
    ),
    "patched_session": slope(
        "interpreter",
        "session = sys.modules['autograder.worker.session'].Session\n"
        "session.handle = lambda self, *a: ['ok', 7.5, [None], [2]]\nreturn 7.5",
    ),
    "patched_channel": slope(
        "interpreter",
        "channel = sys.modules['autograder.protocol.channel'].Channel\n"
        "send = channel.send\n"
        "def sent(self, message, *a):\n"
        "    send(self, ['done', ['ok', True, [None], [2]]], *a)\n"
        "channel.send = sent\nreturn 7.5",
    ),
    "frames": slope(
        "interpreter",
        "seen, frame = [], sys._getframe()\n"
        "while frame is not None:\n"
        "    seen += [v for v in frame.f_locals.values() if isinstance(v, float)]\n"
        "    frame = frame.f_back\n"
        "return seen[0] if seen else 0.0",
    ),
    "sealed_answers": slope(
        # The tables hold f at the reference's points: opening them tells what calling f tells.
        "interpreter",
        "tables = [t for t in gc.get_objects() if type(t) is dict and t and\n"
        "          all(type(k) is bytes and len(k) == 8 for k in t)]\n"
        "import msgpack\n"
        "for table in tables:\n"
        "    for hidden in table.values():\n"
        "        try: return float(msgpack.unpackb(hidden)[1])\n"
        "        except Exception: pass\n"
        "return float(len(tables))",
    ),
    "requests_that_came_along": slope(
        "interpreter",
        "import msgpack\n"
        "for o in gc.get_objects():\n"
        "    if type(o) is list and o and all(type(p) is bytes for p in o):\n"
        "        for p in o:\n"
        "            try: message = msgpack.unpackb(p)\n"
        "            except Exception: continue\n"
        "            numbers = [n for n in str(message).split() if n.replace('.', '').isdigit()]\n"
        "            if numbers: return float(numbers[-1])\n"
        "return 0.0",
    ),
    "poisoned_given": whole(
        "interpreter",
        "import autograder.worker.given as s\ns.compiled_given = None\n"
        "def slope(f, x): return 0.0\ndef double(x):\n    g = globals()['slope']\n"
        "    return g.__globals__ if hasattr(g, '__globals__') else None\n",
    ),
}
CONTROL_FLOW = {
    "exit": slope("control flow", "sys.exit(0)"),
    "hard_exit": slope("control flow", "os._exit(0)"),
    "interrupt": slope("control flow", "raise KeyboardInterrupt"),
    "generator_exit": slope("control flow", "raise GeneratorExit"),
    "base_exception": slope("control flow", "raise E", "class E(BaseException): pass\n"),
    "skip": slope(
        "control flow",
        "raise Skipped('not today')",
        "class Skipped(BaseException): pass\nSkipped.__module__ = '_pytest.outcomes'\n",
    ),
    "assume_false": slope(
        "control flow",
        "try:\n    import hypothesis\n    hypothesis.reject()\n"
        "except ImportError:\n    raise UnsatisfiedAssumption",
        "class UnsatisfiedAssumption(Exception): pass\n"
        "UnsatisfiedAssumption.__module__ = 'hypothesis.errors'\n",
    ),
    "named_like_ours": slope(
        "control flow", "raise Stop('passed')", "class Stop(BaseException): pass\n"
    ),
    "protocol_error": slope(
        "control flow",
        "from autograder.protocol.outcomes import ProtocolError\nraise ProtocolError('x')",
    ),
    "absent": slope(
        "control flow",
        "from autograder.worker.workspace import Absent\nraise Absent('name', 'slope', ['passed'])",
    ),
    "hostile_exception": slope(
        "control flow",
        "raise E()",
        "class M(type):\n    __name__ = property(lambda s: 1 / 0)\n"
        "class E(Exception, metaclass=M):\n    __str__ = __repr__ = lambda s: sys.exit(0)\n"
        "    __traceback__ = property(lambda s: 1 / 0)\n",
    ),
    "at_exit": slope("control flow", "import atexit\natexit.register(os.abort)\nreturn 0.0"),
    "destructor": slope(
        "control flow",
        "return D()",
        "class D:\n    def __del__(self): os._exit(0)\n",
    ),
    "thread_goes_on": slope(
        "control flow",
        "import threading\n"
        "def later():\n    while True:\n        try: f(x)\n        except Exception: pass\n"
        "threading.Thread(target=later, daemon=True).start()\nreturn 0.0",
    ),
    "signals_ignored": slope(
        "control flow",
        "import signal\n"
        "for n in range(1, 32):\n"
        "    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
        "return 0.0",
    ),
    "traced": slope("control flow", "sys.settrace(lambda *a: os._exit(0))\nreturn f(x)"),
    "right_at_first": slope(
        "control flow",
        "CALLS.append(1)\nreturn (f(x + 1e-4) - f(x - 1e-4)) / 2e-4 if len(CALLS) < 5 else 0.0",
        "CALLS = []\n",
        slope=2,
    ),
    "never_the_same": slope("control flow", "return float(np.random.default_rng().normal())"),
    "remembers_public_answers": slope(
        "logic", "return 6.0 if float(x[0]) == 3.0 else 0.0", slope=2
    ),
}
FILES = {
    "files_read": slope(
        "files",
        "found = []\n"
        "for top in ('{ROOT}/tests/redteam/range', '{OUT}', '/tmp', '/root', '/home', '.', '..'):\n"
        "    for folder, _, names in os.walk(top):\n"
        "        for name in names[:200]:\n"
        "            try: found += matches(open(f'{folder}/{name}', 'rb').read(10**6))\n"
        "            except OSError: pass\n"
        "        if len(found) > 20: break\n"
        "tell(found)",
        TELL + SEARCH,
    ),
    "environment": slope(
        "files",
        "found = [k + '=' + v for k, v in os.environ.items()]\n"
        "for pid in [p for p in os.listdir('/proc') if p.isdigit()]:\n"
        "    for what in ('environ', 'cmdline'):\n"
        "        try: found += matches(open(f'/proc/{pid}/{what}', 'rb').read())\n"
        "        except OSError: pass\n"
        "tell(found)",
        TELL + SEARCH,
    ),
    "own_memory": slope(
        "files",
        "found = [o for o in gc.get_objects() if type(o) is str and 'CAN' + 'ARY' in o]\n"
        "with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', 0) as memory:\n"
        "    for line in maps:\n"
        "        start, end = (int(n, 16) for n in line.split()[0].split('-'))\n"
        "        if 'rw' not in line or end - start > 2**26: continue\n"
        "        try: memory.seek(start); found += matches(memory.read(end - start))\n"
        "        except (OSError, ValueError, OverflowError): pass\n"
        "tell(found)",
        TELL + SEARCH,
    ),
    "other_memory": slope(
        "files",
        "found = []\n"
        "for pid in {os.getppid(), 1, *range(os.getpid() - 20, os.getpid())}:\n"
        "    try:\n"
        "        with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', 'rb', 0) as m:\n"
        "            for line in maps:\n"
        "                start, end = (int(n, 16) for n in line.split()[0].split('-'))\n"
        "                if 'rw' not in line or end - start > 2**26: continue\n"
        "                m.seek(start); found += matches(m.read(end - start))\n"
        "    except (OSError, ValueError, OverflowError): pass\n"
        "tell(found)",
        TELL + SEARCH,
    ),
    "writes_outside": slope(
        "files",
        "for place in ('{OUT}/marker', '{OUT}/results/marker.json', '{ROOT}/marker',\n"
        "              '/tmp/{TOKEN}', '/dev/shm/{TOKEN}', '/var/tmp/{TOKEN}', '../{TOKEN}'):\n"
        "    try: open(place, 'w').write('CAN' + 'ARY_MARKER')\n    except OSError: pass\n"
        "return 0.0",
    ),
    "forged_results": slope(
        "files",
        "import json\n"
        "for name in ('results.json', '{OUT}/grades.csv', '{OUT}/out/grades.csv'):\n"
        "    try: json.dump({'score': 297, 'max_score': 12}, open(name, 'w'))\n"
        "    except OSError: pass\nreturn 0.0",
    ),
    "links": slope(
        "files",
        "for target in ('{OUT}', '{ROOT}', '/etc/passwd', '/'):\n"
        "    try: os.symlink(target, 'l' + str(len(target)))\n    except OSError: pass\n"
        "try: open('l' + str(len('{OUT}')) + '/linked', 'w')\nexcept OSError: pass\n"
        "return 0.0",
    ),
    "kept_examples": slope(
        # What the judge keeps for its next run is unpickled by it.
        "files",
        "def tried(step, *a):\n    try: return step(*a)\n    except OSError: return None\n"
        "folders = ['{CACHE}', '/root/.cache/gradkit', os.environ.get('XDG_CACHE_HOME', '/x')]\n"
        "try:\n    import pwd; home = pwd.getpwuid(os.getuid()).pw_dir\n"
        "except Exception: home = '/x'\n"
        "folders += [home + '/.cache/gradkit', os.path.expanduser('~/.cache/gradkit')]\n"
        "folders += [f'/home/{n}/.cache/gradkit' for n in tried(os.listdir, '/home') or ()]\n"
        "bomb = b'cposix\\nsystem\\n(Vtouch {OUT}/unpickled\\ntR.{TOKEN}'\n"
        "def overwritten(place, how):\n    with open(place, how) as file: file.write(bomb)\n"
        "for top in folders:\n"
        "    tried(os.makedirs, top + '/examples'), tried(os.chmod, top + '/examples', 0o777)\n"
        "    for folder, _, names in [*os.walk(top), (top + '/examples', [], [])]:\n"
        "        tried(overwritten, folder + '/{TOKEN}.pickle', 'wb')\n"
        "        for place in [folder + '/' + name for name in names]:\n"
        "            tried(overwritten, place, 'r+b'), tried(os.chmod, place, 0o666)\n"
        "            tried(overwritten, '{TOKEN}', 'wb'), tried(os.replace, '{TOKEN}', place)\n"
        "            tried(os.symlink, os.getcwd(), folder + '/{TOKEN}'), tried(os.link, place, '{TOKEN}')\n"
        "    tried(os.rename, top + '/examples', top + '/{TOKEN}')\n"
        "return 0.0",
    ),
    "shadow_modules": slope(
        "files",
        "for name in ('numpy', 'pytest', 'conftest', 'sitecustomize', 'autograder', 'msgpack'):\n"
        "    open(name + '.py', 'w').write('open(\"{OUT}/shadow\", \"w\")')\n"
        "open('x.pth', 'w').write('import os; os.mkdir(\"{OUT}/pth\")')\n"
        "for name in ('numpy', 'msgpack', 'autograder.protocol.channel'): sys.modules.pop(name, None)\n"
        "import msgpack\nreturn 0.0",
    ),
}
REPORTS = {
    "formula_text": slope("reports", 'raise ValueError(\'=HYPERLINK("http://x";"y")\')'),
    "markup": slope("reports", "raise ValueError('<script>alert(1)</script>{{7*7}}${7*7}')"),
    "tags_everywhere": whole(
        "reports",
        "tag = '<img src=x onerror=alert(7)>'\n"
        "globals()['slope' + tag] = globals()['double' + tag] = lambda *a: 0.0\n"
        "def double(x): raise type(tag, (Exception,), {})(tag * 3)\n",
    ),
    "formulas_everywhere": whole(
        "reports",
        "words = ['=1+1', '+1', '-1', '@SUM(1)', '\\t=1', '\\r=1', '\uff1d1', '|x', '%0A=1']\n"
        "def slope(f, x): raise type(words[0], (Exception,), {})('\\n'.join(words))\n"
        "def double(x): raise Exception(words[int(x.sum()) % len(words)])\n",
    ),
    "escapes_in_names": whole(
        "reports",
        "globals()['slope\\x1b[31m\\x9b2J'] = lambda *a: 0.0\n"
        "def double(x): return globals()['\\u202edouble']\n",
    ),
    "terminal": slope("reports", "raise ValueError('\\x1b[2J\\x1b]0;t\\x07\\x9b31m\\r\\n\\x00')"),
    "bidi": slope("reports", "raise ValueError('\\u202e\\u2066evil\\u200b\\ufeff')"),
    "latex": slope("reports", "raise ValueError('\\\\input{/etc/passwd}\\\\write18{ls}')"),
    "megabytes": slope("reports", "raise ValueError('\\u202e' * 10**7)"),
    "class_name": slope("reports", "raise type('=1+1\\n<b>\\x1b[0m', (Exception,), {})('x')"),
    "surrogates": slope("reports", "raise ValueError('\\udc80\\ud800')"),
    "print_flood": slope("reports", "print('=1+1' * 10**6)\nos.write(1, b'x' * 10**6)\nreturn 0.0"),
}
INFORMATION = {
    "network": slope(
        "information",
        "import socket\nfound = []\n"
        "for place in (('127.0.0.1', {PORT}), ('169.254.169.254', 80), ('1.1.1.1', 53)):\n"
        "    try:\n        socket.create_connection(place, 0.3); found.append('CON' + 'NECTED')\n"
        "    except OSError: pass\n"
        "tell(found)",
        TELL,
    ),
    "inputs_in_class_names": slope("information", "tell(x.tolist())", TELL),
    "inputs_in_missing_names": slope(
        "information",
        "from autograder.worker.session import Session\n"
        "told = 'X' + x.tobytes().hex()\n"
        "Session.handle = lambda self, op, *a: ['missing', told, 'slope', told]\n"
        "return 0.0",
    ),
    "inputs_in_places": slope(
        "information",
        "n = int(float(x[0]) * 7919)\n"
        "exec(compile('\\n' * (n % 10**6) + '1/0', '<cell 777777>', 'exec'))",
    ),
    "seed": slope(
        "information",
        "numbers = [v for o in gc.get_objects() if hasattr(o, '_seed') for v in vars(o).values()]\n"
        "tell([n for n in numbers if type(n) is int])",
        TELL,
    ),
}
# What one question, or one submission, leaves for the next; SPOOR is what they look for.
LEAVE = """
import ctypes, threading
libc = ctypes.CDLL(None, use_errno=True)
SPOOR = ("LEFT" + "_BEHIND").encode()
def leave():
    for place in ("/tmp/{TOKEN}", "/dev/shm/{TOKEN}", "/var/tmp/{TOKEN}", "../{TOKEN}", "{TOKEN}"):
        try: open(place, "wb").write(SPOOR)
        except OSError: pass
    libc.shmat.restype = ctypes.c_void_p
    shm = libc.shmget(0x6772, 4096, 0o1666)
    if shm >= 0 and (at := libc.shmat(shm, None, 0)) not in (None, 2**64 - 1):
        ctypes.memmove(at, SPOOR, len(SPOOR))
    queue = libc.msgget(0x6772, 0o1666)
    if queue >= 0: libc.msgsnd(queue, b"\\1" + bytes(7) + SPOOR, len(SPOOR), 0o4000)
    libc.syscall(248, b"user", b"{TOKEN}", SPOOR, len(SPOOR), -4)
    try: import _posixshmem; os.write(_posixshmem.shm_open("/{TOKEN}", os.O_CREAT | os.O_RDWR, 0o666), SPOOR)
    except Exception: pass
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                haunt()
            os._exit(0)
    except OSError: pass
def haunt():
    import signal, socket
    try:
        server = socket.socket(socket.AF_UNIX); server.bind("\\0{TOKEN}"); server.listen()
    except OSError: server = None
    end = time.time() + 60 if os.getuid() else 0
    while time.time() < end:
        for pid in [int(p) for p in os.listdir("/proc") if p.isdigit()] + [os.getppid()]:
            if pid > 2 and pid != os.getpid():
                try: os.kill(pid, signal.SIGSTOP); os.kill(pid, signal.SIGKILL)
                except OSError: pass
        time.sleep(0.05)
def found():
    seen = []
    for place in ("/tmp/{TOKEN}", "/dev/shm/{TOKEN}", "/var/tmp/{TOKEN}", "../{TOKEN}", "{TOKEN}"):
        try: seen.append(place + open(place).read())
        except OSError: pass
    libc.shmat.restype = ctypes.c_void_p
    shm = libc.shmget(0x6772, 4096, 0)
    if shm >= 0 and (at := libc.shmat(shm, None, 0)) not in (None, 2**64 - 1):
        seen.append("shm" + ctypes.string_at(at, 20).decode("latin-1"))
    queue, room = libc.msgget(0x6772, 0), ctypes.create_string_buffer(64)
    if queue >= 0 and libc.msgrcv(queue, room, 56, 0, 0o4000) > 0:
        seen.append("msg" + room.raw[8:].decode("latin-1"))
    key = libc.syscall(249, b"user", b"{TOKEN}", None, 0)
    if key > 0 and libc.syscall(250, 11, key, room, 64) > 0:
        seen.append("key" + room.raw.decode("latin-1"))
    import socket
    try:
        socket.socket(socket.AF_UNIX).connect("\\0{TOKEN}"); seen.append("LEFT" + "_BEHIND socket")
    except OSError: pass
    return seen
"""
NEIGHBOURS = {
    "a_leaves": whole(
        "neighbours",
        LEAVE + TELL + "def slope(f, x):\n    leave()\n    return 0.0\n"
        "def double(x):\n    tell(found())\n",
    ),
    "b_picks_up": whole(
        "neighbours",
        LEAVE + TELL + "def slope(f, x): tell(found())\ndef double(x): tell(found())\n",
    ),
    "c_kills_parent": slope(
        "neighbours",
        "import signal\n"
        "if os.getuid() == 0: raise ValueError('RO' + 'OT')\n"
        "for pid in (os.getppid(), os.getppid() - 1, 1, -1):\n"
        "    for n in (signal.SIGSTOP, signal.SIGKILL):\n"
        "        try: os.kill(pid, n)\n        except OSError: pass\n"
        "return 0.0",
    ),
    "d_traces": slope(
        "neighbours",
        "import ctypes\nlibc = ctypes.CDLL(None)\nseen = []\n"
        "for pid in [os.getppid(), 1, *range(os.getpid() - 5, os.getpid())]:\n"
        "    if libc.ptrace(16, pid, 0, 0) == 0: seen.append('ATT' + 'ACHED')\n"
        "tell(seen)",
        TELL,
    ),
    "e_other_channels": slope(
        "neighbours",
        "seen = []\n"
        "for fd in range(64):\n"
        "    try: os.write(fd, b'\\0\\0\\0\\2\\0\\0\\0\\0\\x91\\xc0')\n    except OSError: pass\n"
        "for pid in [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()]:\n"
        "    try:\n"
        "        for fd in os.listdir(f'/proc/{pid}/fd'):\n"
        "            open(f'/proc/{pid}/fd/{fd}', 'wb').write(b'x')\n"
        "            seen.append('WRO' + 'TE')\n"
        "    except OSError: pass\n"
        "tell(seen)",
        TELL,
    ),
    "f_slow_down": slope(
        "neighbours",
        "for pid in (0, 1, os.getppid()):\n"
        "    try: os.setpriority(os.PRIO_PROCESS, pid, 19); os.sched_setaffinity(pid, {0})\n"
        "    except OSError: pass\n"
        "return 0.0",
    ),
    "g_fills_disks": slope(
        "neighbours",
        "for place in ('/dev/shm', '/tmp', '.', '/var/tmp', '/run'):\n"
        "    try:\n"
        "        for n in range(100):\n"
        "            open(f'{place}/{TOKEN}.{n}', 'wb').write(bytes(10**6))\n"
        "    except OSError: pass\n"
        "return 0.0",
    ),
    "h_patches_modules": slope(
        "neighbours",
        "import numpy.linalg\nnp.float64 = np.array = np.zeros = None\n"
        "for name, module in list(sys.modules.items()):\n"
        "    if name.startswith('autograder'):\n"
        "        for key, value in list(vars(module).items()):\n"
        "            if callable(value):\n"
        "                try: vars(module)[key] = os._exit\n                except Exception: pass\n"
        "return 0.0",
    ),
    "z_honest": whole("neighbours", SLOPE + DOUBLE, slope=5, double=2),
}
RESOURCES = {
    "child_answers_too": slope(
        "resources", "if os.fork() == 0:\n    return 6.0\nreturn 0.0", slope=2
    ),
    "speaks_before_it_is_asked": slope(
        "resources",
        "frame = sys._getframe()\n"
        "while 'channel' not in frame.f_locals: frame = frame.f_back\n"
        "channel = frame.f_locals['channel']\n"
        "for _ in range(50): channel.send(['replies', [b'\\x94\\xa2ok\\x06\\x91\\xc0\\x90'] * 3])\n"
        "channel.send(['verdict', 'passed', 297])\nreturn 0.0",
    ),
    "infinite": slope("resources", "return float('inf')"),
    "not_a_number": slope("resources", "return float('nan')"),
    "objects": slope("resources", "return np.array([Exception], dtype=object)"),
    "overlapping": slope(
        "resources", "x = np.lib.stride_tricks.as_strided(x, (2**40,), (0,))\nreturn x"
    ),
    "read_only": slope("resources", "x.flags.writeable = False\nreturn x"),
    "huge_int": slope("resources", "return 10**5000"),
    "itself": slope("resources", "a = []\na.append(a)\nreturn a"),
    "deep": slope("resources", "a = []\nfor _ in range(10**5): a = [a]\nreturn a"),
    "many_objects": slope("resources", "return [object() for _ in range(10**5)]"),
    "resized": slope("resources", "x.resize((10**3,), refcheck=False)\nreturn f(x)"),
    "claims_calls": slope(
        "logic",
        "f.questions._receipts = [[250, {bytes([n] * 8): None for n in range(250)}]]\nf.questions.foreseen = lambda q: (['value', 5.0], b'12345678')\nreturn f(x)",
    ),
}
ATTACKS: dict[str, Attack] = {
    **DISGUISES,
    **SABOTAGE,
    **SAME_INTERPRETER,
    **CONTROL_FLOW,
    **FILES,
    **REPORTS,
    **INFORMATION,
    **NEIGHBOURS,
    **RESOURCES,
}
