"""A cookie that a browser keeps in a platform's frame.

Must never be read by a script, nor be kept over TLS for the whole of a browser.
"""

from __future__ import annotations

from starlette.responses import Response


def keep(
    response: Response, name: str, value: str, *, base: str, seconds: int, path: str = "/"
) -> None:
    """Set a cookie that comes along with posts from other sites.

    Partitioned (CHIPS), it is kept in a frame where cookies of third parties are not; Starlette
    writes that word only from Python 3.14 on. Without TLS, which is for trying out on one
    machine, no browser takes it, and its own default has to do.
    """
    cookie = f"{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly"
    if base.startswith("https:"):
        cookie += "; Secure; SameSite=None; Partitioned"
    response.headers.append("Set-Cookie", cookie)
