import re
from pathlib import Path

import pytest

import gui.panels
from gui.panels.theme.style_sheet import style_sheet
from gui.panels.theme.tokens import Scheme, Tokens
from gui.resource import resource

TOKENS = Tokens.load(resource("theme/tokens.json"))
TEMPLATE = resource("theme/window.qss").read_text(encoding="utf-8")
IMAGES = resource("theme")


def made(scheme: Scheme, scale: float = 1.0) -> str:
    return style_sheet(TEMPLATE, TOKENS, scheme, scale, IMAGES)


@pytest.mark.parametrize("scheme", [TOKENS.light, TOKENS.dark], ids=["light", "dark"])
def test_every_name_is_filled_in_and_every_image_is_there(scheme: Scheme) -> None:
    sheet = made(scheme)
    assert "$" not in sheet
    images = re.findall(r"url\(([^)]*)\)", sheet)
    assert images
    for image in images:
        assert (IMAGES / scheme.name).joinpath(image.rpartition("/")[2]).is_file(), image


def test_text_and_what_is_lower_than_it_alone_follow_the_scale() -> None:
    sizes = re.compile(r"font-size: (\d+)px")
    heights = re.compile(r"(m..-height|border-radius): \d+px")
    once, twice = (sizes.findall(made(TOKENS.light, scale)) for scale in (1.0, 2.0))
    assert [2 * int(size) for size in once] == [int(size) for size in twice]
    rest, other = (sizes.sub("", made(TOKENS.light, scale)) for scale in (1.0, 2.0))
    assert heights.sub("", rest) == heights.sub("", other)
    assert "max-height: 22px" in rest and "max-height: 44px" in other  # chips


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
def test_no_control_is_lower_than_the_line_in_it(scale: float) -> None:
    sheet = made(TOKENS.light, scale)
    body = round(TOKENS.sizes["type.body"] * scale)
    for control in ("QLineEdit", "QComboBox", "QAbstractSpinBox", 'QPushButton[small="true"]'):
        (rule,) = re.findall(rf"^{re.escape(control)} \{{(.*?)\}}", sheet, re.MULTILINE)
        assert int(re.findall(r"min-height: (\d+)px", rule)[0]) >= 1.45 * body
    assert scale > 1.0 or "min-height: 30px; lineedit-clear" in sheet


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
def test_the_ends_of_chips_are_round_at_every_scale(scale: float) -> None:
    (rule,) = re.findall(r'QToolButton\[role="chip"\] \{(.*?)\}', made(TOKENS.light, scale))
    (radius,) = re.findall(r"border-radius: (\d+)px", rule)
    (height,) = re.findall(r"max-height: (\d+)px", rule)
    assert (int(height) + 2) // 2 == int(radius)


def test_the_sheet_knows_every_role_and_tone_that_widgets_have() -> None:
    panels = Path(gui.panels.__file__).parent
    given = re.compile(r'setProperty\("(role|tone|surface)", "([\w-]+)"\)')
    restyled = re.compile(r"restyle\((?:[^()]|\([^()]*\))*\)")
    keyword = re.compile(r'\b(role|tone|surface)="([\w-]+)"')
    wanted = set()
    for file in panels.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        wanted |= set(given.findall(text))
        wanted |= {pair for call in restyled.findall(text) for pair in keyword.findall(call)}
    assert len(wanted) > 20
    assert not [pair for pair in sorted(wanted) if f'[{pair[0]}="{pair[1]}"]' not in TEMPLATE]


def test_a_name_that_is_no_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        style_sheet("QLabel { color: $no_such_role; }", TOKENS, TOKENS.light, 1.0, IMAGES)
