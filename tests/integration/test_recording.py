"""Recording facts: what is so, what is not, and what was a mistake."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from casework.domain.errors import Conflict, Invalid, InvalidFields, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.regime import RULE_VERSION
from casework.services.reading import get_history
from casework.services.recording import Statement, record_absence, record_fact, withdraw_record
from tests.integration.desk import Desk
from tests.visitors import add_organisation


def test_a_fact_is_the_next_version_of_its_record(desk: Desk) -> None:
    first = desk.record("service", name="Stroke unit")
    second = desk.record("service", key=first.key, version=1, name="Acute stroke unit")
    assert (first.version, second.version) == (1, 2)


def test_what_was_known_before_is_kept(desk: Desk) -> None:
    first = desk.record("service", name="Stroke unit")
    desk.record("service", key=first.key, version=1, name="Acute stroke unit")
    history = get_history(desk.office, desk.viewer("PM"), desk.reference, "service", first.key)
    assert [str(r.payload.name) for r in history.versions] == ["Stroke unit", "Acute stroke unit"]


def test_every_wrong_field_is_named_at_once(desk: Desk) -> None:
    with pytest.raises(InvalidFields) as raised:
        desk.record("meeting", purpose="picnic", held_on="2026-02-30", colour="red")
    assert set(raised.value.faults) == {"organisation", "purpose", "held_on", "colour"}


def test_a_record_that_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    first = desk.record("service", name="Stroke unit")
    desk.record("service", key=first.key, version=1, name="Acute stroke unit")
    with pytest.raises(Conflict):
        desk.record("service", key=first.key, version=1, name="Other")


def test_two_unrelated_records_do_not_collide(desk: Desk) -> None:
    service = desk.record("service", name="Stroke unit")
    desk.record("site", name="North General")
    changed = desk.record("service", key=service.key, version=1, name="Acute stroke unit")
    assert changed.version == 2


def test_an_absence_needs_a_source(desk: Desk) -> None:
    with pytest.raises(Invalid, match="say where"):
        record_absence(desk.office, desk.viewer("PM"), desk.reference, Statement("healthwatch"))


def test_a_withdrawn_record_is_relied_on_no_more(desk: Desk) -> None:
    service = desk.record("service", name="Stroke unit")
    withdraw_record(
        desk.office, desk.viewer("PM"), desk.reference, service.reference, 1, "entered twice"
    )
    assert desk.view().facts.current("service") == []


def test_what_verbs_make_cannot_be_recorded_by_hand(desk: Desk) -> None:
    with pytest.raises(Invalid, match="by hand"):
        desk.record("attestation", criterion="GT00.confirmed", role="GOV", person="gov")


def test_a_stranger_does_not_learn_that_the_case_exists(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.view(by="stranger")


def test_a_stranger_records_nothing(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.record("service", by="stranger", name="Stroke unit")


def test_free_text_never_enters_the_chain(desk: Desk) -> None:
    desk.record("service", name="Canary of the north")
    with desk.office.database.reading() as connection:
        bodies = connection.execute(text("SELECT body FROM audit_entry")).scalars().all()
        structures = connection.execute(text("SELECT structure FROM case_record")).scalars().all()
    assert not any("Canary" in stored for stored in [*bodies, *structures])


def test_the_case_can_be_seen_as_it_stood_before_it_was_opened_only_as_unknown(desk: Desk) -> None:
    from datetime import date

    with pytest.raises(NotFound):
        desk.view(as_of=date(2020, 1, 1))


def test_an_unknown_kind_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no kind"):
        record_fact(desk.office, desk.viewer("PM"), desk.reference, Statement("spaceship"))


def determine(desk: Desk, regime: str, **values: str) -> RecordVersion:
    desk.record("particulars", key="case", title="Stroke services", sponsor="icb",
                outside_nhs_in_england="no")  # fmt: skip
    return desk.record("regime", regime=regime, as_at="2026-02-01", **values)


def test_a_regime_against_the_facts_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="another regime"):
        determine(desk, "R13")


def test_a_determination_keeps_what_the_resolver_was_told(desk: Desk) -> None:
    payload = determine(desk, "R24", rule_version="9").payload
    assert (payload.outside_nhs_in_england, payload.rule_version) == (False, RULE_VERSION)


def test_a_regime_that_a_date_leads_to_is_recorded(desk: Desk) -> None:
    made = determine(desk, "R24_TRANSITIONAL", consultation_with_council_began="2023-05-01")
    assert made.payload.regime == "R24_TRANSITIONAL"


@pytest.mark.parametrize("kind", ["affected_authority", "patient_flow"])
@pytest.mark.parametrize(
    ("body", "standing", "words"),
    [("district", "scrutiny", "District council"),
     ("east-council", "courtesy", "Local authority with health scrutiny")],
)  # fmt: skip
def test_a_council_has_the_standing_of_the_kind_of_body_it_is(
    desk: Desk, kind: str, body: str, standing: str, words: str
) -> None:
    add_organisation(desk.office, "district", "district_council")
    with pytest.raises(Invalid, match=f"is registered as: {words}") as refused:
        desk.record(kind, organisation=body, standing=standing)
    assert refused.value.field == "standing"
    other = {"scrutiny": "courtesy", "courtesy": "scrutiny"}[standing]
    assert desk.record(kind, organisation=body, standing=other).subject == body


def test_a_body_of_another_kind_may_have_either_standing(desk: Desk) -> None:
    add_organisation(desk.office, "welsh-council", "other")
    recorded = [
        desk.record("affected_authority", organisation="welsh-council", standing=standing)
        for standing in ("courtesy", "scrutiny")
    ]
    assert [r.payload.standing for r in recorded] == ["courtesy", "scrutiny"]
