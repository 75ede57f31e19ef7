"""Exporting a case and replaying the export: the same stage, holds, checks and blockers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.domain.dates import FactDate, london_date
from casework.domain.errors import Conflict, NotFound
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.library import Library
from casework.services import recording
from casework.services.casefiles.export import export_case
from casework.services.confirming import confirm_not_applicable
from casework.services.demo.people import ICB, INSIDE, holders, seed_people
from casework.services.demo.walking import Walker
from casework.services.evidence import Submission, put_in_evidence
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    defer_gate,
    set_aside,
)
from casework.services.holds import end_hold, start_hold
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.recording import Statement, record_absence, withdraw_record
from casework.services.requests import ask
from casework.store.database import Database
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.offices import office_with
from tests.integration.replays import new_office, replay_file, standing
from tests.integration.story_to_the_end import story, walk_to_the_end


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A live case with a bit of everything that acts can say."""
    office, reference = desk.office, desk.reference
    desk.record("responsible_body", key="icb", organisation="icb", capacity="lead_commissioner",
                duty="s14Z45")  # fmt: skip
    desk.record("affected_authority", key="east", organisation="east-council",
                standing="scrutiny")  # fmt: skip
    desk.record("particulars", title="Stroke services", summary="Anew", sponsor="icb",
                outside_nhs_in_england="no")  # fmt: skip
    desk.record("regime", regime="R24", as_at="2026-03-02", reasons="Begun after 31 January 2024")
    desk.sign("GT01.determination", "GOV")
    desk.sign("GT01.determination", "LEG")
    desk.evidence("interests_register")
    desk.sign("GT03.register", "GOV", statement="Open and complete")
    desk.evidence("legal_review_note", by="LEG", classification="privileged",
                  description="Counsel advises caution")  # fmt: skip
    record_absence(office, desk.viewer("PM"), reference,
                   Statement("evidence", key="no-bed_test", source="Minutes of the board"))
    letter = desk.record("letter", key="draft", purpose="other", organisation="east-council",
                         direction="sent")  # fmt: skip
    withdraw_record(office, desk.viewer("PM"), reference, letter.reference, 1, "Not sent")
    _exceptions_and_holds(desk)
    ask(office, desk.viewer("PM"), reference, "eng", "The plan, please", date(2026, 4, 1))
    return desk


def _exceptions_and_holds(desk: Desk) -> None:
    office, reference = desk.office, desk.reference
    aside = SetAside("GT23.full_assessment", "not_applicable", "No high risk was found",
                     privileged_note="Counsel agreed on the telephone")  # fmt: skip
    found = set_aside(office, desk.viewer("DPO"), reference, aside)
    confirm_not_applicable(office, desk.viewer("GOV"), reference, found.key)
    defer_gate(office, desk.viewer("GOV"), reference, "GT31", "Agreed with the council")
    add_privileged_note(office, desk.viewer("LEG"), reference, "particulars/case", "A weak point")
    for key, end in (("first", True), ("second", False)):
        started = FactDate.parse("2026-02")
        start_hold(office, desk.viewer("LEG"), reference, "IN_LITIGATION", started, "A claim",
                   key=key)  # fmt: skip
        if end:
            end_hold(office, desk.viewer("LEG"), reference, key, started, "Withdrawn")


