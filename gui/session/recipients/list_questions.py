"""Whether a list can be imported without asking the operator."""

from __future__ import annotations

from gui.core.lists.layout import Certainty, ListInspection
from gui.core.phones.number import Doubt, Phone, PhoneProblem


def leaves_no_question(inspection: ListInspection) -> bool:
    """Whether the layout of a list is certain: one sheet, and one column that holds the numbers.

    Hidden sheets and rows and doubtful values are always a question, and so is a list without any
    number of the mainland that may be of another region.
    """
    shown = [sheet for sheet in inspection.sheets if not sheet.hidden]
    if inspection.sheets and inspection.layout.sheet not in {sheet.name for sheet in shown}:
        return False
    width = max(map(len, inspection.rows), default=0)
    certain = (
        inspection.certainty is not Certainty.UNSURE or inspection.layout.number_column is None
    )
    return (
        len(shown) <= 1
        and width <= 1
        and certain
        and not inspection.sheet_notes
        and not _may_be_of_another_region(inspection)
    )


def _may_be_of_another_region(inspection: ListInspection) -> bool:
    """Whether the first rows hold no number of the mainland, but shorter or doubtful ones."""
    from gui.core.phones.scan import scan_numbers  # imported when there is a list

    rows = inspection.rows[inspection.layout.header_rows :]
    found = [one for row in rows for cell in row for _, one in scan_numbers(cell)]
    return not any(isinstance(one, Phone) for one in found) and any(
        one is PhoneProblem.TOO_SHORT
        or (isinstance(one, Doubt) and one.reason is PhoneProblem.DOUBTFUL_REGION)
        for one in found
    )
