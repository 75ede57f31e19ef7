"""The day of the decision that a compliant base assumed, where the file decides on another.

A base stands decided on its own day. If the file moves the case on later, what it recorded in
between would come after that decision, and the move be refused for nothing that the file says.
"""

from __future__ import annotations

from datetime import date

from casework.domain.facts import CaseFacts, RecordVersion
from casework.engine.definition import Need
from casework.services.casefiles.format import ActLine, CaseFile
from casework.services.casefiles.touching import Touched

DECIDED_TOGETHER = (
    (Need(record="decision", purpose="to_consult"),
     Need(record="meeting", purpose="decision_to_consult")),
    (Need(record="decision", purpose="final"), Need(record="meeting", purpose="decision")),
)  # fmt: skip
"""Each decision of a board with the meeting at which it is taken: they have one day."""


def is_day_of_next_move(case: CaseFile, line: ActLine) -> bool:
    """True if the act is judged on the day of the next move of the file, or is that move."""
    moves = (a for a in case.acts if a.act == "move" and a.index >= line.index)
    move = next(moves, None)
    return move is not None and move.judged_on == line.judged_on


def assumed_decisions(facts: CaseFacts, touched: Touched, day: date) -> list[RecordVersion]:
    """The decisions and meetings that were assumed since the case entered its stage, and for
    another day; none of which the file touches the decision or its meeting."""
    entered = facts.current("stage_move")[-1].position
    return [
        record
        for together in DECIDED_TOGETHER
        if all(touched.may_supply(need, "") for need in together)
        for need in together
        for record in facts.current(need.record, purpose=need.purpose)
        if record.assumed and record.position > entered and not _is_of(record, day)
    ]  # fmt: skip


def _is_of(record: RecordVersion, day: date) -> bool:
    return record.effective_on is not None and record.effective_on.earliest == day
