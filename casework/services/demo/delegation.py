"""The board's scheme of delegation in the fictional case, and who signed the first letters."""

from __future__ import annotations

from typing import Any

from casework.services.demo.fact import Fact
from casework.services.demo.facts_behind import COUNCILS, ICB

SCHEME = "Scheme of reservation and delegation, version 4"
ENTRIES = (
    ("sign_off_business_case", "SRO", "no"),
    ("decide_to_consult", "board", "yes"),
    ("decide_proposal", "board", "yes"),
    ("sign_letters_to_councils", "AO", "no"),
)
"""Power, who holds it, and whether it is reserved to the board."""


def scheme(day: Any) -> list[Fact]:
    """The entries that this case needs, each since a year before it was opened."""
    return [
        Fact("delegated_power", power.replace("_", "-"), {
            "organisation": ICB, "power": power, "held_by": holder, "reserved": reserved,
            "since": day(-485), "instrument": SCHEME,
        })
        for power, holder, reserved in ENTRIES
    ]  # fmt: skip


def letters_signed(day: Any) -> list[Fact]:
    """Who signed the letters that consult the councils."""
    return [
        Fact("power_used", "letters-to-councils", {
            "what": [f"letter/regulation-23-{council}" for council in COUNCILS],
            "power": "sign_letters_to_councils", "used_by": "AO", "person": "accountable-officer",
        }),
    ]  # fmt: skip


def decided_within_the_scheme(power: str, decision: str, post: str, since: str) -> list[Fact]:
    """That a post has held a power since a day, and that it took this decision by it."""
    return [
        Fact("delegated_power", power.replace("_", "-"), {
            "organisation": ICB, "power": power, "held_by": post, "reserved": "no", "since": since,
            "instrument": SCHEME,
        }),
        Fact("power_used", power.replace("_", "-"), {
            "what": [decision], "power": power, "used_by": post,
            "person": "accountable-officer",
        }),
    ]  # fmt: skip
