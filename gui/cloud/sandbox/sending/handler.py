"""Handle calls of SendSms and SendBatchSms."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from gui.cloud.sandbox.catalogue import SandboxCatalogue, SandboxTemplate
from gui.cloud.sandbox.faults import SandboxFault
from gui.cloud.sandbox.magic import BY_NUMBER, MagicEffect, MagicNumber, ReceiptOverride
from gui.cloud.sandbox.protocol.refusals import Refusal, make_refusal
from gui.cloud.sandbox.sending.flow_control import FlowControl
from gui.cloud.sandbox.sending.message import SandboxMessage
from gui.cloud.sandbox.sending.message_requests import (
    MessageRequest,
    MessageRequestParser,
    given_numbers,
    normalise_numbers,
)
from gui.cloud.sandbox.sending.outbox import Outbox, ReceivedCall
from gui.cloud.sandbox.settings import SandboxSettings

_AS_USUAL = ReceiptOverride()


@dataclass(frozen=True, slots=True)
class HandledCall:
    """What came of a call that was not refused.

    Attributes:
        biz_id: empty if nothing was accepted.
        fault: the fault to inject into the answer, or none.
    """

    biz_id: str = ""
    fault: SandboxFault | None = None


class SendHandler:
    """Accepts all messages of a call, or none. Thread-safe.

    The behaviour of the service for a call with one invalid number is not documented.
    """

    def __init__(
        self, settings: SandboxSettings, catalogue: SandboxCatalogue, outbox: Outbox
    ) -> None:
        self._clock = settings.clock
        self._receipts_after = settings.receipts_after
        self._orders = MessageRequestParser(catalogue)
        self._outbox = outbox
        self._flow = FlowControl(settings.flow_limits) if settings.flow_limits else None
        self._lock = Lock()
        self._random = random.Random(settings.seed)  # noqa: S311 - repeatable on purpose
        self._biz_ids = itertools.count(int(self._clock() * 1000) * 100_000)
        self._throttled: set[str] = set()

    def send(
        self, action: str, params: Mapping[str, str], fault: SandboxFault | None
    ) -> HandledCall:
        """Execute SendSms or SendBatchSms, and record the call.

        A given `fault` takes precedence over magic numbers.

        Raises:
            Refusal: nothing was accepted.
        """
        given = given_numbers(action, params)
        now = self._clock()
        out_id = params.get("OutId", "")
        with self._lock:
            try:
                fault, messages = self._carry_out(action, params, given, fault)
            except Refusal as why:
                self._outbox.record(ReceivedCall(action, given, out_id, why.code, False, "", now))
                raise
            code = "OK" if messages else ""
            kind = str(fault.kind) if fault else ""
            self._outbox.record(
                ReceivedCall(action, given, out_id, code, bool(messages), kind, now), messages
            )
        return HandledCall(messages[0].biz_id if messages else "", fault)

    def _carry_out(
        self,
        action: str,
        params: Mapping[str, str],
        given: Sequence[str],
        fault: SandboxFault | None,
    ) -> tuple[SandboxFault | None, list[SandboxMessage]]:
        if fault and not fault.taken:
            return fault, []
        wanted = normalise_numbers(action, given)
        fault = fault or self._magic(wanted)
        if fault and not fault.taken:
            return fault, []
        return fault, self._take(action, params, wanted)

    def _magic(self, wanted: Sequence[str]) -> SandboxFault | None:
        """Apply the effect of the first magic number of a call."""
        for number in wanted:
            if row := BY_NUMBER.get(number):
                if why := row.refusal():
                    raise why
                if row.effect is MagicEffect.THROTTLED_ONCE:
                    self._throttle_once(row)
                return row.fault
        return None

    def _throttle_once(self, row: MagicNumber) -> None:
        if row.number not in self._throttled:
            self._throttled.add(row.number)
            raise make_refusal(row.code)
        self._throttled.discard(row.number)

    def _take(
        self, action: str, params: Mapping[str, str], wanted: Sequence[str]
    ) -> list[SandboxMessage]:
        template, orders = self._orders.parse(action, params, wanted)
        now = self._clock()
        self._count(template, orders, now)
        biz_id = f"{next(self._biz_ids)}^0"
        call, out_id = self._outbox.next_call, params.get("OutId", "")
        return [self._message(order, template, out_id, biz_id, call, now) for order in orders]

    def _count(
        self, template: SandboxTemplate, orders: Sequence[MessageRequest], now: float
    ) -> None:
        """Count all messages of a call for flow control, or none."""
        if self._flow is None:
            return
        kind, code = template.kind, template.code
        for place, order in enumerate(orders):
            try:
                self._flow.take(kind, order.sign_name, code, order.number, now)
            except Refusal:
                for counted in orders[:place]:
                    self._flow.give_back(kind, counted.sign_name, code, counted.number)
                raise

    def _message(
        self,
        order: MessageRequest,
        template: SandboxTemplate,
        out_id: str,
        biz_id: str,
        call: int,
        now: float,
    ) -> SandboxMessage:
        row = BY_NUMBER.get(order.number)
        receipt = row.receipt if row and row.receipt else _AS_USUAL
        after = receipt.after
        if after is None:
            after = self._random.uniform(*self._receipts_after)
        return SandboxMessage(
            call=call,
            number=order.number,
            sign_name=order.sign_name,
            template_code=template.code,
            params=order.params,
            content=order.content,
            out_id=out_id,
            up_extend_code=order.up_extend_code,
            biz_id=biz_id,
            sent=now,
            receipt_at=now + after,
            shown=now + receipt.shown_after,
            final_status=receipt.status,
            final_code=receipt.code,
        )
