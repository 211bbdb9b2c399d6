"""Byline, a self-hosted publishing platform."""

from byline.app import create_app

__all__ = ["create_app"]
