"""Dates of one record that cannot stand together, whatever the case: an end before its beginning.

Only what is certain is refused: a rough date that may lie on either side stands.
"""

from __future__ import annotations

from typing import Any

from casework.domain.records import Kind

IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "temporary_change": (
        ("decided_on", "expires_on"), ("starts_on", "expires_on"), ("starts_on", "ended_on"),
    ),
    "temporary_change_review": (("reviewed_on", "next_review_on"),),
    "involvement_activity": (("opened_on", "closed_on"),),
}
"""For each kind the pairs of fields of which the second is never before the first."""


def faults_of_order(kind: Kind, payload: Any) -> dict[str, str]:
    """What is wrong with the order of the dates, by the name of the later field; empty if nothing.
    """
    faults: dict[str, str] = {}
    for first, second in IN_ORDER.get(kind.name, ()):
        earlier, later = getattr(payload, first), getattr(payload, second)
        if earlier is None or later is None or not (earlier.is_known and later.is_known):
            continue
        if later.before(earlier) is True:
            labels = kind.specs[second].label, kind.specs[first].label
            faults[second] = (
                f"“{labels[0]}” is {later.plain()}, before “{labels[1]}”, {earlier.plain()}: "
                "correct one of the two"
            )
    return faults
