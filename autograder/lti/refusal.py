"""Why nobody is let in: one line that says what is wrong and what to do, in English and Korean.

Must never hold a token, a state or a key.
"""

from __future__ import annotations

from autograder.base.language import Text
from autograder.base.text import one_line

_AGAIN = Text(" Open the homework from your course again.", " 강의실에서 과제를 다시 열어 주세요.")
_TEACHER = Text(
    " Please tell your teacher; opening it again does not help.",
    " 다시 열어도 같은 결과이니 담당 교수님께 알려 주세요.",
)
_ADMIN = Text(
    " The administrator of the LMS or of this service can fix that.",
    " LMS나 이 서비스의 관리자가 해결할 수 있습니다.",
)

_REASONS: dict[str, Text] = {
    "incomplete": Text(
        "The LMS left out what a launch needs: {what}.",
        "LMS가 접속에 필요한 정보를 보내지 않았습니다: {what}.",
    )
    + _ADMIN,
    "platform": Text(
        "The LMS {what} is not registered with this service.",
        "LMS {what}은(는) 이 서비스에 등록되어 있지 않습니다.",
    )
    + _ADMIN,
    "several": Text(
        "The LMS {what} is registered more than once and did not say as which (client_id).",
        "LMS {what}이(가) 여러 번 등록되어 있는데 어느 것인지 밝히지 않았습니다(client_id).",
    )
    + _ADMIN,
    "target": Text(
        "The link leads to {what}, which is not an address of this service.",
        "링크의 주소 {what}은(는) 이 서비스의 주소가 아닙니다.",
    )
    + _TEACHER,
    "state": Text(
        "This launch did not start here, or it took too long.",
        "이곳에서 시작된 접속이 아니거나 시간이 너무 오래 지났습니다.",
    )
    + _AGAIN,
    "browser": Text(
        "This launch started in another browser or window.",
        "다른 브라우저나 창에서 시작된 접속입니다.",
    )
    + _AGAIN,
    "cookies": Text(
        "Your browser keeps no cookie of this service ({what}), not even in a window of its own: "
        "allow cookies for it.",
        "브라우저가 새 창에서도 이 서비스({what})의 쿠키를 저장하지 않습니다. "
        "쿠키를 허용해 주세요.",
    )
    + _AGAIN,
    "used": Text("This launch has already been used.", "이미 사용된 접속입니다.") + _AGAIN,
    "platform_said": Text(
        "The LMS did not let you in: {what}.", "LMS가 접속을 허용하지 않았습니다: {what}."
    )
    + _AGAIN,
    "token": Text(
        "What the LMS sent is not a signed token: {what}.",
        "LMS가 보낸 것은 서명된 토큰이 아닙니다: {what}.",
    )
    + _ADMIN,
    "algorithm": Text(
        "The LMS signed with {what}; only RS256 is accepted.",
        "LMS가 {what} 방식으로 서명했습니다. RS256만 받습니다.",
    )
    + _ADMIN,
    "key": Text(
        "The LMS signed with a key that is not in its key set (kid {what}).",
        "LMS의 키 목록에 없는 키로 서명되었습니다(kid {what}).",
    )
    + _ADMIN,
    "keys": Text(
        "The key set of the LMS cannot be fetched: {what}.",
        "LMS의 키 목록을 가져올 수 없습니다: {what}.",
    )
    + _ADMIN,
    "signature": Text("The LMS's signature is not valid.", "LMS의 서명이 올바르지 않습니다.")
    + _ADMIN,
    "issuer": Text(
        "The token was issued by {what}, not by the LMS that the launch began at.",
        "토큰을 발급한 곳({what})이 접속을 시작한 LMS가 아닙니다.",
    )
    + _ADMIN,
    "audience": Text("The token is for another tool (aud).", "다른 도구를 위한 토큰입니다(aud).")
    + _ADMIN,
    "party": Text(
        "The token was made for another party (azp).", "다른 대상에게 발급된 토큰입니다(azp)."
    )
    + _ADMIN,
    "expired": Text(
        "The token of the LMS has expired (exp).", "LMS가 보낸 토큰의 유효 시간이 지났습니다(exp)."
    )
    + _AGAIN,
    "time": Text(
        "The clocks of the LMS and of this service differ: the token was issued {what} (iat).",
        "LMS와 이 서비스의 시계가 다릅니다. 토큰 발급 시각: {what} (iat).",
    )
    + _ADMIN,
    "nonce": Text("The token belongs to another launch (nonce).", "다른 접속의 토큰입니다(nonce).")
    + _AGAIN,
    "deployment": Text(
        "The LMS opened the tool from a deployment that is not registered here ({what}).",
        "이곳에 등록되지 않은 위치에서 접속했습니다(deployment {what}).",
    )
    + _ADMIN,
    "version": Text(
        "The LMS speaks LTI {what}; this service speaks 1.3.0.",
        "LMS의 LTI 버전은 {what}입니다. 이 서비스는 1.3.0을 씁니다.",
    )
    + _ADMIN,
    "message": Text(
        "The LMS asks for {what}, which this service does not support.",
        "LMS의 요청({what})은 이 서비스가 지원하지 않습니다.",
    )
    + _ADMIN,
    "nobody": Text(
        "The LMS does not say who you are (sub): anonymous work cannot be graded.",
        "LMS가 사용자를 알려 주지 않았습니다(sub). 익명 과제는 채점할 수 없습니다.",
    )
    + _ADMIN,
    "role": Text(
        "Only a teacher can choose what a link leads to.",
        "링크가 가리킬 과제는 교수자만 고를 수 있습니다.",
    ),
    "choice": Text("This choice is no longer open.", "더 이상 선택할 수 없습니다.") + _AGAIN,
    "invitation": Text(
        "This registration address has been used or is too old: make a new one with "
        "`gradkit lti invite`.",
        "이미 사용되었거나 오래된 등록 주소입니다. `gradkit lti invite`로 새로 만들어 주세요.",
    ),
    "registration": Text(
        "The registration failed: {what}. Nothing was registered.",
        "등록하지 못했습니다: {what}. 아무것도 등록되지 않았습니다.",
    ),
    "trouble": Text(
        "This service is not set up correctly: {what}.", "서비스 설정에 문제가 있습니다: {what}."
    )
    + _ADMIN,
    "too_large": Text("The LMS sent too much at once.", "LMS가 한 번에 너무 많은 것을 보냈습니다.")
    + _ADMIN,
}


class Refused(Exception):
    """Nobody is let in; the text is for who stands at the door."""

    def __init__(self, code: str, what: str = "") -> None:
        self.code = code
        shown = one_line(what, 200) or "?"
        self.text = Text(*(part.replace("{what}", shown) for part in _REASONS[code]))
        super().__init__(self.text.en)
