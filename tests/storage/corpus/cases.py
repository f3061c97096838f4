"""Lists as people have them: what is in each file, and what must come of it.

`python -m tests.storage.corpus.cases` writes the files anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from gui.core.errors import ListFault
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.core.lists.notes import RowNote
from gui.core.phones.number import PhoneProblem
from tests.storage.corpus import binary

FILES = Path(__file__).parent / "files"

A, B, C, D = "13800138000", "13900139000", "15012345678", "18612345678"
P, N, E, F = PhoneProblem, RowNote, ListEncoding, ListFault


@dataclass(frozen=True)
class Case:
    """A file and what it comes to.

    Attributes:
        data: bytes of the file, or what makes them.
        numbers: recipients, in order.
        notes: line, kind and text of what is said, in order; of a repeated row the line of its
            first too, of one without a value the variable.
        values: of the first recipient, by name.
        encoding: that is guessed; none: no matter.
        choice: what is not to be guessed.
        fault: why it cannot be read.
        lines: of the recipients; empty if they stand one below the other from the second on.
        sheet: of all of them.
        layout: changes to the layout that is guessed.
    """

    data: bytes | Callable[[], bytes]
    numbers: tuple[str, ...] = ()
    notes: tuple[tuple[object, ...], ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    encoding: ListEncoding | None = None
    choice: LayoutChoice = field(default_factory=LayoutChoice)
    fault: ListFault | None = None
    lines: tuple[int, ...] = ()
    sheet: str = ""
    layout: dict[str, Any] = field(default_factory=dict)

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Line and number of the recipients."""
        lines = self.lines or range(2, 2 + len(self.numbers))
        return tuple(zip(lines, self.numbers, strict=True))


TABLE = f"姓名,手机号,金额\r\n张三,{A},100.50\r\n李四,{B},8\r\n"
FIRST = {"姓名": "张三", "手机号": A, "金额": "100.50"}
TRADITIONAL = f"姓名,手機號碼\r\n陳大文,{A}\r\n黃小明,{B}\r\n"
JAPANESE = f"氏名,携帯番号\r\n山田太郎,{A}\r\nサトウ,{B}\r\n"


def text(content: str, codec: str = "utf-8", **expected: Any) -> Case:
    return Case(content.encode(codec), **expected)


def table(codec: str, encoding: ListEncoding, mark: bytes = b"", **expected: Any) -> Case:
    data = mark + TABLE.encode(codec)
    return Case(data, (A, B), values=FIRST, encoding=encoding, **expected)


SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
BIG5_ROWS = "<tr><td>姓名<td>手機號<tr><td>陳<td>{A}<tr><td>李四<td>{B}"
PAGE_ROWS = (
    "<tr><th>姓名</th><th>手机号</th></tr>\n<tr><td> 张三 </td><td>{A}</td></tr>"
    "<tr><td>李四</td><td>{B}</td></tr>"
)


def page(codec: str, start: str, rows: str = PAGE_ROWS, first: str = "张三") -> Case:
    rows = rows.format(A=A, B=B)
    data = f"{start}<table border=1>{rows}</table>".encode(codec)
    phone = "手機號" if "手機號" in rows else "手机号"
    return Case(data, (A, B), values={"姓名": first, phone: A})


def chosen(encoding: ListEncoding) -> LayoutChoice:
    return LayoutChoice(encoding=encoding)


