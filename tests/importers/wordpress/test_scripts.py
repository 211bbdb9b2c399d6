"""Scripts in every text of an export: none may be alive on a page."""

import re

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import author, comment, item, term

# A family each: what differs within one is letters.
ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example/a.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' OnErRoR='alert(1)'>",
    "<img src=x onerror=&#97;lert(1)>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<img src=javascript:alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)></svg>#x'></use></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=x onclick=alert(1) onmouseover=alert(1) style=position:fixed>x</a>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=//evil.example/></iframe>",
    "<iframe src='https://www.youtube.com.evil.example/embed/jNQXAC9IVRw'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<video src=x onerror=alert(1) poster=javascript:alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<link rel=import href='data:text/html,<script>alert(1)</script>'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1));behavior:url(x.htc)'>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script></textarea>",
    "<title><a title='</title><img src=x onerror=alert(1)>'></a></title>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<template><script>alert(1)</script></template>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<isindex action=javascript:alert(1) type=image>",
    "'\"><script>alert(1)</script>",
    "</title></h1><script>alert(1)</script>",
    "{{7*7}}{% import os %}<%= 7*7 %>${alert(1)}",
    "[caption]<img src=x onerror=alert(1)>[/caption]",
    "[embed]javascript:alert(1)[/embed]",
    '[gallery ids="1" onclick="alert(1)"]<script>alert(1)</script>',
    '<!-- wp:image {"url":"javascript:alert(1)"} --><img src=x onerror=alert(1)>',
]
LIVE_ELEMENTS = ("iframe", "object", "embed", "applet", "base", "svg", "math", "marquee", "frame")
ADDRESSES = {"href", "src", "action", "formaction", "poster", "xlink:href", "data"}
ACTIVE = re.compile(r"^[\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


def live_parts(html: str) -> list[str]:
    """Return what would run on a page, as far as it is none of the site's own."""
    page = BeautifulSoup(html, "html.parser")
    for own in page.select("link[rel=icon], svg.icon"):
        own.decompose()
    found = []
    for tag in page.find_all(True):
        names = {name.lower() for name in tag.attrs}
        addresses = [str(tag.attrs[name]) for name in names & ADDRESSES]
        if (
            any(name.startswith("on") or name in ("srcdoc", "style") for name in names)
            or any(map(ACTIVE.match, addresses))
            or (tag.name in LIVE_ELEMENTS)
            or (tag.name == "script" and not str(tag.get("src", "")).startswith("/static/"))
            or (tag.name == "link" and "//" in str(tag.get("href")))
            or (tag.name == "meta" and tag.get("http-equiv"))
        ):
            found.append(str(tag)[:200])
    return found


def test_the_check_finds_what_is_alive() -> None:
    alive = [attack for attack in ATTACKS if live_parts(f"<article>{attack}</article>")]

    assert len(ATTACKS) > 60
    assert len(alive) > 45


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_script_of_an_export_runs(
    run_import: Import, find_post: FindPost, client: FlaskClient, attack: str
) -> None:
    run_import(
        item(
            1,
            title=f"Title {attack}",
            text=f"Before {attack} after",
            excerpt=f"Excerpt {attack}",
            creator="ana",
            name=f"a-{attack}",
            terms=term("category", "c", f"Tag {attack}"),
            comments=comment(author=f"Name {attack}", text=f"Comment {attack}"),
        ),
        item(2, type="page", title=f"Page {attack}", text=attack),
        head=author(1, "ana", f"Ana {attack}"),
    )

    for address in (find_post(1).url, "/blog/", "/blog/tags", "/blog/authors", "/blog/user/ana"):
        response = client.get(address)
        assert response.status_code == 200
        assert live_parts(response.text) == []
