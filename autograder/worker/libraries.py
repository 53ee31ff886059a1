"""The libraries that a submission can import: NumPy, what it brings along, and stand-ins.

What only shows something (plots, progress bars, tables) is there as a stand-in that does nothing.
Nothing that a stand-in gives is a number. Must never load a library that is not named here.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import spec_from_loader
from typing import Any

import numpy as np

from autograder.base.text import words
from autograder.worker.newer_syntax import read

LOOKING = words(
    """
    IPython alive_progress altair bokeh colorama cv2 fastprogress folium google graphviz
    holoviews imageio ipykernel ipywidgets japanize_matplotlib koreanize_matplotlib
    line_profiler matplotlib matplotlib_fontja matplotlib_inline memory_profiler mpl_toolkits
    networkx otter pandas PIL plotly plotnine progressbar pydot pygal pylab rich seaborn stqdm
    tabulate termcolor torchviz tqdm turtle visdom wandb
    """
)
"""Libraries for looking; an assignment may name others, with ``looking`` in its settings."""
_PROGRESS = ("tqdm", "rich.progress", "alive_progress", "fastprogress", "progressbar", "stqdm")
_ITERABLES: dict[str, Callable[..., Iterable[Any]]] = {
    "trange": range,
    "tnrange": range,
    "tenumerate": enumerate,
    "tzip": zip,
    "tmap": map,
}
# What `from … import *` brings, of what people use without a prefix.
_PLOTS = words(
    """
    annotate arrow axes axhline axis axvline bar barh boxplot clf cla close colorbar contour
    contourf draw errorbar figure fill fill_between gca gcf grid hist hist2d hlines imshow ion
    ioff legend loglog pause pcolor pcolormesh pie plot plt quiver savefig scatter semilogx
    semilogy set_cmap show stem step subplot subplots subplots_adjust suptitle text
    tick_params tight_layout title twinx violinplot vlines xlabel xlim xscale xticks ylabel
    ylim yscale yticks
    """
)
_STARS = {
    "matplotlib.pyplot": _PLOTS,
    "matplotlib.pylab": [*np.__all__, *_PLOTS, "np"],
    "pylab": [*np.__all__, *_PLOTS, "np"],
    "tqdm": ["tqdm", "trange"],
    "IPython.display": words("display clear_output HTML Image Latex Markdown Math SVG Video"),
    "ipywidgets": words(
        """
        interact interactive interact_manual fixed IntSlider FloatSlider HBox VBox Button
        Output Dropdown Checkbox Label Layout widgets
        """
    ),
}
_UNPACK = {"UNPACK_SEQUENCE", "UNPACK_EX"}
REGISTRARS = ("register_line_magic", "register_cell_magic", "register_line_cell_magic")
"""IPython's decorators that make a function of a notebook's a magic."""
_MARKS = ("line_magic", "cell_magic", "line_cell_magic")
KIND = "_gradkit_magic"
"""Where a method that is to be a magic says of what, and its name if that is another."""


class Inert:
    """What a library for looking gives: it takes everything, does nothing, and is no number."""

    __array_ufunc__ = None

    def __init__(self, name: str, *_others: Any) -> None:
        object.__setattr__(self, "_name", name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _member(f"{self._name}.{name}")

    def __call__(self, *arguments: Any, **_keywords: Any) -> Any:
        """Return another one; as a decorator, what it decorates."""
        if len(arguments) == 1 and isinstance(arguments[0], (types.FunctionType, type)):
            return arguments[0]
        return Inert(f"{self._name}()")

    def __setattr__(self, _name: str, _value: Any) -> None:
        pass

    def __setitem__(self, _key: Any, _value: Any) -> None:
        pass

    def __delitem__(self, _key: Any) -> None:
        pass

    def __getitem__(self, _key: Any) -> Inert:
        return Inert(f"{self._name}[…]")

    def __iter__(self) -> Iterator[Any]:
        """Give as many as are unpacked, as in `fig, ax = …`, and none to a loop."""
        return (Inert(self._name) for _ in range(_unpacked(sys._getframe(1))))

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __contains__(self, _value: Any) -> bool:
        return False

    def __repr__(self) -> str:
        return f"<{self._name}: nothing is shown here>"

    def __mro_entries__(self, _bases: Any) -> tuple[type, ...]:
        return (object,)

    def _no_number(self, *_arguments: Any, **_keywords: Any) -> Any:
        raise TypeError(f"{self._name} shows something; in grading it is not a number")

    __float__ = __int__ = __index__ = __complex__ = __array__ = _no_number

    def _inert(self, *_others: Any) -> Inert:
        return Inert(self._name)

    def _false(self, _other: Any) -> bool:
        return False

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = _inert
    __rmatmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = _inert
    __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = _inert
    __and__ = __or__ = __rand__ = __ror__ = __invert__ = _inert
    __lt__ = __le__ = __gt__ = __ge__ = _false


class _Progress(Inert):
    """A progress bar, or what makes one: it hands through what it is to count."""

    def __init__(self, name: str, values: Iterable[Any] | None = None) -> None:
        super().__init__(name)
        object.__setattr__(self, "_values", values)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Return what yields the same as the first argument."""
        make = _ITERABLES.get(self._name.rpartition(".")[2])
        if make is not None:
            return _Progress(self._name, make(*arguments))
        values = next(iter(arguments), keywords.get("iterable"))
        if isinstance(values, Iterable) and not isinstance(values, (str, Inert)):
            return _Progress(self._name, values)
        return _Progress(self._name)

    def __iter__(self) -> Iterator[Any]:
        return iter(() if self._values is None else self._values)

    def __len__(self) -> int:
        return len(self._values) if isinstance(self._values, Sequence) else 0


