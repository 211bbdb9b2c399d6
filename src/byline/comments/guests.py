"""Know a guest again, by a cookie that is set when they comment and read only after they did."""

from flask import Response, after_this_request, current_app, request

from byline.lib.tokens import hash_token, make_token

COOKIE = "guest"
# Only the pages of posts are sent it.
COOKIE_PATH = "/blog/post"
YEAR_SECONDS = 31_536_000
# Of what somebody made up, no more is hashed.
MAX_TOKEN_CHARS = 64


def find_guest_key() -> str | None:
    """Return what this guest's comments carry, if the browser has sent comments before."""
    token = request.cookies.get(COOKIE, "")
    return hash_token(token) if 0 < len(token) <= MAX_TOKEN_CHARS else None


def hold_guest_key() -> str:
    """Return what this guest's comments carry; a browser without one is given one."""
    known = find_guest_key()
    if known:
        return known
    token = make_token()

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            token,
            max_age=YEAR_SECONDS,
            path=COOKIE_PATH,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response

    return hash_token(token)
