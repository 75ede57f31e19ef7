"""Papers that come from another case, by reference or as a copy, and become privileged there."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.services.borrowing import Borrowing, use_paper
from casework.services.evidence import Submission, put_in_evidence
from casework.services.linking import Linking, open_linked_case
from casework.services.moving import Step, move_case
from casework.services.office import Office
from tests.integration.desk import Desk, open_desk, without_temporary_change

TYPE, TITLE, CONTENT = "iia_report", "What counsel was asked", b"advice of counsel\n"
REFERENCE, COPY = "reference", "copy"
AGAIN = Linking("restarted_as", "Stroke services, begun again", "The building can be paid for.")
PART = Linking("split_into", "Children's services", "They are another programme.")


@dataclass
class Followed:
    """The case in which a paper was put in, and the one that has it; ``paper`` is the record of
    the latter."""

    there: Desk
    here: Desk
    paper: RecordVersion

    @property
    def original(self) -> RecordVersion:
        found = self.there.view("LEG").facts.find(self.original_reference)
        assert found is not None
        return found

    original_reference: str = ""

    def make_privileged(self, classification: str = "privileged") -> RecordVersion:
        """The next version of the original, classified anew by the legal adviser."""
        before = self.original
        return put_in_evidence(
            self.there.office, self.there.viewer("LEG"), self.there.reference,
            Submission({"title": TITLE, "type": TYPE, "classification": classification,
                        "dated": before.payload.dated.text if before.payload.dated else ""},
                       file_name="a.txt", content=CONTENT, key=before.key,
                       version=before.version),
        )  # fmt: skip


def withdrawn_case(office: Office, **values: str) -> tuple[Desk, RecordVersion]:
    """A withdrawn case with one public paper that is still fresh."""
    there = open_desk(office, stage="S1")
    paper = there.evidence(TYPE, title=TITLE, content=CONTENT,
                           dated=str(office.clock.today()), **values)  # fmt: skip
    withdraw_case(there)
    return there, paper


def withdraw_case(desk: Desk) -> None:
    """End a case that stands in its second stage so that it can be begun again."""
    without_temporary_change(desk.office, desk.viewer("PM"), desk.reference)
    move_case(desk.office, desk.viewer("SRO"), desk.reference,
              Step("S1-WITHDRAWN", desk.view().facts.visit, "The money is gone."))  # fmt: skip


def begun_again(desk: Desk) -> Desk:
    """The case begun again as another."""
    opened = open_linked_case(desk.office, desk.viewer("PM"), desk.reference, AGAIN)
    return Desk(desk.office, opened)


def followed(office: Office, how: str) -> Followed:
    """A public paper of one case that another has, by reference or as a copy."""
    if how == COPY:
        there, original = withdrawn_case(office)
        here = begun_again(there)
        paper = here.view().facts.find(original.reference)
    else:
        there = open_desk(office)
        original = there.evidence(TYPE, title=TITLE, content=CONTENT)
        here = Desk(office, open_linked_case(office, there.viewer("PM"), there.reference, PART))
        paper = use_paper(office, here.viewer("PM"), here.reference,
                          Borrowing(there.reference, original.pin, key="paper"))  # fmt: skip
    assert paper is not None
    return Followed(there, here, paper, original.reference)
