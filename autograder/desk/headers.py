"""What every page of ours tells a browser, in the desk and in a service that it is part of.

Must never be left out of an answer, nor name anybody in ``ancestors`` but who may show the page.
"""

from __future__ import annotations

from starlette.responses import Response


def secured(response: Response, ancestors: str) -> Response:
    """Have a browser load nothing but ours, run nothing of others', tell nobody where it was.

    ``ancestors`` may show it in a frame, in the words of a content security policy.
    """
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {ancestors}"
    )
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Without it a browser would not say of our own forms that they are ours.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
