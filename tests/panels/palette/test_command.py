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


def test_what_is_named_so_comes_before_numbers() -> None:
    numbers = [command(f"小饭桌家长{n} 1390000000{n}", Group.NUMBERS) for n in range(9)]
    preset = command("小饭桌通知", Group.PRESETS)
    action = command("打开小饭桌")
    assert find([*numbers, preset], "小饭")[0] == preset
    assert find([*numbers, action], "小饭")[0] == action
    # What only mentions the text comes behind.
    mentioned = command("放假通知", Group.PRESETS, caption="小饭桌")
    assert find([*numbers, mentioned], "小饭")[0] == numbers[0]


def test_for_a_number_the_history_is_searched_first() -> None:
    look = command("Search the history", Group.SEARCH, terms="139 0000 0003")
    assert find([PHONE, look], "139 0000 0003") == [look, PHONE]
    look = command("Search the history", Group.SEARCH, terms="13900000003")
    assert find([PHONE, look], "13900000003") == [look, PHONE]
    look = command("Search the history", Group.SEARCH, terms="7777")
    assert find([PHONE, HIDDEN, look], "7777") == [look]
    code = command("缴费提醒  SMS_900000004", Group.TEMPLATES)
    look = command("Search the history", Group.SEARCH, terms="900000004")
    assert find([PHONE, code, look], "900000004") == [code, look]
    other = command("Search the history", Group.SEARCH, terms="form")
    assert find([other, SAVE], "form") == [SAVE, other]


COMMANDS = st.lists(st.builds(command, st.text(max_size=6), st.sampled_from(Group)), max_size=40)


@given(COMMANDS, st.text(max_size=3))
def test_groups_stand_together(commands: list[Command], text: str) -> None:
    groups = [one.group for one in find(commands, text)]
    seen = list(dict.fromkeys(groups))
    assert groups == sorted(groups, key=seen.index)
    if text.split():
        assert all(groups.count(group) <= PER_GROUP for group in Group)
