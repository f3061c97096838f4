import re

import pytest

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


def test_text_and_the_chips_around_it_alone_follow_the_scale() -> None:
    sizes = re.compile(r"font-size: (\d+)px")
    once, twice = (sizes.findall(made(TOKENS.light, scale)) for scale in (1.0, 2.0))
    assert [2 * int(size) for size in once] == [int(size) for size in twice]
    chips = re.compile(r'(QToolButton\[role="chip"\](?::focus)? \{).*')
    rest, other = (sizes.sub("", made(TOKENS.light, scale)) for scale in (1.0, 2.0))
    assert chips.sub(r"\1", rest) == chips.sub(r"\1", other)
    assert "max-height: 22px" in rest and "max-height: 44px" in other


def test_a_name_that_is_no_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        style_sheet("QLabel { color: $no_such_role; }", TOKENS, TOKENS.light, 1.0, IMAGES)
