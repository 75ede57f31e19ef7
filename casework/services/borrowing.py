"""Using a paper of a linked case by recorded reference: no copy of it is made.

The case that uses it records which case, which record, which exact version and its digest; the case
whose paper it is records who uses it. Whoever sees the one case reads the paper by that reference
alone, and nothing else of the other case. See the decision on papers of linked cases.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import (
    can_read_record,
    check_can_record,
    check_can_view_case,
    check_can_work_on,
)
from casework.domain.records import get_kind
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.services.evidence import check_criteria
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.recording import key_for
from casework.services.verb import AlreadyDone, Verb, verb_on
from casework.store.facts import (
    texts_of_case,
    with_texts,
)
from casework.store.one_use_keys import claim_key, keep_result
from casework.store.originals import facts_now
from casework.store.records import Draft
from casework.store.transaction import (
    case_transaction_on,
    find_case_row,
    system_transaction,
)

KIND, USED = "evidence", "paper_used"
TEXTS = ("title", "file_name", "author", "address", "description")


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A paper of a linked case about to be used.

    ``paper`` pins it as the form showed it. ``key`` names the record here of which this is the
    next version: the newer version of a paper that is used already. ``version`` is the one of that
    record that the form showed, None where nobody looked.
    """

    of_case: str
    paper: str
    criteria: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    key: str = ""
    version: int | None = None
    simulated_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class LentPaper:
    """A paper of a linked case that could be used, as it stands there."""

    pin: str
    title: str
    type: str
    version: int
    classification: str
    dated: FactDate | None


def papers_of(
    office: Office, viewer: Viewer, other: str, definition: Definition
) -> tuple[LentPaper, ...]:
    """The papers of another case that the viewer may read and whose type this pathway knows.

    Raises NotFound for a case that the viewer does not see.
    """
    with office.database.reading() as connection:
        row = find_case_row(connection, other)
        if row is None:
            raise NotFound(f"There is no case {other}.")
        facts = facts_now(connection, row, today_of(office, row))
        check_can_view_case(facts, viewer)
        found = [
            r for r in facts.current(KIND)
            if can_read_record(facts, viewer, r) and not (r.payload.of_case or r.payload.sealed)
        ]  # fmt: skip
        shown = with_texts(found, texts_of_case(connection, row.id), privileged=True)
    types = {t.id: t.title for t in definition.evidence_types}
    return tuple(
        LentPaper(r.pin, str(r.payload.title), types[r.payload.type], r.version,
                  r.payload.classification, r.payload.dated)
        for r in shown if r.payload.type in types
    )  # fmt: skip


def use_paper(
    office: Office, viewer: Viewer, reference: str, borrowing: Borrowing, *, once: str = ""
) -> RecordVersion:
    """Record the reference in this case and its use in the other, in one transaction.

    Raises NotFound for a case or paper that the viewer does not see, Invalid for cases that are not
    linked, a paper that is itself another case's or sealed, and a type or check that this pathway
    lacks, Conflict where the paper has a newer version, NotPermitted.
    """
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx, ExitStack() as stack:
        done = claim_key(tx.connection, once, viewer.person, tx.now)
        if done is not None:
            raise AlreadyDone(done)
        kinds = {reference: "paper_of_another_case_used", borrowing.of_case: "paper_lent"}
        verbs = {
            name: stack.enter_context(verb_on(office, stack.enter_context(case_transaction_on(
                tx.connection, viewer, now, name, simulated_on=borrowing.simulated_on
            )), kinds[name]))
            for name in sorted(kinds)
        }  # fmt: skip
        here, there = verbs[reference], verbs[borrowing.of_case]
        paper = _paper(here, there, borrowing)
        (version,) = here.write(_reference(here, paper, borrowing))
        there.write(_use(here, version, paper))
        here.details.update(other=borrowing.of_case, paper=paper.pin, digest=paper.digest)
        there.details.update(other=reference, paper=paper.pin)
        if once:
            keep_result(tx.connection, once, viewer.person, version.pin)
        tx.record_audit(
            "paper_used_in_another_case",
            {"case": reference, "from": borrowing.of_case, "paper": paper.pin},
        )
        return version


