"""Registers to measure: many cases, written straight, with what each waits for."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from benchmarks.chains import NOW
from casework.domain.chain import first_hash
from casework.services.definitions import pin_definition
from casework.services.office import Office
from casework.services.opening import MAIN_PATHWAY
from casework.store.models.cases import CaseRow
from casework.store.models.projections import CaseAccessRow, RequiredActionRow

ACTIONS, OWN, SOMEBODY_ELSE = 6, 100, "another-manager"
_CASE, _ACCESS = CaseRow.__table__, CaseAccessRow.__table__
_ACTION = RequiredActionRow.__table__
_AT_ONCE = 5000


def add_cases(office: Office, cases: int, person: str) -> None:
    """So many cases in S3, each waiting for its programme manager.

    ``person`` manages ``OWN`` of them at most; the others are somebody else's.
    """
    definition = office.pathways.newest(MAIN_PATHWAY)
    with office.database.writing(audited=True) as connection:
        pin_definition(office, connection, definition)
        rows = [_case(number, definition.hash) for number in range(cases)]
        for start in range(0, cases, _AT_ONCE):
            connection.execute(insert(_CASE), rows[start : start + _AT_ONCE])
        found = connection.execute(select(_CASE.c.id).where(_CASE.c.reference.like("REG-%")))
        identifiers = found.scalars().all()
        managers = [person] * OWN + [SOMEBODY_ELSE] * (cases - OWN)
        pairs = list(zip(identifiers, managers, strict=False))
        for start in range(0, cases, _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            connection.execute(insert(_ACCESS), [_access(i, who) for i, who in some])
            waiting = [_action(i, n, who) for i, who in some for n in range(ACTIONS)]
            connection.execute(insert(_ACTION), waiting)


def _case(number: int, pinned: str) -> dict[str, Any]:
    reference = f"REG-{number:06d}"
    return {
        "reference": reference, "title": f"Proposal {number}", "pathway": MAIN_PATHWAY,
        "definition_hash": pinned, "stage": "S3", "audit_hash": first_hash(reference),
        "opened_on": "2026-03-02", "opened_at": NOW, "stage_since": date(2026, 3, 2),
        "blockers": ACTIONS, "next_date": date(2026, 9, 1), "next_date_label": "Meeting",
        "next_date_mark": "date-0",
    }  # fmt: skip


def _access(case_id: int, person: str) -> dict[str, Any]:
    return {"case_id": case_id, "person": person, "role": "PM", "outside": False}


def _action(case_id: int, place: int, person: str) -> dict[str, Any]:
    return {
        "case_id": case_id, "place": place, "blocks": "S3-S4", "gate": f"GT3{place}",
        "criterion": f"GT3{place}.letter", "state": "not recorded", "force": "STATUTE",
        "reason": "Not recorded: Letter.", "roles": "PM", "person": person, "only": True,
    }  # fmt: skip
