"""The run that is under way, or was the last."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.sending.progress import RunLabel, RunProgress


@dataclass(slots=True)
class CurrentRun:
    """The run that is under way, or was the last.

    Attributes:
        batched: whether several numbers share a call.
        run_id: its number; 0 for a new one that is not in the ledger yet.
        looked_up: the last snapshot; the result of the look-up in it was announced.
    """

    label: RunLabel
    batched: bool
    run_id: int = 0
    looked_up: RunProgress | None = None
