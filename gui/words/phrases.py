"""Helpers to build sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def enumerated(things: Iterable[str]) -> str:
    """Join items with the separator of the operator's language."""
    return translate("words", ", ").join(things)


def number(value: int) -> str:
    """Write a number as the operator's language groups it: 1,204."""
    return QLocale().toString(value)


def counted(one: str, more: str, many: int) -> str:
    """Choose between what is said of one thing and of more, which has {count} in it."""
    return one if many == 1 else more.format(count=number(many))
