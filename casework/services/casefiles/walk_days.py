"""On which days a compliant base is walked."""

from __future__ import annotations

from datetime import date, timedelta

from casework.engine.definition import Definition

DAYS_IN_STAGE = {
    "S0": 14, "S1": 56, "S2": 56, "S3": 56, "S4": 84, "S5": 56, "S6": 28, "S7": 126, "S8": 56,
    "S9": 56, "S10": 120, "S11": 760,
}  # fmt: skip
"""Calendar days that the walk spends in each stage."""
CONSULTATION_DAYS = 98
"""Fourteen weeks, first and last day included."""


def walk_begins_on(d: Definition, stage: str, on: date) -> date:
    """The day on which a case is opened that stands compliant in ``stage`` on the day ``on``."""
    before = [s.id for s in d.stages][: d.position_of(stage)]
    return on - timedelta(days=sum(DAYS_IN_STAGE[s] for s in before))
