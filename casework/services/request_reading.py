"""Reading one request as the person asked sees it, who may see nothing else of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.cover import stands_for
from casework.domain.errors import NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import can_read_record, can_view_case
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.reading import keys_in, today_of
from casework.store.facts import current_records, texts_of_case, with_texts
from casework.store.names import Names, names_of
from casework.store.originals import facts_with_originals
from casework.store.transaction import find_case_row


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request and what belongs to it. ``supply`` is evidence that the person asked put in since,
    or sent with an earlier answer; ``sees_case`` says whether links into the case lead anywhere."""

    row: Any
    request: RecordVersion
    criterion: Criterion | None
    names: Names
    sees_case: bool
    supply: tuple[RecordVersion, ...]


def get_request(office: Office, viewer: Viewer, reference: str, key: str) -> RequestView:
    """A request, for the person asked only. Raises NotFound for everybody else."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        records = current_records(connection, row.id) if row is not None else ()
        if row is None or not viewer.person:
            raise NotFound("There is no such request.")
        facts = facts_with_originals(connection, row, records, today_of(office, row))
        found = facts.find(f"request/{key}")
        if found is None or found.state != STATED or (
            found.payload.to not in stands_for(facts, viewer.person)
        ):
            raise NotFound("There is no such request.")
        supply = _supply(facts, viewer, found)
        shown = with_texts((found, *supply), texts_of_case(connection, row.id), privileged=True)
        sees_case = can_view_case(facts, viewer)
        return RequestView(
            row=row,
            request=shown[0],
            criterion=definition_of(office, connection, row.definition_hash).find_criterion(
                found.payload.criterion
            ),
            names=names_of(connection, *keys_in((found,)), on=facts.as_at),
            sees_case=sees_case,
            supply=shown[1:],
        )


def _supply(
    facts: CaseFacts, viewer: Viewer, request: RecordVersion
) -> tuple[RecordVersion, ...]:
    """Evidence by this person, put in since they were asked, or named in their answer.

    From outside only the latter is seen: what they themselves sent, while it is as they sent it.
    """
    named = set(request.payload.supplied)
    return tuple(
        r for r in facts.current("evidence")
        if r.recorded_by in stands_for(facts, viewer.person) and (
            r.pin in named
            or can_read_record(facts, viewer, r)
            and (r.position > request.position or request.version > 1)
        )
    )  # fmt: skip
