"""Long lists of choices that a form shows in groups, each under its own heading."""

from __future__ import annotations

from casework.domain.records.equality import CARERS, CHARACTERISTICS, INCLUSION

GROUPED = {
    ("equality_finding", "groups"): (
        ("The nine protected characteristics", tuple(CHARACTERISTICS)),
        ("Inclusion-health groups", tuple(INCLUSION)),
        ("Carers", tuple(CARERS)),
    ),
}
"""Kind and field to headings, each with the values that stand under it."""
