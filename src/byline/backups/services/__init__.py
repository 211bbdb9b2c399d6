"""Make and restore backups."""

from byline.backups.services.backup import BackupReport, back_up
from byline.backups.services.restore import RestoreReport, restore

__all__ = ["BackupReport", "RestoreReport", "back_up", "restore"]
