"""One request in, one answer out: the service without its connections."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from gui.cloud.sandbox import replies, rpc
from gui.cloud.sandbox.catalogue import Catalogue
from gui.cloud.sandbox.faults import Fault, FaultKind, Faults
from gui.cloud.sandbox.gateway import Gateway
from gui.cloud.sandbox.outbox import Outbox
from gui.cloud.sandbox.queries import Queries
from gui.cloud.sandbox.refusals import Refusal, refuse
from gui.cloud.sandbox.replies import Fields, Reply
from gui.cloud.sandbox.sending import Sending
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
class Answer:
    """What to answer, and what is to go wrong on the way, if something is."""

    reply: Reply
    fault: Fault | None = None


class Service:
    """Answers requests from any number of threads."""

    def __init__(self, settings: SandboxSettings, outbox: Outbox, faults: Faults) -> None:
        catalogue = Catalogue(settings.signs, settings.templates)
        self._gateway = Gateway(settings)
        self._sending = Sending(settings, catalogue, outbox)
        self._queries = Queries(settings, catalogue, outbox)
        self._faults = faults

    def answer(self, method: str, path: str, query: bytes, body: bytes) -> Answer:
        """Answer a request; `query` and `body` are forms, still encoded."""
        request_id = replies.new_request_id()
        as_json = False
        action = ""
        try:
            try:
                params = rpc.parse_form(query) | rpc.parse_form(body)
            except UnicodeDecodeError:
                raise refuse("InvalidParameter") from None
            as_json = params.get("Format", "").upper() == "JSON"
            if method not in ("GET", "POST"):
                raise refuse("UnsupportedHTTPMethod")
            if path != "/":
                raise refuse("InvalidApi.NotFound")
            self._gateway.admit(method, params)
            action = params["Action"]
            fields, fault = self._act(action, params)
            if fault and fault.kind in _REFUSING:
                raise refuse(_REFUSING[fault.kind])
            return Answer(replies.success(action, fields, request_id, as_json), fault)
        except Refusal as why:
            return Answer(replies.refusal(action, why, request_id, as_json))
        except Exception as error:
            # Only the place goes to the log: the error's text may hold numbers.
            where = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, where.filename, where.lineno)
            failed = refuse("InternalError")
            return Answer(replies.refusal(action, failed, request_id, as_json))

    def _act(self, action: str, params: Mapping[str, str]) -> tuple[Fields, Fault | None]:
        fault = self._faults.for_request(action in _SENDING)
        if action in _SENDING:
            sent = self._sending.send(action, params, fault)
            return {"BizId": sent.biz_id}, sent.fault
        return self._queries.ask(action, params), fault
