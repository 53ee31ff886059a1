"""Submissions that are so alike that a person should look: a flag, never a penalty.

A submission's fingerprint is a sample of its code's shingles, without comments, layout and chosen
names, as in Schleimer, Wilkerson, Aiken: "Winnowing" (SIGMOD 2003). What the template hands out,
and what many in a class have in common, tells nothing and is left out. It must never decide
anything, nor keep code that could be read back.
"""

from __future__ import annotations

import hashlib
import keyword
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ALIKE = 0.85
"""Jaccard index of what two submissions have of their own from which on they are shown."""
_LENGTH = 8
"""Tokens in a shingle: about a line of code."""
_ONE_IN = 4
"""One shingle of so many is kept, the same one in every submission."""
_DIGITS = 8
_MOST = 2_000
_MOST_TEXT = 300_000
_FEWEST = 20
"""Shingles of its own from which on a submission is compared: about twenty lines."""
_COMMON_SHARE, _COMMON_COUNT = 0.1, 5
"""What more than a tenth of a class and more than five have is common property."""

# A string that nothing ends goes on to the end of its line: looked for at each of its quotes anew,
# an end would be looked for a hundred thousand times.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<text>[rbfuRBFU]{0,2}
            (?:'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?))
      | (?P<attribute>\.\s*[^\W\d]\w*)
      | (?P<name>[^\W\d]\w*)
      | (?P<other>\d[\w.]*|\S)""",
    re.VERBOSE | re.DOTALL,
)
_FENCE = re.compile(r"^```python[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Group:
    """Submissions that are alike: each with another one of the group."""

    members: tuple[str, ...]
    similarity: float
    """The greatest Jaccard index of two of them; 1.0 for the same file."""
    is_same_file: bool


def fingerprint(cells: Sequence[str]) -> str:
    """Return the fingerprint of code cells as hexadecimal text, eight digits a shingle."""
    return "".join(f"{shingle:0{_DIGITS}x}" for shingle in sorted(_shingles(cells))[:_MOST])


def template_fingerprint(folder: Path) -> str:
    """Return the fingerprint of the code that an assignment's lessons hand out."""
    lessons = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("lesson.*.md"))]
    return fingerprint([cell for lesson in lessons for cell in _FENCE.findall(lesson)])


def groups(fingerprints: Mapping[str, str], files: Mapping[str, str], template: str) -> list[Group]:
    """Return the groups of alike submissions, the most alike first.

    ``fingerprints`` and ``files`` (SHA-256 of the bytes) are by submission.
    """
    handed_out = _parsed(template)
    own = {name: _parsed(text) - handed_out for name, text in fingerprints.items()}
    names = sorted(name for name, shingles in own.items() if len(shingles) >= _FEWEST)
    pairs = [(a, b, 1.0) for a, b in _same_file({name: files[name] for name in names})]
    rare = _rare({name: own[name] for name in names})
    compared = [name for name in names if len(rare[name]) >= _FEWEST]
    if len(compared) > 1:
        # Here, since a container that grades one submission has no such library.
        from SetSimilaritySearch import all_pairs  # type: ignore[import-untyped]

        found = all_pairs([rare[name] for name in compared], "jaccard", ALIKE)
        pairs += [(compared[a], compared[b], float(alike)) for a, b, alike in found]
    return _joined(pairs, files)


def _shingles(cells: Sequence[str]) -> set[int]:
    found = set()
    left = _MOST_TEXT
    for cell in cells:
        tokens = [text for match in _TOKEN.finditer(cell[:left]) if (text := _plain(match))]
        left -= min(left, len(cell))
        for start in range(len(tokens) - _LENGTH + 1):
            piece = " ".join(tokens[start : start + _LENGTH]).encode("utf-8", "replace")
            value = int.from_bytes(hashlib.blake2b(piece, digest_size=4).digest())
            if value % _ONE_IN == 0:
                found.add(value)
    return found


def _plain(match: re.Match[str]) -> str:
    """Return what is compared of a token: a chosen name, like a string, is as good as another."""
    kind, text = match.lastgroup, match[0]
    if kind == "comment":
        return ""
    if kind == "text":
        return "''"
    if kind == "name":
        return text if keyword.iskeyword(text) else "v"
    return "".join(text.split())


def _parsed(text: str) -> set[int]:
    return {int(text[i : i + _DIGITS], 16) for i in range(0, len(text), _DIGITS)}


def _rare(own: Mapping[str, Collection[int]]) -> dict[str, set[int]]:
    """Leave out what is common property in the class."""
    count = Counter(shingle for shingles in own.values() for shingle in shingles)
    most = max(_COMMON_COUNT, _COMMON_SHARE * len(own))
    return {name: {s for s in shingles if count[s] <= most} for name, shingles in own.items()}


def _same_file(files: Mapping[str, str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    pairs = [(first.setdefault(digest, name), name) for name, digest in sorted(files.items())]
    return [(one, other) for one, other in pairs if one != other]


def _joined(pairs: Sequence[tuple[str, str, float]], files: Mapping[str, str]) -> list[Group]:
    group = {name: {name} for pair in pairs for name in pair[:2]}
    for one, other, _ in pairs:
        if group[one] is not group[other]:
            group[one] |= group[other]
            for name in group[other]:
                group[name] = group[one]
    found = []
    for members in {id(members): members for members in group.values()}.values():
        alike = max(similarity for one, _, similarity in pairs if one in members)
        same = len({files[name] for name in members}) == 1
        found.append(Group(tuple(sorted(members)), round(alike, 3), same))
    return sorted(found, key=lambda g: (-g.similarity, g.members))
