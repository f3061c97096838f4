"""Transport one call: note what was sent and received, within a time limit.

The SDK loses the exception of the HTTP library, and the library does not report whether the request
had been sent when it failed. That decides whether a message may be sent again, so it is noted in
an `Exchange`, where the bytes are written.
"""

from __future__ import annotations

import http.client
import io
from collections.abc import Mapping
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3 import HTTPResponse, Timeout
from urllib3.exceptions import LocationValueError

from gui.cloud.connections import POOLS
from gui.cloud.exchange import current_exchange

ANSWER_MAX = 1024 * 1024
"""Maximum bytes of an uncompressed answer; the longest real one, 50 details, has about 50 kB."""
_CHUNK = 65536


class AnswerTooLong(Exception):
    """The answer has more than `ANSWER_MAX` bytes, so it is not of this service."""


class Transport(HTTPAdapter):
    """The adapter of every call: no retries, bounded answer, bounded time.

    The deadline of the `Exchange` bounds reading: a slow server is cut off, because each read waits
    at most for the remaining time. Connecting, the TLS handshake and writing have the connect
    time-out each; after a late connection nothing is sent. Name resolution takes as long as the
    operating system allows, but nothing has been sent by then.

    Args:
        pool: connections kept open, one for each concurrent thread.
    """

    def __init__(self, pool: int) -> None:
        # Twice as many, used in turn: each one rests for about the time of a call.
        super().__init__(pool_connections=2, pool_maxsize=2 * pool, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create the pools with the program's own connection classes."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Use the program's connection classes for proxies too."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        """Leave TLS to the connection, see `connections`."""
        host, _ = super().build_connection_pool_key_attributes(*args, **kwargs)
        return host, {"cert_reqs": "CERT_REQUIRED"}

    def cert_verify(self, *args: Any, **kwargs: Any) -> None:
        """Do not add the certificates of requests to the trusted ones."""

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send `request` once and read the answer; note both in the current `Exchange`."""
        exchange = current_exchange.get()
        try:
            raw = self._send(request, timeout, proxies)
            exchange.status = raw.status
            exchange.date = raw.headers.get("Date", "")
            exchange.body = _read(raw)
        except Exception as error:
            exchange.error = error
            raise
        # The SDK uses nothing else, and requests would read without limits.
        answer = Response()
        answer.status_code = exchange.status
        answer._content = exchange.body
        return answer

    def _send(
        self, request: PreparedRequest, timeout: Any, proxies: Mapping[str, str] | None
    ) -> HTTPResponse:
        """Send as requests' adapter does, without the steps that are not needed here."""
        connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        known: Any = proxies
        try:
            pool: Any = self.get_connection_with_tls_context(request, True, proxies=known)
        except LocationValueError as error:
            raise InvalidURL(error) from error
        answer: HTTPResponse = pool.urlopen(
            str(request.method),
            self.request_url(request, known),
            body=request.body,
            headers=request.headers,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
            retries=False,
            timeout=Timeout(connect=connect, read=read),
        )
        return answer


def _read(raw: HTTPResponse) -> bytes:
    body = io.BytesIO()
    try:
        while chunk := raw.read(_CHUNK, decode_content=True):
            body.write(chunk)
            if body.tell() > ANSWER_MAX:
                raise AnswerTooLong
    except BaseException as error:
        raw.close()
        raw.release_conn()
        if isinstance(error, (ValueError, AssertionError)):  # for example a chunk of negative size
            raise http.client.HTTPException("malformed answer") from error
        raise
    return body.getvalue()
