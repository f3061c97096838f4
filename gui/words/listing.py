"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def listed(things: Iterable[str]) -> str:
    """Write things one after the other, as the operator's language separates them."""
    return translate("words", ", ").join(things)