CASES: dict[str, Case] = {
    # Encodings.
    "utf8.csv": table("utf-8", E.UTF_8),
    "utf8-bom-excel.csv": table("utf-8-sig", E.UTF_8_MARKED),
    "gbk-excel-另存为.csv": table("gbk", E.GB18030),
    "gb18030-rare.csv": text(
        f"姓名,手机号\n㐂😀,{A}\n",
        "gb18030",
        numbers=(A,),
        values={"姓名": "㐂😀", "手机号": A},
        encoding=E.GB18030,
    ),
    "utf16-unicode-text.txt": text(
        TABLE.replace(",", "\t"), "utf-16", numbers=(A, B), values=FIRST, encoding=E.UTF_16
    ),
    "utf16be-bom.csv": table("utf-16-be", E.UTF_16, b"\xfe\xff"),
    "utf32.csv": table("utf-32", E.UTF_32),
    "utf16le-no-bom.csv": table("utf-16-le", E.UTF_16_LE, choice=chosen(E.UTF_16_LE)),
    "utf16be-no-bom.csv": table("utf-16-be", E.UTF_16_BE, choice=chosen(E.UTF_16_BE)),
    "utf16-no-bom-unasked.csv": table("utf-16-le", E.UTF_16_LE),
    "big5.csv": text(
        TRADITIONAL,
        "big5",
        numbers=(A, B),
        values={"姓名": "陳大文", "手機號碼": A},
        encoding=E.BIG5,
        choice=chosen(E.BIG5),
    ),
    "shift-jis.csv": text(
        JAPANESE,
        "shift-jis",
        numbers=(A, B),
        values={"氏名": "山田太郎", "携帯番号": A},
        encoding=E.SHIFT_JIS,
        choice=chosen(E.SHIFT_JIS),
    ),
    "latin1.csv": text(
        f"name;phone\nJosé;{A}\nFrançois;{B}\n",
        "latin-1",
        numbers=(A, B),
        values={"name": "José", "phone": A},
        encoding=E.LATIN_1,
        choice=chosen(E.LATIN_1),
    ),
    "gbk-read-as-utf8.csv": text(
        TABLE,
        "gbk",
        numbers=(A, B),
        notes=(
            (2, N.UNREADABLE, TABLE.split()[1].encode("gbk").decode(errors="replace")[:4]),
            (3, N.UNREADABLE, TABLE.split()[2].encode("gbk").decode(errors="replace")[:4]),
        ),
        encoding=E.UTF_8,
        choice=chosen(E.UTF_8),
    ),
    "no-encoding-at-all.csv": Case(b"a,b\n\xff\xff\xff,1\n", fault=F.ENCODING),
    "ascii-gbk-single-name.csv": text(
        f"张,{A}\n", "gbk", numbers=(A,), encoding=E.GB18030, lines=(1,)
    ),
    # Delimiters and line breaks.
    "semicolon.csv": text(TABLE.replace(",", ";"), numbers=(A, B), values=FIRST),
    "chinese-comma.csv": text(TABLE.replace(",", "，"), numbers=(A, B), values=FIRST),
    "pipe.csv": text(TABLE.replace(",", "|"), numbers=(A, B), values=FIRST),
    "tabs.tsv": text(TABLE.replace(",", "\t"), numbers=(A, B), values=FIRST),
    "tabs-in-csv.csv": text(TABLE.replace(",", "\t"), numbers=(A, B), values=FIRST),
    "sep-line.csv": text(
        "sep=;\n" + TABLE.replace(",", ";"), numbers=(A, B), values=FIRST, lines=(3, 4)
    ),
    "thousands-in-quotes.csv": text(
        f'姓名;金额;手机\n张三;"1,234.50";{A}\n李四;"2,000.00";{B}\n',
        numbers=(A, B),
        values={"姓名": "张三", "金额": "1,234.50", "手机": A},
    ),
    "delimiter-chosen.csv": text(
        f"张三/{A}\n",
        numbers=(A,),
        values={"A": "张三", "B": A},
        choice=LayoutChoice(delimiter="/"),
        lines=(1,),
    ),
    "old-mac-cr.csv": text(TABLE.replace("\r\n", "\r"), numbers=(A, B), values=FIRST),
    "unix-lf.csv": text(TABLE.replace("\r\n", "\n"), numbers=(A, B), values=FIRST),
    "no-last-newline.csv": text(TABLE.rstrip(), numbers=(A, B), values=FIRST),
    "mixed-breaks.csv": text(
        f"手机号\r\n{A}\n{B}\r{C}\r\n", numbers=(A, B, C), values={"手机号": A}
    ),
    "quoted-newlines.csv": text(
        f'姓名,"手机\n号",地址\n"张, 三",{A},"北京\n朝阳"\n李四,123,x\n',
        numbers=(A,),
        notes=((3, N.LINE_BREAK, "北京\n朝阳"), (5, P.TOO_SHORT, "123")),
        values={"姓名": "张, 三", "手机 号": A, "地址": "北京\n朝阳"},
        lines=(3,),
    ),
    "doubled-quotes.csv": text(
        f'名称,手机\n"他说""好""",{A}\n', numbers=(A,), values={"名称": '他说"好"', "手机": A}
    ),
    "stray-quote-swallows.csv": text(
        f'手机,备注\n{A},"没有关上\n{B},x\n{C},y"\n{D},z\n',
        numbers=(A, D),
        notes=((3, N.UNCLOSED_QUOTE, B), (4, N.UNCLOSED_QUOTE, C)),
        lines=(2, 5),
    ),
    "dos-end-of-file.csv": text(TABLE + "\x1a", numbers=(A, B), values=FIRST),
    "marks-in-the-text.csv": text(
        "手机号,短信内容\n" + f"{A},您好，张三，您的订单，已发货\n" * 2,
        numbers=(A,),
        notes=((3, N.REPEATED, A, 2),),
        values={"手机号": A, "短信内容": "您好，张三，您的订单，已发货"},
    ),
    "marks-in-a-cell.csv": text(
        f"姓名,手机,标签\n张三,{A},a|b|c|d\n李四,{B},vip;new;gold;x\n",
        numbers=(A, B),
        values={"姓名": "张三", "手机": A, "标签": "a|b|c|d"},
    ),
    "guarded-by-tabs.csv": text(
        f"姓名\t,手机\t,编号\t\r\n张三\t,{A}\t,00123\t\r\n李四\t,{B}\t,00124\t\r\n",
        "gbk",
        numbers=(A, B),
        values={"姓名": "张三", "手机": A, "编号": "00123"},
    ),
    "quote-in-the-number-column.csv": text(
        f'手机,姓名\n"{A},张三\n{B},李四\n{C}","王五"\n{D},赵六\n',
        numbers=(D,),
        lines=(5,),
        notes=((2, N.UNCLOSED_QUOTE, A), (3, N.UNCLOSED_QUOTE, B), (4, N.UNCLOSED_QUOTE, C)),
        values={"手机": D, "姓名": "赵六"},
    ),
    # Headers and columns.
    "title-that-names-numbers.csv": text(
        f"会员手机号名单,\n姓名,手机号\n张三,{A}\n",
        numbers=(A,),
        lines=(3,),
        values={"姓名": "张三", "手机号": A},
    ),
    "figures-of-a-year.csv": text(
        f"姓名,联系,2024年金额\n张三,{A},100.50\n李四,{B},8\n",
        numbers=(A, B),
        values={"姓名": "张三", "联系": A, "2024年金额": "100.50"},
    ),
    "numbers-of-something-else.csv": text(
        f"QQ号码,昵称,联系\n{C},甲,{A}\n10001,乙,{B}\n123456789,丙,{D}\n",
        numbers=(A, B, D),
        values={"QQ号码": C, "昵称": "甲", "联系": A},
    ),
    "places-on-the-map.csv": text(
        f"经度,联系\n131.12345678,{A}\n139.12345678,{B}\n138.12345678,无\n",
        numbers=(A, B),
        notes=((4, P.NOT_A_NUMBER, "无"),),
        values={"经度": "131.12345678", "联系": A},
    ),
    "places-without-a-column.txt": text(
        f"131.12345678 39.9\n{A} 131.123 39.912\n1380013800.5\n138.0013.8000\n",
        numbers=(A,),
        lines=(2,),
        notes=(
            (1, P.NOT_A_NUMBER, "131.12345678"),
            (1, P.NOT_A_NUMBER, "39.9"),
            (2, P.NOT_A_NUMBER, "131.123"),
            (2, P.NOT_A_NUMBER, "39.912"),
            (3, P.NOT_A_NUMBER, "1380013800.5"),
            (4, N.REPEATED, "138.0013.8000", 2),
        ),
    ),
    "no-header.csv": text(
        f"张三,{A}\n李四,{B}\n", numbers=(A, B), values={"A": "张三", "B": A}, lines=(1, 2)
    ),
    "title-rows.csv": text(
        f"2026年会员名单,,\n导出时间：2026-11-01,,\n姓名,手机号,等级\n张三,{A},金\n",
        numbers=(A,),
        values={"姓名": "张三", "手机号": A, "等级": "金"},
        lines=(4,),
    ),
    "english-header.csv": text(
        f"Name,Mobile Phone,City\nLi,{A},Beijing\n",
        numbers=(A,),
        values={"Name": "Li", "Mobile Phone": A, "City": "Beijing"},
    ),
    "required-mark-header.csv": text(
        f"*姓名(必填),*手机号码（11位）\n张三,{A}\n",
        numbers=(A,),
        values={"*姓名(必填)": "张三", "*手机号码（11位）": A},
    ),
    "two-phone-columns.csv": text(
        f"姓名,手机号,紧急联系电话\n张三,{A},{B}\n",
        numbers=(A,),
        values={"姓名": "张三", "手机号": A, "紧急联系电话": B},
    ),
    "order-number-column.csv": text(
        f"订单号码,客户,联系方式\n20261101001,张三,{A}\n20261101002,李四,{B}\n",
        numbers=(A, B),
        values={"订单号码": "20261101001", "客户": "张三", "联系方式": A},
    ),
    "same-header-twice.csv": text(
        f"备注,备注,手机\na,b,{A}\n", numbers=(A,), values={"备注": "a", "备注 2": "b", "手机": A}
    ),
    "blank-header.csv": text(
        f",手机,\nx,{A},y\n", numbers=(A,), values={"A": "x", "手机": A, "C": "y"}
    ),
    "ten-lines-of-preamble.csv": text(
        "".join(f"说明{n}：请勿修改\n" for n in range(10))
        + f"姓名,手机号,取件码\n张三,{A},1234\n李四,{B},5678\n",
        numbers=(A, B),
        lines=(12, 13),
        values={"姓名": "张三", "手机号": A, "取件码": "1234"},
    ),
    "hundred-lines-of-preamble.csv": text(
        "".join(f"说明：请填写手机号，勿改第{'一二三'[n % 3]}列\n" for n in range(100))
        + f"姓名,手机号,取件码\n张三,{A},1234\n李四,{B},5678\n",
        numbers=(A, B),
        lines=(102, 103),
        values={"姓名": "张三", "手机号": A, "取件码": "1234"},
    ),
    "preamble-of-a-spreadsheet.csv": text(
        "".join(f"说明：第{'一二三'[n % 3]}条,,\n" for n in range(9))
        + f"导出人：,王五,\n姓名,联系,取件码\n张三,{A},1234\n李四,{B},5678\n",
        numbers=(A, B),
        lines=(12, 13),
        values={"姓名": "张三", "联系": A, "取件码": "1234"},
    ),
    "preamble-above-one-column.csv": text(
        "".join(f"第{'一二三'[n % 3]}条：勿改\n" for n in range(9)) + f"手机号\n{A}\n{B}\n",
        numbers=(A, B),
        lines=(11, 12),
        values={"手机号": A},
    ),
    "preamble.txt": text(
        "".join(f"第{'一二三'[n % 3]}条：勿改\n" for n in range(30))
        + f"姓名\t联系\t编号\n张三\t{A}\t007\n李四\t{B}\t008\n",
        numbers=(A, B),
        lines=(32, 33),
        values={"姓名": "张三", "联系": A, "编号": "007"},
    ),
    "preamble.xlsx": Case(
        lambda: binary.xlsx(
            {"a": [*([f"说明{n}"] for n in range(40)), ["姓名", "手机号"], ["张三", A]]}
        ),
        (A,),
        lines=(42,),
        values={"姓名": "张三", "手机号": A},
        sheet="a",
    ),
    "rows-without-numbers-are-no-preamble.csv": text(
        "姓名,电话,产品\n" + "张三,无,电视\n" * 5 + f"王五,无,手机\n李四,{A},电视\n",
        notes=tuple((n, P.NOT_A_NUMBER, "无") for n in range(2, 8)),
        numbers=(A,),
        lines=(8,),
    ),
    "by-content.csv": text(f"甲,乙\nx,{A}\ny,{B}\n", numbers=(A, B), values={"甲": "x", "乙": A}),
    "only-header.csv": text("姓名,手机号\r\n", fault=F.EMPTY),
    "words-only.csv": text(
        "姓名,部门\n张三,销售\n",
        notes=((1, P.NOT_A_NUMBER, "姓名, 部门"), (2, P.NOT_A_NUMBER, "张三, 销售")),
    ),
    "blank-rows.csv": text(
        f"手机\n\n{A}\n,\n\n{B}\n\n", numbers=(A, B), values={"手机": A, "B": ""}, lines=(3, 6)
    ),
    "ragged-rows.csv": text(
        f"姓名,手机,城市\n张三,{A}\n李四\n王五,{B},上海,多\n",
        numbers=(A,),
        notes=((3, P.NOT_A_NUMBER, "李四"), (4, N.SHIFTED, "王五, 上海, 多")),
        values={"姓名": "张三", "手机": A},
    ),
    "leading-zeros.csv": text(
        f"手机,验证码\n{A},001234\n", numbers=(A,), values={"手机": A, "验证码": "001234"}
    ),
    # Variables.
    "missing-variable.csv": text(
        f"姓名,手机,金额\n张三,{A},1\n,{B},2\n王五,{C}\n赵六,{D}, \n",
        numbers=(A,),
        notes=(
            (3, N.MISSING_VALUE, B, "name"),
            (4, N.MISSING_VALUE, C, "money"),
            (5, N.MISSING_VALUE, D, "money"),
        ),
        values={"姓名": "张三", "手机": A, "金额": "1", "name": "张三", "money": "1"},
        layout={"mapping": (("name", 0), ("money", 2))},
    ),
    "one-cell-too-short.csv": text(
        f"手机,姓名,验证码\n{A},张三,1234\n{B},李四\n",
        numbers=(A,),
        notes=((3, N.MISSING_VALUE, B, "code"),),
        values={"手机": A, "姓名": "张三", "验证码": "1234", "code": "1234"},
        layout={"mapping": (("code", 2),)},
    ),
    "the-number-as-a-variable.csv": text(
        f"name,phone\nLi,+86 {A}\nWang,{B}\n",
        numbers=(A, B),
        notes=((2, N.REPAIRED, f"+86 {A}"),),
        values={"name": "Li", "phone": A},
        layout={"mapping": (("phone", 1),)},
    ),
    "other-values-first-wins.csv": text(
        f"姓名,手机,订单\n张三,{A},1\n张三,{A},2\n李四,{B},3\n",
        numbers=(A, B),
        lines=(2, 4),
        notes=((3, N.REPEATED, A, 2),),
        values={"姓名": "张三", "手机": A, "订单": "1", "order": "1"},
        layout={"mapping": (("order", 2),)},
    ),
    "other-values-kept-both.csv": text(
        f"姓名,手机,订单\n张三,{A},1\n张三,{A},2\n李四,{A},1\n李四,{B},3\n",
        numbers=(A, A, B),
        lines=(2, 3, 5),
        notes=((4, N.REPEATED, A, 2),),
        values={"姓名": "张三", "手机": A, "订单": "1", "order": "1"},
        layout={"mapping": (("order", 2),), "keep_both": True},
    ),
    # Numbers as people write them.
    "spreadsheet-habits.csv": text(
        f'手机\n15494740733.0\n1.59E+10\n="{A}"\n\'{B}\n"13,800,138,001"\n',
        numbers=("15494740733", A, B, "13800138001"),
        notes=(
            (2, N.REPAIRED, "15494740733.0"),
            (3, P.LOSSY, "1.59E+10"),
            (4, N.REPAIRED, f'="{A}"'),
            (5, N.REPAIRED, f"'{B}"),
            (6, N.REPAIRED, "13,800,138,001"),
        ),
        lines=(2, 4, 5, 6),
    ),
    "prefixes.csv": text(
        f"手机\n+86{A}\n0086{B}\n86{C}\n+86 186-1234-5678\n",
        numbers=(A, B, C, D),
        notes=(
            (2, N.REPAIRED, f"+86{A}"),
            (3, N.REPAIRED, f"0086{B}"),
            (4, N.REPAIRED, f"86{C}"),
            (5, N.REPAIRED, "+86 186-1234-5678"),
        ),
    ),
    "full-width.csv": text(
        "手机\n１３８００１３８０００\n139 0013 9000\n150-1234-5678\n",
        numbers=(A, B, C),
        notes=(
            (2, N.REPAIRED, "１３８００１３８０００"),
            (3, N.REPAIRED, "139 0013 9000"),
            (4, N.REPAIRED, "150-1234-5678"),
        ),
    ),
    "every-problem.csv": text(
        f"手机\n{A}\n无\n1380013800\n138001380001\n010-62345678\n12345678901\n+999123456789\n4.41E+11\n\n{A}\n",
        numbers=(A,),
        notes=(
            (3, P.NOT_A_NUMBER, "无"),
            (4, P.TOO_SHORT, "1380013800"),
            (5, P.TOO_LONG, "138001380001"),
            (6, P.LANDLINE, "010-62345678"),
            (7, P.NOT_MOBILE, "12345678901"),
            (8, P.UNKNOWN_COUNTRY, "+999123456789"),
            (9, P.LOSSY, "4.41E+11"),
            (11, N.REPEATED, A, 2),
        ),
    ),
    "foreign.csv": text(
        "phone\n+85261234567\n0085366123456\n+447911123456\n",
        numbers=("85261234567", "85366123456", "447911123456"),
        notes=(
            (2, N.REPAIRED, "+85261234567"),
            (3, N.REPAIRED, "0085366123456"),
            (4, N.REPAIRED, "+447911123456"),
        ),
    ),
    "several-in-a-cell.csv": text(
        f"姓名,手机\n张三,{A}/无; {B}\n",
        numbers=(B,),
        notes=((2, P.NUMBER_INSIDE, f"{A}/无"),),
    ),
    "two-in-a-cell.csv": text(
        f'姓名,手机\n张三,"{A}, {B}"\n',
        numbers=(A, B),
        values={"姓名": "张三", "手机": A},
        lines=(2, 2),
    ),
    "zero-width.csv": Case(
        f"手机\n\u200b{A}\n{B}\u00a0\n".encode(),
        (A, B),
    ),
    # Damage, padding, and what stands for no value.
    "unit-separator.csv": text(
        f"姓名,手机号\r\n张三,\x1f{A}\r\n李四,\x1f{B}\r\n",
        "utf-8-sig",
        numbers=(A, B),
        values={"姓名": "张三", "手机号": A},
    ),
    "control-characters.csv": text(
        f"\x02姓名,手机号,备注\x03\n张三,{A}\x1e,a\x1fb\n\x02李四,\x7f{B},c\n",
        numbers=(A, B),
        values={"姓名": "张三", "手机号": A, "备注": "a b"},
    ),
    "padded-with-nul.csv": text(
        f"姓名\0\0,手机号\0\0\0\n张三\0\0\0\0,{A}\0\0\n李四\0\0\0\0,{B}\0\0\n" + "\0" * 500,
        "gbk",
        numbers=(A, B),
        values={"姓名": "张三", "手机号": A},
        encoding=E.GB18030,
    ),
    "cp936-euro.csv": Case(
        f"姓名,手机号,金额\r\n张三,{A},@100\r\n李四,{B},@200\r\n".encode("gbk").replace(
            b"@", b"\x80"
        ),
        (A, B),
        values={"姓名": "张三", "手机号": A, "金额": "€100"},
        encoding=E.GB18030,
    ),
    "utf8-cut.csv": Case(
        f"姓名,电话,备注\n张三,{A},客户\n李四,{B},你好\n".encode().replace("户".encode(), b"\xe6"),
        (A, B),
        ((2, N.UNREADABLE, "客\ufffd"),),
        {"姓名": "张三", "电话": A, "备注": "客\ufffd"},
        encoding=E.UTF_8,
    ),
    "utf8-cut-in-a-variable.csv": Case(
        f"姓名,电话,备注\n张三,{A},客户\n李四,{B},你好\n".encode().replace("户".encode(), b"\xe6"),
        (B,),
        ((2, N.UNREADABLE_VALUE, "客\ufffd", "note"),),
        encoding=E.UTF_8,
        lines=(3,),
        layout={"mapping": (("note", 2),)},
    ),
    "gbk-cut.csv": Case(
        f"姓名,电话,备注\n张三,{A},客户\n李四,{B},你好\n{B},王\n".encode("gbk").replace(
            "户".encode("gbk"), b"\xbb"
        ),
        (A, B),
        ((2, N.UNREADABLE, "客\ufffd"), (4, P.NOT_A_NUMBER, "王")),
        encoding=E.GB18030,
    ),
    "unquoted-comma.csv": text(
        f"手机号,公司,验证码\r\n{A},WALMART HONG KONG CO.,LIMITED,1234\r\n{B},小店,5678\r\n",
        numbers=(B,),
        lines=(3,),
        notes=((2, N.SHIFTED, "WALMART HONG KONG CO., LIMITED, 1234"),),
        values={"手机号": B, "公司": "小店", "验证码": "5678"},
    ),
    "remarks-behind-the-number.csv": text(
        f"姓名,手机号\n张三,{A},备用\n李四,{B},,\n",
        numbers=(A, B),
        notes=((2, N.EXTRA_CELL, "备用"),),
        values={"姓名": "张三", "手机号": A, "C": "备用"},
    ),
    "remarks-under-no-header.csv": text(
        f"手机号,姓名,\n{A},张三,备用\n{B},李四,\n",
        numbers=(A, B),
        values={"手机号": A, "姓名": "张三", "C": "备用"},
    ),
    "faults-as-text.csv": text(
        f"手机号,姓名\r\n{A},#N/A\r\n{B},#REF!\r\n{C},NULL\r\n{D},\\N\r\n",
        numbers=(A, B, C, D),
        values={"手机号": A, "姓名": ""},
    ),
    "faults-in-a-variable.csv": text(
        f"手机号,姓名\n{A},#VALUE!\n{B}, null \n{C},Err:502\n#N/A,赵六\n{D},None先生\n",
        numbers=(D,),
        lines=(6,),
        notes=(
            (2, N.MISSING_VALUE, A, "name"),
            (3, N.MISSING_VALUE, B, "name"),
            (4, N.MISSING_VALUE, C, "name"),
            (5, P.NOT_A_NUMBER, "赵六"),
        ),
        layout={"mapping": (("name", 1),)},
    ),
    "faults-as-text.xlsx": Case(
        lambda: binary.xlsx({"a": [["手机号", "姓名"], [A, "#N/A"], [B, "\u3000李四\xa0"]]}),
        (A, B),
        values={"手机号": A, "姓名": ""},
        sheet="a",
    ),
    "blanks-around-values.csv": text(
        f'手机号,验证码,姓名\r\n{A}, 1234 ,张三\xa0\n{B},"56\r\n78","李\t四"\r\n'
        f'{C},"\n90\n","\u3000王 五\u200b"\n',
        numbers=(A, B, C),
        lines=(2, 3, 5),
        notes=((3, N.LINE_BREAK, "56\r\n78"),),
        values={"手机号": A, "验证码": "1234", "姓名": "张三"},
    ),
    "other-line-breaks.csv": text(
        f"手机号,地址\n{A},北京\v朝阳\n{B},北京\u2028朝阳\n{C},北京\x85\n",
        numbers=(A, B, C),
        notes=((2, N.LINE_BREAK, "北京\v朝阳"), (3, N.LINE_BREAK, "北京\u2028朝阳")),
    ),
    # Texts.
    "one-a-line.txt": text(f"{A}\n{B}\n{C}\n", numbers=(A, B, C), lines=(1, 2, 3)),
    "commas.txt": text(f"{A},{B}，{C}、{D}", numbers=(A, B, C, D), lines=(1, 1, 1, 1)),
    "labels.txt": text(
        f"联系人 张三 {A}\n李四：\n{B}\n",
        numbers=(A, B),
        notes=((2, P.NOT_A_NUMBER, "李四："),),
        lines=(1, 3),
    ),
    "tabbed-names.txt": text(
        f"姓名\t手机号\n张三\t{A}\n李四\t{B}\n",
        numbers=(A, B),
        values={"姓名": "张三", "手机号": A},
    ),
    "header.txt": text(f"手机号\n{A}\n", numbers=(A,)),
    "no-suffix": text(f"{A}\n", numbers=(A,), lines=(1,)),
    "tsv-called.xls": text(
        TABLE.replace(",", "\t"), "gbk", numbers=(A, B), values=FIRST, encoding=E.GB18030
    ),
    # What is no list.
    "empty.csv": Case(b"", fault=F.EMPTY),
    "blank.csv": Case(b"\r\n\r\n ,\r\n", fault=F.EMPTY),
    "only-bom.csv": Case(b"\xef\xbb\xbf", fault=F.EMPTY),
    "program.csv": Case(bytes(range(256)), fault=F.BINARY),
    "picture.csv": Case(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", fault=F.BINARY),
    "rich-text.xls": Case(b"{\\rtf1\\ansi 13800138000}", fault=F.FORMAT),
    "page-without-a-table.html": Case(f"<html><p>{A}</p></html>".encode(), fault=F.FORMAT),
    "other-xml.xls": Case(b'\xef\xbb\xbf<?xml version="1.0"?><list/>', fault=F.FORMAT),
    "no-sheet.xml": Case(
        f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}"/>'.encode(), fault=F.FORMAT
    ),
    "bomb-of-entities.xml": Case(
        (
            '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "1234567890">'
            + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
            + f']><Workbook xmlns="{SPREADSHEET}"><Worksheet><Table><Row><Cell><Data>&i;</Data>'
            "</Cell></Row></Table></Worksheet></Workbook>"
        ).encode(),
        fault=F.DAMAGED,
    ),
    "cut-off.xml": Case(
        binary.spreadsheetml({"a": [["手机"], [A]]}).encode()[:-60], fault=F.DAMAGED
    ),
    "too-many-cells.html": Case(
        ("<table>" + "<tr>" + "<td colspan=1000>1" * 17).encode(), fault=F.TOO_LARGE
    ),
    # Web pages and XML spreadsheets.
    "web-page.xls": Case(
        f"<html><table><tr><td>{A}</td></tr></table></html>".encode(), (A,), lines=(1,)
    ),
    "page-of-gbk.xls": page(
        "gbk", '<meta http-equiv=Content-Type content="text/html; charset=gbk">'
    ),
    "page-of-utf8.xls": page("utf-8", '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'),
    "page-that-lies-of-utf8.xls": page("gbk", "<meta charset=utf-8>"),
    "page-that-lies-of-gbk.xls": page("utf-8", "<html><meta charset=gb2312>"),
    "page-that-lies-of-latin.xls": page("utf-8", "<html><meta charset=iso-8859-1>"),
    "page-without-charset.xls": page("gbk", "<style>td{color:red}</style>"),
    "page-of-utf16.xls": page("utf-16", "<html>"),
    "page-of-utf16-no-mark.xls": page("utf-16-le", "<html>"),
    "page-of-big5.xls": page("big5", "<meta charset=big5>", rows=BIG5_ROWS, first="陳"),
    "page-with-bom.xls": page("utf-8-sig", "\r\n \t<div>"),
    "page-of-xhtml.xls": page("utf-8", '<?xml version="1.0" encoding="UTF-8"?><html xmlns="x">'),
    "page-behind-a-warning.xls": page("utf-8", "Notice: Undefined index in /a.php on line 3\n"),
    "page-behind-a-comment.xls": page("utf-8", "<!-- <table><tr><td>1</table> -->"),
    "page-with-scripts.xls": page(
        "utf-8", "<script>document.write('<table><tr><td>13512345678')</script>"
    ),
    "rows-without-a-table.xls": Case(
        f"<tr><td>姓名<td>手机号<tr><td>张三<td>{A}<tr><td>李四<td>{B}".encode(),
        (A, B),
        values={"姓名": "张三", "手机号": A},
    ),
    "page-with-hidden-rows.xls": Case(
        (
            "<style>.gone {display:none}</style><table><tr><th>姓名<th>手机号"
            f"<tr><td>张三<td>{A}<tr style='height:0;DISPLAY: none'><td>李四<td>{B}"
            f"<tr class='x gone'><td>王五<td>{C}<tbody hidden><tr><td>赵六<td>{D}</table>"
        ).encode(),
        (A,),
        values={"姓名": "张三", "手机号": A},
    ),
    "page-with-hidden-rows-chosen.xls": Case(
        (
            "<table><tr><th>姓名<th>手机号"
            f"<tr><td>张三<td>{A}<tr style='display:none'><td>李四<td>{B}</table>"
        ).encode(),
        (A, B),
        choice=LayoutChoice(hidden_rows=True),
    ),
    "page-with-several-tables.xls": Case(
        (
            f"<table><tr><td colspan=3>会员名单，客服 {C}</table>"
            f"<table><tr><td>姓名<td>手机号<tr><td>张三<td>{A}</table>"
            f"<table><tr><td>李四<td>{B}</table>"
        ).encode(),
        (A, B),
        values={"姓名": "张三", "手机号": A},
        sheet="<table> 2",
    ),
    "page-in-a-frame.xls": Case(
        (
            "<table><tr><td>菜单<td><table><tr><td>姓名<td>手机号<td>标签"
            f"<tr><td>张三<td>{A}<td><table><tr><td>金卡</table>"
            f"<tr><td>李四<td>{B}<td></table></table>"
        ).encode(),
        (A, B),
        values={"姓名": "张三", "手机号": A, "标签": "金卡"},
        sheet="<table> 2",
    ),
    "page-with-merged-cells.xls": Case(
        (
            "<table><tr><td colspan=3>名单<tr><td>部门<td>姓名<td>手机号"
            f"<tr><td rowspan=2>销售<td>张三<td>{A}<tr><td>李四<td>{B}</table>"
        ).encode(),
        (A, B),
        lines=(3, 4),
        values={"部门": "销售", "姓名": "张三", "手机号": A},
    ),
    "page-as-excel-saves-it.xls": Case(
        (
            '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>.xl24 {'
            'mso-number-format:"\\@";}</style><!--[if gte mso 9]><xml><x:ExcelWorkbook>'
            "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>客户 &amp; 会员</x:Name>"
            "</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->"
            "<table x:str><tr><td class=xl24>手机号<td>姓名<td>编号<td>折扣<td>地址"
            f'<tr><td x:num="{A}">1.38E+10<td>张&nbsp;三&nbsp;<td style=\'mso-number-format:'
            '"000000"\' x:num>1234<td x:num="0.15">15%<td>北京<br style=\'x\'>\n  朝阳'
            f"<tr><td x:num>{B}<td>&lt;李&#22235;&gt;<td><td><td></table>"
        ).encode(),
        (A, B),
        ((2, N.LINE_BREAK, "北京\n朝阳"),),
        {"手机号": A, "姓名": "张\xa0三", "编号": "001234", "折扣": "15%", "地址": "北京\n朝阳"},
        sheet="客户 & 会员",
    ),
    "page-with-unseen-text.xls": Case(
        (
            "<table><tr><td>姓名<td>手机号"
            f"<tr><td><span style='display:none'>0001<b>x</b></span>张三<td>{A}</table>"
        ).encode(),
        (A,),
        values={"姓名": "张三", "手机号": A},
    ),
    "archive.mht": Case(
        lambda: binary.mhtml({"": f"<table><tr><td>姓名<td>手机号<tr><td>张三<td>{A}</table>"}),
        (A,),
        values={"姓名": "张三", "手机号": A},
    ),
    "archive-of-a-workbook.xls": Case(
        lambda: binary.mhtml(
            {
                "Book1.htm": binary.EXCEL_FRAME,
                "Book1.files/tabstrip.htm": f"<table><tr><td>旧<td>{C}<td>{D}</table>",
                "Book1.files/sheet001.htm": f"<table><tr><td>手机号<tr><td>{C}<tr><td>{D}</table>",
                "Book1.files/sheet002.htm": f"<table><tr><td>手机号<tr><td>{A}</table>",
            },
            "base64",
        ),
        (A,),
        sheet="新名单",
    ),
    "excel2003.xml": Case(
        lambda: binary.spreadsheetml(
            {
                "名单": [
                    ["姓名", "手机号", "日期", "编号"],
                    ["张三", 13800138000, datetime(2024, 1, 2), (1234, "000000")],
                    ["李四", 1.3900139e10, datetime(2024, 1, 3, 8, 30), None],
                ]
            }
        ).encode(),
        (A, B),
        values={"姓名": "张三", "手机号": A, "日期": "2024-01-02", "编号": "001234"},
        sheet="名单",
    ),
    "excel2003-gbk.xls": Case(
        lambda: (
            binary.spreadsheetml({"名单": [["手机"], [A], [f"\x1f{B}"]]})
            .replace('<?xml version="1.0"?>', '\n<?xml version="1.0" encoding="gb2312"?>')
            .encode("gbk")
        ),
        (A, B),
        values={"手机": A},
        sheet="名单",
    ),
    "excel2003-places.xml": Case(
        (
            f'<?xml version="1.0"?><ss:Workbook xmlns:ss="{SPREADSHEET}"><ss:Worksheet'
            ' ss:Name="a"><ss:Table><ss:Column ss:Index="2" ss:Hidden="1"/>'
            '<ss:Row ss:Index="3"><ss:Cell ss:MergeAcross="1"><ss:Data>姓名</ss:Data></ss:Cell>'
            "<ss:Cell><ss:Data>手机号</ss:Data><ss:Comment><ss:Data>注意</ss:Data></ss:Comment>"
            '</ss:Cell></ss:Row><ss:Row ss:Hidden="1" ss:Span="1"><ss:Cell><ss:Data>李四</ss:Data>'
            f'</ss:Cell><ss:Cell ss:Index="3"><ss:Data>{B}</ss:Data></ss:Cell></ss:Row>'
            '<ss:Row><ss:Cell><ss:Data ss:Type="String"><B>张</B>三</ss:Data></ss:Cell>'
            f'<ss:Cell ss:Index="3"><ss:Data ss:Type="Number">{A}</ss:Data></ss:Cell>'
            '<ss:Cell><ss:Data ss:Type="Error">#N/A</ss:Data></ss:Cell></ss:Row>'
            "</ss:Table></ss:Worksheet></ss:Workbook>"
        ).encode(),
        (A,),
        lines=(6,),
        values={"姓名": "张三", "B": "", "手机号": A, "D": ""},
        sheet="a",
    ),
    "document.docx": Case(lambda: binary.zipped({"word/document.xml": "<a/>"}), fault=F.FORMAT),
    "quote-without-end.csv": Case(b'"' + b"x,1\n" * 33_000, fault=F.DAMAGED),
    "line-without-end.csv": Case(b"a,b\n" + b"1," * 66_000 + b"\n", fault=F.DAMAGED),
    # Workbooks.
    "excel.xlsx": Case(
        lambda: binary.xlsx(
            {
                "名单": [
                    ["姓名", "手机号", "日期", "折扣", "时间", "会员", "金额"],
                    [
                        "张三",
                        13800138000,
                        date(2024, 1, 2),
                        (0.15, "0%"),
                        time(8, 30),
                        True,
                        0.1 + 0.2,
                    ],
                    ["李四", B, datetime(2024, 1, 3, 8, 30, 5), 1e-7, None, False, 1234567.5],
                ]
            }
        ),
        (A, B),
        values={
            "姓名": "张三",
            "手机号": A,
            "日期": "2024-01-02",
            "折扣": "15%",
            "时间": "08:30",
            "会员": "TRUE",
            "金额": "0.3",
        },
        sheet="名单",
    ),
    "text-cells.xlsx": Case(
        lambda: binary.xlsx(
            {"名单": [["手机号", "编号"], [A, "000123"], ["1.59E+10", "x"], [15494740733.0, "y"]]}
        ),
        (A, "15494740733"),
        ((3, P.LOSSY, "1.59E+10"),),
        {"手机号": A, "编号": "000123"},
        lines=(2, 4),
        sheet="名单",
    ),
    "second-sheet.xlsx": Case(
        lambda: binary.xlsx({"说明": [], "名单": [["手机"], [A]]}),
        (A,),
        values={"手机": A},
        sheet="名单",
    ),
    "hidden-sheet.xlsx": Case(
        lambda: binary.xlsx({"旧": [["手机"], [B]], "新": [["手机"], [A]]}, hidden=("旧",)),
        (A,),
        sheet="新",
    ),
    "sheet-chosen.xlsx": Case(
        lambda: binary.xlsx({"一": [["手机"], [A]], "二": [["手机"], [B]]}),
        (B,),
        choice=LayoutChoice(sheet="二"),
        sheet="二",
    ),
    "sheet-gone.xlsx": Case(
        lambda: binary.xlsx({"一": [["手机"], [A]]}),
        fault=F.CHANGED,
        choice=LayoutChoice(sheet="二"),
    ),
    "not-at-a1.xlsx": Case(
        lambda: binary.xlsx({"a": [["姓名", "手机"], ["张三", A], ["李四", "无"]]}, origin=(4, 2)),
        (A,),
        ((7, P.NOT_A_NUMBER, "无"),),
        {"A": "", "B": "", "姓名": "张三", "手机": A},
        lines=(6,),
        sheet="a",
    ),
    "beyond-all-numbers.xlsx": Case(
        lambda: binary.with_sheet_xml(
            binary.xlsx({"a": [["1"]]}),
            binary.sheet_xml([("A1", A), ("A2", "1e999"), ("A3", "2.5"), ("A4", "1e20")]),
        ),
        (A,),
        (
            (2, P.NOT_A_NUMBER, "inf"),
            (3, P.NOT_A_NUMBER, "2.5"),
            (4, P.TOO_LONG, "100000000000000000000"),
        ),
        lines=(1,),
        sheet="a",
    ),
    "many-rows-not-at-a1.xlsx": Case(
        lambda: binary.xlsx(
            {"a": [["手机"], *([13800000000.0 + n] for n in range(1500))]}, origin=(2, 3)
        ),
        tuple(str(13800000000 + n) for n in range(1500)),
        lines=tuple(range(4, 1504)),
        sheet="a",
    ),
    "formulas.xlsx": Case(
        binary.formula_xlsx,
        (A, B),
        ((3, P.NOT_A_NUMBER, "李四"),),
        {"姓名": "张三", "手机号": A},
        lines=(2, 4),
        sheet="公式",
    ),
    "newline-cells.xlsx": Case(
        lambda: binary.xlsx({"a": [["手机", "地址"], [A, "北京\n朝阳"]]}),
        (A,),
        ((2, N.LINE_BREAK, "北京\n朝阳"),),
        values={"手机": A, "地址": "北京\n朝阳"},
        sheet="a",
    ),
    "guarded-by-tabs.xlsx": Case(
        lambda: binary.xlsx({"a": [["手机\t", "编号"], [f"{A}\t", "\t00123"], [B, "1\t2"]]}),
        (A, B),
        values={"手机": A, "编号": "00123"},
        sheet="a",
    ),
    "two-level-header.xlsx": Case(
        lambda: binary.xlsx(
            {"a": [["基本信息", "", "联系方式"], ["姓名", "性别", "手机"], ["张三", "男", A]]}
        ),
        (A,),
        lines=(3,),
        values={"姓名": "张三", "性别": "男", "手机": A},
        sheet="a",
    ),
    "repeated-in-a-sheet.xlsx": Case(
        lambda: binary.xlsx({"一": [], "名单": [["手机"], [A], [B], [13800138000]]}),
        (A, B),
        ((4, N.REPEATED, A, 2),),
        values={"手机": A},
        sheet="名单",
    ),
    "format-left-behind.xlsx": Case(
        lambda: binary.with_sheet_xml(
            binary.xlsx({"a": [["1"]]}),
            binary.sheet_xml([("A1", A), ("A2", B)]).replace(
                "</sheetData>",
                '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row></sheetData>',
            ),
        ),
        (A, B),
        lines=(1, 2),
        sheet="a",
    ),
    "empty.xlsx": Case(lambda: binary.xlsx({"a": []}), fault=F.EMPTY),
    "excel97.xls": Case(
        lambda: binary.xls(
            [["姓名", "手机号", "日期"], ["张三", 13800138000, date(2024, 1, 2)], ["李四", B, "x"]]
        ),
        (A, B),
        values={"姓名": "张三", "手机号": A, "日期": "2024-01-02"},
        sheet="名单",
    ),
    "calc.ods": Case(
        lambda: binary.ods(
            [["姓名", "手机号", "日期"], ["张三", 13800138000, date(2024, 1, 2)], ["李四", B, "x"]]
        ),
        (A, B),
        values={"姓名": "张三", "手机号": A, "日期": "2024-01-02"},
        sheet="表1",
    ),
    "calc-to-the-edge.ods": Case(
        lambda: binary.ods(
            [],
            body=(
                f"<table:table-row>{binary.ods_text('手机')}</table:table-row>"
                f"<table:table-row>{binary.ods_text(A)}</table:table-row>"
                '<table:table-row table:number-rows-repeated="1048574">'
                '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            ),
        ),
        (A,),
        values={"手机": A},
        sheet="表1",
    ),
    "workbook-called.csv": Case(lambda: binary.xlsx({"a": [["手机"], [A]]}), (A,), sheet="a"),
    "password.xlsx": Case(binary.encrypted_xlsx, fault=F.PASSWORD),
    "password.xls": Case(binary.encrypted_xls, fault=F.PASSWORD),
    "cut-off.xlsx": Case(lambda: binary.xlsx({"a": [["手机"], [A]]})[:2000], fault=F.DAMAGED),
    "cut-off.xls": Case(lambda: binary.xls([["手机"], [A]])[:2000], fault=F.DAMAGED),
    "zip-mark-only.xlsx": Case(b"PK\x03\x04", fault=F.DAMAGED),
    "not-xml.xlsx": Case(
        lambda: binary.with_sheet_xml(binary.xlsx({"a": [["1"]]}), "no xml at all <"),
        fault=F.DAMAGED,
    ),
    "bomb.xlsx": Case(binary.bomb, fault=F.DAMAGED),
    "lying-bomb.xlsx": Case(binary.lying_bomb, fault=F.DAMAGED),
    "billion-cells.xlsx": Case(
        lambda: binary.with_sheet_xml(
            binary.xlsx({"a": [["1"]]}), binary.sheet_xml([("A1", A), ("XFD1048576", B)])
        ),
        (A, B),
        lines=(1, 1048576),
        sheet="a",
    ),
    "far-cell.xlsx": Case(
        lambda: binary.with_sheet_xml(
            binary.xlsx({"a": [["1"]]}), binary.sheet_xml([("A1", A), ("Z1048576", B)])
        ),
        (A, B),
        lines=(1, 1048576),
        sheet="a",
    ),
    "repeated-cells.ods": Case(
        lambda: binary.ods(
            [],
            body=(
                '<table:table-row table:number-rows-repeated="1048576">'
                + binary.ods_text(A, ' table:number-columns-repeated="1000"')
                + "</table:table-row>"
            ),
        ),
        fault=F.TOO_LARGE,
    ),
}


def main() -> None:
    FILES.mkdir(exist_ok=True)
    for path in FILES.iterdir():
        path.unlink()
    for name, case in CASES.items():
        (FILES / name).write_bytes(case.data() if callable(case.data) else case.data)


if __name__ == "__main__":
    main()
