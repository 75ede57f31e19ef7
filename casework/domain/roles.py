"""Roles on a case, by the attester codes of the gate register."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A role on a case; ``outside`` roles belong to another organisation or to a board."""

    code: str
    title: str
    outside: bool = False


ROLES = {
    role.code: role
    for role in (
        Role("PM", "Programme manager"),
        Role("AO", "Accountable officer"),
        Role("SRO", "Senior responsible owner"),
        Role("ENG", "Engagement lead"),
        Role("EDI", "Equality lead"),
        Role("CNO", "Chief nursing officer"),
        Role("CMO", "Chief medical officer"),
        Role("CFO", "Chief finance officer"),
        Role("GOV", "Governance lead"),
        Role("LEG", "Legal adviser"),
        Role("DPO", "Data protection officer"),
        Role("HR", "Human resources lead"),
        Role("HC", "Scrutiny committee clerk", outside=True),
        Role("HCH", "Scrutiny committee chair", outside=True),
        Role("HW", "Healthwatch", outside=True),
        Role("NR", "NHS England region", outside=True),
        Role("BRD", "Board or joint committee", outside=True),
    )
}
CLINICAL_EXECUTIVES = ("CMO", "CNO")
"""Who may state, in their own words, that safety leaves no time."""
OUTSIDE_ROLES = frozenset(code for code, role in ROLES.items() if role.outside)


def role_in_words(code: str) -> str:
    """The role within a sentence: with a small first letter, unless it begins with a name."""
    title = role_title(code)
    return title if title.startswith(("NHS", "Healthwatch")) else title[:1].lower() + title[1:]


def role_title(code: str) -> str:
    """The role in words; an unknown code is shown as it is."""
    return ROLES[code].title if code in ROLES else code
