"""What turns out to be legally privileged is protected in its earlier versions too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.sharing import why_not_shared
from casework.services.evidence import Submission, download_evidence, put_in_evidence
from casework.services.reading import get_history
from casework.services.sharing import read_sharing, share, shared_item
from tests.integration.desk import Desk

SECRET = "Counsel says we will lose"


@pytest.fixture
def paper(desk: Desk) -> RecordVersion:
    """A public paper."""
    return desk.evidence("other", title="A paper", content=b"advice of counsel\n")


def reclassify(desk: Desk, paper: RecordVersion, classification: str = "privileged") -> None:
    values = {"title": SECRET, "type": "other", "classification": classification}
    put_in_evidence(
        desk.office, desk.viewer("LEG"), desk.reference,
        Submission(values, file_name="a.txt", content=b"advice\n", key=paper.key, version=1),
    )  # fmt: skip


def test_an_earlier_version_is_not_downloaded(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    with pytest.raises(NotFound):
        download_evidence(desk.office, desk.viewer("ENG"), desk.reference, paper.key, 1)


def test_an_earlier_version_is_served_to_the_adviser(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    found = download_evidence(desk.office, desk.viewer("LEG"), desk.reference, paper.key, 1)
    assert found.content == b"advice of counsel\n"


def test_an_earlier_version_is_in_no_history(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    with pytest.raises(NotFound):
        get_history(desk.office, desk.viewer("ENG"), desk.reference, "evidence", paper.key)


def test_an_earlier_version_is_not_on_a_past_date(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    shown = desk.view("ENG", as_of=desk.office.clock.today()).facts
    assert shown.find(paper.reference) is None


def test_what_was_shared_before_is_shown_outside_no_more(
    desk: Desk, paper: RecordVersion
) -> None:
    share(desk.office, desk.viewer("GOV"), desk.reference, paper.pin, "east-council")
    reclassify(desk, paper)
    with pytest.raises(NotFound):
        shared_item(desk.office, desk.viewer("east-clerk"), desk.reference, paper.pin)


@pytest.mark.parametrize("classification", ["privileged", "restricted"])
def test_an_earlier_version_is_not_shared(
    desk: Desk, paper: RecordVersion, classification: str
) -> None:
    reclassify(desk, paper, classification)
    with pytest.raises(NotPermitted, match=classification):
        share(desk.office, desk.viewer("GOV"), desk.reference, paper.pin, "east-council")


def test_the_page_of_shares_does_not_name_it(desk: Desk, paper: RecordVersion) -> None:
    share(desk.office, desk.viewer("GOV"), desk.reference, paper.pin, "east-council")
    reclassify(desk, paper)
    found = read_sharing(desk.office, desk.viewer("ENG"), desk.reference)
    assert SECRET not in " ".join([*(line.title for line in found.shared), *found.titles.values()])


def test_the_page_of_shares_names_it_to_the_adviser(desk: Desk, paper: RecordVersion) -> None:
    share(desk.office, desk.viewer("GOV"), desk.reference, paper.pin, "east-council")
    reclassify(desk, paper)
    found = read_sharing(desk.office, desk.viewer("LEG"), desk.reference)
    assert [line.title for line in found.shared] == [SECRET]


def test_a_pack_that_holds_it_is_shown_outside_no_more(desk: Desk, paper: RecordVersion) -> None:
    issued = get_kind("pack").payload(
        organisation="east-council", purpose="notification", sha256="0" * 64,
        contents=(paper.pin,),
    )  # fmt: skip
    pack = replace(paper, kind="pack", key="p", payload=issued)
    before = why_not_shared(desk.view().judged, pack)
    reclassify(desk, paper)
    assert (before, "privileged" in why_not_shared(desk.view().judged, pack)) == ("", True)


def put_over(
    desk: Desk, paper: RecordVersion, by: str, content: bytes, version: int | None
) -> None:
    """The next version of the paper, public."""
    values = {"title": "A paper", "type": "other", "classification": "public"}
    put_in_evidence(
        desk.office, desk.viewer(by), desk.reference,
        Submission(values, file_name="a.txt", content=content, key=paper.key, version=version),
    )  # fmt: skip


def test_a_redacted_paper_in_its_place_does_not_open_it(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    with pytest.raises(Invalid, match="would open it"):
        put_over(desk, paper, "LEG", b"advice, redacted\n", 2)
    with pytest.raises(NotFound):
        download_evidence(desk.office, desk.viewer("ENG"), desk.reference, paper.key, 1)


def test_the_same_file_classified_anew_opens_it(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    put_over(desk, paper, "LEG", b"advice\n", 2)
    found = download_evidence(desk.office, desk.viewer("ENG"), desk.reference, paper.key, 3)
    assert found.content == b"advice\n"


def test_who_may_not_read_it_does_not_write_over_it(desk: Desk, paper: RecordVersion) -> None:
    reclassify(desk, paper)
    with pytest.raises(Invalid, match="names other evidence"):
        put_over(desk, paper, "ENG", b"something else\n", None)
