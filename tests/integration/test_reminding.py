"""Reminders are made once a night, mailed once, stop when it is done, and are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.domain.viewer import SYSTEM, Viewer
from casework.jobs.worker import run_due
from casework.services import reminding
from casework.services.audit import check_every_record
from casework.services.office import Office
from casework.services.reminder_rules import (
    RuleDetails,
    correct_reminder_rule,
    get_reminder_rule,
)
from casework.services.reminding import choose_mail, make_reminders
from casework.store.audit import read_chain
from casework.store.models.reminding import ReminderRow
from casework.store.parties import insert_organisation
from casework.store.transaction import system_transaction
from tests.integration.case_pages import PM, Pages, open_live_case, record, running_pages
from tests.integration.entry_pages import browser_of
from tests.visitors import MovableClock

SUBJECT = "Papers for the HOSC, 9 June 2026"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case whose papers for a scrutiny meeting are due on 9 June 2026."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    papers(found)
    yield found
    found.office.database.engine.dispose()


def papers(pages: Pages, **changes: Any) -> None:
    values = {"organisation": "east-council", "purpose": "scrutiny", "held_on": "2026-06-17",
              **changes}  # fmt: skip
    record(pages, "meeting", key="m", **values)


@pytest.fixture
def clock() -> MovableClock:
    """A week before the papers are due."""
    return MovableClock(datetime(2026, 6, 2, 5, tzinfo=UTC))


@pytest.fixture
def office(pages: Pages, clock: MovableClock) -> Office:
    return replace(pages.office, clock=clock)


def rows(office: Office) -> list[Any]:
    """What was made of the law's own deadline."""
    table = ReminderRow.__table__
    with office.database.reading() as connection:
        statement = select(table).where(table.c.rule_id == "T04").order_by(table.c.id)
        return list(connection.execute(statement))


def letters(office: Office) -> list[str]:
    """Mails about the papers, as they were sent."""
    mailer: Any = office.mailer
    found = [path.read_text() for path in sorted(mailer.root.glob("*.eml"))]
    return [text for text in found if SUBJECT in text.replace("\n ", " ")]


def a_night(office: Office) -> None:
    """What the worker does: make what is due, then send it."""
    make_reminders(office)
    run_due(office)


def test_who_moves_next_is_reminded_by_mail(office: Office) -> None:
    a_night(office)
    sent = [letter for letter in letters(office) if f"To: {PM.person}@" in letter]
    assert len(sent) == 1 and "It is 7 days before the date." in sent[0]


def test_a_second_run_of_the_same_night_makes_nothing(office: Office) -> None:
    a_night(office)
    assert make_reminders(office) == 0
    made = [(r.date_key, r.due_on, r.person, r.days) for r in rows(office)]
    assert len(made) == len(set(made)) > 0


def test_a_reminder_holds_no_text_of_a_record(pages: Pages, office: Office) -> None:
    papers(pages, agenda="SECRET agenda")
    a_night(office)
    assert letters(office) and not any("SECRET" in letter for letter in letters(office))


def test_a_missed_week_sends_one_and_passes_the_others_over(
    office: Office, clock: MovableClock
) -> None:
    clock.pass_by(days=8)  # the day after
    a_night(office)
    managers = [r for r in rows(office) if r.person == "programme-manager"]
    assert sorted((r.days, r.outcome) for r in managers) == [(-1, "passed_over"), (1, "mail")]


def test_after_the_date_the_owner_and_governance_are_told(
    office: Office, clock: MovableClock
) -> None:
    clock.pass_by(days=8)
    a_night(office)
    assert {r.person for r in rows(office) if r.escalated} >= {"senior-owner", "governance-lead"}


def test_what_is_done_is_not_reminded_of(pages: Pages, office: Office) -> None:
    papers(pages, papers_published_on="2026-06-01")
    a_night(office)
    assert rows(office) == [] and letters(office) == []


def test_what_is_done_between_making_and_sending_is_not_sent(
    pages: Pages, office: Office
) -> None:
    make_reminders(office)
    papers(pages, papers_published_on="2026-06-01")
    run_due(office)
    assert len(rows(office)) > 0 and letters(office) == []


def test_a_date_that_moved_between_making_and_sending_is_not_sent(
    pages: Pages, office: Office
) -> None:
    make_reminders(office)
    papers(pages, held_on="2026-07-15")
    run_due(office)
    assert letters(office) == []


def test_a_moved_date_counts_anew(
    pages: Pages, office: Office, clock: MovableClock
) -> None:
    a_night(office)
    papers(pages, held_on="2026-06-18")  # due on 10 June
    clock.pass_by(days=1)
    a_night(office)
    assert [r.due_on.isoformat() for r in rows(office) if r.person == "programme-manager"] == [
        "2026-06-09", "2026-06-10"
    ]  # fmt: skip


def test_who_wants_no_mail_is_listed_and_gets_none(office: Office) -> None:
    choose_mail(office, PM, False)
    a_night(office)
    assert "list" in {r.outcome for r in rows(office) if r.person == PM.person}
    assert not any(f"To: {PM.person}@" in letter for letter in letters(office))


def test_who_turns_mail_off_before_it_is_sent_gets_none(office: Office) -> None:
    make_reminders(office)
    choose_mail(office, PM, False)
    run_due(office)
    assert not any(f"{PM.person}@" in letter for letter in letters(office))


