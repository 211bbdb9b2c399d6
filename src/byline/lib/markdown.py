"""Markdown to HTML. The result is not safe yet: `byline.lib.clean` comes after it."""


def render_markdown(source: str) -> str:
    """Return the HTML of a Markdown text, with its raw HTML as it is."""
    raise NotImplementedError