def _paper(here: Verb, there: Verb, borrowing: Borrowing) -> RecordVersion:
    for verb in (here, there):
        check_can_view_case(verb.facts, verb.viewer)
        check_can_work_on(verb.facts, verb.viewer)
    check_can_record(here.facts, here.viewer, "evidence", "")
    check_linked(here.facts, borrowing.of_case)
    paper = there.facts.find(borrowing.paper.partition("@")[0])
    if paper is None or paper.kind != KIND or paper.state != STATED or not can_read_record(
        there.facts, there.viewer, paper
    ):
        raise NotFound(f"There is no such paper in {borrowing.of_case}.")
    if paper.pin != borrowing.paper:
        raise Conflict("That paper has a newer version since you opened the page.",
                       "Look at it, then choose again.")  # fmt: skip
    if paper.payload.of_case:
        raise Invalid(f"That is a paper of {paper.payload.of_case} itself.",
                      "Link that case, and use the paper from there.", "paper")  # fmt: skip
    if paper.payload.sealed:
        raise Invalid("That paper is kept sealed.", "Choose another.", "paper")
    (found,) = with_texts(
        [paper], texts_of_case(there.tx.connection, there.tx.row.id), privileged=True
    )
    return found


def check_linked(facts: CaseFacts, other: str) -> None:
    """Raise Invalid where the two cases are not recorded as linked."""
    if not any(r.payload.case == other for r in facts.current("linked_case")):
        raise Invalid(f"{facts.reference} is not linked with {other}.",
                      "Link the two cases first.", "of_case")  # fmt: skip


def _reference(here: Verb, paper: RecordVersion, borrowing: Borrowing) -> Draft:
    key = key_for(get_kind(KIND), borrowing.key)
    known = here.facts.find(f"evidence/{key}")
    if key.startswith("no-"):
        raise Invalid("That key is kept for an absence.", "Choose another.", "key")
    if known is not None and not _is_of(known, borrowing.of_case, paper):
        raise Invalid("That key names other evidence of this case.", "Choose another.", "key")
    if borrowing.version is not None and borrowing.version != (known.version if known else 0):
        raise Conflict("What is recorded of this paper here has changed since you opened the page.",
                       "Look at it again.")  # fmt: skip
    texts: dict[str, Any] = {
        name: commit(str(getattr(paper.payload, name))) for name in TEXTS
        if getattr(paper.payload, name)
    }  # fmt: skip
    payload = replace(
        paper.payload, **texts, criteria=borrowing.criteria, subjects=borrowing.subjects,
        of_case=borrowing.of_case, of_paper=paper.pin, of_digest=paper.digest,
        of_standing="current",
    )  # fmt: skip
    check_criteria(here, payload)
    source = commit(borrowing.source or f"A paper of {borrowing.of_case}")
    return Draft(KIND, key, payload, effective_on=paper.effective_on,
                 assumed=paper.assumed, source=source)  # fmt: skip


def _is_of(known: RecordVersion, case: str, paper: RecordVersion) -> bool:
    """Whether a record here is a version of this very paper: as that of another it would let a
    reader keep what became privileged in its own case."""
    payload = known.payload
    return payload is not None and (payload.of_case, payload.of_paper.partition("@")[0]) == (
        case, paper.reference
    )


def _use(here: Verb, version: RecordVersion, paper: RecordVersion) -> Draft:
    other = here.tx.row.reference
    payload = get_kind(USED).payload(
        case=other, record=version.reference, paper=paper.pin, used_on=FactDate.on(here.tx.today)
    )
    return Draft(USED, f"{other}:{version.key}".lower(), payload)
