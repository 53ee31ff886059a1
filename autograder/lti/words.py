"""What people read at the door, in English and Korean."""

from __future__ import annotations

from autograder.base.language import Text

WORDS = {
    "closed": Text("The homework could not be opened", "과제를 열 수 없습니다"),
    "going_on": Text("One moment …", "잠시만요 …"),
    "going_on_means": Text(
        "Your browser and your LMS are agreeing that it is you.",
        "브라우저와 LMS가 본인임을 확인하고 있습니다.",
    ),
    "window": Text("Open the homework in a window of its own", "과제를 새 창에서 열기"),
    "window_why": Text(
        "Your browser keeps no cookies for pages that are shown inside another page, as this one "
        "is inside your LMS. In a window of its own it works; you stay signed in.",
        "이 페이지는 LMS 안에 표시되어 있는데, 브라우저가 이렇게 다른 페이지 안에 있는 페이지의 "
        "쿠키는 저장하지 않습니다. 새 창에서는 열리며, 다시 로그인하지 않아도 됩니다.",
    ),
    "window_open": Text("Open in a new window", "새 창에서 열기"),
    "window_opened": Text(
        "If no window opens, allow new windows for this page.",
        "새 창이 열리지 않으면 이 페이지의 새 창 열기를 허용해 주세요.",
    ),
    "choose": Text("Which homework is the link for?", "어떤 과제를 링크할까요?"),
    "choose_nothing": Text(
        "This service offers no homework yet.", "이 서비스에 아직 과제가 없습니다."
    ),
    "points": Text("{} points", "{}점"),
    "put": Text("Put it into the course", "강의실에 넣기"),
    "back": Text("Back to the course", "강의실로 돌아가기"),
    "back_means": Text(
        "If nothing happens, press the button.", "자동으로 넘어가지 않으면 버튼을 눌러 주세요."
    ),
    "registered": Text("The tool is registered", "도구를 등록했습니다"),
    "registered_means": Text(
        "{} can now open this service's homework. Close this window; in some LMSs the tool has "
        "to be switched on there once.",
        "이제 {}에서 이 서비스의 과제를 열 수 있습니다. 이 창을 닫아 주세요. "
        "LMS에 따라 도구를 한 번 켜 주어야 합니다.",
    ),
    "close": Text("Close", "닫기"),
}
