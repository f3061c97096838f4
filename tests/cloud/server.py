"""A server that does what a test tells it, byte by byte; with TLS too."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import json
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.base import CertificateBuilder
from cryptography.x509.oid import NameOID


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int
    ordinal: int = 1
    stopping: threading.Event | None = None
    """Set once the server stops, for scripts without end that want to know."""

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def is_signed_with(self, secret: str) -> bool:
        """RPC V1, after the service's own description of it."""
        params = {**self.query, **self.form}
        given = params.pop("Signature")
        canon = "&".join(f"{_enc(k)}={_enc(v)}" for k, v in sorted(params.items()))
        text = f"{self.method}&%2F&{_enc(canon)}"
        digest = hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode() == given


def _enc(value: str) -> str:
    return quote(value, safe="-_.~")


class Close(Exception):
    """The script is done with the connection."""


class Reset(Exception):
    """The connection is to end with a RST."""


Script = Callable[["Request", socket.socket], None]


def http(
    status: int, body: bytes | str | dict[str, Any], *headers: str, length: int | None = None
) -> bytes:
    if isinstance(body, dict):
        body = json.dumps(body)
    if isinstance(body, str):
        body = body.encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def numbered(body: dict[str, Any], request: Request) -> dict[str, Any]:
    """Give an answer a RequestId of its own, as the service does: R, then R/2, R/3 and so on."""
    if not body.get("RequestId") or request.ordinal == 1:
        return body
    return {**body, "RequestId": f"{body['RequestId']}/{request.ordinal}"}


def answers(status: int, body: bytes | str | dict[str, Any], *headers: str) -> Script:
    def script(request: Request, sock: socket.socket) -> None:
        own = numbered(body, request) if isinstance(body, dict) else body
        sock.sendall(http(status, own, *headers))

    return script


def says(raw: bytes) -> Script:
    """Write bytes and close."""

    def script(request: Request, sock: socket.socket) -> None:
        sock.sendall(raw)
        raise Close

    return script


OK = {"Message": "OK", "RequestId": "R-1", "BizId": "900^0", "Code": "OK"}


@dataclass
class Server:
    """Reads requests and plays a script for each; `begin` is played on a fresh connection."""

    script: Script = field(default_factory=lambda: answers(200, OK))
    begin: Callable[[socket.socket], None] | None = None
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        found: int = self._socket.getsockname()[1]
        return found

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def hang(self, request: Request | None = None, sock: socket.socket | None = None) -> None:
        self.stopping.wait()
        raise Close

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(sock, self.connections))
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket, connection: int) -> None:
        try:
            if self.begin:
                self.begin(sock)
            if self.tls:
                sock.settimeout(60)
                sock = self.tls.wrap_socket(sock, server_side=True)
            while request := self._read(sock, connection):
                self.requests.append(request)
                request.ordinal = len(self.requests)
                self.script(request, sock)
        except Reset:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except (Close, OSError):
            pass
        finally:
            sock.close()

    def _read(self, sock: socket.socket, connection: int) -> Request | None:
        raw = b""
        while b"\r\n\r\n" not in raw:
            if not (more := self._receive(sock)):
                return None
            raw += more
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += self._receive(sock)
        method, target, _ = first.split(" ")
        return Request(method, target, headers, body, connection)

    def _receive(self, sock: socket.socket) -> bytes:
        sock.settimeout(0.05)
        while not self.stopping.is_set():
            with suppress(TimeoutError):
                received = sock.recv(65536)
                sock.settimeout(60)
                return received
        return b""


def tunnel_to(port: int) -> Script:
    """The script of a proxy: whatever CONNECT names, it is `port` of this machine."""

    def script(request: Request, sock: socket.socket) -> None:
        sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", port)) as other:
            pairs = {sock: other, other: sock}
            while True:
                for ready in select.select(list(pairs), [], [], 60)[0]:
                    data = ready.recv(65536)
                    if not data:
                        raise Close
                    pairs[ready].sendall(data)

    return script


class Authority:
    """A certificate authority of the test run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SMS Desk test CA")])
        certificate = (
            self._builder(self._name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.bundle = folder / "ca.pem"
        self.bundle.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def _builder(
        self, name: x509.Name, key: ec.EllipticCurvePublicKey, until: timedelta = timedelta(days=1)
    ) -> CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + until)
        )

    def serve(self, *hosts: str, until: timedelta = timedelta(days=1)) -> ssl.SSLContext:
        """A server's context with a certificate for `hosts`."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [
            x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
            for host in hosts
        ]
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        certificate = (
            self._builder(subject, key.public_key(), until)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        pem = self.folder / f"{abs(hash((hosts, until)))}.pem"
        pem.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context
