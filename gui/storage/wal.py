"""Whether a damaged write-ahead log loses commits, of which SQLite says nothing.

After a crash SQLite takes the frames of a log up to the first that does not fit its checksum. At
the end of a log that is right: what follows was not committed. In the middle a single flipped bit
undoes all commits after it, as silently, and whoever was sent to since is queued again.

What a log looks like: https://www.sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

_HEADER = struct.Struct(">4I8s2I")
"""Magic, version, bytes of a page, number of checkpoints; salts; checksum."""
_FRAME = struct.Struct(">2I8s2I")
"""Number of the page, pages of the file after a commit, else zero; salts; checksum."""
_MAGIC = 0x377F0682
"""With its last bit set, checksums are of big-endian numbers, else of little-endian ones."""
_SUMMED_OF_HEADER, _SUMMED_OF_FRAME = 24, 8
"""So many bytes of each come into its checksum."""


def loses_commits(ledger: Path) -> bool:
    """Tell whether SQLite would pass over commits in the log beside a ledger; changes nothing.

    What was torn at the end is no damage: no commit comes after it. Frames from before the log was
    last begun anew have other salts, and do not count.

    Raises:
        OSError: the log cannot be read.
    """
    try:
        file = ledger.with_name(f"{ledger.name}-wal").open("rb")
    except FileNotFoundError:
        return False
    with file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return False
        magic, _, page, _, salts, *checksum = _HEADER.unpack(header)
        pairs = struct.Struct(">2I" if magic & 1 else "<2I")
        if magic | 1 != _MAGIC | 1 or checksum != _summed(
            pairs, header[:_SUMMED_OF_HEADER], [0, 0]
        ):
            # It is on the disk before the first frame is written.
            return bool(file.read(1))
        for _ in range(_frames_to_last_commit(file, page, salts)):
            head, content = file.read(_FRAME.size), file.read(page)
            _, _, salts_of_frame, *expected = _FRAME.unpack(head)
            # Each goes on from the one before it, so a flaw is found in its own frame.
            found = _summed(pairs, head[:_SUMMED_OF_FRAME] + content, checksum)
            if salts_of_frame != salts or found != expected:
                return True
            checksum = expected
    return False


def _frames_to_last_commit(file: BinaryIO, page: int, salts: bytes) -> int:
    """Count the frames before the last commit with these salts, and go to the first one.

    The frame of that commit is none of them: if it is flawed itself, it may have been torn.
    """
    step = _FRAME.size + page
    count = (file.seek(0, 2) - _HEADER.size) // step
    for before in range(count - 1, -1, -1):
        file.seek(_HEADER.size + before * step)
        _, pages, found, *_ = _FRAME.unpack(file.read(_FRAME.size))
        if pages and found == salts:
            break
    else:
        before = 0
    file.seek(_HEADER.size)
    return before


def _summed(pairs: struct.Struct, content: bytes, start: list[int]) -> list[int]:
    """Go on with a checksum; a tenth of a second for a thousand pages."""
    one, two = start
    for first, second in pairs.iter_unpack(content):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return [one, two]
