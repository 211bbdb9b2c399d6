"""What can go wrong with an import."""


class SourceUnreadable(Exception):
    """Nothing can be imported from the source; the text is a sentence for whoever started it."""


class ItemUnreadable(Exception):
    """One item of a source cannot be imported; the text says why, without naming the item."""
