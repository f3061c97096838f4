"""settings.json: the settings as one JSON file, replaced as a whole or not at all.

    {"format": 1, "accounts": [{"label": "…", "access_key_id": "…"}], "current": "…", …}

Only differences from the defaults are written. A new key needs no new format, because older
versions keep unknown keys. Any other change that older versions cannot read needs one.

The conversion to and from JSON types is done here in 40 lines: `msgspec` and `cattrs` convert
faster (0.03 and 0.06 ms instead of 2.8 ms), but take 76 and 91 ms to import before the window is
up, and neither leaves out defaults of plain dataclasses or refuses keys that are too deep.
"""

from __future__ import annotations

import json
import logging
import math
import time
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gui.core.errors import FileFault, SettingsError
from gui.storage.held_files import is_in_use, move, read_file
from gui.storage.paths import file_fault
from gui.storage.replace_file import replace_file
from gui.storage.settings.settings import Settings

FORMAT = 1
DEPTH_MAX = 20
"""Maximum nesting depth of a settings file; ours has four levels."""

log = logging.getLogger(__name__)


class _Newer(Exception):
    """The file is of a later format."""


class SettingsFile:
    """The settings on disk.

    An invalid file is never overwritten: a damaged one is renamed, and one of a newer format or
    without permission is left alone. So is one that could not be loaded, even if it can be read
    later: what is saved then does not come from it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loaded = True

    def load(self) -> Settings:
        """Read the settings; return the defaults if there is no file.

        It may wait some seconds for another program to let go of the file.

        Raises:
            SettingsError: UNREADABLE; NOT_LOADED, because another program holds it; NEWER, written
                by a newer version of this program; or DAMAGED, with the new path of the file in
                `kept`, empty if it could not be renamed. Continue with the defaults; `save`
                protects the file.
        """
        self._loaded = False
        try:
            settings: Settings = _decode(Settings, self._read())
        except SettingsError as error:
            if error.fault is FileFault.IN_USE:
                raise SettingsError(FileFault.NOT_LOADED, str(self._path)) from error
            raise
        except _Newer:
            raise SettingsError(FileFault.NEWER, str(self._path)) from None
        except ValueError:
            kept = self._put_aside()
            self._loaded = bool(kept)  # then nothing of it can be overwritten
            raise SettingsError(FileFault.DAMAGED, str(self._path), kept) from None
        self._loaded = True
        return settings

    def save(self, settings: Settings) -> None:
        """Write the settings; after a failure the file is unchanged.

        Raises:
            SettingsError: NEWER, UNREADABLE or NOT_LOADED, and the file is left alone; DAMAGED, if
                it cannot be renamed; UNWRITABLE, IN_USE or DISK_FULL. A file in use by another
                program is retried for some seconds.
        """
        try:
            there = self._read()
            _decode(Settings, there)
            if not self._loaded:
                raise SettingsError(FileFault.NOT_LOADED, str(self._path))
        except _Newer:
            raise SettingsError(FileFault.NEWER, str(self._path)) from None
        except ValueError:
            there = {}
            kept = self._put_aside()
            if not kept:
                raise SettingsError(FileFault.DAMAGED, str(self._path)) from None
            self._loaded = True
            log.warning("damaged settings were put aside: %s", kept)
        known = {"format", *(field.name for field in fields(Settings))}
        unknown = {key: value for key, value in there.items() if key not in known}
        data = {"format": FORMAT, **_encode(settings), **unknown}
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)
        try:
            # A lone surrogate, which UTF-8 cannot hold, becomes the \udXXX that JSON reads back.
            replace_file(self._path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise SettingsError(file_fault(error, writing=True), str(self._path)) from error

    def _read(self) -> dict[str, Any]:
        """Return the object in the file, empty without a file; `ValueError` if invalid."""
        try:
            content = read_file(self._path)
        except FileNotFoundError:
            return {}
        except OSError as error:
            fault = FileFault.IN_USE if is_in_use(error) else FileFault.UNREADABLE
            raise SettingsError(fault, str(self._path)) from error
        return _parse(content)

    def _put_aside(self) -> str:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        kept = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        number = 1
        try:
            while kept.exists():
                number += 1
                kept = kept.with_name(f"{self._path.name}.damaged-{stamp}-{number}")
            move(self._path, kept)
        except OSError:
            return ""
        return str(kept)


def _parse(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(data, dict) or _deeper(data, DEPTH_MAX):
        raise ValueError("not an object of ours")
    version = data.get("format")
    if type(version) is not int or version < 1:
        raise ValueError("no format")
    if version > FORMAT:
        raise _Newer
    return data


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _finite(text: str) -> float:
    """Parse a number; one too large for a float could not be written again."""
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _deeper(data: object, levels: int) -> bool:
    if isinstance(data, dict):
        data = list(data.values())
    if not isinstance(data, list):
        return False
    return levels == 0 or any(_deeper(value, levels - 1) for value in data)


def _encode(value: Any) -> Any:
    """Convert `value` to JSON types; for a dataclass, only differences from its defaults."""
    if is_dataclass(value):
        return {
            field.name: _encode(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {key: _encode(kept) for key, kept in value.items()}
    if isinstance(value, tuple):
        return [_encode(kept) for kept in value]
    return value


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _decode(kind: Any, data: object) -> Any:
    """Convert the result of `_encode` back to a value of type `kind`; `ValueError` if invalid."""
    if is_dataclass(kind):
        hints, given = _hints(typing.cast(Any, kind)), _expect(dict, data)
        missing = [f for f in fields(kind) if _default(f) is MISSING and f.name not in given]
        if missing:
            raise ValueError("an entry lacks what it must have")
        known = [field.name for field in fields(kind) if field.name in given]
        return typing.cast(Any, kind)(**{name: _decode(hints[name], given[name]) for name in known})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_decode(arguments[0], value) for value in _expect(list, data))
    if origin is Mapping:
        return {key: _decode(arguments[1], value) for key, value in _expect(dict, data).items()}
    if issubclass(kind, StrEnum):
        return kind(_expect(str, data))
    return _expect(kind, data)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass's fields; evaluating their names takes most of a `load`."""
    return typing.get_type_hints(kind)


def _expect(kind: type, data: object) -> Any:
    if type(data) is not kind:
        raise ValueError(f"{type(data).__name__} instead of {kind.__name__}")
    return data
