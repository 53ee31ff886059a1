"""The table of attacks in docs/security.md: ``python tests/redteam/table.py`` writes it anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attacks import ATTACKS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- attacks: written by `make redteam` -->\n", "<!-- end of attacks -->\n"
EVERYTHING = frozenset(attack.kind for attack in ATTACKS.values())
# What a level does not claim to stop is not tried at it: `process` only limits.
CLAIMS = {
    "bwrap": EVERYTHING,
    "setuid": EVERYTHING,
    "process": frozenset(["interpreter", "disguises", "control flow", "reports", "logic"]),
}


def table() -> str:
    """Return the table of a suite in which nothing got through."""
    kinds = Counter(attack.kind for attack in ATTACKS.values())
    lines = [f"| class | attacks | {' | '.join(f'`{level}`' for level in CLAIMS)} |"]
    lines += ["|---|---|" + "---|" * len(CLAIMS)]
    for kind, count in sorted(kinds.items()):
        cells = [
            "0 got through" if kind in claimed else "not stopped" for claimed in CLAIMS.values()
        ]
        lines.append(f"| {kind} | {count} | {' | '.join(cells)} |")
    lines.append(f"| all | {sum(kinds.values())} |" + " |" * len(CLAIMS))
    return "\n".join(lines) + "\n"


def written() -> str:
    """Return the table that the page holds."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.partition(END)[2], encoding="utf-8")
