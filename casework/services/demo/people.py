"""The fictional bodies and the roles that one can sign in as."""

from __future__ import annotations

from datetime import timedelta

from casework.domain.viewer import SYSTEM
from casework.services.demo.story import OPENED
from casework.services.demo.walking import at_day
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.office import Office
from casework.store.marks import mark_as_demo
from casework.store.parties import (
    find_organisation,
    insert_contact,
    insert_organisation,
    list_contacts,
)
from casework.store.transaction import system_transaction

ICB = "northshire-icb"
ORGANISATIONS = (
    (ICB, "Northshire Integrated Care Board (fictional)", "icb"),
    ("northshire-hospitals", "Northshire Hospitals NHS Trust (fictional)", "trust"),
    ("east-northshire", "East Northshire Council (fictional)", "local_authority"),
    ("west-northshire", "West Northshire Council (fictional)", "local_authority"),
    ("northshire-council", "Northshire Council (fictional)", "local_authority"),
    ("southmere-district", "Southmere District Council (fictional)", "district_council"),
    ("northshire-joint-scrutiny", "Northshire Joint Health Scrutiny Committee (fictional)",
     "joint_scrutiny"),
    ("healthwatch-northshire", "Healthwatch Northshire (fictional)", "healthwatch"),
    ("nhs-england-region", "NHS England, the region (fictional office)", "nhs_england_region"),
    ("department", "Department of Health and Social Care", "government"),
    ("northern-senate", "Clinical Senate (fictional)", "clinical_senate"),
)  # fmt: skip
INSIDE = (
    ("programme-manager", "Programme manager", "PM", ()),
    ("governance-lead", "Governance lead", "GOV", ("governance",)),
    ("legal-adviser", "Legal adviser", "LEG", ("legal",)),
    ("accountable-officer", "Accountable officer", "AO", ()),
    ("senior-responsible-owner", "Senior responsible owner", "SRO", ()),
    ("engagement-lead", "Engagement lead", "ENG", ()),
    ("equality-lead", "Equality lead", "EDI", ()),
    ("chief-nursing-officer", "Chief nursing officer", "CNO", ()),
    ("chief-medical-officer", "Chief medical officer", "CMO", ()),
    ("chief-finance-officer", "Chief finance officer", "CFO", ()),
    ("data-protection-officer", "Data protection officer", "DPO", ()),
    ("human-resources-lead", "Human resources lead", "HR", ()),
)
OUTSIDE = (
    ("east-clerk", "Scrutiny clerk, East Northshire", "HC", "east-northshire"),
    ("west-clerk", "Scrutiny clerk, West Northshire", "HC", "west-northshire"),
)
ADMINISTRATOR = DemoPerson(
    "administrator", "Administrator", ICB,
    "Keeps users and organisations; that gives no sight of a case",
    frozenset({"administrator"}),
)  # fmt: skip
CONTACT = {
    "key": "stroke-support", "name": "Involvement lead, Northshire Stroke Support (fictional)",
    "email": "involvement@stroke-support.example", "organisation": "", "list_id": None,
}  # fmt: skip
"""Somebody without an account, to try a share with: a role at a voluntary organisation."""


def holders() -> dict[str, str]:
    """Who holds each inside role."""
    return {role: key for key, _, role, _ in INSIDE}


def seed_people(office: Office) -> None:
    """Mark the store as demo, add the fictional bodies, and give every role an account.

    All of it on the day before the live case was opened: people are there before they act.
    """
    office = at_day(office, office.clock.today() + timedelta(days=OPENED - 1))
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        mark_as_demo(tx)
        for key, name, kind in ORGANISATIONS:
            if find_organisation(tx.connection, key) is None:
                insert_organisation(
                    tx.connection,
                    {"key": key, "name": name, "kind": kind, "code_system": "", "code": "",
                     "source": "Fictional"},
                )  # fmt: skip
        if all(contact.key != CONTACT["key"] for contact in list_contacts(tx.connection)):
            insert_contact(tx.connection, CONTACT)
        tx.record_audit("demo_organisations_added", {"organisations": len(ORGANISATIONS)})
    people = [DemoPerson(key, name, ICB, "", frozenset(roles)) for key, name, _, roles in INSIDE]
    people += [DemoPerson(key, name, organisation) for key, name, _, organisation in OUTSIDE]
    create_demo_accounts(office, [*people, ADMINISTRATOR])