def test_a_live_case_comes_back_as_it_stood(
    busy: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    report = replay_file(elsewhere, written.path)
    assert report.exit_code == 0
    assert standing(elsewhere, busy.reference) == standing(busy.office, busy.reference)


def test_a_hold_that_began_with_its_direction_comes_back_once_and_ended(
    busy: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    paper = busy.evidence("other").reference
    busy.record("call_in_direction", by="GOV", key="first", dated="2026-02-01", document=paper)
    end_hold(busy.office, busy.viewer("GOV"), busy.reference, "called-in-first",
             FactDate.parse("2026-02-20"), way_out="proceed")  # fmt: skip
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, busy.reference) == standing(busy.office, busy.reference)


def test_a_hold_started_by_hand_after_its_direction_comes_back_as_that_hold(
    busy: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    """As a case was recorded before a direction began its hold."""
    paper = busy.evidence("other").reference
    with pytest.MonkeyPatch.context() as before_directions_began_holds:
        before_directions_began_holds.setattr(recording, "start_hold_behind", lambda *_: None)
        busy.record("call_in_direction", by="GOV", key="first", dated="2026-02-01",
                    document=paper)  # fmt: skip
    start_hold(busy.office, busy.viewer("GOV"), busy.reference, "CALLED_IN",
               FactDate.parse("2026-02-01"), key="by-hand")  # fmt: skip
    end_hold(busy.office, busy.viewer("GOV"), busy.reference, "by-hand",
             FactDate.parse("2026-02-20"), way_out="proceed")  # fmt: skip
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, busy.reference) == standing(busy.office, busy.reference)


def test_a_direction_withdrawn_and_stated_again_comes_back_with_its_hold(
    busy: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    paper = busy.evidence("other").reference
    given = {"key": "first", "dated": "2026-02-01", "document": paper}
    busy.record("call_in_direction", by="GOV", **given)
    withdraw_record(busy.office, busy.viewer("GOV"), busy.reference, "call_in_direction/first", 1,
                    "In error")  # fmt: skip
    busy.record("call_in_direction", by="GOV", **given | {"dated": "2026-02-02"})
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, busy.reference) == standing(busy.office, busy.reference)


def _as_before_days_were_checked(*_: object) -> None:
    """An end was recorded on whatever day."""


def test_a_planned_pause_is_exported_with_its_day(
    busy: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    start_hold(busy.office, busy.viewer("GOV"), busy.reference, "PAUSED",
               FactDate.parse("2031-05-01"), key="planned")  # fmt: skip
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, busy.reference) == standing(busy.office, busy.reference)


def test_a_date_that_lies_ahead_makes_no_export_that_cannot_be_replayed(
    busy: Desk, elsewhere: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.services.holds.check_hold_end", _as_before_days_were_checked)
    end_hold(busy.office, busy.viewer("LEG"), busy.reference, "second",
             FactDate.parse("2031-05-01"), "Stayed")  # fmt: skip
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert "Stayed Recorded for 2031-05-01." in written.path.read_text(encoding="utf-8")


def test_a_case_walked_from_idea_to_close_comes_back_as_it_stood(
    database: Database, pathways: Library, elsewhere: Office, tmp_path: Path
) -> None:
    office = replace(office_with(database, tmp_path / "walked"), pathways=pathways)
    seed_people(office)
    people, start = holders(), london_date(office.clock.now())
    roles = tuple((key, role) for key, _, role, _ in INSIDE)
    reference = open_case(office, Viewer(people["PM"], ICB), Opening("Stroke", ICB, people=roles))
    walker = Walker(office, reference, ICB, people, story(start), "nhs-england-region")
    walk_to_the_end(walker, start)
    written = export_case(walker.office, SYSTEM, reference, tmp_path / "out")
    report = replay_file(elsewhere, written.path)
    assert (report.exit_code, report.stage) == (0, "CLOSED")
    assert standing(elsewhere, reference) == standing(walker.office, reference)


def test_nothing_privileged_leaves(busy: Desk, tmp_path: Path) -> None:
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    text = written.path.read_text(encoding="utf-8")
    for secret in ("Counsel", "telephone", "A weak point", "privileged_note:"):
        assert secret not in text
    assert len(written.files) == 1 and written.left_out == {"request": 1}


def test_what_turned_out_to_be_privileged_leaves_in_no_version(
    busy: Desk, tmp_path: Path
) -> None:
    first = busy.evidence("other", title="A weak case", content=b"we shall lose\n")
    values = {"title": "A weak case", "type": "other", "classification": "privileged"}
    put_in_evidence(busy.office, busy.viewer("LEG"), busy.reference,
                    Submission(values, file_name="a.txt", content=b"lost\n", key=first.key))
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert "A weak case" not in written.path.read_text(encoding="utf-8")
    assert len(written.files) == 1


def test_no_name_of_a_person_leaves(busy: Desk, tmp_path: Path) -> None:
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    assert "Holder of" not in written.path.read_text(encoding="utf-8")


def test_evidence_goes_along_under_its_hash(busy: Desk, tmp_path: Path) -> None:
    written = export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")
    (name,) = written.files
    assert (tmp_path / "out" / name).read_bytes() == b"interests_register of the case\n"


def test_a_folder_that_holds_something_is_not_written_into(busy: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Conflict, match="not empty"):
        export_case(busy.office, busy.viewer("GOV"), busy.reference, tmp_path / "out")


def test_who_may_not_see_a_case_cannot_export_it(busy: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_case(busy.office, Viewer("stranger", "icb"), busy.reference, tmp_path / "out")
