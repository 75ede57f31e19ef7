"""Checking that the record is intact, and erasing a text without breaking it.

Tamper-evident, not tamper-proof: who can rewrite a whole chain and its head can make one that
verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from casework.domain.dates import LONDON, london_date, long_date
from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.legal_hold import check_may_dispose
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.calendar_standing import check_calendar
from casework.services.chain_walk import Broken, RecordWalk, SnapshotWalk, walk
from casework.services.content_checks import (
    TEXT_ERASED,
    check_definitions,
    check_texts,
)
from casework.services.office import Office
from casework.services.scheme_standing import check_schemes
from casework.services.standing_checks import check_cases, check_current, check_standing
from casework.store import standing, verification
from casework.store.audit import ChainHead, new_head
from casework.store.database import Database
from casework.store.texts import delete_text, find_text, insert_text
from casework.store.transaction import case_transaction

TITLE_ERASED = "Title erased"
_Rows = AbstractContextManager[Iterable[Row[Any]]]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check of one chain found.

    ``entries`` were read and found intact. ``first_broken`` is the position of the first entry
    that does not verify, or None if all do or if what was changed stands at no entry. ``head`` is
    where the check ended, or began if it found something broken.
    """

    chain: str
    entries: int
    intact: bool
    first_broken: int | None
    reason: str
    head: ChainHead


def verify_chain(
    database: Database, chain: str, *, after: ChainHead | None = None
) -> ChainReport:
    """Check a case's chain, or `system`, with everything that it vouches for.

    With ``after``, a head found intact before, only what was written since is read; texts are
    then checked for being there, not for their content. Where the case is shown to stand is
    always compared with the chain. Raises NotFound if there is no such case.
    """
    start = after or new_head(chain)
    with database.reading(one_moment=True) as connection:
        stated = verification.find_head(connection, chain)
        if stated is None:
            return _without_case(connection, chain)
        try:
            head = _check(connection, start, stated)
        except Broken as broken:
            return _broken(start, stated, broken)
    return ChainReport(chain, head.position - start.position, True, None, "", head)


def _without_case(connection: Connection, chain: str) -> ChainReport:
    if not standing.has_entries(connection, chain):
        raise NotFound(f"There is no case {chain}.", "Check the reference.")
    gone = "The case itself is gone; its entries are there."
    return ChainReport(chain, 0, False, 1, gone, new_head(chain))


def _broken(start: ChainHead, stated: ChainHead, broken: Broken) -> ChainReport:
    last = stated.position if broken.position is None else broken.position - 1
    entries = max(last - start.position, 0)
    return ChainReport(start.chain, entries, False, broken.position, broken.reason, start)


def _check(connection: Connection, start: ChainHead, stated: ChainHead) -> ChainHead:
    case_id = verification.case_id_of(connection, start.chain)
    records: _Rows = nullcontext(())
    snapshots: _Rows = nullcontext(())
    if case_id is not None:
        records = verification.stream_records(connection, case_id, start.position)
        snapshots = verification.stream_snapshots(connection, case_id, start.position)
    entries = verification.stream_entries(connection, start.chain, start.position)
    with entries, records as recorded, snapshots as judged:
        head = walk(entries, start, RecordWalk(recorded), SnapshotWalk(judged))
    if head != stated:
        raise Broken(
            min(head.position, stated.position) + 1,
            f"The chain ends at entry {head.position}, and its head was kept as entry "
            f"{stated.position}{'' if head.position != stated.position else ' with another hash'}.",
        )
    if case_id is None:
        check_definitions(connection)
        check_cases(connection, start.position)
        check_calendar(connection)
        check_schemes(connection)
    else:
        check_standing(connection, head)
        check_current(connection, case_id)
        check_texts(connection, start.chain, case_id, start.position)
    return head


def verify_all(database: Database) -> Iterator[ChainReport]:
    """Check the system's chain and every case's, one after the other; those without a case last."""
    with database.reading() as connection:
        chains = verification.chains(connection) + standing.without_case(connection)
    for chain in chains:
        yield verify_chain(database, chain)


def check_every_record(office: Office) -> list[ChainReport]:
    """Check every chain and keep what was found for the pages; returns the broken ones."""
    broken = []
    for report in verify_all(office.database):
        keep_report(office, report)
        if not report.intact:
            broken.append(report)
    return broken


def keep_report(office: Office, report: ChainReport) -> None:
    """Keep what a check found, in the place of what the last one did."""
    with office.database.writing() as connection:
        verification.save_check(
            connection,
            {"chain": report.chain, "position": report.head.position, "hash": report.head.hash,
             "intact": report.intact, "first_broken": report.first_broken,
             "reason": report.reason, "checked_at": office.clock.now()},
        )  # fmt: skip


def integrity_sentence(connection: Connection, reference: str) -> str:
    """Whether the case's record is intact, as last checked: one query, one sentence."""
    return sentence_of(verification.find_check(connection, reference))


def sentence_of(check: Any) -> str:
    """The sentence for a row of ``chain_check``, or for None before the first check."""
    if check is None:
        return "The record of this case has not been checked yet; it is checked every night."
    when = _spoken(check.checked_at)
    if check.intact:
        return f"The record of this case is intact up to entry {check.position}, checked {when}."
    where = f" from entry {check.first_broken} on" if check.first_broken is not None else ""
    return (
        f"The record of this case does not verify{where}, checked {when}: tell the governance "
        "lead before relying on it."
    )


def _spoken(instant: datetime) -> str:
    return f"on {long_date(london_date(instant))} at {instant.astimezone(LONDON):%H:%M}"


def erase_text(
    office: Office, viewer: Viewer, reference: str, commitment: str, reason: str
) -> None:
    """Erase one text of a case for good; its commitment stays, and the chain still verifies.

    For governance only, and never while the case is under legal hold. Where it is the case's
    title, lists and pages say that the title was erased. The reason is kept as a text of its own.
    Raises NotPermitted, NotFound if the case has no such text (any more), Conflict under legal
    hold, and Invalid without a reason.
    """
    if not viewer.has_role("governance"):
        raise NotPermitted(
            "You cannot erase a text: it is for governance.", "Ask the governance lead."
        )
    why = commit(typed(reason))
    if not why:
        raise Invalid("An erasure needs a reason.", "Say why the text may not be kept.", "reason")
    with case_transaction(office.database, viewer, office.clock.now(), reference) as tx:
        check_may_dispose(tx.facts, "this text")
        erased = find_text(tx.connection, tx.row.id, commitment)
        if not delete_text(tx.connection, tx.row.id, commitment):
            raise NotFound(
                f"{reference} holds no such text.", "It may have been erased already."
            )
        if erased.strip() == tx.row.title:
            tx.changes["title"] = TITLE_ERASED
        insert_text(tx.connection, tx.row.id, why)
        tx.record_audit(TEXT_ERASED, {"text": commitment, "reason": why.commitment})
