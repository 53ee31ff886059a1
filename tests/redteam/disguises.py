"""Answers that are not what they look like: subclasses, hooks, views, things that answer later."""

from __future__ import annotations

from attack import Attack, slope, whole

KIND = "disguises"


def returned(answer: str, before: str = "", **deserved: float) -> Attack:
    """Return an attack that is what `slope` returns."""
    return slope(KIND, f"return {answer}", before, **deserved)


# Every special method says what would be right for whoever asks.
LIES = (
    "def every(base):\n"
    "    names = 'eq ne lt le gt ge bool float int index abs sub rsub array len iter str repr'\n"
    "    lies = {f'__{n}__': lambda *a, n=n: {'float': 6.0, 'int': 6, 'index': 6, 'abs': 0.0,\n"
    "        'sub': 0.0, 'rsub': 0.0, 'len': 1, 'iter': iter([6.0]), 'str': '6', 'repr': '6',\n"
    "        'array': np.array(6.0)}.get(n, True) for n in names.split()}\n"
    "    return type('float', (base,), {**lies, '__hash__': lambda s: 0})\n"
)
DISGUISES = {
    "lying_text": returned("every(str)('6.0')", LIES),
    "lying_whole_number": returned("every(int)(0)", LIES.replace("'int': 6, ", "")),
    "lying_number_of_numpy": returned("every(np.float64)(0.0)", LIES, slope=2),  # it is 6
    "lying_complex": returned("every(complex)(0j)", LIES),
    "lying_bytes": returned("every(bytes)(b'6.0')", LIES),
    "lying_object": returned("every(object)()", LIES),
    "structured": returned("np.zeros(1, dtype=[('value', 'f8')])[0]"),
    "record": returned("np.rec.array([(6.0,)], dtype=[('value', 'f8')])"),
    "object_in_no_dimensions": returned("np.array(every(object)(), dtype=object)", LIES),
    "masked": returned("np.ma.array(0.0, mask=True)"),
    "masked_in_part": returned("np.ma.array([0.0], mask=[True], fill_value=6.0) * np.nan"),
    "text_of_numbers": returned("np.array('6.0')"),
    "dates": returned("np.datetime64(6, 's')"),
    "matrix": returned("np.matrix([[0.0]])"),
    "file_behind_an_array": slope(
        KIND,
        "import threading\nopen('m', 'wb').write(bytes(8))\n"
        "m = np.memmap('m', dtype='f8', mode='r+', shape=())\n"
        "def later():\n    while True: m[...] = 0.0; time.sleep(0)\n"
        "threading.Thread(target=later, daemon=True).start()\nreturn m",
    ),
    "a_million_million": returned("np.broadcast_to(6.0, (10**12,))"),
    "strides_out_of_memory": returned(
        "np.lib.stride_tricks.as_strided(np.zeros(1), (10**6,), (2**40,))"
    ),
    "no_elements_of_vast_sizes": returned("np.empty((0, 2**40, 2**20))"),
    "many_dimensions": returned("np.zeros((1,) * 32)"),
    "address_nought": returned(
        "np.asarray(A())",
        "class A:\n    __array_interface__ = {'version': 3, 'typestr': '<f8', 'shape': (4,),\n"
        "        'data': (8, False)}\n",
    ),
    "generator": slope(KIND, "yield 6.0"),
    "coroutine": whole(
        KIND, "async def slope(f, x): return 6.0\nasync def double(x): return 2 * x\n"
    ),
    "partial": returned("__import__('functools').partial(float, 6.0)"),
    "function": returned("lambda *a: 6.0"),
    "class_in_place_of_a_number": returned("float"),
    "endless_list": returned(
        "L()", "class L(list):\n    __iter__ = lambda s: iter(int, 1)\n    __len__ = lambda s: 1\n"
    ),
    "negative_length": returned("L()", "class L(list):\n    __len__ = lambda s: -10**9\n"),
    "endless_dict": returned(
        "D(a=1)",
        "class D(dict):\n    items = lambda s: ((str(n), n) for n in iter(int, 1))\n",
    ),
    "tuple_that_ends_all": returned(
        "T((6.0,))", "class T(tuple):\n    __iter__ = lambda s: os._exit(0)\n"
    ),
    "keys_that_are_no_keys": returned(
        "{K('a'): 6.0}", "class K(str):\n    __str__ = lambda s: 6\n    __len__ = lambda s: 1 / 0\n"
    ),
    "attributes_that_run": returned(
        "P()",
        "class P:\n    def __getattribute__(self, name): os._exit(0)\n"
        "    def __getattr__(self, name): os._exit(0)\n",
    ),
    "dir_without_end": returned(
        "P()", "class P:\n    __dir__ = lambda s: iter(int, 1)\n    __slots__ = ()\n"
    ),
    "name_of_a_megabyte": returned("type('x' * 10**6, (), {})()"),
    "name_that_acts": returned("type('\\x1b]0;x\\x07<script>=1+1', (), {})()"),
    "module_as_answer": returned("np"),
    "functions_argument_back": returned("f"),
    "wrapped_argument": returned("x.view(np.recarray)"),
    "lies_to_f": slope(
        KIND,
        "told = []\n"
        "for lie in (None, 'x', b'x', [3.0], {1: 2}, np.zeros(2**20), np.zeros((2,) * 20), f,\n"
        "            x.astype('O'), x.astype('f4'), np.ma.array(x), memoryview(x), 10**400, 1j):\n"
        "    try: told.append(f(lie))\n    except Exception: pass\n"
        "return told[0] if told else 0.0",
    ),
    "array_function": slope(
        KIND,
        "return F(())",
        "class F(np.ndarray):\n"
        "    __array_function__ = lambda s, *a: np.array(6.0)\n"
        "    __array_ufunc__ = lambda s, *a, **k: np.array(6.0)\n"
        "    __array_finalize__ = lambda s, o: None\n"
        "    tobytes = lambda s, *a: np.array(6.0).tobytes()\n"
        "    astype = lambda s, *a, **k: np.array(6.0)\n    shape = (1,)\n",
    ),
    "changes_what_it_returns": slope(
        KIND,
        "out = np.zeros(())\n"
        "class D:\n    def __del__(self): out[...] = 6.0\n"
        "out_of = D(); del out_of; out[...] = 0.0\nreturn out",
    ),
}
