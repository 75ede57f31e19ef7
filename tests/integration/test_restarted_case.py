"""A case that is begun again takes along the papers that are still fresh, and nothing signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.adapters.file_storage import storage_key
from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts
from casework.services.audit import verify_chain
from casework.services.evidence import download_evidence
from casework.services.linking import Linking, open_linked_case
from casework.services.moving import Step, move_case
from casework.services.office import Office
from casework.services.reading import get_case
from tests.integration.case_pages import PM, SRO, open_live_case, put_in, running_pages
from tests.integration.desk import Desk, open_desk, without_temporary_change
from tests.integration.entry_pages import browser_of

AGAIN = Linking("restarted_as", "Stroke services, begun again", "The building can be paid for.")


@pytest.fixture
def withdrawn(office: Office) -> Desk:
    """A withdrawn case with one fresh paper, one stale one and one of unknown age."""
    desk = open_desk(office, stage="S1")
    desk.evidence("iia_report", dated=str(desk.office.clock.today()), title="Fresh",
                  content=b"fresh\n")  # fmt: skip
    desk.evidence("travel_analysis", dated="2019-01-01", title="Stale")
    desk.evidence("senate_report", dated="unknown", title="Of unknown age")
    desk.evidence("board_minute", title="Minute")
    without_temporary_change(desk.office, desk.viewer("PM"), desk.reference)
    move_case(desk.office, desk.viewer("SRO"), desk.reference,
              Step("S1-WITHDRAWN", 1, "The money is gone."))  # fmt: skip
    return desk


def restart(desk: Desk) -> tuple[str, CaseFacts]:
    opened = open_linked_case(desk.office, desk.viewer("PM"), desk.reference, AGAIN)
    return opened, get_case(desk.office, desk.viewer("PM"), opened).facts


def test_only_the_fresh_paper_goes_along(withdrawn: Desk) -> None:
    _, facts = restart(withdrawn)
    assert [str(r.payload.title) for r in facts.current("evidence")] == ["Fresh"]


def test_it_says_from_which_version_of_which_case_it_comes(withdrawn: Desk) -> None:
    _, facts = restart(withdrawn)
    (paper,) = facts.current("evidence")
    assert str(paper.source) == f"Carried over from {withdrawn.reference}: {paper.pin}"


def test_its_file_is_the_very_same(withdrawn: Desk) -> None:
    opened, facts = restart(withdrawn)
    (paper,) = facts.current("evidence")
    before = withdrawn.view().facts.find(paper.reference)
    got = download_evidence(withdrawn.office, withdrawn.viewer("PM"), opened, paper.key, 1)
    assert (got.content, got.sha256) == (b"fresh\n", before.payload.sha256)  # type: ignore[union-attr]


def test_no_sign_off_goes_along(withdrawn: Desk) -> None:
    assert restart(withdrawn)[1].current("attestation") == []


def test_both_chains_hold(withdrawn: Desk) -> None:
    opened, _ = restart(withdrawn)
    for chain in (opened, withdrawn.reference):
        assert verify_chain(withdrawn.office.database, chain).intact


def test_a_damaged_paper_lets_no_case_begin(withdrawn: Desk) -> None:
    (paper,) = (r for r in withdrawn.view().facts.current("evidence")
                if str(r.payload.title) == "Fresh")  # fmt: skip
    root = withdrawn.office.files.root  # type: ignore[attr-defined]
    path = root / storage_key(withdrawn.reference, paper.payload.sha256)
    path.chmod(0o600)
    path.write_bytes(b"forged\n")
    with pytest.raises(Exception, match="not the one|differ|hash"):
        restart(withdrawn)
    assert withdrawn.view().facts.current("linked_case") == []


def test_the_form_lists_each_paper_before_anybody_confirms(
    migrated_url: str, tmp_path: Path
) -> None:
    pages = running_pages(migrated_url, tmp_path / "data")
    open_live_case(pages, stage="S1")
    put_in(pages, title="Old travel analysis", type="travel_analysis", dated="2019-01-01")
    put_in(pages, title="Senate report", type="senate_report", dated="unknown")
    put_in(pages, title="New assessment", type="iia_report",
           dated=str(pages.office.clock.today()))  # fmt: skip
    without_temporary_change(pages.office, PM, pages.reference)
    move_case(pages.office, SRO, pages.reference, Step("S1-WITHDRAWN", 1, "The money is gone."))
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/linked/restarted_as/new")
    text = manager.text
    pages.office.database.engine.dispose()
    assert "Stale: stays Old travel analysis" in text
    assert "Its shelf life of 18 months ended on 1 July 2020." in text
    assert "Age not known: stays Senate report" in text
    assert "Fresh: goes along New assessment" in text


def test_whoever_put_a_paper_in_is_no_second_person_for_it_in_the_new_case(office: Office) -> None:
    desk = open_desk(office, stage="S1")
    desk.evidence("iia_report", by="EDI", dated=str(office.clock.today()))
    without_temporary_change(office, desk.viewer("PM"), desk.reference)
    move_case(office, desk.viewer("SRO"), desk.reference,
              Step("S1-WITHDRAWN", 1, "The money is gone."))  # fmt: skip
    opened, _ = restart(desk)
    with pytest.raises(NotPermitted):
        Desk(office, opened).sign("GT20.regard", "EDI")