class _Subplots(Inert):
    """`plt.subplots`: as many axes as are asked for."""

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Return the figure and the axes: one, or an array of them."""
        sizes = dict(zip(("nrows", "ncols"), arguments, strict=False)) | keywords
        shape = tuple(int(sizes.get(name, 1)) for name in ("nrows", "ncols"))
        axes = np.empty(shape, dtype=object)
        for index in np.ndindex(shape):
            axes[index] = Inert("axes")
        if keywords.get("squeeze", True):
            axes = axes.item() if axes.size == 1 else axes.squeeze()
        return Inert("figure") if self._name.endswith("()") else Inert("figure"), axes


def _member(name: str) -> Any:
    """Return what a library for looking has under a name."""
    last = name.rpartition(".")[2]
    if last == "get_ipython":
        return _get_ipython
    if name.startswith("IPython.core.magic.") and last in (*REGISTRARS, *_MARKS):
        return partial(_magic_made, last)
    if name == "IPython.display.display":
        return displayed
    if last == "subplots":
        return _Subplots(name)
    if name.startswith(_PROGRESS):
        return _Progress(name)
    return Inert(name)


def displayed(*_values: Any, display_id: Any = None, **_options: Any) -> Inert | None:
    """Show nothing; return what IPython returns, a handle only where one is asked for."""
    return Inert("display()") if display_id else None


def _magic_made(decorator: str, decorated: Any, shell: Any = None, name: str | None = None) -> Any:
    """Make a magic of a function, or mark a method to be one; it may be given a name first."""
    shell = _shell_of(sys._getframe(1)) if shell is None else shell
    if isinstance(decorated, str):
        return partial(_magic_made, decorator, shell=shell, name=decorated)
    kind = decorator.removeprefix("register_").removesuffix("_magic")
    if decorator in REGISTRARS:
        shell.register_magic_function(decorated, kind, name)
    else:
        setattr(decorated, KIND, (kind, name))
    return decorated


def _get_ipython() -> Any:
    return _shell_of(sys._getframe(1))


def _shell_of(frame: types.FrameType) -> Any:
    known = frame.f_globals.get("__builtins__")
    own = known.get("get_ipython") if isinstance(known, dict) else None
    return Inert("get_ipython()") if own is None else own()


def _unpacked(frame: types.FrameType) -> int:
    """Return into how many names the statement that runs in ``frame`` unpacks."""
    import dis

    code, at = frame.f_code.co_code, frame.f_lasti
    if not 0 <= at < len(code) - 1 or dis.opname[code[at]] not in _UNPACK:
        return 0
    return code[at + 1] if dis.opname[code[at]] == "UNPACK_SEQUENCE" else code[at + 1] & 0xFF


def _update(old: Any, new: Any) -> None:
    """Let a function, or the methods of a class, do what a newer one does."""
    if isinstance(old, types.FunctionType) and isinstance(new, types.FunctionType):
        with suppress(ValueError):  # it closes over other names
            old.__code__, old.__defaults__ = new.__code__, new.__defaults__
    elif isinstance(old, type) and isinstance(new, type):
        for name, value in vars(new).items():
            if isinstance(value, types.FunctionType):
                setattr(old, name, value)


class _Module(types.ModuleType):
    """A library for looking, or a part of one."""

    __version__ = "0.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name == "np":
            return np
        if self.__name__.endswith("pylab") and name in np.__all__:
            return getattr(np, name)
        return _member(f"{self.__name__}.{name}")


@dataclass(eq=False)
class Libraries(MetaPathFinder, Loader):
    """Finds what a submission imports, before Python looks for it."""

    looking: frozenset[str] = frozenset(LOOKING)
    own_folders: Sequence[str] = ()
    """Where a submission's own modules lie; they come first."""
    refuses: Callable[[str], bool] = lambda _root: False
    """Whether grading lacks a library that may be here."""
    written: dict[str, str] = field(default_factory=dict)
    """Modules that the submission itself writes: path -> source."""
    builtins: dict[str, Any] = field(default_factory=dict)
    reloads: bool = False
    """Whether a module that is written anew is loaded anew, as after `%autoreload 2`."""
    _made: dict[str, types.ModuleType] = field(default_factory=dict)
    _loaded: int = 0
    _others: list[str] = field(default_factory=list)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Let imports find what is found here, and nothing else of it afterwards.

        A library for looking that somebody else has loaded is out of sight meanwhile.
        """
        if len(sys.modules) != self._loaded:
            self._others = [n for n in sys.modules if n.partition(".")[0] in self.looking]
            self._loaded = len(sys.modules)
        hidden = {name: sys.modules.pop(name) for name in self._others}
        sys.modules.update(self._made)
        sys.meta_path.insert(0, self)
        try:
            yield
        finally:
            sys.meta_path.remove(self)
            for name in self._made:
                sys.modules.pop(name, None)
            sys.modules.update(hidden)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: Any = None
    ) -> ModuleSpec | None:
        """Return a stand-in, a written module, one of the submission's own, or None."""
        name = fullname.replace(".", "/")
        if f"{name}.py" in self.written or f"{name}/__init__.py" in self.written:
            return spec_from_loader(
                fullname, self, is_package=f"{name}/__init__.py" in self.written
            )
        if any(file.startswith(f"{name}/") for file in self.written):
            return spec_from_loader(fullname, self, is_package=True)
        root = fullname.partition(".")[0]
        if root not in self.looking and not self.refuses(root):
            return None
        if path is None and (own := PathFinder.find_spec(fullname, self.own_folders)) is not None:
            return own
        if root in self.looking:
            return spec_from_loader(fullname, self, is_package=True)
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)

    def create_module(self, spec: ModuleSpec) -> types.ModuleType | None:
        """Make a stand-in; a written module is made as any other."""
        is_written = self._source(spec.name) is not None
        self._made[spec.name] = types.ModuleType(spec.name) if is_written else _Module(spec.name)
        return self._made[spec.name]

    def exec_module(self, module: types.ModuleType) -> None:
        """Run a written module; of a stand-in say what `import *` brings."""
        source = self._source(module.__name__)
        if source is None:
            module.__dict__["__all__"] = _STARS.get(module.__name__, [])
            return
        module.__dict__["__builtins__"] = self.builtins or __builtins__
        exec(compile(read(source), f"<{module.__name__}>", "exec"), module.__dict__)

    def write(self, path: str, source: str) -> None:
        """Take a module that the submission writes; whoever has an older one has this one then."""
        self.written[path] = source
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if not self.reloads or (module := self._made.get(name)) is None:
            return
        before = dict(vars(module))
        self.exec_module(module)
        for name, value in vars(module).items():
            _update(before.get(name), value)

    def _source(self, fullname: str) -> str | None:
        name = fullname.replace(".", "/")
        found = self.written.get(f"{name}.py", self.written.get(f"{name}/__init__.py"))
        is_folder = any(file.startswith(f"{name}/") for file in self.written)
        return "" if found is None and is_folder else found
