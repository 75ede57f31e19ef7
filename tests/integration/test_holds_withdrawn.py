"""A hold begun by hand in error is withdrawn, and what it had moved is moved back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.legal_hold import is_under_legal_hold
from casework.engine.judgement import freezes_of
from casework.engine.library import Library
from casework.services.casefiles.export import export_case
from casework.services.holds import end_hold, start_hold
from casework.services.holds_withdrawn import withdraw_hold
from casework.services.office import Office
from casework.services.recording import withdraw_record
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.replays import new_office, replay_file, standing

DAY = FactDate.parse("2026-02-01")
WHY = "The claim is against another body"


def start(desk: Desk, hold: str = "IN_LITIGATION", by: str = "GOV", key: str = "h") -> None:
    start_hold(desk.office, desk.viewer(by), desk.reference, hold, DAY, "A claim", key=key)


def withdraw(desk: Desk, by: str = "LEG", version: int = 1, reason: str = WHY) -> None:
    withdraw_hold(desk.office, desk.viewer(by), desk.reference, "h", version, reason)


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A case with a legal hold that the governance lead began in error."""
    start(desk)
    return desk


def test_a_hold_that_was_withdrawn_freezes_nothing(held: Desk) -> None:
    withdraw(held)
    view = held.view()
    assert freezes_of(view.definition, view.judged, "take_irreversible_step") == ()


def test_a_legal_hold_that_was_withdrawn_holds_no_disposal(held: Desk) -> None:
    withdraw(held)
    assert not is_under_legal_hold(held.view().facts)


def test_its_history_keeps_the_hold_and_the_reason(held: Desk) -> None:
    withdraw(held)
    found = held.view().facts.find("hold/h")
    assert found is not None
    assert (found.state, found.version, str(found.source)) == ("withdrawn", 2, WHY)


def test_who_recorded_it_does_not_withdraw_it(held: Desk) -> None:
    with pytest.raises(NotPermitted, match="You recorded this hold"):
        withdraw(held, by="GOV")


def test_only_who_may_start_such_a_hold_withdraws_it(held: Desk) -> None:
    with pytest.raises(NotPermitted, match="it is for"):
        withdraw(held, by="ENG")


def test_a_withdrawal_needs_a_reason(held: Desk) -> None:
    with pytest.raises(Invalid, match="needs a reason"):
        withdraw(held, reason="  ")


def test_a_hold_is_withdrawn_as_the_page_showed_it(held: Desk) -> None:
    end_hold(held.office, held.viewer("GOV"), held.reference, "h", DAY)
    with pytest.raises(Conflict, match="has changed"):
        withdraw(held, version=1)


def test_a_hold_is_withdrawn_once(held: Desk) -> None:
    withdraw(held)
    with pytest.raises(NotFound):
        withdraw(held, version=2)


def test_a_hold_with_a_claim_behind_it_is_not_withdrawn(held: Desk) -> None:
    held.record("claim", by="LEG", key="c", hold="hold/h", letter_on="2026-02-01")
    with pytest.raises(Conflict, match="claim on record stands behind"):
        withdraw(held)


def test_a_hold_that_began_with_a_direction_goes_with_that_alone(desk: Desk) -> None:
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("call_in_direction", by="GOV", key="d", dated="2026-02-01",
                document=desk.evidence("other").reference)  # fmt: skip
    with pytest.raises(Conflict, match="Withdraw that record"):
        withdraw_hold(desk.office, desk.viewer("LEG"), desk.reference, "called-in-d", 1, WHY)


def test_the_terms_of_a_pause_that_was_none_go_with_it(desk: Desk) -> None:
    start(desk, "PAUSED")
    desk.record("pause", key="terms", hold="hold/h", cause="election", decided_by="The board",
                decided_on="2026-02-01", resumes_on="2026-06-01")  # fmt: skip
    withdraw(desk, by="SRO")
    assert desk.view().facts.current("pause") == []


@pytest.fixture
def fallen(desk: Desk) -> Desk:
    """A final decision that fell with the end of a legal hold."""
    desk.record("decision", key="final", purpose="final", outcome="approved", organisation="icb",
                decided_on="2026-01-20")  # fmt: skip
    start(desk)
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "h", DAY, way_out="quashed",
             falls=("decision/final",))  # fmt: skip
    return desk


def test_a_decision_that_fell_with_it_stands_again(fallen: Desk) -> None:
    withdraw(fallen, version=2)
    found = fallen.view().facts.find("decision/final")
    assert found is not None
    assert (found.state, found.version, found.effective_on) == ("stated", 3, None)


def test_a_decision_of_which_something_was_said_since_stays_as_it_is(fallen: Desk) -> None:
    fallen.record("decision", key="final", purpose="final", outcome="not_approved",
                  organisation="icb", decided_on="2026-02-01")  # fmt: skip
    withdraw(fallen, version=2)
    assert fallen.view().facts.find("decision/final").version == 3  # type: ignore[union-attr]


def final(desk: Desk) -> str:
    """How the decision that fell stands now."""
    found = desk.view().facts.find("decision/final")
    assert found is not None
    return found.state


def test_a_decision_that_another_hold_took_off_the_record_too_stays_off_it(desk: Desk) -> None:
    desk.record("decision", key="final", purpose="final", outcome="approved", organisation="icb",
                decided_on="2026-01-20")  # fmt: skip
    start(desk)
    start(desk, key="g")
    for key in ("h", "g"):
        end_hold(desk.office, desk.viewer("GOV"), desk.reference, key, DAY, way_out="quashed",
                 falls=("decision/final",))  # fmt: skip
    withdraw(desk, version=2)
    assert final(desk) == "withdrawn"


def test_a_decision_in_whose_place_one_was_taken_stays_off_the_record(fallen: Desk) -> None:
    fallen.record("decision", key="anew", purpose="final", outcome="not_approved",
                  organisation="icb", decided_on="2026-03-01")  # fmt: skip
    withdraw(fallen, version=2)
    assert final(fallen) == "withdrawn"


def test_a_decision_of_another_purpose_taken_since_keeps_nothing_off(fallen: Desk) -> None:
    fallen.record("decision", key="later", purpose="withdraw", outcome="not_approved",
                  organisation="icb", decided_on="2026-03-01")  # fmt: skip
    withdraw(fallen, version=2)
    assert final(fallen) == "stated"


def test_a_decision_stands_again_where_the_hold_had_further_versions_after_its_end(
    desk: Desk,
) -> None:
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("decision", key="final", purpose="final", outcome="approved", organisation="icb",
                decided_on="2026-01-20")  # fmt: skip
    start(desk, "CALLED_IN")
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "h", FactDate.parse("2026-03-01"),
             way_out="stop", falls=("decision/final",))  # fmt: skip
    desk.record("call_in_direction", by="GOV", key="d", dated="2026-02-15",
                document=desk.evidence("other").reference)  # fmt: skip
    withdraw_record(desk.office, desk.viewer("GOV"), desk.reference, "call_in_direction/d", 1,
                    "Of another case")  # fmt: skip
    hold = desk.view().facts.find("hold/h")
    assert hold is not None and hold.version > 2
    withdraw(desk, by="LEG", version=hold.version)
    assert final(desk) == "stated"


def test_a_hold_withdrawn_comes_back_so_from_its_case_file(
    fallen: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    withdraw(fallen, version=2)
    written = export_case(fallen.office, fallen.viewer("GOV"), fallen.reference, tmp_path / "out")
    assert "act: withdraw_hold" in written.path.read_text(encoding="utf-8")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, fallen.reference) == standing(fallen.office, fallen.reference)
