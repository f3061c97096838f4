r"""Names that Windows gives no file, and paths as people read them.

"Naming Files, Paths, and Namespaces" of Microsoft has the rules: `nul.csv` is the null device in
each folder, `a:b.csv` is a hidden part of the file `a`, and `list.` becomes `list`. None of them
raises an error: what is written there is lost, or not where it was asked for.
"""

from __future__ import annotations

VERBATIM, VERBATIM_SHARE = "\\\\?\\", "\\\\?\\UNC\\"
"""What a path begins with that Windows takes as it is, however long: of a drive, and of a share."""
LONG = 160
"""Characters from which on a path is marked so: Windows takes 259 without [Maximum Path Length
Limitation], and temporary files beside a file have longer names."""
_NUMBERED = "123456789¹²³"
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in _NUMBERED}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')


def is_windows_name(name: str) -> bool:
    """Return whether Windows makes a file of just this name; without the folders."""
    if not name or name[-1] in ". " or any(one in _FORBIDDEN or one < " " for one in name):
        return False
    return name.partition(".")[0].rstrip().upper() not in _DEVICES


def verbatim(path: str) -> str:
    r"""Return a path of Windows so that its length does not matter, if it is long.

    Args:
        path: absolute and normal: after `\\?\` nothing is resolved or replaced any more.
    """
    if len(path) < LONG or path.startswith((VERBATIM, "\\\\.\\")):
        return path
    return VERBATIM_SHARE + path[2:] if path.startswith("\\\\") else VERBATIM + path


def shown(path: str) -> str:
    """Return a path without what only the system needs at its beginning."""
    if path.startswith(VERBATIM_SHARE):
        return "\\\\" + path[len(VERBATIM_SHARE) :]
    return path.removeprefix(VERBATIM)
