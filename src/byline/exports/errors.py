"""What can go wrong with an export."""


class ExportRefused(Exception):
    """Nothing was exported; the text is a sentence for whoever started it."""
