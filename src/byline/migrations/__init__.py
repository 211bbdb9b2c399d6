"""The history of the database's shape."""

from pathlib import Path

DIRECTORY = str(Path(__file__).parent)
