"""The limit of flow control that a refusal names.

`isv.BUSINESS_LIMIT_CONTROL` is answered for four limits with different waits; its message tells
which: 触发分钟级流控Permits:1, 触发小时级流控Permits:5, 触发天级流控Permits:10,
触发号码天级流控Permits:40 [help centre 44335].
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

CODE = "isv.BUSINESS_LIMIT_CONTROL"

_MESSAGE = re.compile(
    r"触发(号码)?(分钟|小时|天)级流控\s*(?:Permits\s*[:：]\s*([0-9]{1,6}))?", re.I
)


class FlowWindow(Enum):
    """The time in which messages to one number are counted."""

    MINUTE = auto()
    """A minute of the clock."""
    HOUR = auto()
    """An hour of the clock."""
    DAY = auto()
    """24 hours from the first message."""
    DAY_OF_NUMBER = auto()
    """24 hours, counting what all senders of the service send to the number."""


@dataclass(frozen=True, slots=True)
class FlowLimit:
    """A limit; `permits` is how many messages it allows in its window, 0 if that is not told."""

    window: FlowWindow
    permits: int = 0


def parse_flow_limit(code: str, message: str) -> FlowLimit | None:
    """Read which limit a refusal names; none if the code is another or the message names none."""
    found = _MESSAGE.search(message) if code.strip() == CODE else None
    if found is None:
        return None
    of_number, window, permits = found.groups()
    windows = {"分钟": FlowWindow.MINUTE, "小时": FlowWindow.HOUR, "天": FlowWindow.DAY}
    kind = windows[window]
    if of_number and kind is FlowWindow.DAY:
        kind = FlowWindow.DAY_OF_NUMBER
    return FlowLimit(kind, int(permits or 0))
