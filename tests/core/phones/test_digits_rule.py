"""Never a number that is not written there: every reading of mutated cells, held to an oracle.

The oracle knows nothing of the reader: it compares digits, and says what may stand beside them.
"""

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gui.core.lists.imports.column_evidence import ColumnEvidence
from gui.core.lists.imports.row_import import RowImporter
from gui.core.lists.layout import Layout
from gui.core.phones.decoration import is_written
from gui.core.phones.normalise import normalise
from gui.core.phones.number import Doubt, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers

CODES = {"CN": "86", "HK": "852", "TW": "886", "SG": "65", "US": "1", "AR": "54", "MX": "52"}
MARK = re.compile(r"\s*(?:[(（]?[0-9]{1,5}\s*[)）.．、:：]|[①-⒛❶-❿])\s*")
SIGNS = "-‐‑‒–—―−﹘﹣－ー"

plain = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
foreign = st.sampled_from(["85261234567", "8613800138000", "6591234567", "61234567", "0912345678"])
foreign |= st.sampled_from(["5491123456789", "541145678901", "5215512345678", "12125551234"])
signs = st.text(SIGNS + " ()（）+.,'\"=、*•/:：\u200b\u00a0eE01", max_size=3)


@st.composite
def cells(draw: st.DrawFn) -> str:
    """A number with signs put before, into and behind it, and digits changed or doubled."""
    text = draw(plain | foreign)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        match draw(st.integers(0, 4)):
            case 0:
                text = text[:at] + draw(signs) + text[at:]
            case 1:
                text = (
                    draw(st.sampled_from(["+", "+86", "0086", "86 ", "-", "(", "1. ", "0"])) + text
                )
            case 2:
                text = text + draw(
                    st.sampled_from([".0", ".00", "-", ")", "E+10", " 801", "转801"])
                )
            case 3:
                text = text[:at] + text[at + 1 :]
            case _:
                text = draw(st.text("张李四：", max_size=2)) + text
    return text


def digits_of(text: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in text if one.isdecimal())


def without_invisible(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def is_there(text: str, number: str, region: str = "CN") -> bool:
    """Whether exactly the digits of `number` stand in `text`, apart from what the rule names."""
    forms = {number, f"00{number}"}
    for code in {"86", CODES[region], *(number[:length] for length in (1, 2, 3))}:
        if number.startswith(code):
            national = number[len(code) :]
            forms |= {f"{prefix}{code}0{national}" for prefix in ("", "00")}
            if code == CODES[region] and region != "CN":
                forms |= {national, f"0{national}"}
    if len(number) == 11 and number[0] == "1":
        forms |= {f"{code}{zero}{number}" for code in ("", "86", "0086") for zero in ("", "0")}
    rests = {text, MARK.sub("", text, count=1)}
    rests |= {re.sub(r"[.．]0*\W*$", "", rest) for rest in rests}
    found = {digits_of(rest) for rest in rests}
    found |= {
        digits_of(re.split("[eEｅＥ]", rest)[0]).rstrip("0")
        for rest in rests
        if "E" in rest.upper()
    }
    return bool(found & (forms | {form.rstrip("0") for form in forms if "E" in text.upper()}))


def is_arithmetic(text: str) -> bool:
    """Whether a text is a bare negative number: a sign or brackets, and nothing but one number.

    A plus sign, a bullet or a running number before it, and brackets around it change nothing.
    """
    core = without_invisible(text).strip(" \u00a0'\"=")
    cores = {core, MARK.sub("", core, count=1), re.sub(r"^[-•*·] +|^[+(（]", "", core)}
    return len(digits_of(core)) > 6 and any(
        re.fullmatch(rf"[{SIGNS}][0-9]+(?:\.0*)?[)）]?", each) is not None
        or re.fullmatch(r"[(（][0-9]+[)）]", core) is not None
        for each in cores
    )


@settings(max_examples=600)
@given(cells(), st.sampled_from(sorted(CODES)))
@example("0912345678 801.0", "TW")
@example("1. 1\u200b3000000000", "AR")
def test_accepted_number_has_exactly_the_digits_of_its_cell(text: str, region: str) -> None:
    for piece, found in [(text, normalise(text, region)), *scan_numbers(text, region)]:
        match found:
            case Phone():
                assert is_there(piece, found.number, region), (text, region, found)
                assert not is_arithmetic(piece)
            case Doubt(reason=PhoneProblem.NUMBER_INSIDE):
                seen = without_invisible(piece)
                runs = re.findall(r"[0-9]+", re.sub(r"(?<=[0-9])[- ](?=[0-9])", "", seen))
                bare = {run.removeprefix("86").removeprefix("0086") for run in runs}
                local = {f"{CODES[region]}{run.removeprefix('0')}" for run in runs}
                within = {found.phone.number, found.phone.number.removeprefix(CODES[region])}
                assert found.phone.number in bare | local or any(
                    form in run for form in within for run in runs
                ), (text, found)
            case Doubt():
                assert is_there(piece, found.phone.number, region), (text, region, found)


@settings(max_examples=300)
@given(st.lists(cells(), min_size=1, max_size=6), st.sampled_from(sorted(CODES)))
def test_imported_number_is_in_its_row(texts: list[str], region: str) -> None:
    intake = RowImporter(Layout(delimiter=",", number_column=1, region=region), 1)
    taken = intake.import_rows(range(1, len(texts) + 1), [["x", text] for text in texts])
    for _, line, number, _ in taken.plain:
        text = texts[line - 1]
        pieces = [text, *(piece for piece, _ in scan_numbers(text, region))]
        assert any(is_there(piece, number, region) for piece in pieces), (text, number)
    for noted in taken.noted:
        assert noted.text and (noted.number is None or noted.number.isdecimal())


@given(plain, st.data())
def test_changed_missing_or_extra_digit_is_rejected(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, 10))
    other = data.draw(st.sampled_from("0123456789"))
    changed = number[:at] + other + number[at + 1 :]
    assert is_written(number, number, "86")
    assert is_written(changed, number, "86") == (changed == number)
    assert not is_written(number[:at] + number[at + 1 :], number, "86")
    assert not is_written(f"{number}{other}", number, "86")


local = {
    "HK": st.from_regex(r"[569][0-9]{7}", fullmatch=True),
    "MO": st.from_regex(r"6[2-9][0-9]{6}", fullmatch=True),
    "TW": st.from_regex(r"09[0-9]{8}", fullmatch=True),
}


@given(st.sampled_from(sorted(local)), st.data())
def test_numbers_of_a_list_are_of_its_region(region: str, data: st.DataObject) -> None:
    code = {"HK": "852", "MO": "853", "TW": "886"}[region]
    number = data.draw(local[region])
    for text in (number, f" {number[:4]} {number[4:]} "):
        found = normalise(text, region)
        wanted = Phone(code + number.removeprefix("0"), international=True)
        assert found == wanted or isinstance(found, PhoneProblem)
        # By itself, where the mainland is the default, it goes nowhere without a press.
        assert not isinstance(normalise(text), Phone)
    assert not isinstance(normalise(data.draw(plain), region), Phone)


@given(st.lists(plain, min_size=1), st.integers(6, 9))
def test_column_of_rounded_numbers_is_rejected(numbers: list[str], zeros: int) -> None:
    rounded = [number[:-zeros] + "0" * zeros for number in numbers]
    evidence = ColumnEvidence()
    evidence.begin(rounded)
    for text in rounded:
        assert evidence.judge(text, Phone(text, international=False)) == Doubt(
            Phone(text, international=False), PhoneProblem.ROUNDED
        )
