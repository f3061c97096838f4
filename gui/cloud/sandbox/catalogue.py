"""The signs and templates of the sandbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from gui.core.message.query_results import Sign, Template

VARIABLE = re.compile(r"\$\{([A-Za-z][A-Za-z0-9_]*)\}")


class ReviewStatus(Enum):
    """The review status of a sign or template: as in the lists, and as in GetSmsTemplate."""

    IN_REVIEW = ("AUDIT_STATE_INIT", "0")
    PASSED = ("AUDIT_STATE_PASS", "1")
    REJECTED = ("AUDIT_STATE_NOT_PASS", "2")
    CANCELLED = ("AUDIT_STATE_CANCEL", "10")


class TemplateType(IntEnum):
    """The type of a template, numbered as OuterTemplateType."""

    CODE = 0
    NOTICE = 1
    PROMOTION = 2
    INTERNATIONAL = 3

    @property
    def template_type(self) -> int:
        """The type as numbered by TemplateType of QuerySmsTemplateList."""
        return {
            TemplateType.CODE: 2,
            TemplateType.NOTICE: 0,
            TemplateType.PROMOTION: 1,
            TemplateType.INTERNATIONAL: 6,
        }[self]


@dataclass(frozen=True, slots=True)
class SandboxSign:
    """A sign; `codes_only` if it was approved for verification codes only."""

    name: str
    audit: ReviewStatus = ReviewStatus.PASSED
    codes_only: bool = False
    created: str = "2024-03-01 10:00:00"
    reason: str = ""

    def listed(self) -> Sign:
        """The row of QuerySmsSignList that a client reads."""
        return Sign(self.name, self.audit.value[0])


@dataclass(frozen=True, slots=True)
class SandboxTemplate:
    """A template.

    Attributes:
        attributes: allowed content of variables by name, as in VariableAttribute.
        reason: why the review rejected it, or empty.
        variables: names in `content`, in order; computed.
    """

    code: str
    name: str
    content: str
    kind: TemplateType
    audit: ReviewStatus = ReviewStatus.PASSED
    attributes: Mapping[str, str] = field(default_factory=dict)
    created: str = "2024-03-01 10:00:00"
    reason: str = ""
    variables: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the variables once."""
        names = dict.fromkeys(VARIABLE.findall(self.content))
        object.__setattr__(self, "variables", tuple(names))

    def listed(self) -> Template:
        """The row of QuerySmsTemplateList that a client reads."""
        return Template(self.code, self.name, self.content, self.audit.value[0], int(self.kind))


SIGNS = (
    SandboxSign("阿里云"),
    SandboxSign("小饭桌管理平台"),
    SandboxSign("SMSDesk"),
    SandboxSign("沙箱验证码", codes_only=True),
    SandboxSign("沙箱审核中", ReviewStatus.IN_REVIEW),
    SandboxSign("沙箱未通过", ReviewStatus.REJECTED, reason="签名与资质不符"),
    SandboxSign("沙箱已取消", ReviewStatus.CANCELLED),
)

TEMPLATES = (
    SandboxTemplate(
        "SMS_153055065",
        "验证码",
        "您的验证码为：${code}，请勿泄露于他人！",
        TemplateType.CODE,
        attributes={"code": "characterWithNumber"},
    ),
    # A notice, because the documented example sends a code of sixteen letters with it.
    SandboxTemplate(
        "SMS_146806055",
        "小饭桌通知",
        "您在小饭桌的操作码为${code}，请按页面提示完成操作。",
        TemplateType.NOTICE,
        attributes={"code": "characterWithNumber2"},
    ),
    SandboxTemplate(
        "SMS_900000001",
        "登录验证码",
        "验证码${code}，您正在登录，若非本人操作，请勿泄露。",
        TemplateType.CODE,
        attributes={"code": "numberCaptcha"},
    ),
    SandboxTemplate(
        "SMS_900000002",
        "取餐通知",
        "${name}您好，您订的${meal}将于${time}送达，取餐请到${place}，联系电话${phone}。",
        TemplateType.NOTICE,
        attributes={
            "name": "name",
            "meal": "other_number2",
            "time": "time",
            "place": "other_number2",
            "phone": "phone_number2",
        },
    ),
    SandboxTemplate(
        "SMS_900000003",
        "放假通知",
        "各位家长，本周五小饭桌放假一天，请提前安排好接送。",
        TemplateType.NOTICE,
    ),
    SandboxTemplate(
        "SMS_900000004",
        "缴费提醒",
        "${name}家长您好，本月餐费${amount}元，请于${date}前缴清。",
        TemplateType.NOTICE,
        attributes={"name": "name", "amount": "money", "date": "time"},
    ),
    SandboxTemplate(
        "SMS_900000005",
        "发货通知",
        "您的订单${order}已发货，运单号${waybill}，请留意查收。",
        TemplateType.NOTICE,
        attributes={"order": "characterWithNumber2", "waybill": "characterWithNumber2"},
    ),
    SandboxTemplate(
        "SMS_900000006",
        "预约成功",
        "您已成功预约${time}的${service}，请准时到店。",
        TemplateType.NOTICE,
        attributes={"time": "time", "service": "other_number2"},
    ),
    SandboxTemplate(
        "SMS_900000007",
        "系统告警",
        "监控发生告警：${content}，请尽快处理。",
        TemplateType.NOTICE,
        attributes={"content": "other_number2"},
    ),
    SandboxTemplate(
        "SMS_900000008",
        "会员日促销",
        "亲爱的${name}，会员日全场八折，欢迎光临，拒收请回复R",
        TemplateType.PROMOTION,
        attributes={"name": "name"},
    ),
    SandboxTemplate(
        "SMS_900000009",
        "International code",
        "Your verification code is ${code}. Do not share it with anyone.",
        TemplateType.INTERNATIONAL,
        attributes={"code": "characterWithNumber"},
    ),
    SandboxTemplate(
        "SMS_900000010",
        "国际通知",
        "${name}，您的包裹已到达，请凭${code}领取。",
        TemplateType.INTERNATIONAL,
        attributes={"name": "name", "code": "characterWithNumber"},
    ),
    SandboxTemplate(
        "SMS_900000011",
        "审核中的模板",
        "您的申请${id}已提交，请等待审核。",
        TemplateType.NOTICE,
        ReviewStatus.IN_REVIEW,
        attributes={"id": "characterWithNumber2"},
    ),
    SandboxTemplate(
        "SMS_900000012",
        "未通过的模板",
        "点击${link}领取红包。",
        TemplateType.NOTICE,
        ReviewStatus.REJECTED,
        attributes={"link": "other_number2"},
        reason="变量不能是链接",
    ),
    SandboxTemplate(
        "SMS_900000013",
        "已取消的模板",
        "您的会员将于${date}到期。",
        TemplateType.NOTICE,
        ReviewStatus.CANCELLED,
        attributes={"date": "time"},
    ),
)


class SandboxCatalogue:
    """Signs and templates, found by name and code."""

    def __init__(
        self,
        signs: tuple[SandboxSign, ...] = SIGNS,
        templates: tuple[SandboxTemplate, ...] = TEMPLATES,
    ) -> None:
        self.signs = signs
        self.templates = templates
        self._signs = {sign.name: sign for sign in signs}
        self._templates = {template.code: template for template in templates}

    def sign(self, name: str) -> SandboxSign | None:
        """Return the sign of this name (case-sensitive), whatever its review status."""
        return self._signs.get(name)

    def template(self, code: str) -> SandboxTemplate | None:
        """Return the template of this code, whatever its review status."""
        return self._templates.get(code)
