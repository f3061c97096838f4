"""Access lists of Windows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PRIVATE = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{user})"
"""Full access for the system, administrators and one user, also to all that is made inside; nothing
is inherited from the folder around it [Security Descriptor String Format]."""


def private_to(user: str) -> str:
    """Return the security descriptor of a folder private to a user, given by a SID.

    The user is named, not the owner: what is made as administrator belongs to their group.
    """
    return _PRIVATE.format(user=user)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x8
    _TOKEN_USER = 1
    _REVISION = 1
    _FILE_OBJECT = 1
    _DACL = 0x4
    _PROTECTED, _UNPROTECTED = 0x8000_0000, 0x2000_0000
    _IS_PROTECTED = 0x1000
    _WITHOUT_ACCESS_LISTS = (0, 1, 50)
    """ERROR_SUCCESS; ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED of a file system without."""

    class _Attributes(ctypes.Structure):
        _fields_ = (
            ("nLength", wintypes.DWORD),
            ("lpSecurityDescriptor", ctypes.c_void_p),
            ("bInheritHandle", wintypes.BOOL),
        )

    _advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _pointer = ctypes.POINTER
    for _function, _types in (
        (_kernel.GetCurrentProcess, ()),
        (_kernel.CloseHandle, (wintypes.HANDLE,)),
        (_kernel.LocalFree, (ctypes.c_void_p,)),
        (_kernel.CreateDirectoryW, (wintypes.LPCWSTR, _pointer(_Attributes))),
        (
            _advapi.OpenProcessToken,
            (wintypes.HANDLE, wintypes.DWORD, _pointer(wintypes.HANDLE)),
        ),
        (
            _advapi.GetTokenInformation,
            (
                wintypes.HANDLE,
                ctypes.c_int,
                ctypes.c_void_p,
                wintypes.DWORD,
                _pointer(wintypes.DWORD),
            ),
        ),
        (_advapi.ConvertSidToStringSidW, (ctypes.c_void_p, _pointer(ctypes.c_void_p))),
        (
            _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW,
            (wintypes.LPCWSTR, wintypes.DWORD, _pointer(ctypes.c_void_p), ctypes.c_void_p),
        ),
        (
            _advapi.GetSecurityDescriptorControl,
            (ctypes.c_void_p, _pointer(wintypes.WORD), _pointer(wintypes.DWORD)),
        ),
        (
            _advapi.GetNamedSecurityInfoW,
            (
                wintypes.LPCWSTR,
                ctypes.c_int,
                wintypes.DWORD,
                ctypes.c_void_p,
                ctypes.c_void_p,
                _pointer(ctypes.c_void_p),
                ctypes.c_void_p,
                _pointer(ctypes.c_void_p),
            ),
        ),
        (
            _advapi.SetNamedSecurityInfoW,
            (
                wintypes.LPWSTR,
                ctypes.c_int,
                wintypes.DWORD,
                ctypes.c_void_p,
                ctypes.c_void_p,
                ctypes.c_void_p,
                ctypes.c_void_p,
            ),
        ),
    ):
        _function.argtypes = _types
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.LocalFree.restype = ctypes.c_void_p

    def make_folder_of_user(path: Path) -> None:
        """Make a folder that only this user, administrators and the system have access to.

        Raises:
            OSError: it cannot be made, or its file system has no access lists.
        """
        descriptor = ctypes.c_void_p()
        _check(
            _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                private_to(user_sid()), _REVISION, ctypes.byref(descriptor), None
            )
        )
        with _freed(descriptor):
            attributes = _Attributes(ctypes.sizeof(_Attributes), descriptor, False)
            _check(_kernel.CreateDirectoryW(str(path), ctypes.byref(attributes)))

    def copy_access_list(old: Path, new: Path) -> None:
        """Give a file the access list of another one in the same folder, where there are any.

        What is inherited stays inherited. A file system without access lists is no error.

        Raises:
            OSError: it cannot be read or given, so that others might read the new file.
        """
        with _access_list(old) as (access, protected), _access_list(new) as (given, also_protected):
            if protected == also_protected and _content(access) == _content(given):
                return  # a share may refuse to set one at all
            kind = _PROTECTED if protected else _UNPROTECTED
            _check_code(
                _advapi.SetNamedSecurityInfoW(
                    str(new), _FILE_OBJECT, _DACL | kind, None, None, access, None
                )
            )

    @contextmanager
    def _access_list(path: Path) -> Iterator[tuple[ctypes.c_void_p, bool]]:
        """Read an access list, none where everyone has access; true if it inherits nothing."""
        access, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
        _check_code(
            _advapi.GetNamedSecurityInfoW(
                str(path),
                _FILE_OBJECT,
                _DACL,
                None,
                None,
                ctypes.byref(access),
                None,
                ctypes.byref(descriptor),
            )
        )
        with _freed(descriptor):
            if not descriptor:  # of a file system without access lists
                yield access, False
                return
            control, revision = wintypes.WORD(), wintypes.DWORD()
            _check(
                _advapi.GetSecurityDescriptorControl(
                    descriptor, ctypes.byref(control), ctypes.byref(revision)
                )
            )
            yield access, bool(control.value & _IS_PROTECTED)

    def _content(access: ctypes.c_void_p) -> bytes:
        if not access.value:
            return b""
        size = wintypes.WORD.from_address(access.value + 2).value  # AclSize of ACL
        return ctypes.string_at(access.value, size)

    def _check_code(code: int) -> None:
        if code not in _WITHOUT_ACCESS_LISTS:
            raise ctypes.WinError(code)

    def user_sid() -> str:
        """Return the SID of the user of this process, as `S-1-5-…`.

        Raises:
            OSError: the system does not say it.
        """
        token = wintypes.HANDLE()
        _check(_advapi.OpenProcessToken(_kernel.GetCurrentProcess(), _QUERY, ctypes.byref(token)))
        try:
            size = wintypes.DWORD()
            _advapi.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
            user = ctypes.create_string_buffer(max(size.value, 8))
            _check(
                _advapi.GetTokenInformation(token, _TOKEN_USER, user, len(user), ctypes.byref(size))
            )
            sid = ctypes.c_void_p.from_buffer(user)  # the first field of TOKEN_USER
            text = ctypes.c_void_p()
            _check(_advapi.ConvertSidToStringSidW(sid, ctypes.byref(text)))
            with _freed(text):
                return ctypes.wstring_at(text.value or 0)
        finally:
            _kernel.CloseHandle(token)

    def _check(done: int) -> None:
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())

    @contextmanager
    def _freed(memory: ctypes.c_void_p) -> Iterator[None]:
        try:
            yield
        finally:
            _kernel.LocalFree(memory)
