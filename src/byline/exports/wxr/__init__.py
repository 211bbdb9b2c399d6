"""Export to WordPress, in the format of its own exports (WXR 1.2)."""
