"""Reading one record with every version of it, and the case around it, in six statements."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.domain.cover import act_of, is_another, persons_behind
from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import (
    can_read_privileged,
    can_read_record,
    check_can_view_case,
    roles_on,
)
from casework.domain.viewer import Viewer
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.reading import CaseView, keys_in, today_of
from casework.services.record_titles import naming_records
from casework.store.facts import (
    current_records,
    history_of,
    texts_of_case,
    with_texts,
)
from casework.store.names import names_of
from casework.store.originals import facts_with_originals
from casework.store.transaction import find_case_row


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A case, and the versions of one of its records that the viewer may read, oldest first."""

    view: CaseView
    versions: tuple[RecordVersion, ...]

    @property
    def current(self) -> RecordVersion:
        """The newest version."""
        return self.versions[-1]


def get_record(
    office: Office, viewer: Viewer, reference: str, kind: str, key: str
) -> RecordPage:
    """One record. Raises NotFound if there is none, or if its newest version is not for the viewer.

    An older version that the viewer may not read is left out.
    """
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        if row is None:
            raise NotFound(f"There is no case {reference}.")
        records = current_records(connection, row.id)
        facts = facts_with_originals(connection, row, records, today_of(office, row))
        check_can_view_case(facts, viewer)
        versions = history_of(connection, row.id, kind, key)
        if not versions or not can_read_record(facts, viewer, versions[-1]):
            raise NotFound("There is no such record on this case.")
        texts = texts_of_case(connection, row.id)
        shown = tuple(r for r in records if can_read_record(facts, viewer, r))
        privileged = can_read_privileged(facts, viewer)
        readable = tuple(r for r in versions if can_read_record(facts, viewer, r))
        seen = replace(facts, records=with_texts(shown, texts, privileged=privileged))
        names = names_of(connection, *keys_in((*records, *readable)), on=facts.as_at)
        view = CaseView(
            row=row,
            facts=seen,
            judged=facts,
            definition=definition_of(office, connection, row.definition_hash),
            names=naming_records(names, seen),
            roles=roles_on(facts, viewer),
            own=_own(facts, viewer, versions),
        )
        return RecordPage(view, with_texts(readable, texts, privileged=privileged))


def _own(
    facts: CaseFacts, viewer: Viewer, versions: tuple[RecordVersion, ...]
) -> frozenset[str]:
    """The record, if the viewer recorded a version of it, or somebody for whom they cover did, or
    somebody who covered for one of these."""
    made_by = persons_behind(facts, (act_of(v) for v in versions))
    if is_another(facts, viewer.person, made_by):
        return frozenset()
    return frozenset(v.reference for v in versions)
