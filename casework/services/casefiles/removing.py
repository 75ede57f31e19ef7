"""Taking records away from a replayed case that starts from a compliant base.

The base writes everything by assumption, and a file may say that any of it was not so: also
sign-offs and exceptions, which people do not state by hand. Nothing is erased: each record is
withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.domain.errors import Invalid
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.text import commit
from casework.domain.viewer import SYSTEM
from casework.services.casefiles.format import ActLine
from casework.services.office import Office
from casework.services.verb import case_verb
from casework.store.records import Draft

NEVER_REMOVED = frozenset(
    {"stage_move", "stage_return", "act", "stage_before", "departure", "pack", "share"}
)
"""What happened to the case itself: it is done otherwise or not, and never taken out."""


def is_written_by_verbs(record: RecordVersion) -> bool:
    """True for kinds that people do not state by hand, such as sign-offs."""
    return not get_kind(record.kind).stated_by_people


def matching(facts: CaseFacts, line: ActLine, *, assumed: bool = False) -> list[RecordVersion]:
    """Stated records of an act's kind, of its purpose or type, about its subject.

    With ``assumed``, only those that were assumed.
    """
    kind, what, subject = line.text("kind"), line.text("what"), line.text("subject")
    return [
        r for r in facts.records
        if r.kind == kind and r.state == STATED and (r.assumed or not assumed)
        and (not what or what in _purposes(r))
        and (not subject or _is_about(r, subject))
    ]  # fmt: skip


def _purposes(record: RecordVersion) -> set[str]:
    """What ``what`` may name: a purpose, a type of evidence, a check or a role."""
    named = ("type", "criterion", "role") if is_written_by_verbs(record) else ("type",)
    found = {record.purpose, *(getattr(record.payload, name, "") for name in named)}
    return {str(each) for each in found}


def _is_about(record: RecordVersion, subject: str) -> bool:
    if record.subject == subject or subject in getattr(record.payload, "subjects", ()):
        return True
    return bool(getattr(record.payload, "subject", "") == subject)


def remove_all(
    office: Office, reference: str, records: Iterable[RecordVersion], reason: str, day: date
) -> None:
    """Withdraw records, whatever their kind. Raises Invalid for what happened to the case itself,
    and on a case that is not replayed."""
    found = list(records)
    if any(r.kind in NEVER_REMOVED for r in found):
        raise Invalid("What happened to the case cannot be removed.", "Leave the act out.")
    if not found:
        return
    with case_verb(office, SYSTEM, reference, "records_removed", simulated_on=day) as verb:
        if not verb.tx.row.replayed:
            raise Invalid("Only a replayed case can be changed in this way.", "Withdraw it.")
        verb.write(*(
            Draft(r.kind, r.key, r.payload, WITHDRAWN, r.effective_on, source=commit(reason))
            for r in found
        ))  # fmt: skip
