"""Import of a WordPress blog."""
