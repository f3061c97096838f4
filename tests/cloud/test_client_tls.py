"""TLS and proxies: whatever fails before the request is encrypted has not been sent."""

import os
import socket
import ssl
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from gui.cloud.client import SmsClient
from gui.core.message.requests import SendSms
from gui.core.sending.outcome import Accepted, NetworkFault, NotSent, Unknown, UnknownFault
from tests.cloud.server import Authority, Close, Request, Reset, Server, answers, says, tunnel_to

MESSAGE = SendSms(("13800138000",), "阿里云", "SMS_153055065")
CONNECT = 2.0
"""Seconds of a handshake; one after the other, eight would take eight times as long."""
ACCEPTED = Accepted("900^0", "R-1")


@pytest.fixture
def trusting(connect: Callable[..., SmsClient], authority: Authority) -> Callable[..., SmsClient]:
    """A client that trusts the authority of the tests."""
    return lambda where, **more: connect(where, ca_bundle=str(authority.bundle), **more)


def test_tls(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("127.0.0.1"))
    client = trusting(server)
    for _ in range(3):
        assert isinstance(client.send(MESSAGE), Accepted)
    assert server.connections == 1


@pytest.mark.skipif(sys.platform != "linux", reason="where the store is a file")
def test_the_certificates_of_the_system_are_trusted(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gui.cloud.trust._STORES", (str(authority.bundle),))
    monkeypatch.setattr(ssl, "get_default_verify_paths", _no_paths)
    assert connect(serve(tls=authority.serve("127.0.0.1"))).send(MESSAGE) == ACCEPTED


def _no_paths() -> ssl.DefaultVerifyPaths:
    return ssl.DefaultVerifyPaths("", "", "", "/nowhere", "", "/nowhere")


VARIABLES = (
    *("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "ALIBABA_CLOUD_CA_BUNDLE"),
    *("SSL_CERT_DIR", "REQUESTS_CA_PATH"),
)


@pytest.mark.parametrize("names", [*((name,) for name in VARIABLES), VARIABLES])
def test_no_variable_adds_trust(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    names: tuple[str, ...],
) -> None:
    """In a folder, OpenSSL looks for names that are a hash of the certificate's subject."""
    (tmp_path / "3ae2a799.0").write_bytes(authority.bundle.read_bytes())
    for name in names:
        where = tmp_path if name.endswith(("DIR", "PATH")) else authority.bundle
        monkeypatch.setenv(name, str(where))
    client = connect(serve(tls=authority.serve("127.0.0.1")))
    assert client.send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)


def test_certificates_that_requests_brings_are_not_trusted(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(authority.bundle))
    client = connect(serve(tls=authority.serve("127.0.0.1")))
    assert client.send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)


def test_bad_certificate(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("127.0.0.1"))
    assert connect(server).send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)
    assert not server.requests


def test_wrong_host_name(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("dysmsapi.aliyuncs.com", "127.0.0.2"))
    assert trusting(server).send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)
    assert not server.requests


def test_expired_certificate(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("127.0.0.1", until=timedelta(days=-1)))
    assert trusting(server).send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)


@pytest.mark.parametrize("content", [None, "", "not a certificate"])
def test_an_unreadable_bundle(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    authority: Authority,
    tmp_path: Path,
    content: str | None,
) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    server = serve(tls=authority.serve("127.0.0.1"))
    client = connect(server, ca_bundle=str(bundle))
    assert client.send(MESSAGE) == NotSent(NetworkFault.CERTIFICATE)
    assert not server.requests


def test_a_server_without_tls(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient]
) -> None:
    def begin(sock: socket.socket) -> None:
        sock.recv(65536)
        sock.sendall(b"HTTP/1.1 400 The plain HTTP request was sent to HTTPS port\r\n\r\n")

    server = serve(begin=begin)
    assert trusting(server.authority).send(MESSAGE) == NotSent(NetworkFault.TLS)


def test_reset_within_the_handshake(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    def begin(sock: socket.socket) -> None:
        sock.recv(1)
        raise Reset

    server = serve(begin=begin, tls=authority.serve("127.0.0.1"))
    assert trusting(server).send(MESSAGE) == NotSent(NetworkFault.TLS)


def test_closed_within_the_handshake(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    def begin(sock: socket.socket) -> None:
        sock.recv(65536)
        raise Close

    server = serve(begin=begin, tls=authority.serve("127.0.0.1"))
    assert trusting(server).send(MESSAGE) == NotSent(NetworkFault.TLS)


def test_a_handshake_that_stalls(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], authority: Authority
) -> None:
    """In several threads at once: none waits for another's."""
    server = serve(tls=authority.serve("127.0.0.1"))
    server.begin = lambda sock: server.hang()
    client = connect(server, connect_timeout=CONNECT)
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: client.send(MESSAGE), range(8)))
    assert time.monotonic() - began < 8 * CONNECT
    assert outcomes == [NotSent(NetworkFault.TIMEOUT)] * 8


