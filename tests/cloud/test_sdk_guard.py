"""What we rely on in aliyun-python-sdk-core, and in requests and urllib3 below it.

None of it is documented. A new version that changes one of these must be looked at before it goes
into the lock: what is at stake is a message sent twice, or sent in clear.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import requests
import urllib3
from aliyunsdkcore.acs_exception.exceptions import ClientException, ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http import protocol_type
from aliyunsdkcore.request import CommonRequest
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest

from gui.cloud.client import SmsClient
from gui.core.message.requests import SendSms
from tests.cloud.server import OK, Authority, Close, Request, Reset, Server, answers

CONTAINERS = ("models.py", "structures.py", "hooks.py", "status_codes.py")
"""Of the SDK's copy of requests: what only holds values."""


class Recording(requests.Session):
    """Notes what the SDK passes on, and in how many sends."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.sent: list[tuple[PreparedRequest, dict[str, Any]]] = []

    def send(self, request: PreparedRequest, **kwargs: Any) -> requests.Response:
        self.sent.append((request, kwargs))
        return super().send(request, **kwargs)


@pytest.fixture
def session() -> Iterator[Recording]:
    with Recording() as session:
        yield session


@pytest.fixture
def sdk(session: Recording) -> AcsClient:
    """A client of the SDK as `gui.cloud.client` makes it, but for the adapter."""
    client = AcsClient(
        "KEYID",
        "secret",
        "cn-hangzhou",
        auto_retry=False,
        connect_timeout=1.5,
        timeout=0.5,
        verify=True,
        proxy={"http": None, "https": None},
    )
    client.session.close()
    client.session = session
    return client


def request_to(server: Server, protocol: str = protocol_type.HTTP) -> CommonRequest:
    request = CommonRequest()
    request.set_accept_format("json")
    request.set_method("POST")
    request.set_protocol_type(protocol)
    request.set_domain(server.authority)
    request.set_version("2017-05-25")
    request.set_action_name("SendSms")
    request.add_body_params("PhoneNumbers", "13800138000")
    request.add_body_params("TemplateParam", '{"code":"4711 +*~甲"}')
    return request


def reset(request: Request, sock: socket) -> None:
    raise Reset


def close(request: Request, sock: socket) -> None:
    raise Close


def throttled(status: int) -> Callable[[Request, socket], None]:
    return answers(status, {"Code": "Throttling", "Message": "m", "RequestId": "R"})


@pytest.mark.parametrize(
    "script",
    [
        answers(500, ""),
        answers(503, {"Code": "ServiceUnavailable", "Message": "m"}),
        answers(500, {"Code": "InternalError", "Message": "m"}),
        throttled(400),
        throttled(429),
        answers(302, "", "Location: /again"),
        reset,
        close,
        None,
    ],
    ids=["500", "503", "internal", "throttled", "429", "302", "reset", "closed", "time-out"],
)
def test_auto_retry_off_is_exactly_one_request(
    serve: Callable[..., Server],
    sdk: AcsClient,
    session: Recording,
    script: Callable[[Request, socket], None] | None,
) -> None:
    server = serve(script)
    server.script = script or server.hang
    with pytest.raises((ClientException, ServerException)):
        sdk.do_action_with_exception(request_to(server))
    assert len(server.requests) == 1
    assert len(session.sent) == 1


def test_client_has_auto_retry_off(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    sdk = vars(connect(serve()))["_sdk"]
    assert isinstance(sdk, AcsClient)
    assert sdk.is_auto_retry() is False


def test_the_session_of_the_client_makes_every_call(
    serve: Callable[..., Server], sdk: AcsClient, session: Recording
) -> None:
    server = serve()
    for _ in range(3):
        sdk.do_action_with_exception(request_to(server))
    assert len(server.requests) == len(session.sent) == 3
    assert server.connections == 1


def test_a_call_runs_nothing_of_the_old_copies_that_connects(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    """`tests/packaging/components/vendored.py` says so of advisories about them."""
    client = connect(serve())
    ran = set()
    sys.setprofile(lambda frame, *_: ran.add(frame.f_code.co_filename))
    try:
        client.send(SendSms(("13800138000",), "阿里云", "SMS_153055065"))
    finally:
        sys.setprofile(None)
    copies = [Path(file).parts for file in ran if "vendored" in Path(file).parts]
    names = {parts[parts.index("vendored") + 1 :] for parts in copies}
    assert {*names} <= {("six.py",), *(("requests", name) for name in CONTAINERS)}, names
    assert ("requests", "models.py") in names  # it looks at the right files


def test_time_outs_proxies_trust_and_redirects_are_passed_on(
    serve: Callable[..., Server],
    sdk: AcsClient,
    session: Recording,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALIBABA_CLOUD_CA_BUNDLE", "/nowhere")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    sdk.do_action_with_exception(request_to(serve()))
    ((_, kwargs),) = session.sent
    assert kwargs["timeout"] == (1.5, 0.5)
    assert kwargs["proxies"] == {"http": None, "https": None}
    assert kwargs["verify"] is True
    assert kwargs["allow_redirects"] is False


def test_body_parameters_are_in_the_body_and_signed(
    serve: Callable[..., Server], sdk: AcsClient
) -> None:
    server = serve()
    sdk.do_action_with_exception(request_to(server))
    (request,) = server.requests
    assert request.form == {
        "PhoneNumbers": "13800138000",
        "TemplateParam": '{"code":"4711 +*~甲"}',
    }
    assert not {"PhoneNumbers", "TemplateParam"} & set(request.query)
    assert "4711" not in request.target + "".join(request.headers.values())
    assert request.is_signed_with("secret")


def test_constant_selects_encryption(
    serve: Callable[..., Server], sdk: AcsClient, session: Recording, authority: Authority
) -> None:
    server = serve(tls=authority.serve("127.0.0.1"))
    with pytest.raises(ClientException):  # not trusted, but spoken to in TLS
        sdk.do_action_with_exception(request_to(server, protocol_type.HTTPS))
    url = session.sent[0][0].url
    assert url is not None and url.startswith(f"https://{server.authority}/")
    assert not server.requests


def test_the_action_is_in_the_url(serve: Callable[..., Server], sdk: AcsClient) -> None:
    server = serve()
    sdk.do_action_with_exception(request_to(server))
    (request,) = server.requests
    assert request.query["Action"] == "SendSms"
    assert request.query["Version"] == "2017-05-25"
    assert request.query["RegionId"] == "cn-hangzhou"
    assert request.query["AccessKeyId"] == "KEYID"
    assert request.headers["accept-encoding"] == "identity"


def test_a_request_is_signed_anew_each_time(serve: Callable[..., Server], sdk: AcsClient) -> None:
    server = serve()
    for _ in range(20):
        sdk.do_action_with_exception(request_to(server))
    assert len({request.query["SignatureNonce"] for request in server.requests}) == 20


def test_exceptions_are_two_families() -> None:
    assert not issubclass(ServerException, ClientException)
    assert not issubclass(ClientException, ServerException)


def test_an_answer_is_handed_on_as_it_came(serve: Callable[..., Server], sdk: AcsClient) -> None:
    body = sdk.do_action_with_exception(request_to(serve(answers(200, "<html>"))))
    assert body == b"<html>"


def test_overridden_methods_exist() -> None:
    """Hooks of requests and urllib3 that no type checker can see are called."""
    for name in ("init_poolmanager", "proxy_manager_for", "cert_verify", "send"):
        assert callable(getattr(HTTPAdapter, name))
    assert "build_connection_pool_key_attributes" in inspect.getsource(
        HTTPAdapter.get_connection_with_tls_context
    )
    assert isinstance(urllib3.PoolManager().pool_classes_by_scheme, dict)
    for pool in (urllib3.HTTPConnectionPool, urllib3.HTTPSConnectionPool):
        assert issubclass(pool.ConnectionCls, urllib3.connection.HTTPConnection)
    assert OK["Code"] == "OK"
