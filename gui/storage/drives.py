"""Detect files on network drives, where locks and syncs are unreliable.

SQLite's write-ahead log needs memory shared by all its processes, so they must be on one computer
(https://www.sqlite.org/wal.html), and many network file systems do not really lock and sync
(https://www.sqlite.org/howtocorrupt.html, sections 2.1 and 3.1).
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PureWindowsPath

MOUNTS = Path("/proc/self/mounts")
_NETWORK = {
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fuse.ceph",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb2",
    "smb3",
    "smbfs",
}
_DRIVE_REMOTE = 4
"""[GetDriveTypeW]"""
_MNT_LOCAL = 0x1000
"""[statfs(2) of macOS, `f_flags`]"""
_STATFS = struct.Struct("=Ii5QiiIIII16s")
"""The beginning of macOS's `struct statfs` with 64-bit inodes [sys/mount.h], up to the name."""
_STATFS_SIZE = 4096
"""Bytes of the buffer; the struct takes about half of them."""


def network_drive(path: Path) -> str:
    """Return the network file system of a file or folder, such as `nfs4` or `smbfs`.

    Returns an empty string for a local drive, and if unknown.
    """
    with suppress(OSError, ValueError):
        if sys.platform == "win32":
            return windows_drive(os.path.realpath(path), _drive_type)
        if sys.platform == "darwin":
            return macos_drive(_statfs(path))
        return linux_drive(os.path.realpath(path), MOUNTS.read_text("utf-8", "surrogateescape"))
    return ""


def linux_drive(path: str, mounts: str) -> str:
    """Detect a network drive from Linux's `/proc/self/mounts` [proc(5), fstab(5)].

    Args:
        path: absolute, without symbolic links.
        mounts: the file's text: device, folder, kind and more in each line.
    """
    longest, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        folder = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[1])
        inside = path == folder or path.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(longest):  # the last mount of a folder covers the others
            longest, kind = folder, fields[2]
    return kind if kind in _NETWORK else ""


def windows_drive(path: str, drive_type: Callable[[str], int]) -> str:
    r"""Detect a network drive from a Windows path.

    Args:
        path: absolute; a share is `\\server\share\…`.
        drive_type: returns `GetDriveTypeW` of a root such as `C:\`.
    """
    drive = PureWindowsPath(path).drive
    if drive.upper().startswith("\\\\?\\UNC\\"):
        return "SMB"
    if drive.startswith("\\\\?\\"):
        drive = drive[4:]
    if drive.startswith("\\\\"):
        return "SMB"
    return "SMB" if drive and drive_type(f"{drive}\\") == _DRIVE_REMOTE else ""


def macos_drive(found: bytes) -> str:
    """Detect a network drive from the buffer of macOS's `statfs`."""
    *_, flags, _, name = _STATFS.unpack_from(found)
    return "" if flags & _MNT_LOCAL else name.split(b"\0")[0].decode("ascii", "replace")


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        raise OSError
    import ctypes  # late: few starts need it

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def _statfs(path: Path) -> bytes:
    import ctypes  # late: few starts need it

    library = ctypes.CDLL(None, use_errno=True)
    # On Intel the plain name refers to an older struct.
    statfs = getattr(library, "statfs$INODE64", None) or library.statfs
    buffer = ctypes.create_string_buffer(_STATFS_SIZE)
    if statfs(os.fsencode(path), buffer):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return buffer.raw
