"""Organisations, people, accounts and contacts, through the pages and the services."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from casework.domain.errors import Conflict, Invalid, InvalidFields, NotPermitted
from casework.domain.viewer import SYSTEM, Viewer
from casework.services import organisations, people
from casework.services.identity import accounts, sessions
from casework.services.identity.demo import PASSWORD as DEMO_PASSWORD
from casework.services.identity.demo import DemoPerson, create_demo_accounts, sign_in_to_demo
from casework.services.office import Office
from casework.services.organisations import OrganisationDetails
from casework.services.people import ContactDetails, PersonDetails
from casework.store import parties
from casework.store.marks import mark_as_demo
from casework.store.transaction import system_transaction
from tests.visitors import Visitor, add_account, add_organisation

OUTSIDER = Viewer("somebody", roles=frozenset({"governance"}))


def audited(app_office: Office) -> list[str]:
    with app_office.database.reading() as connection:
        return list(
            connection.execute(text("select kind from audit_entry order by id")).scalars()
        )


def test_an_organisation_is_added_with_its_code_and_dates(
    administrator: Visitor, app_office: Office
) -> None:
    administrator.open("/administration/organisations/add")
    administrator.send(
        **{"name": "A Board", "kind": "icb", "code_system": "ODS", "code": " qks ",
           "valid_from-day": "1", "valid_from-month": "7", "valid_from-year": "2022"}
    )  # fmt: skip
    found = organisations.get_organisation(app_office, SYSTEM, "a-board")
    assert (found.details.code, found.details.valid_from) == ("QKS", date(2022, 7, 1))


def test_every_fault_of_a_form_is_shown_and_what_was_typed_is_kept(
    administrator: Visitor,
) -> None:
    administrator.open("/administration/organisations/add")
    answer = administrator.send(
        **{"name": "", "kind": "icb", "valid_from-day": "31", "valid_from-month": "2",
           "valid_from-year": "2024"}
    )  # fmt: skip
    summary = administrator.page.find(class_="nhsuk-error-summary")
    links = [link["href"] for link in summary.find_all("a")]
    kept = administrator.page.find(id="valid_from-day")["value"]
    assert (answer.status_code, links, kept) == (422, ["#name", "#valid_from-day"], "31")


def test_every_link_of_the_error_summary_leads_to_a_field(administrator: Visitor) -> None:
    administrator.open("/administration/organisations/add")
    administrator.send(name="", kind="", code_system="GSS", code="1")
    summary = administrator.page.find(class_="nhsuk-error-summary")
    targets = [link["href"][1:] for link in summary.find_all("a")]
    assert targets and all(administrator.page.find(id=target) for target in targets)


@pytest.mark.parametrize(
    ("system", "code"), [("GSS", "E1"), ("ODS", "Q!"), ("", "QKS"), ("ODS", ""), ("XYZ", "QKS")]
)
def test_a_code_must_have_the_form_of_its_system(
    app_office: Office, system: str, code: str
) -> None:
    details = OrganisationDetails("A Body", "icb", system, code)
    with pytest.raises(InvalidFields):
        organisations.add_organisation(app_office, SYSTEM, details)


def test_two_organisations_cannot_have_one_code(app_office: Office) -> None:
    organisations.add_organisation(
        app_office, SYSTEM, OrganisationDetails("One", "icb", "ODS", "QKS")
    )
    with pytest.raises(Conflict):
        organisations.add_organisation(
            app_office, SYSTEM, OrganisationDetails("Two", "icb", "ODS", "QKS")
        )


def test_two_organisations_of_one_name_get_two_keys(app_office: Office) -> None:
    details = OrganisationDetails("One Name", "other")
    keys = [organisations.add_organisation(app_office, SYSTEM, details) for _ in range(2)]
    assert keys == ["one-name", "one-name-2"]


def test_pressing_twice_adds_one_organisation(administrator: Visitor, app_office: Office) -> None:
    administrator.open("/administration/organisations/add")
    page, shown = administrator.page, administrator.response
    administrator.send(name="Once", kind="other")
    administrator.page, administrator.response = page, shown
    administrator.send(name="Once", kind="other")
    found = organisations.list_organisations(app_office, SYSTEM, "once")
    assert (len(found), administrator.heading) == (1, "Once")


def test_an_organisation_is_changed_and_keeps_its_key(
    administrator: Visitor, app_office: Office
) -> None:
    add_organisation(app_office, "a-council", "local_authority", "A Council")
    administrator.open("/administration/organisations/a-council/change")
    administrator.send(name="A Unitary Council")
    assert administrator.heading == "A Unitary Council"
    assert audited(app_office)[-1] == "organisation_changed"


def succeeded(office: Office, old: str, new: str, day: date | None = None) -> None:
    """A link of the register, as it stands where a succession was recorded."""
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        parties.insert_succession(tx.connection, {
            "predecessor": old, "successor": new, "succeeded_on": day, "instrument": "",
        })  # fmt: skip
        tx.record_audit("succession_recorded", {"predecessor": old, "successor": new})


def test_a_successor_on_record_is_shown_on_both(
    administrator: Visitor, app_office: Office
) -> None:
    add_organisation(app_office, "old", "ccg", "Old body")
    add_organisation(app_office, "new", "icb", "New body")
    succeeded(app_office, "old", "new", date(2022, 7, 1))
    for key in ("old", "new"):
        administrator.open(f"/administration/organisations/{key}")
        assert "New body took over from Old body on 1 July 2022" in administrator.text


def test_nobody_records_a_successor_alone(
    administrator: Visitor, app_office: Office
) -> None:
    add_organisation(app_office, "old", "ccg", "Old body")
    administrator.open("/administration/organisations/old")
    assert "Record the successor" not in administrator.text
    assert "a second confirms it" in administrator.text
    gone = administrator.client.post("/administration/organisations/old/successor")
    assert gone.status_code == 404


def test_a_body_inherits_from_every_predecessor(app_office: Office) -> None:
    for key in ("one", "two", "three"):
        add_organisation(app_office, key)
    succeeded(app_office, "one", "two")
    succeeded(app_office, "two", "three")
    with app_office.database.reading() as connection:
        assert parties.all_predecessors(connection, "three") == {"one", "two"}


def test_a_person_is_added_under_a_key_that_says_nothing(
    administrator: Visitor, app_office: Office
) -> None:
    administrator.open("/administration/people/add")
    administrator.send(name="Engagement lead", email="lead@icb.example", job_title="Lead")
    found = people.list_persons(app_office, SYSTEM, "engagement")[0]
    assert found.key.startswith("person-") and "engagement" not in found.key


def test_no_name_or_address_enters_the_audit_chain(app_office: Office) -> None:
    add_account(app_office, "lead@icb.example", name="Rare Name")
    people.add_contact(app_office, SYSTEM, ContactDetails("Odd Name", "desk@press.example"))
    with app_office.database.reading() as connection:
        bodies = " ".join(connection.execute(text("select body from audit_entry")).scalars())
    assert not [w for w in ("Rare", "Odd", "lead@", "desk@") if w in bodies]


def test_a_person_is_invited_with_roles_from_their_page(
    administrator: Visitor, app_office: Office
) -> None:
    key = people.add_person(app_office, SYSTEM, PersonDetails("Governance lead"))
    administrator.open(f"/administration/people/{key}")
    administrator.send(
        f"/administration/people/{key}/invite", email="gov@icb.example", roles=["governance"]
    )
    account = accounts.find_account(app_office, SYSTEM, key)
    assert account is not None and (account.state, account.roles) == ("invited", ("governance",))


def test_two_persons_cannot_have_one_address(app_office: Office) -> None:
    add_account(app_office, "one@icb.example")
    other = people.add_person(app_office, SYSTEM, PersonDetails("Other"))
    with pytest.raises(Conflict):
        accounts.invite(app_office, SYSTEM, other, "ONE@icb.example")


def test_an_unknown_role_is_refused(app_office: Office) -> None:
    person = add_account(app_office, "one@icb.example")
    with pytest.raises(InvalidFields):
        accounts.change_roles(app_office, SYSTEM, person, frozenset({"emperor"}))


def test_changing_roles_is_audited(administrator: Visitor, app_office: Office) -> None:
    key = add_account(app_office, "legal@icb.example")
    administrator.open(f"/administration/people/{key}")
    administrator.send(f"/administration/people/{key}/roles", roles=["legal"])
    assert audited(app_office)[-1] == "system_roles_changed"


def test_administrators_cannot_shut_themselves_out(app_office: Office) -> None:
    person = add_account(app_office, "a@icb.example", roles=frozenset({"administrator"}))
    viewer = Viewer(person, roles=frozenset({"administrator"}))
    for act in (
        lambda: accounts.deactivate(app_office, viewer, person),
        lambda: accounts.change_roles(app_office, viewer, person, frozenset()),
    ):
        with pytest.raises(Invalid):
            act()


@pytest.mark.parametrize("role", ["governance", "legal"])
def test_administrators_give_themselves_no_role(app_office: Office, role: str) -> None:
    person = add_account(app_office, "a@icb.example", roles=frozenset({"administrator"}))
    viewer = Viewer(person, roles=frozenset({"administrator"}))
    with pytest.raises(Invalid, match="yourself a role"):
        accounts.change_roles(app_office, viewer, person, frozenset({"administrator", role}))


def test_administrators_do_not_invite_themselves(app_office: Office) -> None:
    person = people.add_person(app_office, SYSTEM, PersonDetails("Administrator"))
    viewer = Viewer(person, roles=frozenset({"administrator"}))
    with pytest.raises(Invalid, match="invite yourself"):
        accounts.invite(
            app_office, viewer, person, "again@icb.example", frozenset({"administrator", "legal"})
        )


def test_administrators_may_lay_down_a_role_of_theirs(app_office: Office) -> None:
    person = add_account(app_office, "a@icb.example", roles=frozenset({"administrator", "legal"}))
    viewer = Viewer(person, roles=frozenset({"administrator", "legal"}))
    accounts.change_roles(app_office, viewer, person, frozenset({"administrator"}))
    found = accounts.find_account(app_office, viewer, person)
    assert found is not None and found.roles == ("administrator",)


def test_a_deactivated_account_is_opened_again_only_by_a_new_invitation(
    app: Flask, administrator: Visitor, app_office: Office
) -> None:
    key = add_account(app_office, "left@icb.example")
    administrator.open(f"/administration/people/{key}")
    administrator.send(f"/administration/people/{key}/deactivate")
    administrator.send(f"/administration/people/{key}/reactivate")
    visitor = Visitor(app)
    visitor.sign_in("left@icb.example")
    assert visitor.heading == "Sign in to Casework"


@pytest.mark.parametrize(
    "verb",
    [
        lambda office: organisations.list_organisations(office, OUTSIDER),
        lambda office: organisations.add_organisation(
            office, OUTSIDER, OrganisationDetails("A", "icb")
        ),
        lambda office: people.list_persons(office, OUTSIDER),
        lambda office: people.add_person(office, OUTSIDER, PersonDetails("A")),
        lambda office: people.list_contacts(office, OUTSIDER),
        lambda office: people.add_contact_list(office, OUTSIDER, "A"),
        lambda office: accounts.list_accounts(office, OUTSIDER),
        lambda office: accounts.invite(office, OUTSIDER, "a", "a@icb.example"),
        lambda office: accounts.change_roles(office, OUTSIDER, "a", frozenset()),
        lambda office: accounts.deactivate(office, OUTSIDER, "a"),
        lambda office: accounts.reactivate(office, OUTSIDER, "a"),
        lambda office: accounts.revoke_sessions_of(office, OUTSIDER, "a"),
        lambda office: accounts.remove_second_factor(office, OUTSIDER, "a"),
    ],
)
def test_only_administrators_manage(app_office: Office, verb: object) -> None:
    with pytest.raises(NotPermitted):
        verb(app_office)  # type: ignore[operator]


def test_contacts_stand_on_lists_and_can_be_removed(
    administrator: Visitor, app_office: Office
) -> None:
    administrator.open("/administration/contacts")
    administrator.send("/administration/contacts/lists", title="Local press")
    press = people.list_contact_lists(app_office, SYSTEM)[0].key
    administrator.open("/administration/contacts/add")
    administrator.send(name="News desk", email="desk@press.example", contact_list=press)
    contact = people.list_contacts(app_office, SYSTEM, press)[0].key
    administrator.send(f"/administration/contacts/{contact}/remove")
    assert people.list_contacts(app_office, SYSTEM) == []


def test_a_contact_needs_an_address(administrator: Visitor) -> None:
    administrator.open("/administration/contacts/add")
    answer = administrator.send(name="News desk", email="desk")
    assert answer.status_code == 422 and "is not an email address" in administrator.text


@pytest.mark.parametrize(
    ("kind", "outside"), [("icb", False), ("ccg", False), ("nhs_england_commissioner", False),
                          ("local_authority", True), ("nhs_england_region", True),
                          ("trust", True)]
)  # fmt: skip
def test_who_counts_as_outside_follows_from_the_organisation(
    app_office: Office, kind: str, outside: bool
) -> None:
    with system_transaction(app_office.database, SYSTEM, app_office.clock.now()) as tx:
        mark_as_demo(tx)
    add_organisation(app_office, "a-body", kind)
    create_demo_accounts(app_office, [DemoPerson("somebody", "Somebody", "a-body")])
    started = sign_in_to_demo(app_office, "somebody", DEMO_PASSWORD)
    found = sessions.find_session(app_office, started.token, "")
    assert found is not None and found.viewer.outside is outside
