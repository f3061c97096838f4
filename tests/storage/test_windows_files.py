"""How the flags of `os.open` become rights and dispositions of Windows."""

import os

import pytest

from gui.storage.windows_files import (
    CREATE_ALWAYS,
    CREATE_NEW,
    OPEN_ALWAYS,
    OPEN_EXISTING,
    READ,
    TRUNCATE_EXISTING,
    WRITE,
    rights_and_disposition,
)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (os.O_RDONLY, (READ, OPEN_EXISTING)),
        (os.O_RDWR, (READ | WRITE, OPEN_EXISTING)),
        (os.O_RDWR | os.O_CREAT, (READ | WRITE, OPEN_ALWAYS)),
        (os.O_WRONLY | os.O_CREAT | os.O_TRUNC, (WRITE, CREATE_ALWAYS)),
        (os.O_WRONLY | os.O_CREAT | os.O_EXCL, (WRITE, CREATE_NEW)),
        (os.O_WRONLY | os.O_CREAT | os.O_APPEND, (WRITE, OPEN_ALWAYS)),
        (os.O_WRONLY | os.O_TRUNC, (WRITE, TRUNCATE_EXISTING)),
    ],
)
def test_flags_mean_what_the_c_runtime_takes_them_for(
    flags: int, expected: tuple[int, int]
) -> None:
    assert rights_and_disposition(flags) == expected
