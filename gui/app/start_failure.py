"""The message shown when the installed program cannot start or ends with an internal error.

Nothing of Qt is imported: it may be what fails. So there is no translation, and each sentence is in
both languages at once.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from gui import __version__
from gui.resource import resource

_INCOMPLETE = (
    "短信台的文件不完整，无法启动。请重新安装；如果用的是压缩包，请先全部解压再启动。"
    "已有数据不受影响。\n\n"
    "SMS Desk is incomplete and cannot start. Install it again, or unpack the whole archive before"
    " you start it. Your data are not affected.\n\n{}"
)
_FAILED = (
    "短信台因内部错误退出。已发送的记录完好，也不会自动重发。请将下面一行反馈给开发者。\n\n"
    "SMS Desk has ended because of an internal error. What was sent is safe in the history, and"
    " nothing is sent again by itself. Please report the line below.\n\n{}"
)


def explain(error: Exception) -> str:
    """Say in both languages why the program ends, without the text of `error`.

    That may hold people's data; the name of a module or of a file of the program does not.
    """
    if isinstance(error, ImportError):
        return _INCOMPLETE.format(_line(type(error).__name__, error.name or ""))
    if isinstance(error, FileNotFoundError) and (file := _own_file(error)):
        return _INCOMPLETE.format(_line(type(error).__name__, file))
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-3:]]
    return _FAILED.format(_line(type(error).__name__, *places))


def _own_file(error: FileNotFoundError) -> str:
    """The file among the program's resources that is missing, or an empty string."""
    try:
        return Path(str(error.filename)).relative_to(resource("")).as_posix()
    except ValueError:
        return ""


def _line(*parts: str) -> str:
    return f"SMS Desk {__version__}: {' '.join(filter(None, parts))}"
