"""What a submission does to its own process, the machine and the line to the judge."""

from __future__ import annotations

from attack import Attack, slope

KIND = "sabotage"
# Where the worker's end of the line is, as any student's code can find out.
LINE = """
def line():
    frame = sys._getframe()
    while 'channel' not in frame.f_locals: frame = frame.f_back
    return frame.f_locals['channel']
"""


def done(body: str, before: str = "") -> Attack:
    """Return an attack that is what `slope` does."""
    return slope(KIND, body, before)


SABOTAGE = {
    "alarms": done(
        "import signal\n"
        "def ring(*a): raise SystemExit('passed')\n"
        "signal.signal(signal.SIGALRM, ring)\nsignal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)\n"
        "return 0.0"
    ),
    "collector_callbacks": done(
        "gc.callbacks.append(lambda *a: os._exit(0))\ngc.set_threshold(1)\nreturn 0.0"
    ),
    "finalizers": done("import weakref\nweakref.finalize(f, os.abort)\nreturn 0.0"),
    "hooks_for_what_nobody_catches": done(
        "sys.excepthook = sys.unraisablehook = sys.displayhook = lambda *a: os._exit(0)\n"
        "class D:\n    def __del__(self): raise ValueError\nD()\nreturn 0.0"
    ),
    "dump_and_exit": done(
        "import faulthandler\n"
        "faulthandler.dump_traceback_later(0.05, exit=True, file=open('d', 'w'))\n"
        "time.sleep(0.2)\nreturn 0.0"
    ),
    "profiler": done("sys.setprofile(lambda *a: time.sleep(0.01))\nreturn 0.0"),
    "monitoring": done(
        "m = getattr(sys, 'monitoring', None)\n"
        "if m is None: os._exit(0)\n"
        "m.use_tool_id(2, 'x'); m.set_events(2, m.events.PY_START)\n"
        "m.register_callback(2, m.events.PY_START, lambda *a: os._exit(0))\nreturn 0.0"
    ),
    "audit_hook": done("sys.addaudithook(lambda *a: os._exit(0))\nopen('x', 'w')\nreturn 0.0"),
    "stack_overflow": done(
        "sys.setrecursionlimit(10**9)\ndef down(n): return down(n + 1)\nreturn down(0)"
    ),
    "nested_text": done("import json\nreturn json.loads('[' * 10**6)"),
    "expression_tower": done("return eval('(' * 10**5 + '6.0' + ')' * 10**5)"),
    "causes_in_a_ring": done(
        "a, b = ValueError('a'), ValueError('b')\na.__cause__, b.__cause__ = b, a\nraise a"
    ),
    "group_of_errors": done(
        "import builtins\n"
        "kind = getattr(builtins, 'ExceptionGroup', lambda text, _: ValueError(text))\n"
        "raise kind('\\x1b[2J', [ValueError(n) for n in range(10**5)])"
    ),
    "written_over_numbers": done(
        "import ctypes\nctypes.memmove(id(3.0) + 16, b'\\xff' * 64, 64)\nreturn 0.0"
    ),
    "null_pointer": done("import ctypes\nreturn ctypes.string_at(0)"),
    "own_code_changed": done(
        "with open('/proc/self/mem', 'r+b', 0) as memory:\n"
        "    memory.seek(id(f)); memory.write(b'\\0' * 64)\nreturn f(x)"
    ),
    "limits_raised": done(
        "import resource\n"
        "for kind in range(16):\n"
        "    try: resource.setrlimit(kind, (-1, -1))\n    except (OSError, ValueError): pass\n"
        "try: open('/proc/self/oom_score_adj', 'w').write('-1000')\nexcept OSError: pass\n"
        "return float(bytearray(2**33)[0])"
    ),
    "memory_bomb": done("hoard = []\nwhile True: hoard.append(bytearray(2**24))"),
    "memory_by_mmap": done(
        "import mmap\nhoard = []\n"
        "while True:\n    m = mmap.mmap(-1, 2**26); m.write(bytes(2**26))\n"
        "    hoard.append(m)"
    ),
    "fork_bomb": done("while True: os.fork()"),
    "thread_bomb": done(
        "import threading\nwhile True:\n"
        "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    ),
    "sparse_files": done(
        "for n in range(100):\n    with open(f's{n}', 'wb') as file: file.truncate(2**40)\n"
        "return 0.0"
    ),
    "many_small_files": done(
        "for n in range(10**6):\n    os.close(os.open(f's{n}', os.O_CREAT | os.O_WRONLY))\n"
        "return 0.0"
    ),
    "errors_flood": done("while True: os.write(2, b'\\x1b[2J' * 10**4)"),
    "reads_what_nobody_types": done("return float(sys.stdin.read() or input())"),
    "closes_everything": done("os.closerange(0, 64)\nreturn 0.0"),
    "swaps_the_line": done(
        "import tempfile\nos.dup2(os.open('x', os.O_CREAT | os.O_RDWR), 3)\nreturn 0.0"
    ),
    "environment_for_others": done(
        "os.environ.update(PYTHONSTARTUP='x', LD_PRELOAD='x', PYTHONPATH='.', BASH_ENV='x')\n"
        "os.putenv('PATH', '.')\ntry: os.execv(sys.executable, ['python', '-c', '1'])\n"
        "except OSError: pass\nreturn 0.0"
    ),
    "another_root": done(
        "for call in (os.chroot, os.chdir):\n    try: call('..')\n    except OSError: pass\n"
        "try: os.rename('.', '../{TOKEN}')\nexcept OSError: pass\nreturn 0.0"
    ),
    "drips": done(
        "channel = line()\nconnection = channel._connection\n"
        "class Slow:\n    settimeout = lambda s, t: None\n    recv = connection.recv\n"
        "    def send(self, data):\n        time.sleep(0.2)\n"
        "        return connection.send(data[:1])\n"
        "channel._connection = Slow()\nreturn 6.0 if float(x[0]) == 3.0 else 0.0",
        LINE,
    ),
    "half_a_frame": done(
        "line()._connection.send(b'\\0\\x50\\0\\0\\0\\0\\0\\x07half')\ntime.sleep(60)", LINE
    ),
    "frame_of_gigabytes": done(
        "line()._connection.send(b'\\xff\\xff\\xff\\xff' + bytes(4) + b'x' * 4096)\ntime.sleep(60)",
        LINE,
    ),
    "many_small_messages": done(
        "channel = line()\nwhile True: channel.send(['eval', 0, 1.0, [None]])", LINE
    ),
    "answers_twice": done(
        "channel = line()\nfor _ in range(3): channel.send(['done', ['ok', 7.5, [], [], []]])\n"
        "return 0.0",
        LINE,
    ),
    "empty_messages": done(
        "channel = line()\n"
        "for message in ([''], ['done', []], ['done', ['ok']], ['replies', [b'']]):\n"
        "    channel.send(message)\nreturn 0.0",
        LINE,
    ),
    "maps": done("line().send([{'a': {'b': {}}}])\nreturn 0.0", LINE),
    "hooked_imports": done(
        "class Hook:\n    find_spec = lambda s, *a: os._exit(0)\n"
        "sys.meta_path.insert(0, Hook())\nsys.path_hooks.insert(0, lambda p: os._exit(0))\n"
        "sys.path_importer_cache.clear()\nimport colorsys\nreturn 0.0"
    ),
    "own_session_changed": done(
        "from autograder.worker import questions, session, workspace\n"
        "workspace.Workspace.reseed = lambda s: None\nsession.MAX_OBJECTS = 10**9\n"
        "session.Session.do_release = lambda s: [6.0]\n"
        "questions.Questions.receipts = lambda s: [[-10**9, []]]\nreturn 0.0"
    ),
    "own_values_changed": done(
        "from autograder.protocol import values\n"
        "for name in ('MAX_BYTES', 'MAX_ITEMS', 'MAX_DEPTH', 'MAX_TEXT', 'MAX_ELEMENTS'):\n"
        "    setattr(values, name, 10**12)\nreturn ['x' * 10**7] * 3"
    ),
    "everything_is_an_array": done(
        "class Any(type):\n    __instancecheck__ = lambda s, o: True\n"
        "np.ndarray = np.generic = Any('ndarray', (), {})\nreturn 6.5"
    ),
    "warnings_are_errors": done(
        "import warnings\nwarnings.simplefilter('error')\nwarnings.showwarning = os._exit\n"
        "np.seterr(all='raise')\nnp.seterrcall(os._exit)\nreturn np.float64(0.0)"
    ),
    "another_locale": done(
        "import locale\nfor name in ('tr_TR.UTF-8', 'de_DE.UTF-8', 'C'):\n"
        "    try: locale.setlocale(locale.LC_ALL, name)\n    except locale.Error: pass\n"
        "getattr(sys, 'set_int_max_str_digits', print)(640)\nnp.set_printoptions(formatter={})\n"
        "return 0.0"
    ),
    "a_call_that_goes_on_later": done(
        "KEPT.append((f, x))\nold, place = KEPT[0]\nreturn old(place) / 2",
        "KEPT = []\n",
    ),
}
