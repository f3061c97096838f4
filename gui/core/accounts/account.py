"""An account of the service, without its secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gui.core.errors import AccountError, AccountFault

DEFAULT_ENDPOINT = "dysmsapi.aliyuncs.com"
INTERNATIONAL_ENDPOINT = "dysmsapi.ap-southeast-1.aliyuncs.com"
DEFAULT_REGION = "cn-hangzhou"
SECRET_MAX = 1280
"""Characters of a secret: Windows Credential Manager takes 2560 bytes of UTF-16."""

_TOKEN = re.compile(r"[!-~]+")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*\.?")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address of the service.

    Attributes:
        host: host name or address, without brackets.
        port: 443 or 80 unless given.
        https: false only for this machine itself.
    """

    host: str
    port: int
    https: bool = True

    @property
    def authority(self) -> str:
        """`host[:port]`, as it stands in a URL; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.https else 80) else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Account:
    """A saved account. The secret is not here: it is in the keyring, under `access_key_id`.

    Attributes:
        label: the operator's name for it.
        access_key_id: its AccessKey ID; unique among the accounts.
        endpoint: as typed: `host[:port]`, or `http://` for this machine itself.
        region: RegionId of the calls.
        production: whether to mark it as the account whose messages cost money.
        proxy: `http://[user@]host:port`, or empty for a direct connection.
        sandbox: whether it is the built-in sandbox, which sends nothing.
    """

    label: str
    access_key_id: str
    endpoint: str = DEFAULT_ENDPOINT
    region: str = DEFAULT_REGION
    production: bool = False
    proxy: str = ""
    sandbox: bool = False

    @property
    def reaches_phones(self) -> bool:
        """Whether its messages leave this computer; those of a sandbox server on it do not."""
        return not self.sandbox and not self.endpoint.strip().lower().startswith("http://")


@dataclass(frozen=True, slots=True)
class AccountInput:
    """The account form as typed, not yet validated.

    Attributes:
        secret: never shown; empty keeps the stored one.
        keep_in_memory: the operator agreed to lose the secret when the program ends.
        original: AccessKey ID of the edited account, or empty for a new one.
    """

    label: str
    access_key_id: str
    secret: str = field(repr=False)
    endpoint: str = DEFAULT_ENDPOINT
    region: str = DEFAULT_REGION
    production: bool = False
    proxy: str = ""
    keep_in_memory: bool = False
    original: str = ""


def clean_key_id(text: str) -> str:
    """Strip a pasted AccessKey ID; raise `AccountError` if it cannot be one."""
    text = text.strip()
    if not text:
        raise AccountError(AccountFault.KEY_ID_EMPTY)
    if not _TOKEN.fullmatch(text):
        raise AccountError(AccountFault.KEY_ID_CHARACTERS)
    return text


def clean_secret(text: str) -> str:
    """Strip a pasted AccessKey secret; raise `AccountError` if it cannot be one."""
    text = text.strip()
    if not text:
        raise AccountError(AccountFault.SECRET_EMPTY)
    if not _TOKEN.fullmatch(text):
        raise AccountError(AccountFault.SECRET_CHARACTERS)
    if len(text) > SECRET_MAX:
        raise AccountError(AccountFault.SECRET_TOO_LONG)
    return text


def parse_input(entry: AccountInput, reserved: str) -> tuple[Account, str]:
    """Give the account that was typed, and its secret; empty for the one that is kept already.

    Raises:
        AccountError: something typed cannot be used; its name is `reserved` for another one.
    """
    label = entry.label.strip()
    if not label:
        raise AccountError(AccountFault.LABEL_EMPTY)
    key_id = clean_key_id(entry.access_key_id)
    if label == reserved:
        raise AccountError(AccountFault.LABEL_TAKEN)
    secret = "" if entry.original and not entry.secret.strip() else clean_secret(entry.secret)
    parse_endpoint(entry.endpoint)
    account = Account(
        label,
        key_id,
        entry.endpoint.strip(),
        entry.region.strip(),
        entry.production,
        clean_proxy(entry.proxy),
    )
    return account, secret


def is_loopback(host: str) -> bool:
    """Return whether `host` is this machine itself."""
    return host.lower() == "localhost" or host in ("127.0.0.1", "::1")


def parse_endpoint(text: str) -> Endpoint:
    """Parse `host[:port]`, which implies HTTPS, or an `http://` URL of this machine.

    Raises:
        AccountError: it is neither.
    """
    text = text.strip()
    if not text:
        raise AccountError(AccountFault.ENDPOINT_EMPTY)
    scheme, separator, rest = text.partition("://")
    https = not separator
    if https:
        rest = text
    elif scheme.lower() == "https":
        raise AccountError(AccountFault.ENDPOINT_HTTPS)
    elif scheme.lower() != "http":
        raise AccountError(AccountFault.ENDPOINT_MALFORMED)
    if not rest.isascii():
        raise AccountError(AccountFault.ENDPOINT_MALFORMED)
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AccountError(AccountFault.ENDPOINT_MALFORMED) from error
    named = parts.username is not None or parts.password is not None
    if named or parts.path or parts.query or parts.fragment or port == 0:
        raise AccountError(AccountFault.ENDPOINT_MALFORMED)
    after = rest.rpartition("]")[2] if "]" in rest else ""  # of [::1]:443
    if not _is_host(host) or rest.endswith(":") or not f"{after}:".startswith(":"):
        raise AccountError(AccountFault.ENDPOINT_MALFORMED)
    if not https and not is_loopback(host):
        raise AccountError(AccountFault.ENDPOINT_PLAIN_HTTP)
    return Endpoint(host, port or (443 if https else 80), https)


def is_known_endpoint(text: str) -> bool:
    """Return whether the service documents this endpoint; raise `AccountError` if malformed."""
    return parse_endpoint(text).host.lower() in (DEFAULT_ENDPOINT, INTERNATIONAL_ENDPOINT)


def same_endpoint(one: str, other: str) -> bool:
    """Return whether two endpoints are the same, however they are written."""
    try:
        return parse_endpoint(one.lower()) == parse_endpoint(other.lower())
    except AccountError:
        return one == other


def clean_proxy(text: str) -> str:
    """Check a proxy `http://host:port`, or empty; raise `AccountError` if it is neither."""
    text = text.strip()
    if not text:
        return ""
    if "://" not in text:
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AccountError(AccountFault.PROXY_MALFORMED) from error
    host = parts.hostname or ""
    bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    # A password here would be stored in settings.json.
    if parts.scheme != "http" or not port or not _is_host(host) or not bare or parts.password:
        raise AccountError(AccountFault.PROXY_MALFORMED)
    return text.rstrip("/")


def _is_host(host: str) -> bool:
    if not host.isascii():
        return False
    import ipaddress  # imported late

    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.fullmatch(host))
    return True
