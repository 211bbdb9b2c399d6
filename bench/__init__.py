"""Measure what Byline promises; `make bench` prints the figures."""
