"""Blogs kept as Markdown files: Zola, Hugo, Jekyll, or no generator at all."""
