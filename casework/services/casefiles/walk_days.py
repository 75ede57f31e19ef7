"""On which days a compliant base is walked."""

from __future__ import annotations

from datetime import date, timedelta

from casework.engine.definition import Definition

DAYS_IN_STAGE = {
    "S0": 14, "S1": 56, "S2": 56, "S3": 56, "S4": 84, "S5": 56, "S6": 28, "S7": 126, "S8": 56,
    "S9": 56, "S10": 120, "S11": 760,
    "U0": 1, "U1": 1, "U2": 1, "U3": 28, "U4": 14,
    "M0": 14, "M1": 42, "M2": 42, "M3": 28, "M4": 28,
}  # fmt: skip
"""Calendar days that the walk spends in each stage."""
CONSULTATION_DAYS = 97
"""From the day on which the consultation opens to its last: fourteen weeks with both."""
OPENS, CLOSES = "open_consultation", "close_consultation"
"""The acts of a stage that the walk does where it passes that stage."""


def walk_begins_on(d: Definition, stage: str, on: date) -> date:
    """The day on which a case is opened that stands compliant in ``stage`` on the day ``on``.

    In the stage of the consultation that is its last day, so the walk comes there as it opens.
    """
    before = [s.id for s in d.stages][: d.position_of(stage)]
    days = sum(DAYS_IN_STAGE[s] for s in before)
    if any(act.id == OPENS and stage in act.stages for act in d.acts):
        days += CONSULTATION_DAYS
    return on - timedelta(days=days)
