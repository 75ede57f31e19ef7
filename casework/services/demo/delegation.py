"""The board's scheme of delegation in the fictional case, and who signed the first letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from casework.domain.viewer import Viewer
from casework.services.demo.fact import Fact
from casework.services.demo.facts_behind import COUNCILS, ICB
from casework.services.office import Office
from casework.services.scheme_taking import take_over_scheme
from casework.services.schemes import EntryDetails, get_scheme, state_entry

KEEPER = Viewer("governance-lead", ICB, frozenset({"governance"}))

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


def power_used(power: str, decision: str, post: str) -> Fact:
    """That a post took this decision by its power."""
    return Fact("power_used", power.replace("_", "-"), {
        "what": [decision], "power": power, "used_by": post, "person": "accountable-officer",
    })  # fmt: skip


def take_over(office: Office, reference: str) -> None:
    """Bring the board's scheme to a case at once, as the worker does within moments."""
    if not get_scheme(office, KEEPER, ICB).entries:
        _keep_scheme(office)
    take_over_scheme(office, KEEPER, reference, ICB)


def _keep_scheme(office: Office) -> None:
    """Have governance state the board's scheme, once for all its cases: since a year ago."""
    since = office.clock.today() - timedelta(days=365)
    for power, holder, reserved in (*ENTRIES, ("decide_temporary_change", "AO", "no")):
        values = {"power": power, "held_by": holder, "reserved": reserved,
                  "since": since.isoformat()}  # fmt: skip
        state_entry(office, KEEPER, ICB, EntryDetails(values, SCHEME, since))


def told_on_the_case(facts: Iterable[Fact]) -> list[Fact]:
    """What of the story is stated on the case itself, where its board keeps its scheme."""
    return [fact for fact in facts if fact.kind != "delegated_power"]
