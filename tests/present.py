"""Values that may be missing, and are not in a test."""

from typing import TypeVar

Value = TypeVar("Value")


def present(value: Value | None) -> Value:
    """Return `value`; the test fails if there is none."""
    assert value is not None
    return value
