"""Import what Byline exported."""
