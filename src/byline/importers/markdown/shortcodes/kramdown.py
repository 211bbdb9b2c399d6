"""The attribute lists of kramdown, Jekyll's Markdown: `{: .class #id}`, `{:toc}`.

https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
"""

import re

ATTRIBUTES = re.compile(
    r"""\{:(?:[ \t]*+(?:[.\#][\w:-]++|[\w-]++=(?:"[^"\n]*+"|'[^'\n]*+')|[\w-]++))++[ \t]*+\}"""
    r"|\{::(?:options|nomarkdown|comment)\b[^{}\n]*+\}|\{:/\w*+\}"
)
CONTENTS = re.compile(r"\{:[ \t]*+toc\b")
LIST_ITEM = re.compile(r"[ \t]*+(?:[-*+]|\d++\.)[ \t]")
HEADING = re.compile(r"#{1,6}[ \t]")
ID = re.compile(r"[{ \t:]#([\w:.-]+)")
# A longer line is no heading, and not where a table of contents is to be.
MAX_LINE_CHARS = 500


def without_attributes(text: str, markup: str) -> str:
    """Return the text without attribute lists; `markup` is it with blanks for code.

    An id that is given to a heading stays, in the form that is understood here.
    """
    parts: list[str] = []
    position = 0
    for match in ATTRIBUTES.finditer(markup):
        before = text[position : match.start()]
        line_start = before.rstrip("\n").rfind("\n", -MAX_LINE_CHARS) + 1
        given = ID.search(match[0])
        if CONTENTS.match(match[0]) and LIST_ITEM.match(before, line_start):
            before = before[:line_start]
        elif given and HEADING.match(before, line_start):
            before = f"{before.rstrip()} {{#{given[1]}}}"
        parts.append(before)
        position = match.end()
    return "".join(parts) + text[position:]
