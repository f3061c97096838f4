"""Classify exceptions of the HTTP library by type and causes, never by their text."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator

from requests import exceptions as requested
from urllib3 import exceptions as pooled

from gui.cloud.connections import SpokeFirst
from gui.cloud.transport import AnswerTooLong
from gui.core.sending.outcome import NetworkFault, UnknownFault

_CERTIFICATE = (ssl.SSLCertVerificationError, ssl.CertificateError)
_TLS = (ssl.SSLError, pooled.SSLError)
_TIMEOUT = (TimeoutError, pooled.ReadTimeoutError, requested.Timeout)
_ENDPOINT = (pooled.LocationValueError, requested.InvalidURL)
_NETWORK = (pooled.HTTPError, requested.RequestException, http.client.HTTPException, OSError)


def classify_unsent(error: BaseException | None, proxied: bool) -> NetworkFault:
    """Classify why no connection was made.

    Args:
        error: raised by the call.
        proxied: whether it used a proxy; every fault before TLS is then one of the proxy.
    """
    chain = list(_chain(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(link, kinds) for link in chain)

    if has(*_CERTIFICATE):
        return NetworkFault.CERTIFICATE
    if has(*_TLS):
        return NetworkFault.TLS
    if has(*_ENDPOINT):
        return NetworkFault.ENDPOINT
    if has(SpokeFirst):
        return NetworkFault.PROXY if proxied else NetworkFault.SPOKE_FIRST
    if not has(*_NETWORK):
        return NetworkFault.INTERNAL
    if proxied:
        return NetworkFault.PROXY
    if has(socket.gaierror):
        return NetworkFault.NAME
    if has(*_TIMEOUT):
        return NetworkFault.TIMEOUT
    if has(ConnectionError, http.client.HTTPException):
        # Anything other than a connection failure happened during the handshake.
        return NetworkFault.REFUSED if has(pooled.NewConnectionError) else NetworkFault.TLS
    return NetworkFault.UNREACHABLE


def classify_unanswered(error: BaseException | None) -> UnknownFault:
    """Classify why there is no usable answer after the request may have been sent."""
    chain = list(_chain(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(link, kinds) for link in chain)

    if has(*_TIMEOUT):
        return UnknownFault.READ_TIMEOUT
    if has(AnswerTooLong, pooled.InvalidHeader):
        return UnknownFault.UNEXPECTED
    if has(pooled.DecodeError):
        return UnknownFault.NOT_JSON
    if has(http.client.IncompleteRead):
        return UnknownFault.TRUNCATED
    if has(ConnectionError, ssl.SSLError):
        return UnknownFault.CONNECTION_LOST  # http.client.RemoteDisconnected is a ConnectionError
    if has(http.client.HTTPException):
        return UnknownFault.UNEXPECTED  # not HTTP
    if has(*_NETWORK):
        return UnknownFault.CONNECTION_LOST
    return UnknownFault.INTERNAL


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error` and the errors it wraps, which requests and urllib3 store in three ways."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        link = waiting.pop()
        if isinstance(link, BaseException) and id(link) not in seen:
            seen.add(id(link))
            yield link
            waiting += [link.__cause__, getattr(link, "reason", None), *link.args]
