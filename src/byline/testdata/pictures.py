"""Pictures of a sea that is not there: gradients with a sun, waves or hills, painted by Pillow.

The same scene gives the same bytes with the same Pillow, so the media store keeps it once.
"""

import math
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageOps

from byline.testdata.scenes import Scene

JPEG_QUALITY = 88
# Shapes are drawn so many times larger and then reduced, which smooths their edges.
OVERSAMPLING = 2
LAYERS = 4
# Of 255; what is behind a layer shines through.
LAYER_OPACITY = 225


def paint(scene: Scene) -> bytes:
    """Return a scene as JPEG."""
    picture = _sky(scene)
    if scene.sun:
        picture = _with_sun(picture, scene.sun)
    for layer in range(LAYERS):
        colour = _between(scene.far, scene.near, layer / (LAYERS - 1))
        picture.paste(colour, mask=_layer(scene, layer).reduce(OVERSAMPLING))
    file = BytesIO()
    picture.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return file.getvalue()


def _sky(scene: Scene) -> Image.Image:
    """Return a gradient from corner to corner."""
    width, height = scene.size
    ramp = Image.linear_gradient("L").rotate(45, resample=Image.Resampling.BICUBIC, expand=True)
    # Only the square inside the turned one is filled.
    side = ramp.width // 2
    edge = (ramp.width - side) // 2
    ramp = ramp.crop((edge, edge, edge + side, edge + side))
    ramp = ImageOps.autocontrast(ramp).resize((width, height), Image.Resampling.BICUBIC)
    first, middle, last = scene.sky
    return ImageOps.colorize(ramp, black=first, mid=middle, white=last)


def _with_sun(picture: Image.Image, sun: tuple[float, float, float]) -> Image.Image:
    """Return the picture with a disc and the glow around it."""
    width, height = picture.size
    x, y, radius = sun[0] * width, sun[1] * height, sun[2] * height
    for size, strength, blur in ((radius * 2.6, 90, radius), (radius, 235, 1.2)):
        mask = Image.new("L", picture.size)
        ImageDraw.Draw(mask).ellipse((x - size, y - size, x + size, y + size), fill=strength)
        picture.paste("#fff6e6", mask=mask.filter(ImageFilter.GaussianBlur(blur)))
    return picture


def _layer(scene: Scene, layer: int) -> Image.Image:
    """Return the mask of a layer of waves or hills, each nearer one lower and shorter."""
    width, height = (side * OVERSAMPLING for side in scene.size)
    top = height * (scene.horizon + (1 - scene.horizon) * layer / LAYERS)
    swell = height * scene.swell
    phase = layer * 2.1 + sum(map(ord, scene.name))
    waves = 1.3 + layer * 0.3
    edge = []
    for x in range(0, width + 1, 4 * OVERSAMPLING):
        turn = 2 * math.pi * waves * x / width + phase
        edge.append((x, top + swell * (math.sin(turn) + 0.45 * math.sin(2.3 * turn + 1))))
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).polygon([*edge, (width, height), (0, height)], fill=LAYER_OPACITY)
    return mask


def _between(first: str, last: str, part: float) -> tuple[int, ...]:
    """Return the colour so far from one to another."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(last), strict=True)
    return tuple(round(a + (b - a) * part) for a, b in pairs)
