import struct
from pathlib import Path

import pytest

from gui.storage.drives import linux_drive, macos_drive, network_drive, windows_drive

MOUNTS = r"""
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/me/local xfs rw 0 0
//server/share /mnt/share cifs rw 0 0
me@host: /mnt/with\040a\040blank fuse.sshfs rw 0 0
/dev/sdc1 /mnt/over ext4 rw 0 0
server:/over /mnt/over nfs rw 0 0
tmpfs /run tmpfs
short
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/ledger.db", ""),
        ("/home", "nfs4"),
        ("/home/me/.local/share/sms-desk/ledger.db", "nfs4"),
        ("/home/me/local/ledger.db", ""),
        ("/home/me/locally/ledger.db", "nfs4"),
        ("/homestead/ledger.db", ""),
        ("/mnt/share/ledger.db", "cifs"),
        ("/mnt/with a blank/ledger.db", "fuse.sshfs"),
        ("/mnt/over/ledger.db", "nfs"),
        ("/run/user/ledger.db", ""),
    ],
)
def test_network_drive_on_linux(path: str, kind: str) -> None:
    assert linux_drive(path, MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\me\ledger.db", ""),
        (r"Z:\data\ledger.db", "SMB"),
        (r"\\server\share\data\ledger.db", "SMB"),
        (r"\\?\UNC\server\share\ledger.db", "SMB"),
        (r"\\?\C:\Users\me\ledger.db", ""),
        (r"\\?\Z:\data\ledger.db", "SMB"),
        ("ledger.db", ""),
    ],
)
def test_network_drive_on_windows(path: str, kind: str) -> None:
    asked = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return 4 if root == "Z:\\" else 3

    assert windows_drive(path, drive_type) == kind
    assert set(asked) <= {"C:\\", "Z:\\"}


@pytest.mark.parametrize(
    ("name", "flags", "kind"),
    [(b"apfs", 0x1000 | 0x4000, ""), (b"smbfs", 0x4000, "smbfs"), (b"nfs", 0, "nfs")],
)
def test_network_drive_on_macos(name: bytes, flags: int, kind: str) -> None:
    """A struct as macOS fills it: `f_flags` after 64 bytes, the name of 16 after 72."""
    head = struct.pack("=Ii5QiiI", 4096, 1 << 20, 1, 2, 3, 4, 5, 6, 7, 501)
    found = head + struct.pack("=III16s", 26, flags, 0, name)
    assert found.index(name) == 72
    assert struct.unpack_from("=I", found, 64) == (flags,)
    assert macos_drive(found + bytes(2048)) == kind


def test_the_drive_of_a_test_is_one_of_this_computer(tmp_path: Path) -> None:
    assert network_drive(tmp_path / "missing.db") == ""
    assert network_drive(tmp_path) == ""
