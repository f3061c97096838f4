"""Format points in time."""

from __future__ import annotations

from datetime import UTC, datetime


def local(milliseconds: int | None) -> str:
    """Write a time (ms since 1970, UTC) as `2026-11-22 20:31:05` of this machine's zone."""
    return "" if milliseconds is None else f"{_moment(milliseconds):%Y-%m-%d %H:%M:%S}"


def short(milliseconds: int | None) -> str:
    """Write a time as `local` does, without the year if it is this one."""
    if milliseconds is None:
        return ""
    moment = _moment(milliseconds)
    this_year = moment.year == datetime.now(moment.tzinfo).year
    return f"{moment:%m-%d %H:%M:%S}" if this_year else local(milliseconds)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
