"""Whether a form was sent from a page of this site, as far as the browser says."""

from urllib.parse import urlsplit

from flask import current_app, request

# `none` is a person's own doing, such as sending a form again by reloading the page.
_OWN_FETCH_SITES = frozenset({"same-origin", "none"})


def is_from_elsewhere() -> bool:
    """Say whether `Origin` or `Sec-Fetch-Site` names another site; without both nothing does."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site.strip().lower() not in _OWN_FETCH_SITES:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) not in _own_hosts()


def _own_hosts() -> set[str]:
    """Return this site's names; a front server may pass a request on by another than readers use.

    The scheme is not compared: a front server may have ended TLS.
    """
    site_url = current_app.config["SITE_URL"] or ""
    return {_host(request.host_url), _host(site_url)} - {""}


def _host(url: str) -> str:
    """Return the host and port of an address; empty for `null` and what is none."""
    try:
        parts = urlsplit(url)
        standard = parts.port in (None, 80, 443)
        return (parts.hostname or "") if standard else f"{parts.hostname}:{parts.port}"
    except ValueError:
        return ""