def test_a_case_that_has_ended_reminds_nobody(
    pages: Pages, office: Office
) -> None:
    make_reminders(office)
    with office.database.writing(audited=True) as connection:
        connection.exec_driver_sql("UPDATE service_case SET stage = 'WITHDRAWN'")
    run_due(office)
    assert letters(office) == []


def test_making_reminders_stands_in_a_chain_that_verifies(office: Office) -> None:
    a_night(office)
    assert check_every_record(office) == []


def test_what_was_made_is_listed_beside_the_dates(pages: Pages, office: Office) -> None:
    a_night(office)
    page = browser_of(pages, "programme-manager").open(f"{pages.url}/reminders")
    said = page.get_data(as_text=True)
    assert "2 June 2026: Programme manager, Papers for the HOSC, 9 June 2026" in said


def test_somebody_turns_mail_off_on_their_own_page(pages: Pages) -> None:
    person = browser_of(pages, "programme-manager")
    person.open("/account/calendar")
    person.send("/account/reminders")
    assert "Yours do not come by email." in person.text


def test_the_mail_of_a_watch_for_a_claim_says_that_no_day_is_safe(
    office: Office, pages: Pages
) -> None:
    record(pages, "decision", key="d", purpose="final", outcome="approved", decided_on="2026-03-10")
    a_night(office)
    mailer: Any = office.mailer
    found = [path.read_text() for path in sorted(mailer.root.glob("*.eml"))]
    named = "Watch for a legal challenge: the risk does not end on this day"
    (text,) = [t for t in found if named in t.replace("\n ", " ")]
    assert "a court may let one in after it" in text.replace("=\n", "").replace("\n", " ")


def mails(office: Office) -> list[str]:
    """The text of every mail that was sent, in one line each."""
    mailer: Any = office.mailer
    return [path.read_text().replace("=\n", "").replace("\n", " ")
            for path in sorted(mailer.root.glob("*.eml"))]  # fmt: skip


def test_the_mail_names_the_joint_committee_that_it_is_about(office: Office, pages: Pages) -> None:
    joint = {"key": "joint", "name": "Joint Scrutiny Committee", "kind": "joint_scrutiny"}
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        insert_organisation(tx.connection, joint)
        tx.record_audit("organisations_added", {})
    given = {"organisation": "joint", "purpose": "regulation_23", "direction": "sent",
             "sent_on": "2026-05-01", "decision_date": "2026-12-01"}  # fmt: skip
    for day in ("2026-09-01", "2026-10-01"):
        record(pages, "letter", key="l", **given, comments_date=day)
    a_night(office)
    found = [text for text in mails(office) if "rule T03" in text]
    assert found and all("It is about Joint Scrutiny Committee." in text for text in found)


def test_what_another_run_has_made_meanwhile_leaves_no_empty_entry(
    office: Office, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = SimpleNamespace(reference=pages.reference)  # as it was found before the other run
    make_reminders(office)
    monkeypatch.setattr(reminding, "_cases_with_any", lambda office: [due])
    before = entries(office, pages)
    assert make_reminders(office) == 0 and entries(office, pages) == before


def test_a_row_that_the_database_refuses_stops_no_other_case(
    office: Office, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = replace(pages)
    open_live_case(second)
    papers(second)
    insert, refused = reminding.store.insert_reminders, []

    def refuse_the_first(connection: Any, rows: list[Any]) -> list[int]:
        if not refused:
            refused.append(rows)
            raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed"))
        return insert(connection, rows)

    monkeypatch.setattr(reminding.store, "insert_reminders", refuse_the_first)
    assert make_reminders(office) > 0
    assert refused and {r.case_id for r in rows(office)}.isdisjoint(
        row["case_id"] for row in refused[0]
    )


def entries(office: Office, pages: Pages) -> int:
    """How many entries the chain of the case has."""
    with office.database.reading() as connection:
        return len(list(read_chain(connection, pages.reference)))


def corrected(office: Office, **changes: Any) -> None:
    """A rule of these papers, in force from today."""
    values = {"before": (7,), "after": (1,), "roles": ("PM",), "source": "The board",
              "reason": "So", "valid_from": office.clock.today(), **changes}  # fmt: skip
    administrator = Viewer("administrator", roles=frozenset({"administrator"}))
    known = get_reminder_rule(office, administrator, "T04").version
    correct_reminder_rule(office, administrator, "T04", known, RuleDetails(**values))


def test_a_corrected_rule_counts_in_the_next_night_of_a_live_case(office: Office) -> None:
    corrected(office, before=(7,), roles=("SRO",))
    a_night(office)
    assert [(r.person, r.days) for r in rows(office)] == [("senior-owner", -7)]


def test_a_rule_that_has_no_reminder_on_this_day_makes_none(office: Office) -> None:
    corrected(office, before=(3,))
    a_night(office)
    assert rows(office) == []


def test_what_was_made_and_not_sent_is_held_back_where_the_rule_no_longer_has_it(
    office: Office,
) -> None:
    make_reminders(office)
    corrected(office, before=(3,))
    run_due(office)
    assert rows(office) and letters(office) == []


def test_a_rule_that_begins_later_changes_nothing_yet(office: Office) -> None:
    corrected(office, before=(3,), valid_from=office.clock.today() + timedelta(days=1))
    a_night(office)
    assert {r.days for r in rows(office)} == {-7}
