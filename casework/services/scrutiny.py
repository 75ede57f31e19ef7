"""What a scrutiny committee's clerk sees and says: packs, acknowledgements, dates, comments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import roles_on
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_title
from casework.domain.sharing import bodies_of, shares_seen_by, why_not_shared
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.recording import Statement, record_fact
from casework.services.sharing import pinned_version, shares_for, title_of_item
from casework.services.verb import case_verb
from casework.store import shares
from casework.store.facts import current_records, facts_from, texts_of_case, with_texts
from casework.store.names import Names, names_of
from casework.store.parties import names_of_organisations
from casework.store.records import Draft
from casework.store.transaction import find_case_row

SPEAKING_ROLES = frozenset({"HC", "HCH"})
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
    """Something that the viewer's body has put on the record, with the names of files it sent."""

    record: RecordVersion
    body: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutsideCase:
    """A case as an outside organisation sees it: what is shared with it, and what it has said.

    ``bodies`` are those for which the viewer may speak, by key; empty if they hold no role of a
    committee's clerk or chair. ``asked`` pairs a label with a date that a letter gave them.
    """

    reference: str
    title: str
    replayed: bool
    items: tuple[SharedItem, ...]
    said: tuple[Said, ...]
    bodies: dict[str, str]
    asked: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = field(default=SAID)


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
        facts = facts_from(row, current_records(connection, row.id), today_of(office, row))
        stood_for = shares.organisations_stood_for(connection, viewer.organisation, today)
        bodies = bodies_of(facts, stood_for)
        seen = shares_seen_by(facts, bodies, facts.as_at)
        acts = bool(roles_on(facts, viewer) & OUTSIDE_ROLES)
        if not seen and not acts:
            raise _nothing_shared(reference)
        texts = texts_of_case(connection, row.id)
        names = names_of(connection, bodies, ())
        pinned = _pinned(connection, row.id, facts, seen)
    speaks_for = _speaks_for(facts, viewer)
    return OutsideCase(
        reference, row.title, row.replayed,
        _items(office, facts, seen, pinned, texts, names),
        _said(facts, bodies, texts, names),
        {key: names.organisation(key) for key in sorted(speaks_for)},
        _asked(facts, bodies),
    )  # fmt: skip


def _nothing_shared(reference: str) -> NotFound:
    return NotFound(f"Nothing of a case {reference} is shared with your organisation.",
                    "Ask whoever told you of it to share it.")  # fmt: skip


def _pinned(
    connection: Connection, case_id: int, facts: CaseFacts, seen: list[RecordVersion]
) -> dict[str, RecordVersion]:
    """The shared versions by pin; a share of what was withdrawn or reclassified shows nothing."""
    wanted = {share.payload.shared for share in seen}
    kinds = {pin.partition("/")[0] for pin in wanted}
    versions = shares.list_versions(connection, case_id, kinds)
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
        delivery = _delivery_of(facts, record, share.payload.organisation)
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
    facts: CaseFacts, bodies: set[str], texts: dict[str, str], names: Names
) -> tuple[Said, ...]:
    records = [
        r for kind in SAID for r in facts.current(kind)
        if r.subject in bodies and (kind != "meeting" or r.purpose == "scrutiny")
    ]  # fmt: skip
    records.sort(key=lambda r: r.position, reverse=True)
    return tuple(
        Said(r, names.organisation(r.subject), _files_sent(facts, r, texts))
        for r in with_texts(records, texts, privileged=False)
    )


def _files_sent(
    facts: CaseFacts, said: RecordVersion, texts: dict[str, str]
) -> tuple[str, ...]:
    """Names of the files that came with it, as they were sent."""
    sent = [facts.find(pin.partition("@")[0]) for pin in said.cites]
    own = [r for r in sent if r is not None and r.pin in said.cites
           and r.kind == "evidence" and r.recorded_by == said.recorded_by]  # fmt: skip
    return tuple(str(r.payload.file_name) for r in with_texts(own, texts, privileged=True))


def _speaks_for(facts: CaseFacts, viewer: Viewer) -> set[str]:
    if not viewer.organisation or not roles_on(facts, viewer) & SPEAKING_ROLES:
        return set()
    return {viewer.organisation} | facts.joint_committees_of(viewer.organisation)


def _asked(facts: CaseFacts, bodies: set[str]) -> tuple[tuple[str, str], ...]:
    """The dates that letters sent to these bodies gave them."""
    found = []
    for letter in facts.current("letter"):
        payload = letter.payload
        if payload.organisation not in bodies or payload.direction != "sent":
            continue
        if payload.comments_date:
            found.append(("Comments are asked for by", payload.comments_date.plain()))
        if payload.decision_date:
            found.append(("A decision is proposed for", payload.decision_date.plain()))
    return tuple(dict.fromkeys(found))


