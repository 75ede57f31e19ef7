"""A body's scheme of reservation and delegation as dated entries, and who used which power."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import FactDate
from casework.domain.records import fields as f
from casework.domain.records.registry import record_kind
from casework.domain.roles import ROLES
from casework.domain.text import Text

POWERS = {
    "sign_off_business_case": "To sign off the pre-consultation business case",
    "decide_to_consult": "To decide to consult",
    "decide_proposal": "To decide on the proposal",
    "decide_temporary_change": "To decide an urgent temporary change",
    "decide_minor_change": "To decide a minor change",
    "sign_letters_to_councils": "To sign letters to councils",
}
"""Powers that a pathway asks about, in the words of forms and lists."""
BOARD, COMMITTEE, JOINT_COMMITTEE = "board", "committee", "joint_committee"
HOLDERS = {
    BOARD: "The board itself",
    COMMITTEE: "A committee of the body",
    JOINT_COMMITTEE: "A joint committee",
    **{role.code: role.title for role in ROLES.values() if not role.outside},
}
"""Who may hold a power: the board, a committee, or the holder of a post."""


@record_kind(
    "delegated_power", "Power under the scheme of delegation", "Scheme of delegation",
    subject="organisation", purpose="power", section="deciding",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class DelegatedPower:
    """One entry of a body's scheme: who held which power, from which day to which, both included.

    A change of the scheme is a new entry, and the old one gets its last day: neither is written
    over, so that the scheme can be read as it stood on any day.
    """

    organisation: str = f.organisation("Body whose scheme it is")
    power: str = f.choice("Power", POWERS)
    held_by: str = f.choice("Who holds it", HOLDERS)
    committee: str = f.organisation(
        "The committee, where it decides in its own name", required=False
    )
    holder: Text = f.text("The committee or post, as the scheme calls it")
    reserved: bool | None = f.yes_no("Does the scheme reserve this to the board?")
    since: FactDate | None = f.when("From", required=True)
    until: FactDate | None = f.when("Until, if it has ended")
    limit: int | None = f.number("Only up to, in whole pounds")
    conditions: Text = f.text("Conditions of the delegation", long=True)
    may_be_passed_on: bool | None = f.yes_no("May whoever holds it pass it on?")
    passed_on_from: str = f.record_reference("If it was passed on: from which power")
    instrument: Text = f.text("Scheme, standing order or minute, with its date", required=True)


@record_kind(
    "power_used", "Power used", "Powers used", purpose="power", section="deciding",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class PowerUsed:
    """Who took a decision or signed letters, and whether what the scheme asks of them was met."""

    what: tuple[str, ...] = f.many_records("Decision, letters or sign-off")
    power: str = f.choice("Power", POWERS)
    used_by: str = f.choice("Taken or signed by", HOLDERS)
    person: str = f.person("If the holder of a post: which person")
    amount: int | None = f.number("What it commits, in whole pounds")
    conditions_met: bool | None = f.yes_no("Were the conditions of the delegation met?")
