"""The fields of the message form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SendMode(StrEnum):
    """How recipients share calls."""

    ONE_BY_ONE = "one-by-one"
    BATCHED = "batched"


@dataclass(frozen=True, slots=True)
class DraftFields:
    """The fields of the message form as typed; recipients are stored elsewhere."""

    sign_name: str = ""
    template_code: str = ""
    template_param: str = ""
    out_id: str = ""
    up_extend_code: str = ""
    mode: SendMode = SendMode.ONE_BY_ONE
