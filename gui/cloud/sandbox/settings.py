"""Settings of a sandbox."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from gui.cloud.sandbox.catalogue import SIGNS, TEMPLATES, SandboxSign, SandboxTemplate
from gui.cloud.sandbox.faults import RandomFaults
from gui.cloud.sandbox.protocol.keys import PUBLISHED, AccessKey
from gui.cloud.sandbox.sending.flow_control import DOCUMENTED, FlowLimits
from gui.cloud.sandbox.sending.message_file import Store

Clock = Callable[[], float]
"""Returns seconds since the epoch, as `time.time`."""


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """Settings of a sandbox; defaults are those documented for the service, if possible.

    Attributes:
        host: 127.0.0.1, ::1 or localhost; others are refused.
        port: 0 for any free one.
        skew_minutes: how far a time stamp may be off: 31, or 15 in older documents.
        receipts_after: shortest and longest wait for a receipt, in seconds.
        flow_limits: none for no flow control.
        throttle: whether calls per second are limited (10 a second for the lists of signs and
            templates, 5000 for SendSms).
        delay: minimum seconds from each request to its answer.
        hang: seconds that a connection stays open without an answer.
        idle: seconds after which an unused connection is closed.
        patience: seconds within which a request must arrive completely.
        controlled: whether any program of this machine may read accepted messages, and plan faults
            (see `control`).
        chances: random faults, or none.
        seed: of the delays of receipts.
        clock: the service's clock, for time stamps, flow control and receipts.
        messages: keeps the accepted messages for the next sandbox with the same store; none to
            forget them with the process.
    """

    host: str = "127.0.0.1"
    port: int = 0
    keys: tuple[AccessKey, ...] = PUBLISHED
    signs: tuple[SandboxSign, ...] = SIGNS
    templates: tuple[SandboxTemplate, ...] = TEMPLATES
    skew_minutes: float = 31
    receipts_after: tuple[float, float] = (3.0, 8.0)
    flow_limits: FlowLimits | None = DOCUMENTED
    throttle: bool = True
    delay: float = 0.0
    hang: float = 60.0
    idle: float = 25.0
    patience: float = 10.0
    controlled: bool = False
    chances: RandomFaults | None = None
    seed: int = 0
    clock: Clock = time.time
    messages: Store | None = None
