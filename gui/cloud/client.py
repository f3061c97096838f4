"""A typed client of Dysmsapi 2017-05-25, based on the SDK.

Import it late: it loads the SDK and requests.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from typing import Self, TypeVar

from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http import protocol_type
from aliyunsdkcore.request import CommonRequest

from gui.cloud import query_answers
from gui.cloud.answers import Answer, RecentIds, parse_answer, short
from gui.cloud.exchange import Exchange, watch_exchange
from gui.cloud.network_faults import classify_unanswered, classify_unsent
from gui.cloud.sdk_session import SdkSession
from gui.cloud.transport import Transport
from gui.core.accounts.account import DEFAULT_REGION, Account, is_loopback, parse_endpoint
from gui.core.message.query_results import SendDetailPage, SignPage, Template, TemplatePage
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.sending.outcome import Accepted, Failure, NotSent, Outcome, Unknown, UnknownFault
from gui.core.service_text import Limit

VERSION = "2017-05-25"

T = TypeVar("T")


class SmsClient:
    """Client of the service for one account. Thread-safe.

    Every outcome of a call is its return value: calls raise no exceptions, make exactly one
    request, and follow no redirects. Environment variables, `~/.netrc` and the system's proxy
    settings are ignored: the proxy is that of the account.

    Args:
        account: the account and its endpoint.
        secret: its AccessKey secret; never in errors, logs or repr.
        ca_bundle: a PEM file of trusted certificates instead of the operating system's.
        connect_timeout: seconds to connect, and again for the TLS handshake.
        read_timeout: seconds to wait for each part of an answer.
        total_timeout: seconds for the whole call, see `Transport`.
        pool: connections kept open; at least the number of threads that share the client.

    Attributes:
        endpoint: the endpoint of the account.

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
            verify=True,  # ignore environment variables
            # Never empty: otherwise the SDK reads the environment.
            proxy={"http": None, "https": proxy or None},
        )
        # The SDK bundles requests of 2017: no SNI on Python 3.12, and known vulnerabilities.
        self._sdk.session.close()
        self._sdk.session = self._session

    def __repr__(self) -> str:
        """Show the endpoint, without the account."""
        return f"<Client of {self._endpoint.authority}>"

    def __enter__(self) -> Self:
        """Close it at the end of a `with`."""
        return self

    def __exit__(self, *failure: object) -> None:
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
            ValueError: the numbers of parameters and recipients differ.
        """
        many = len(message.numbers)
        if len(message.template_params) != many:
            raise ValueError("as many template_params as numbers")
        # The parameters are validated JSON: join them unchanged.
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
        """Call QuerySendDetails: the status of the messages to one number on one day.

        Args:
            number: without 86 if of the mainland.
            day: the day in Beijing on which it was sent, within the last 30.
            page: from 1.
            size: rows of a page, 1 to 50.
            biz_id: only messages with this BizId.
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
        """Make one request; `take` converts an OK answer to a value."""
        with watch_exchange(self._total_timeout, self._ca_bundle) as exchange:
            try:
                self._sdk.do_action_with_exception(self._request(action, params))
            except Exception as error:
                # The SDK raises eight types, six of them by accident. The transport noted what
                # happened.
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
            # Two answers to one request, or one to two: they cannot be assigned.
            return _contradiction(answer, exchange.status)
        return take(answer) if isinstance(answer, Answer) else answer

    def _request(self, action: str, params: dict[str, str]) -> CommonRequest:
        # One object per call: signing modifies it.
        request = CommonRequest()
        request.set_accept_format("json")
        request.set_method("POST")
        # The SDK compares by identity: any other string would use plain HTTP.
        https = self._endpoint.https
        request.set_protocol_type(protocol_type.HTTPS if https else protocol_type.HTTP)
        request.set_domain(self._endpoint.authority)
        request.set_version(VERSION)
        request.set_action_name(action)
        for name, value in params.items():
            if value:
                request.add_body_params(name, value)  # in the URL they would appear in logs
        return request


def _accepted(answer: Answer) -> Accepted | Unknown:
    """Parse the answer to a sending call: accepted messages have a BizId [SendSms]."""
    biz_id = short(answer.fields.get("BizId"), Limit.BIZ_ID)
    if not biz_id:
        return answer.contradiction()
    return Accepted(biz_id, answer.request_id)


def _contradiction(answer: Answer | Failure, status: int) -> Unknown:
    match answer:
        case Unknown():  # it is more specific
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

    DEBUG=sdk in the environment would print them to stderr.
    """
    for name in ("aliyunsdkcore", "urllib3"):
        logging.getLogger(name).propagate = False
        for logger in list(logging.root.manager.loggerDict):
            if logger == name or logger.startswith(f"{name}."):
                logging.getLogger(logger).disabled = True
