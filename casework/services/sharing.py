"""Sharing one exact version with an outside organisation, and serving it to its people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.documents.rendering import MEDIA_TYPE as DOCX
from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.organisations import is_from_published_records
from casework.domain.permissions import can_read_record, can_view_case, check_can_view_case
from casework.domain.records import get_kind
from casework.domain.sharing import (
    bodies_of,
    can_share,
    check_can_be_shared,
    check_can_share,
    shares_seen_by,
    why_not_shared,
)
from casework.domain.viewer import Viewer
from casework.services.evidence import Download, read_stored
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.record_titles import document_title
from casework.services.verb import case_verb
from casework.store import shares
from casework.store.facts import current_records, history_of, texts_of_case, with_texts
from casework.store.names import Names
from casework.store.originals import facts_now, facts_with_originals
from casework.store.parties import find_organisation, list_contacts, list_organisations
from casework.store.records import Draft
from casework.store.transaction import find_case_row

ZIP = "application/zip"
OPENED, REFUSED = "opened", "refused"
LATEST_OPENINGS = 100
PRIVILEGED = "Legally privileged evidence"
NOT_SHARED = "There is no such file, or it is not shared with you any more."
"""Said also where there is no such case: who is told nothing of a case does not learn of it."""


def share(
    office: Office, viewer: Viewer, reference: str, pin: str, organisation: str
) -> RecordVersion:
    """Share exactly this version with an outside organisation; sharing twice shares once.

    For governance, the programme manager and the accountable officer. Raises NotPermitted for
    other roles and for what is privileged, restricted, sealed or in draft; NotFound if there is
    no such version, Invalid for an unknown organisation.
    """
    with case_verb(office, viewer, reference, "item_shared") as verb:
        check_can_share(verb.facts, viewer)
        if find_organisation(verb.tx.connection, organisation) is None:
            raise Invalid("There is no such organisation.", "Choose one from the list.",
                          "organisation")  # fmt: skip
        record = pinned_version(verb.tx.connection, verb.tx.row.id, verb.facts, pin)
        check_can_be_shared(verb.facts, record, organisation)
        verb.details.update(shared=pin, organisation=organisation)
        (version,) = verb.write(share_draft(verb.facts, pin, organisation, verb.tx.today))
        return version


def share_draft(facts: CaseFacts, pin: str, organisation: str, today: date) -> Draft:
    """The record that shares a version; one withdrawn before is opened again."""
    found = _find_share(facts, pin, organisation)
    reference, _, version = pin.partition("@")
    key = found.key if found else f"{reference.replace('/', ':')}:{version}:{organisation}"[-120:]
    payload = get_kind("share").payload(organisation=organisation, shared=pin)
    return Draft("share", key, payload, effective_on=FactDate.on(today))


def withdraw_share(
    office: Office, viewer: Viewer, reference: str, pin: str, organisation: str
) -> RecordVersion:
    """Stop showing a version to an organisation, from today on; what was opened stays logged.

    Raises NotPermitted, and NotFound if it is not shared with that organisation.
    """
    with case_verb(office, viewer, reference, "share_withdrawn") as verb:
        check_can_share(verb.facts, viewer)
        found = _find_share(verb.facts, pin, organisation)
        if found is None or found.payload.withdrawn_on is not None:
            raise NotFound("This is not shared with that organisation.", "Look at the page again.")
        payload = replace(found.payload, withdrawn_on=FactDate.on(verb.tx.today))
        verb.details.update(shared=pin, organisation=organisation)
        (version,) = verb.write(Draft("share", found.key, payload))
        return version


def _find_share(facts: CaseFacts, pin: str, organisation: str) -> RecordVersion | None:
    for record in facts.current("share"):
        if (record.payload.shared, record.payload.organisation) == (pin, organisation):
            return record
    return None


def pinned_version(
    connection: Connection, case_id: int, facts: CaseFacts, pin: str
) -> RecordVersion:
    """The version that a pin names. Raises NotFound, also once its record was withdrawn."""
    reference, _, number = pin.partition("@")
    current = facts.find(reference)
    if current is not None and current.state == STATED:
        if current.pin == pin:
            return current
        kind, _, key = reference.partition("/")
        for version in history_of(connection, case_id, kind, key):
            if version.pin == pin:
                return version
    raise NotFound("There is no such file.", "It may have been withdrawn.")


def shared_item(office: Office, viewer: Viewer, reference: str, pin: str) -> Download:
    """The file of a version shared with the viewer's organisation, checked; the opening is logged.

    Raises NotFound if it is not shared with them (any more), and then logs the attempt too.
    """
    row, payload_of = _shared_record(office, viewer, reference, pin)
    download = download_of(office, reference, payload_of)
    _log(office, row, pin, OPENED, viewer)
    return download


def _shared_record(
    office: Office, viewer: Viewer, reference: str, pin: str
) -> tuple[Any, RecordVersion]:
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(NOT_SHARED)
        facts = facts_now(connection, row, today_of(office, row))
        seen = shares_for(office, connection, facts, viewer)
        record = None
        if pin in {s.payload.shared for s in seen}:
            record = pinned_version(connection, row.id, facts, pin)
            if why_not_shared(facts, record):
                record = None
        if record is not None:
            (record,) = with_texts([record], texts_of_case(connection, row.id), privileged=True)
    if record is None:
        _log(office, row, pin[:200], REFUSED, viewer)
        raise NotFound(NOT_SHARED)
    return row, record


def shares_for(
    office: Office, connection: Connection, facts: CaseFacts, viewer: Viewer
) -> list[RecordVersion]:
    """The shares of a case that the viewer's organisation sees today, itself or as successor."""
    today = office.clock.today()
    stood_for = shares.organisations_stood_for(connection, viewer.organisation, today)
    return shares_seen_by(facts, bodies_of(facts, stood_for), facts.as_at)