@pytest.mark.parametrize("end", [Close, Reset])
def test_lost_after_the_request(
    serve: Callable[..., Server],
    trusting: Callable[..., SmsClient],
    authority: Authority,
    end: type[Exception],
) -> None:
    def script(request: Request, sock: ssl.SSLSocket) -> None:
        raise end

    server = serve(script, tls=authority.serve("127.0.0.1"))
    assert trusting(server).send(MESSAGE) == Unknown(UnknownFault.CONNECTION_LOST)
    assert len(server.requests) == 1


def test_time_out_after_the_request(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("127.0.0.1"))
    server.script = server.hang
    outcome = trusting(server, read_timeout=0.2).send(MESSAGE)
    assert outcome == Unknown(UnknownFault.READ_TIMEOUT)
    assert len(server.requests) == 1


def test_a_dripping_server_is_cut_off_behind_tls(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    def drip(request: Request, sock: ssl.SSLSocket) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n{")
        while not server.stopping.wait(0.02):
            sock.sendall(b" ")
        raise Close

    server = serve(drip, tls=authority.serve("127.0.0.1"))
    outcome = trusting(server, total_timeout=1).send(MESSAGE)
    assert outcome == Unknown(UnknownFault.READ_TIMEOUT, http_status=200)


HOST = "dysmsapi.example.com"


def test_through_a_proxy(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve(HOST))
    proxy = serve(tunnel_to(server.port))
    client = trusting(HOST, proxy=f"http://{proxy.authority}")
    for _ in range(2):
        assert isinstance(client.send(MESSAGE), Accepted)
    (asked,) = proxy.requests
    assert (asked.method, asked.target) == ("CONNECT", f"{HOST}:443")
    assert b"13800138000" not in asked.body
    assert len(server.requests) == 2


def test_a_certificate_behind_a_proxy(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server = serve(tls=authority.serve("another.example.com"))
    proxy = serve(tunnel_to(server.port))
    outcome = trusting(HOST, proxy=f"http://{proxy.authority}").send(MESSAGE)
    assert outcome == NotSent(NetworkFault.CERTIFICATE)


def test_lost_behind_a_proxy(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    def script(request: Request, sock: ssl.SSLSocket) -> None:
        raise Close

    server = serve(script, tls=authority.serve(HOST))
    proxy = serve(tunnel_to(server.port))
    outcome = trusting(HOST, proxy=f"http://{proxy.authority}").send(MESSAGE)
    assert outcome == Unknown(UnknownFault.CONNECTION_LOST)
    assert len(server.requests) == len(proxy.requests) == 1


GBK = "<html>代理服务器错误</html>".encode("gbk")
REFUSALS = {
    "502 in GBK": answers(502, GBK),
    "407": answers(407, "", "Proxy-Authenticate: Basic"),
    "closed": says(b""),
    "not a proxy": says(b"220 mail ready\r\n"),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_proxy_that_refuses(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], refusal: str
) -> None:
    proxy = serve(REFUSALS[refusal])
    client = connect(HOST, proxy=f"http://{proxy.authority}")
    assert client.send(MESSAGE) == NotSent(NetworkFault.PROXY)
    assert len(proxy.requests) == 1


def test_a_proxy_that_hangs(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    proxy = serve()
    proxy.script = proxy.hang
    client = connect(HOST, proxy=f"http://{proxy.authority}", connect_timeout=0.2)
    assert client.send(MESSAGE) == NotSent(NetworkFault.PROXY)


def test_a_proxy_that_drips(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    def drip(request: Request, sock: socket.socket) -> None:
        while not proxy.stopping.wait(0.02):
            sock.sendall(b"H")
        raise Close

    proxy = serve(drip)
    client = connect(HOST, proxy=f"http://{proxy.authority}", total_timeout=0.4)
    assert client.send(MESSAGE) == NotSent(NetworkFault.PROXY)


def test_unreachable_proxy(connect: Callable[..., SmsClient]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    client = connect(HOST, proxy=f"http://127.0.0.1:{port}")
    assert client.send(MESSAGE) == NotSent(NetworkFault.PROXY)


@pytest.mark.parametrize("named", ["environment", "account"])
def test_no_proxy_to_this_machine(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    named: str,
) -> None:
    """Nor anything else that the environment says."""
    server, proxy = serve(), serve()
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password mine\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{proxy.authority}")
        monkeypatch.setenv(name.lower(), f"http://{proxy.authority}")
    client = connect(server, proxy=f"http://{proxy.authority}" if named == "account" else "")
    assert client.send(MESSAGE) == ACCEPTED
    assert not proxy.requests
    assert "authorization" not in server.requests[0].headers


def test_no_proxy_to_this_machine_with_tls(
    serve: Callable[..., Server], trusting: Callable[..., SmsClient], authority: Authority
) -> None:
    server, proxy = serve(tls=authority.serve("127.0.0.1")), serve()
    assert trusting(server, proxy=f"http://{proxy.authority}").send(MESSAGE) == ACCEPTED
    assert not proxy.requests


def test_no_proxy_of_the_environment(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve()
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setitem(os.environ, name, f"http://{proxy.authority}")
    outcome = connect("255.255.255.255").send(MESSAGE)
    assert outcome == NotSent(NetworkFault.UNREACHABLE)
    assert not proxy.requests
