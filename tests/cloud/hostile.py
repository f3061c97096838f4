"""Answers of a hostile or broken server, byte by byte, each with what must become of the call."""

import gzip
import json
import socket
import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gui.core.sending.outcome import Accepted, Failure, Rejected, Throttled, Unknown, UnknownFault
from tests.cloud.server import Close, Request, Reset, http

Play = Callable[[Request, socket.socket], None]

GOOD = '{"Message":"OK","RequestId":"R","BizId":"900^0","Code":"OK"}'
OTHER = '{"Message":"OK","RequestId":"X","BizId":"666^6","Code":"OK"}'
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
F = UnknownFault


@dataclass
class Hostile:
    """One answer.

    `expected` is a kind of outcome or the fault of an `Unknown`; `keeps` says whether the
    connection may be used again.
    """

    play: Play
    expected: UnknownFault | type[Accepted] | type[Failure]
    keeps: bool = False

    def fits(self, outcome: object) -> bool:
        if isinstance(self.expected, UnknownFault):
            return isinstance(outcome, Unknown) and outcome.fault is self.expected
        return isinstance(outcome, self.expected)


def raw(*parts: bytes, end: type[Exception] | None = None) -> Play:
    def play(request: Request, sock: socket.socket) -> None:
        for part in parts:
            sock.sendall(part)
        if end:
            raise end

    return play


def body(text: str | bytes, status: int = 200, *headers: str, **kwargs: Any) -> Play:
    return raw(http(status, text, *headers, **kwargs))


def fields(status: int = 200, **more: object) -> Play:
    return body(json.dumps({"Message": "OK", "RequestId": "R", "Code": "OK"} | more), status)


def packed(data: bytes, coding: str) -> Play:
    return body(data, 200, f"Content-Encoding: {coding}")


def drip(begun: bytes, each: bytes) -> Play:
    """Bytes without end, a few at a time: never silent long enough for a read time-out."""

    def play(request: Request, sock: socket.socket) -> None:
        sock.sendall(begun)
        for _ in range(2000):
            sock.sendall(each)
            if request.stopping is not None and request.stopping.wait(0.01):
                break
        raise Close

    return play


