"""Rows of the list of cases, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.engine.definition import Definition
from casework.services.listing import CasePage
from casework.services.office import Office
from casework.web.cases.addresses import address_of
from casework.web.cases.next_dates import NextDateLine, next_date_line


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of the list."""

    reference: str
    title: str
    address: str
    stage: str
    blockers: str
    next_date: NextDateLine
    replayed: bool


def case_lines(office: Office, page: CasePage) -> tuple[CaseLine, ...]:
    """The cases of one page."""
    return tuple(_line(office, row) for row in page.cases)


def _line(office: Office, row: Any) -> CaseLine:
    return CaseLine(
        row.reference, row.title, address_of("cases.show", reference=row.reference),
        stage_title(office, row.definition_hash, row.stage),
        "None" if not row.blockers else str(row.blockers), next_date_of(row), row.replayed,
    )  # fmt: skip


def next_date_of(row: Any) -> NextDateLine:
    """The next date of a row of the register of cases."""
    return next_date_line(row.reference, row.next_date, row.next_date_label, row.next_date_mark,
                          row.simulated_on if row.replayed else None)  # fmt: skip


def stage_title(office: Office, definition_hash: str, stage: str) -> str:
    """`S3 Notification of scrutiny`; the bare code if no file holds the pinned version."""
    definition = office.pathways.find(definition_hash)
    if definition is None:
        return stage
    title = definition.stage(stage).title
    return f"{stage} {title}" if stage.startswith("S") else title


def stage_choices(office: Office) -> list[tuple[str, str]]:
    """Every stage of the newest version of every pathway."""
    found: dict[str, str] = {}
    for definition in newest_definitions(office):
        for stage in definition.stages:
            found.setdefault(stage.id, f"{stage.id}: {stage.title}")
    return list(found.items())


def gate_choices(office: Office) -> list[tuple[str, str]]:
    """Every gate of the newest version of every pathway.

    Which of them bar cases, and how many, is not counted: that grows with the list.
    """
    titles = {g.ref: g.title for d in newest_definitions(office) for g in d.gates}
    return [(ref, f"{ref} {title}") for ref, title in titles.items()]


def newest_definitions(office: Office) -> list[Definition]:
    """The newest version of every pathway, by name."""
    names = office.pathways.names()
    return [office.pathways.newest(name) for name in names]
