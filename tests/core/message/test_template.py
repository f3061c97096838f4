from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.template import (
    PieceKind,
    Preview,
    compose_message,
    find_variables,
    preview,
    render,
)

CODE = "您的验证码为：${code}，请勿泄露于他人！"


def test_variables_in_order_once_each() -> None:
    assert find_variables("${b}${a} ${b} ${ c } $d {e} ${} ${$f}") == ("b", "a", "c")
    assert find_variables("") == ()


def test_render_puts_values_in_and_leaves_the_rest() -> None:
    assert render("${a}-${ b }-${c}", {"a": "1", "b": "${a}", "d": "4"}) == "1-${a}-${c}"
    assert render(CODE, {"code": "0123"}) == "您的验证码为：0123，请勿泄露于他人！"
    assert render("${a}", {"a": r"\1\g<0>"}) == r"\1\g<0>"


def test_message() -> None:
    assert compose_message("阿里云", "您好") == "【阿里云】您好"
    assert compose_message("Shop", "hello") == "【Shop】hello"


def test_abroad_an_english_sign_has_english_brackets() -> None:
    assert compose_message("Shop", "hello", abroad=True) == "[Shop]hello"
    assert compose_message("阿里云", "hello", abroad=True) == "【阿里云】hello"


@given(st.text(), st.dictionaries(st.text("abc_1", min_size=1), st.text()))
def test_any_text_renders(text: str, values: dict[str, str]) -> None:
    rendered = render(text, values)

    if not find_variables(text):
        assert rendered == text


@given(st.lists(st.tuples(st.text("你好，.$ {"), st.sampled_from("abc")), max_size=6))
def test_nothing_is_missing_with_every_value(pieces: list[tuple[str, str]]) -> None:
    content = "".join(f"{text}${{{name}}}" for text, name in pieces)
    values = {name: name.upper() for name in find_variables(content)}

    assert render(content, values) == "".join(text + name.upper() for text, name in pieces)


def test_the_pieces_of_a_preview_say_where_they_are_from() -> None:
    shown = preview("阿里云", "验证码${code}，${ name }", {"code": "12", "name": " "})
    assert shown.pieces == (
        (PieceKind.TEXT, "【阿里云】"),
        (PieceKind.TEXT, "验证码"),
        (PieceKind.VALUE, "12"),
        (PieceKind.TEXT, "，"),
        (PieceKind.MISSING, "${ name }"),
    )
    assert shown.missing == ("name",)
    assert not Preview() and shown


def test_a_value_that_looks_like_a_variable_is_none() -> None:
    assert preview("S", "${a}", {"a": "${b}"}).missing == ()


@given(st.text(), st.dictionaries(st.text("abc", min_size=1), st.text("xyz${}", min_size=1)))
def test_a_preview_says_what_render_says(content: str, values: dict[str, str]) -> None:
    text = compose_message("S", render(content, values))
    assert str(preview("S", content, values)) == text
