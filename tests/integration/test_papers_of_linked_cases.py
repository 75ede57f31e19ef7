"""A paper of one case is used in a linked one by recorded reference, and never copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from casework.adapters.file_storage import storage_key
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.engine.results import State
from casework.jobs.worker import run_due
from casework.services import moving
from casework.services.audit import verify_chain
from casework.services.borrowing import Borrowing, papers_of, use_paper
from casework.services.casefiles.export import export_case
from casework.services.covering import CoverNamed, name_cover
from casework.services.evidence import Submission, download_evidence, put_in_evidence
from casework.services.linking import Linking, open_linked_case
from casework.services.moving import Step
from casework.services.office import Office
from casework.services.recording import withdraw_record
from casework.services.relating import relate_cases
from casework.services.returning import GoingBack
from casework.services.sharing import share
from casework.services.signing import signable
from tests.integration.desk import Desk, open_desk
from tests.integration.moved_in_fact import move_in_fact

CHECK, PAPER = "GT10.plan", "involvement_plan"


@dataclass
class Pair:
    """Two desks: the case whose paper it is, and the linked case that uses it."""

    there: Desk
    here: Desk

    def use(self, paper: RecordVersion, by: str = "PM", **more: object) -> RecordVersion:
        return use_paper(
            self.here.office, self.here.viewer(by), self.here.reference,
            Borrowing(self.there.reference, paper.pin, **more),  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.fixture
def pair(office: Office) -> Iterator[Pair]:
    """A case, and one that was split from it."""
    there = open_desk(office)
    opened = open_linked_case(
        office, there.viewer("PM"), there.reference,
        Linking("split_into", "Children's services", "They are another programme."),
    )  # fmt: skip
    yield Pair(there, Desk(office, opened))


def state(desk: Desk) -> State:
    found: State = desk.result(CHECK).state
    return found


def signed(pair: Pair) -> RecordVersion:
    """A paper used by reference, on which a check of the other case is signed off."""
    paper = pair.there.evidence(PAPER)
    pair.use(paper, key="paper")
    pair.here.sign(CHECK, "ENG")
    return paper


def superseded(pair: Pair) -> RecordVersion:
    """The next version of the paper, as its own case puts it in."""
    return put_in_evidence(
        pair.there.office, pair.there.viewer("PM"), pair.there.reference,
        Submission({"title": "Anew", "type": PAPER, "classification": "public"},
                   file_name="anew.txt", content=b"anew\n",
                   key=pair.there.view().facts.evidence_of(PAPER)[0].key, version=1),
    )  # fmt: skip


def test_the_reference_names_case_record_version_and_digest(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER)
    used = pair.use(paper).payload
    assert (used.of_case, used.of_paper, used.of_digest) == (
        pair.there.reference, paper.pin, paper.digest
    )


def test_the_other_case_records_who_uses_its_paper(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER)
    used = pair.use(paper)
    (lent,) = pair.there.view().facts.current("paper_used")
    assert (lent.payload.case, lent.payload.record, lent.payload.paper) == (
        pair.here.reference, used.reference, paper.pin
    )


def test_no_bytes_are_copied_and_the_reader_here_gets_those_of_there(pair: Pair) -> None:
    used = pair.use(pair.there.evidence(PAPER, content=b"what it says\n"))
    office, reference = pair.here.office, pair.here.reference
    got = download_evidence(office, pair.here.viewer("ENG"), reference, used.key, 1)
    assert got.content == b"what it says\n"
    assert not office.files.exists(storage_key(reference, used.payload.sha256))


def test_all_three_chains_vouch_for_it(pair: Pair) -> None:
    pair.use(pair.there.evidence(PAPER))
    for chain in (pair.here.reference, pair.there.reference, "system"):
        assert verify_chain(pair.here.office.database, chain).intact


def test_a_check_here_rests_on_it(pair: Pair) -> None:
    signed(pair)
    assert state(pair.here) is State.MET


def test_its_next_version_there_asks_for_the_sign_off_here_again(pair: Pair) -> None:
    signed(pair)
    superseded(pair)
    run_due(pair.here.office)
    assert state(pair.here) is State.RECONFIRM


def test_a_change_of_another_paper_there_asks_for_nothing_here(pair: Pair) -> None:
    signed(pair)
    other = pair.there.evidence("delivery_proof")
    withdraw_record(pair.there.office, pair.there.viewer("PM"), pair.there.reference,
                    other.reference, 1, "An error.")  # fmt: skip
    run_due(pair.here.office)
    assert state(pair.here) is State.MET


def test_withdrawn_there_it_serves_nothing_here(pair: Pair) -> None:
    paper = signed(pair)
    withdraw_record(pair.there.office, pair.there.viewer("PM"), pair.there.reference,
                    paper.reference, 1, "An error.")  # fmt: skip
    run_due(pair.here.office)
    assert pair.here.view().facts.find("evidence/paper").state == "withdrawn"
    assert state(pair.here) is State.NOT_RECORDED


def test_put_in_doubt_there_it_is_asked_again_here_until_somebody_looked(pair: Pair) -> None:
    paper = signed(pair)
    there = pair.there
    there.sign(CHECK, "ENG")
    move_in_fact(there.office, there.viewer("PM"), there.reference, "S0-S1", 1)
    move_in_fact(there.office, there.viewer("PM"), there.reference, "S1-S2", 2)
    back = Step("S2-S1", 3, "The model is wrong", happened_anyway=True,
                going_back=GoingBack("gov", in_doubt=(paper.pin,)))  # fmt: skip
    with patch.object(moving, "_check_anyway"):
        moving.move_case(there.office, there.viewer("PM"), there.reference, back)
    run_due(pair.here.office)
    used = pair.here.view().facts.find("evidence/paper")
    assert (used.payload.of_standing, state(pair.here)) == ("in_doubt", State.RECONFIRM)
    pair.here.sign(CHECK, "ENG")
    assert state(pair.here) is State.MET


def test_what_was_noted_once_is_not_noted_again(pair: Pair) -> None:
    signed(pair)
    superseded(pair)
    run_due(pair.here.office)
    run_due(pair.here.office)
    assert pair.here.view().facts.find("evidence/paper").version == 2


def test_the_newer_version_is_used_in_its_place(pair: Pair) -> None:
    signed(pair)
    newer = superseded(pair)
    run_due(pair.here.office)
    used = pair.use(newer, key="paper").payload
    assert (used.of_paper, used.of_standing) == (newer.pin, "current")


def test_privilege_goes_along(pair: Pair) -> None:
    paper = pair.there.evidence("legal_review_note", by="LEG", classification="privileged")
    used = pair.use(paper, by="LEG")
    assert used.payload.classification == "privileged"
    with pytest.raises(NotFound):
        download_evidence(pair.here.office, pair.here.viewer("ENG"), pair.here.reference,
                          used.key, 1)  # fmt: skip


def test_a_privileged_paper_is_neither_offered_nor_given_to_who_may_not_read_it(
    pair: Pair,
) -> None:
    paper = pair.there.evidence("legal_review_note", by="LEG", classification="privileged")
    definition = pair.here.view().definition
    viewer = pair.here.viewer("ENG")
    assert papers_of(pair.here.office, viewer, pair.there.reference, definition) == ()
    with pytest.raises(NotFound):
        pair.use(paper, by="ENG")


def test_who_does_not_see_the_other_case_uses_nothing_of_it(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER)
    with pytest.raises(NotFound):
        use_paper(pair.here.office, Viewer("stranger", "icb"), pair.here.reference,
                  Borrowing(pair.there.reference, paper.pin))  # fmt: skip


def test_a_case_that_is_not_linked_lends_nothing(pair: Pair) -> None:
    alone = open_desk(pair.here.office)
    paper = alone.evidence(PAPER)
    with pytest.raises(Invalid, match="not linked"):
        Pair(alone, pair.here).use(paper)


def test_a_version_that_was_replaced_is_not_used(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER)
    superseded(pair)
    with pytest.raises(Conflict):
        pair.use(paper)


def test_a_paper_used_here_is_not_lent_on(pair: Pair) -> None:
    used = pair.use(pair.there.evidence(PAPER))
    with pytest.raises(Invalid, match=pair.there.reference):
        Pair(pair.here, pair.there).use(used)


def test_its_next_version_is_not_put_in_here(pair: Pair) -> None:
    used = pair.use(pair.there.evidence(PAPER))
    with pytest.raises(Invalid, match="used here by reference"):
        put_in_evidence(
            pair.here.office, pair.here.viewer("PM"), pair.here.reference,
            Submission({"title": "Anew", "type": PAPER, "classification": "public"},
                       file_name="anew.txt", content=b"anew\n", key=used.key, version=1),
        )  # fmt: skip


def test_it_is_shared_outside_from_its_own_case_alone(pair: Pair) -> None:
    used = pair.use(pair.there.evidence(PAPER))
    with pytest.raises(NotPermitted, match="a paper of"):
        share(pair.here.office, pair.here.viewer("GOV"), pair.here.reference, used.pin,
              "east-council")  # fmt: skip


def test_who_put_it_in_there_does_not_sign_it_off_here(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER, by="ENG")
    pair.use(paper)
    with pytest.raises(NotPermitted):
        pair.here.sign(CHECK, "ENG")


def test_the_export_says_where_the_paper_is_and_holds_no_file_of_it(
    pair: Pair, tmp_path: Path
) -> None:
    signed(pair)
    superseded(pair)
    run_due(pair.here.office)
    exported = export_case(pair.here.office, pair.here.viewer("GOV"), pair.here.reference,
                           tmp_path / "export")  # fmt: skip
    said = " ".join(exported.path.read_text(encoding="utf-8").split())
    assert f"A paper of {pair.there.reference}" in said
    assert "Its file is exported with that case." in said
    assert exported.files == ()


def test_a_case_is_split_into_several_without_versions_of_the_proposal(pair: Pair) -> None:
    pair.there.record("proposal_version", title="As it was")
    again = open_linked_case(
        pair.there.office, pair.there.viewer("PM"), pair.there.reference,
        Linking("split_into", "Stroke beds", "Another part."),
    )  # fmt: skip
    parts = [r.payload.case for r in pair.there.view().facts.current("linked_case")]
    assert parts == [pair.here.reference, again]
    assert not Desk(pair.there.office, again).view().facts.current("proposal_version")


def test_two_cases_side_by_side_each_name_the_other_once(pair: Pair) -> None:
    one, two = open_desk(pair.here.office), open_desk(pair.here.office)
    for _ in range(2):
        relate_cases(one.office, one.viewer("PM"), one.reference, two.reference,
                     "One site serves both.", once="key")  # fmt: skip
    named = [[(r.payload.relation, r.payload.case) for r in d.view().facts.current("linked_case")]
             for d in (one, two)]  # fmt: skip
    assert named == [[("related", two.reference)], [("related", one.reference)]]


def test_a_case_is_not_linked_with_itself_or_without_reasons(pair: Pair) -> None:
    desk = pair.here
    for other, reasons in ((desk.reference, "Why"), (pair.there.reference, " ")):
        with pytest.raises(Invalid):
            relate_cases(desk.office, desk.viewer("PM"), desk.reference, other, reasons)


def test_a_stranger_to_the_other_case_links_nothing(pair: Pair) -> None:
    with pytest.raises(NotFound):
        relate_cases(pair.here.office, Viewer("stranger", "icb"), pair.here.reference,
                     pair.there.reference, "Why")  # fmt: skip


def offered(pair: Pair, check: str, role: str) -> list[str]:
    """The roles in which the page offers this person the sign-off."""
    view = pair.here.view(role)
    return signable(view.judged, pair.here.viewer(role), pair.here.result(check), view.own)


def test_who_was_covered_for_when_it_was_put_in_there_does_not_sign_here(pair: Pair) -> None:
    today = pair.there.office.clock.today()
    name_cover(
        pair.there.office, pair.there.viewer("ENG"), (pair.there.reference,),
        CoverNamed("eng", "stranger", today, today, ("ENG",)),
    )  # fmt: skip
    pair.use(pair.there.evidence(PAPER, by="stranger"))
    assert offered(pair, CHECK, "ENG") == []
    with pytest.raises(NotPermitted, match="you put in some"):
        pair.here.sign(CHECK, "ENG")


def test_who_put_it_in_there_is_offered_no_sign_off_here(pair: Pair) -> None:
    pair.use(pair.there.evidence(PAPER, by="ENG"))
    assert offered(pair, CHECK, "ENG") == []


def test_who_put_nothing_in_is_offered_the_sign_off(pair: Pair) -> None:
    pair.use(pair.there.evidence(PAPER, by="PM"))
    assert offered(pair, CHECK, "ENG") == ["ENG"]


def test_a_reference_to_one_paper_does_not_become_one_to_another(pair: Pair) -> None:
    pair.use(pair.there.evidence(PAPER), key="paper")
    with pytest.raises(Invalid, match="other evidence"):
        pair.use(pair.there.evidence("travel_analysis"), key="paper")


def test_a_reference_takes_no_key_that_is_kept_for_absences(pair: Pair) -> None:
    with pytest.raises(Invalid, match="kept for an absence"):
        pair.use(pair.there.evidence(PAPER), key="no-evidence")


def test_a_reference_that_was_changed_meanwhile_is_not_overwritten(pair: Pair) -> None:
    paper = pair.there.evidence(PAPER)
    pair.use(paper, key="paper")
    pair.use(paper, key="paper", version=1)
    with pytest.raises(Conflict, match="has changed since"):
        pair.use(paper, key="paper", version=1)
