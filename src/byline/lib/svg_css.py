"""Take addresses out of the style sheets and style values of an SVG.

Not a parser of CSS: what could fetch is replaced wherever it stands, in comments and strings too,
so that no trick of quoting moves it out of sight.
"""

import re

# What may stand in front of a bracket; anything else becomes a function that no browser
# knows, without its arguments.
_KNOWN = """
    url local attr calc clamp max min var path cubic-bezier steps circle ellipse inset polygon
    color color-mix hsl hsla hwb lab lch light-dark oklab oklch rgb rgba
    linear-gradient radial-gradient
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    matrix matrix3d perspective rotate rotate3d rotatex rotatey rotatez scale scale3d scalex
    scaley scalez skew skewx skewy translate translate3d translatex translatey translatez
    has is not nth-child nth-last-child nth-last-of-type nth-of-type where
    and media only or supports
"""
KNOWN = frozenset(_KNOWN.split())
IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
URL = re.compile(r"""url\(\s*["']?([^"'()]*)["']?\s*\)?""", re.IGNORECASE)
FUNCTION = re.compile(r"(?<![\w-])([\w-]++)\([^()]*")
REMOVED = "removed("
RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*")
FRAGMENT = re.compile(r"#[^\s\"'()<>\\]+")


def is_inside(address: str) -> bool:
    """Whether an address names a part of the same file, or carries a raster picture itself."""
    return bool(FRAGMENT.fullmatch(address) or RASTER.fullmatch(address))


def clean_css(css: str) -> str:
    """Return a style sheet, style attribute or value without addresses outside the file.

    Escapes lose their backslash first, as they can hide a name; a comment cannot.
    """
    css = IMPORT.sub(" ", css.replace("\\", ""))
    css = URL.sub(_keep_inside, css)
    return FUNCTION.sub(_keep_known, css)


def _keep_inside(match: re.Match[str]) -> str:
    address = match[1].strip()
    return f"url({address})" if is_inside(address) else "none"


def _keep_known(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in KNOWN else REMOVED
