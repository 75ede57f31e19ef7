"""A case as an outside body sees it: what is shared, what it has said, what waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.endings import Ending, ending_of
from casework.domain.errors import NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import (
    COUNCIL_ROLES,
    roles_on,
    speaks_for,
    spoke_for_a_council,
)
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.sent_letters import has_gone
from casework.domain.sharing import bodies_of, shares_seen_by, why_not_shared
from casework.domain.viewer import Viewer
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.sharing import title_of_item
from casework.services.wanted_from_outside import WantedSignOff, wanted_from
from casework.store import shares
from casework.store.facts import texts_of_case, with_texts
from casework.store.names import Names, names_of
from casework.store.originals import facts_now
from casework.store.parties import names_of_organisations
from casework.store.transaction import find_case_row

PARTIES = ("affected_authority", "healthwatch", "responsible_body")
SAID = ("meeting", "authority_view", "scrutiny_response", "recommendation")


@dataclass(frozen=True, slots=True)
class SharedCase:
    """A case of which something is shared with the viewer, or on which they act from outside."""

    reference: str
    title: str
    replayed: bool
    items: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class SharedWith:
    """Every case of which the viewer's organisation sees something, newest share first."""

    organisation: str
    cases: tuple[SharedCase, ...]


@dataclass(frozen=True, slots=True)
class SharedItem:
    """One exact version that the viewer's organisation may download.

    ``acknowledged`` is the day on which this body said that it has it; ``organisation`` is the
    key of the ``body`` it is shared with.
    """

    pin: str
    title: str
    body: str
    since: date
    version: int
    size: int | None
    acknowledged: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the viewer's body has said, with the names of files it sent.

    ``by_the_body`` is False where the NHS body recorded it, from a letter or minute.
    """

    record: RecordVersion
    body: str
    files: tuple[str, ...]
    by_the_body: bool


@dataclass(frozen=True, slots=True)
class OutsideCase:
    """A case as an outside organisation sees it: what is shared with it, and what it has said.

    ``bodies`` are those for which the viewer may speak, by key; empty if they hold no role of a
    committee's clerk or chair. ``asked`` pairs a label with a date that a letter gave them.
    ``wanted`` are the sign-offs that wait for the viewer; ``names`` names what they rest on.
    ``ended`` is how the case ended, and nothing is asked of them then; ``goes_on_in`` are the cases
    in which it goes on, by reference, with the title of one that they see too.
    """

    reference: str
    title: str
    replayed: bool
    items: tuple[SharedItem, ...]
    said: tuple[Said, ...]
    bodies: dict[str, str]
    asked: tuple[tuple[str, str], ...]
    wanted: tuple[WantedSignOff, ...]
    names: Names
    kinds: tuple[str, ...] = field(default=SAID)
    ended: Ending | None = None
    goes_on_in: tuple[tuple[str, str], ...] = ()


def shared_with(office: Office, viewer: Viewer) -> SharedWith:
    """The cases of which the viewer's organisation sees anything, in five statements."""
    today = office.clock.today()
    with office.database.reading() as connection:
        stood_for = shares.organisations_stood_for(connection, viewer.organisation, today)
        committees = _committees(connection, stood_for)
        everywhere = stood_for | {key for keys in committees.values() for key in keys}
        rows = [
            row for row in shares.list_shares(connection, everywhere, today)
            if row.organisation in stood_for
            or row.organisation in committees.get(row.case_id, set())
        ]  # fmt: skip
        acting = shares.list_outside_cases(connection, viewer.person, today)
        names = names_of_organisations(connection, {viewer.organisation})
    return SharedWith(
        names.get(viewer.organisation, viewer.organisation), _shared_cases(rows, acting)
    )


