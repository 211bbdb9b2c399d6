"""The HTML that a body may hold: the whole list. `byline.lib.clean` leaves nothing else.

What is not on it goes, its text stays (except in scripts, styles, drawings and formulas).
`byline.lib.reshape` turns what old pages hold into what is on it: frames of video hosts into
links, `align` into classes, and so on.

Class names that the site's style sheet gives a look:

==================================  ===========================================================
on                                  class
==================================  ===========================================================
`p`, `div`, headings, `td`, `th`    `align-left`, `align-center`, `align-right`,
                                    `align-justify`: the alignment of the text
`figure`, `img`, `video`, `table`   `align-left`, `align-right`: stands beside the text;
                                    `align-center`; `align-wide`, `align-full`: wider than it
`div.table-scroll`                  around every table; takes the focus, scrolls sideways
`pre`                               takes the focus, scrolls sideways; `code.language-<name>` in
                                    it has Pygments' short names on its `span`s (`k`, `s2` …)
`figure.video`                      a video that waits for a click: holds an
                                    `a.video-link[data-video-host][data-video-id]` (and
                                    `data-video-start`, in seconds) of host `youtube` or `vimeo`
                                    that leads to the video's page, sometimes a `figcaption`
`a.remote-file`                     stands for a picture, sound or film of another site, by its
                                    alternative text or its file's name; inside another link it
                                    is a `span.remote-file` with the address as its `title`
`figure.remote`                     one that stands alone: holds the above, then its host in
                                    `small.remote-file`, which links to it where the words lead
                                    elsewhere, sometimes a `figcaption`
`section.footnotes`                 notes at the end, after `hr.footnotes-sep`: an
                                    `ol.footnotes-list` of `li.footnote-item`, whose last
                                    paragraph ends with `a.footnote-backref`
`sup.footnote-ref`                  a note's mark in the text, holds a link
`ul.task-list`                      holds `li.task-list-item`, which begin with ☐ or ☑
`a.button`                          a link that looks like a button, with `outline` one that is
                                    drawn with a line; several stand side by side in a
                                    `div.buttons`
`div.columns`                       holds a `div.column` for each column, with `share-2` or
                                    `share-3` one that is twice or three times as wide as others;
                                    on a phone they follow each other
`div.cover`                         words on a picture: holds an `img` and a `div`
`div.media-text`                    holds a `figure` and a `div` that stands beside it, to the
                                    left where the former is first and there is `media-right`
`figure.gallery`                    holds a `figure` for each picture, three in a row, others by
                                    `columns-1`, `columns-2`, `columns-4`; then a `figcaption`
`figure.pullquote`                  holds a `blockquote` that is set off from the text
`pre.verse`                         a poem: lines as they are written, in the type of the text
`figure.striped`, `table.striped`   a table whose rows differ in their ground
`div.boxed`                         stands in a frame: a link with what is said about its page,
                                    a file to take along, a product
`div.markdown-alert`                also `markdown-alert-note` (`-tip`, `-important`,
                                    `-warning`, `-caution`), begins with
                                    `p.markdown-alert-title`
==================================  ===========================================================
"""

ELEMENTS = frozenset(
    {
        # text and its blocks
        "p", "div", "section", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "br",
        "ul", "ol", "li", "dl", "dt", "dd", "details", "summary",
        # inside a line
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
        "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
        "time", "u", "var", "wbr", "progress",
        # tables
        "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
        # pictures, sound, film
        "figure", "figcaption", "picture", "source", "img", "audio", "video", "track",
    }
)  # fmt: skip

# By element; "*" is on all of them. Values are checked in `byline.lib.attributes`.
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "rel", "data-video-host", "data-video-id", "data-video-start"},
    "audio": {"controls", "loop", "muted", "preload", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"aria-label", "role", "tabindex"},  # of a table that scrolls
    "img": {"alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "pre": {"tabindex"},
    "progress": {"aria-label", "max", "value"},
    "q": {"cite"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {
        "controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width",
    },
}  # fmt: skip

# Beside these, `language-<name>` on `code` and Pygments' short names on `span`.
CLASSES = {
    "a": {"button", "footnote-backref", "outline", "remote-file", "video-link"},
    "div": {
        "boxed", "buttons", "column", "columns", "cover", "media-right", "media-text",
        "markdown-alert", "markdown-alert-note", "markdown-alert-tip",
        "markdown-alert-important", "markdown-alert-warning", "markdown-alert-caution",
        "share-2", "share-3", "table-scroll",
    },
    "figure": {
        "columns-1", "columns-2", "columns-4", "gallery", "pullquote", "remote", "striped", "video",
    },
    "hr": {"footnotes-sep"},
    "li": {"footnote-item", "task-list-item"},
    "ol": {"footnotes-list", "task-list"},
    "p": {"markdown-alert-title"},
    "pre": {"verse"},
    "section": {"footnotes"},
    "small": {"remote-file"},
    "span": {"remote-file"},
    "sup": {"footnote-ref"},
    "table": {"striped"},
    "ul": {"task-list"},
}  # fmt: skip
ALIGNMENT_CLASSES = frozenset(
    {"align-left", "align-center", "align-right", "align-justify", "align-wide", "align-full"}
)

# What an address may begin with, beside relative ones.
SCHEMES = {"http", "https", "mailto", "tel", "sms", "ftp", "irc", "ircs", "xmpp", "news", "geo"}

# Elements that go with all that they hold. Drawings and formulas go too: their own languages are
# where browsers and cleaners have disagreed about what is script.
DROPPED_WHOLE = {"script", "style", "title", "template"}
