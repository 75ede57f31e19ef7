"""When people are reminded of dates, and who: corrected by administrators, and all of it kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from casework.domain.errors import Conflict, InvalidFields, NotFound, NotPermitted
from casework.domain.reminder_register import RULES
from casework.domain.viewer import Viewer
from casework.services import reminder_rules as service
from casework.services.audit import verify_chain
from casework.services.office import Office
from casework.services.reminder_rules import RuleDetails
from casework.store.audit import SYSTEM_CHAIN, read_chain
from tests.visitors import Visitor

ADMINISTRATOR = Viewer("administrator", roles=frozenset({"administrator"}))
PAGE = "/administration/reminders/T04"


def details(office: Office, **changes: Any) -> RuleDetails:
    values = {"before": (21, 3), "after": (2,), "roles": ("PM", "GOV"), "escalate_after": 2,
              "valid_from": office.clock.today(), "source": "The board", "reason": "Too late",
              **changes}  # fmt: skip
    return RuleDetails(**values)


def correct(office: Office, version: int = 0, **changes: Any) -> None:
    service.correct_reminder_rule(office, ADMINISTRATOR, "T04", version,
                                  details(office, **changes))  # fmt: skip


def fields(**changes: str) -> dict[str, str]:
    """A correction as the form sends it, from a day far ahead."""
    return {"before": "21, 3", "after": "2", "escalate_after": "2", "valid_from-day": "1",
            "valid_from-month": "6", "valid_from-year": "2034", "source": "The board",
            "reason": "Too late", **changes}  # fmt: skip


def test_the_page_lists_every_rule_with_its_figures(administrator: Visitor) -> None:
    administrator.open("/administration/reminders")
    rows = administrator.page.select("tbody tr")
    assert len(rows) == len(RULES)
    assert "Papers for the HOSC T04 14, 7, 1 calendar days 1, 7, 14 calendar days" in (
        administrator.text
    )


def test_a_rule_is_corrected_on_its_page_and_says_what_will_change(
    administrator: Visitor,
) -> None:
    administrator.open(PAGE)
    administrator.send(**fields())
    assert "From 1 June 2034. Before: 21, 3 calendar days. After: 2 calendar days." in (
        administrator.text
    )
    assert "Why: Too late. Recorded by" in administrator.text


def test_what_was_typed_stays_beside_its_errors(administrator: Visitor) -> None:
    administrator.open(PAGE)
    answer = administrator.send(**fields(before="seven"))
    kept = administrator.page.find(id="before")["value"]
    assert (answer.status_code, kept) == (422, "seven")
    assert "Enter whole numbers of days" in administrator.text


def test_every_version_is_kept_newest_first(office: Office) -> None:
    correct(office)
    correct(office, 1, before=(5,))
    found = service.get_reminder_rule(office, ADMINISTRATOR, "T04")
    assert [(v.rule.version, v.rule.before) for v in found.versions] == [(2, (5,)), (1, (21, 3))]
    assert found.standing.rule.before == (5,)


def test_a_rule_that_begins_later_leaves_the_one_before_it_in_force(office: Office) -> None:
    correct(office, valid_from=office.clock.today() + timedelta(days=1))
    standing = service.get_reminder_rule(office, ADMINISTRATOR, "T04").standing
    assert (standing.rule.version, [r.version for r in standing.to_come]) == (0, [1])


def test_a_correction_is_in_the_chain_of_the_system_without_its_words(office: Office) -> None:
    correct(office, source="SECRET", reason="SECRET")
    with office.database.reading() as connection:
        entry = list(read_chain(connection, SYSTEM_CHAIN))[-1]
    assert entry.kind == "reminder_rule_corrected"
    assert '"before":"21 3"' in entry.body and "SECRET" not in entry.body
    assert verify_chain(office.database, SYSTEM_CHAIN).intact


def test_who_was_slower_is_told_and_nothing_is_overwritten(office: Office) -> None:
    correct(office)
    with pytest.raises(Conflict):
        correct(office, before=(9,))
    assert service.get_reminder_rule(office, ADMINISTRATOR, "T04").standing.rule.before == (21, 3)


def test_every_fault_is_named_at_once(office: Office) -> None:
    with pytest.raises(InvalidFields) as refused:
        correct(office, before=(400,), roles=(), source="", reason=" ", valid_from=None)
    assert sorted(refused.value.faults) == ["before", "reason", "roles", "source", "valid_from"]


def test_a_day_that_is_past_is_refused(office: Office) -> None:
    with pytest.raises(InvalidFields) as refused:
        correct(office, valid_from=date(2020, 1, 1))
    assert list(refused.value.faults) == ["valid_from"]


def test_reminders_of_a_date_can_be_stopped(office: Office) -> None:
    correct(office, before=(), after=(), escalate_after=None)
    assert not service.get_reminder_rule(office, ADMINISTRATOR, "T04").standing.rule.moments


def test_a_rule_that_there_is_not_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        service.get_reminder_rule(office, ADMINISTRATOR, "T99")


@pytest.mark.parametrize("name", ["source", "reason"])
def test_what_is_said_beside_a_rule_has_its_length(office: Office, name: str) -> None:
    with pytest.raises(InvalidFields, match="300 characters"):
        service.correct_reminder_rule(
            office, ADMINISTRATOR, "T04", 0, details(office, **{name: "x" * 301})
        )


@pytest.mark.parametrize("viewer", [Viewer("programme-manager"), Viewer("")])
def test_only_administrators_see_or_correct_them(office: Office, viewer: Viewer) -> None:
    for act in (
        lambda: service.list_reminder_rules(office, viewer),
        lambda: service.get_reminder_rule(office, viewer, "T04"),
        lambda: service.correct_reminder_rule(office, viewer, "T04", 0, details(office)),
    ):
        with pytest.raises(NotPermitted):
            act()
