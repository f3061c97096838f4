"""Dysmsapi 2017-05-25 through the SDK, behind one typed face.

Import this late: it brings in the SDK and requests.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import Self, TypeVar

from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http import protocol_type
from aliyunsdkcore.request import CommonRequest

from gui.cloud import query_answers
from gui.cloud.answers import Answer, RecentIds, parse_answer, short
from gui.cloud.network_faults import classify_unanswered, classify_unsent
from gui.cloud.sdk_session import SdkSession
from gui.cloud.transport import Exchange, Transport, watch_exchange
from gui.core.accounts.account import DEFAULT_REGION, Account, is_loopback, parse_endpoint
from gui.core.message.query_results import SendDetailPage, SignPage, Template, TemplatePage
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.sending.outcome import Accepted, Failure, NotSent, Outcome, Unknown, UnknownFault
from gui.core.service_text import Limit

VERSION = "2017-05-25"

T = TypeVar("T")


class SmsClient:
    """The service as one account sees it; any number of threads may share it.

    Whatever becomes of a call is its value: no exception comes out of one, no call makes more
    than one request, and no redirect is followed. Environment variables, `~/.netrc` and the
    system's proxy settings are not looked at: the account says which proxy.

    Args:
        account: whose service, and where.
        secret: its AccessKey secret; in no error, log or repr.
        ca_bundle: a PEM file of the certificates to trust instead of the operating system's.
        connect_timeout: seconds to connect, and again for the TLS handshake.
        read_timeout: seconds to wait for each part of an answer.
        total_timeout: seconds for the whole call; what it bounds is said in `Transport`.
        pool: connections kept open; at least the number of threads that share the client.

    Attributes:
        endpoint: where it calls, as the account has it.

    Raises:
        AccountError: the endpoint of the account cannot be used.
    """

    def __init__(
        self,
        account: Account,
        secret: str,
        *,
        ca_bundle: str = "",
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        total_timeout: float = 30.0,
        pool: int = 32,
    ) -> None:
        _silence()
        self.endpoint = account.endpoint
        self._endpoint = parse_endpoint(account.endpoint)
        # A proxy could not reach this machine itself.
        proxy = "" if is_loopback(self._endpoint.host) else account.proxy
        self._proxied = bool(proxy)
        self._total_timeout = total_timeout
        self._ca_bundle = ca_bundle
        self._session = SdkSession(Transport(pool))
        self._recent = RecentIds()
        self._sdk = AcsClient(
            account.access_key_id,
            secret,
            account.region or DEFAULT_REGION,
            auto_retry=False,
            connect_timeout=connect_timeout,
            timeout=read_timeout,
            verify=True,  # rather than what an environment variable says
            # Never empty: the SDK would look into the environment then.
            proxy={"http": None, "https": proxy or None},
        )
        # The SDK's own is requests of 2017: no SNI on Python 3.12, and known holes.
        self._sdk.session.close()
        self._sdk.session = self._session

    def __repr__(self) -> str:
        """Show the endpoint, without the account."""
        return f"<Client of {self._endpoint.authority}>"

    def __enter__(self) -> Self:
        """Close it at the end of a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connections, once no call is under way."""
        self._session.close()

    def send(self, message: SendSms) -> Outcome:
        """Call SendSms."""
        return self._submit(
            "SendSms",
            {
                "PhoneNumbers": ",".join(message.numbers),
                "SignName": message.sign_name,
                "TemplateCode": message.template_code,
                "TemplateParam": message.template_param,
                "OutId": message.out_id,
                "SmsUpExtendCode": message.up_extend_code,
            },
        )

    def send_batch(self, message: SendBatchSms) -> Outcome:
        """Call SendBatchSms, with one sign for all.

        Raises:
            ValueError: there are not as many parameters as numbers: they would be mixed up.
        """
        many = len(message.numbers)
        if len(message.template_params) != many:
            raise ValueError("as many template_params as numbers")
        # The parameters are JSON already: joined as they are, they stay as they were checked.
        params = ",".join(param or "{}" for param in message.template_params)
        extend = message.up_extend_code
        return self._submit(
            "SendBatchSms",
            {
                "PhoneNumberJson": _json(list(message.numbers)),
                "SignNameJson": _json([message.sign_name] * many),
                "TemplateCode": message.template_code,
                "TemplateParamJson": f"[{params}]" if any(message.template_params) else "",
                "OutId": message.out_id,
                "SmsUpExtendCodeJson": _json([extend] * many) if extend else "",
            },
        )

    def query_details(
        self, number: str, day: date, page: int = 1, size: int = 50, biz_id: str = ""
    ) -> SendDetailPage | Failure:
        """Call QuerySendDetails: what became of the messages to one number on one day.

        Args:
            number: mainland numbers without 86.
            day: the day in Beijing on which it was sent, within the last 30.
            page: from 1.
            size: rows of a page, 1 to 50.
            biz_id: only those of this one.
        """
        params = {
            "PhoneNumber": number,
            "SendDate": f"{day:%Y%m%d}",
            "PageSize": str(size),
            "CurrentPage": str(page),
            "BizId": biz_id,
        }
        return self._call("QuerySendDetails", params, query_answers.parse_send_details)

    def query_signs(self, page: int = 1, size: int = 50) -> SignPage | Failure:
        """Call QuerySmsSignList; `page` from 1, `size` 1 to 50; at most 10 calls a second."""
        params = {"PageIndex": str(page), "PageSize": str(size)}
        return self._call("QuerySmsSignList", params, query_answers.parse_signs)

    def query_templates(self, page: int = 1, size: int = 50) -> TemplatePage | Failure:
        """Call QuerySmsTemplateList; `page` from 1, `size` 1 to 50; at most 10 calls a second."""
        params = {"PageIndex": str(page), "PageSize": str(size)}
        return self._call("QuerySmsTemplateList", params, query_answers.parse_templates)

    def get_template(self, code: str) -> Template | Failure:
        """Call GetSmsTemplate."""
        params = {"TemplateCode": code}
        return self._call(
            "GetSmsTemplate", params, lambda one: query_answers.parse_template(one, code)
        )

    def _submit(self, action: str, params: dict[str, str]) -> Outcome:
        return self._call(action, params, _accepted)

    def _call(
        self, action: str, params: dict[str, str], take: Callable[[Answer], T | Unknown]
    ) -> T | Failure:
        """Make one request; `take` makes a value of an answer that is OK."""
        with watch_exchange(self._total_timeout, self._ca_bundle) as exchange:
            try:
                self._sdk.do_action_with_exception(self._request(action, params))
            except Exception as error:
                # Of eight types, six of them by accident. What counts was noted on the wire.
                exchange.error = exchange.error or error
            exchange.look_for_more()
            outcome = self._outcome(exchange, take)
            exchange.release(clean=not isinstance(outcome, Unknown))
        return outcome

    def _outcome(self, exchange: Exchange, take: Callable[[Answer], T | Unknown]) -> T | Failure:
        if exchange.body is None:
            if not exchange.left:
                return NotSent(classify_unsent(exchange.error, self._proxied))
            return Unknown(classify_unanswered(exchange.error), http_status=exchange.status)
        answer = parse_answer(exchange.status, exchange.body, exchange.date)
        is_new = self._recent.is_new("" if isinstance(answer, NotSent) else answer.request_id)
        if exchange.extra or not is_new:
            # Two answers to one request, or one to two: which belongs to which cannot be told.
            return _contradiction(answer, exchange.status)
        return take(answer) if isinstance(answer, Answer) else answer

    def _request(self, action: str, params: dict[str, str]) -> CommonRequest:
        # One object for each call: signing changes it.
        request = CommonRequest()
        request.set_accept_format("json")
        request.set_method("POST")
        # The SDK compares by identity: any other string would go out unencrypted.
        https = self._endpoint.https
        request.set_protocol_type(protocol_type.HTTPS if https else protocol_type.HTTP)
        request.set_domain(self._endpoint.authority)
        request.set_version(VERSION)
        request.set_action_name(action)
        for name, value in params.items():
            if value:
                request.add_body_params(name, value)  # in the URL they would end up in logs
        return request


def _accepted(answer: Answer) -> Accepted | Unknown:
    """Read the answer to a sending call: what was taken has a BizId [SendSms]."""
    biz_id = short(answer.fields.get("BizId"), Limit.BIZ_ID)
    if not biz_id:
        return answer.contradiction()
    return Accepted(biz_id, answer.request_id)


def _contradiction(answer: Answer | Failure, status: int) -> Unknown:
    match answer:
        case Unknown():  # it says more than that
            return answer
        case Answer():
            return answer.contradiction()
        case NotSent():
            return Unknown(UnknownFault.CONTRADICTION, http_status=status)
        case _:
            return Unknown(
                UnknownFault.CONTRADICTION,
                answer.code,
                answer.message,
                answer.request_id,
                status,
            )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _silence() -> None:
    """Keep the SDK and urllib3 from logging URLs and parameters.

    DEBUG=sdk in the environment would put them on stderr.
    """
    for name in ("aliyunsdkcore", "urllib3"):
        logging.getLogger(name).propagate = False
        for logger in list(logging.root.manager.loggerDict):
            if logger == name or logger.startswith(f"{name}."):
                logging.getLogger(logger).disabled = True
