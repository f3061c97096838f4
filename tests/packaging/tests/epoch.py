"""When the packages of the tests were built, as SOURCE_DATE_EPOCH says it."""

EPOCH = 1_700_000_000
"""Seconds since 1970: 2023-11-14, 22:13:20 UTC."""
