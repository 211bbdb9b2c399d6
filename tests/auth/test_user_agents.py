"""What a browser says it is, in words."""

import pytest

from byline.auth.user_agents import browser_of, system_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox",
            "Linux",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/120.0 Safari/537.36", "Chrome", "Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/1 Safari/1 Edg/1", "Edge", "Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/17 Safari/605", "Safari", "macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604", "Safari", "iPhone"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/1 Mobile Safari/1", "Chrome", "Android"),
        ("curl/8.5.0", None, None),
        ("", None, None),
        ("<script>Firefox/", "Firefox", None),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(
    user_agent: str, browser: str | None, system: str | None
) -> None:
    assert (browser_of(user_agent), system_of(user_agent)) == (browser, system)
