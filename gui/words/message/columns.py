"""Sentences about variables that take their values from the column of a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def example(value: str) -> str:
    """Say what the column has in its first row; empty if that is blank."""
    return translate("words", "e.g. {value}").format(value=value) if value.strip() else ""


def bound(name: str, value: str) -> str:
    """Say where a field takes its values from."""
    said = translate("words", "A value of each recipient's own, from the column {name}")
    said = said.format(name=name)
    return f"{said}: {example(value)}" if value.strip() else said


def gone(name: str) -> str:
    """Say that a field refers to a column that there is not."""
    return translate("words", "No list has the column “{name}”").format(name=name)


def take(variable: str) -> str:
    """Name the button that binds a variable to a column."""
    return translate("words", "Take {variable} from a column of the list").format(variable=variable)


def same_for_all() -> str:
    """Name the choice of one value for all recipients."""
    return translate("words", "The same value for all")
