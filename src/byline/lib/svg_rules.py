"""The elements and attributes that a cleaned SVG may have.

Both lists are those of SVG 2 (https://www.w3.org/TR/SVG2/eltindex.html and attindex.html) and of
its filters, masks and animations, without what runs code, shows another document or leads away:
script, a, iframe, audio, video, handlers, and animation of addresses.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANIMATIONS = _names("animate animateMotion animateTransform set")

# Where an address may stand, if it stays inside the file.
REFERENCES = _names("feImage filter image linearGradient mpath pattern radialGradient textPath use")

_SHAPES_AND_TEXT = _names(
    "circle clipPath defs desc ellipse font-face font-face-name font-face-src foreignObject g "
    "line marker mask path polygon polyline rect stop style svg switch symbol text title tspan"
)
_FILTER_STEPS = _names(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence"
)
ELEMENTS = ANIMATIONS | REFERENCES | _SHAPES_AND_TEXT | _FILTER_STEPS

# What a foreignObject may have in it, without any address. Diagram editors write labels of
# several lines so, and cut them short in the text for viewers that know no foreignObject.
TEXT_ELEMENTS = _names("b br div em font i li ol p span strong sub sup u ul")

_GENERAL = _names(
    "class id lang role style tabindex type media version viewBox preserveAspectRatio"
)
_SHAPES = _names(
    "cx cy d dx dy fr fx fy height offset pathLength points r refX refY rotate rx ry width x x1 "
    "x2 y y1 y2 z zoomAndPan"
)
_UNITS = _names(
    "clipPathUnits filterUnits gradientTransform gradientUnits markerHeight markerUnits "
    "markerWidth maskContentUnits maskUnits method orient patternContentUnits patternTransform "
    "patternUnits primitiveUnits side spacing spreadMethod startOffset lengthAdjust textLength "
    "requiredExtensions requiredFeatures systemLanguage"
)
_PRESENTATION = _names(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cursor direction display dominant-baseline "
    "enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font "
    "font-family font-feature-settings font-size font-size-adjust font-stretch font-style "
    "font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical "
    "image-rendering isolation kerning letter-spacing lighting-color marker marker-end marker-mid "
    "marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events "
    "shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "text-decoration text-overflow text-rendering transform transform-box transform-origin "
    "unicode-bidi vector-effect visibility white-space word-spacing writing-mode"
)
_FILTERS = _names(
    "amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent in "
    "in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves "
    "operator order pointsAtX pointsAtY pointsAtZ preserveAlpha radius result scale seed slope "
    "specularConstant specularExponent stdDeviation stitchTiles surfaceScale tableValues targetX "
    "targetY values xChannelSelector yChannelSelector"
)
_ANIMATION = _names(
    "accumulate additive attributeName begin by calcMode dur end fill from keyPoints keySplines "
    "keyTimes max min path repeatCount repeatDur restart to"
)
_FONT_FACES = _names(
    "ascent cap-height descent name panose-1 underline-position underline-thickness units-per-em "
    "x-height"
)

ATTRIBUTES = _GENERAL | _SHAPES | _UNITS | _PRESENTATION | _FILTERS | _ANIMATION | _FONT_FACES
