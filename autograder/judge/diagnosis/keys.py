"""Keys: whether a dict that is returned lacks entries that it should have.

That goes before all else that is said of it: without them nothing that is there is taken. Must
never name a key of a work's own.
"""

from __future__ import annotations

from itertools import chain

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis.hint import RELATION, Hint
from autograder.judge.diagnosis.replies import Replies


def lacking(part: str, replies: Replies) -> Hint | None:
    """Return the hint for a work whose method never returns some entries of a dict."""
    returned = [
        reply
        for reply in chain.from_iterable(replies)
        if reply.target == part and type(reply.right) is dict and type(reply.actual) is dict
    ]
    missing = {tuple(key for key in reply.right if key not in reply.actual) for reply in returned}
    if len(missing) != 1 or missing == {()}:
        return None
    name, keys = part.rpartition(".")[2], ", ".join(map(str, missing.pop()))
    title = Text(f"{keys} missing in what {name} returns", f"{name}의 반환값에 {keys}이(가) 없음")
    text = Text(
        f"In all {len(returned)} cases in which {name} returns a dict, it lacks {keys}. ",
        f"{name}이(가) 딕셔너리를 반환한 {len(returned)}가지 경우 모두 {keys}이(가) 없습니다. ",
    )
    rest = Text(
        "The other keys are there. A misspelt key does that, and one that is stored in twice, in "
        "place of another.",
        "다른 키는 모두 있습니다. 키의 철자가 다르거나, 다른 키에 넣을 값을 같은 키에 두 번 넣으면 "
        "이렇게 됩니다.",
    )
    if all(reply.right.keys().isdisjoint(reply.actual) for reply in returned):
        rest = Text("None of those asked for is there.", "요구한 키가 하나도 없습니다.")
    id_ = f"{part}:without_{keys.replace(', ', '_')}"
    return Hint(id_, RELATION, resolved(title), resolved(text + rest))
