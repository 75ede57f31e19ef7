"""Legal hold: while a claim is live nothing of the case goes, and afterwards it may again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.adapters.clock import FixedClock, SystemClock
from casework.adapters.file_storage import sha256_of, storage_key
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid
from casework.domain.viewer import Viewer
from casework.services.audit import erase_text
from casework.services.holds import end_hold, start_hold
from casework.services.office import Office
from casework.services.staging import StagedFile, remove_waiting, stage_file, staged_files, sweep
from tests.integration.desk import Desk

GOVERNANCE = Viewer("gov", "icb", roles=frozenset({"governance"}))


@pytest.fixture
def claimed(desk: Desk) -> Desk:
    """A case with a claim that is live since 1 February 2026."""
    start_hold(desk.office, desk.viewer("LEG"), desk.reference, "IN_LITIGATION",
               FactDate.parse("2026-02-01"), key="claim")  # fmt: skip
    return desk


def a_text(desk: Desk) -> str:
    """The commitment of a text of the case."""
    made = desk.record("service", key="stroke", name="Stroke services")
    return str(made.payload.name.commitment)


def stage(desk: Desk) -> StagedFile:
    return stage_file(desk.office, desk.viewer("PM"), "letter.txt", b"A letter\n",
                      form=f"/cases/{desk.reference}/evidence/new")  # fmt: skip


def two_days_on(office: Office) -> Office:
    later = max(office.clock.now(), SystemClock().now()) + timedelta(days=2)
    return replace(office, clock=FixedClock(later))


def waiting(desk: Desk) -> list[StagedFile]:
    return staged_files(desk.office, desk.viewer("PM"), case="",
                        form=f"/cases/{desk.reference}/evidence/new")  # fmt: skip


def end_claim(desk: Desk) -> None:
    end_hold(desk.office, desk.viewer("LEG"), desk.reference, "claim",
             FactDate.on(desk.office.clock.today()), way_out="settled")  # fmt: skip


def test_no_text_is_erased_while_a_claim_is_live(claimed: Desk) -> None:
    commitment = a_text(claimed)
    with pytest.raises(Conflict, match=r"under legal hold from 1 February 2026 on"):
        erase_text(claimed.office, GOVERNANCE, claimed.reference, commitment, "Names a patient")


def test_a_claim_whose_day_may_lie_ahead_keeps_the_texts_already(desk: Desk) -> None:
    some_day = FactDate.parse(f"about {desk.office.clock.today().year}")
    start_hold(desk.office, desk.viewer("LEG"), desk.reference, "IN_LITIGATION", some_day)
    commitment = a_text(desk)
    with pytest.raises(Conflict, match="under legal hold"):
        erase_text(desk.office, GOVERNANCE, desk.reference, commitment, "Names a patient")


def test_a_claim_does_not_end_before_it_began(claimed: Desk) -> None:
    with pytest.raises(Invalid, match="does not end before it began"):
        end_hold(claimed.office, claimed.viewer("LEG"), claimed.reference, "claim",
                 FactDate.parse("1900"), way_out="settled")  # fmt: skip


def test_a_text_that_was_to_be_erased_stays_readable(claimed: Desk) -> None:
    commitment = a_text(claimed)
    with pytest.raises(Conflict):
        erase_text(claimed.office, GOVERNANCE, claimed.reference, commitment, "Names a patient")
    assert str(claimed.view().facts.find("service/stroke").payload.name) == "Stroke services"  # type: ignore[union-attr]


def test_a_text_is_erased_once_the_claim_has_ended(claimed: Desk) -> None:
    commitment = a_text(claimed)
    end_claim(claimed)
    erase_text(claimed.office, GOVERNANCE, claimed.reference, commitment, "Names a patient")
    assert not claimed.view().facts.find("service/stroke").payload.name.value  # type: ignore[union-attr]


def test_what_waits_for_a_held_case_is_not_swept(claimed: Desk) -> None:
    staged = stage(claimed)
    sweep(two_days_on(claimed.office))
    assert [file.token for file in waiting(claimed)] == [staged.token]


def test_what_waits_is_swept_once_the_claim_has_ended(claimed: Desk) -> None:
    stage(claimed)
    end_claim(claimed)
    sweep(two_days_on(claimed.office))
    assert waiting(claimed) == []


def test_stray_bytes_of_a_held_case_are_not_swept(claimed: Desk) -> None:
    key = storage_key(claimed.reference, sha256_of(b"stray\n"))
    claimed.office.files.put(key, b"stray\n")
    sweep(two_days_on(claimed.office))
    assert key in set(claimed.office.files.list_keys())


def test_nobody_takes_back_a_file_that_waits_for_a_held_case(claimed: Desk) -> None:
    staged = stage(claimed)
    with pytest.raises(Conflict, match="letter.txt was not removed"):
        remove_waiting(claimed.office, claimed.viewer("PM"), staged.token)


def test_a_file_that_waits_for_another_case_is_taken_back(claimed: Desk) -> None:
    other = stage_file(claimed.office, claimed.viewer("PM"), "letter.txt", b"A letter\n",
                       form="/cases/SC-2026-0999/evidence/new")  # fmt: skip
    remove_waiting(claimed.office, claimed.viewer("PM"), other.token)
    assert waiting(claimed) == []



def test_stray_bytes_of_another_case_are_swept(claimed: Desk) -> None:
    key = storage_key("SC-2026-0999", sha256_of(b"stray\n"))
    claimed.office.files.put(key, b"stray\n")
    sweep(replace(claimed.office, clock=FixedClock(SystemClock().now() + timedelta(days=2))))
    assert key not in set(claimed.office.files.list_keys())
