"""Locations of the operator's data."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gui.core.errors import FileError, FileFault
from gui.storage.held_files import is_in_use
from gui.storage.permissions import make_private_folder

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

APP = "sms-desk"
VARIABLE = "SMS_DESK_DATA_DIR"
"""Environment variable equivalent to `--data-dir`; the option takes precedence."""
STATE_VARIABLE = "SMS_DESK_STATE_DIR"
"""Environment variable for the directory of the witnesses of ledgers."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one installation, all of them in `data_dir` except the witness.

    Attributes:
        state_dir: for the witnesses of this user's ledgers; none for the platform's directory.
    """

    data_dir: Path
    state_dir: Path | None = None

    @property
    def ledger(self) -> Path:
        """The SQLite file of runs and recipients, with symbolic links resolved."""
        path = self.data_dir / "ledger.db"
        return Path(os.path.realpath(path)) if os.path.islink(path) else path  # noqa: PTH114 - never raises

    @property
    def witnesses(self) -> Path:
        """The folder of the ledgers' witnesses, outside the data directory and its backups."""
        return (self.state_dir or _state_place(os.environ.get(STATE_VARIABLE, ""))) / "witnesses"

    @property
    def settings(self) -> Path:
        """The JSON file of accounts and preferences."""
        return self.data_dir / "settings.json"

    @property
    def catalogues(self) -> Path:
        """The JSON file of the accounts' signs and templates, as they were fetched last."""
        return self.data_dir / "catalogues.json"

    @property
    def sandbox_messages(self) -> Path:
        """The file of what the sandbox accepted in the last days, one JSON object a line."""
        return self.data_dir / "sandbox.jsonl"

    @property
    def logs(self) -> Path:
        """The folder of the log files, created with the first one."""
        return self.data_dir / "logs"


def data_dir(chosen: str | None) -> Path:
    """Return the data directory; create it, private to this user, if missing.

    Args:
        chosen: the value of `--data-dir`; otherwise `SMS_DESK_DATA_DIR` is used, or the platform's
            directory for application data.

    Returns:
        An absolute path. An existing directory keeps its permissions.

    Raises:
        FileError: it cannot be created (UNWRITABLE or DISK_FULL).
    """
    place = reachable(_place(chosen or os.environ.get(VARIABLE, "")))
    try:
        make_private_folder(place)
        if not place.is_dir():  # a device, such as `nul` of Windows
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise FileError(file_fault(error, writing=True), str(place)) from error
    return place


def reachable(path: Path) -> Path:
    """Return a path under which Windows finds a file however long it is; else as it was given."""
    if os.name != "nt":
        return path
    from gui.core.file_names import verbatim  # late: the others start without it

    return Path(verbatim(os.path.abspath(path)))  # noqa: PTH100 - never raises


def file_fault(error: Exception, *, writing: bool) -> FileFault:
    """Translate an error of the operating system; `writing` tells what was being done."""
    if is_in_use(error):
        return FileFault.IN_USE
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        return FileFault.DISK_FULL
    refused = code in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EFBIG)
    return FileFault.UNWRITABLE if writing or refused else FileFault.UNREADABLE


def standard_places(system: str, directories: type[PlatformDirsABC]) -> tuple[Path, Path]:
    """Return the platform's directories for the data and for the witnesses.

    Args:
        system: as `sys.platform`.
        directories: the class of `platformdirs` for it.
    """
    # macOS and Windows have one directory for data and state.
    state = APP if system.startswith("linux") else f"{APP}-state"
    return (
        Path(directories(APP, appauthor=False).user_data_dir),
        Path(directories(state, appauthor=False).user_state_dir),
    )


def _standard_places() -> tuple[Path, Path]:
    from platformdirs import PlatformDirs  # late: most starts in tests and scripts name a directory

    return standard_places(sys.platform, PlatformDirs)


def _state_place(chosen: str) -> Path:
    return _absolute(chosen) if chosen else _standard_places()[1]


def _place(chosen: str) -> Path:
    return _absolute(chosen) if chosen else _standard_places()[0]


def _absolute(chosen: str) -> Path:
    # A shell does not expand the ~ in --data-dir=~/x.
    return Path(os.path.abspath(os.path.expanduser(chosen)))  # noqa: PTH100, PTH111 - never raise
