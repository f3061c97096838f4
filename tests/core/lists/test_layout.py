import pytest

from gui.core.lists.guess import LayoutGuess, guess_layout
from gui.core.lists.layout import Certainty, column_letters, column_names

A, B = "13800138000", "13900139000"
HEADERS = """
    手机号 手机 手机号码 电话 联系电话 号码 收件人手机 phone Phone PHONE_NUMBER mobile Tel Cell
    MSISDN 手机号(必填) *手机 手机号1 携帯番号 行動電話
"""
NAME, CONTENT, UNSURE = Certainty.BY_NAME, Certainty.BY_CONTENT, Certainty.UNSURE


@pytest.mark.parametrize(
    "header",
    HEADERS.split(),
)
def test_a_header_that_names_numbers(header: str) -> None:
    assert guess_layout([["名称", header, "x"], ["a", A, B]]) == LayoutGuess(1, 1, NAME)


@pytest.mark.parametrize("header", ["手机型号", "姓名", "地址", "", "123"])
def test_header_that_names_no_numbers(header: str) -> None:
    assert guess_layout([["名称", header], ["a", A]]).certainty is CONTENT


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["张三", A], ["李四", B]], LayoutGuess(0, 1, CONTENT)),
        ([["订单号码", "客户"], ["20261101001", A]], LayoutGuess(1, 1, CONTENT)),
        ([["电话", "手机"], [A, B]], LayoutGuess(1, 1, NAME)),
        ([["手机"], ["无"]], LayoutGuess(1, 0, NAME)),
        ([["手机"], ["1.59E+10"]], LayoutGuess(1, 0, NAME)),
        ([["手机"], ["100"], ["无"], [A]], LayoutGuess(1, 0, NAME)),
        ([["甲"], ["100"], [A]], LayoutGuess(0, 0, CONTENT)),
        ([["1.59E+10"], [A]], LayoutGuess(0, 0, CONTENT)),
        ([["名单"], ["导出"], ["姓名", "手机"], ["a", A]], LayoutGuess(3, 1, NAME)),
        ([[A, B], [B, A]], LayoutGuess(0, None, UNSURE)),
        ([["张三", A, B], ["李四", B, A]], LayoutGuess(0, 1, UNSURE)),
        ([[f"{A}, {B}"]], LayoutGuess(0, None, UNSURE)),
        ([["姓名", "部门"], ["张三", "销售"]], LayoutGuess(0, None, UNSURE)),
        ([], LayoutGuess(0, None, UNSURE)),
        # Titles.
        ([["会员手机号名单"], ["姓名", "手机"], ["张三", A]], LayoutGuess(2, 1, NAME)),
        ([["会员手机通知"], ["姓名", "联系", "城市"], ["a", A, "x"]], LayoutGuess(2, 1, CONTENT)),
        ([["客户电话登记表", ""], ["姓名", "电话"], ["张三", A]], LayoutGuess(2, 1, NAME)),
        ([["客户电话登记表"], ["电话"], [A]], LayoutGuess(2, 0, NAME)),
        ([["会员手机号名单"], [A], [B]], LayoutGuess(1, 0, CONTENT)),
        (
            [["基本信息", "", "联系方式"], ["姓名", "性别", "手机"], ["张三", "男", A]],
            LayoutGuess(2, 2, NAME),
        ),
        (
            [["基本信息", "", "联系方式"], ["姓名", "性别", "电话"], ["张三", "男", A]],
            LayoutGuess(2, 2, NAME),
        ),
        (
            [["基本信息", "", "联系方式"], ["a", "b", "c"], ["张三", "男", A]],
            LayoutGuess(1, 2, NAME),
        ),
        # What is a row of the table is no header.
        ([["姓名", "联系电话"], ["李四", "无电话"], ["张三", A]], LayoutGuess(1, 1, NAME)),
        ([["姓名", "联系电话"], ["李四", "电话停机"], ["张三", A]], LayoutGuess(1, 1, NAME)),
        ([["姓名", "手机"], ["李四", "12345"], ["张三", A]], LayoutGuess(1, 1, NAME)),
        ([["李四", "010-62345678"], ["张三", A]], LayoutGuess(0, 1, CONTENT)),
        ([["李四", "", "北京路12号"], ["张三", A, "上海路8号"]], LayoutGuess(0, 1, CONTENT)),
        (
            [["姓名", "电话", "设备"], ["张三", "", "手机"], ["李四", A, "手机"]],
            LayoutGuess(1, 1, NAME),
        ),
        (
            [["姓名", "电话", "备注"], ["张三", "无", "手机停机"], ["李四", A, ""]],
            LayoutGuess(1, 1, NAME),
        ),
        ([["姓名", "电话", "设备"], ["张三", "010-62345678", "手机"]], LayoutGuess(1, 1, NAME)),
        # Explanations that hold a number themselves.
        ([[f"客服：{A}"], ["姓名", "手机号"], ["张三", B]], LayoutGuess(2, 1, NAME)),
        (
            [["名单"], ["客服", A], ["x"], ["姓名", "手机", "码"], ["张三", B, "1"]],
            LayoutGuess(4, 1, NAME),
        ),
        ([[f"客服：{A}"], ["手机号"], [B]], LayoutGuess(2, 0, NAME)),
        ([[A], ["姓名", "手机号"], ["张三", B]], LayoutGuess(0, None, UNSURE)),
        ([["张三", A], ["李四", "手机停机"], ["王五", B]], LayoutGuess(0, 1, CONTENT)),
        # Digits in a header.
        ([["姓名", "2024年金额", "联系"], ["张三", "100.50", A]], LayoutGuess(1, 2, CONTENT)),
        ([["姓名", "手机", "2024年金额"], ["张三", A, "100.50"]], LayoutGuess(1, 1, NAME)),
        (
            [["2024年客户", ""], ["导出：2024-01-01 08:00"], ["姓名", "联系"], ["张三", A]],
            LayoutGuess(3, 1, CONTENT),
        ),
        # A name that may stand for other things.
        (
            [["QQ号码", "昵称", "联系"], ["13800138000", "a", A], ["123456", "b", B]]
            + [["85261234567", "c", B]] * 3,
            LayoutGuess(1, 2, CONTENT),
        ),
        ([["订单号码", "联系"], [A, A], [B, B]], LayoutGuess(1, 0, NAME)),
        ([["号码", "甲"], [A, "x"], ["无", "y"], ["无", "z"]], LayoutGuess(1, 0, NAME)),
        ([["手机", "备用"], ["无", B], ["无", B], ["无", B], [A, B]], LayoutGuess(1, 0, NAME)),
        ([["身份证", "联系"], ["1.10101E+17", A], ["1.10101E+17", B]], LayoutGuess(1, 1, CONTENT)),
        ([["经度", "联系"], ["131.12345678", A], ["139.12345678", B]], LayoutGuess(1, 1, CONTENT)),
    ],
)
def test_the_column_of_the_numbers(rows: list[list[str]], expected: LayoutGuess) -> None:
    assert guess_layout(rows) == expected


def test_names_are_unique_and_never_empty() -> None:
    rows = [["标题"], ["姓名", " 姓\n名 ", "", "a{b}"], ["1", "2", "3", "4", "5"]]
    assert column_names(rows, 2) == ("姓名", "姓 名", "C", "a(b)", "E")
    assert column_names([["x", "x", "x 2"]], 1) == ("x", "x 2", "x 2 2")
    assert column_names(rows, 0) == ("A", "B", "C", "D", "E")


def test_a_header_of_several_rows_names_merged_columns() -> None:
    title = ["2026年会员名单", "", "", ""]
    rows = [title, ["姓名", "联系方式", "", "码"], ["", "手机", "邮箱", ""], ["张三", A, "x", "1"]]
    assert column_names(rows, 3) == ("姓名", "手机", "邮箱", "码")
    assert column_names([title, ["", "手机", "", "码"], ["张三", A, "x", "1"]], 2) == (
        *("A", "手机", "C"),
        "码",
    )


def test_columns_have_letters() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
