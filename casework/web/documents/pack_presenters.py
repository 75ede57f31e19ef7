"""Packs as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from casework.documents.manifest import list_manifests
from casework.domain.facts import STATED, RecordVersion
from casework.services.case_documents.orders import Order
from casework.services.case_documents.pack_contents import (
    PURPOSES,
    approved_document,
    documents_of,
)
from casework.services.case_documents.reading import PacksOfCase
from casework.services.office import Office
from casework.services.outside_reading import delivery_key
from casework.services.reading import CaseView
from casework.web.cases.words import Tag, counted, fact_date_words
from casework.web.documents.presenters import trouble_words
from casework.web.layout import day_and_time


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack for one council, issued or on its way."""

    council: str
    purpose: str
    tag: Tag
    steps: tuple[str, ...]
    trouble: str
    download: str


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A document of a pack, and for which councils it would go in."""

    document: str
    state: str
    address: str


def pack_rows(found: PacksOfCase) -> tuple[PackRow, ...]:
    """Every pack that is issued or ordered, by council."""
    issued = {record.reference: record for record in found.issued}
    references = list(issued)
    references += [r for r in found.orders if r.startswith("pack/") and r not in issued]
    rows = [_row(found, r, issued.get(r), found.orders.get(r)) for r in references]
    return tuple(sorted(rows, key=lambda row: (row.council, row.purpose)))


def _row(
    found: PacksOfCase, reference: str, record: RecordVersion | None, order: Order | None
) -> PackRow:
    purpose, _, organisation = reference.partition("/")[2].partition(":")
    view = found.view
    return PackRow(
        view.names.organisation(organisation), PURPOSES[purpose][0], _tag(found, record, order),
        _steps(found, record), trouble_words(view, order),
        url_for("documents.download_pack", reference=view.reference, key=record.key,
                version=record.version) if record else "",
    )  # fmt: skip


def _tag(found: PacksOfCase, record: RecordVersion | None, order: Order | None) -> Tag:
    if order is not None:
        return Tag("Could not be built", "red") if order.failed else Tag("Being built", "blue")
    if record is None:
        return Tag("Not issued", "grey")
    if _acknowledgement(found, record) is not None:
        return Tag("Acknowledged", "green")
    if record.pin in found.opened:
        return Tag("Opened", "yellow")
    return Tag("Issued", "yellow")


def _acknowledgement(found: PacksOfCase, record: RecordVersion) -> Any:
    """The payload of the pack's delivery once it is acknowledged, or None."""
    key = delivery_key(record, record.payload.organisation)
    delivery = found.view.facts.find(f"delivery/{key}")
    if delivery is None or delivery.state != STATED or delivery.payload.acknowledged_on is None:
        return None
    return delivery.payload


def _steps(found: PacksOfCase, record: RecordVersion | None) -> tuple[str, ...]:
    """What became of an issued pack, in order."""
    if record is None:
        return ()
    issued = f"Issued on {fact_date_words(record.payload.issued_on)}"
    again = f", for the {_ordinal(record.version)} time" if record.version > 1 else ""
    steps = [f"{issued}{again}, with {counted(len(record.payload.contents), 'document')}."]
    if record.pin in found.opened:
        steps.append(f"First opened {day_and_time(found.opened[record.pin])}.")
    elif not found.has_clerks:
        steps.append("No clerk holds a role on this case: name one under People, so that the "
                     "council is told by mail.")  # fmt: skip
    acknowledged = _acknowledgement(found, record)
    if acknowledged is not None:
        on, by = fact_date_words(acknowledged.acknowledged_on), str(acknowledged.acknowledged_by)
        steps.append(f"Acknowledged on {on}" + (f" by: {by}." if by else "."))
    return tuple(steps)


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")


def ready_rows(office: Office, view: CaseView) -> tuple[tuple[str, tuple[ReadyRow, ...]], ...]:
    """For each purpose, which of its documents are approved and would go in."""
    titles = {m.id: (m.title, m.per) for m in list_manifests(office.templates)}
    return tuple(
        (title, tuple(_ready(view, name, *titles[name]) for name in documents_of(purpose)))
        for purpose, (title, _) in PURPOSES.items()
    )


def _ready(view: CaseView, document: str, title: str, per: str) -> ReadyRow:
    councils = view.judged.scrutiny_authorities() if per == "affected_authority" else [""]
    approved = [c for c in councils if approved_document(view.facts, document, c) is not None]
    if per == "affected_authority":
        state = f"approved for {len(approved)} of {counted(len(councils), 'council')}"
    else:
        state = "approved" if approved else "not approved: it is left out"
    only = councils[0] if len(councils) == 1 and councils[0] else ""
    key = f"{document}:{only}" if only else document
    several = per == "affected_authority" and len(councils) != 1
    address = (
        url_for("documents.show", reference=view.reference, _anchor=document) if several
        else url_for("documents.document", reference=view.reference, key=key)
    )  # fmt: skip
    return ReadyRow(f"{title} ({document})", state, address)


def repeated_orders(found: PacksOfCase) -> str:
    """Why the launch packs were not ordered by themselves when the consultation opened."""
    return trouble_words(found.view, found.launch)
