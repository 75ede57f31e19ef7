"""The calendar by which cases are judged is compared with what the system's chain says."""

from __future__ import annotations

from datetime import date

import pytest

from casework.domain.viewer import Viewer
from casework.services.audit import verify_chain
from casework.services.bank_holidays import correct_bank_holiday
from casework.services.office import Office
from casework.services.polls import PollDetails, add_poll, withdraw_poll
from casework.services.reminder_rules import RuleDetails, correct_reminder_rule
from casework.store.audit import SYSTEM_CHAIN
from tests.integration.tampering import tamper

ADMINISTRATOR = Viewer("administrator", roles=frozenset({"administrator"}))


@pytest.fixture
def recorded(office: Office) -> Office:
    """Two corrections, a poll that was withdrawn, and a rule of reminders that was corrected."""
    for day in (10, 11):
        correct_bank_holiday(
            office, ADMINISTRATOR, date(2027, 5, day), "bank_holiday", "Proclaimed", "Gazette"
        )
    given = PollDetails("A mayor", date(2028, 5, 4), "mayoral", source="Notice")
    key = add_poll(office, ADMINISTRATOR, given)
    withdraw_poll(office, ADMINISTRATOR, key, 1, "Called off")
    rule = RuleDetails((3,), (1,), ("PM",), 1, office.clock.today(), "The board", "Too many")
    correct_reminder_rule(office, ADMINISTRATOR, "T04", 0, rule)
    return office


def reason(office: Office) -> str:
    return verify_chain(office.database, SYSTEM_CHAIN).reason


def test_a_calendar_that_the_services_recorded_is_intact(recorded: Office) -> None:
    assert verify_chain(recorded.database, SYSTEM_CHAIN).intact


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE bank_holiday_correction SET in_force = ''", "is not as its entry says"),
        ("UPDATE bank_holiday_correction SET corrected_on = '2027-05-12'", "is not as its entry"),
        ("UPDATE bank_holiday_correction SET effect = 'closure'", "is not as its entry says"),
        ("DELETE FROM bank_holiday_correction WHERE corrected_on = '2027-05-11'",
         "A correction of the bank holidays is gone"),
        ("DELETE FROM audit_entry WHERE kind = 'bank_holiday_corrected'", "entry"),
        ("UPDATE poll SET poll_on = '2028-05-11'", "A version of a poll is not as its entry says"),
        ("UPDATE poll SET state = 'stated'", "A version of a poll is not as its entry says"),
        ("UPDATE poll SET areas = 'east'", "A version of a poll is not as its entry says"),
        ("DELETE FROM poll WHERE version = 2", "A version of a poll is gone"),
        ("INSERT INTO poll SELECT id + 100, key, 3, state, title, poll_on, kind, all_england, "
         "areas, starts_on, source, reason, recorded_by, recorded_at FROM poll WHERE version = 1",
         "A version of a poll stands in no entry"),
        ("UPDATE reminder_rule SET days_before = '30'",
         "A version of a rule of reminders is not as its entry says"),
        ("UPDATE reminder_rule SET valid_from = '2030-01-01'",
         "A version of a rule of reminders is not as its entry says"),
        ("DELETE FROM reminder_rule", "A version of a rule of reminders is gone"),
    ],
)
def test_a_calendar_that_was_changed_is_found(
    recorded: Office, statement: str, said: str
) -> None:
    tamper(recorded.database, statement)
    assert said in reason(recorded)
