"""Keeping projections true as days pass, and proving that stored equals computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.adapters.own_code import judging_code
from casework.domain.viewer import SYSTEM
from casework.engine.agenda import required_actions
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.projecting import action_lines, projected
from casework.services.reading import today_of
from casework.services.verb import case_verb
from casework.store.facts import current_records, facts_from
from casework.store.marks import is_judged_by, mark_judged_by
from casework.store.projections import (
    cases_to_recompute,
    every_case_reference,
    stored_action_lines,
)
from casework.store.transaction import find_case_row, system_transaction

COLUMNS = {
    "recompute_on": "the date of its next change",
    "blockers": "the number of checks before its next step",
    "next_date": "its next date",
    "next_date_label": "what its next date is",
    "next_date_mark": "the line of its next date",
}
"""Columns of a case that lists read, in words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A case whose stored projection is not what the facts give."""

    reference: str
    what: str


def recompute_due(office: Office) -> int:
    """Recompute every live case whose answer may have changed by today; returns how many.

    A replayed case has its own date and changes only when something is played into it.
    """
    with office.database.reading() as connection:
        due = cases_to_recompute(connection, office.clock.today())
    for reference in due:
        with case_verb(office, SYSTEM, reference, "required_actions_recomputed"):
            pass
    return len(due)


def recompute_differing(office: Office) -> int:
    """Recompute every case of which what is stored is not what its facts give, as after a
    correction of the calendar by which all are judged, or a new release; returns how many."""
    references = sorted({each.reference for each in prove_projections(office)})
    for reference in references:
        with case_verb(office, SYSTEM, reference, "required_actions_recomputed"):
            pass
    return len(references)


def recompute_after_release(office: Office, code: str = "") -> int:
    """Recompute the cases that a new release answers otherwise, once for each release; returns how
    many. Every other night this costs one short question.

    ``code`` tells the release from any other; by default it is that of the running code.
    """
    code = code or judging_code()
    with office.database.reading() as connection:
        if is_judged_by(connection, code):
            return 0
    count = recompute_differing(office)
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        mark_judged_by(tx, code, count)
    return count


def prove_projections(office: Office) -> list[Difference]:
    """Compare what is stored with what is computed, for every case."""
    with office.database.reading() as connection:
        references = every_case_reference(connection)
    return [d for reference in references for d in _differences(office, reference)]


def _differences(office: Office, reference: str) -> list[Difference]:
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
        facts = facts_from(row, current_records(connection, row.id), today_of(office, row))
        definition = definition_of(office, connection, row.definition_hash)
        stored = stored_action_lines(connection, row.id)
    if _is_due(row.recompute_on, facts.as_at):
        return [Difference(reference, "is due to be recomputed")]
    found = []
    actions = required_actions(definition, facts)
    if stored != action_lines(actions):
        found.append(Difference(reference, "its required actions differ"))
    computed = projected(definition, facts, actions)
    for name, words in COLUMNS.items():
        if getattr(row, name) != computed[name]:
            found.append(Difference(reference, f"{words} differs"))
    return found


def _is_due(recompute_on: date | None, today: date) -> bool:
    return recompute_on is not None and recompute_on <= today
