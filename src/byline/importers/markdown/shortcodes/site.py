"""What shortcodes are told about the blog they are in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Where the blog was: its address without a path or slash behind, and the path of its home."""

    address: str = ""
    base_path: str = ""
