"""Sentences about the variables of a template, and about signs and templates."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.message.query_results import APPROVED, Template
from gui.core.message.unfit_values import UnfitValues
from gui.core.message.variables import (
    CODE_MAX,
    CODE_MIN,
    VALUE_MAX,
    ValueFault,
    Variable,
    VariableHint,
    VariableKind,
)
from gui.words.sending.progress import number

translate = QCoreApplication.translate

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def rule(variable: Variable) -> str:
    """Say what a value may be; empty where nothing is known."""
    match variable.kind:
        case VariableKind.CODE:
            text = translate("words", "Verification code: {least} to {most} letters or digits")
            return text.format(least=number(CODE_MIN), most=number(CODE_MAX))
        case VariableKind.TEXT:
            return translate("words", "At most {most} characters").format(most=number(VALUE_MAX))
        case VariableKind.FREE:
            return ""
        case _:
            assert_never(variable.kind)


def misfit(variable: Variable, value: str, fault: ValueFault) -> str:
    """Say why the service is likely to refuse a value."""
    match fault:
        case ValueFault.RULE:
            text = translate("words", "{rule}; the service refuses any other")
            return text.format(rule=rule(variable))
        case ValueFault.UNSUPPORTED:
            text = translate("words", "The service refuses {character} in a variable")
            return text.format(character=variable.unsupported(value))
        case ValueFault.URL:
            return translate("words", "The service refuses web addresses in a variable")
        case _:
            assert_never(fault)


def misfits(unfit: UnfitValues) -> str:
    """Say why the service is likely to refuse values that come from rows, and of how many rows."""
    first = unfit.first
    text = translate("words", "{reason}: {count} of the recipients")
    if unfit.others:
        reason = translate("words", "The service refuses {character} and the like in a variable")
        reason = reason.format(character=first.character)
    else:
        reason = misfit(first.variable, first.value, first.fault)
    return text.format(reason=reason, count=number(unfit.count))


def not_filled() -> str:
    """Say under a field that the message waits for its value."""
    return translate("words", "Not filled in yet; needed to send")


def example(variable: Variable) -> str:
    """Give an example of a value; empty where nothing is known about it."""
    value = _example(variable.hint)
    return translate("words", "e.g. {value}").format(value=value) if value else ""


def _example(hint: VariableHint) -> str:
    match hint:
        case VariableHint.CODE:
            return "1234"
        case VariableHint.PERSON:
            return translate("words", "Ms Wang")
        case VariableHint.TIME:
            return "14:30"
        case VariableHint.DATE:
            return translate("words", "30 November")
        case VariableHint.MONEY:
            return "128.50"
        case VariableHint.PHONE:
            return "0571-00000000"
        case VariableHint.ORDER:
            return "202611270042"
        case VariableHint.WAYBILL:
            return "SF0000000001"
        case VariableHint.PLACE:
            return translate("words", "12 Main Street")
        case VariableHint.NONE:
            return ""
        case _:
            assert_never(hint)


def template_kind(template: Template) -> str:
    """Name the type of a template as the console does; empty where it is not known."""
    names = {
        0: translate("words", "Verification code"),
        1: translate("words", "Notification"),
        2: translate("words", "Promotion"),
        3: translate("words", "International"),
        7: translate("words", "Digital"),
    }
    return names.get(template.kind, "")


def audit(status: str) -> str:
    """Name the review status of a sign or template as the console does."""
    names = {
        APPROVED: translate("words", "approved"),
        "AUDIT_STATE_INIT": translate("words", "in review"),
        "AUDIT_STATE_NOT_PASS": translate("words", "not approved"),
        "AUDIT_STATE_CANCEL": translate("words", "review cancelled"),
    }
    return names.get(status, "")


def unusable(status: str) -> str:
    """Say why a sign or template cannot be chosen."""
    names = {
        "AUDIT_STATE_INIT": translate("words", "In review: can be used once it is approved"),
        "AUDIT_STATE_NOT_PASS": translate("words", "Not approved: see the reason in the console"),
        "AUDIT_STATE_CANCEL": translate("words", "The review was cancelled"),
    }
    return names.get(status, translate("words", "Not approved"))


def about_template(template: Template) -> str:
    """Say what a template is: its type, and whether it was approved."""
    parts = (template_kind(template), audit(template.audit_status))
    return " · ".join(part for part in parts if part)


def fetched(age: int) -> str:
    """Say how old signs and templates are; `age` in ms."""
    if age < MINUTE:
        return translate("words", "fetched just now")
    if age < HOUR:
        return translate("words", "fetched {count} min ago").format(count=number(age // MINUTE))
    if age < DAY:
        return translate("words", "fetched {count} h ago").format(count=number(age // HOUR))
    return translate("words", "fetched {count} d ago").format(count=number(age // DAY))


def built_in(templates: int, signs: int) -> str:
    """Say what the sandbox has."""
    text = translate("words", "{templates} templates and {signs} signs of the sandbox")
    return text.format(templates=number(templates), signs=number(signs))


def usable(templates: int, signs: int) -> str:
    """Say what an account has."""
    text = translate("words", "{templates} templates and {signs} signs to use")
    return text.format(templates=number(templates), signs=number(signs))


def usable_heading(count: int) -> str:
    """Head the choices that can be used."""
    return translate("words", "Can be used: {count}").format(count=number(count))


def recent_heading() -> str:
    """Head the choices that were used lately."""
    return translate("words", "Used lately")


def unusable_heading(count: int) -> str:
    """Head the choices that cannot be used."""
    return translate("words", "Cannot be used: {count}").format(count=number(count))


def foreign_sign() -> str:
    """Say that a sign is none of the account's."""
    return translate("words", "Not among the signs of this account")


def foreign_template() -> str:
    """Say that a template is none of the account's."""
    return translate("words", "Not among the templates of this account")
