"""The chapters of the integrated impact assessment, and the groups that some must always cover.

Every protected characteristic of the Equality Act 2010 section 149 and every inclusion group has a
row, even where no different effect was found: a group that nobody assessed shows as a gap.
"""

from __future__ import annotations

PROTECTED_CHARACTERISTICS = (
    "Age",
    "Disability",
    "Gender reassignment",
    "Marriage and civil partnership",
    "Pregnancy and maternity",
    "Race",
    "Religion or belief",
    "Sex",
    "Sexual orientation",
)
INCLUSION_GROUPS = (
    "Gypsy, Roma and Traveller communities, Showmen and Boaters",
    "People experiencing homelessness",
    "People dependent on alcohol or drugs",
    "Sex workers",
    "Vulnerable migrants and refugees",
    "Victims of modern slavery",
    "People in contact with the justice system",
)

# Chapter key: the groups that must each have a row.
CHAPTERS: dict[str, tuple[str, ...]] = {
    "equality": PROTECTED_CHARACTERISTICS,
    "health_inequalities": (),
    "inclusion": INCLUSION_GROUPS,
    "barriers": (),
    "carers": ("Adult carers", "Young carers"),
    "travel": (),
    "environment": (),
    "workforce": (),
}
