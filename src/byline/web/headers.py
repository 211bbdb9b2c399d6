"""Security headers of every answer.

Scripts and styles come from this site only and none is inline, so pages need no nonce and can be
cached. A view that needs another policy sets the header itself; what is set is kept.
"""

from flask import Flask, Response, request

YEAR_SECONDS = 31_536_000

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "frame-src": "https://www.youtube-nocookie.com https://player.vimeo.com",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# The debug toolbar puts scripts and styles into the page.
DEBUG_POLICY = POLICY | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
}

HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask) -> None:
    """Give the answers of `app` their headers; the relaxed policy only with the debug toolbar."""
    with_toolbar = app.debug and app.config.get("DEBUG_TB_ENABLED", False)
    policy = DEBUG_POLICY if with_toolbar else POLICY
    content_policy = "; ".join(f"{name} {sources}" for name, sources in policy.items())
    defaults = {"Content-Security-Policy": content_policy, **HEADERS}

    def add_headers(response: Response) -> Response:
        for name, value in defaults.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR_SECONDS}")
        return response

    app.after_request(add_headers)
