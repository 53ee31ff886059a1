"""The sign and the word of each outcome, wherever verdicts are shown."""

from __future__ import annotations

from autograder.base.language import Text

MARKS = {  # outcome -> a sign that needs no colour, and the word for it
    "passed": ("✓", Text("passed", "통과")),
    "failed": ("✗", Text("failed", "틀림")),
    "missing": ("…", Text("not written yet", "아직 작성 전")),
    "error": ("!", Text("error", "오류")),
    "timeout": ("!", Text("time limit", "시간 초과")),
    "crashed": ("!", Text("crashed", "비정상 종료")),
    "unreadable": ("?", Text("could not be read", "읽지 못함")),
    "internal_error": ("?", Text("could not check", "검사하지 못함")),
}
