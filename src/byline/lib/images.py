"""Check pictures without trusting them: a child process with limits decodes them.

A small file can unpack to gigabytes, and decoders have had holes, so no picture from outside is
decoded in a process that serves readers or holds a database connection. The child
(`image_worker.py`) serves any number of pictures, since starting one takes a tenth of a second.
"""

import contextlib
import json
import os
import selectors
import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from byline.lib import image_metadata
from byline.lib.file_types import AVIF, GIF, JPEG, PNG, WEBP, FileType

# Told by the header, before anything is decoded.
MAX_PIXELS = 40_000_000
# More than the child's own limit on CPU time, so that a busy machine is not taken for a bomb.
MAX_SECONDS_A_PICTURE = 60.0
# Between closing its pipes and being gone, so that its own exit code is seen.
MAX_SECONDS_TO_EXIT = 1.0
# Where the loader finds the interpreter's own libraries on some systems; nothing else is handed
# on, the secrets in the environment least of all.
INHERITED_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
FORMATS = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "GIF": GIF, "WEBP": WEBP, "AVIF": AVIF}


class PictureRefused(Exception):
    """A picture is not stored; the subclass says why, the text is the decoder's for the log."""


class NotAPicture(PictureRefused):
    """The content is of no format we take."""


class PictureDamaged(PictureRefused):
    """The picture is cut short or contradicts itself."""


class PictureTooLarge(PictureRefused):
    """The picture, or all frames of an animation together, have too many pixels."""


class PictureTooCostly(PictureRefused):
    """Decoding took more memory or time than the child has."""


REFUSALS: dict[str, type[PictureRefused]] = {
    refusal.__name__: refusal
    for refusal in (NotAPicture, PictureDamaged, PictureTooLarge, PictureTooCostly)
}


@dataclass(frozen=True)
class Picture:
    """A checked picture: its type, and its size in pixels as it is shown."""

    file_type: FileType
    width: int
    height: int


class PictureChecker:
    """Checks and cleans pictures in one child process, for as long as the `with` block lasts.

    The child starts with the first picture and again after one that killed it.
    """

    def __init__(self, *, max_seconds: float = MAX_SECONDS_A_PICTURE) -> None:
        """`max_seconds` is how long one picture may take by the clock."""
        self._max_seconds = max_seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the child."""
        self._stop()

    @property
    def process_id(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._child.pid if self._child else None

    def check(self, source: Path, target: Path) -> Picture:
        """Decode all of the picture in `source` and write it without metadata to `target`.

        Pixels are kept as they are, except where the metadata turned the picture: it is turned
        for good then. Raises PictureRefused, and OSError where `target` cannot be written.
        """
        answer = self._ask({"source": str(source), "target": str(target), "max_pixels": MAX_PIXELS})
        if "refused" in answer:
            raise REFUSALS[answer["refused"]](answer["detail"])
        if "errno" in answer:
            raise OSError(answer["errno"], os.strerror(answer["errno"]), str(target))
        file_type = FORMATS[answer["format"]]
        decoded = target if answer["written"] else source
        target.write_bytes(_without_metadata(decoded.read_bytes(), file_type))
        return Picture(file_type, answer["width"], answer["height"])

    def _ask(self, request: dict[str, object]) -> dict[str, Any]:
        child = self._child or self._start()
        requests, answers = _pipes(child)
        try:
            requests.write(json.dumps(request).encode() + b"\n")
            line = _read_line(answers, self._max_seconds)
        except BrokenPipeError:
            line = b""
        if not line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(MAX_SECONDS_TO_EXIT)
            self._stop()
            if child.returncode > 0:
                raise RuntimeError("the picture process does not run")
            # Ended by a signal: its own limit's, a crash in a decoder, or ours, out of time.
            raise PictureTooCostly(f"ended by signal {-child.returncode}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        # By path and isolated: as a module it would import `byline`, which is Flask and more. No
        # part of the command comes from outside.
        command = [sys.executable, "-I", str(Path(__file__).with_name("image_worker.py"))]
        variables = {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}
        self._child = subprocess.Popen(  # nosec B603
            command,
            bufsize=0,  # nothing stays behind for a child that has died
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables,
            start_new_session=True,  # Ctrl-C is for the command, which ends this when it is ready
        )
        return self._child

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()  # does nothing to one that has ended
            with self._child:  # closes the pipes and waits
                self._child = None


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the picture process was started without pipes")
    return child.stdin, child.stdout


def _read_line(stream: IO[bytes], seconds: float) -> bytes:
    """Return the next line, or what there is of it when the stream ends or time runs out.

    An answer is written at once and is shorter than a pipe's buffer, so once there is something
    to read, the line is complete or the child is gone.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        return stream.readline() if selector.select(seconds) else b""


def _without_metadata(data: bytes, file_type: FileType) -> bytes:
    try:
        return image_metadata.strip(data, file_type)
    except (ValueError, IndexError) as error:
        raise PictureDamaged(str(error)) from error
