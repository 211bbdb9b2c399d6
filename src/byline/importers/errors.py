"""What can go wrong with an import."""


class ImportStopped(Exception):
    """The import ends here; the text is a sentence for whoever started it.

    What was imported so far stays, and the same import goes on from there.
    """


class SourceUnreadable(ImportStopped):
    """Nothing can be imported from the source."""


class ItemUnreadable(Exception):
    """One item of a source cannot be imported; the text says why, without naming the item."""
