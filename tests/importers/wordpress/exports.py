"""Small exports of WordPress, as its versions write them."""

from typing import Any

SITE = "https://old.example"
FIELDS = {
    "title": "title",
    "link": "link",
    "date": "pubDate",
    "creator": "dc:creator",
    "guid": "guid",
    "text": "content:encoded",
    "excerpt": "excerpt:encoded",
    "id": "wp:post_id",
    "post_date": "wp:post_date",
    "gmt": "wp:post_date_gmt",
    "modified": "wp:post_modified_gmt",
    "name": "wp:post_name",
    "status": "wp:status",
    "parent": "wp:post_parent",
    "order": "wp:menu_order",
    "type": "wp:post_type",
    "password": "wp:post_password",
    "sticky": "wp:is_sticky",
    "url": "wp:attachment_url",
}
COMMENT_FIELDS = {
    "id": "wp:comment_id",
    "author": "wp:comment_author",
    "email": "wp:comment_author_email",
    "date": "wp:comment_date",
    "gmt": "wp:comment_date_gmt",
    "text": "wp:comment_content",
    "approved": "wp:comment_approved",
    "type": "wp:comment_type",
    "parent": "wp:comment_parent",
    "user": "wp:comment_user_id",
}


def cdata(text: object) -> str:
    """Return a text as WordPress writes it."""
    return "<![CDATA[" + str(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def element(name: str, text: object, attributes: str = "") -> str:
    """Return an element with a text."""
    return f"<{name}{attributes}>{cdata(text)}</{name}>"


def item(
    number: object = 1,
    *,
    terms: str = "",
    meta: Any = None,  # noqa: ANN401 - a mapping
    comments: str = "",
    **fields: Any,  # noqa: ANN401 - whatever the test says
) -> str:
    """Return a post, published: `item(7, title="Seven", text="…", status="draft")`."""
    known = {
        "title": f"Post {number}",
        "link": f"{SITE}/2020/05/post-{number}/",
        "creator": "ana",
        "guid": f"{SITE}/?p={number}",
        "text": f"The text of post {number}.",
        "id": number,
        "post_date": "2020-05-01 12:00:00",
        "gmt": "2020-05-01 10:00:00",
        "name": f"post-{number}",
        "status": "publish",
        "type": "post",
        **fields,
    }
    elements = [element(FIELDS[name], value) for name, value in known.items() if value is not None]
    metas = [
        f"<wp:postmeta>{element('wp:meta_key', key)}{element('wp:meta_value', value)}</wp:postmeta>"
        for key, value in dict(meta or {}).items()
    ]
    return "\n".join(["<item>", *elements, *metas, terms, comments, "</item>"])


def file(number: int, name: str, **fields: Any) -> str:  # noqa: ANN401 - as in `item`
    """Return an attachment: `file(9, "2020/05/a.jpg", title="A")`."""
    known = {
        "type": "attachment",
        "status": "inherit",
        "url": f"{SITE}/wp-content/uploads/{name}",
        "link": f"{SITE}/?attachment_id={number}",
        "text": "",
    }
    return item(number, **(known | fields))


def term(taxonomy: str, slug: str, name: str) -> str:
    """Return a category or tag of an item."""
    return element("category", name, f' domain="{taxonomy}" nicename="{slug}"')


def category(number: int, slug: str, name: str, parent: str = "") -> str:
    """Return a category of the blog."""
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id>"
        + element("wp:category_nicename", slug)
        + element("wp:category_parent", parent)
        + element("wp:cat_name", name)
        + "</wp:category>"
    )


def author(number: object, login: str, name: str, email: str = "") -> str:
    """Return an author of the blog."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id>"
        + element("wp:author_login", login)
        + element("wp:author_email", email)
        + element("wp:author_display_name", name)
        + "</wp:author>"
    )


def comment(number: object = 1, **fields: object) -> str:
    """Return a comment, approved."""
    known = {
        "id": number,
        "author": "Rita Reader",
        "gmt": "2020-05-02 10:00:00",
        "text": f"Comment {number}",
        "approved": 1,
        "parent": 0,
        "user": 0,
        **fields,
    }
    elements = (element(COMMENT_FIELDS[name], value) for name, value in known.items())
    return "<wp:comment>" + "".join(elements) + "</wp:comment>"


def export(*items: str, site: str = SITE, head: str = "", version: str = "1.2") -> str:
    """Return a whole file."""
    namespace = f"http://wordpress.org/export/{version}/"
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0"
    xmlns:excerpt="{namespace}excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="{namespace}">
<channel>
<title>Old blog</title>
<link>{site}</link>
<language>en-US</language>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_site_url>{site}</wp:base_site_url>
<wp:base_blog_url>{site}</wp:base_blog_url>
{head}
{"".join(items)}
</channel>
</rss>
"""
