"""Limit the memory of the process that reads a list, so that it ends before the machine swaps.

Beyond it, allocations raise `MemoryError`, or the process ends if a library does not handle that.
"""

from __future__ import annotations

import sys
from pathlib import Path

WORKBOOK_LEAST = 192 * 1024 * 1024
WORKBOOK_FACTOR = 24
TEXT = 640 * 1024 * 1024
"""Bytes; for a workbook it depends on the size."""


def limit_memory(path: Path) -> None:
    """Limit this process to the memory that reading `path` may need, if the system can."""
    from gui.storage.lists.open_list import is_workbook
    from gui.storage.paths import reachable

    try:
        limit = TEXT
        if is_workbook(path):
            limit = WORKBOOK_LEAST + WORKBOOK_FACTOR * reachable(path).stat().st_size
        limit_process(limit)
    except (OSError, ValueError):
        return


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMIT_INFORMATION = 9
    _LIMIT_PROCESS_MEMORY = 0x100

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def limit_process(limit: int) -> None:
        """Limit this process to `limit` bytes by a Job Object of its own.

        The job's handle stays open until the process ends.

        Raises:
            OSError: the system refused.
        """
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.CreateJobObjectW.restype = wintypes.HANDLE
        kernel32.GetCurrentProcess.restype = wintypes.HANDLE
        kernel32.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel32.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel32.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
        limits.ProcessMemoryLimit = limit
        if not (
            job
            and kernel32.SetInformationJobObject(
                job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            and kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess())
        ):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    def limit_process(limit: int) -> None:
        """Limit this process to so many bytes of data.

        Raises:
            OSError, ValueError: the system does not do it.
        """
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        if most == resource.RLIM_INFINITY or limit < most:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
