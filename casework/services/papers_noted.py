"""Recording here what happened to a paper in the case that it comes from, as the system.

A reference follows its paper in everything. A copy that went along when a case was begun again is
a paper of its own, and follows in legal privilege alone.
"""

from __future__ import annotations

from dataclasses import replace

from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.originals import is_privileged_there, originals_of
from casework.domain.text import commit
from casework.domain.viewer import SYSTEM
from casework.services.office import Office
from casework.services.papers_told import PAPER_PRIVILEGED, told_of_privilege
from casework.services.reading import today_of
from casework.services.verb import case_verb
from casework.store.originals import facts_now
from casework.store.records import Draft
from casework.store.transaction import find_case_row

KIND, PRIVILEGED = "evidence", "privileged"


def note_paper_changed(office: Office, reference: str, record: str) -> None:
    """Record that a paper used here was superseded, withdrawn, put in doubt or became privileged
    in its own case, or that the original of a copy became privileged. Sign-offs that rest on it
    ask to be confirmed again; what was noted already is not noted twice. Of privilege those are
    told who keep the case and its advice."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        facts = facts_now(connection, row, today_of(office, row))
        known = facts.find(record)
        if known is None or known.state != STATED:
            return
        paper, doubted = None, frozenset[str]()
        if known.payload.of_case:
            home = find_case_row(connection, known.payload.of_case)
            there = facts_now(connection, home, today_of(office, home))
            paper = there.find(known.payload.of_paper.partition("@")[0])
            doubted = frozenset(
                pin for r in there.current("stage_return") for pin in r.payload.in_doubt
            )
    if _next(facts, known, paper, doubted) is None:
        return
    with case_verb(office, SYSTEM, reference, "paper_of_another_case_changed") as verb:
        current = verb.facts.find(record)
        stated = current is not None and current.state == STATED
        draft = _next(verb.facts, current, paper, doubted) if current and stated else None
        if current is not None and draft is not None:
            (written,) = verb.write(draft)
            verb.details.update(other=_comes_from(verb.facts, current))
            if _became_privileged(current, written):
                told = told_of_privilege(verb.facts)
                verb.details.update(classification=PRIVILEGED, told=told)
                verb.tx.enqueue(
                    PAPER_PRIVILEGED, f"{PAPER_PRIVILEGED}:{reference}:{written.pin}",
                    {"case": reference, "paper": written.pin}, case_reference=reference,
                )  # fmt: skip


def _next(
    facts: CaseFacts, known: RecordVersion, paper: RecordVersion | None, doubted: frozenset[str]
) -> Draft | None:
    """The next version of a reference or a copy; None if nothing has changed since it was made or
    noted. ``doubted`` are the versions that returns of the other case put in doubt."""
    if known.payload.of_case:
        return _of_reference(known, paper, doubted)
    if known.payload.classification == PRIVILEGED or not is_privileged_there(facts, known):
        return None
    payload = replace(known.payload, classification=PRIVILEGED)
    return _draft(known, payload, f"As it stands in {_comes_from(facts, known)}")


def _of_reference(
    known: RecordVersion, paper: RecordVersion | None, doubted: frozenset[str]
) -> Draft | None:
    p = known.payload
    if paper is None or paper.state == WITHDRAWN:
        source = commit(f"Withdrawn in {p.of_case}")
        return Draft(KIND, known.key, p, WITHDRAWN, source=source)
    standing = "current" if paper.pin == p.of_paper else "superseded"
    if standing == "current" and paper.pin in doubted:
        standing = "in_doubt"
    kept = PRIVILEGED if paper.payload.classification == PRIVILEGED else p.classification
    if (standing, kept) == (p.of_standing, p.classification):
        return None
    payload = replace(p, of_standing=standing, classification=kept)
    return _draft(known, payload, f"As it stands in {p.of_case}")


def _draft(known: RecordVersion, payload: object, source: str) -> Draft:
    return Draft(KIND, known.key, payload, effective_on=known.effective_on,
                 assumed=known.assumed, source=commit(source))  # fmt: skip


def _comes_from(facts: CaseFacts, known: RecordVersion) -> str:
    originals = originals_of(facts, known.reference)
    return str(known.payload.of_case or (originals[0].case if originals else ""))


def _became_privileged(before: RecordVersion, after: RecordVersion) -> bool:
    return (
        after.payload.classification == PRIVILEGED
        and before.payload.classification != PRIVILEGED
    )
