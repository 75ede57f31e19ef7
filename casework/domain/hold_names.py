"""What the kinds of hold are called, in words: every pathway gives them the same titles."""

from __future__ import annotations

from casework.domain.facts import RecordVersion
from casework.domain.hold_standing import (
    CALLED_IN,
    IN_LITIGATION,
    PAUSED,
    REFERRED,
    REQUESTED,
)

HOLD_TITLES = {
    REQUESTED: "Call-in requested",
    CALLED_IN: "Called in by the Secretary of State",
    REFERRED: "Referred to the Secretary of State",
    IN_LITIGATION: "In litigation",
    PAUSED: "Paused",
    "DISPUTED_SUBSTANTIALITY": "Substantial change disputed",
}


def hold_title(code: str) -> str:
    """The title of a kind of hold; the code itself where no pathway has such a kind."""
    return HOLD_TITLES.get(code, code)


def way_out_in_words(code: str) -> str:
    """A way out of a hold, as a label: "Procedural steps"."""
    return code.replace("_", " ").capitalize()


def hold_in_words(hold: RecordVersion) -> str:
    """A hold told apart from its like: "Paused, since 1 May 2026", or "Paused, 1 May 2026 to
    3 June 2026"."""
    p = hold.payload
    title = hold_title(p.hold)
    if p.started_on is None:
        return title
    since = p.started_on.plain()
    return f"{title}, {since} to {p.ended_on.plain()}" if p.ended_on else f"{title}, since {since}"
