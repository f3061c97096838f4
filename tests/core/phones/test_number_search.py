import pytest

from gui.core.phones.normalise import normalise_fragment


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("", ""),
        ("138", "138"),
        ("138 0013 8000", "13800138000"),
        ("138-0013", "1380013"),
        ("+86 138", "138"),
        ("+86", "86"),
        ("0086 138 0013 8000", "13800138000"),
        ("86 13800138000", "13800138000"),
        ("86138", "86138"),  # may stand in the middle of a number
        ("0012", "0012"),  # an end of one
        ("１３８００１３", "1380013"),
        ("+852 5555 1234", "85255551234"),
        (" 8000\u200b ", "8000"),
        ("张三 138", "张三 138"),
        ("138****8000", "138****8000"),
        ("%", "%"),
    ],
)
def test_search_text_is_normalised_like_numbers(typed: str, searched: str) -> None:
    assert normalise_fragment(typed) == searched
