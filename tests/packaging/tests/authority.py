"""A certificate to sign with, and timestamps (RFC 3161) of this computer, for tests."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.packaging.commands import run

_SECTION = """[tsa]
serial = {folder}/serial
signer_cert = {folder}/stamps.pem
certs = {folder}/stamps.pem
signer_key = {folder}/stamps.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
"""


class Authority:
    """Makes its certificates in `folder`; a context manager, which serves timestamps.

    Attributes:
        certificate, stamps: PEM files, of who signs and of who says when.
        pfx: the certificate with its key; its password is `word`.
        asked: how many timestamps were asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.certificate, self.stamps = folder / "own.pem", folder / "stamps.pem"
        self.pfx = folder / "own.pfx"
        self.asked = 0
        self._folder = folder
        for path, usage in ((self.certificate, "codeSigning"), (self.stamps, "timeStamping")):
            command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
            command += ["-subj", f"/CN=SMS Desk test, {usage}"]
            command += ["-addext", f"extendedKeyUsage=critical,{usage}"]
            run([*command, "-keyout", path.with_suffix(".key"), "-out", path])
        key = self.certificate.with_suffix(".key")
        export = ["openssl", "pkcs12", "-export", "-passout", "pass:word"]
        run([*export, "-inkey", key, "-in", self.certificate, "-out", self.pfx])
        (folder / "tsa.cnf").write_text(_SECTION.format(folder=folder), encoding="utf-8")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Authority:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, query: bytes) -> bytes:
        self.asked += 1
        asked, answer = self._folder / "query.tsq", self._folder / "answer.tsr"
        asked.write_bytes(query)
        command = ["openssl", "ts", "-reply", "-section", "tsa"]
        config = self._folder / "tsa.cnf"
        run([*command, "-config", config, "-queryfile", asked, "-out", answer])
        return answer.read_bytes()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        answer = self._answer

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
