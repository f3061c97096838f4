"""Runs a program without the rights of an administrator, which a user of Wine has. On Windows."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from ctypes import wintypes

assert sys.platform == "win32"

ADMINISTRATORS = "S-1-5-32-544"


def main(command: list[str]) -> int:
    """Run it with a token that is no member of the administrators; return its exit status."""
    advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE

    class Sid(ctypes.Structure):
        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))

    class Startup(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("texts", wintypes.LPWSTR * 3),
            ("numbers", wintypes.DWORD * 8),
            ("words", wintypes.WORD * 2),
            ("pointers", ctypes.c_void_p * 4),
        )

    class Process(ctypes.Structure):
        _fields_ = (
            ("process", wintypes.HANDLE),
            ("thread", wintypes.HANDLE),
            ("numbers", wintypes.DWORD * 2),
        )

    def succeed(result: int) -> None:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())

    token, less, sid = wintypes.HANDLE(), wintypes.HANDLE(), ctypes.c_void_p()
    all_rights, started, status = 0xF01FF, Process(), wintypes.DWORD()
    own = wintypes.HANDLE(kernel.GetCurrentProcess())
    succeed(advapi.OpenProcessToken(own, all_rights, ctypes.byref(token)))
    succeed(advapi.ConvertStringSidToSidW(ADMINISTRATORS, ctypes.byref(sid)))
    without = Sid(sid, 0)
    none = (0, None, 0, None)
    result = advapi.CreateRestrictedToken(
        token, 0, 1, ctypes.byref(without), *none, ctypes.byref(less)
    )
    succeed(result)
    startup = Startup(size=ctypes.sizeof(Startup))
    line = ctypes.create_unicode_buffer(subprocess.list2cmdline(command))
    about = (None, None, False, 0, None, None, ctypes.byref(startup), ctypes.byref(started))
    succeed(advapi.CreateProcessAsUserW(less, None, line, *about))
    kernel.WaitForSingleObject(wintypes.HANDLE(started.process), 300_000)
    succeed(kernel.GetExitCodeProcess(wintypes.HANDLE(started.process), ctypes.byref(status)))
    return int(status.value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
