"""The places of the window."""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """A page of the window; the value is how settings name it."""

    SEND = "send"
    HISTORY = "history"
