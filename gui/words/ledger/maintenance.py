"""Warnings about the data directory and its backups."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def network_drive(folder: str, kind: str) -> str:
    """Warn that the data directory is on a network drive.

    Args:
        folder: the data directory.
        kind: the file system, such as `nfs4`.
    """
    return translate(
        "words",
        "The history lies on a network drive ({kind}): {folder}. Such a drive may not really lock "
        "or save a file, so that messages could be sent twice or results be lost. Close the "
        "program, move the folder to a disk of this computer, and start it with --data-dir.",
    ).format(kind=kind, folder=folder)


def no_backup(folder: str) -> str:
    """Say that the history could not be backed up.

    Args:
        folder: the data directory.
    """
    return translate(
        "words",
        "No backup of the history could be made, as the disk has too little room or cannot be "
        "written: {folder}. Sending goes on as before. Make room, so that a damaged history can "
        "be rescued from its backup.",
    ).format(folder=folder)
