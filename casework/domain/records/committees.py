"""What a scrutiny committee sets for itself: when it wants papers."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.text import Text

MOST_WORKING_DAYS = 60
WORKING, CLEAR = "working", "clear"
COUNTED = {
    WORKING: "Working days: the day of the papers is one of them",
    CLEAR: "Clear working days: neither the day of the papers nor that of the meeting is one",
}


@record_kind("paper_deadlines", "Council's own deadlines for papers",
             "Councils' own deadlines for papers", subject="organisation",
             section="correspondence")  # fmt: skip
@dataclass(frozen=True, slots=True)
class PaperDeadlines:
    """How long before a meeting a council's clerk wants draft and final papers, on this case.

    In working days before the day of the meeting, which itself is not counted. They come before
    the day by which papers must be open to inspection (T04), which no council can shorten. They go
    before the rule that the council states once for all its cases, and those of one meeting go
    before those of the case.
    """

    organisation: str = f.organisation("Council or joint committee")
    draft_working_days: int | None = f.number(
        "Draft papers: working days before the meeting", least=1, most=MOST_WORKING_DAYS
    )
    final_working_days: int | None = f.number(
        "Final papers: working days before the meeting", least=1, most=MOST_WORKING_DAYS
    )
    set_by: Text = f.text("Set by which document", hint="Leave empty if there is none")
    meeting: str = f.record_reference(
        "Only for which meeting", hint="Leave empty if for every meeting of this case"
    )
    counted: str = f.choice("Which days are counted", COUNTED, required=False)
