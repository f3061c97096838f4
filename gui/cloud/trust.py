"""TLS contexts that trust the certificates of the operating system, and no others.

OpenSSL and requests add certificates from the environment (SSL_CERT_FILE, SSL_CERT_DIR,
REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE). A variable is easily set without the user's knowledge, and
would allow reading every message and signed request, so they are ignored.
"""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora, RHEL
    "/etc/pki/tls/certs/ca-bundle.crt",  # older versions of these
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Alpine, BSD
)
"""Where Linux distributions keep the certificates of the system."""


def trusting_context(ca_bundle: str = "") -> ssl.SSLContext:
    """Create the TLS context of one connection.

    Args:
        ca_bundle: a PEM file of the certificates to trust instead of the system's.

    Raises:
        ssl.SSLCertVerificationError: the bundle cannot be read.
    """
    if ca_bundle:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            context.load_verify_locations(cafile=ca_bundle)
        except OSError as error:  # ssl.SSLError is one
            raise ssl.SSLCertVerificationError("the CA bundle cannot be read") from error
        return context
    if sys.platform in ("win32", "darwin"):
        # The system verifies there, and ignores these variables.
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _load_system_store(context)
    return context


def _load_system_store(context: ssl.SSLContext) -> None:
    """Load the certificates of the operating system; without a store nothing is trusted."""
    # The fields `cafile` and `capath` follow the environment; the `openssl_` ones do not.
    built_in = ssl.get_default_verify_paths()
    folder = built_in.openssl_capath
    for store in (built_in.openssl_cafile, *_STORES):
        if Path(store).is_file():
            try:
                context.load_verify_locations(cafile=store)
                return
            except OSError:
                continue  # damaged, empty or unreadable: try the next one
    if Path(folder).is_dir():
        context.load_verify_locations(capath=folder)
