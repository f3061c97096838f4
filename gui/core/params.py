"""The JSON of template parameters: parse, check, say where it is wrong, put in order."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gui.core.json_problems import ParamError, ParamProblem

__all__ = ["ParamError", "ParamProblem", "Params"]


@dataclass(frozen=True, slots=True)
class Params:
    """Template parameters, right as far as can be told here.

    Attributes:
        values: names and values in the order typed; a number is the text that was typed.
    """

    values: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """A compact JSON object of strings, as TemplateParam takes it; empty for none."""
        if not self.values:
            return ""
        return json.dumps(dict(self.values), ensure_ascii=False, separators=(",", ":"))