def acknowledge(
    office: Office, viewer: Viewer, reference: str, pin: str, organisation: str = ""
) -> RecordVersion:
    """Record that the viewer's organisation has received what was shared with it.

    Every body acknowledges for itself: with ``organisation``, of several that the viewer stands
    for, the one that is meant. The delivery of a pack gets its acknowledgement; anything else a
    delivery of its own. Raises NotFound if it is not shared with them, Invalid if this body has
    acknowledged it already.
    """
    with case_verb(
        office, viewer, reference, "delivery_acknowledged", hides_itself=True
    ) as verb:
        seen = shares_for(office, verb.tx.connection, verb.facts, viewer)
        share = next(
            (s for s in seen if s.payload.shared == pin
             and organisation in ("", s.payload.organisation)), None
        )  # fmt: skip
        if share is None:
            raise NotFound("There is no such file, or it is not shared with you any more.")
        body = share.payload.organisation
        record = pinned_version(verb.tx.connection, verb.tx.row.id, verb.facts, pin)
        known = _delivery_of(verb.facts, record, body)
        if known is not None and known.payload.acknowledged_on is not None:
            raise Invalid("This is acknowledged already.", "Nothing more is needed.")
        today = FactDate.on(verb.tx.today)
        payload = known.payload if known else get_kind("delivery").payload(
            letter=record.reference, channel="here", delivered_on=FactDate.on(share.judged_on)
        )  # fmt: skip
        payload = replace(
            payload, acknowledged_on=today, acknowledged_by=commit(_acting_as(verb.facts, viewer))
        )
        key = known.key if known else delivery_key(record, body)
        verb.details.update(shared=pin, organisation=body)
        (version,) = verb.write(Draft("delivery", key, payload, effective_on=today))
        return version


def delivery_key(record: RecordVersion, organisation: str) -> str:
    """The key of the delivery of exactly this version to exactly this body."""
    return f"{record.kind}-{record.key}-{record.version}-{organisation}"


def _delivery_of(
    facts: CaseFacts, record: RecordVersion, organisation: str
) -> RecordVersion | None:
    found = facts.find(f"delivery/{delivery_key(record, organisation)}")
    return found if found is not None and found.state == STATED else None


def _acting_as(facts: CaseFacts, viewer: Viewer) -> str:
    roles = sorted(roles_on(facts, viewer) & OUTSIDE_ROLES)
    return role_title(roles[0]) if roles else "Somebody of the organisation it was sent to"


def enter_meeting(
    office: Office, viewer: Viewer, reference: str, body: str, held_on: FactDate | None,
    agenda: str = "", *, once: str = "",
) -> RecordVersion:
    """The committee's clerk enters a meeting of theirs, past or to come."""
    values = {"organisation": body, "purpose": "scrutiny", "held_on": held_on, "agenda": agenda}
    return _state(office, viewer, reference, "meeting", values, held_on, once)


def give_view(
    office: Office, viewer: Viewer, reference: str, body: str, view: str,
    given_on: FactDate | None, minute: str = "", *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council says whether it finds the change substantial. A later view replaces it."""
    if view not in ("substantial", "not_substantial"):
        raise Invalid("Choose the council's view.", "Choose one.", "view")
    _check_not_ahead(office, reference, given_on, "given_on")
    values = {"organisation": body, "view": view, "given_on": given_on, "minute": minute}
    return _state(office, viewer, reference, "authority_view", values, given_on, once, files)


def comment(
    office: Office, viewer: Viewer, reference: str, body: str, outcome: str, comments: str,
    given_on: FactDate | None, *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council or joint committee answers the consultation. Raises InvalidFields, Invalid."""
    if outcome != "no_comment" and not comments.strip():
        raise Invalid("Enter the comments.", "Or choose “No comment”.", "comments")
    _check_not_ahead(office, reference, given_on, "received_on")
    values = {"organisation": body, "outcome": outcome, "comments": comments,
              "received_on": given_on}  # fmt: skip
    return _state(office, viewer, reference, "scrutiny_response", values, given_on, once, files)


def recommend(
    office: Office, viewer: Viewer, reference: str, body: str, recommendation: str,
    made_on: FactDate | None, *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council or joint committee makes one recommendation, which the NHS body answers."""
    _check_not_ahead(office, reference, made_on, "made_on")
    values = {"organisation": body, "recommendation": recommendation, "made_on": made_on}
    return _state(office, viewer, reference, "recommendation", values, made_on, once, files)


def _state(
    office: Office, viewer: Viewer, reference: str, kind: str, values: dict[str, Any],
    on: FactDate | None, once: str, files: tuple[str, ...] = (),
) -> RecordVersion:
    """Record it under a new key: what another body or an earlier day said is never written over."""
    statement = Statement(
        kind=kind, values=values, on=on, files=files, on_behalf_of=values["organisation"]
    )
    return record_fact(office, viewer, reference, statement, once=once)


def _check_not_ahead(
    office: Office, reference: str, on: FactDate | None, name: str
) -> None:
    """Raises Invalid for a day still to come: nobody has said tomorrow what they think."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
    today = today_of(office, row) if row is not None else office.clock.today()
    if on is not None and on.after(today) is True:
        raise Invalid("The date is in the future.", "Enter the day on which it was given.", name)
