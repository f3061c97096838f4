"""The service of the sandbox without its connections: one request in, one answer out."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from gui.cloud.sandbox.catalogue import SandboxCatalogue
from gui.cloud.sandbox.faults import FaultKind, FaultPlan, SandboxFault
from gui.cloud.sandbox.protocol import replies, signature
from gui.cloud.sandbox.protocol.gateway import Gateway
from gui.cloud.sandbox.protocol.refusals import Refusal, make_refusal
from gui.cloud.sandbox.protocol.replies import Fields, Reply
from gui.cloud.sandbox.queries import QueryHandler
from gui.cloud.sandbox.sending.handler import SendHandler
from gui.cloud.sandbox.sending.outbox import Outbox
from gui.cloud.sandbox.settings import SandboxSettings

log = logging.getLogger(__name__)

_REFUSING = {
    FaultKind.HTTP_500: "InternalError",
    FaultKind.HTTP_503: "ServiceUnavailable",
    FaultKind.SYSTEM_ERROR: "isp.SYSTEM_ERROR",
    FaultKind.THROTTLED: "Throttling.User",
    FaultKind.EXPIRED: "InvalidTimeStamp.Expired",
}
_SENDING = ("SendSms", "SendBatchSms")


@dataclass(frozen=True, slots=True)
class PlannedReply:
    """An answer, and the fault to inject, or none."""

    reply: Reply
    fault: SandboxFault | None = None


class Service:
    """Answers requests. Thread-safe."""

    def __init__(self, settings: SandboxSettings, outbox: Outbox, faults: FaultPlan) -> None:
        catalogue = SandboxCatalogue(settings.signs, settings.templates)
        self._gateway = Gateway(settings)
        self._sending = SendHandler(settings, catalogue, outbox)
        self._queries = QueryHandler(settings, catalogue, outbox)
        self._faults = faults

    def respond(self, method: str, path: str, query: bytes, body: bytes) -> PlannedReply:
        """Answer a request; `query` and `body` are encoded forms."""
        request_id = replies.new_request_id()
        as_json = False
        action = ""
        try:
            try:
                params = signature.parse_form(query) | signature.parse_form(body)
            except UnicodeDecodeError:
                raise make_refusal("InvalidParameter") from None
            as_json = params.get("Format", "").upper() == "JSON"
            if method not in ("GET", "POST"):
                raise make_refusal("UnsupportedHTTPMethod")
            if path != "/":
                raise make_refusal("InvalidApi.NotFound")
            self._gateway.admit(method, params)
            action = params["Action"]
            fields, fault = self._act(action, params)
            if fault and fault.kind in _REFUSING:
                raise make_refusal(_REFUSING[fault.kind])
            return PlannedReply(replies.success_reply(action, fields, request_id, as_json), fault)
        except Refusal as why:
            return PlannedReply(replies.refusal_reply(action, why, request_id, as_json))
        except Exception as error:
            # Only log the location: the text of the error may contain numbers.
            where = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, where.filename, where.lineno)
            failed = make_refusal("InternalError")
            return PlannedReply(replies.refusal_reply(action, failed, request_id, as_json))

    def _act(self, action: str, params: Mapping[str, str]) -> tuple[Fields, SandboxFault | None]:
        fault = self._faults.for_request(action in _SENDING)
        if action in _SENDING:
            sent = self._sending.send(action, params, fault)
            return {"BizId": sent.biz_id}, sent.fault
        return self._queries.handle(action, params), fault
