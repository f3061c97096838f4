"""Points in time, as an operator reads them."""

from __future__ import annotations

from datetime import UTC, datetime


def local(milliseconds: int | None) -> str:
    """Write a time (ms since 1970, UTC) as `2026-11-22 20:31:05` of this machine's zone."""
    if milliseconds is None:
        return ""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M:%S")
