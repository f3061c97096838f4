"""Which commands a text finds."""

from hypothesis import given
from hypothesis import strategies as st

from gui.panels.palette.command import PER_GROUP, Command, Group, find


def command(title: str, group: Group = Group.ACTIONS, **more: object) -> Command:
    return Command(group, title, lambda: None, **more)  # type: ignore[arg-type]


SAVE = command("Save the form", hint="Ctrl+D")
SEND = command("Send the message")
HIDDEN = command("登录验证码  SMS_1", Group.TEMPLATES, caption="您的验证码", offered=False)
PHONE = command("我 139****0003", Group.NUMBERS, terms="13900000003", offered=False)
ALL = [SAVE, SEND, HIDDEN, PHONE]


def test_without_a_text_what_is_offered_is_listed() -> None:
    assert find(ALL, "  ") == [SAVE, SEND]


def test_every_word_has_to_be_there() -> None:
    assert find(ALL, "MESSAGE send") == [SEND]
    assert find(ALL, "send form") == []
    assert find(ALL, "sms_1 验证") == [HIDDEN]
    assert find(ALL, "0000003") == [PHONE]  # what a mask hides is found all the same


def test_what_begins_with_the_text_comes_first() -> None:
    other = command("Do not save")
    assert find([other, SAVE], "save") == [SAVE, other]


COMMANDS = st.lists(st.builds(command, st.text(max_size=6), st.sampled_from(Group)), max_size=40)


@given(COMMANDS, st.text(max_size=3))
def test_groups_stand_together_in_their_order(commands: list[Command], text: str) -> None:
    groups = [one.group for one in find(commands, text)]
    assert groups == sorted(groups, key=list(Group).index)
    if text.split():
        assert all(groups.count(group) <= PER_GROUP for group in Group)