def _committees(connection: Connection, organisations: set[str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for case_id, record in shares.joint_committees(connection, organisations):
        payload = record.payload
        if payload.outcome == "appointed" and payload.organisation and (
            organisations & set(payload.members)
        ):  # fmt: skip
            found.setdefault(case_id, set()).add(payload.organisation)
    return found


def _shared_cases(rows: list[Any], acting: list[Any]) -> tuple[SharedCase, ...]:
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.case_id, []).append(row)
    found = [
        SharedCase(
            same[0].reference, same[0].title, same[0].replayed, len({r.shared for r in same}),
            max(r.since for r in same),
        )
        for same in grouped.values()
    ]  # fmt: skip
    found += [
        SharedCase(row.reference, row.title, row.replayed, 0, None)
        for row in acting
        if row.case_id not in grouped
    ]
    return tuple(found)


def get_outside_case(office: Office, viewer: Viewer, reference: str) -> OutsideCase:
    """A case as the viewer's organisation sees it. Raises NotFound if it sees nothing of it."""
    today = office.clock.today()
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise _nothing_shared(reference)
        facts = facts_now(connection, row, today_of(office, row))
        stood_for = shares.organisations_stood_for(connection, viewer.organisation, today)
        bodies = bodies_of(facts, stood_for)
        seen = shares_seen_by(facts, bodies, facts.as_at)
        acts = bool(roles_on(facts, viewer) & OUTSIDE_ROLES)
        if not seen and not acts:
            raise _nothing_shared(reference)
        texts = texts_of_case(connection, row.id)
        parties = {key for kind in PARTIES for key in facts.parties(kind)}
        names = names_of(connection, bodies | parties, ())
        definition = definition_of(office, connection, row.definition_hash)
        versions = _versions(connection, row.id, seen)
        pinned = _pinned(facts, seen, versions)
        ended = ending_of(facts)
        going_on = ended.goes_on_in if ended else ()
        shown = shares.cases_shown_to(
            connection, viewer.person, stood_for, going_on, today
        ) if going_on else {}  # fmt: skip
    speaks_for = _speaks_for(facts, viewer)
    return OutsideCase(
        reference, row.title, row.replayed,
        _items(office, facts, seen, pinned, texts, names),
        _said(facts, bodies, texts, names, versions),
        {key: names.organisation(key) for key in sorted(speaks_for)},
        () if ended else _asked(facts, bodies),
        wanted_from(definition, facts, viewer, texts, frozenset(pinned)),
        names, ended=ended, goes_on_in=tuple((each, shown.get(each, "")) for each in going_on),
    )  # fmt: skip


def _nothing_shared(reference: str) -> NotFound:
    return NotFound(f"Nothing of a case {reference} is shared with your organisation.",
                    "Ask whoever told you of it to share it.")  # fmt: skip


def _versions(
    connection: Connection, case_id: int, seen: list[RecordVersion]
) -> list[RecordVersion]:
    """Every version of the kinds that are shared, and of what councils say."""
    kinds = {share.payload.shared.partition("/")[0] for share in seen}
    return list(shares.list_versions(connection, case_id, kinds | set(SAID)))


def _pinned(
    facts: CaseFacts, seen: list[RecordVersion], versions: list[RecordVersion]
) -> dict[str, RecordVersion]:
    """The shared versions by pin; a share of what was withdrawn or reclassified shows nothing."""
    wanted = {share.payload.shared for share in seen}
    return {
        v.pin: v for v in versions
        if v.pin in wanted and _is_stated(facts, v) and not why_not_shared(facts, v)
    }  # fmt: skip


def _is_stated(facts: CaseFacts, version: RecordVersion) -> bool:
    current = facts.find(version.reference)
    return current is not None and current.state == STATED


def _items(
    office: Office, facts: CaseFacts, seen: list[RecordVersion],
    pinned: dict[str, RecordVersion], texts: dict[str, str], names: Names,
) -> tuple[SharedItem, ...]:
    found = []
    for share in reversed(seen):
        record = pinned.get(share.payload.shared)
        if record is None:
            continue
        (shown,) = with_texts([record], texts, privileged=True)
        delivery = delivery_of(facts, record, share.payload.organisation)
        acknowledged = delivery.payload.acknowledged_on if delivery else None
        found.append(
            SharedItem(
                record.pin, title_of_item(office, shown),
                names.organisation(share.payload.organisation), share.judged_on, record.version,
                record.payload.size, acknowledged.plain() if acknowledged else "",
                share.payload.organisation,
            )
        )  # fmt: skip
    return tuple(found)


def _said(
    facts: CaseFacts, bodies: set[str], texts: dict[str, str], names: Names,
    versions: list[RecordVersion],
) -> tuple[Said, ...]:
    first = {v.reference: v for v in versions if v.version == 1}
    records = [
        r for kind in SAID for r in facts.current(kind)
        if r.subject in bodies and (kind != "meeting" or r.purpose == "scrutiny")
    ]  # fmt: skip
    records.sort(key=lambda r: r.position, reverse=True)
    return tuple(
        Said(r, names.organisation(r.subject), _files_sent(facts, first.get(r.reference), texts),
             _by_the_body(facts, first.get(r.reference)))
        for r in with_texts(records, texts, privileged=False)
    )  # fmt: skip


def _by_the_body(facts: CaseFacts, first: RecordVersion | None) -> bool:
    """True if the body's own person recorded it, whoever has answered it since."""
    return first is not None and spoke_for_a_council(facts, first.recorded_by)


def _files_sent(
    facts: CaseFacts, first: RecordVersion | None, texts: dict[str, str]
) -> tuple[str, ...]:
    """Names of the files that the body's own person sent with it, as they were sent."""
    if first is None or not _by_the_body(facts, first):
        return ()
    cited = [facts.find(pin.partition("@")[0]) for pin in first.cites]
    own = [r for r in cited if r is not None and r.pin in first.cites and r.state == STATED
           and r.kind == "evidence" and r.recorded_by == first.recorded_by]  # fmt: skip
    names = [str(r.payload.file_name) for r in with_texts(own, texts, privileged=True)]
    return tuple(name for name in names if name)


def _speaks_for(facts: CaseFacts, viewer: Viewer) -> set[str]:
    return speaks_for(facts, viewer) if roles_on(facts, viewer) & COUNCIL_ROLES else set()


def _asked(facts: CaseFacts, bodies: set[str]) -> tuple[tuple[str, str], ...]:
    """The dates that letters sent to these bodies gave them."""
    found = []
    for letter in facts.current("letter"):
        payload = letter.payload
        if payload.organisation not in bodies or not has_gone(facts, letter):
            continue
        if payload.comments_date:
            found.append(("Comments are asked for by", payload.comments_date.plain()))
        if payload.decision_date:
            found.append(("A decision is proposed for", payload.decision_date.plain()))
    return tuple(dict.fromkeys(found))


def delivery_key(record: RecordVersion, organisation: str) -> str:
    """The key of the delivery of exactly this version to exactly this body."""
    return f"{record.kind}-{record.key}-{record.version}-{organisation}"


def delivery_of(
    facts: CaseFacts, record: RecordVersion, organisation: str
) -> RecordVersion | None:
    """The delivery of exactly this version to exactly this body, if one is recorded."""
    found = facts.find(f"delivery/{delivery_key(record, organisation)}")
    return found if found is not None and found.state == STATED else None
