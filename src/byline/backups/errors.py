"""What can go wrong with a backup. The text of each error is a sentence for the operator."""


class BackupError(Exception):
    """A backup is not made, or not restored."""


class BackupFailed(BackupError):
    """No backup is made, and no part of one is left."""


class ArchiveRefused(BackupError):
    """A file is no backup that this version of Byline restores; nothing was touched."""


class WrongPassphrase(ArchiveRefused):
    """The passphrase does not open the file."""

    def __init__(self) -> None:
        super().__init__("The passphrase is wrong.")


class TargetRefused(BackupError):
    """The site is not one to restore into as it is; nothing was touched."""


class RestoreFailed(BackupError):
    """The restore ended on its way; the site's rows are what they were."""
