"""A new assignment: a small one that runs at once, every file explained in its first line.

Must never write over a file that is there.
"""

from __future__ import annotations

import keyword
import secrets
from pathlib import Path

from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.base.trees import files_below

_STARTER = Path(__file__).parent / "starter"


def start(root: Path, name: str) -> list[Path]:
    """Write the assignment ``name`` below ``root``; return its files.

    Raises GradkitError where the name is no Python name, or is taken.
    """
    if not name.isidentifier() or keyword.iskeyword(name):
        raise GradkitError(f"{name}: a name of letters, digits and _, such as linear_regression")
    for folder in (root / "assignments" / name, root / "solutions" / name):
        if folder.exists():
            raise GradkitError(f"{folder}: is there already; choose another name")
    seed, written = str(secrets.randbelow(10**8) + 10**8), []
    for place, source in files_below(_STARTER):
        text = source.read_text(encoding="utf-8").replace("NAME", name).replace("SEED", seed)
        path = root / place.replace("NAME", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, text.encode())
        written.append(path)
    return written
