"""Helpers to build sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def enumerated(things: Iterable[str]) -> str:
    """Join items with the separator of the operator's language."""
    return translate("words", ", ").join(things)
