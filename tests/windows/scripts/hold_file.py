"""Reads a file as a virus scanner does: others may read it meanwhile, nothing else. On Windows."""

from __future__ import annotations

import ctypes
import sys
import time
from ctypes import wintypes

assert sys.platform == "win32"


def main(file: str, seconds: str) -> None:
    """Open the file, say so, and let go of it after some seconds."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    generic_read, share_read, open_existing = 0x80000000, 1, 3
    arguments = (generic_read, share_read, None, open_existing, 0, None)
    handle = kernel.CreateFileW(file, *arguments)
    if handle == wintypes.HANDLE(-1).value:
        raise ctypes.WinError(ctypes.get_last_error())
    print("open", flush=True)
    time.sleep(float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
