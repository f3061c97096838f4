"""Flow control of the mainland [help centre 44335, 2881383, 108293]."""

from __future__ import annotations

from dataclasses import dataclass

from gui.cloud.sandbox.catalogue import TemplateType
from gui.cloud.sandbox.protocol.refusals import Refusal, make_refusal

_BEIJING = 8 * 3600
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class FlowLimits:
    """Limits of messages per number; the defaults are the documented ones.

    Attributes:
        code_minute, code_hour: verification codes per sign in a calendar minute or hour.
        code_day: the same in 24 hours; code_day_number: for all signs together.
        notice_day: notices or promotions per sign and template in 24 hours.
    """

    code_minute: int = 1
    code_hour: int = 5
    code_day: int = 10
    code_day_number: int = 40
    notice_day: int = 50


DOCUMENTED = FlowLimits()


class FlowControl:
    """Counts accepted messages, and refuses those over the limits. Not thread-safe."""

    def __init__(self, limits: FlowLimits) -> None:
        self._limits = limits
        self._taken: dict[tuple[str, ...], list[float]] = {}

    def take(self, kind: TemplateType, sign: str, template: str, number: str, now: float) -> None:
        """Count one message if it is allowed; `now` is in seconds since the epoch.

        Raises:
            Refusal: isv.BUSINESS_LIMIT_CONTROL; nothing is counted.
        """
        limits = self._limits
        if kind is TemplateType.CODE:
            same = self._recent((sign, number), now)
            anyone = self._recent((number,), now)
            minute, hour = (now + _BEIJING) // 60, (now + _BEIJING) // 3600
            if sum((at + _BEIJING) // 60 == minute for at in same) >= limits.code_minute:
                raise too_many("分钟级", limits.code_minute)
            if sum((at + _BEIJING) // 3600 == hour for at in same) >= limits.code_hour:
                raise too_many("小时级", limits.code_hour)
            if len(same) >= limits.code_day:
                raise too_many("天级", limits.code_day)
            if len(anyone) >= limits.code_day_number:
                raise too_many("号码天级", limits.code_day_number)
            same.append(now)
            anyone.append(now)
        elif kind is not TemplateType.INTERNATIONAL:
            same = self._recent((sign, template, number), now)
            if len(same) >= limits.notice_day:
                raise too_many("天级", limits.notice_day)
            same.append(now)

    def give_back(self, kind: TemplateType, sign: str, template: str, number: str) -> None:
        """Undo the last count of `number`, because its call was refused."""
        if kind is TemplateType.CODE:
            self._taken[(sign, number)].pop()
            self._taken[(number,)].pop()
        elif kind is not TemplateType.INTERNATIONAL:
            self._taken[(sign, template, number)].pop()

    def _recent(self, key: tuple[str, ...], now: float) -> list[float]:
        """Return the times of the last 24 hours, as the stored list itself, not a copy."""
        times = self._taken.setdefault(key, [])
        if times and times[0] <= now - _DAY:
            times[:] = [at for at in times if at > now - _DAY]
        return times


def too_many(window: str, permits: int) -> Refusal:
    """Make the refusal with a message as of the service: 触发分钟级流控Permits:1."""
    return make_refusal("isv.BUSINESS_LIMIT_CONTROL", f"触发{window}流控Permits:{permits}")
