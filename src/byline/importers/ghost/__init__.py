"""Blogs of Ghost, by the file that its own export makes (versions 2 to 6, and older ones)."""