def flood(begun: bytes, block: bytes) -> Play:
    """As much as the client takes, up to 200 MB."""

    def play(request: Request, sock: socket.socket) -> None:
        sock.sendall(begun)
        for _ in range(200 * 2**20 // len(block)):
            sock.sendall(block)
        raise Close

    return play


def bomb(megabytes: int = 64, wbits: int = 31) -> bytes:
    """So many zeros compressed, for the cost of compressing one megabyte.

    Args:
        megabytes: 2**20 bytes each.
        wbits: 31 for gzip, 15 for deflate.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    head, zeros = packer.flush(zlib.Z_FULL_FLUSH), bytes(2**20)
    # After a full flush a block refers to none before it: it can be repeated.
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    if wbits == 31:
        check = 0
        for _ in range(megabytes):
            check = zlib.crc32(zeros, check)
        return head + block * megabytes + end + struct.pack("<2I", check, megabytes * 2**20)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(zeros, check)
    return head + block * megabytes + end + struct.pack(">I", check)


BOMB = bomb()
BOMB2 = gzip.compress(BOMB * 64, 9)
LONG = "9" * (2 * 2**20)

# Some systems give the reader of a reset connection an end of file.
RESET = F.TRUNCATED if sys.platform == "win32" else F.CONNECTION_LOST

DRIPS = {
    "head": drip(HEAD + b"X: ", b"x"),
    "header lines": drip(HEAD, b"X: y\r\n"),
    "body": drip(HEAD + b"Content-Length: 99999\r\n\r\n", b" "),
    "body without length": drip(HEAD + b"\r\n{", b" "),
    "chunks": drip(CHUNKED, b"1\r\n \r\n"),
    "a chunk's size": drip(CHUNKED, b"0"),
    "trailers": drip(CHUNKED + b"1\r\n{\r\n0\r\n", b"X: y\r\n"),
    "100 Continue": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "gzip": drip(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\0"),
}

FLOODS = {
    "blanks": Hostile(flood(HEAD + b"\r\n", b" " * 65536), F.UNEXPECTED),
    "a text": Hostile(flood(HEAD + b'\r\n{"Code":"', b"O" * 65536), F.UNEXPECTED),
    "a declared gigabyte": Hostile(
        flood(HEAD + b"Content-Length: 1073741824\r\n\r\n", b" " * 65536), F.UNEXPECTED
    ),
    "chunks": Hostile(flood(CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n"), F.UNEXPECTED),
    "one chunk": Hostile(flood(CHUNKED + b"7fffffff\r\n", b" " * 65536), F.UNEXPECTED),
    "a header": Hostile(flood(HEAD + b"X: ", b"x" * 65536), F.UNEXPECTED),
    "headers": Hostile(flood(HEAD, b"X: y\r\n" * 10000), F.UNEXPECTED),
    "a status line": Hostile(flood(b"HTTP/1.1 200 ", b"O" * 65536), F.UNEXPECTED),
    "a chunk extension": Hostile(flood(CHUNKED + b"1;", b"x" * 65536), F.UNEXPECTED),
    "gzip bomb": Hostile(packed(BOMB, "gzip"), F.UNEXPECTED),
    "gzip bomb in a bomb": Hostile(packed(BOMB2, "gzip, gzip"), F.UNEXPECTED),
    "many gzips": Hostile(packed(gzip.compress(bytes(2**20)) * 64, "gzip"), F.UNEXPECTED),
    "deflate bomb": Hostile(packed(bomb(wbits=15), "deflate"), F.UNEXPECTED),
    "codings without end": Hostile(packed(BOMB, ", ".join(["gzip"] * 30)), F.NOT_JSON),
    "nested lists": Hostile(body("[" * 500_000), F.NOT_JSON),
    "nested objects": Hostile(body('{"a":' * 100_000), F.TRUNCATED),
    "many objects": Hostile(body("[" + "{}," * 300_000 + "{}]"), F.UNEXPECTED),
    "a long number": Hostile(body('{"Code":' + "9" * 500_000 + "}"), F.TRUNCATED),
    "many keys": Hostile(
        body(json.dumps({"Code": "OK"} | {f"k{n}": n for n in range(50_000)})), F.CONTRADICTION
    ),
    "2 MB BizId": Hostile(fields(BizId=LONG), F.UNEXPECTED),
    "a long BizId": Hostile(fields(BizId=LONG[:900_000]), Accepted, keeps=True),
    "a long refusal": Hostile(
        fields(400, Code="isv.X", Message="字" * 100_000), Rejected, keeps=True
    ),
}

CONTRADICTIONS = {
    "OK without BizId": fields(),
    "OK with an empty BizId": fields(BizId=""),
    "OK with a blank BizId": fields(BizId=" \u200b\n"),
    "OK with BizId null": fields(BizId=None),
    "OK with a list as BizId": fields(BizId=["900^0"]),
    "OK with true as BizId": fields(BizId=True),
    "ok": fields(Code="ok", BizId="900^0"),
    "Ok": fields(Code="Ok", BizId="900^0"),
    "OK and a blank": fields(Code="OK ", BizId="900^0"),
    "full-width OK": fields(Code="ＯＫ", BizId="900^0"),
    "OK with a hidden character": fields(Code="O\u200bK", BizId="900^0"),
    "ok without BizId": fields(Code="ok"),
    "Success": fields(Code="Success"),
    "200 as code": fields(Code="200"),
    "throttled with BizId": fields(400, Code="Throttling.User", Message="m", BizId="900^0"),
    "refused with BizId": fields(Code="isv.BUSINESS_LIMIT_CONTROL", Message="m", BizId="900^0"),
    "account refused with BizId": fields(403, Code="Forbidden.RAM", Message="m", BizId="9"),
    "refused, but message OK": fields(Code="isv.MOBILE_NUMBER_ILLEGAL"),
    "throttled, but message OK": fields(400, Code="Throttling"),
    "two codes": body('{"Code":"isv.X","Code":"OK","BizId":"900^0"}'),
    "two codes, OK first": body('{"Code":"OK","BizId":"900^0","Code":"Throttling"}'),
    "the same code twice": body('{"Code":"OK","BizId":"900^0","Code":"OK"}'),
    "two BizIds": body('{"Code":"OK","BizId":"900^0","BizId":"901^0"}'),
    "a key twice, deep inside": body('{"Code":"OK","BizId":"9","a":[{"b":1,"b":2}]}'),
    "an escaped key twice": body('{"Code":"OK","BizId":"9","\\u0043ode":"isv.X"}'),
    "code in two spellings": body('{"Code":"OK","BizId":"9","code":"isv.X"}'),
    "bizid beside a refusal": body('{"Code":"isv.X","bizid":"9"}'),
}

OTHERS = {
    "a Cyrillic OK": Hostile(fields(Code="ОК", Message="m", BizId=""), F.UNEXPECTED),
    "a code with a blank": Hostile(fields(Code="isv. X", Message="m"), F.UNEXPECTED),
    "a list as code": Hostile(fields(Code=["OK"], BizId="9"), F.UNEXPECTED),
    "two objects": Hostile(body(GOOD + GOOD), F.TRUNCATED),
    "text after": Hostile(body(GOOD + "x"), F.TRUNCATED),
    "UTF-16": Hostile(body(GOOD.encode("utf-16")), F.NOT_JSON),
    "bytes that are no UTF-8": Hostile(body(b'{"Code":"OK","BizId":"\xff\xfe"}'), F.TRUNCATED),
    "JSONP": Hostile(body(f"f({GOOD})"), F.NOT_JSON),
    "NaN as BizId": Hostile(body('{"Code":"OK","BizId":NaN}'), F.CONTRADICTION),
    "half a character": Hostile(
        body('{"Code":"OK","BizId":"9","RequestId":"\\ud83d"}'), Accepted, keeps=True
    ),
    "a byte order mark": Hostile(body(b"\xef\xbb\xbf" + GOOD.encode()), Accepted, keeps=True),
    "a number as BizId": Hostile(fields(BizId=900), Accepted, keeps=True),
    "throttled": Hostile(fields(400, Code="Throttling", Message="m"), Throttled, keeps=True),
    "OK with HTTP 201": Hostile(body(GOOD, 201), Accepted, keeps=True),
    "OK with HTTP 400": Hostile(body(GOOD, 400), F.UNEXPECTED),
    "OK with HTTP 500": Hostile(body(GOOD, 500), F.SERVER_ERROR),
    "throttled with HTTP 503": Hostile(fields(503, Code="Throttling"), F.SERVER_ERROR),
    "OK with a redirect": Hostile(body(GOOD, 307, "Location: /"), F.REDIRECT),
    "HTTP 999": Hostile(body(GOOD, 999), F.SERVER_ERROR),
    "HTTP 204 with a body": Hostile(raw(b"HTTP/1.1 204 X\r\n\r\n" + GOOD.encode()), F.EMPTY),
    "HTTP 304 with a body": Hostile(raw(b"HTTP/1.1 304 X\r\n\r\n" + GOOD.encode()), F.REDIRECT),
    "102 Processing without end": Hostile(drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"), F.EMPTY),
    "101 Switching": Hostile(raw(b"HTTP/1.1 101 X\r\n\r\n", end=Close), F.EMPTY),
    "no status line": Hostile(raw(GOOD.encode() + b"\r\n\r\n", end=Close), F.UNEXPECTED),
    "a status of letters": Hostile(raw(b"HTTP/1.1 OK OK\r\n\r\n", end=Close), F.UNEXPECTED),
    "HTTP/2": Hostile(raw(b"\0\0\x12\4\0\0\0\0\0" + bytes(18), end=Close), F.UNEXPECTED),
    "a negative length": Hostile(
        raw(HEAD + b"Content-Length: -1\r\n\r\n" + GOOD[:20].encode(), end=Close), F.TRUNCATED
    ),
    "a length of letters": Hostile(
        raw(HEAD + b"Content-Length: x\r\n\r\n{", end=Close), F.TRUNCATED
    ),
    "two lengths": Hostile(
        raw(HEAD + b"Content-Length: 5\r\nContent-Length: 60\r\n\r\n" + GOOD.encode(), end=Close),
        F.UNEXPECTED,
    ),
    "too short a length": Hostile(raw(http(200, GOOD, length=20)), F.TRUNCATED),
    "too long a length": Hostile(raw(http(200, GOOD, length=99), end=Close), F.TRUNCATED),
    "reset in the body": Hostile(raw(http(200, GOOD, length=99), end=Reset), RESET),
    "a chunk of no size": Hostile(raw(CHUNKED + b"\r\n{}\r\n", end=Close), F.TRUNCATED),
    "a negative chunk": Hostile(raw(CHUNKED + b"-5\r\n{}\r\n", end=Close), F.UNEXPECTED),
    "a chunk without its end": Hostile(raw(CHUNKED + b"2\r\n{}{}\r\n", end=Close), F.TRUNCATED),
    "chunks without a last one": Hostile(
        raw(CHUNKED + b"3c\r\n" + GOOD.encode() + b"\r\n", end=Close), F.TRUNCATED
    ),
    "gzip cut off": Hostile(packed(gzip.compress(GOOD.encode())[:-12], "gzip"), F.TRUNCATED),
    "gzip that is none": Hostile(packed(GOOD.encode(), "gzip"), F.NOT_JSON),
    "an unknown coding": Hostile(packed(b"\x81\x82\x83", "rot13"), F.NOT_JSON),
}

EXTRAS = {
    "a second answer": http(200, GOOD) + http(200, OTHER),
    "a second answer in chunks": http(200, GOOD)
    + CHUNKED
    + b"3c\r\n"
    + OTHER.encode()
    + b"\r\n0\r\n\r\n",
    "bytes after the answer": http(200, GOOD) + b"HTTP",
    "a line feed after the answer": http(200, GOOD) + b"\r\n",
    "the answer twice": http(200, GOOD) * 2,
    "bytes after the last chunk": CHUNKED + b"3c\r\n" + GOOD.encode() + b"\r\n0\r\n\r\nx",
    "an answer after a refusal": http(400, '{"Code":"Throttling"}') + http(200, OTHER),
    "an answer before": http(200, OTHER) + http(200, GOOD),
    "a closing answer and another": http(200, GOOD, "Connection: close") + http(200, OTHER),
}

ANSWERS = (
    {f"drip: {name}": Hostile(play, F.READ_TIMEOUT) for name, play in DRIPS.items()}
    | {f"flood: {name}": hostile for name, hostile in FLOODS.items()}
    | {f"contradiction: {n}": Hostile(play, F.CONTRADICTION) for n, play in CONTRADICTIONS.items()}
    | {f"extra: {name}": Hostile(raw(data), F.CONTRADICTION) for name, data in EXTRAS.items()}
    | OTHERS
)
