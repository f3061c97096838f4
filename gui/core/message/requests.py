"""Requests that send messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendSms:
    """One SendSms call: at most 1000 numbers with the same parameters.

    Attributes:
        numbers: 11 digits, or country code and number, without a plus sign.
        template_param: a JSON object of strings, or empty for none.
        out_id: echoed in receipts and details; at most 255 characters.
    """

    numbers: tuple[str, ...]
    sign_name: str
    template_code: str
    template_param: str = ""
    out_id: str = ""
    up_extend_code: str = ""


@dataclass(frozen=True, slots=True)
class SendBatchSms:
    """One SendBatchSms call: at most 100 numbers, each with parameters of its own.

    Attributes:
        template_params: as many as `numbers`, in the same order; JSON objects of strings.
    """

    numbers: tuple[str, ...]
    sign_name: str
    template_code: str
    template_params: tuple[str, ...]
    out_id: str = ""
    up_extend_code: str = ""
