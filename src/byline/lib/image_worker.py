"""The process that decodes pictures for `images.PictureChecker`; run as a script, never imported.

It reads one request a line, `{"source", "target", "max_pixels"}`, and answers each with a line:
`{"format", "width", "height", "written"}`, `{"refused", "detail"}` or `{"errno"}`. It limits its
own memory and time first, so a picture that wants more ends this process and no other.
"""

import contextlib
import io
import json
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PIL import AvifImagePlugin, Image, ImageOps, JpegImagePlugin

MAX_MEMORY_BYTES = 2**30
MAX_CPU_SECONDS_A_PICTURE = 20
MAX_WRITTEN_BYTES = 200 * 10**6
MAX_FRAMES = 1_000
# An animation may have as many pixels in all its frames as this many of the largest pictures;
# decoding those takes some three seconds.
MAX_PICTURES_OF_PIXELS = 10
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# Exif's number for the way the picture has to be turned; 1 is as it lies.
ORIENTATION = 0x0112
# A picture that was turned is encoded again; these keep what can be seen.
QUALITY = 90


class Refused(Exception):
    """Carries the name of a subclass of `images.PictureRefused`."""

    def __init__(self, refusal: str, detail: object) -> None:
        """Keep the name and what the decoder said."""
        super().__init__(refusal, detail)
        self.answer = {"refused": refusal, "detail": str(detail)}


def main() -> None:
    """Answer requests until the pipe closes."""
    limit_process()
    # Our limits hold instead, and hold for what Pillow does not count.
    Image.MAX_IMAGE_PIXELS = None
    # Each thread would reserve memory that the limit counts.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.init()
    for line in sys.stdin:
        limit_cpu()
        print(json.dumps(answer(**json.loads(line))), flush=True)  # noqa: T201


def limit_process() -> None:
    """Bound memory and the size of files, and leave no image of our memory behind."""
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, MAX_WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        lowered = lower(value, resource.getrlimit(limit)[0])
        # macOS knows the limit on memory, but refuses to set it.
        with contextlib.suppress(ValueError):
            resource.setrlimit(limit, (lowered, lowered))


def limit_cpu() -> None:
    """Let this process run for some seconds more; then the system ends it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used_seconds = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = lower(used_seconds + MAX_CPU_SECONDS_A_PICTURE, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def lower(value: int, limit: int) -> int:
    """Return the lower one; `limit` may be the system's number for none."""
    return value if limit == resource.RLIM_INFINITY else min(value, limit)


def answer(source: str, target: str, max_pixels: int) -> dict[str, Any]:
    """Check one picture. `written` says whether it had to be encoded again into `target`."""
    try:
        with open_picture(source) as picture:
            return check(picture, target, max_pixels)
    except Refused as refused:
        return refused.answer
    except MemoryError as error:
        return Refused("PictureTooCostly", error).answer
    except OSError as error:
        # Reading is done by then, and errors of decoders are `Refused`.
        return {"errno": error.errno}


def open_picture(source: str) -> Image.Image:
    """Read the header, and no pixel."""
    picture: Image.Image = trying("NotAPicture", lambda: Image.open(source, formats=FORMATS))
    return picture


def check(picture: Image.Image, target: str, max_pixels: int) -> dict[str, Any]:
    """Refuse a picture by its header, else decode all of it."""
    pixels = picture.width * picture.height
    if pixels > max_pixels:
        raise Refused("PictureTooLarge", f"{picture.width} x {picture.height} pixels")
    frames = count_frames(picture)
    if frames > MAX_FRAMES or pixels * frames > MAX_PICTURES_OF_PIXELS * max_pixels:
        raise Refused("PictureTooLarge", f"{frames} frames of {pixels} pixels")
    for frame in range(frames):
        trying("PictureDamaged", partial(load_frame, picture, frame))
    written = must_be_encoded_again(picture, frames)
    width, height = encode_again(picture, target) if written else picture.size
    return {"format": picture.format, "width": width, "height": height, "written": written}


def count_frames(picture: Image.Image) -> int:
    """Return the number of frames of an animation, 1 for any other picture."""
    if picture.format == "MPO":
        # What cameras put behind the picture is cut off together with the list that names it.
        return 1
    frames: int = trying("PictureDamaged", lambda: getattr(picture, "n_frames", 1))
    return frames


def load_frame(picture: Image.Image, frame: int) -> None:
    """Decode one frame."""
    picture.seek(frame)
    picture.load()


def must_be_encoded_again(picture: Image.Image, frames: int) -> bool:
    """Whether cutting out metadata is not enough: a turned picture, and AVIF, which refers to it.

    Animations are never turned by metadata.
    """
    if picture.format == "AVIF":
        return bool({"exif", "xmp"} & picture.info.keys())
    orientation: int = trying("PictureDamaged", lambda: picture.getexif().get(ORIENTATION, 1))
    return frames == 1 and orientation != 1


def encode_again(picture: Image.Image, target: str) -> tuple[int, int]:
    """Turn the picture for good, write it to `target` and return its size."""
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        # The same tables as before: rounding again then costs next to nothing.
        options["qtables"] = picture.quantization
        options["subsampling"] = JpegImagePlugin.get_sampling(picture)
    elif picture.format != "PNG":
        options["quality"] = QUALITY
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        options["save_all"] = True
        shown = picture
    else:
        shown = trying("PictureDamaged", lambda: ImageOps.exif_transpose(picture))
    image_format = "JPEG" if picture.format == "MPO" else picture.format
    encoded = io.BytesIO()
    # The encoders of WebP and AVIF tell no lack of memory from other trouble.
    trying("PictureTooCostly", lambda: shown.save(encoded, image_format, **options))
    Path(target).write_bytes(encoded.getbuffer())
    return shown.size


def trying(refusal: str, step: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `step` returns
    """Run a step of Pillow's on untrusted bytes; its decoders raise nearly anything."""
    try:
        return step()
    except MemoryError:
        raise
    except Exception as error:
        raise Refused(refusal, error) from error


if __name__ == "__main__":
    main()
