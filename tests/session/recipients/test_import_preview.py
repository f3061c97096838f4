from gui.core.message.fields import DraftFields
from gui.session.recipients.import_preview import preview_row

ROW = {"姓名": "张三", "金额": "500", "name": "张三"}
FIELDS = DraftFields("阿里云", "SMS_1", '{"name":"","amount":"{{金额}}","day":"周五"}')


def test_mapped_variables_come_from_the_row_and_others_from_the_form() -> None:
    content = "${name}，本月 ${amount} 元，${day} 前缴。"
    found = preview_row(content, FIELDS, "13800138000", ROW, frozenset({"name"}))
    assert found is not None
    message, segments = found
    assert str(message) == "【阿里云】张三，本月 500 元，周五 前缴。"
    assert segments.segments == 1


def test_a_variable_without_a_value_is_missing() -> None:
    found = preview_row("${name}", FIELDS, "13800138000", {}, frozenset({"name"}))
    assert found is not None and found[0].missing == ("name",)


def test_without_the_text_of_the_template_there_is_no_message() -> None:
    assert preview_row("", FIELDS, "13800138000", ROW, frozenset()) is None
