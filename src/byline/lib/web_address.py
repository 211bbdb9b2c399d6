"""Addresses of the web that a stranger gave, as they may be asked for."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from byline.lib.public_hosts import AddressRefused, settle_host

PORTS = {"http": 80, "https": 443}
# What stays as it is in a path; a query may hold a question mark too.
PATH_CHARACTERS = "/%:@!$&'()*+,;=~"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class WebAddress:
    """An address as it is sent, to a host that may be asked as far as its name says."""

    scheme: str
    host: str
    port: int
    # Path and query, as they are sent.
    target: str

    @property
    def netloc(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def whole(self) -> str:
        """All of it in a line."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @classmethod
    def read(cls, address: str) -> "WebAddress":
        """Take an address apart. Raises AddressRefused."""
        if _CONTROL.search(address):
            raise AddressRefused("there are control characters in it")
        try:
            parts = urlsplit(address.strip())
            port = parts.port
        except ValueError:
            raise AddressRefused("it is no proper address") from None
        if parts.scheme not in PORTS or not parts.hostname:
            raise AddressRefused("it does not begin with http:// or https:// and a host")
        if "@" in parts.netloc:
            raise AddressRefused("there is a user name in it")
        if "[" in parts.netloc and ":" not in parts.hostname:
            raise AddressRefused("it is no proper address")
        if port not in (None, *PORTS.values()):
            raise AddressRefused(f"port {port} is not one of the web")
        path = quote(parts.path or "/", safe=PATH_CHARACTERS, errors="replace")
        query = quote(parts.query, safe=PATH_CHARACTERS + "?", errors="replace")
        return cls(
            scheme=parts.scheme,
            host=settle_host(parts.hostname),
            port=port or PORTS[parts.scheme],
            target=f"{path}?{query}" if query else path,
        )
