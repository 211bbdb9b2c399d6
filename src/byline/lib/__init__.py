"""One module per subject without domain; imports nothing of Byline."""
