"""Whether every link and picture of what was imported leads somewhere, on this very site."""
