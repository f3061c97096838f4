"""Refusals of the sandbox, with codes and messages of the service.

Sources: help centre 101346 for the codes, 25490 and 48054 for those of the gateway; messages are
taken from published logs if possible. They are data of the service, not texts of this program.
"""

from __future__ import annotations

HOST_ID = "dysmsapi.aliyuncs.com"

BUSINESS = {
    "isp.RAM_PERMISSION_DENY": "RAM权限DENY",
    "isp.SYSTEM_ERROR": "系统错误",
    "isv.ACCOUNT_ABNORMAL": "账户异常",
    "isv.AMOUNT_NOT_ENOUGH": "账户余额不足",
    "isv.BLACK_KEY_CONTROL_LIMIT": "黑名单管控",
    "isv.BUSINESS_LIMIT_CONTROL": "触发业务流控",
    "isv.CUSTOMER_REFUSED": "用户已退订推广短信",
    "isv.DAY_LIMIT_CONTROL": "触发日发送限额",
    "isv.DENY_IP_RANGE": "源IP地址所在的地区被禁用",
    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED": "国际/港澳台消息模板不支持发送境内号码",
    "isv.INVALID_JSON_PARAM": "JSON参数不合法，只接受字符串值",
    "isv.INVALID_PARAMETERS": "参数异常",
    "isv.MOBILE_COUNT_OVER_LIMIT": "手机号码数量超过限制",
    "isv.MOBILE_NUMBER_ILLEGAL": "invalid mobile number",
    "isv.MONTH_LIMIT_CONTROL": "触发月发送限额",
    "isv.OUT_OF_SERVICE": "业务停机",
    "isv.PARAM_LENGTH_LIMIT": "参数超出长度限制",
    "isv.PARAM_NOT_SUPPORT_URL": "不支持URL",
    "isv.PRODUCT_UN_SUBSCRIPT": "未开通云通信产品的阿里云客户",
    "isv.SMS_CONTENT_ILLEGAL": "短信内容包含禁止发送内容",
    "isv.SMS_SIGNATURE_ILLEGAL": "签名不合法(不存在或被拉黑)",
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL": "签名类型和模板类型不一致",
    "isv.SMS_TEMPLATE_ILLEGAL": "模板不合法(不存在或被拉黑)",
    "isv.TEMPLATE_MISSING_PARAMETERS": "模板变量缺少对应参数值",
    "isv.TEMPLATE_PARAMS_ILLEGAL": "模板变量里包含非法关键字",
    "isv.UNSUPPORTED_CONTENT": "内容中包含不支持的字符",
    "TemplateNotFound": "模板不存在",
}

GATEWAY = {
    "Forbidden.RAM": (
        403,
        "User not authorized to operate on the specified resource, "
        "or this API doesn't support RAM.",
    ),
    "IncompleteSignature": (400, "The request signature does not conform to Aliyun standards."),
    "InternalError": (
        500,
        "The request processing has failed due to some unknown error, exception or failure.",
    ),
    "InvalidAccessKeyId.Inactive": (400, "Specified access key is disabled."),
    "InvalidAccessKeyId.NotFound": (404, "Specified access key is not found."),
    "InvalidAction.NotFound": (
        404,
        "Specified api is not found, please check your url and method.",
    ),
    "InvalidApi.NotFound": (404, "Specified api is not found, please check your url and method."),
    "InvalidParameter": (400, "The specified parameter is not valid."),
    "InvalidParameter.Format": (400, "Specified parameter format is not valid."),
    "InvalidSecurityToken.MismatchWithAccessKey": (
        400,
        "Specified SecurityToken mismatch with the AccessKey.",
    ),
    "InvalidSignatureMethod": (400, "Specified signature method is not valid."),
    "InvalidTimeStamp.Expired": (400, "Specified time stamp or date value is expired."),
    "InvalidTimeStamp.Format": (400, "Specified time stamp or date value is not well formatted."),
    "InvalidVersion": (400, "Specified parameter Version is not valid."),
    "ServiceUnavailable": (
        503,
        "The request has failed due to a temporary failure of the server.",
    ),
    "SignatureDoesNotMatch": (400, "Specified signature is not matched with our calculation."),
    "SignatureNonceUsed": (400, "Specified signature nonce was used already."),
    "Throttling.User": (400, "Request was denied due to user flow control."),
    "UnsupportedHTTPMethod": (400, "This http method is not supported."),
}


class Refusal(Exception):
    """A request is refused; nothing was accepted.

    Attributes:
        http_status: 200 if refused by the product, 4xx or 5xx if by the gateway.
        gateway: whether refused by the gateway, whose answers have another structure.
    """

    def __init__(self, code: str, message: str, http_status: int = 200) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.http_status = http_status

    @property
    def gateway(self) -> bool:
        """Whether the gateway refuses it, before the product sees it."""
        return self.http_status != 200


def make_refusal(code: str, message: str = "") -> Refusal:
    """Make a refusal with the usual message and HTTP status of a code, or with `message`.

    Raises:
        KeyError: the code is unknown to the sandbox.
    """
    if code in BUSINESS:
        return Refusal(code, message or BUSINESS[code])
    status, usual = GATEWAY[code]
    return Refusal(code, message or usual, status)


def missing_parameter(name: str) -> Refusal:
    """Make the refusal of a request without the parameter `name`."""
    return Refusal(f"Missing{name}", f"{name} is mandatory for this action.", 400)
