"""An administrator corrects the calendar: the page, the record of it, and every case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from casework.adapters.clock import FixedClock
from casework.domain.calendar.corrections import (
    AS_LISTED,
    BANK_HOLIDAY,
    CLOSURE,
    NOT_A_HOLIDAY,
    ON_THE_CASE,
    bank_holidays_for,
)
from casework.domain.errors import InvalidFields, NotPermitted
from casework.domain.viewer import SYSTEM, Viewer
from casework.jobs import upkeep  # noqa: F401  (registers its jobs)
from casework.jobs.registry import find_job
from casework.services.bank_holidays import correct_bank_holiday, get_bank_holidays
from casework.services.office import Office
from casework.services.reading import get_case
from casework.services.recomputing import prove_projections
from tests.integration.desk import Desk
from tests.integration.past_moves import move_past_the_first_gates, others
from tests.integration.tampering import tamper
from tests.visitors import Visitor

DAY = date(2027, 5, 10)
ADMINISTRATOR = Viewer("administrator", roles=frozenset({"administrator"}))


def correct(office: Office, on: date = DAY, effect: str = BANK_HOLIDAY, **more: str) -> None:
    correct_bank_holiday(office, ADMINISTRATOR, on, effect, "Proclaimed", "The Gazette", **more)


def typed(on: date, **more: str) -> dict[str, str]:
    return {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year),
            "effect": BANK_HOLIDAY, "reason": "Proclaimed", "source": "The Gazette",
            **more}  # fmt: skip


def entries(office: Office) -> list[tuple[str, str]]:
    with office.database.reading() as connection:
        found = connection.execute(text("select kind, body from audit_entry order by id"))
        return [(kind, body) for kind, body in found]


def test_a_year_lists_its_bank_holidays(administrator: Visitor) -> None:
    administrator.open("/administration/bank-holidays?year=2027")
    assert administrator.heading == "Bank holidays 2027"
    assert "Friday 26 March 2027 Good Friday" in administrator.text


def test_a_day_is_corrected_with_its_reason_source_and_author(administrator: Visitor) -> None:
    administrator.open("/administration/bank-holidays?year=2027")
    administrator.send("/administration/bank-holidays?year=2027", **typed(DAY))
    row = administrator.page.find("td", string="Monday 10 May 2027").find_parent("tr")
    said = " ".join(row.get_text(" ").split())
    assert "Proclaimed. Source: The Gazette. Recorded by Administrator" in said


def test_what_was_typed_stays_beside_its_errors(administrator: Visitor) -> None:
    administrator.open("/administration/bank-holidays?year=2027")
    answer = administrator.send(
        "/administration/bank-holidays?year=2027", **typed(date(2027, 3, 26), **{"on-day": "32"})
    )
    kept = administrator.page.find(id="on-day")["value"]
    assert (answer.status_code, kept) == (422, "32")
    assert "Day must be a real date" in administrator.text


def test_a_listed_day_is_not_added_again(administrator: Visitor) -> None:
    administrator.open("/administration/bank-holidays?year=2027")
    answer = administrator.send(
        "/administration/bank-holidays?year=2027", **typed(date(2027, 3, 26))
    )
    assert answer.status_code == 422
    assert "26 March 2027 is on the list already" in administrator.text


@pytest.mark.parametrize("year", ["1989", "2041"])
def test_a_year_outside_the_list_is_not_found(administrator: Visitor, year: str) -> None:
    answer = administrator.open(f"/administration/bank-holidays?year={year}")
    assert answer.status_code == 404


@pytest.mark.parametrize("viewer", [Viewer("gov", "icb", frozenset({"governance"})), Viewer("pm")])
def test_nobody_but_an_administrator_corrects_the_calendar(office: Office, viewer: Viewer) -> None:
    with pytest.raises(NotPermitted):
        correct_bank_holiday(office, viewer, DAY, BANK_HOLIDAY, "So", "So")
    with pytest.raises(NotPermitted):
        get_bank_holidays(office, viewer, 2027)


def test_every_fault_is_named_at_once(office: Office) -> None:
    with pytest.raises(InvalidFields) as raised:
        correct_bank_holiday(office, ADMINISTRATOR, None, "", " ", "")
    assert list(raised.value.faults) == ["on", "effect", "reason", "source"]


def test_a_correction_is_in_the_chain_of_the_system_without_its_texts(office: Office) -> None:
    correct(office)
    kind, body = entries(office)[-1]
    assert (kind, json.loads(body)["on"]) == ("bank_holiday_corrected", "2027-05-10")
    assert "Gazette" not in body


def test_pressing_twice_corrects_once(office: Office) -> None:
    for _ in range(2):
        correct(office, one_use_key="k" * 32)
    assert len(get_bank_holidays(office, ADMINISTRATOR, 2027).corrections) == 1


def test_a_correction_that_is_taken_back_stays_on_the_list_of_corrections(office: Office) -> None:
    correct(office)
    correct(office, effect=AS_LISTED)
    found = get_bank_holidays(office, ADMINISTRATOR, 2027)
    assert [(c.effect, c.stands) for c in found.corrections] == [
        (AS_LISTED, False), (BANK_HOLIDAY, False)
    ]  # fmt: skip
    assert DAY not in {each.on for each in found.days}


def test_a_day_that_was_taken_out_is_shown_as_not_counted(office: Office) -> None:
    correct(office, date(2027, 3, 26), NOT_A_HOLIDAY)
    found = get_bank_holidays(office, ADMINISTRATOR, 2027)
    assert [each.name for each in found.days if not each.is_shut] == ["Good Friday"]


def test_every_case_is_judged_by_the_corrected_calendar(desk: Desk) -> None:
    correct(desk.office)
    assert DAY in bank_holidays_for(desk.view().judged)


def test_a_past_day_is_judged_by_the_corrections_known_on_it(desk: Desk) -> None:
    today = desk.office.clock.today()
    later = replace(
        desk.office, clock=FixedClock(desk.office.clock.now() + timedelta(days=2))
    )
    correct(later)
    then = get_case(later, desk.viewer("PM"), desk.reference, as_of=today)
    now = get_case(later, desk.viewer("PM"), desk.reference, as_of=later.clock.today())
    assert DAY not in bank_holidays_for(then.judged)
    assert DAY in bank_holidays_for(now.judged)


def test_a_verb_judges_by_the_corrected_calendar_too(desk: Desk) -> None:
    from casework.services.verb import case_verb

    correct(desk.office)
    with case_verb(desk.office, SYSTEM, desk.reference, "required_actions_recomputed") as verb:
        assert DAY in bank_holidays_for(verb.facts)


def snapshot_of(office: Office) -> dict[str, object]:
    with office.database.reading() as connection:
        body = connection.execute(text("select body from gate_snapshot")).scalar_one()
    return json.loads(body)  # type: ignore[no-any-return]


def test_a_snapshot_without_corrections_does_not_name_them(desk: Desk) -> None:
    move_past_the_first_gates(desk)
    assert ON_THE_CASE not in snapshot_of(desk.office)


def test_a_snapshot_keeps_the_corrections_that_were_judged_by(desk: Desk) -> None:
    correct(desk.office)
    move_past_the_first_gates(desk)
    assert snapshot_of(desk.office)[ON_THE_CASE] == '{"2027-05-10":"bank_holiday"}'


def test_a_past_move_gets_the_same_answer_after_the_calendar_is_corrected(desk: Desk) -> None:
    move_past_the_first_gates(desk)
    correct(desk.office)
    assert others(desk.office, desk.reference) == []


def test_a_past_move_is_judged_again_by_the_calendar_of_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.services import judging_again

    correct(desk.office)
    move_past_the_first_gates(desk)
    correct(desk.office, effect=AS_LISTED)
    correct(desk.office, date(2027, 5, 11), CLOSURE)
    met = []
    judge = judging_again.judge_move
    monkeypatch.setattr(
        judging_again, "judge_move",
        lambda d, facts, *more: met.append(facts.extra[ON_THE_CASE]) or judge(d, facts, *more),
    )  # fmt: skip
    assert others(desk.office, desk.reference) == []
    assert met == ['{"2027-05-10":"bank_holiday"}']


def test_what_cases_wait_for_is_worked_out_anew_after_a_correction(desk: Desk) -> None:
    """As if the correction had changed what this case waits for."""
    desk.record("service", key="stroke", name="Stroke care")
    correct(desk.office)
    tamper(desk.office.database, "UPDATE required_action SET reason = 'by the old calendar'")
    assert prove_projections(desk.office) != []
    job = find_job("recompute_differing")
    assert job is not None
    job.run(desk.office, {})
    assert prove_projections(desk.office) == []


def test_a_correction_enqueues_that_cases_are_worked_out_anew(office: Office) -> None:
    correct(office)
    with office.database.reading() as connection:
        names = connection.execute(text("select name from job")).scalars().all()
    assert "recompute_differing" in names
