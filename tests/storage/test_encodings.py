import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.storage.encodings import BLOCK, ListEncoding, NotText, guess_encoding

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
def test_the_encoding_is_told(data, encoding):
    file = io.BytesIO(data)

    assert guess_encoding(file) is encoding
    assert file.tell() == 0
    assert "13800138000" in data.decode(encoding)


def test_a_character_may_lie_across_two_blocks():
    assert guess_encoding(io.BytesIO(b"1" * (BLOCK - 1) + "张".encode())) is E.UTF_8
    assert guess_encoding(io.BytesIO(b"1" * (BLOCK - 1) + "张".encode("gbk"))) is E.GB18030


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"138\x000013", True),
        (b"\x89PNG\r\n\x1a\n\x00", True),
        ("张\x01".encode("gbk"), True),
        (TEXT.encode("utf-16-le")[:-1] + b"\xd8\0\xd8", True),  # half a character
        (b"\x04\0" * 20, True),
        (b"1\x005\x009\x001\0", True),  # too few zeros to be sure
        (b"\xff\xff\xff", False),
        (TEXT.encode() + b"\xff", False),
        (codecs.BOM_UTF8 + b"\xff", False),
        (codecs.BOM_UTF16_LE + b"1", False),
    ],
)
def test_what_is_no_text_is_refused(data, binary):
    with pytest.raises(NotText) as error:
        guess_encoding(io.BytesIO(data))

    assert error.value.binary is binary


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_what_is_told_decodes(data):
    try:
        encoding = guess_encoding(io.BytesIO(data))
    except NotText:
        return
    data.decode(encoding)
