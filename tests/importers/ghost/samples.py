"""Every card, written by hand in the HTML that Ghost 6 renders for it (some of older versions)."""

SVG = '<svg viewBox="0 0 24 24"><title>icon-title</title><path d="M1 1h2"></path></svg>'

IMAGE = (
    '<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption">'
    '<picture><source srcset="__GHOST_URL__/content/images/format/avif/2024/01/a.png">'
    '<img src="__GHOST_URL__/content/images/2024/01/a.png" class="kg-image" alt="A hill"'
    ' loading="lazy" width="1200" height="800" sizes="(min-width: 1200px) 1200px"'
    ' srcset="__GHOST_URL__/content/images/size/w600/2024/01/a.png 600w,'
    ' __GHOST_URL__/content/images/2024/01/a.png 1200w"></picture>'
    "<figcaption>A <em>green</em> hill</figcaption></figure>"
)
GALLERY = (
    '<figure class="kg-card kg-gallery-card kg-width-wide kg-card-hascaption">'
    '<div class="kg-gallery-container"><div class="kg-gallery-row">'
    + "".join(
        f'<div class="kg-gallery-image"><img src="__GHOST_URL__/content/images/2024/01/{name}.png"'
        f' width="800" height="600" loading="lazy" alt="Picture {name}"></div>'
        for name in "abc"
    )
    + "</div></div><figcaption>Three pictures</figcaption></figure>"
)
BOOKMARK = (
    '<figure class="kg-card kg-bookmark-card kg-card-hascaption">'
    '<a class="kg-bookmark-container" href="https://example.org/article">'
    '<div class="kg-bookmark-content"><div class="kg-bookmark-title">An article</div>'
    '<div class="kg-bookmark-description">What it is about</div>'
    '<div class="kg-bookmark-metadata">'
    '<img class="kg-bookmark-icon" src="https://example.org/icon.png" alt="">'
    '<span class="kg-bookmark-author">The Journal</span>'
    '<span class="kg-bookmark-publisher">Jane Roe</span></div></div>'
    '<div class="kg-bookmark-thumbnail"><img src="https://example.org/thumb.png" alt=""'
    " onerror=\"this.style.display = 'none'\"></div></a>"
    "<figcaption>Worth reading</figcaption></figure>"
)
EMBED = (
    '<figure class="kg-card kg-embed-card kg-card-hascaption"><iframe width="200" height="113"'
    ' src="https://www.youtube.com/embed/_OBlgSz8sSM?feature=oembed" frameborder="0"'
    ' allowfullscreen="" title="A talk"></iframe><figcaption>A film</figcaption></figure>'
)
EMBED_OTHER = (
    '<figure class="kg-card kg-embed-card"><iframe style="border-radius: 12px" width="100%"'
    ' title="Embed: a song" src="https://open.example.com/embed/track/1"></iframe></figure>'
)
TWEET = (
    '<figure class="kg-card kg-embed-card"><blockquote class="twitter-tweet">'
    '<p lang="en" dir="ltr">A short message</p>&mdash; Jane (@jane)'
    ' <a href="https://twitter.com/jane/status/1">May 1</a></blockquote>'
    '<script async src="https://platform.twitter.com/widgets.js"></script></figure>'
)
PLAYER = (
    f'<button class="kg-{{0}}-play-icon" aria-label="Play">{SVG}</button>'
    f'<button class="kg-{{0}}-pause-icon kg-{{0}}-hide" aria-label="Pause">{SVG}</button>'
    '<span class="kg-{0}-current-time">0:00</span>'
    '<div class="kg-{0}-time">/<span class="kg-{0}-duration">1:23</span></div>'
    '<input type="range" class="kg-{0}-seek-slider" max="100" value="0">'
    '<button class="kg-{0}-playback-rate" aria-label="Adjust playback speed">1&#215;</button>'
    f'<button class="kg-{{0}}-unmute-icon" aria-label="Unmute">{SVG}</button>'
    '<input type="range" class="kg-{0}-volume-slider" max="100" value="100">'
)
AUDIO = (
    '<div class="kg-card kg-audio-card"><img src alt="audio-thumbnail"'
    f' class="kg-audio-thumbnail kg-audio-hide"><div class="kg-audio-thumbnail placeholder">{SVG}'
    '</div><div class="kg-audio-player-container">'
    '<audio src="__GHOST_URL__/content/media/2024/01/song.mp3" preload="metadata"></audio>'
    '<div class="kg-audio-title">A song</div><div class="kg-audio-player">'
    f"{PLAYER.format('audio')}</div></div></div>"
)
VIDEO = (
    '<figure class="kg-card kg-video-card kg-width-wide kg-card-hascaption"'
    ' data-kg-thumbnail="__GHOST_URL__/content/images/2024/01/b.png" data-kg-custom-thumbnail="">'
    '<div class="kg-video-container">'
    '<video src="__GHOST_URL__/content/media/2024/01/film.mp4"'
    ' poster="https://img.spacergif.org/v1/640x360/0a/spacer.png" width="640" height="360"'
    ' playsinline preload="metadata" style="background: transparent"></video>'
    f'<div class="kg-video-overlay"><button class="kg-video-large-play-icon">{SVG}</button></div>'
    '<div class="kg-video-player-container"><div class="kg-video-player">'
    f"{PLAYER.format('video')}</div></div></div>"
    "<figcaption>A short film</figcaption></figure>"
)
FILE = (
    '<div class="kg-card kg-file-card"><a class="kg-file-card-container"'
    ' href="__GHOST_URL__/content/files/2024/01/paper.pdf" title="Download" download="">'
    '<div class="kg-file-card-contents"><div class="kg-file-card-title">The paper</div>'
    '<div class="kg-file-card-caption">All of it</div><div class="kg-file-card-metadata">'
    '<div class="kg-file-card-filename">paper.pdf</div>'
    '<div class="kg-file-card-filesize">12 KB</div></div></div>'
    f'<div class="kg-file-card-icon">{SVG}</div></a></div>'
)
TOGGLE = (
    '<div class="kg-card kg-toggle-card" data-kg-toggle-state="close">'
    '<div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text"><span>A question</span></h4>'
    '<button class="kg-toggle-card-icon" aria-label="Expand toggle to read content">'
    f"{SVG}</button></div>"
    '<div class="kg-toggle-content"><p>Its <strong>answer</strong></p><p>and more</p></div></div>'
)
CALLOUT = (
    '<div class="kg-card kg-callout-card kg-callout-card-yellow">'
    '<div class="kg-callout-emoji">\N{ELECTRIC LIGHT BULB}</div>'
    '<div class="kg-callout-text">Mind the <b><strong>gap</strong></b></div></div>'
)
CALLOUT_PLAIN = (
    '<div class="kg-card kg-callout-card kg-callout-card-grey">'
    '<div class="kg-callout-text">Without a sign</div></div>'
)
BUTTON = (
    '<div class="kg-card kg-button-card kg-align-center">'
    '<a href="https://example.org/go" class="kg-btn kg-btn-accent">Go there</a></div>'
)
BUTTON_PORTAL = (
    '<div class="kg-card kg-button-card kg-align-left">'
    '<a href="#/portal/signup" class="kg-btn kg-btn-accent">Join us</a></div>'
)
HEADER = (
    '<div class="kg-card kg-header-card kg-width-full kg-size-small kg-style-dark"'
    ' data-kg-background-image="https://example.org/background.jpg">'
    '<h2 class="kg-header-card-header" id="a-header">A header</h2>'
    '<h3 class="kg-header-card-subheader" id="below">Below it</h3>'
    '<a href="https://example.org/read" class="kg-header-card-button">Read on</a></div>'
)
HEADER_2 = (
    '<div class="kg-card kg-header-card kg-v2 kg-width-full kg-content-wide"'
    ' style="background-color: #000000;" data-background-color="#000000">'
    '<picture><img class="kg-header-card-image"'
    ' src="__GHOST_URL__/content/images/2024/01/c.png" loading="lazy" alt=""></picture>'
    '<div class="kg-header-card-content"><div class="kg-header-card-text kg-align-center">'
    '<h2 id="newer" class="kg-header-card-heading" style="color: #FFFFFF;">A newer header</h2>'
    '<p class="kg-header-card-subheading" style="color: #FFFFFF;">With words</p>'
    '<a href="https://example.org/more" class="kg-header-card-button kg-style-accent"'
    ' data-button-color="#ffffff">See more</a></div></div></div>'
)
PRODUCT = (
    '<div class="kg-card kg-product-card"><div class="kg-product-card-container">'
    '<img src="__GHOST_URL__/content/images/2024/01/a.png" width="300" height="200"'
    ' class="kg-product-card-image" loading="lazy"><div class="kg-product-card-title-container">'
    '<h4 class="kg-product-card-title"><span>A teapot</span></h4></div>'
    '<div class="kg-product-card-rating">'
    + 4
    * f'<span class="kg-product-card-rating-active kg-product-card-rating-star">{SVG}</span>'
    + f'<span class="kg-product-card-rating-star">{SVG}</span></div>'
    '<div class="kg-product-card-description"><p>It pours well</p></div>'
    '<a href="https://example.org/teapot" class="kg-product-card-button" target="_blank"'
    ' rel="noopener noreferrer"><span>Buy it</span></a></div></div>'
)
SIGNUP = (
    '<div class="kg-card kg-signup-card kg-width-regular" data-lexical-signup-form'
    ' style="background-color: #F0F0F0; display: none;"><div class="kg-signup-card-content">'
    '<div class="kg-signup-card-text"><h2 class="kg-signup-card-heading">Sign up here</h2>'
    '<form class="kg-signup-card-form" data-members-form="signup">'
    '<input class="kg-signup-card-input" type="email" placeholder="Your email">'
    '<button class="kg-signup-card-button" type="submit">Subscribe</button></form>'
    '<p class="kg-signup-card-disclaimer">No spam.</p></div></div></div>'
)
NFT = (
    '<figure class="kg-card kg-embed-card kg-nft-card">'
    '<a href="https://opensea.example/1" class="kg-nft-card-container">'
    '<img class="kg-nft-image" src="__GHOST_URL__/content/images/2024/01/b.png">'
    '<div class="kg-nft-metadata"><div class="kg-nft-header">'
    '<h4 class="kg-nft-title">Number one</h4>'
    '<img class="kg-nft-opensea-logo" src="https://opensea.example/logo.png" alt="logo"></div>'
    '<div class="kg-nft-creator">Created by <span class="kg-nft-creator-name">Sam</span></div>'
    '<p class="kg-nft-description">A drawing</p></div></a></figure>'
)
CODE = (
    '<figure class="kg-card kg-code-card kg-card-hascaption"><pre>'
    '<code class="language-python">print("1 &lt; 2")</code></pre>'
    "<figcaption>A line of code</figcaption></figure>"
)
CTA = (
    '<div class="kg-card kg-cta-card kg-cta-bg-grey kg-cta-minimal kg-cta-has-img"'
    ' data-layout="minimal"><div class="kg-cta-sponsor-label-wrapper">'
    '<div class="kg-cta-sponsor-label"><p><span>Sponsored</span></p></div></div>'
    '<div class="kg-cta-content"><div class="kg-cta-image-container">'
    '<img src="__GHOST_URL__/content/images/2024/01/c.png" alt="CTA Image"></div>'
    '<div class="kg-cta-content-inner"><div class="kg-cta-text"><p>Come along</p></div>'
    '<a href="https://example.org/come" class="kg-cta-button">Learn how</a></div></div></div>'
)
HTML_CARD = (
    "<!--kg-card-begin: html-->\n"
    '<div class="custom" onclick="alert(1)"><b>Custom</b> markup</div>\n'
    "<script>alert(2)</script>\n<!--kg-card-end: html-->"
)
MARKDOWN_CARD = (
    '<!--kg-card-begin: markdown--><h2 id="marked">Marked down</h2>\n<ul>\n<li>one</li>\n</ul>\n'
    "<!--kg-card-end: markdown-->"
)
EMAIL = '<div class="kg-card kg-email-card"><p>Hello subscriber</p></div>'
EMAIL_CTA = '<div class="kg-card kg-email-cta kg-email-cta-card"><p>Upgrade now</p></div>'
UNKNOWN = (
    f'<div class="kg-card kg-hologram-card"><p>From the future</p><button>Press</button>{SVG}</div>'
)
PORTAL_LINK = '<p>Do <a href="#/portal/signup">sign up</a> today.</p>'

ALL = (
    IMAGE, GALLERY, BOOKMARK, EMBED, EMBED_OTHER, TWEET, AUDIO, VIDEO, FILE, TOGGLE, CALLOUT,
    CALLOUT_PLAIN, BUTTON, BUTTON_PORTAL, HEADER, HEADER_2, PRODUCT, SIGNUP, NFT, CODE, CTA,
    HTML_CARD, MARKDOWN_CARD, EMAIL, EMAIL_CTA, PORTAL_LINK,
)  # fmt: skip
RICH_POST = "\n".join(("<p>Before the cards.</p>", *ALL, "<p>Behind the cards.</p>"))
