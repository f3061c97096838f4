"""The signs and templates that can be chosen, as choices of the combo boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gui.core.message.catalogue import AccountCatalogue
from gui.core.message.query_results import APPROVED, Sign, Template
from gui.panels.widgets.fields.choice_model import ChoiceGroup, ComboChoice
from gui.words.message import variables as words


def sign_groups(catalogue: AccountCatalogue, recent: Sequence[str]) -> list[ChoiceGroup]:
    """Group the signs of an account; those used lately come first."""
    usable = [sign.name for sign in catalogue.signs if sign.audit_status == APPROVED]
    others = [sign for sign in catalogue.signs if sign.audit_status != APPROVED]
    return _groups(
        {name: ComboChoice(name) for name in usable},
        [_unusable_sign(sign) for sign in others],
        recent,
    )


def template_groups(catalogue: AccountCatalogue, recent: Sequence[str]) -> list[ChoiceGroup]:
    """Group the templates of an account; those used lately come first."""
    usable = [row for row in catalogue.templates if row.audit_status == APPROVED]
    others = [row for row in catalogue.templates if row.audit_status != APPROVED]
    return _groups(
        {row.code: _template(row) for row in usable},
        [_unusable_template(row) for row in others],
        recent,
    )


def about_template(
    catalogue: AccountCatalogue, code: str, known: Template | None, *, sandbox: bool
) -> str:
    """Say what stands below the template's field."""
    if known is not None:
        return words.about_template(known)
    if code:
        return words.foreign_template() if catalogue.known else ""
    if not catalogue.known:
        return ""
    templates = sum(row.audit_status == APPROVED for row in catalogue.templates)
    signs = sum(row.audit_status == APPROVED for row in catalogue.signs)
    return words.built_in(templates, signs) if sandbox else words.usable(templates, signs)


def about_sign(catalogue: AccountCatalogue, name: str) -> str:
    """Say what is wrong with a sign; empty if nothing is, or nothing is known."""
    if not name or not catalogue.known:
        return ""
    sign = catalogue.sign(name)
    if sign is None:
        return words.foreign_sign()
    return "" if sign.audit_status == APPROVED else words.unusable(sign.audit_status)


def likely_sign(catalogue: AccountCatalogue, recent: Sequence[str], *, sandbox: bool) -> str:
    """Give the sign that is likely meant: the last one, or the only one; the sandbox's first."""
    if recent:
        return recent[0]
    usable = [sign.name for sign in catalogue.signs if sign.audit_status == APPROVED]
    return usable[0] if len(usable) == 1 or (usable and sandbox) else ""


def _groups(
    usable: dict[str, ComboChoice], others: Iterable[ComboChoice], recent: Sequence[str]
) -> list[ChoiceGroup]:
    first = [usable[value] for value in recent if value in usable]
    rest = [choice for value, choice in usable.items() if value not in recent]
    unlisted = [ComboChoice(value) for value in recent if value not in usable]
    unusable = tuple(others)
    refused = {choice.value for choice in unusable}
    known = (*first, *rest)
    return [
        ChoiceGroup(words.usable_heading(len(known)), known),
        ChoiceGroup(
            words.recent_heading(), tuple(one for one in unlisted if one.value not in refused)
        ),
        ChoiceGroup(words.unusable_heading(len(unusable)), unusable),
    ]


def _template(row: Template) -> ComboChoice:
    return ComboChoice(row.code, row.name, row.content, words.template_kind(row))


def _unusable_template(row: Template) -> ComboChoice:
    return ComboChoice(row.code, row.name, words.unusable(row.audit_status), usable=False)


def _unusable_sign(sign: Sign) -> ComboChoice:
    return ComboChoice(sign.name, detail=words.unusable(sign.audit_status), usable=False)
