"""What cannot be erased is no free text: keys name things that are there."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from casework.domain.errors import Conflict, Invalid
from casework.domain.records import named_kinds
from casework.domain.roles import ROLES
from casework.engine.signatures import attestation_key
from casework.services.exceptions import SetAside, set_aside
from casework.services.moving import Step, do_act
from casework.services.recording import Statement, record_absence, record_fact
from casework.services.stated_keys import LONGEST_STATED
from casework.store.models.records import CaseRecordRow
from tests.integration.desk import Desk

SOMEBODY = "Mrs Smith of 1 High Street"


def state(desk: Desk, statement: Statement) -> object:
    return record_fact(desk.office, desk.viewer("PM"), desk.reference, statement)


def absent(desk: Desk, kind: str, key: str = "", by: str = "ENG") -> object:
    statement = Statement(kind, key=key, source="minutes")
    return record_absence(desk.office, desk.viewer(by), desk.reference, statement)


@pytest.mark.parametrize("key", [SOMEBODY, "a/b", "a@1", "é", "x" * 121, "a\n"])
def test_a_key_is_no_free_text(desk: Desk, key: str) -> None:
    with pytest.raises(Invalid, match="key"):
        desk.record("service", key=key, name="x")


def test_a_key_leaves_room_for_the_keys_that_are_made_of_it(desk: Desk) -> None:
    assert desk.record("service", key="x" * 70, name="x").key == "x" * 70
    with pytest.raises(Invalid, match="70 characters at most; this one has 71"):
        desk.record("service", key="x" * 71, name="x")


def test_no_key_that_is_made_of_a_key_is_too_long(desk: Desk) -> None:
    longest = max((c.ref for g in desk.view().definition.gates for c in g.criteria), key=len)
    sign_off = attestation_key(longest, "x" * LONGEST_STATED, max(ROLES, key=len))
    room = CaseRecordRow.__table__.c.key.type.length
    assert len(f"attestation:{sign_off}") <= room
    assert len(f"not_applicable:{longest}:{'x' * LONGEST_STATED}") <= room


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("papers_to_member", {"meeting": "site/one", "seat": "one", "channel": "here"}, "meeting"),
        ("condition", {"attached_to": "site/one", "condition": "x"}, "attached_to"),
        ("equality_finding", {"assessment": "site/one", "finding": "none", "reasons": "x"},
         "assessment"),
        ("delivery", {"letter": "site/one", "channel": "post"}, "letter"),
        ("option", {"title": "x", "status": "short_list", "evidence": ["site/one"]}, "evidence"),
    ],
)  # fmt: skip
def test_a_field_names_records_of_its_own_kinds_only(
    desk: Desk, kind: str, values: dict[str, object], field: str
) -> None:
    desk.record("site", key="one", name="West Hospital")
    with pytest.raises(Invalid, match="no record of that kind") as refused:
        desk.record(kind, **values)
    assert refused.value.field == field


def test_what_an_act_named_stays_when_the_record_is_corrected(desk: Desk) -> None:
    """Whoever receives a document acknowledges it: that delivery is of no letter and no pack."""
    site = desk.record("site", key="one", name="West Hospital")
    with patch.dict(named_kinds.RECORD_KINDS, {("delivery", "letter"): ("site",)}):
        desk.record("delivery", key="d", letter=site.reference, channel="post")
    corrected = desk.record("delivery", key="d", letter=site.reference, channel="here")
    assert corrected.version == 2


def test_a_body_is_named_by_its_key(desk: Desk) -> None:
    with pytest.raises(Invalid, match="a key is wanted"):
        desk.record("affected_authority", organisation=SOMEBODY, standing="scrutiny")


def test_what_evidence_is_about_is_named_by_its_key(desk: Desk) -> None:
    with pytest.raises(Invalid, match="key"):
        desk.evidence("other", subjects=[SOMEBODY])


def test_who_it_is_recorded_for_is_an_organisation(desk: Desk) -> None:
    with pytest.raises(Invalid, match="organisation"):
        state(desk, Statement("service", {"name": "x"}, on_behalf_of=SOMEBODY))


def test_a_sign_off_is_about_a_body_that_the_check_is_asked_of(desk: Desk) -> None:
    desk.record("urgency_screen", no_time_to_consult="no", reasons="x", screened_on="2026-01-02")
    with pytest.raises(Invalid, match="not asked of"):
        desk.sign("GT04.screen", "CMO", subject=SOMEBODY)


def test_a_sign_off_from_outside_is_recorded_from_an_organisation(desk: Desk) -> None:
    with pytest.raises(Invalid, match="organisation"):
        desk.sign("GT42.letter", "NR", by="GOV", recorded_from=SOMEBODY)


def test_an_exception_is_about_a_body_that_the_check_is_asked_of(desk: Desk) -> None:
    exception = SetAside("GT23.screening", "not_applicable", "r", subject=SOMEBODY)
    with pytest.raises(Invalid, match="not asked of"):
        set_aside(desk.office, desk.viewer("DPO"), desk.reference, exception)


def test_an_act_about_the_case_takes_no_subject(desk: Desk) -> None:
    act = desk.view().definition.find_act("open_consultation")
    assert act is not None
    from tests.integration.desk import open_desk

    later = open_desk(desk.office, stage=act.stages[0], what_went_before="x")
    with pytest.raises(Invalid, match="not about that"):
        do_act(later.office, later.viewer("ENG"), later.reference,
               Step(act.id, 1, subject=SOMEBODY))  # fmt: skip


def test_a_record_names_records_of_the_case(desk: Desk) -> None:
    with pytest.raises(Invalid, match="not on the case"):
        desk.record("delivery", letter="letter/not-here", channel="post",
                    delivered_on="2026-01-01")  # fmt: skip


@pytest.mark.parametrize("pin", ["evidence/nowhere@3", "service/x@2", "service/x@0", "service/x@y"])
def test_a_fact_cites_versions_of_the_case(desk: Desk, pin: str) -> None:
    desk.record("service", key="x", name="x")
    with pytest.raises(Invalid, match="not on the case"):
        state(desk, Statement("service", {"name": "y"}, cites=(pin,)))


@pytest.mark.parametrize(("kind", "key"), [("hold", "pause"), ("role", "gov:GOV"),
                                           ("attestation", "GT04.screen:CMO")])  # fmt: skip
def test_what_only_an_act_makes_is_not_recorded_absent(desk: Desk, kind: str, key: str) -> None:
    with pytest.raises(Invalid, match="by hand"):
        absent(desk, kind, key)


def test_what_is_stated_is_not_recorded_absent(desk: Desk) -> None:
    desk.record("substantiality", outcome="substantial", determined_on="2026-02-01", reasons="r")
    with pytest.raises(Conflict, match="happened"):
        absent(desk, "substantiality")


def test_an_absence_hides_no_evidence(desk: Desk) -> None:
    made = desk.evidence("other")
    with pytest.raises(Invalid, match="key of its own"):
        absent(desk, "evidence", made.key)


def test_evidence_is_put_in_and_not_stated(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Put in evidence"):
        desk.record("evidence", title="t", type="interests_register", classification="public")
