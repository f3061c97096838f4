import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.storage.lists.encodings import (
    BLOCK,
    ERRORS,
    ListEncoding,
    NotText,
    check_encoding,
    guess_encoding,
)

TEXT = "姓名,手机号\n张三,13800138000\n"
E = ListEncoding


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"13800138000", E.UTF_8),
        (TEXT.encode(), E.UTF_8),
        (TEXT.encode("utf-8-sig"), E.UTF_8_MARKED),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), E.UTF_16),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), E.UTF_16),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), E.UTF_32),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), E.UTF_32),
        (TEXT.encode("utf-16-le"), E.UTF_16_LE),
        (TEXT.encode("utf-16-be"), E.UTF_16_BE),
        (("一" + TEXT).encode("utf-16-le"), E.UTF_16_LE),
        (TEXT.encode("gbk"), E.GB18030),
        ((TEXT + "㐂😀").encode("gb18030"), E.GB18030),
        (TEXT.encode() + b"\x1a", E.UTF_8),  # the end of a DOS file
    ],
)
def test_encoding_is_detected(data: bytes, encoding: ListEncoding) -> None:
    file = io.BytesIO(data)

    assert guess_encoding(file) is encoding
    assert file.tell() == 0
    assert "13800138000" in data.decode(encoding)


def test_character_across_two_blocks_is_decoded() -> None:
    assert guess_encoding(io.BytesIO(b"1" * (BLOCK - 1) + "张".encode())) is E.UTF_8
    assert guess_encoding(io.BytesIO(b"1" * (BLOCK - 1) + "张".encode("gbk"))) is E.GB18030


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", True),
        (b"%PDF-1.7\n", True),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", True),
        (bytes(range(256)) * 4, True),
        (b"\x04\0" * 20, True),
        (b"\xff\xff\xff", False),
        (b"a,b\n\xe9,1\n", False),
    ],
)
def test_binary_data_is_refused(data: bytes, binary: bool) -> None:
    with pytest.raises(NotText) as error:
        guess_encoding(io.BytesIO(data))

    assert error.value.binary is binary


LONG = "姓名,手机号,备注\n张三,13800138000,客户\n李四,13900139000,你好\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (LONG.encode().replace("户".encode(), b"\xe6"), E.UTF_8, "客\ufffd\n"),
        (LONG.encode() + b"\xff", E.UTF_8, "你好\n\ufffd"),
        (LONG.encode() + "张".encode()[:2], E.UTF_8, "你好\n\ufffd"),
        (LONG.encode("gbk").replace("户".encode("gbk"), b"\xbb"), E.GB18030, "客\ufffd\n"),
        (LONG.encode("gbk") + b"\xff", E.GB18030, "你好\n\ufffd"),
        (LONG.encode("gbk").replace("客户".encode("gbk"), b"\x80100"), E.GB18030, ",€100\n"),
        (LONG.replace("客户", "\x1f").encode(), E.UTF_8, "13800138000,\x1f\n"),
        (LONG.replace("客户", "\0" * 40).encode("gbk"), E.GB18030, "13800138000,\0\0"),
        (LONG.encode("utf-16-le")[:-1], E.UTF_16_LE, "你好\ufffd"),
        (codecs.BOM_UTF8 + LONG.encode() + b"\xff", E.UTF_8_MARKED, "你好\n\ufffd"),
        (codecs.BOM_UTF16_LE + LONG.encode("utf-16-le")[:-1], E.UTF_16, "你好\ufffd"),
        # Damage far down, where the first block says nothing.
        (b"1,2\n" * (BLOCK // 4) + LONG.encode() + b"\xe6\n", E.UTF_8, "\ufffd\n"),
        (LONG.encode() + b"1,2\n" * (BLOCK // 2) + b"\xe6\n", E.UTF_8, "\ufffd\n"),
        (b"1,2\n" * (BLOCK // 4) + LONG.encode("gbk"), E.GB18030, "你好\n"),
    ],
)
def test_a_damaged_text_is_read_with_marks(data: bytes, encoding: ListEncoding, text: str) -> None:
    assert guess_encoding(io.BytesIO(data)) is encoding
    decoded = data.decode(encoding, ERRORS)
    assert text in decoded
    assert "13800138000" in decoded


@pytest.mark.parametrize("chosen", list(E))
@given(data=st.binary())
def test_any_bytes_can_be_read_in_any_encoding(chosen: ListEncoding, data: bytes) -> None:
    try:
        encoding = check_encoding(io.BytesIO(data), chosen)
    except NotText as error:
        assert chosen is E.UTF_32
        assert not error.binary
        return
    decoder = codecs.getincrementaldecoder(encoding)(ERRORS)
    assert isinstance(decoder.decode(data) + decoder.decode(b"", final=True), str)


@given(st.text("张三李四0123456789,\n"), st.data())
def test_a_damaged_byte_of_gbk_swallows_no_digit(text: str, data: st.DataObject) -> None:
    encoded = bytearray(text.encode("gbk"))
    starts = [place for place in range(len(encoded)) if encoded[place] > 0x7F]
    if starts:
        encoded[data.draw(st.sampled_from(starts))] = 0xFF
    found = bytes(encoded).decode("gb18030", ERRORS)
    assert [one for one in found if one.isdecimal()] == [one for one in text if one.isdecimal()]
