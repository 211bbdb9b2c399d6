"""What can go wrong with a setting."""


class UnknownSetting(LookupError):
    """No feature has declared a setting of this name."""
