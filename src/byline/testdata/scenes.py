"""The pictures of a test blog: what `byline.testdata.pictures` paints."""

from dataclasses import dataclass

LANDSCAPE = (1280, 720)
PORTRAIT = (960, 1200)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A picture to paint.

    The sky runs through three colours from the upper left, layers of water or hills go from
    `far` to `near`. `sun` is its place and radius as parts of the width and height, of the height.
    """

    name: str
    alt: str
    sky: tuple[str, str, str]
    far: str
    near: str
    sun: tuple[float, float, float] | None = None
    # Where the first layer begins and how high its waves are, as parts of the height.
    horizon: float = 0.62
    swell: float = 0.012
    size: tuple[int, int] = LANDSCAPE


SCENES = (
    Scene(
        name="dawn",
        alt="A pale sun over a calm sea; the sky goes from peach to blue.",
        sky=("#f0cdb4", "#e2bfae", "#8fa6b8"),
        far="#a9b4bd",
        near="#5f7d92",
        sun=(0.3, 0.42, 0.07),
    ),
    Scene(
        name="slate",
        alt="Grey-blue water below a sky that turns from rose to slate.",
        sky=("#e9cbb8", "#93abb9", "#42566b"),
        far="#6d8698",
        near="#2f4154",
        horizon=0.7,
    ),
    Scene(
        name="lichen",
        alt="Soft green hills, one behind the other, in the haze.",
        sky=("#dfe5d2", "#b8c9b2", "#93ad9e"),
        far="#a4bba8",
        near="#4d6d64",
        horizon=0.5,
        swell=0.06,
    ),
    Scene(
        name="ember",
        alt="A red sun close to the horizon, the water already dark.",
        sky=("#f3c9a0", "#dc8f6f", "#8b4b4b"),
        far="#a9605a",
        near="#43283a",
        sun=(0.64, 0.55, 0.11),
    ),
    Scene(
        name="fog",
        alt="Fog: the line between sea and sky can only be guessed.",
        sky=("#ecebe6", "#dcdedc", "#c5cbcc"),
        far="#d3d7d6",
        near="#aab4b6",
        horizon=0.58,
        swell=0.006,
    ),
    Scene(
        name="dusk",
        alt="Violet hills below the first dark of the evening and a thin moon's disc.",
        sky=("#d7a7a5", "#8c7a9b", "#3d4468"),
        far="#77698c",
        near="#2a2c47",
        sun=(0.74, 0.26, 0.05),
        horizon=0.55,
        swell=0.05,
    ),
    Scene(
        name="night",
        alt="A white moon over dark blue waves.",
        sky=("#3b4a63", "#27344b", "#151d2e"),
        far="#2f405a",
        near="#0e1523",
        sun=(0.24, 0.25, 0.06),
    ),
    Scene(
        name="noon",
        alt="Turquoise water at noon below a nearly white sky.",
        sky=("#f7f1e0", "#d9e6e1", "#9cc6c7"),
        far="#8fc3c3",
        near="#2f7f86",
        horizon=0.52,
    ),
    Scene(
        name="clay",
        alt="Ochre and brown hills in the evening sun.",
        sky=("#f6e2bd", "#e6bf8f", "#c98d6a"),
        far="#cf9a72",
        near="#6f4536",
        sun=(0.2, 0.36, 0.08),
        horizon=0.54,
        swell=0.05,
    ),
    Scene(
        name="snow",
        alt="White hills below a cold pink sky.",
        sky=("#f2dede", "#e3dbe4", "#b9c4d6"),
        far="#d5dae4",
        near="#8f9fb8",
        horizon=0.56,
        swell=0.055,
    ),
    Scene(
        name="kelp",
        alt="Green water with long swell below a mossy sky.",
        sky=("#e4e2c4", "#a9b99a", "#5f7f72"),
        far="#7f9a86",
        near="#234239",
        horizon=0.48,
        swell=0.02,
    ),
    Scene(
        name="tower",
        alt="A tall sky from yellow to deep blue, the sun standing above far hills.",
        sky=("#f5dfb3", "#d99f8b", "#4a5a80"),
        far="#9a7386",
        near="#2d3350",
        sun=(0.5, 0.5, 0.09),
        horizon=0.68,
        swell=0.03,
        size=PORTRAIT,
    ),
)