def _log(office: Office, row: Any, pin: str, outcome: str, viewer: Viewer) -> None:
    with office.database.writing() as connection:
        shares.log_opening(
            connection, row.id, pin, office.clock.now(), outcome, person=viewer.person
        )


def download_of(office: Office, reference: str, record: RecordVersion) -> Download:
    """The bytes of a pack, document or evidence under a name that says what it is.

    Raises DamagedFile if they are not what was recorded.
    """
    stored = read_stored(office, reference, record.payload)
    if record.kind == "pack":
        name = f"{reference}-{record.payload.purpose}-pack-version-{record.version}.zip"
        return replace(stored, name=name, media_type=ZIP)
    if record.kind == "document":
        name = f"{reference}-{record.payload.document}-version-{record.version}.docx"
        return replace(stored, name=name, media_type=DOCX)
    return stored


def title_of_item(office: Office, record: RecordVersion) -> str:
    """What a shared pack, document or piece of evidence is called."""
    payload = record.payload
    if record.kind == "pack":
        choices = get_kind("pack").specs["purpose"].choices
        return f"Pack: {choices.get(payload.purpose, payload.purpose).lower()}"
    if record.kind == "document":
        return document_title(payload.document, office.templates)
    return str(payload.title)


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One version shared with one organisation, as people of the case see it."""

    pin: str
    title: str
    organisation: str
    organisation_name: str
    since: date
    withdrawn_on: str


@dataclass(frozen=True, slots=True)
class Shareable:
    """A version that could be shared."""

    pin: str
    title: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """Everything that a case shows to outside bodies, and who opened what."""

    row: Any
    facts: CaseFacts
    stage: str
    shared: tuple[SharedLine, ...]
    items: tuple[Shareable, ...]
    organisations: tuple[Any, ...]
    contacts: tuple[Any, ...]
    codes: tuple[Any, ...]
    openings: tuple[Any, ...]
    titles: dict[str, str]
    names: Names
    may_share: bool


def read_sharing(office: Office, viewer: Viewer, reference: str) -> Sharing:
    """What a case shares. Raises NotFound if the viewer may not see the case."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        records = current_records(connection, row.id)
        facts = facts_with_originals(connection, row, records, today_of(office, row))
        check_can_view_case(facts, viewer)
        texts = texts_of_case(connection, row.id)
        shown = with_texts([r for r in records if r.kind in ("pack", "document", "evidence")],
                           texts, privileged=True)  # fmt: skip
        openings = shares.list_openings(connection, row.id, LATEST_OPENINGS)
        codes = shares.list_codes(connection, row.id)
        organisations = list_organisations(connection)
        contacts = list_contacts(connection)
    titles = {
        r.reference: _inside_title(office, r) if can_read_record(facts, viewer, r) else PRIVILEGED
        for r in shown if r.payload is not None
    }  # fmt: skip
    names = Names({o.key: o.name for o in organisations}, {})
    return Sharing(
        row, facts, row.stage,
        tuple(_shared_line(s, titles, names) for s in facts.current("share")),
        tuple(Shareable(r.pin, titles[r.reference]) for r in shown
              if r.payload is not None and not why_not_shared(facts, r)),
        tuple(o for o in organisations
              if facts.simulated or not is_from_published_records(o.source)),
        tuple(contacts), tuple(codes), tuple(openings), titles, names,
        can_share(facts, viewer) and can_view_case(facts, viewer),
    )  # fmt: skip


def _inside_title(office: Office, record: RecordVersion) -> str:
    title = title_of_item(office, record)
    if record.subject and record.kind == "pack":
        title = f"{title}, for {{org:{record.subject}}}"
    if getattr(record.payload, "subject", "") and record.kind == "document":
        title = f"{title}, for {{org:{record.payload.subject}}}"
    return title


def _shared_line(record: RecordVersion, titles: dict[str, str], names: Names) -> SharedLine:
    payload = record.payload
    reference = payload.shared.partition("@")[0]
    return SharedLine(
        payload.shared, titles.get(reference, reference), payload.organisation,
        names.organisation(payload.organisation), record.judged_on,
        payload.withdrawn_on.plain() if payload.withdrawn_on else "",
    )  # fmt: skip
