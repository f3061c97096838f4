"""What may be typed for an account."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.accounts.account import (
    DEFAULT_ENDPOINT,
    SECRET_MAX,
    Account,
    AccountInput,
    Endpoint,
    clean_key_id,
    clean_proxy,
    clean_secret,
    is_loopback,
    parse_endpoint,
)
from gui.core.errors import AccountError, AccountFault


def fault_of(clean: Callable[[str], str | Endpoint], text: str) -> AccountFault:
    with pytest.raises(AccountError) as caught:
        clean(text)
    assert text.strip() == "" or text.strip() not in str(caught.value)
    return caught.value.fault


@pytest.mark.parametrize("clean", [clean_key_id, clean_secret])
def test_blanks_around_a_pasted_key_are_removed(clean: Callable[[str], str]) -> None:
    assert clean(" \t\r\n LTAI5tExample \n") == "LTAI5tExample"
    assert clean("\u3000LTAI+/=\u00a0") == "LTAI+/="


@pytest.mark.parametrize("inner", ["a b", "a\tb", "a\nb", "密钥", "ａｂ", "a\u200bb", "a\x7fb"])
def test_a_key_has_no_inner_blanks_and_is_ascii(inner: str) -> None:
    assert fault_of(clean_key_id, inner) is AccountFault.KEY_ID_CHARACTERS
    assert fault_of(clean_secret, inner) is AccountFault.SECRET_CHARACTERS


@pytest.mark.parametrize("empty", ["", " ", "\n\t"])
def test_a_key_is_not_empty(empty: str) -> None:
    assert fault_of(clean_key_id, empty) is AccountFault.KEY_ID_EMPTY
    assert fault_of(clean_secret, empty) is AccountFault.SECRET_EMPTY


def test_a_secret_fits_every_keyring() -> None:
    assert clean_secret("x" * SECRET_MAX) == "x" * SECRET_MAX
    assert fault_of(clean_secret, "x" * (SECRET_MAX + 1)) is AccountFault.SECRET_TOO_LONG


def test_a_secret_is_in_no_repr() -> None:
    assert "hush" not in repr(AccountInput("l", "id", "hush"))
    assert "secret" not in repr(Account("l", "id"))


@pytest.mark.parametrize(
    ("text", "endpoint", "authority"),
    [
        (DEFAULT_ENDPOINT, Endpoint(DEFAULT_ENDPOINT, 443), DEFAULT_ENDPOINT),
        (" Example.com ", Endpoint("example.com", 443), "example.com"),
        ("example.com.", Endpoint("example.com.", 443), "example.com."),
        ("example.com:8443", Endpoint("example.com", 8443), "example.com:8443"),
        ("10.0.0.1:443", Endpoint("10.0.0.1", 443), "10.0.0.1"),
        ("[2001:db8::1]:8443", Endpoint("2001:db8::1", 8443), "[2001:db8::1]:8443"),
        ("http://127.0.0.1:8080", Endpoint("127.0.0.1", 8080, False), "127.0.0.1:8080"),
        ("http://localhost", Endpoint("localhost", 80, False), "localhost"),
        ("http://[::1]:80", Endpoint("::1", 80, False), "[::1]"),
        ("http://127.0.0.1:443", Endpoint("127.0.0.1", 443, False), "127.0.0.1:443"),
        ("127.0.0.1:80", Endpoint("127.0.0.1", 80), "127.0.0.1:80"),
    ],
)
def test_endpoints(text: str, endpoint: Endpoint, authority: str) -> None:
    assert parse_endpoint(text) == endpoint
    assert endpoint.authority == authority


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", AccountFault.ENDPOINT_EMPTY),
        ("  ", AccountFault.ENDPOINT_EMPTY),
        ("http://dysmsapi.aliyuncs.com", AccountFault.ENDPOINT_PLAIN_HTTP),
        ("http://127.0.0.2", AccountFault.ENDPOINT_PLAIN_HTTP),
        ("http://localhost.example.com", AccountFault.ENDPOINT_PLAIN_HTTP),
        ("http://0.0.0.0:80", AccountFault.ENDPOINT_PLAIN_HTTP),
        ("https://dysmsapi.aliyuncs.com", AccountFault.ENDPOINT_HTTPS),
        (" HTTPS://127.0.0.1:8443/ ", AccountFault.ENDPOINT_HTTPS),
        *(
            (text, AccountFault.ENDPOINT_MALFORMED)
            for text in (
                "ftp://example.com",
                "://example.com",
                "example.com/",
                "http://127.0.0.1/",
                "example.com:",
                "example.com:0",
                "example.com:99999",
                "example.com:port",
                "example.com/path",
                "example.com?a=b",
                "example.com#a",
                "user@example.com",
                "user:password@example.com",
                "exa mple.com",
                "例子.com",
                "a..b",
                ".example.com",
                "-a.com",
                "a-.com",
                "a_b.com",
                "[::1",
                "[fe80::1%eth0]x",
                "a" * 64 + ".com",
                "a" * 64,
                ".".join(["a" * 63] * 4),
                "a," * 3,
            )
        ),
    ],
)
def test_invalid_endpoints_are_refused(text: str, fault: AccountFault) -> None:
    assert fault_of(parse_endpoint, text) is fault


@pytest.mark.timeout(60)
def test_a_long_endpoint_is_refused_at_once() -> None:
    """Its pattern once took twice as long for every character."""
    assert fault_of(parse_endpoint, "a" * 200 + "-") is AccountFault.ENDPOINT_MALFORMED
    assert fault_of(parse_endpoint, "a-" * 100 + "_") is AccountFault.ENDPOINT_MALFORMED


def test_the_longest_names() -> None:
    longest = ".".join(["a" * 63] * 3 + ["a" * 61])
    assert parse_endpoint(longest).host == longest


def test_loopback_addresses() -> None:
    for host in ("localhost", "LOCALHOST", "127.0.0.1", "::1"):
        assert is_loopback(host)
    for host in ("127.0.0.2", "example.com", "", "0.0.0.0"):
        assert not is_loopback(host)


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("", ""),
        ("  ", ""),
        ("proxy.example.com:3128", "http://proxy.example.com:3128"),
        (" http://10.0.0.1:8080/ ", "http://10.0.0.1:8080"),
        ("http://me@proxy:8080", "http://me@proxy:8080"),
        ("http://[::1]:3128", "http://[::1]:3128"),
    ],
)
def test_proxies(text: str, proxy: str) -> None:
    assert clean_proxy(text) == proxy


@pytest.mark.parametrize(
    "text",
    [
        "http://proxy",
        "https://proxy:8080",
        "socks5://proxy:1080",
        "http://me:password@proxy:8080",
        "http://proxy:8080/path",
        "http://proxy:8080?a",
        "http://:8080",
        "http://pro xy:8080",
        "http://代理:8080",
        "http://proxy:port",
        "http://proxy:99999",
        "http://[::1:80",
    ],
)
def test_invalid_proxies_are_refused(text: str) -> None:
    assert fault_of(clean_proxy, text) is AccountFault.PROXY_MALFORMED


_TYPED = st.text(st.sampled_from("aZ09-._:/@[]?#% \t代http"), max_size=40)


@given(_TYPED | _TYPED.map("http://{}".format) | _TYPED.map("https://{}".format))
def test_any_text_is_an_endpoint_or_refused(text: str) -> None:
    try:
        endpoint = parse_endpoint(text)
    except AccountError:
        return
    assert endpoint.https or is_loopback(endpoint.host)
    assert 0 < endpoint.port < 65536
    scheme = "" if endpoint.https else "http://"
    assert parse_endpoint(f"{scheme}{endpoint.authority}") == endpoint


@given(_TYPED | _TYPED.map("http://{}:1".format))
def test_any_text_is_a_proxy_or_refused(text: str) -> None:
    try:
        proxy = clean_proxy(text)
    except AccountError:
        return
    assert clean_proxy(proxy) == proxy
    assert proxy == "" or proxy.startswith("http")
